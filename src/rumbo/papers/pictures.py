"""Pictures that are kept: PNG and JPEG of a bounded size, known by what they hold and never by what they are called.

Drawings (SVG, EMF) are none: they may hold script or reach out of the file.
PNG: https://www.w3.org/TR/png-3/#11IHDR; JPEG: ITU-T T.81, B.2.2.
"""

from dataclasses import dataclass

PNG, JPEG = "image/png", "image/jpeg"
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 40_000_000
PNG_MARK, JPEG_MARK = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The marks of a JPEG behind which its size stands."""
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))
"""Its marks that say nothing more."""


@dataclass(frozen=True, slots=True)
class Sized:
    """What a picture is and how many pixels it has."""

    media_type: str
    width: int
    height: int


def sized(content: bytes) -> Sized | None:
    """The kind and size of a picture; None where it is neither a PNG nor a JPEG, or larger than is kept."""
    if len(content) > MOST_BYTES:
        return None
    found = _of_png(content) if content.startswith(PNG_MARK) else _of_jpeg(content)
    return found if found and 0 < found.width * found.height <= MOST_PIXELS else None


def _of_png(content: bytes) -> Sized | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    return Sized(PNG, int.from_bytes(content[16:20]), int.from_bytes(content[20:24]))


def _of_jpeg(content: bytes) -> Sized | None:
    """The size of a JPEG stands behind the mark of its frame, after segments that say how long they are."""
    if not content.startswith(JPEG_MARK):
        return None
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        mark = content[at + 1]
        if mark in _FRAMES:
            return Sized(JPEG, int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7]))
        # A mark may be preceded by as many fill bytes as its writer liked.
        at += 1 if mark == 0xFF else 2 if mark in _ALONE else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
