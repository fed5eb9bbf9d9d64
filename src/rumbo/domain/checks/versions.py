"""Whether a follow-up answers for the plan at hand: it belongs to one version of one plan (domain decision 6)."""

from collections import Counter
from collections.abc import Iterable

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.reference import Check, Reference, asked, finding, not_made
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

Promised = tuple[str, str, Quantity | None]
OTHER_VERSION = declare(
    Sentences(
        "followup.other_version",
        Severity.ERROR,
        marked("El seguimiento es de otra versión del plan"),
        marked(
            "De {lines} acciones seguidas, «{plan}» (versión {version}, {planned} acciones) trae {same} con el mismo "
            "texto y {kept} con el mismo texto, indicador y meta."
        ),
        marked("Un avance solo se puede leer contra la versión del plan que lo prometió."),
        marked("Siga con la versión del plan que se reporta, o diga acción por acción qué continúa qué."),
    )
)


def _promised(matrix: Matrix, reference: Reference) -> list[Promised]:
    """What each line promises: its text, its indicator and its quantity. Each counts once, as in the difference row by
    row, where no line continues two."""
    return [(reference.fold(line.statement), reference.fold(line.indicator), line.quantity) for line in matrix.lines]


def _first_beyond(followed: list[Promised], planned: Counter[Promised]) -> int:
    """The first line that the plan does not promise, or not so often."""
    for at, promised in enumerate(followed):
        if not planned[promised]:
            return at
        planned[promised] -= 1
    return 0


def _version(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress") and not draft.has("narrative"):
        return not_made(OTHER_VERSION, FOLLOWUP)
    plan = reference.compared
    if plan is None:
        return not_made(OTHER_VERSION, marked("el plan que el seguimiento reporta (lea los dos archivos juntos)"))
    planned, followed = _promised(plan.matrix, reference), _promised(draft.matrix, reference)
    kept = (Counter(followed) & Counter(planned)).total()
    if kept == len(followed):
        return asked(OTHER_VERSION, ())
    same = (Counter(text for text, *_ in followed) & Counter(text for text, *_ in planned)).total()
    different = _first_beyond(followed, Counter(planned))
    facts: dict[str, Fact] = {
        "lines": len(followed),
        "same": same,
        "kept": kept,
        "plan": plan.source.file,
        "planned": len(plan.matrix.lines),
    }
    facts["version"] = plan.matrix.version or "—"
    where = draft.where(different, "statement")
    return asked(OTHER_VERSION, [finding(OTHER_VERSION, where, None, **facts)])


CHECKS = (Check(OTHER_VERSION, _version),)
