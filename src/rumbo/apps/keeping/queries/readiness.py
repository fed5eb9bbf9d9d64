"""What an installation lacks: nothing here is written, and each answer says what to do."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rumbo.apps.audit import triggers
from rumbo.apps.audit.queries import entities_with_lines, waits_for_seal
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

GIBIBYTE = 1024**3
LEAST_ROOM = 2 * GIBIBYTE
# A job that nobody took after so long has no worker.
PATIENCE = timedelta(minutes=15)
LONGEST_UNSEALED = timedelta(days=2)


def _lack(code: str, severity: Severity, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"keeping.{code}", severity, title, what, why, how))


MIGRATIONS_PENDING = _lack(
    "migrations_pending",
    Severity.ERROR,
    marked("La base de datos no está al día"),
    marked("Faltan por aplicar: {names}."),
    marked("El programa busca tablas y columnas que todavía no existen, y las pantallas fallan."),
    marked("Guarde una copia con «rumbo backup» y ejecute «python -m django migrate»."),
)
GUARDS_MISSING = _lack(
    "guards_missing",
    Severity.ERROR,
    marked("La auditoría no está puesta"),
    marked("Estas tablas no guardan su historia: {names}."),
    marked("Lo que se cambie en ellas no deja rastro, y nadie podrá decir quién lo cambió."),
    marked("Ejecute «python -m django migrate», que vuelve a poner los disparadores; averigüe quién los quitó."),
)
NOT_WRITABLE = _lack(
    "folder_not_writable",
    Severity.ERROR,
    marked("No se puede escribir en la carpeta de archivos"),
    marked("Nadie puede escribir en «{folder}»: {detail}."),
    marked("Los soportes y documentos que se envíen se perderían."),
    marked("Dé al usuario del servicio permiso de escribir allí, o corrija RUMBO_DATA_DIR."),
)
LITTLE_ROOM = _lack(
    "little_room",
    Severity.WARNING,
    marked("Queda poco espacio"),
    marked("En «{folder}» quedan {free} MB."),
    marked("Con el disco lleno no se guarda ningún reporte ni soporte."),
    marked("Amplíe el disco o mueva las copias de seguridad a otro equipo."),
)
NO_WORKER = _lack(
    "no_worker",
    Severity.ERROR,
    marked("Nadie atiende los trabajos"),
    marked("Trabajos que esperan: {count}; el primero, desde hace {minutes} minutos."),
    marked("Sin quien los atienda no se leen archivos grandes, no se dibujan publicaciones y no salen avisos."),
    marked("Ponga en marcha «python -m django db_worker» junto al servidor, y que arranque con el equipo."),
)
UNSEALED = _lack(
    "trail_unsealed",
    Severity.WARNING,
    marked("El rastro no se está sellando"),
    marked("Hay registros de auditoría de hace más de {days} días sin sellar."),
    marked("Lo que no está sellado se puede alterar sin que se note."),
    marked("Haga que el reloj del equipo ejecute «rumbo audit seal» cada noche."),
)
NOT_SAFE = _lack(
    "not_safe",
    Severity.ERROR,
    marked("La configuración no es segura"),
    marked("{detail}"),
    marked("La instalación se niega a arrancar, o dejaría ver lo que no debe."),
    marked("{hint}"),
)
SINGLE_FILE = _lack(
    "single_file",
    Severity.NOTICE,
    marked("La base de datos es un archivo"),
    marked("La instalación usa SQLite."),
    marked("Sirve para una entidad pequeña en un equipo; con muchas personas a la vez, quien guarda espera."),
    marked("Pase a PostgreSQL con «rumbo backup» y «rumbo restore»; docs/operation.md dice cómo."),
)


def lacks() -> list[Finding]:
    """Everything that an installation lacks, the most serious first; empty when people may rely on it."""
    found = [*_configuration(), *_folder(), *(_migrations() or [*_guards(), *_jobs(), *_trail()])]
    return sorted(found, key=lambda each: ORDER.index(each.severity))


ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


def _configuration() -> Iterator[Finding]:
    """What Django's own checks of a deployment say, ours among them."""
    for message in run_checks(include_deployment_checks=True, tags=[Tags.security]):
        facts: dict[str, Fact] = {"detail": f"{message.msg} ({message.id})", "hint": message.hint or ""}
        yield Finding(NOT_SAFE.code, Severity.ERROR if message.is_serious() else Severity.WARNING, facts=facts)


def _migrations() -> list[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [_finding(MIGRATIONS_PENDING, names=", ".join(str(each) for each, _back in plan[:5]))] if plan else []


def _guards() -> Iterator[Finding]:
    if unwatched := triggers.unwatched():
        yield _finding(GUARDS_MISSING, names=", ".join(unwatched))
    if connection.vendor == "sqlite":
        yield _finding(SINGLE_FILE)


def _folder() -> Iterator[Finding]:
    folder = Path(settings.FILES_DIR)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            free = shutil.disk_usage(folder).free
    except OSError as error:
        yield _finding(NOT_WRITABLE, folder=str(folder), detail=error.strerror or str(error))
        return
    if free < LEAST_ROOM:
        yield _finding(LITTLE_ROOM, folder=str(folder), free=free // (1024 * 1024))


def _jobs() -> Iterator[Finding]:
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - PATIENCE).order_by("enqueued_at")
    if first := waiting.first():
        minutes = (timezone.now() - first.enqueued_at) // timedelta(minutes=1)
        yield _finding(NO_WORKER, count=waiting.count(), minutes=minutes)


def _trail() -> Iterator[Finding]:
    if any(waits_for_seal(entity, LONGEST_UNSEALED) for entity in entities_with_lines()):
        yield _finding(UNSEALED, days=LONGEST_UNSEALED.days)


def _finding(sentences: Sentences, **facts: Fact) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)
