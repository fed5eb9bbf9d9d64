"""The figures that a page shows: each `<data>` is followed to its explanation and computed again from its trace; every
percentage that stands in none has to be of one of the following.

- What a plan or a person wrote: it stands in `data-written`, or is a text of a row or of the program itself.
- How far a job has come (`data-work`).
- Part of an explanation: that of a figure (`data-explains`), or one that is told where it stands, as the zone of a risk
  and the result of an indicator are, with their formula and values beside them (`data-reckoned`).
- Said again in a sentence, or in the table of a file that is taken away: then it is one of the figures that lead to an
  explanation on the walk. On a page a number alone never is.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

from rumbo.domain.measurement import from_plain, holds, told_by
from rumbo.domain.outcomes import Computed
from tests.faces.web.walking import Walked

PERCENT = re.compile(r"[\d.,]*\d\s*%")
RECKONED = re.compile(r"\d[\d.,]*\s*%?\s*÷\s*[\d.,]+\s*=")
"""What stands before the result of a division: it is explained by the result, which is a figure."""
WORDS = re.compile(r"[^\W\d_]{2,}")
APART = ("data-written", "data-work", "data-explains", "data-reckoned")
MUTE = {"script", "style", "template", "svg", "textarea", "option"}
HERE = "http://testserver"
VOID = {"br", "img", "input", "meta", "link", "hr", "wbr", "col", "source"}


@dataclass(frozen=True, slots=True)
class FigureSeen:
    """A figure of a page: the integer, what people read, where it leads (empty for nowhere), and whether it stands in a
    table of a document, as files have them."""

    value: int
    text: str
    href: str
    drawn: bool = False


@dataclass
class _Open:
    tag: str
    href: str
    apart: bool
    mute: bool
    explains: bool
    drawn: bool
    value: str | None = None
    text: str = ""


class Figures(HTMLParser):
    """What a page shows: its figures, its loose percentages, what it explains and the address of that trace."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[FigureSeen] = []
        self.loose: list[str] = []
        self.told: set[str] = set()
        self.explains: list[tuple[str, str]] = []
        self._open: list[_Open] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        values, above = dict(attrs), self._open[-1] if self._open else _Open("", "", False, False, False, False)
        explains = "data-explains" in values
        if explains:
            self.explains.append((values["data-explains"] or "", values.get("data-trace") or ""))
        self._open.append(
            _Open(
                tag,
                (values.get("href") or "") if tag == "a" else above.href,
                above.apart or any(name in values for name in APART),
                above.mute or tag in MUTE,
                above.explains or explains,
                above.drawn or values.get("class") == "paper-table",
                values.get("value") if tag == "data" else None,
            )
        )

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self._open:
            last = self._open.pop()
            if last.value is not None and not last.mute and not last.explains:
                self.seen.append(FigureSeen(int(last.value), " ".join(last.text.split()), last.href, last.drawn))
            if last.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        last = self._open[-1]
        if last.value is not None:
            last.text += data
        elif last.mute or not PERCENT.search(data):
            return
        elif last.apart:
            self.told |= percents(data)
        else:
            self.loose.append(" ".join(data.split()))


def percents(text: str) -> set[str]:
    """The percentages of a text, without blanks."""
    return {re.sub(r"\s", "", each) for each in PERCENT.findall(text)}


@dataclass
class Crawl:
    """The pages of a walk, held to what every figure promises. `written` are texts with percentages that entities and
    the program wrote; `explained` is kept from walk to walk, for an explanation is the same for all who may read it."""

    written: Iterable[str]
    explained: dict[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    figures: int = 0

    def faults(self, browser: Client, pages: Iterable[Walked]) -> dict[str, str]:
        """What is wrong on the pages, by what it is, with where."""
        wrong: dict[str, str] = {}
        sentences: list[tuple[str, str]] = []
        drawn: list[tuple[FigureSeen, str]] = []
        known = sorted((each for each in self.written if PERCENT.search(each)), key=len, reverse=True)
        for page in pages:
            shown = Figures(page.page)
            self.told |= shown.told | {text for each in shown.seen for text in percents(each.text)}
            for each in shown.seen:
                self.figures += 1
                if each.drawn and not each.href:
                    drawn.append((each, page.path))
                elif fault := self._followed(browser, page.path, each):
                    wrong.setdefault(f"{each.text} {fault}", page.path)
            for text in shown.loose:
                for said in known:
                    text = text.replace(" ".join(said.split()), " ")
                text = RECKONED.sub(" ", text)
                if not percents(text):
                    continue
                if WORDS.search(PERCENT.sub(" ", text)):
                    sentences.append((text, page.path))
                else:
                    wrong.setdefault(f"{text} stands alone, without explanation", page.path)
        known_values = set(self.explained.values())
        for each, path in drawn:
            if str(each.value) not in known_values:
                wrong.setdefault(f"{each.text} of a file is explained on no page", path)
        for text, path in sentences:
            if unknown := percents(text) - self.told:
                wrong.setdefault(f"{text!r} tells {unknown}, which nothing explains", path)
        return wrong

    def _followed(self, browser: Client, path: str, figure: FigureSeen) -> str:
        """Why a figure is not explained; empty where it is, and computed again."""
        if not figure.href:
            return "leads nowhere"
        address = urljoin(path, figure.href.partition("#")[0]).removeprefix(HERE)
        told = self.told_at(browser, address)
        return "" if told == str(figure.value) else f"is not what {address} explains: {told}"

    def told_at(self, browser: Client, address: str) -> str:
        """The integer that an explanation tells, once its trace computes it; else what is wrong."""
        if address not in self.explained:
            self.explained[address] = _explained(browser, address)
        return self.explained[address]


def _explained(browser: Client, address: str) -> str:
    """The integer that an explanation tells, once its trace computes it; else what is wrong."""
    answer: Any = browser.get(address)
    if answer.status_code != 200:
        return f"answers {answer.status_code}"
    explains = Figures(answer.content.decode()).explains
    if not explains:
        return "explains nothing"
    value, at = explains[0]
    plain = json.loads(at) if at.startswith("{") else browser.get(urljoin(address, at)).json()["trace"]
    trace = from_plain(plain)
    if not holds(trace):
        return "a trace that computes another figure"
    told = told_by(trace)
    told_value = str(told.figure) if isinstance(told, Computed) else ""
    return value if told_value == value else f"{value} on the page, {told_value} in its trace"
