"""A pdf is read in a process of its own, which may come to its end without taking anything with it.

PDFium is a program in C++ that takes files from anybody: a page of a few kilobytes can hold it for ever, ask for all
the memory there is, or end the process. So one process of this machine reads pdfs, one at a time, within its own bounds
of memory and time (decision 0033); where it ends, the file is refused and the next one finds a new process.
"""

import atexit
import os
import pickle
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from dataclasses import dataclass

from rumbo.findings import Finding
from rumbo.papers.raw import RawDocument, Unreadable
from rumbo.papers.reading.limits import MEBIBYTE
from rumbo.papers.reading.pdf.document import read_pages
from rumbo.papers.reading.source import Source

_MEMORY = 1536 * MEBIBYTE
_GRACE = 10
"""Seconds beyond those of the limits after which the process is ended: between two pages it looks at the clock."""
_PROGRAM = "from rumbo.papers.reading.pdf.apart import answer; answer()"
_ONE_AT_A_TIME = threading.Lock()
Answer = RawDocument | Finding | str
"""What was read, why it is refused, or the fault of the program over it."""


@dataclass(slots=True)
class _Reader:
    """The process that reads, and the process that started it: a fork of a server needs one of its own."""

    process: subprocess.Popen[bytes] | None = None
    owner: int = 0


_READER = _Reader()


def read_pdf(source: Source) -> RawDocument:
    """Reads a pdf. Raises `Unreadable`."""
    with _ONE_AT_A_TIME:
        read = _asked(source)
    if isinstance(read, Finding):
        raise Unreadable(read)
    if isinstance(read, str):
        raise RuntimeError(read)
    return read


def _asked(source: Source) -> Answer:
    """What the process answers; a refusal where it came to its end over the file."""
    process = _running()
    ended = threading.Timer(source.limits.seconds + _GRACE, process.kill)
    ended.start()
    try:
        pickle.dump(source, process.stdin)  # type: ignore[arg-type]
        process.stdin.flush()  # type: ignore[union-attr]
        read: Answer = pickle.load(process.stdout)  # type: ignore[arg-type]  # noqa: S301 - our own
        return read
    except (EOFError, OSError, pickle.UnpicklingError):
        _end()
        return source.refusal("file.too_complex").finding
    finally:
        ended.cancel()


def _running() -> subprocess.Popen[bytes]:
    process = _READER.process if _READER.owner == os.getpid() else None
    if process is None or process.poll() is not None:
        paths = os.pathsep.join(filter(None, sys.path))
        process = subprocess.Popen(  # noqa: S603 - this very interpreter
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        _READER.process, _READER.owner = process, os.getpid()
    return process


@atexit.register
def _end() -> None:
    """Ends the process, if this one started it."""
    process, _READER.process = _READER.process, None
    if process is not None and _READER.owner == os.getpid():
        process.kill()
        process.communicate()


def answer() -> None:
    """What the process does: reads one pdf after another, until nobody asks any more."""
    given, told = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _bound()
    while True:
        try:
            source: Source = pickle.load(given)  # noqa: S301 - our own
        except EOFError:
            return
        pickle.dump(_read(source), told)
        told.flush()


def _read(source: Source) -> Answer:
    try:
        return read_pages(source)
    except MemoryError:
        return source.refusal("file.too_complex").finding
    except Unreadable as refusal:
        return refusal.finding
    except Exception:  # noqa: BLE001 - raised where it was asked
        return traceback.format_exc()


def _bound() -> None:
    """Bounds the memory of this process, where the system can."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
