"""What a table that makes no plan becomes: the chosen ones are recorded as executions of the budget, by their cut."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.budget.actions import record_execution
from rumbo.apps.budget.models import ExecutionVersion
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.bridge import table_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NONE_CHOSEN = declare(
    Sentences(
        "intake.no_table_chosen",
        Severity.ERROR,
        marked("No se eligió ninguna tabla"),
        marked("No se marcó ninguna de las tablas del archivo para guardarla."),
        marked("Sin elegir una no hay nada que guardar."),
        marked("Marque las tablas que son ejecuciones del presupuesto y guarde de nuevo."),
    )
)
UNREAD_LEFT = declare(
    Sentences(
        "intake.amounts_unread",
        Severity.ERROR,
        marked("Hay cifras que no se pudieron leer"),
        marked("Quedan {n} cifras sin leer en las tablas elegidas."),
        marked("Guardadas así parecería que la tabla no las dice."),
        marked("Corrija cada celda, o diga con una razón por qué queda sin cifra."),
    )
)
UNREAD = "table.not_an_amount"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A table of the file, by its place among those read (from 0), with the name and the day it is recorded by;
    `reason` says why, where that cut is already recorded."""

    table: int
    name: str
    cut_off: date
    reason: str = ""


@doorway("intake.table.record")
def record_tables(
    actor: Actor, intake: Intake, chosen: Sequence[Chosen], *, edit: int | None = None
) -> list[ExecutionVersion]:
    """Records the chosen tables, all of them or none, and closes the intake."""
    move(intake, IntakeState.SETTLING, edit=edit, state=IntakeState.DONE)
    reading = table_reading_of(intake)
    if reading is None or any(not 0 <= each.table < len(reading.drafts) for each in chosen):
        raise somebody_was_faster()
    if not chosen:
        raise Refused(Finding(NONE_CHOSEN.code, NONE_CHOSEN.severity))
    drafts = [reading.drafts[each.table] for each in chosen]
    unread = [found for draft in drafts for found in draft.findings if found.code == UNREAD]
    left = [found for found in unread if reading.decision_on(found) is None]
    if left:
        raise Refused(Finding(UNREAD_LEFT.code, UNREAD_LEFT.severity, facts={"n": len(left)}))
    kinds = {table.part: table.kind for table in reading.document.tables}
    versions = [
        record_execution(
            actor,
            intake.entity,
            draft,
            name=each.name,
            cut_off=each.cut_off,
            file=intake.file,
            places=kinds[draft.block.part],
            reason=each.reason,
        )
        for each, draft in zip(chosen, drafts, strict=True)
    ]
    Outcome.objects.bulk_create(
        Outcome(entity_id=intake.entity_id, intake=intake, line=each.table, kind="execution", record_uid=version.uid)
        for each, version in zip(chosen, versions, strict=True)
    )
    return versions
