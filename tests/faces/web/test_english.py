"""In English no page says a word of the interface in Spanish: every role walks from the first screen to wherever links
lead. What the entity wrote stays as it was written; it is known from the rows themselves.

It is the walk that opens every page there is: on it each is held to the questions it may ask the database, and every
figure is followed to its explanation and computed again, too."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from docs.gather_messages import catalogue_as_written
from rumbo.apps.audit.actor import Role
from rumbo.apps.people.models import User
from rumbo.content.days_off import COLOMBIA
from rumbo.faces.cli.demo_story import Story
from rumbo.layouts import read_plan
from rumbo.layouts.engine.printing import NOT_PROGRAMMED_PRINTED
from rumbo.layouts.engine.telling import draft_as_data
from rumbo.layouts.outline.tables import PAIR_HEADER
from rumbo.papers.reading import read_file
from tests.faces.conftest import DAY
from tests.faces.web.figures import Crawl, percents
from tests.faces.web.figures_answered import answer_fault, answers, figures_in, loose_in, screen_of, unopened
from tests.faces.web.figures_carried import DRAWING, PDF, SHEET, WORD_FILE, faults_in, pieces_of
from tests.faces.web.figures_published import (
    Published,
    figures_of,
    package_faults,
    page_faults,
    paper_faults,
    workbook_faults,
)
from tests.faces.web.walking import Said, Taken, Walked, bytes_of, walk

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[3]
PLAN = ROOT / "examples" / "plan-de-accion-2024.xlsx"
SPANISH = re.compile(
    r"[áéíóúñ¿¡«»]|\b(?:de|del|el|la|las|los|una|unos|por|para|con|sin|que|como|desde|hasta|se|su|sus|este|esta|ya|más"
    r"|está|acci[oó]n|meta|metas|reporte|reportes|plan de|vigencia|avance|seguimiento|soporte|dependencia)\b",
    re.IGNORECASE,
)
PERIOD_OF_A_HEADER = re.compile(r"\b[IVX]+ (?:MES|TRIMESTRE|SEMESTRE)(?: \d{4})?\b")
LETTERS_OF_A_WORD = 2
YES_OF_A_DOCUMENT = "sí"
SAID_OF_A_DRAFT = {"title", "findings", "checks"}
QUOTED = re.compile("“[^”]*”|«[^»]*»")
ADDRESS = re.compile(r"https?://\S+")
PRINTED_FORM = re.compile(r"/(?:imprimir|archivo)/html/$")
EXPLAINING = {
    "portal:file",
    "portal:schema",
    "portal:trace",
    *(f"api:{each}" for each in ("figure", "group-figure", "money-figure")),
}
"""Publications, which have a test of their own, with their description; and the explanations themselves: what they
tell is followed from the figures that lead to them."""
READ_OTHERWISE = {("web:people-trail-file", kind) for kind in (SHEET, "text/csv")}
"""The trail has the same rows, whole, as json; a workbook cuts what is longer than a cell."""
CODE_BEFORE = re.compile(r"^[\d\s.·-]+")


def plain(text: str) -> str:
    return " ".join(text.split())


def written_by_the_entity() -> Iterator[str]:
    """Every text of every row, those inside json too, and as it stands within a sentence, without a stop at its end."""
    for model in apps.get_models():
        if model.__module__.startswith("rumbo."):
            names = [f.name for f in model._meta.fields if isinstance(f, CharField | TextField | JSONField)]
            for row in model._default_manager.values_list(*names) if names else ():
                for text in (text for value in row for text in texts_in(value)):
                    yield from (text, text.rstrip(". "))


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple | Iterator):
        for each in value:
            yield from texts_in(each)


def brought_in(*files: Path) -> Iterator[str]:
    """Every cell of a file, whole and line by line, and what was made of them."""
    for table in (table for file in files for table in read_file(file).tables):
        for value in (value for row in table for value in row.values if isinstance(value, str)):
            yield plain(value)
            yield from map(plain, value.splitlines())
    for file in files:
        draft = draft_as_data(read_plan(read_file(file)))
        yield from (text for key, value in draft.items() if key not in SAID_OF_A_DRAFT for text in texts_in(value))


def printed_by_the_layouts() -> Iterator[str]:
    """The headers and words with which the matrices of an entity are printed; no language changes those."""
    for declared in (files("rumbo") / "layouts").glob("*/layout.yaml"):
        for header in headers_in(yaml.safe_load(declared.read_text(encoding="utf-8"))):
            yield from map(plain, re.split(r"\{\w*\}", header))
    yield NOT_PROGRAMMED_PRINTED


def said_by_the_outlines() -> Iterator[str]:
    """What the forms of documents of several parts print: a form keeps its words, which make it readable again."""
    for declared in (files("rumbo") / "layouts").glob("*/outline.yaml"):
        for text in texts_in(yaml.safe_load(declared.read_text(encoding="utf-8"))):
            yield from map(plain, re.split(r"\{[\w:]*\}|…", text))
    yield from PAIR_HEADER


def named_by_the_calendar() -> Iterator[str]:
    """The holidays in English, some of which are called after a place or a battle."""
    for year in (DAY.year - 1, DAY.year, DAY.year + 1):
        yield from COLOMBIA.of_year(year, "en").values()


def headers_in(declared: Any) -> Iterator[str]:
    if isinstance(declared, dict):
        yield from ([declared["header"]] if "header" in declared else [])
        yield from (header for each in declared.values() for header in headers_in(each))
    elif isinstance(declared, list):
        yield from (header for each in declared for header in headers_in(each))


def values_of(text: str) -> Any:
    """What a text that is written as json holds; nothing where it only begins like one."""
    try:
        return list(json.loads(text)) if text.startswith("[") else json.loads(text)
    except ValueError:
        return []


class Reader:
    """Knows what is data, and finds the Spanish that is not."""

    def __init__(self, *files: Path, printed: Iterable[str] = ()) -> None:
        self._whole = {
            text
            for text in (
                *written_by_the_entity(),
                *brought_in(*files),
                *printed_by_the_layouts(),
                *named_by_the_calendar(),
                *printed,
            )
            if len(text) > LETTERS_OF_A_WORD
        } | {YES_OF_A_DOCUMENT}
        self.written = [text for text in self._whole if "%" in text]
        # The longest first, so that a name inside a longer one does not break it.
        self._data = sorted((text for text in self._whole if SPANISH.search(text)), key=len, reverse=True)
        self._source = {
            plain(text)
            for message in catalogue_as_written("en")
            if message.id
            for text in ((message.id,) if isinstance(message.id, str) else message.id)
            if text not in (message.string if isinstance(message.string, tuple) else (message.string,))
        }

    def spanish_in(self, piece: str) -> str:
        """What of a piece is Spanish of ours; empty where nothing is."""
        text = plain(piece)
        if text.startswith(("[", "{")):
            return next(filter(None, map(self.spanish_in, texts_in(values_of(text)))), "")
        if text in self._whole or ADDRESS.fullmatch(text):
            return ""
        if text in self._source:
            return text
        return self._left(text)

    @cache  # noqa: B019 - a reader lives for this file
    def _left(self, text: str) -> str:
        rest = PERIOD_OF_A_HEADER.sub(" ", QUOTED.sub(" ", text))
        for known in self._data if SPANISH.search(rest) else ():
            if known in rest:
                rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", rest)
        # A text cut short on a screen is still theirs.
        cut = CODE_BEFORE.sub("", plain(rest).rstrip("…. "))
        theirs = rest.rstrip().endswith("…") and any(known.startswith(cut) for known in self._data)
        return plain(rest) if SPANISH.search(rest) and not theirs else ""


def in_english(user: User | None = None) -> Client:
    browser = Client(headers={"accept-language": "en"})
    if user is not None:
        User.objects.filter(pk=user.pk).update(language="en")
        browser.force_login(user)
    return browser


Readers = tuple[Reader, Reader]


def readers_with(*files: Path) -> Readers:
    """Who reads pages, and who reads the forms of documents."""
    return Reader(*files), Reader(*files, printed=said_by_the_outlines())


@pytest.fixture(scope="module")
def readers(story: Story) -> Readers:
    """Those of the story alone: what they read once they know for every role that writes nothing itself."""
    return readers_with()


@pytest.fixture(scope="module")
def crawl(story: Story, readers: Readers) -> Crawl:
    """What is known of figures from walk to walk."""
    said = [each for message in catalogue_as_written("en") for each in (message.id, message.string)]
    texts = [text for each in said for text in ((each,) if isinstance(each, str) else each)]
    return Crawl([*(text.replace("%%", "%") for text in texts), *readers[0].written])


@pytest.fixture(scope="module")
def files_opened() -> dict[str, Taken]:
    """The files that a walk has opened: no role takes another file away. Who finds what is asked of every role in
    tests/faces/access."""
    return {}


def found_in(browser: Client, pages: Iterator[Walked], readers: Readers, crawl: Crawl) -> tuple[dict[str, str], int]:
    """Each fault with one page where it stands, and how many pages were read: a Spanish text, too many questions, or a
    figure without explanation or with another one."""
    of_pages, of_forms = readers
    walked = list(pages)
    found = crawl.faults(browser, walked)
    count = 0
    for page in walked:
        count += 1
        reader = of_forms if PRINTED_FORM.search(page.path) else of_pages
        if page.asks_much:
            found[page.name] = f"{page.path}: {page.questions} questions"
        for piece in page.said.pieces:
            if left := reader.spanish_in(piece):
                found.setdefault(left, f"{page.path}: {plain(piece)[:120]}")
    return found, count


def email_of(story: Story, role: Role) -> str:
    return next(each["email"] for each in story.people if each["role"] == role.value)


# What planning reads holds what the others read: its walk alone is enough of the second engine.
ROLES = [pytest.param(role, marks=() if role is Role.PLANNING_OFFICE else pytest.mark.any_engine) for role in Role]


@pytest.mark.parametrize("role", ROLES)
def test_who_works_in_english_reads_no_spanish_and_no_page_asks_much(
    story: Story, readers: Readers, crawl: Crawl, files_opened: dict[str, Taken], role: Role
) -> None:
    browser = in_english(User.objects.get(email=email_of(story, role)))
    starts = ["/"]
    if role is Role.PLANNING_OFFICE:
        file = SimpleUploadedFile(PLAN.name, PLAN.read_bytes())
        answer = browser.post("/documentos/traer/", {"file": file}, follow=True)
        assert answer.status_code == 200
        assert answer.request["PATH_INFO"] != "/documentos/traer/"
        starts.append(answer.request["PATH_INFO"])
        readers = readers_with(PLAN)
    pages = walk(browser, *starts, files=files_opened)
    found, count = found_in(browser, pages, readers, crawl)
    assert count > 10
    assert not found, "\n".join(f"{text!r} at {where}" for text, where in found.items())


def test_a_citizen_who_reads_english_reads_no_spanish_and_no_page_asks_much(
    story: Story, readers: Readers, crawl: Crawl, files_opened: dict[str, Taken]
) -> None:
    browser = in_english()
    starts = ("/publico/", "/cuenta/login/", "/cuenta/password/reset/", "/cuenta/password/reset/done/")
    pages = walk(browser, *starts, files=files_opened)
    found, count = found_in(browser, pages, readers, crawl)
    assert count > 6
    assert not found, "\n".join(f"{text!r} at {where}" for text, where in found.items())


def test_a_page_that_is_not_there_says_so_in_english(story: Story, readers: Readers) -> None:
    answer = in_english().get("/publico/nadie/")
    assert answer.status_code == 404
    assert not any(map(readers[0].spanish_in, Said(answer.content.decode()).pieces))


def taken(browser: Client, address: str) -> bytes:
    answer: Any = browser.get(address)
    assert answer.status_code == 200, address
    return bytes_of(answer)


def director(story: Story) -> Client:
    return in_english(User.objects.get(email=email_of(story, Role.DIRECTOR)))


@pytest.mark.any_engine
def test_every_figure_that_a_file_carries_leads_to_its_explanation(
    story: Story, crawl: Crawl, files_opened: dict[str, Taken]
) -> None:
    browser = director(story)
    if all(file.name.startswith("portal:") for file in files_opened.values()):
        # Where no role has walked, as when this is run alone, the director does.
        assert not crawl.faults(browser, walk(browser, "/", files=files_opened))
    explained, wrong, led = partial(crawl.told_at, browser), {}, Counter[str]()
    for address, file in files_opened.items():
        if file.name not in EXPLAINING and (file.name, file.kind) not in READ_OTHERWISE:
            pieces = [*pieces_of(file.kind, file.data)]
            led[file.kind] += sum(bool(each.way) for each in pieces)
            known = crawl.told if file.kind == DRAWING else frozenset[str]()
            if found := faults_in(pieces, explained, crawl.unknown, known):
                wrong[address] = found
    assert not wrong, wrong
    assert all(led[kind] > 50 for kind in (SHEET, WORD_FILE, PDF, "text/csv", "application/json")), led


@pytest.mark.any_engine
def test_a_publication_explains_each_of_its_figures_in_every_form(story: Story, readers: Readers) -> None:
    browser = Client()
    written = [*readers[0].written, *(str(each) for each in written_by_the_entity() if "%" in str(each))]
    listed = json.loads(taken(browser, "/api/v1/public/valdeluna/"))
    places = [f"{each['address']}publicacion." for each in listed]
    figures = {place: figures_of(taken(browser, f"{place}json")) for place in places}
    # What a figure was before it was corrected is explained by the publication that told it so.
    earlier = frozenset(value for told, _wrong in figures.values() for value in told.values())
    assert len(earlier) > 20
    for place, (told, wrong) in figures.items():
        known = Published(told, earlier, written)
        assert not wrong
        assert not workbook_faults(taken(browser, f"{place}xlsx"), known)
        assert not paper_faults(PDF, taken(browser, f"{place}pdf"), known)
        assert not paper_faults(WORD_FILE, taken(browser, f"{place}docx"), known)
        assert not page_faults(taken(browser, f"{place}html"), known)
        assert not package_faults(taken(browser, f"{place}csv"), known)
        if told:
            key, value = next((key, value) for key, value in told.items() if value > 10**11)
            altered = Published(told | {key: value + 1}, earlier - {value}, written)
            assert workbook_faults(taken(browser, f"{place}xlsx"), altered)
            assert paper_faults(PDF, taken(browser, f"{place}pdf"), altered)
            assert paper_faults(WORD_FILE, taken(browser, f"{place}docx"), altered)
            assert package_faults(taken(browser, f"{place}csv"), altered)


@pytest.mark.any_engine
def test_every_figure_of_an_answer_is_computed_by_its_trace_and_is_the_one_of_the_screen(
    story: Story, crawl: Crawl
) -> None:
    browser = director(story)
    ask = partial(crawl.answer, browser)
    opened, wrong = set[str](), dict[str, str]()
    for address, answer in answers(ask):
        told = [each for each in figures_in(answer) if each["value"] is not None]
        for at, figure in enumerate(told):
            way, screen = figure["explanation"], screen_of(figure["explanation"])
            opened |= {address, way}
            if fault := answer_fault(ask, figure):
                wrong[way] = fault
            if (at < 1 or screen in crawl.explained) and crawl.told_at(browser, screen).figure != figure["value"]:
                wrong[screen] = f"{figure['value']} in the answer, {crawl.explained[screen]} on the screen"
        opened.add(address)
        wrong |= {f"{text} in {address}": "loose" for text in loose_in(answer) if percents(crawl.unknown(text))}
    assert not wrong, wrong
    assert not unopened((ROOT / "docs" / "openapi.json").read_text(encoding="utf-8"), opened)
