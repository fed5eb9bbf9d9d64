"""Every page that somebody can reach from the first one, as each role, wide and narrow: sound, readable, accessible."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from rumbo.faces.cli.demo_story import PASSWORD
from tests.journeys import river
from tests.journeys.axe import violations
from tests.journeys.mancomunidad import FIRST_ACT, FOLLOWUP, PLAN, Mancomunidad
from tests.journeys.visitor import NARROW, WIDE, Visitor

MOST = 60
"""Pages that one tour visits: one of every kind of page."""
NOT_PAGES = ("/archivo/", "/cuenta/logout/", ".xlsx", ".pdf", ".json", ".csv", ".zip", ".html", ".xml", "/soportes/")
ROLES = {
    "planning office": "planeacion",
    "liaison": "enlace",
    "unit lead": "jefe",
    "internal control": "control",
    "director": "direccion",
    "administrator": "administra",
}
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
BUILD = """() => [...new Set([...document.querySelectorAll("body *")].map(
  piece => `${piece.tagName}.${piece.getAttribute("class")}.${piece.getAttribute("role")}`))].sort().join()"""
LOOKED_AT: set[str] = set()
"""How the pages are built that axe has looked at: the same page of another role is not looked at again."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "() => [...document.querySelectorAll('h1')].map(h => h.innerText.trim())"


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role(arrives: Any, valdeluna: None, role: str) -> None:
    with arrives() as visitor:
        visitor.sign_in(f"{ROLES[role]}@valdeluna.example", PASSWORD)
        faults = list(tour(visitor, "/"))
    assert not faults, "\n".join(faults)


def test_every_page_of_a_citizen(arrives: Any, valdeluna: None) -> None:
    with arrives() as visitor:
        faults = list(tour(visitor, "/publico/"))
    assert not faults, "\n".join(faults)


def test_every_page_of_documents_on_their_way(arrives: Any, mancomunidad: Mancomunidad, tmp_path: Path) -> None:
    """One that came in, one that is being settled against it, and one that is no document at all."""
    picture = tmp_path / "foto.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    with arrives() as pilar:
        pilar.sign_in(mancomunidad.planning, mancomunidad.password)
        river.bring_whole(pilar, FOLLOWUP, FIRST_ACT)
        river.bring(pilar, PLAN)
        river.continue_plan(pilar, "La versión siguiente de «Plan de acción 2024»")
        river.bring(pilar, picture)
        pilar.reads("El archivo no se pudo leer")
        faults = list(tour(pilar, "/documentos/", alike=3))
    assert not faults, "\n".join(faults)


def tour(visitor: Visitor, start: str, alike: int = 1) -> Iterator[str]:
    """What is wrong with the pages reachable from one; of pages of the same kind the first ones are looked at."""
    waiting, seen, kinds, visited = [(start, "")], {start}, Counter[str](), 0
    while waiting and visited < MOST:
        path, come_from = waiting.pop(0)
        kinds[kind_of(path)] += 1
        if kinds[kind_of(path)] > alike:
            continue
        visited += 1
        visitor.page.set_viewport_size(WIDE)
        answer = visitor.page.goto(f"{visitor.address}{path}")
        if answer is None or answer.status != 200:
            yield f"{path} (linked from {come_from}) answered {answer and answer.status}"
            continue
        found = [reached(visitor, link) for link in visitor.page.evaluate(LINKS)]
        yield from faults_of(visitor, path)
        waiting += [(each, path) for each in dict.fromkeys(found) if each and each not in seen]
        seen.update(found)


def reached(visitor: Visitor, link: str) -> str:
    """The path of a link to a page of ours, without fragment; empty for files and other sites."""
    parts = urlsplit(link)
    mine = f"{parts.scheme}://{parts.netloc}" == visitor.address
    if not mine or any(part in parts.path for part in NOT_PAGES):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def kind_of(path: str) -> str:
    """The address without what tells one record from another: uids, numbers and values of filters."""
    parts = urlsplit(path)
    steps = [step if not any(sign.isdigit() for sign in step) else "#" for step in parts.path.split("/")]
    return "/".join(steps) + "?" + "&".join(sorted(pair.split("=")[0] for pair in parts.query.split("&")))


def is_new(page: Any) -> bool:
    """Whether a page is built in a way that no tour has looked at: other pieces, other states, other roles."""
    build = f"{kind_of(urlsplit(page.url).path)} {page.evaluate(BUILD)}"
    if build in LOOKED_AT:
        return False
    LOOKED_AT.add(build)
    return True


def faults_of(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with the page somebody is at, at both widths; hovering and folding out included."""
    page = visitor.page
    faults = [] if page.title().count(" · ") else [f"no title of its own: {page.title()!r}"]
    headings = page.evaluate(HEADINGS)
    if len(headings) != 1 or not headings[0]:
        faults.append(f"needs one h1, has {headings}")
    new = is_new(page)
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        faults += [f"at {size['width']}: {broken}" for broken in (violations(page) if new else ())]
        if (wider := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"at {size['width']}: {wider} px wider than the window")
    touch_everything(page)
    return [f"{path}: {fault}" for fault in faults]


def touch_everything(page: Any) -> None:
    """Folds out what is folded and hovers what can be pressed: the visitor notes what the policy refuses."""
    for folded in page.locator("main summary").all()[:6]:
        if folded.is_visible():
            folded.click(force=True)
    for thing in page.locator("main a, main button, main svg").all()[:6]:
        if thing.is_visible():
            # What lies over it is hovered in its place.
            thing.hover(force=True)
