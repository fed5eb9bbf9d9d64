"""Which sheets a workbook of Excel lists, in its order, and which parts of the archive hold them.

The way to them is the one that the library takes, from the root relations on: a file that showed two ways could have
one sheet checked and another one read.
"""

import posixpath
from collections.abc import Callable
from dataclasses import dataclass

from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.xml_stream import Attributes, attribute, walk

_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet as the workbook lists it: its name, the part that holds it, and whether it is hidden."""

    name: str
    path: str
    hidden: bool


def parts_of(archive: Archive) -> list[Part]:
    """The worksheets of a workbook; sheets of charts and dialogues are none. Raises `Unreadable`."""
    if list(targets_of(archive, "_rels/.rels", "/officeDocument").values()) != [_WORKBOOK]:
        raise archive.source.refusal("file.damaged")
    targets = targets_of(archive, "xl/_rels/workbook.xml.rels", "/worksheet")
    parts: list[Part] = []

    def sheet(name: str, attributes: Attributes) -> None:
        path = targets.get(attribute(attributes, "id"))
        if name == "sheet" and path is not None:
            hidden = attributes.get("state", "visible") != "visible"
            parts.append(Part(attributes.get("name", ""), path, hidden))

    _walk(archive, _WORKBOOK, sheet)
    names = {part.name for part in parts}
    if not parts or len(names) != len(parts) or any(part.path not in archive.entries for part in parts):
        raise archive.source.refusal("file.damaged")
    return parts


def targets_of(archive: Archive, path: str, kind: str) -> dict[str, str]:
    """The parts that a list of relations points to, by identifier, of the relations of one kind."""
    folder = f"/{posixpath.dirname(posixpath.dirname(path))}"
    return {
        relation.get("Id", ""): posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")
        for relation in relations_of(archive, path)
        if relation.get("Type", "").endswith(kind)
    }


def relations_of(archive: Archive, path: str) -> list[Attributes]:
    """All relations of a list, as it writes them. Raises `Unreadable`."""
    found: list[Attributes] = []

    def relation(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            found.append(attributes)

    _walk(archive, path, relation)
    return found


def _walk(archive: Archive, path: str, start: Callable[[str, Attributes], None]) -> None:
    if path not in archive.entries:
        raise archive.source.refusal("file.damaged")
    walk(archive.source, path, archive.pieces(path), start)
