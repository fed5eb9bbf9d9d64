"""A person says what a line of the document continues, or what became of an earlier target."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
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

CONTINUING = frozenset(LineageKind.values) - {LineageKind.NEW, LineageKind.DROPPED}
SAME_TARGET = (LineageKind.SAME, LineageKind.REWORDED)


@doorway("intake.continuity.settle")
def settle_continuity(
    actor: Actor, intake: Intake, *, line: int | None, kind: str, target: Target | None = None, reason: str = ""
) -> Continuity:
    """A line (counting from 0) continues `target`, or is new; or, without line, `target` is dropped for a reason."""
    _refuse_incoherent(intake, line, LineageKind(kind), target, reason)
    settling(intake)
    mine = Continuity.objects.filter(intake=intake, line=line)
    (mine if line is not None else mine.filter(target=target)).delete()
    if target is not None:
        _forget_drop(intake, target)
    return Continuity.objects.create(
        entity_id=intake.entity_id,
        intake=intake,
        line=line,
        target=target if kind != LineageKind.NEW else None,
        kind=kind,
        reason=reason.strip(),
        decided_by=actor.name,
    )


def _forget_drop(intake: Intake, target: Target) -> None:
    """A target that a line continues is not dropped any more."""
    Continuity.objects.filter(intake=intake, line=None, target=target).delete()


def _refuse_incoherent(intake: Intake, line: int | None, kind: LineageKind, target: Target | None, reason: str) -> None:
    if kind == LineageKind.DROPPED and not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    if (kind in CONTINUING or line is None) and target is None:
        raise Refused(Finding(NOTHING_CONTINUED.code, NOTHING_CONTINUED.severity))
    others = Continuity.objects.filter(intake=intake, target=target, kind__in=SAME_TARGET).exclude(line=line)
    if kind in SAME_TARGET and others.exists():
        raise Refused(Finding(CONTINUED_TWICE.code, CONTINUED_TWICE.severity))
