"""A compressed file opened with care: nothing is inflated without counting, and nothing in it is believed.

Sizes written in a zip may lie, and other programs go on inflating where Python's stops; so every part that a reader
may open is inflated here once, in small pieces, up to the limits, before any library sees the file.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading.source import Source

declare(
    Sentences(
        "file.damaged",
        Severity.ERROR,
        marked("Archivo dañado"),
        marked("«{file}» está incompleto o dañado y no se pudo abrir."),
        marked("Leer solo una parte daría un plan con huecos que nadie notaría."),
        marked("Ábralo en su programa, guárdelo de nuevo con otro nombre y cargue esa copia."),
    )
)
declare(
    Sentences(
        "file.zip_bomb",
        Severity.ERROR,
        marked("El archivo crece demasiado al abrirlo"),
        marked("«{file}» ocupa al descomprimirse más de lo que se acepta ({most} bytes)."),
        marked("Un archivo así agota la memoria del servidor; a veces se hace con mala intención."),
        marked("Copie solo el plan en un archivo nuevo y cargue ese archivo."),
    )
)
declare(
    Sentences(
        "file.password",
        Severity.ERROR,
        marked("Archivo con contraseña"),
        marked("«{file}» está protegido con contraseña."),
        marked("Sin la contraseña no se puede ver su contenido, y aquí nunca se pide."),
        marked("Quite la contraseña en «Guardar como» y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.hostile_xml",
        Severity.ERROR,
        marked("Contenido que no es de un documento"),
        marked("«{file}» trae en «{part}» definiciones que ningún programa de oficina escribe."),
        marked("Sirven para agotar la memoria o para leer archivos ajenos, por eso no se abre."),
        marked("Pida el archivo a quien lo hizo, o copie la tabla en un archivo nuevo."),
    )
)

_ENTRY_MARK = b"PK\x01\x02"
_PIECE = 256 * 1024
_SUSPECT_FROM = 16 * 1024 * 1024
"""Bytes below which the ratio of a part says nothing: a small part may be one letter repeated."""
_SEAM = 40
"""Bytes of the former piece looked at again with the next one, so that no mark is missed where they meet."""
_DEFINITIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_WIDE_DEFINITIONS = re.compile(rb"<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")
_ODD_MARKS = (b"_x00", b"&#", b"\x7f")
_ODD_LETTERS = re.compile(rb"\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xef\xbf[\xbe\xbf]")


@dataclass(slots=True)
class Archive:
    """A zip whose directory has been checked. `odd_letters` tells, after `inspect`, whether some part may hold
    characters that no entry accepts."""

    source: Source
    entries: dict[str, zipfile.ZipInfo]
    odd_letters: bool = False

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes of a part, inflated piece by piece, counted and compared with what the directory declares."""
        entry = self.entries[name]
        if entry.compress_type == zipfile.ZIP_STORED:
            yield bytes(self._packed(entry))
            return
        total = 0
        for piece in self._inflated(self._packed(entry)):
            total += len(piece)
            if total > entry.file_size:
                raise self._bomb()
            yield piece
        if total != entry.file_size:
            raise self.source.refusal("file.damaged")

    def _inflated(self, packed: memoryview) -> Iterator[bytes]:
        inflater, position, waiting = zlib.decompressobj(-15), 0, b""
        while not inflater.eof:
            if not waiting:
                waiting = bytes(packed[position : position + _PIECE])
                position += len(waiting)
            before = len(waiting)
            try:
                piece = inflater.decompress(waiting, _PIECE)
            except zlib.error as error:
                raise self.source.refusal("file.damaged") from error
            waiting = inflater.unconsumed_tail
            if not piece and not before:
                raise self.source.refusal("file.damaged")
            if piece:
                yield piece

    def content(self, name: str, most: int = 32 * 1024 * 1024) -> bytes:
        """A part in full, for the small parts that describe the others."""
        if self.entries[name].file_size > most:
            raise self._bomb()
        return b"".join(self.pieces(name))

    def inspect(self, name: str) -> None:
        """Inflates a part once, so that its size is known to be true, and looks at it where it is XML."""
        seam, is_xml = b"", name.lower().endswith((".xml", ".rels"))
        for piece in self.pieces(name):
            if is_xml:
                self.look_at(name, seam + piece)
                seam = piece[-_SEAM:]

    def look_at(self, name: str, piece: bytes) -> None:
        """Looks for definitions (no office file has any) and for letters that no entry accepts."""
        if _has_definitions(piece):
            raise self.source.refusal("file.hostile_xml", part=name)
        self.odd_letters = self.odd_letters or _has_odd_letters(piece)

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview:
        data, start = self.source.data, entry.header_offset
        head = data[start : start + 30]
        if len(head) < 30 or head[:4] != b"PK\x03\x04":
            raise self.source.refusal("file.damaged")
        begin = start + 30 + int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little")
        if begin + entry.compress_size > len(data):
            raise self.source.refusal("file.damaged")
        return memoryview(data)[begin : begin + entry.compress_size]

    def _bomb(self) -> Unreadable:
        return self.source.refusal("file.zip_bomb", facts={"most": self.source.limits.inflated})


def opened(source: Source) -> Archive:
    """The archive that a file is, its directory checked against the limits. Raises `Unreadable`."""
    limits = source.limits
    if source.data.count(_ENTRY_MARK) > limits.entries:
        raise source.refusal("file.zip_bomb", facts={"most": limits.inflated})
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as file:
            entries = file.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise source.refusal("file.damaged") from error
    names = {entry.filename.lower() for entry in entries}
    if len(names) != len(entries):
        raise source.refusal("file.damaged")
    for entry in entries:
        _check_entry(source, entry)
    if sum(entry.file_size for entry in entries) > limits.inflated:
        raise source.refusal("file.zip_bomb", facts={"most": limits.inflated})
    return Archive(source, {entry.filename: entry for entry in entries})


def _check_entry(source: Source, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise source.refusal("file.password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise source.refusal("file.damaged")
    if entry.compress_type == zipfile.ZIP_STORED and entry.compress_size != entry.file_size:
        raise source.refusal("file.damaged")
    if entry.file_size > max(_SUSPECT_FROM, source.limits.ratio * entry.compress_size):
        raise source.refusal("file.zip_bomb", facts={"most": source.limits.inflated})


def _has_definitions(piece: bytes) -> bool:
    if b"<!" in piece and _DEFINITIONS.search(piece):
        return True
    return b"\0" in piece and _WIDE_DEFINITIONS.search(piece) is not None


def _has_odd_letters(piece: bytes) -> bool:
    if any(mark in piece for mark in _ODD_MARKS):
        return True
    return not piece.isascii() and _ODD_LETTERS.search(piece) is not None
