"""A copy written to a file, what a copy says of itself, and whether what it was put back into agrees with it.

A copy is a zip: `copy.json` (what it is, with the digest of every part), `rows/<model>.jsonl`, `files/<digest>`.
"""

import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from rumbo.apps.audit.queries import broken_seals, entities_with_lines, last_seal
from rumbo.apps.evidence.bridge import Damaged, check, place_of
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.keeping.bridge import digest_of, lines_of, migrations_applied, rows_to_copy
from rumbo.apps.people.models import Entity
from rumbo.findings import Finding, Sentences, Severity, declare, marked

FORM = 1
ABOUT = "copy.json"
# What reading a part of a damaged zip may raise.
DAMAGES = (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError)
Told = Callable[[str, int], None]


def _error(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"keeping.{code}", Severity.ERROR, title, what, why, how))


NOT_A_COPY = _error(
    "not_a_copy",
    marked("El archivo no es una copia de seguridad"),
    marked("«{name}» no se puede abrir como copia de seguridad de Rumbo: {detail}."),
    marked("Restaurar un archivo dañado o de otro programa dejaría la instalación a medias."),
    marked("Use el archivo que escribió «rumbo backup», o descárguelo de nuevo si llegó incompleto."),
)
PART_ALTERED = _error(
    "part_altered",
    marked("La copia de seguridad fue alterada"),
    marked("La parte «{part}» de la copia no coincide con su huella digital."),
    marked("Lo que se restaure de ella no sería lo que se guardó."),
    marked("Use otra copia. Si es la única, guárdela sin tocarla y avise a control interno."),
)
NOT_EQUAL = _error(
    "rows_not_equal",
    marked("Lo restaurado no coincide con la copia"),
    marked("De «{part}» la copia trae {expected} filas y quedaron {found}, o alguna no es igual."),
    marked("Una restauración solo sirve si cada registro y cada huella son los que se guardaron."),
    marked("No use esta instalación; restaure de nuevo en una vacía y, si vuelve a ocurrir, repórtelo."),
)
FILE_MISSING = _error(
    "file_missing",
    marked("Falta un archivo guardado"),
    marked("Los datos de «{name}» no están en el almacenamiento o no coinciden con su huella digital."),
    marked("Un soporte que no se puede abrir no soporta nada."),
    marked("Recupérelo de otra copia de seguridad; en esta queda anotado que falta."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one model in a copy: how many, and the sha-256 of their lines."""

    name: str
    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy says of itself. `entity` is the slug of the only one it holds, or empty; `head` the last seal of its
    trail, which is printed so that nobody can write the trail anew; `missing` are files that were already gone."""

    form: int
    program: str
    made_at: str
    entity: str
    entity_uid: str
    head: str
    migrations: tuple[str, ...]
    parts: tuple[Part, ...]
    files: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def rows(self) -> int:
        """All the rows of the copy."""
        return sum(part.rows for part in self.parts)


class Unreadable(Exception):
    """A file that is no copy, or no longer the one that was written; its finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def write_copy(place: Path, entity: Entity | None = None, told: Told = lambda _name, _count: None) -> Copy:
    """Writes a copy of the installation, or of an entity, as one state of the database. `told` hears of each part.

    The file appears under its name only when it is whole: what was interrupted leaves nothing. Raises OSError when the
    disk is full.
    """
    unfinished = place.with_name(f"{place.name}.part")
    try:
        with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive, _one_state():
            copy = _written(archive, entity, told)
            archive.writestr(ABOUT, json.dumps(asdict(copy), ensure_ascii=False, indent=1))
        unfinished.replace(place)
        if entity is None:
            _mark().parent.mkdir(parents=True, exist_ok=True)
            _mark().touch()
    finally:
        unfinished.unlink(missing_ok=True)
    return copy


def last_copy() -> datetime | None:
    """When a copy of the whole installation was last written, or None. The folder of files keeps it: a copy is made
    without writing anything into the database."""
    return datetime.fromtimestamp(_mark().stat().st_mtime, UTC) if _mark().exists() else None


def _mark() -> Path:
    return Path(settings.FILES_DIR) / ".copied"


@contextmanager
def _one_state() -> Iterator[None]:
    """A transaction that sees one state of the database from its first question to its last, and keeps nobody from
    writing meanwhile: on SQLite it takes no lock, on PostgreSQL it reads one snapshot."""
    outermost, mode = not connection.in_atomic_block, getattr(connection, "transaction_mode", None)
    if connection.vendor == "sqlite":
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql" and outermost:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]


def _written(archive: zipfile.ZipFile, entity: Entity | None, told: Told) -> Copy:
    parts = []
    for each in rows_to_copy(entity):
        with archive.open(f"rows/{each.name}.jsonl", "w", force_zip64=True) as part:
            count, digest = digest_of(_noting(lines_of(each.rows), part))
        parts.append(Part(each.name, count, digest))
        told(each.name, count)
    digests, missing = _files(archive, entity)
    told("files", len(digests))
    seal = last_seal(entity.pk if entity else None)
    return Copy(
        form=FORM,
        program=version("rumbo"),
        made_at=timezone.now().astimezone(UTC).isoformat(timespec="seconds"),
        entity=entity.slug if entity else "",
        entity_uid=str(entity.uid) if entity else "",
        head=seal.digest if seal else "",
        migrations=tuple(migrations_applied()),
        parts=tuple(parts),
        files=tuple(digests),
        missing=tuple(missing),
    )


def _noting(lines: Iterator[str], part: IO[bytes]) -> Iterator[str]:
    for line in lines:
        part.write(line.encode() + b"\n")
        yield line


def _files(archive: zipfile.ZipFile, entity: Entity | None) -> tuple[list[str], list[str]]:
    """Copies the bytes of every file kept; those that are gone or damaged are told, and do not stop the copy."""
    kept = StoredFile.objects.filter(entity=entity) if entity else StoredFile.objects.all()
    there, missing = [], []
    for digest in kept.order_by("digest").values_list("digest", flat=True).distinct():
        try:
            check(place_of(digest), digest)
        except Damaged:
            missing.append(digest)
            continue
        archive.write(place_of(digest), f"files/{digest}", compress_type=zipfile.ZIP_STORED)
        there.append(digest)
    return there, missing


# --- A copy as it lies there


@contextmanager
def opened(place: Path) -> Iterator[tuple[zipfile.ZipFile, Copy]]:
    """A copy, with what it says of itself. Raises `Unreadable` for everything else."""
    try:
        archive = zipfile.ZipFile(place)
        copy = _about(archive)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, EOFError) as error:
        facts: dict[str, Any] = {"name": place.name, "detail": str(error) or type(error).__name__}
        raise Unreadable(Finding(NOT_A_COPY.code, NOT_A_COPY.severity, facts=facts)) from error
    with archive:
        yield archive, copy


def _about(archive: zipfile.ZipFile) -> Copy:
    told = json.loads(archive.read(ABOUT))
    parts = tuple(Part(**part) for part in told.pop("parts"))
    lists: dict[str, Any] = {name: tuple(told.pop(name)) for name in ("migrations", "files", "missing")}
    return Copy(parts=parts, **lists, **told)


def altered_parts(archive: zipfile.ZipFile, copy: Copy) -> list[Finding]:
    """A finding for each part of a copy, and each file, that is not what was written."""
    rows = [part.name for part in copy.parts if not _whole(archive, part)]
    files = [digest for digest in copy.files if not _same_bytes(archive, digest)]
    return [Finding(PART_ALTERED.code, PART_ALTERED.severity, facts={"part": name}) for name in (*rows, *files)]


def _whole(archive: zipfile.ZipFile, part: Part) -> bool:
    try:
        return digest_of(lines_in(archive, part)) == (part.rows, part.digest)
    except DAMAGES:
        return False


def _same_bytes(archive: zipfile.ZipFile, digest: str) -> bool:
    try:
        with archive.open(f"files/{digest}") as file:
            return file_digest(file, "sha256").hexdigest() == digest  # type: ignore[arg-type]
    except DAMAGES:
        return False


def lines_in(archive: zipfile.ZipFile, part: Part) -> Iterator[str]:
    """The lines of a part, one at a time in memory."""
    with archive.open(f"rows/{part.name}.jsonl") as file:
        for line in file:
            yield line.decode().removesuffix("\n")


def put_file(archive: zipfile.ZipFile, digest: str) -> None:
    """Puts the bytes of a file in their place, unless they lie there already: then they are wanted again from now."""
    place = place_of(digest)
    with suppress(FileNotFoundError):
        os.utime(place)
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    arriving = place.with_name(f"{digest}.part")
    with archive.open(f"files/{digest}") as source, arriving.open("wb") as target:
        copyfileobj(source, target)
    arriving.replace(place)


# --- After it was put back


def differences(copy: Copy, entity: Entity | None) -> list[Finding]:
    """What in the database and the store is not what the copy tells: rows part by part, files, seals. Empty when all of
    it agrees."""
    told = {part.name: part for part in copy.parts}
    found = []
    for each in rows_to_copy(entity):
        if each.shared:
            continue
        part = told.get(each.name, Part(each.name, 0, sha256().hexdigest()))
        count, digest = digest_of(lines_of(each.rows))
        if (count, digest) != (part.rows, part.digest):
            facts: dict[str, Any] = {"part": part.name, "expected": part.rows, "found": count}
            found.append(Finding(NOT_EQUAL.code, NOT_EQUAL.severity, facts=facts))
    entities = entities_with_lines() if entity is None else [entity.pk]
    return [*found, *files_gone(entity, copy.missing), *(each for key in entities for each in broken_seals(key))]


def files_gone(entity: Entity | None = None, known: tuple[str, ...] = ()) -> list[Finding]:
    """A finding for each file kept whose bytes are gone or changed, but for those already known."""
    kept = StoredFile.objects.filter(entity=entity) if entity else StoredFile.objects.all()
    found = []
    for name, digest in kept.exclude(digest__in=known).order_by("pk").values_list("name", "digest").iterator():
        try:
            check(place_of(digest), digest)
        except Damaged:
            found.append(Finding(FILE_MISSING.code, FILE_MISSING.severity, facts={"name": name}))
    return found


def made_on(copy: Copy) -> datetime:
    """The moment of a copy."""
    return datetime.fromisoformat(copy.made_at)
