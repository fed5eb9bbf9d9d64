"""A person mends a cell, accepts what a finding suggests, or says with a reason that the document is right."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text

REASON_MISSING = declare(
    Sentences(
        code="intake.reason_missing",
        severity=Severity.ERROR,
        title=marked("Falta la razón"),
        what=marked("Para dejar el documento como está, pese al hallazgo, hay que escribir por qué."),
        why=marked("Quien lea el plan dentro de dos años necesita saber que se vio el hallazgo y por qué se dejó así."),
        how=marked("Escriba la razón en una frase y guarde de nuevo."),
    )
)


@doorway("intake.cell.decide")
def correct_cell(
    actor: Actor,
    intake: Intake,
    *,
    part: str,
    row: int,
    column: int,
    field: str,
    text: str,
    accepted: bool = False,
) -> CellDecision:
    """What the cell should say; `accepted` when the text is the one a finding suggested. Row 0 is the document."""
    settling(intake)
    kind = DecisionKind.ACCEPTED if accepted else DecisionKind.CORRECTED
    return _decide(
        actor, intake, part=part, row=row, column=column, field=field, finding="", kind=kind, text=clean_text(text)
    )


@doorway("intake.cell.decide")
def overrule_finding(actor: Actor, intake: Intake, *, code: str, part: str, cell: str, reason: str) -> CellDecision:
    """The document stays as it is although a finding speaks against it. `cell` is the place the finding names."""
    if not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity))
    settling(intake)
    return _decide(
        actor,
        intake,
        part=part,
        row=0,
        column=0,
        field=cell,
        finding=code,
        kind=DecisionKind.OVERRULED,
        reason=clean_text(reason),
    )


@doorway("intake.cell.forget")
def forget_decision(actor: Actor, intake: Intake, uid: str) -> None:
    """Takes a decision back: the cell says again what the file says. The trail keeps what was decided."""
    settling(intake)
    CellDecision.objects.filter(intake=intake, uid=uid).delete()


def _decide(
    actor: Actor, intake: Intake, *, part: str, row: int, column: int, field: str, finding: str, **said: str
) -> CellDecision:
    decision, _ = CellDecision.objects.update_or_create(
        entity_id=intake.entity_id,
        intake=intake,
        part=part,
        row=row,
        column=column,
        field=field,
        finding=finding,
        defaults={**said, "decided_by": actor.name},
    )
    return decision
