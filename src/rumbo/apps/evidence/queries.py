"""Reads of files and evidence."""

from datetime import datetime
from typing import IO

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.bridge import Damaged, check, first_look_since, left_on_the_way, place_of
from rumbo.apps.evidence.bridge import orphans as orphans
from rumbo.apps.evidence.models import Evidence, StoredFile
from rumbo.findings import Finding, Sentences, Severity, declare, marked

DAMAGED = declare(
    Sentences(
        code="evidence.file_damaged",
        severity=Severity.ERROR,
        title=marked("El archivo guardado no está completo"),
        what=marked("Los datos guardados de «{name}» no coinciden con su huella digital, o ya no están."),
        why=marked("Entregarlo así haría pasar por soporte algo que nadie adjuntó."),
        how=marked("Avise a quien administra el sistema para que recupere el archivo de una copia de seguridad."),
    )
)


def evidence_by_uid(entity_id: int, uid: str) -> Evidence | None:
    """Evidence of the entity with its file, or None. Who may see it is for whoever it was given to, to say."""
    return Evidence.objects.select_related("file").filter(entity_id=entity_id, uid=uid).first()


def stored_file_by_uid(entity_id: int, uid: str) -> StoredFile | None:
    """A stored file of the entity, or None."""
    return StoredFile.objects.filter(entity_id=entity_id, uid=uid).first()


def time_to_clear(before: datetime) -> bool:
    """Whether something lies there that nothing names; looked for only if nobody looked since that moment, and never
    in an installation that names no file: its rows may be about to be restored, and that wants it empty."""
    moment = before.timestamp()
    if not StoredFile.objects.exists() or not first_look_since(moment):
        return False
    return bool(left_on_the_way(moment) or orphans(before))


def opened_file(file: StoredFile) -> IO[bytes]:
    """The bytes of a stored file, ready to read, after comparing them with their digest; `Refused` when they differ."""
    place = place_of(file.digest)
    try:
        check(place, file.digest)
    except Damaged as error:
        raise Refused(Finding(DAMAGED.code, DAMAGED.severity, facts={"name": file.name})) from error
    return place.open("rb")


def bytes_of(file: StoredFile) -> bytes:
    """The bytes of a stored file, whole; `Refused` when they are not the ones that were stored."""
    with opened_file(file) as content:
        return content.read()
