"""Every write on executions of the budget: recorded, withdrawn, and their codes paired with projects."""

from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.budget.bridge import columns_of, digest_of, lines_of_draft
from rumbo.apps.budget.models import CodeKind, Execution, ExecutionLine, ExecutionVersion, Pairing, Withdrawal
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import Entity
from rumbo.apps.projects.models import Project
from rumbo.domain.table import TableDraft
from rumbo.findings import Finding, Sentences, Severity, declare, marked

LONGEST_NAME, LARGEST, AT_ONCE = 300, 2**63 - 1, 500

NO_LINES = declare(
    Sentences(
        "budget.no_lines",
        Severity.ERROR,
        marked("La ejecución no tiene rubros"),
        marked("La tabla no tiene ninguna fila con cifras que guardar."),
        marked("Una ejecución sin rubros no dice nada del presupuesto."),
        marked("Revise qué es cada columna y en qué fila están los encabezados."),
    )
)
NO_NAME = declare(
    Sentences(
        "budget.no_name",
        Severity.ERROR,
        marked("Falta el nombre de la ejecución"),
        marked("La ejecución debe tener un nombre de hasta 300 caracteres."),
        marked("Con el mismo nombre en cada corte se reconoce que es el mismo presupuesto."),
        marked("Escriba un nombre, por ejemplo «Ejecución de gastos»."),
    )
)
TOO_LARGE = declare(
    Sentences(
        "budget.amount_too_large",
        Severity.ERROR,
        marked("Una cifra que no cabe"),
        marked("Una cifra de la fila {row} es mayor que cualquier presupuesto."),
        marked("No se puede guardar exacta, y de otra manera no se guarda."),
        marked("Revise la cifra en el archivo."),
    )
)
SAME_AGAIN = declare(
    Sentences(
        "budget.same_again",
        Severity.ERROR,
        marked("Esa ejecución ya está guardada"),
        marked("La versión {number} de «{name}» con ese corte dice exactamente lo mismo."),
        marked("Guardarla otra vez haría creer que algo cambió."),
        marked("Use la que ya está. Si este archivo es de otro corte, escriba su fecha."),
    )
)
REASON_MISSING = declare(
    Sentences(
        "budget.reason_missing",
        Severity.ERROR,
        marked("Falta la razón"),
        marked("«{name}» ya está guardada con ese corte, y no se dijo por qué se trae otra."),
        marked("Quien compare las dos versiones necesita saber qué corrigió la oficina de presupuesto."),
        marked("Escriba la razón, o la fecha de corte que de verdad tiene este archivo."),
    )
)


@doorway("budget.execution.record")
def record_execution(
    actor: Actor,
    entity: Entity,
    draft: TableDraft,
    *,
    name: str,
    cut_off: date,
    fiscal_year: int = 0,
    file: StoredFile | None = None,
    places: str = "sheet",
    reason: str = "",
) -> ExecutionVersion:
    """Keeps what a table says as the execution of a name at a day: its first version, or the next one with its
    reason. The very same content is not kept twice."""
    _fits(name, draft)
    year = fiscal_year or draft.fiscal_year or cut_off.year
    execution, _ = Execution.objects.get_or_create(
        entity=entity, name=name.strip(), cut_off=cut_off, defaults={"fiscal_year": year}
    )
    digest = digest_of(draft)
    last = ExecutionVersion.objects.filter(execution=execution).order_by("-number").first()
    standing = ExecutionVersion.objects.filter(execution=execution, withdrawal=None).order_by("-number").first()
    if standing and standing.digest == digest:
        facts: dict[str, str | int] = {"number": standing.number, "name": execution.name}
        raise Refused(Finding(SAME_AGAIN.code, SAME_AGAIN.severity, facts=facts))
    if standing and not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity, facts={"name": execution.name}))
    version = ExecutionVersion.objects.create(
        entity=entity,
        execution=execution,
        number=last.number + 1 if last else 1,
        file=file,
        layout_title=draft.recognition.title[:300],
        part=draft.block.part[:300],
        places=places,
        header_row=draft.block.header_row,
        columns=columns_of(draft),
        digest=digest,
        reason=reason.strip(),
        recorded_by=actor.name[:200],
        recorded_at=timezone.now(),
    )
    lines = (ExecutionLine(entity=entity, version=version, **columns) for columns in lines_of_draft(draft))
    ExecutionLine.objects.bulk_create(lines, batch_size=AT_ONCE)
    return version


def _fits(name: str, draft: TableDraft) -> None:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refused(Finding(NO_NAME.code, NO_NAME.severity))
    amounts = [(row.row, amount) for row in (*draft.rows, *draft.totals) for amount in row.amounts()]
    if not amounts:
        raise Refused(Finding(NO_LINES.code, NO_LINES.severity))
    if row := next((row for row, amount in amounts if abs(amount.centavos) > LARGEST), 0):
        raise Refused(Finding(TOO_LARGE.code, TOO_LARGE.severity, draft.where(row), {"row": row}))


@doorway("budget.version.withdraw")
def withdraw_version(actor: Actor, version: ExecutionVersion, *, reason: str) -> Withdrawal:
    """Takes a version that was brought by mistake out of use; it stays, with the reason."""
    if not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity, facts={"name": version.execution.name}))
    if Withdrawal.objects.filter(version=version).exists():
        raise somebody_was_faster()
    return Withdrawal.objects.create(
        entity_id=version.entity_id,
        version=version,
        reason=reason.strip(),
        withdrawn_by=actor.name[:200],
        withdrawn_at=timezone.now(),
    )


@doorway("budget.pairing.settle")
def settle_pairing(actor: Actor, entity: Entity, kind: str, code: str, project: Project | None) -> Pairing:
    """Says which project a code of the budget is; none (None) is an answer too. What is said later stands instead."""
    said = {"project": project, "settled_by": actor.name[:200], "settled_at": timezone.now()}
    found, _ = Pairing.objects.update_or_create(
        entity=entity, kind=CodeKind(kind), code=code.strip()[:120], defaults=said
    )
    return found
