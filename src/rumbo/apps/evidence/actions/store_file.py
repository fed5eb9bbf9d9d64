"""A file that somebody sent is kept: by its digest, never over another, and never trusted by its name."""

import errno
import sys
from typing import IO

from django.conf import settings
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.evidence.bridge import PROGRAM, Arrived, arriving, clean_name, keep
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

EMPTY = declare(
    Sentences(
        code="evidence.file_empty",
        severity=Severity.ERROR,
        title=marked("Archivo vacío"),
        what=marked("«{name}» no tiene contenido."),
        why=marked("Un archivo vacío no soporta nada; suele ser una descarga que quedó a medias."),
        how=marked("Ábralo en su equipo, compruebe que muestra lo que debe y adjúntelo de nuevo."),
    )
)

TOO_LARGE = declare(
    Sentences(
        code="evidence.file_too_large",
        severity=Severity.ERROR,
        title=marked("Archivo demasiado grande"),
        what=marked("«{name}» pesa más de {most} MB, que es lo máximo que se recibe."),
        why=marked(
            "Los archivos muy pesados llenan el almacenamiento y no se pueden descargar con una conexión lenta."
        ),
        how=marked("Comprímalo o divídalo; si está en un repositorio de la entidad, anote mejor su enlace."),
    )
)

IS_PROGRAM = declare(
    Sentences(
        code="evidence.file_is_program",
        severity=Severity.ERROR,
        title=marked("El archivo es un programa"),
        what=marked("Por su contenido, «{name}» es un programa y no un documento."),
        why=marked("Un programa adjunto puede dañar el equipo de quien lo descargue."),
        how=marked("Adjunte el documento, la imagen o la hoja de cálculo que muestra lo realizado."),
    )
)

NO_ROOM = declare(
    Sentences(
        code="evidence.no_room",
        severity=Severity.ERROR,
        title=marked("No queda espacio para guardar archivos"),
        what=marked("«{name}» no se guardó: el disco del sistema está lleno."),
        why=marked("Un archivo a medias pasaría por soporte de algo que no muestra; por eso no quedó nada de él."),
        how=marked("Avise a quien administra el sistema para que libere espacio, y adjúntelo de nuevo después."),
    )
)

FULL = frozenset((errno.ENOSPC, errno.EDQUOT))
"""What a disk, or the share of it that is ours, answers when nothing more fits."""
MEBIBYTE = 1024 * 1024


@doorway("evidence.file.store")
def store_file(actor: Actor, entity: Entity, name: str, content: bytes | IO[bytes]) -> StoredFile:
    """Keeps the bytes of a file, given whole or to be read in pieces, and what its owner calls it.

    A full disk is told, and nothing stays half written. The limit holds for what people send; what the installation
    itself draws is as large as the plan it tells.
    """
    called = clean_name(name)
    try:
        return _store(actor, entity, called, content)
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise _refused(NO_ROOM, called) from error


def _store(actor: Actor, entity: Entity, called: str, content: bytes | IO[bytes]) -> StoredFile:
    most: int = sys.maxsize if actor.user_id is None else settings.UPLOAD_MAX_BYTES
    with arriving(content, most) as arrived:
        if arrived is None:
            facts: dict[str, Fact] = {"name": called, "most": most // MEBIBYTE}
            raise Refused(Finding(TOO_LARGE.code, TOO_LARGE.severity, facts=facts))
        _refuse_unfit(arrived, called)
        keep(arrived)
        return StoredFile.objects.create(
            entity=entity,
            digest=arrived.digest,
            size=arrived.size,
            media_type=arrived.media_type,
            name=called,
            stored_at=timezone.now(),
        )


def _refuse_unfit(arrived: Arrived, called: str) -> None:
    if arrived.size == 0:
        raise _refused(EMPTY, called)
    if arrived.media_type == PROGRAM:
        raise _refused(IS_PROGRAM, called)


def _refused(sentences: Sentences, called: str) -> Refused:
    return Refused(Finding(sentences.code, sentences.severity, facts={"name": called}))
