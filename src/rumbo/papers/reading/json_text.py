"""A file of JSON: it holds no table of its own, and is handed on as what it carries, for who knows what it tells."""

import json

from rumbo.papers.raw import RawDocument
from rumbo.papers.reading.limits import MEBIBYTE
from rumbo.papers.reading.source import Source

JSON = "application/json"
MOST = 16 * MEBIBYTE


def is_json(source: Source) -> bool:
    """Whether a text is an object of JSON: it says so by its ending or is one."""
    begins = source.data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    return begins and (source.name.lower().endswith(".json") or _parses(source.data))


def read_json(source: Source) -> RawDocument:
    """Reads a file of JSON. Raises `Unreadable`."""
    if len(source.data) > MOST:
        raise source.refusal("file.too_large", facts={"size": len(source.data), "most": MOST})
    if not _parses(source.data):
        raise source.refusal("file.damaged")
    return RawDocument(source.name, source.digest, len(source.data), JSON, [], attachments={source.name: source.data})


def _parses(data: bytes) -> bool:
    if len(data) > MOST:
        return False
    try:
        return isinstance(json.loads(data), dict)
    except (ValueError, RecursionError):
        return False
