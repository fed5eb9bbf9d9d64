"""Every write on processes and their other names."""

from dataclasses import dataclass
from datetime import date
from re import search

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.people.models import Entity, Unit
from rumbo.apps.processes.models import Process, ProcessAlias
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NAME_TAKEN = declare(
    Sentences(
        code="processes.name_taken",
        severity=Severity.ERROR,
        title=marked("Ese nombre ya es de otro proceso"),
        what=marked("«{name}» ya es un nombre del proceso «{process}»."),
        why=marked("Si un nombre fuera de dos procesos, al leer un mapa de riesgos no se sabría de cuál habla."),
        how=marked("Use el proceso que ya existe, o ciérrelo con su fecha antes de crear el nuevo."),
    )
)

CODE_TAKEN = declare(
    Sentences(
        code="processes.code_taken",
        severity=Severity.ERROR,
        title=marked("Ese código ya es de otro proceso"),
        what=marked("El código «{code}» ya es del proceso «{process}», que sigue vigente."),
        why=marked("El código identifica al proceso en los documentos; repetido, ya no identifica a ninguno."),
        how=marked("Escriba otro código, o déjelo vacío si el proceso no tiene."),
    )
)

NAME_UNFIT = declare(
    Sentences(
        code="processes.name_unfit",
        severity=Severity.ERROR,
        title=marked("Nombre de proceso que no se puede usar"),
        what=marked("El nombre «{name}» está vacío, pasa de {limit} letras o tiene saltos de línea."),
        why=marked("El nombre encabeza filas y títulos de los documentos; ahí solo cabe una línea."),
        how=marked("Escriba el nombre en una sola línea."),
    )
)

DAYS = declare(
    Sentences(
        code="processes.days",
        severity=Severity.ERROR,
        title=marked("Los días del proceso están al revés"),
        what=marked("El último día ({last}) es anterior al primero ({first})."),
        why=marked("Los documentos de cada año se leen con los procesos que existían entonces."),
        how=marked("Escriba como último día el {first} o uno posterior."),
    )
)

NAME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class ProcessData:
    """What a person writes of a process. `kind` is strategic, mission, support or evaluation."""

    name: str
    kind: str
    code: str = ""
    objective: str = ""
    valid_from: date | None = None


@doorway("processes.process.create")
def create_process(actor: Actor, entity: Entity, data: ProcessData, *, owner: Unit | None = None) -> Process:
    """A new process; its name and its code are free among those in force."""
    _refuse_unfit(data.name)
    _refuse_taken(entity.pk, data.name, data.code)
    return Process.objects.create(entity=entity, owner=owner, **_columns(data))


@doorway("processes.process.change")
def change_process(
    actor: Actor, process: Process, data: ProcessData, *, owner: Unit | None = None, reason: str = ""
) -> Process:
    """What is said of a process changes; a name it had stays as an alias, so that earlier documents are understood."""
    _refuse_unfit(data.name)
    if process.valid_to is not None:
        _refuse_days(data.valid_from, process.valid_to)
    _refuse_taken(process.entity_id, data.name, data.code, but=process.pk)
    if data.name != process.name:
        ProcessAlias.objects.filter(process=process, name=data.name).delete()
        ProcessAlias.objects.get_or_create(
            entity_id=process.entity_id, name=process.name, defaults={"process": process}
        )
    seen = Process.objects.filter(pk=process.pk, name=process.name, kind=process.kind, code=process.code)
    if not seen.update(owner=owner, **_columns(data)):
        raise somebody_was_faster()
    process.refresh_from_db()
    return process


@doorway("processes.process.close")
def close_process(actor: Actor, process: Process, last_day: date, *, reason: str = "") -> Process:
    """The last day of a process. Its risks and indicators stay."""
    _refuse_days(process.valid_from, last_day)
    process.valid_to = last_day
    process.save(update_fields=["valid_to"])
    return process


@doorway("processes.alias.create")
def create_process_alias(actor: Actor, process: Process, name: str) -> ProcessAlias:
    """Another way in which documents write the process."""
    _refuse_unfit(name)
    _refuse_taken(process.entity_id, name, "", but=process.pk)
    alias, _ = ProcessAlias.objects.get_or_create(entity_id=process.entity_id, name=name, defaults={"process": process})
    return alias


@doorway("processes.alias.remove")
def remove_process_alias(actor: Actor, alias: ProcessAlias) -> None:
    """A way of writing that was registered by mistake."""
    alias.delete()


def _columns(data: ProcessData) -> dict[str, str | date | None]:
    return {
        "name": data.name,
        "kind": data.kind,
        "code": data.code,
        "objective": data.objective,
        "valid_from": data.valid_from,
    }


def _refuse_unfit(name: str) -> None:
    if not name.strip() or len(name) > NAME_LIMIT or search(r"[\x00-\x1f\x7f\x85\u2028\u2029]", name):
        facts: dict[str, str | int] = {"name": name, "limit": NAME_LIMIT}
        raise Refused(Finding(NAME_UNFIT.code, NAME_UNFIT.severity, facts=facts))


def _refuse_days(first: date | None, last: date) -> None:
    if first is not None and last < first:
        facts = {"first": first.isoformat(), "last": last.isoformat()}
        raise Refused(Finding(DAYS.code, DAYS.severity, facts=facts))


def _refuse_taken(entity_id: int, name: str, code: str, but: int = 0) -> None:
    """Names and codes are free among the processes in force and their aliases, whatever their capitals.

    Compared here and not in SQL, because SQLite knows the capitals of plain letters only; processes are few.
    """
    others = list(Process.objects.filter(entity_id=entity_id, valid_to__isnull=True).exclude(pk=but))
    aliases = ProcessAlias.objects.filter(entity_id=entity_id).exclude(process_id=but).select_related("process")
    holders = {alias.name.casefold(): alias.process for alias in aliases}
    holders |= {other.name.casefold(): other for other in others}
    if holder := holders.get(name.casefold()):
        raise Refused(Finding(NAME_TAKEN.code, NAME_TAKEN.severity, facts={"name": name, "process": holder.name}))
    codes = {other.code.casefold(): other for other in others if other.code}
    if holder := codes.get(code.casefold()):
        raise Refused(Finding(CODE_TAKEN.code, CODE_TAKEN.severity, facts={"code": code, "process": holder.name}))
