"""A received file opened: once for whoever asks in a row, and let go by whoever needs it last, for it weighs as much as
what is made of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.evidence.queries import bytes_of
from rumbo.papers.raw import RawDocument
from rumbo.papers.reading import read_bytes

_held: ContextVar[dict[tuple[str, str], RawDocument] | None] = ContextVar("held", default=None)


@contextmanager
def opened_once() -> Iterator[None]:
    """Inside, a file is opened the first time it is asked for, and kept until somebody takes it."""
    token = _held.set({})
    try:
        yield
    finally:
        _held.reset(token)


def opened_file(file: StoredFile, *, last: bool = False) -> RawDocument:
    """The file as read, without what was decided; `last` hands it over to a caller who alone holds it then. Raises
    `Unreadable`."""
    held, key = _held.get(), (file.digest, file.name)
    if held is None:
        return read_bytes(bytes_of(file), file.name)
    document = held.pop(key, None) or read_bytes(bytes_of(file), file.name)
    if not last:
        held[key] = document
    return document
