"""The figures that programs read, held to what every figure of a page promises: each answer of the API is found from
its own lists, and each figure in it is followed to its explanation and computed again."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from rumbo.domain.measurement import from_plain, holds
from tests.faces.web.figures import percents

Ask = Callable[[str], Any]
"""From the address of an answer, the answer; None where there is none."""
INSIDE, PUBLIC = "/api/v1/entities/", "/api/v1/public/"


def answers(ask: Ask) -> Iterator[tuple[str, Any]]:
    """Every answer of the API that the lists of the API lead to, with its address: what is published, and what the
    entities of a person follow."""
    for address in (*_published(ask), *_followed(ask)):
        yield address, ask(address)


def _published(ask: Ask) -> Iterator[str]:
    yield PUBLIC
    for entity in ask(PUBLIC):
        listed = f"{PUBLIC}{entity['slug']}/"
        yield from (listed, *(each["figures"] for each in ask(listed)))


def _followed(ask: Ask) -> Iterator[str]:
    yield INSIDE
    for entity in ask(INSIDE):
        place = f"{INSIDE}{entity['slug']}/"
        yield from (f"{place}plans/", f"{place}followups/")
        for followup in ask(f"{place}followups/"):
            at = f"{place}followups/{followup['uid']}/"
            yield from (page for way in ("figures", "outlooks") for page in _pages(ask, f"{at}{way}/"))
            yield f"{at}groups/"
            axes = [each["key"] for each in ask(f"{at}groups/")]
            yield from (f"{at}{side}/{axis}/" for side in ("groups", "money") for axis in axes)


def _pages(ask: Ask, address: str) -> Iterator[str]:
    for number in range(1, ask(address)["pages"] + 1):
        yield f"{address}?page={number}" if number > 1 else address


def unopened(described: str, opened: set[str]) -> set[str]:
    """The addresses that the description of the API tells and none of those opened is of."""
    told = {each: re.compile(re.sub(r"\{\w+\}", "[^/]+", each)) for each in json.loads(described)["paths"]}
    paths = {urlsplit(each).path for each in opened}
    return {each for each, form in told.items() if not any(map(form.fullmatch, paths))}


def figures_in(plain: Any) -> Iterator[dict[str, Any]]:
    """Every figure of an answer of the API, wherever it stands outside of a trace."""
    if isinstance(plain, list):
        for each in plain:
            yield from figures_in(each)
    elif isinstance(plain, dict):
        if {"value", "written", "explanation"} <= plain.keys():
            yield plain
        for key, each in plain.items():
            if key != "trace":
                yield from figures_in(each)


def loose_in(plain: Any) -> Iterator[str]:
    """Every text of an answer outside of its figures and of the explanation of one."""
    if isinstance(plain, list):
        for each in plain:
            yield from loose_in(each)
    elif isinstance(plain, dict) and not {"value", "written", "explanation"} <= plain.keys():
        for key, each in plain.items():
            if key not in ("trace", "sentences"):
                yield from loose_in(each)
    elif isinstance(plain, str):
        yield plain


def answer_fault(ask: Ask, figure: dict[str, Any]) -> str:
    """Why a figure of an answer is not explained; empty where its trace computes it again."""
    if not figure["explanation"]:
        return f"{figure['written']} leads nowhere"
    told = ask(figure["explanation"])
    if told is None:
        return f"{figure['explanation']} answers nothing"
    if told["figure"]["value"] != figure["value"]:
        return f"{figure['explanation']} tells {told['figure']['value']}, not {figure['value']}"
    if not told["trace"] or not holds(from_plain(told["trace"])):
        return f"{figure['explanation']} does not compute what it tells"
    return "" if percents(told["figure"]["written"]) == percents(figure["written"]) else f"{figure['written']} differs"


def screen_of(explanation: str) -> str:
    """The page that explains what an address of the API explains."""
    if explanation.startswith(PUBLIC):
        return explanation.replace(PUBLIC, "/publico/").replace("/figures/", "/cifras/")
    way = re.sub(r"^/api/v1/entities/[^/]+/followups/", "/cifras/", explanation)
    way = re.sub(r"/figures/([^/]+)/projection/$", r"/\1/projection/", way)
    way = way.replace("/figures/", "/").replace("/groups/", "/por/").replace("/money/", "/dinero/")
    return way.replace("?now=true", "?conocido=hoy")
