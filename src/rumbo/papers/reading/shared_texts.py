"""The texts that the cells of a workbook share: each stands once in the file, and again in each cell that shows it.

A small file may so ask for more memory than any server has. What the cells show together is counted before a library
lays it out, cell by cell only where the longest text in every cell would be too much.
"""

import re
from collections.abc import Iterator, Mapping

from rumbo.papers.reading.archive import Archive

_PART = "xl/sharedstrings.xml"
_TEXT_BEGINS = re.compile(rb"<(?:\w+:)?si[\s/>]")
_SHOWN = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v[^>]*>\s*(\d{1,9})\s*<")
_SEAM = 64


def check_shared_texts(archive: Archive, sheets: Mapping[str, int]) -> None:
    """Refuses a workbook whose cells show more text than a file may hold; `sheets` are the parts of
    its sheets, each with the number of cells that it may have."""
    name = next((each for each in archive.entries if each.lower() == _PART), "")
    lengths = _lengths(archive, name) if name else []
    most = archive.source.limits.inflated
    for part, cells in sheets.items():
        if max(lengths, default=0) * cells > most and _shown(archive, part, lengths) > most:
            raise archive.source.refusal("file.zip_bomb", facts={"most": most})


def _lengths(archive: Archive, name: str) -> list[int]:
    """The bytes of each shared text, with its marks."""
    begins, before, held = [], 0, b""
    for piece in archive.pieces(name):
        seen = held + piece
        begins += [before + found.start() for found in _TEXT_BEGINS.finditer(seen)]
        held = seen[-_SEAM:]
        cut = held.rfind(b"<")
        held = held[cut:] if cut >= 0 and not _TEXT_BEGINS.match(held, cut) else b""
        before += len(seen) - len(held)
    return [after - begin for begin, after in zip(begins, [*begins[1:], before + len(held)], strict=True)]


def _shown(archive: Archive, part: str, lengths: list[int]) -> int:
    """The bytes that the cells of a sheet show together."""
    return sum(lengths[at] for at in _numbers(archive, part) if at < len(lengths))


def _numbers(archive: Archive, part: str) -> Iterator[int]:
    """The number of the text that each cell shows."""
    held = b""
    for piece in archive.pieces(part):
        seen = held + piece
        end = 0
        for found in _SHOWN.finditer(seen):
            end = found.end()
            yield int(found[1])
        held = seen[max(end, len(seen) - 8 * _SEAM) :]
