"""A tour of pages: from one, every kind of page that its links reach, held to what every page owes its reader."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.axe import violations
from tests.journeys.visitor import NARROW, WIDE, Visitor

MOST = 320
"""Pages that one tour visits: one of every kind. More of them are a fault, so that none goes unseen."""
TOUCHED = 4
"""How many things of a page are folded out, and how many hovered."""
NOT_PAGES = (
    *("/archivo/", "/soportes/", "/cuenta/logout/", ".xlsx", ".docx", ".pdf", ".json", ".csv", ".zip", ".html", ".xml"),
    *(f"/imprimir/{form}/" for form in ("pdf", "docx", "xlsx", "html", "csv", "json")),
)
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
BUILD = """page => [...new Set([...page.querySelectorAll("body *")].map(
  piece => `${piece.tagName}.${piece.getAttribute("class")}.${piece.getAttribute("role")}`))]"""
LOOK = """async path => {
  const answer = await fetch(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return {
    status: answer.status, url: answer.url, kind: answer.headers.get("content-type"), build: (BUILD)(page),
    links: [...page.querySelectorAll("a[href]")].map(a => new URL(a.getAttribute("href"), answer.url).href),
  };
}""".replace("BUILD", BUILD)
EXAMINED: defaultdict[str, set[str]] = defaultdict(set)
"""The pieces that were examined on each kind of page: a page made of those alone is read, and not examined again."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
HEADINGS = "() => [...document.querySelectorAll('h1')].map(h => h.innerText.trim())"


def tour(visitor: Visitor, start: str, alike: int = 1) -> Iterator[str]:
    """What is wrong with the pages reachable from one; of pages of the same kind the first ones are looked at."""
    waiting, seen, kinds, visited = [(start, "")], {start}, Counter[str](), 0
    visitor.go(start)
    while waiting:
        path, come_from = waiting.pop(0)
        kinds[kind_of(path)] += 1
        if kinds[kind_of(path)] > alike:
            continue
        visited += 1
        if visited > MOST:
            yield f"{path} (linked from {come_from}): a tour visits no more than {MOST} pages"
            return
        answer = visitor.page.evaluate(LOOK, path)
        if answer["status"] != 200 or not answer["kind"].startswith("text/html"):
            yield f"{path} (linked from {come_from}) answered {answer['status']} with {answer['kind']}"
            continue
        if is_new(answer["url"], answer["build"]):
            visitor.page.set_viewport_size(WIDE)
            visitor.go(path)
            yield from examined(visitor, path)
        found = [reached(visitor, link) for link in answer["links"]]
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


def is_new(address: str, build: list[str]) -> bool:
    """Whether a page has a piece that was not examined yet on a page of its kind: of another state, of another role."""
    known = EXAMINED[kind_of(urlsplit(address).path)]
    unseen = {*build} - known
    known |= unseen
    return bool(unseen)


def faults_of(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with the page somebody is at, unless one built like it was examined before."""
    page = visitor.page
    return examined(visitor, path) if is_new(page.url, page.evaluate(f"() => ({BUILD})(document)")) else []


def examined(visitor: Visitor, path: str) -> list[str]:
    """What is wrong with the page somebody is at, at both widths; hovering and folding out included."""
    page = visitor.page
    faults = [] if page.title().count(" · ") else [f"no title of its own: {page.title()!r}"]
    headings = page.evaluate(HEADINGS)
    if len(headings) != 1 or not headings[0]:
        faults.append(f"needs one h1, has {headings}")
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        faults += [f"at {size['width']}: {broken}" for broken in violations(page)]
        if (wider := page.evaluate(OVERFLOW)) > 0:
            faults.append(f"at {size['width']}: {wider} px wider than the window")
    touch_everything(page)
    return [f"{path}: {fault}" for fault in faults]


def touch_everything(page: Any) -> None:
    """Folds out what is folded and hovers what can be pressed: the visitor notes what the policy refuses."""
    for folded in page.locator("main summary").all()[:TOUCHED]:
        if folded.is_visible():
            folded.click(force=True)
    for thing in page.locator("main a, main button, main svg").all()[:TOUCHED]:
        if thing.is_visible():
            # What lies over it is hovered in its place.
            thing.hover(force=True)
