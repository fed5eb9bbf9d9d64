"""What an installation lacks: nothing here is written, and each answer says what to do."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryFile

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from rumbo.apps.audit import triggers
from rumbo.apps.audit.queries import entities_with_lines, waits_for_seal
from rumbo.apps.evidence.queries import orphans
from rumbo.apps.keeping.queries.configuration import configuration, lack, zones
from rumbo.apps.keeping.queries.copies import last_copy
from rumbo.apps.notices.queries import oldest_refused
from rumbo.apps.plans.bridge.counting import counting_twice
from rumbo.findings import Finding, Sentences, Severity, marked
from rumbo.findings.types import Fact

GIBIBYTE = 1024**3
LEAST_ROOM = 2 * GIBIBYTE
# A job that nobody took after so long has no worker.
PATIENCE = timedelta(minutes=15)
LONGEST_UNSEALED = timedelta(days=2)
OLDEST_COPY = timedelta(days=2)
LONG_OVER = timedelta(days=2)


MIGRATIONS_PENDING = lack(
    "migrations_pending",
    Severity.ERROR,
    marked("La base de datos no está al día"),
    marked("Faltan por aplicar: {names}."),
    marked("El programa busca tablas y columnas que todavía no existen, y las pantallas fallan."),
    marked("Guarde una copia con «rumbo backup» y ejecute «python -m django migrate»."),
)
GUARDS_MISSING = lack(
    "guards_missing",
    Severity.ERROR,
    marked("La auditoría no está puesta"),
    marked("Estas tablas no guardan su historia: {names}."),
    marked("Lo que se cambie en ellas no deja rastro, y nadie podrá decir quién lo cambió."),
    marked("Ejecute «python -m django migrate», que vuelve a poner los disparadores; averigüe quién los quitó."),
)
NOT_WRITABLE = lack(
    "folder_not_writable",
    Severity.ERROR,
    marked("No se puede escribir en la carpeta de archivos"),
    marked("Nadie puede escribir en «{folder}»: {detail}."),
    marked("Los soportes y documentos que se envíen se perderían."),
    marked("Dé al usuario del servicio permiso de escribir allí, o corrija RUMBO_DATA_DIR."),
)
LITTLE_ROOM = lack(
    "little_room",
    Severity.WARNING,
    marked("Queda poco espacio"),
    marked("En «{folder}» quedan {free} MB."),
    marked("Con el disco lleno no se guarda ningún reporte ni soporte."),
    marked("Amplíe el disco o mueva las copias de seguridad a otro equipo."),
)
NO_WORKER = lack(
    "no_worker",
    Severity.ERROR,
    marked("Nadie atiende los trabajos"),
    marked("Trabajos que esperan: {count}; el primero, desde hace {minutes} minutos."),
    marked("Sin quien los atienda no se leen archivos grandes, no se dibujan publicaciones y no salen avisos."),
    marked("Ponga en marcha «python -m django db_worker» junto al servidor, y que arranque con el equipo."),
)
UNSEALED = lack(
    "trail_unsealed",
    Severity.WARNING,
    marked("El rastro no se está sellando"),
    marked("Hay registros de auditoría de hace más de {days} días sin sellar."),
    marked("Lo que no está sellado se puede alterar sin que se note."),
    marked("Haga que el reloj del equipo ejecute «rumbo audit seal» cada noche."),
)
NO_COPY = lack(
    "no_copy",
    Severity.WARNING,
    marked("No hay una copia de seguridad"),
    marked("«rumbo backup» no ha guardado ninguna copia de esta instalación."),
    marked("Si el disco se daña se pierde todo lo reportado, y nada de lo publicado se podrá verificar."),
    marked("Programe «rumbo backup» cada noche, y lleve la copia a otro equipo."),
)
OLD_COPY = lack(
    "old_copy",
    Severity.WARNING,
    marked("La copia de seguridad es vieja"),
    marked("La última copia de la instalación es de hace {days} días."),
    marked("Todo lo que se hizo después se perdería con el disco."),
    marked("Averigüe por qué no se ejecuta «rumbo backup» cada noche."),
)
MAIL_STOPPED = lack(
    "mail_stopped",
    Severity.WARNING,
    marked("Los correos no están saliendo"),
    marked("Avisos que el servidor de correo no recibe: {count}; el primero, desde hace {hours} horas."),
    marked("Quien debe un reporte no se entera. Nada se pierde: se intenta de nuevo hasta que salgan."),
    marked("Revise RUMBO_EMAIL_URL y el servidor de correo; en «Avisos» está lo que respondió."),
)
SINGLE_FILE = lack(
    "single_file",
    Severity.NOTICE,
    marked("La base de datos es un archivo"),
    marked("La instalación usa SQLite."),
    marked("Sirve para una entidad pequeña en un equipo; con muchas personas a la vez, quien guarda espera."),
    marked("Pase a PostgreSQL con «rumbo backup» y «rumbo restore»; docs/operacion.md dice cómo."),
)


LOST_FILES = lack(
    "lost_files",
    Severity.NOTICE,
    marked("Hay archivos que ningún registro nombra"),
    marked("Archivos de hace más de {days} días sin registro: {count}."),
    marked("Son restos de envíos que se negaron o se interrumpieron: ocupan disco y nadie los puede abrir."),
    marked("«rumbo tick» los retira cada día; si siguen ahí, el reloj no lo está ejecutando."),
)


def lacks() -> list[Finding]:
    """Everything that an installation lacks, the most serious first; empty when people may rely on it."""
    working = (_guards, zones, _jobs, _mail, _trail, _copies, _lost, counting_twice)
    found = [*configuration(), *_folder()]
    found += _migrations() or [finding for look in working for finding in look()]
    return sorted(found, key=lambda each: ORDER.index(each.severity))


ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)


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


def _mail() -> Iterator[Finding]:
    count, since = oldest_refused()
    if since is not None and timezone.now() - since > PATIENCE:
        yield _finding(MAIL_STOPPED, count=count, hours=(timezone.now() - since) // timedelta(hours=1))


def _copies() -> Iterator[Finding]:
    made = last_copy()
    if made is None:
        yield _finding(NO_COPY)
    elif timezone.now() - made > OLDEST_COPY:
        yield _finding(OLD_COPY, days=(timezone.now() - made).days)


def _lost() -> Iterator[Finding]:
    if count := len(orphans(timezone.now() - LONG_OVER)):
        yield _finding(LOST_FILES, count=count, days=LONG_OVER.days)


def _finding(sentences: Sentences, **facts: Fact) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)
