"""Whether a follow-up answers for the plan at hand: it belongs to one version of one plan (domain decision 6)."""

from collections.abc import Iterable

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.reference import Check, Reference, asked, finding, not_made
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

OTHER_VERSION = declare(
    Sentences(
        "followup.other_version",
        Severity.ERROR,
        marked("El seguimiento es de otra versión del plan"),
        marked("De {lines} acciones seguidas, {same} están igual en «{plan}» (versión {version}, {planned} acciones)."),
        marked("Un avance solo se puede leer contra la versión del plan que lo prometió."),
        marked("Siga con la versión del plan que se reporta, o diga acción por acción qué continúa qué."),
    )
)


def _version(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress") and not draft.has("narrative"):
        return not_made(OTHER_VERSION, FOLLOWUP)
    plan = reference.compared
    if plan is None:
        return not_made(OTHER_VERSION, marked("el plan que el seguimiento reporta (lea los dos archivos juntos)"))
    planned = {
        (reference.fold(line.statement), reference.fold(line.indicator), line.quantity) for line in plan.matrix.lines
    }
    followed = [
        (reference.fold(line.statement), reference.fold(line.indicator), line.quantity) for line in draft.matrix.lines
    ]
    same = sum(1 for promised in followed if promised in planned)
    if same == len(followed):
        return asked(OTHER_VERSION, ())
    different = next(at for at, promised in enumerate(followed) if promised not in planned)
    facts: dict[str, Fact] = {
        "lines": len(followed),
        "same": same,
        "plan": plan.source.file,
        "planned": len(plan.matrix.lines),
    }
    facts["version"] = plan.matrix.version or "—"
    where = draft.where(different, "statement")
    return asked(OTHER_VERSION, [finding(OTHER_VERSION, where, None, **facts)])


CHECKS = (Check(OTHER_VERSION, _version),)
