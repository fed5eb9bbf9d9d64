"""XML walked as a stream, with no document type allowed: office files have none, and every entity trick needs one."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from rumbo.papers.reading.source import Source

Attributes = dict[str, str]


def walk(
    source: Source,
    part: str,
    pieces: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Calls back for each element (its name without its namespace's prefix) and text. Raises `Unreadable`."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise source.refusal("file.hostile_xml", part=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(local(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise source.refusal("file.damaged") from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition("}")[2]


def attribute(attributes: Attributes, wanted: str) -> str:
    """An attribute by its local name, or ""."""
    if wanted in attributes:
        return attributes[wanted]
    return next((value for name, value in attributes.items() if local(name) == wanted), "")
