"""Files as bytes ⇄ files as rows: what a file is by its content, what it may be called, and where its bytes lie.

The bytes of a file lie under FILES_DIR, in a folder of two letters, by the digest of their content and by nothing that
a person wrote. Bytes that lie there are never written again, unless they are not those of their digest any more.
"""

import hashlib
import logging
import os
import re
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO

from django.conf import settings

from rumbo.apps.evidence.models import StoredFile
from rumbo.notation.text import clean_text, without_refused

log = logging.getLogger(__name__)

PIECE = 256 * 1024
TOGETHER = 500
"""So many digests are asked for at once."""
LONGEST_NAME = 150
NAMELESS = "archivo"
UNKNOWN = "application/octet-stream"
PROGRAM = "application/x-executable"
DIGEST = re.compile(r"[0-9a-f]{64}")

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", PROGRAM),
)
_INSIDE_ZIP = {
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ppt/presentation.xml": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_OPEN_DOCUMENT = re.compile(r"application/vnd\.oasis\.opendocument\.[a-z-]+")


class Damaged(Exception):
    """The bytes on disk are not the ones that were stored, or they are gone."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has arrived in a temporary place: counted, digested, and what its content says it is."""

    path: Path
    digest: str
    size: int
    media_type: str


def clean_name(name: str) -> str:
    """What a person called a file, without folders, control characters or excess; its ending is kept."""
    last = clean_text(without_refused(re.split(r"[\\/]", name)[-1])).replace("\n", " ").strip(". ")
    stem, dot, ending = last.rpartition(".")
    if len(last) > LONGEST_NAME and dot and len(ending) <= 10:
        return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
    return last[:LONGEST_NAME] or NAMELESS


@contextmanager
def arriving(content: bytes | IO[bytes], most: int) -> Iterator[Arrived | None]:
    """Takes a file in, piece by piece, into a temporary place of the same disk; None when it exceeds `most` bytes.

    What is left in the temporary place at the end goes away.
    """
    folder = Path(settings.FILES_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="arriving-", dir=folder)
    try:
        yield _taken_in(handle, Path(name), content, most)
    finally:
        Path(name).unlink(missing_ok=True)


def keep(arrived: Arrived) -> Path:
    """Moves the bytes to their place in one step. Bytes already there stay, as wanted again from now.

    Some that are not of their digest are put aside, for who administers to compare, and these take their place. To
    refuse the file would tell who sends it that somebody, perhaps of another entity, has it too.
    """
    place = place_of(arrived.digest)
    try:
        os.utime(place)
        check(place, arrived.digest)
    except FileNotFoundError:
        place.parent.mkdir(parents=True, exist_ok=True)
        arrived.path.replace(place)
    except Damaged:
        log.error("bytes at %s were not those of their digest; put aside, and right again", place)
        place.replace(place.with_name(f"{place.name}.altered"))
        arrived.path.replace(place)
    return place


def digests_kept(until: float) -> list[str]:
    """The bytes that nobody has wanted anew since a moment, by their digest."""
    places = Path(settings.FILES_DIR).glob("??/*")
    return [place.name for place in places if DIGEST.fullmatch(place.name) and place.stat().st_mtime < until]


def orphans(before: datetime) -> list[str]:
    """The bytes that no row of any entity names and that lay there before a moment already, by their digest: of an
    upload that was refused or whose process was killed."""
    kept = digests_kept(before.timestamp())
    named = set[str]()
    for start in range(0, len(kept), TOGETHER):
        rows = StoredFile.objects.filter(digest__in=kept[start : start + TOGETHER])
        named |= set(rows.values_list("digest", flat=True))
    return [digest for digest in kept if digest not in named]


def left_on_the_way(until: float) -> list[Path]:
    """What began to arrive before a moment and whose process ended before it could be kept or thrown away."""
    files, uploads = Path(settings.FILES_DIR), Path(settings.FILE_UPLOAD_TEMP_DIR or settings.FILES_DIR)
    found = [place for pattern in ("arriving-*", "??/*.part", "??/*.leaving") for place in files.glob(pattern)]
    lost = {*found, *uploads.glob("*.upload*")}
    return sorted(place for place in lost if place.is_file() and place.stat().st_mtime < until)


def first_look_since(moment: float) -> bool:
    """Whether nobody looked for lost files since a moment; from now somebody did. All of them are looked at, which in
    a folder of the network takes its time."""
    mark = Path(settings.FILES_DIR) / ".looked"
    if mark.exists() and mark.stat().st_mtime >= moment:
        return False
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    return True


def throw_away(digest: str, until: float) -> bool:
    """Removes bytes that no row names; False when somebody wanted them anew meanwhile, and they stay."""
    place = place_of(digest)
    leaving = place.with_name(f"{digest}.leaving")
    place.replace(leaving)
    if leaving.stat().st_mtime >= until:
        leaving.replace(place)
        return False
    leaving.unlink()
    return True


def place_of(digest: str) -> Path:
    """Where the bytes of a digest lie."""
    return Path(settings.FILES_DIR) / digest[:2] / digest


def check(place: Path, digest: str) -> None:
    """Raises `Damaged` when the bytes at a place are not those of the digest."""
    if not place.is_file():
        raise Damaged(digest)
    with place.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise Damaged(digest)


def media_type_of(path: Path) -> str:
    """What a file is by its content, never by its name. A page or a drawing with script inside is plain text."""
    with path.open("rb") as file:
        start = file.read(4096)
    for beginning, media_type in _BEGINNINGS:
        if start.startswith(beginning):
            return media_type
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp":
        return "video/mp4"
    if start.startswith(b"PK\x03\x04"):
        return _inside_zip(path)
    return "text/plain" if b"\x00" not in start else UNKNOWN


def _taken_in(handle: int, path: Path, content: bytes | IO[bytes], most: int) -> Arrived | None:
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for piece in _pieces(content):
            size += len(piece)
            if size > most:
                return None
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Arrived(path, digest.hexdigest(), size, media_type_of(path))


def _pieces(content: bytes | IO[bytes]) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    while piece := content.read(PIECE):
        yield piece


def _inside_zip(path: Path) -> str:
    """What a compressed file is by its list of parts; nothing but the short OpenDocument mark is inflated."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                mark = archive.read("mimetype").decode("ascii", "replace")
                return mark if _OPEN_DOCUMENT.fullmatch(mark) else "application/zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return UNKNOWN
    return next((kind for part, kind in _INSIDE_ZIP.items() if part in names), "application/zip")
