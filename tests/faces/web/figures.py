"""The figures that a page shows: each `<data>` is followed to its explanation and computed again from its trace; every
percentage that stands in none has to be of one of the following.

- What a plan or a person wrote, which is an input and no figure: what was planned, reported, evaluated, or chosen as a
  setting. It stands in `data-written`, or is a text of a row or of the program itself.
- How far a job has come (`data-work`).
- Part of an explanation: that of a figure (`data-explains`), or one that is told where it stands (`data-reckoned`), as
  the zone of a risk, whose sums stand beside it and are added up again, and the result of an indicator, which is
  computed again from its formula and values; in a list it leads to them.
- Said again in a sentence, or in the table of a file that is taken away: then it is one of the figures that lead to an
  explanation on the walk. On a page a number alone never is.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from django.urls import resolve

from rumbo.domain.indicators.evaluating import evaluate
from rumbo.domain.indicators.measuring import measured
from rumbo.domain.indicators.parsing import parse_formula
from rumbo.domain.measurement import from_plain, holds, told_by
from rumbo.domain.numbers import shown_points
from rumbo.domain.outcomes import Computed
from rumbo.notation.numbers import print_number
from tests.faces.web.walking import Walked

PERCENT = re.compile(r"[\d.,]*\d\s*%")
SUM = re.compile(r"((?:\(?[\d.,]+\s?%\)?\s*[+−×]\s*)+\(?[\d.,]+\s?%\)?)\s*=\s*([\d.,]*\d)\s?%")
"""Percentages that are added, taken away or multiplied, and what they come to."""
PERCENT_IN_A_SUM = re.compile(r"([\d.]*\d)\s?%")
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
class Reckoned:
    """What is told where it stands: its formula and values (empty for a sum in words), where it leads, and its text."""

    formula: str
    values: str
    href: str
    text: str = ""


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
    reckoned: Reckoned | None = None


class Figures(HTMLParser):
    """What a page shows: its figures, its loose percentages, what it explains and the address of that trace."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[FigureSeen] = []
        self.loose: list[str] = []
        self.told: set[str] = set()
        self.apart: list[str] = []
        self.explains: list[tuple[str, str]] = []
        self.reckoned: list[Reckoned] = []
        self._open: list[_Open] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        values, above = dict(attrs), self._open[-1] if self._open else _Open("", "", False, False, False, False)
        explains = "data-explains" in values
        if explains:
            self.explains.append((values["data-explains"] or "", values.get("data-trace") or ""))
        href, reckoned = (values.get("href") or "") if tag == "a" else above.href, above.reckoned
        if "data-reckoned" in values:
            reckoned = Reckoned(values["data-reckoned"] or "", values.get("data-values") or "", href)
            self.reckoned.append(reckoned)
        self._open.append(
            _Open(
                tag,
                href,
                above.apart or any(name in values for name in APART),
                above.mute or tag in MUTE,
                above.explains or explains,
                above.drawn or values.get("class") == "paper-table",
                values.get("value") if tag == "data" else None,
                reckoned=reckoned,
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
        if last.reckoned is not None and not last.mute:
            last.reckoned.text += f"{data} "
        if last.value is not None:
            last.text += data
        elif last.mute or not PERCENT.search(data):
            return
        elif last.apart:
            self.told |= percents(data)
            if not (last.explains or last.reckoned):
                self.apart.append(" ".join(data.split()))
        else:
            self.loose.append(" ".join(data.split()))


def percents(text: str) -> set[str]:
    """The percentages of a text, without blanks."""
    return {re.sub(r"\s", "", each) for each in PERCENT.findall(text)}


def tight(text: str) -> str:
    """A text without blanks and without the breaks of its words."""
    return re.sub(r"[\s\ufffe\xad\u200b]", "", text)


@dataclass(frozen=True, slots=True)
class Told:
    """What an explanation tells: its integer, or the percentages of its results, once computed again; else why not."""

    figure: int | None = None
    results: frozenset[str] = frozenset()
    fault: str = ""

    def tells(self, text: str, figure: int | None = None) -> bool:
        """Whether it is what a text (or an exact figure) says."""
        if self.figure is None or figure is not None:
            return not self.fault and (
                self.figure == figure if self.figure is not None else percents(text) <= self.results
            )
        return percents(text) == {written(self.figure)}


def written(figure: int) -> str:
    """A figure as it is shown in English, where all of the walk reads."""
    return f"{print_number(shown_points(figure), 'en')}%"


@dataclass
class Crawl:
    """The pages of a walk, held to what every figure promises. `written` are texts with percentages that entities and
    the program wrote; `explained` and `answers` are kept from walk to walk, for an explanation is the same for all who
    may read it."""

    written: Iterable[str]
    explained: dict[str, Told] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    figures: int = 0

    def __post_init__(self) -> None:
        texts = {" ".join(each.split()) for each in self.written if PERCENT.search(each)}
        self.known = [each for text in sorted(texts, key=len, reverse=True) for each in (text, tight(text))]

    def faults(self, browser: Client, pages: Iterable[Walked]) -> dict[str, str]:
        """What is wrong on the pages, by what it is, with where. Of each kind of explanation one is opened by this
        reader too: who reads a figure may read how it came about."""
        wrong: dict[str, str] = {}
        sentences: list[tuple[str, str]] = []
        drawn: list[tuple[FigureSeen, str]] = []
        opened: set[str] = set()
        for page in pages:
            shown = Figures(page.page)
            self.told |= shown.told | {text for each in shown.seen for text in percents(each.text)}
            for each in shown.seen:
                self.figures += 1
                if each.drawn and not each.href:
                    drawn.append((each, page.path))
                elif fault := self._followed(browser, page.path, each, opened):
                    wrong.setdefault(f"{each.text} {fault}", page.path)
            for reckoned in shown.reckoned:
                if fault := self._reckoned(browser, page.path, reckoned):
                    wrong.setdefault(f"{reckoned.text} {fault}", page.path)
            for text in shown.loose:
                text = RECKONED.sub(" ", self.unknown(text))
                if not percents(text):
                    continue
                if WORDS.search(PERCENT.sub(" ", text)):
                    sentences.append((text, page.path))
                else:
                    wrong.setdefault(f"{text} stands alone, without explanation", page.path)
        known_values = {each.figure for each in self.explained.values()}
        for each, path in drawn:
            if each.value not in known_values:
                wrong.setdefault(f"{each.text} of a file is explained on no page", path)
        for text, path in sentences:
            if unknown := percents(text) - self.told:
                wrong.setdefault(f"{text!r} tells {unknown}, which nothing explains", path)
            else:
                self.known += [text.strip(), tight(text)]
        return wrong

    def unknown(self, text: str) -> str:
        """A text, or one without blanks, without what entities and the program wrote, and without the sentences of
        pages whose percentages lead to their explanation."""
        for said in self.known if PERCENT.search(text) else ():
            text = text.replace(said, " ")
        return text

    def told_at(self, browser: Client, address: str) -> Told:
        """What an explanation tells, once it is computed again; else what is wrong."""
        if address not in self.explained:
            self.explained[address] = self._explained(browser, address)
        return self.explained[address]

    def answer(self, browser: Client, address: str) -> Any:
        """An answer of the API to who may read it; None where there is none."""
        if address not in self.answers:
            found: Any = browser.get(address)
            self.answers[address] = found.json() if found.status_code == HTTPStatus.OK else None
        return self.answers[address]

    def _followed(self, browser: Client, path: str, figure: FigureSeen, opened: set[str]) -> str:
        """Why a figure is not explained; empty where it is, and computed again."""
        if not figure.href:
            return "leads nowhere"
        address = urljoin(path, figure.href.partition("#")[0]).removeprefix(HERE)
        kind = resolve(urlsplit(address).path).view_name
        if kind not in opened:
            opened.add(kind)
            self.explained.pop(address, None)
        told = self.told_at(browser, address)
        return "" if told.figure == figure.value else f"is not what {address} explains: {told}"

    def _reckoned(self, browser: Client, path: str, each: Reckoned) -> str:
        """Why what is told where it stands does not come out; empty where it does, or leads to where it does."""
        if each.href and percents(each.text):
            address = urljoin(path, each.href)
            told = self.told_at(browser, address)
            return "" if told.tells(each.text) else f"is not what {address} reckons: {told}"
        return not_reckoned(each)

    def _explained(self, browser: Client, address: str) -> Told:
        answer: Any = browser.get(address)
        if answer.status_code != HTTPStatus.OK:
            return Told(fault=f"answers {answer.status_code}")
        shown = Figures(answer.content.decode())
        if not shown.explains:
            rows = [each for each in shown.reckoned if each.formula and each.values]
            wrong = next(filter(None, map(not_reckoned, rows)), "" if rows else "explains nothing")
            return Told(results=frozenset(text for each in rows for text in percents(each.text)), fault=wrong)
        value, at = shown.explains[0]
        plain = json.loads(at) if at.startswith("{") else self.answer(browser, urljoin(address, at))["trace"]
        trace = from_plain(plain)
        if not holds(trace):
            return Told(fault="a trace that computes another figure")
        told = told_by(trace)
        figure = told.figure if isinstance(told, Computed) else None
        if str(figure) != value:
            return Told(fault=f"{value} on the page, {figure} in its trace")
        return Told(figure)


def not_reckoned(each: Reckoned) -> str:
    """Why a formula with its values, or a sum in words, gives another number than the one beside it; empty where it
    gives that one."""
    if each.formula and each.values:
        named = dict(pair.split(" = ") for pair in each.values.split("; "))
        values = {name: Fraction(number_in(text)) for name, text in named.items()}
        result = measured(parse_formula(each.formula, dict.fromkeys(values, "")), values, "%").value
        told = percents(each.text)
        if told and (result is None or not any(is_rounded(result, number_in(text[:-1])) for text in told)):
            return f"is not {each.formula} with {each.values}: {result}"
        return ""
    for left, right in SUM.findall(each.text):
        found = evaluate(parse_formula(PERCENT_IN_A_SUM.sub(r"(\1/100)", left)), {}).value
        if found is None or not is_rounded(found * 100, number_in(right)):
            return f"says {left} = {right}"
    return ""


def number_in(text: str) -> Decimal:
    """A number as it is written in English."""
    return Decimal(text.replace(",", "").strip())


def is_rounded(exact: Fraction, said: Decimal) -> bool:
    """Whether a number said with some decimals is an exact one rounded to them."""
    return abs(exact - Fraction(said)) * 2 <= Fraction(10) ** int(said.as_tuple().exponent)
