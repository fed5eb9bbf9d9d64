"""A person says what lines of the document continue, or what became of earlier targets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.intake.actions.decide_cell import REASON_MISSING
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.models import Continuity, Intake
from rumbo.apps.plans.models import LineageKind, Target
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NOTHING_CONTINUED = declare(
    Sentences(
        code="intake.nothing_continued",
        severity=Severity.ERROR,
        title=marked("Falta decir qué acción continúa"),
        what=marked("Se dijo que la acción continúa otra, pero no cuál."),
        why=marked("De la acción que continúa hereda sus reportes anteriores."),
        how=marked("Elija la acción de la versión anterior, o diga que es nueva."),
    )
)

CONTINUED_TWICE = declare(
    Sentences(
        code="intake.continued_twice",
        severity=Severity.ERROR,
        title=marked("Dos acciones dicen ser la misma"),
        what=marked("Otra acción de este documento ya continúa a esa como la misma o redactada de nuevo."),
        why=marked("Los reportes anteriores no pueden ser de dos acciones a la vez."),
        how=marked(
            "Si la acción se dividió en dos, diga «dividida» en las dos; si no, revise cuál es la que continúa."
        ),
    )
)

MERGES_ONE = declare(
    Sentences(
        code="intake.merges_one",
        severity=Severity.ERROR,
        title=marked("Falta decir qué acciones reúne"),
        what=marked("Se dijo que la acción reúne varias anteriores, pero se nombró una sola."),
        why=marked("Las que no se nombran quedarían sin quien las continúe, como si se hubieran retirado."),
        how=marked("Nombre las otras acciones que reúne, o diga que reemplaza a una o que es la misma."),
    )
)

CONTINUING = frozenset(LineageKind) - {LineageKind.NEW, LineageKind.DROPPED}
SAME_TARGET = (LineageKind.SAME, LineageKind.REWORDED)


@dataclass(frozen=True, slots=True)
class ContinuityAnswer:
    """A line (counting from 0) continues `target` in some way, or is new; or, without line, `target` was dropped. A
    line that merges several targets has an answer for each of them."""

    kind: LineageKind
    line: int | None = None
    target: Target | None = None
    reason: str = ""


@doorway("intake.continuity.settle")
def settle_continuity(
    actor: Actor, intake: Intake, answers: Sequence[ContinuityAnswer], *, edit: int | None = None
) -> list[Continuity]:
    """Keeps the answers, each in place of what was answered before about the same line or target: all or none."""
    for answer in answers:
        _refuse_incoherent(intake, answer)
    _refuse_lonely(answers)
    settling(intake, edit)
    lines = {answer.line for answer in answers if answer.line is not None}
    targets = {answer.target for answer in answers if answer.target is not None}
    earlier = Continuity.objects.filter(intake=intake)
    earlier.filter(line__in=lines).delete()
    # A target that a line continues is not dropped any more.
    earlier.filter(line=None, target__in=targets).delete()
    kept = Continuity.objects.bulk_create(_row(actor, intake, answer) for answer in answers)
    _refuse_twice(intake)
    return kept


def _refuse_incoherent(intake: Intake, answer: ContinuityAnswer) -> None:
    if answer.target is not None and answer.target.entity_id != intake.entity_id:
        raise Forbidden(not_permitted())
    if answer.kind == LineageKind.DROPPED and not answer.reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    if (answer.kind in CONTINUING or answer.line is None) and answer.target is None:
        raise Refused(Finding(NOTHING_CONTINUED.code, NOTHING_CONTINUED.severity))


def _refuse_lonely(answers: Sequence[ContinuityAnswer]) -> None:
    """What merges, merges two at least."""
    merging = {(each.line, each.target) for each in answers if each.kind == LineageKind.MERGED}
    if any(times < 2 for times in Counter(line for line, _target in merging).values()):
        raise Refused(Finding(MERGES_ONE.code, MERGES_ONE.severity))


def _row(actor: Actor, intake: Intake, answer: ContinuityAnswer) -> Continuity:
    return Continuity(
        entity_id=intake.entity_id,
        intake=intake,
        line=answer.line,
        target=None if answer.kind == LineageKind.NEW else answer.target,
        kind=answer.kind,
        reason=answer.reason.strip(),
        decided_by=actor.name[:200],
    )


def _refuse_twice(intake: Intake) -> None:
    rows = Continuity.objects.filter(intake=intake, line__isnull=False, kind__in=SAME_TARGET)
    counted = Counter(rows.values_list("target_id", flat=True))
    if any(times > 1 for times in counted.values()):
        raise Refused(Finding(CONTINUED_TWICE.code, CONTINUED_TWICE.severity))
