"""The crawl that follows every figure fails on a number without explanation, or with another one: on a page, in each
form of a file, and in an answer of the API."""

import json
from dataclasses import replace
from decimal import Decimal
from http import HTTPStatus
from types import SimpleNamespace
from typing import Any

import pytest

from rumbo.domain.measurement.trace import Percent, Trace, to_plain
from rumbo.layouts.drawing.addressed import with_addresses
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import Cell, Column, Document, Kind, Section, Table
from rumbo.papers.writing import MEDIA_TYPES, render
from rumbo.papers.writing.csv_file import write_csv
from tests.faces.web.figures import Crawl, Told
from tests.faces.web.figures_answered import answer_fault, figures_in, loose_in, unopened
from tests.faces.web.figures_carried import faults_in, pieces_of
from tests.faces.web.walking import Said, Walked
from tests.papers.writing.documents import document

ENGLISH = Manner("en")
HALF = 500_000_000_000
HERE = "/cifras/6b9f2f5e-0000-4000-8000-000000000000/plan/year/"
WHOLE = f"https://planea.example{HERE}"
SHARE = Trace("share", facts={"part": Percent(HALF), "result": Percent(HALF)}, formula="share")
LED = f'<a href="{HERE}"><data value="{HALF}">50%</data></a>'


def page(body: str) -> Walked:
    text = f"<html><body><main>{body}</main></body></html>"
    return Walked("/cifras/", "web:measurement-list", Said(text), 0, text)


def site(trace: Trace = SHARE, value: int = HALF) -> Any:
    """A browser to which every address explains one figure."""
    text = f"<main data-explains='{value}' data-trace='{json.dumps(to_plain(trace))}'>50% of 100%</main>"
    return SimpleNamespace(get=lambda address: SimpleNamespace(status_code=HTTPStatus.OK, content=text.encode()))


def crawled(body: str, browser: Any = None, written: tuple[str, ...] = ()) -> list[str]:
    return [*Crawl(written).faults(browser or site(), [page(body)])]


def reckoned(result: str, formula: str = "(C / M) × 100", values: str = "C = 4; M = 6") -> str:
    return f'<table><tr data-reckoned="{formula}" data-values="{values}"><td>4</td><td>{result}</td></tr></table>'


@pytest.mark.parametrize(
    "body",
    [
        LED,
        f"{LED}<p>Half of it, 50%, is done.</p>",
        "<p data-written>At least 90%</p>",
        "<p>Reach 95% of the visits</p>",
        "<p data-explains='1'>20% ÷ 2 = 10%</p>",
        reckoned("66.67%"),
        "<p data-reckoned>25% + 15% = 40%; 40% − 40% × 40% = 24%</p>",
    ],
)
def test_a_page_whose_figures_are_explained_passes(body: str) -> None:
    assert crawled(body, written=("Reach 95% of the visits",)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<td>45 %</td>",
        "<p>We are at 45% already.</p>",
        f"{LED}<td>50%</td>",
        '<data value="500000000000">50%</data>',
        f'<a href="{HERE}"><data value="{HALF + 1}">50%</data></a>',
        reckoned("67.67%"),
        reckoned("66.66%"),
        "<p data-reckoned>25% + 15% = 41%</p>",
        "<p data-reckoned>40% − 40% × 40% = 25%</p>",
        f'<a href="{HERE}" data-reckoned>66.67%</a>',
    ],
)
def test_a_page_with_a_number_that_nothing_explains_fails(body: str) -> None:
    assert crawled(body, written=("Reach 95% of the visits",))


def test_a_page_fails_whose_explanation_is_another_or_is_computed_by_no_trace() -> None:
    assert crawled(LED, site(value=HALF + 1))
    assert crawled(LED, site(replace(SHARE, facts=SHARE.facts | {"part": Percent(HALF + 1)})))
    gone: Any = SimpleNamespace(get=lambda address: SimpleNamespace(status_code=HTTPStatus.NOT_FOUND))
    assert crawled(LED, gone)


def paper(cell: Cell) -> Document:
    columns = (Column(30), Column(12, Kind.PERCENT))
    table = Table("Metas", columns, ((Cell("Meta"), Cell("Avance")),), ((Cell("Plantar"), cell),))
    return replace(document(), sections=(Section("Metas", "Metas", (table,)),))


def carried(cell: Cell, form: str) -> tuple[str, bytes]:
    """A figure in a file of a form, with its media type."""
    if form == "csv":
        (table,) = paper(cell).sections[0].blocks
        assert isinstance(table, Table)
        return "text/csv", write_csv(with_addresses(table, ENGLISH))
    if form == "json":
        told = {"figure": cell.figure, "word": "", "explained": cell.href} if cell.href else cell.text
        return "application/json", json.dumps([{"name": "Plantar", "year": told}]).encode()
    if form == "html":
        return "text/html", render(paper(cell), form)
    return MEDIA_TYPES[form], render(paper(cell), form)


TELLS = Told(HALF)
FORMS = ("xlsx", "pdf", "docx", "csv", "json", "html")
FIGURE = ENGLISH.led_cell(HALF, WHOLE)
BARE = Cell("50%", ENGLISH.points_cell(Decimal(50)).value)


def wrong_in(cell: Cell, form: str, told: Told = TELLS) -> list[str]:
    return faults_in([*pieces_of(*carried(cell, form))], lambda address: told, lambda text: text)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_passes_that_leads_to_what_it_says_and_fails_on_a_number_that_leads_nowhere_or_elsewhere(
    form: str,
) -> None:
    assert wrong_in(FIGURE, form) == []
    assert wrong_in(BARE, form)
    assert wrong_in(FIGURE, form, Told(HALF * 2))
    assert wrong_in(FIGURE, form, Told(fault="answers 404"))


FIGURE_TOLD = {"value": HALF, "written": "50%", "explanation": "/api/v1/x/"}
EXPLAINED = {"figure": FIGURE_TOLD, "trace": to_plain(SHARE)}


def test_an_answer_fails_whose_value_is_not_the_one_that_its_trace_computes() -> None:
    assert answer_fault(lambda address: EXPLAINED, FIGURE_TOLD) == ""
    assert answer_fault(lambda address: EXPLAINED, FIGURE_TOLD | {"value": HALF + 1})
    assert answer_fault(lambda address: EXPLAINED, FIGURE_TOLD | {"written": "51%"})
    assert answer_fault(lambda address: EXPLAINED, FIGURE_TOLD | {"explanation": ""})
    assert answer_fault(lambda address: None, FIGURE_TOLD)
    assert answer_fault(lambda address: EXPLAINED | {"trace": None}, FIGURE_TOLD)
    other = to_plain(replace(SHARE, facts=SHARE.facts | {"part": Percent(HALF + 1)}))
    assert answer_fault(lambda address: EXPLAINED | {"trace": other}, FIGURE_TOLD)


def test_every_figure_and_every_loose_text_of_an_answer_is_found_and_every_address_has_to_be_opened() -> None:
    answer = {"rows": [{"name": "45% more", "figures": {"year": FIGURE_TOLD}}], "trace": {"text": "50%"}}
    assert [*figures_in(answer)] == [FIGURE_TOLD]
    assert [*loose_in(answer)] == ["45% more"]
    described = json.dumps({"paths": {"/api/v1/a/": {}, "/api/v1/a/{uid}/b/": {}}})
    assert unopened(described, {"/api/v1/a/?page=2"}) == {"/api/v1/a/{uid}/b/"}
    assert unopened(described, {"/api/v1/a/", "/api/v1/a/7/b/"}) == set()
