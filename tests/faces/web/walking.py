"""A walk through the site: every kind of page that links lead to, what each says, and how much it asks the database."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.db import connection
from django.test import Client
from django.urls import resolve
from django_tasks.signals import task_finished, task_started

PAGES_OF_A_KIND = 3
MOST_QUESTIONS = 12
"""How many times a page may ask the database, however much there is."""
OF_THE_WHOLE = {
    "web:publishing-detail": "it shows a small publication whole before it is out; a large one when it is asked",
    "web:formulating-workbook-review": "it compares a whole sheet with every list that its cells may name: thirteen",
}
"""Pages that ask more than others, and why."""
READ_ALOUD = {"aria-label", "title", "placeholder", "alt", "data-label"}
SILENT = {"script", "style", "template"}
VOID = {"br", "img", "input", "meta", "link", "hr", "wbr", "col", "source"}
BEFORE_A_STOP = re.compile(r"\s+([.,;:])")
MARKS = {"ins", "del", "mark"}
LINES = {"tspan"}
# Files in the words of a form, of a method, or of sentences with numbers in them: they read back as they are.
FORM_TO_TAKE_AWAY = re.compile(r"^/(?:(?:riesgos/version|presupuesto)/[^/]+/archivo/html/|planes/version/.+\.html)$")


class Said(HTMLParser):
    """What a page says, piece by piece, and where it leads. What bears `lang="es"` is Spanish on purpose, and
    what bears `translate="no"` is in no language: an address."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._goes_on = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        silent = tag in SILENT or (tag != "html" and values.get("lang") == "es") or self._silent()
        silent |= values.get("translate") == "no"
        if tag not in VOID:
            self._open.append((tag, silent))
        if silent:
            return
        self._goes_on = tag in MARKS | LINES
        self.pieces.extend(values[name] or "" for name in READ_ALOUD & values.keys())
        if tag == "input" and values.get("type") == "submit":
            self.pieces.append(values.get("value") or "")
        if tag == "a" and values.get("href"):
            self.links.append(values["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        # An element written as <br/> says that it ends too; it never began for us.
        while tag not in VOID and self._open:
            if self._open.pop()[0] == tag:
                break
        self._goes_on = tag in MARKS

    def handle_data(self, data: str) -> None:
        if self._silent() or not data.strip():
            return
        # A word that is marked as changed is part of its sentence.
        if self._goes_on and self.pieces:
            self.pieces[-1] = BEFORE_A_STOP.sub(r"\1", f"{self.pieces[-1]} {data}")
        else:
            self.pieces.append(data)
        self._goes_on = False

    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


@dataclass(frozen=True, slots=True)
class Walked:
    """A page that was opened: its address and the name of it, what it says, how many questions it asked, and its
    text as it came."""

    path: str
    name: str
    said: Said
    questions: int
    page: str = ""

    @property
    def counted(self) -> int:
        """How many of them count against what a page may ask."""
        return 0 if self.name in OF_THE_WHOLE else self.questions

    @property
    def asks_much(self) -> bool:
        """Whether it asks more than a page may."""
        return self.counted > MOST_QUESTIONS


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was taken away: the name of its address, its media type, and its bytes."""

    name: str
    kind: str
    data: bytes


def walk(browser: Client, *starts: str, files: dict[str, Taken], alike: int = PAGES_OF_A_KIND) -> Iterator[Walked]:
    """Every kind of page that links lead to, some of each kind. A file is put into `files`, by its address, to be read
    later: one that whoever walked before has opened is passed by."""
    waiting, met, kinds = deque(starts), set(starts) | files.keys(), Counter[str]()
    while waiting:
        path = waiting.popleft()
        kind = resolve(path).view_name or path
        if kinds[kind] >= alike or FORM_TO_TAKE_AWAY.search(path):
            continue
        with questions_counted() as asked:
            answer: Any = browser.get(path)
        if answer.status_code in (301, 302):
            answer = browser.get(path, follow=True)
            asked.clear()
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            if answer.status_code == HTTPStatus.OK:
                files[path] = Taken(kind, answer["Content-Type"].partition(";")[0], bytes_of(answer))
            continue
        kinds[kind] += 1
        text = answer.content.decode()
        page = Walked(path, kind, Said(text), asked.total(), text)
        yield page
        for href in page.said.links:
            address = urlsplit(urljoin(f"http://testserver{path}", href))
            if address.netloc == "testserver" and address.path not in met and address.path != "/cuenta/logout/":
                met.add(address.path)
                waiting.append(address.path)


def bytes_of(answer: Any) -> bytes:
    """What an answer holds, whole."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


@contextmanager
def questions_counted() -> Iterator[Counter[str]]:
    """Counts the questions that are asked within. What a job asks is not of the page: only in these tests is it done
    before the page answers, in an installation the task worker does it."""
    asked, at_work = Counter[str](), Counter[str]()
    # Django asks this of SQLite once in a process, whichever page is the first.
    assert connection.features.supports_json_field

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not at_work.total():
            asked[sql] += 1
        return execute(sql, params, many, context)

    def begun(task_result: Any, **_more: Any) -> None:
        at_work[task_result.id] = 1

    def ended(task_result: Any, **_more: Any) -> None:
        at_work[task_result.id] = 0

    task_started.connect(begun)
    task_finished.connect(ended)
    try:
        with connection.execute_wrapper(counted):
            yield asked
    finally:
        task_started.disconnect(begun)
        task_finished.disconnect(ended)
