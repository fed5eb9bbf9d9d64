"""A tour of pages: from one, every kind of page that its links reach, held to what every page owes its reader."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from tests.journeys.axe import violations
from tests.journeys.visitor import NARROW, WIDE, Visitor

MOST = 320
"""Pages that one tour visits: one of every kind. More of them are a fault, so that none goes unseen."""
NOT_PAGES = (
    *(
        "/api/",
        "/archivo/",
        "/soportes/",
        "/cuenta/logout/",
        ".xlsx",
        ".docx",
        ".pdf",
        ".json",
        ".csv",
        ".zip",
        ".html",
        ".xml",
        ".svg",
        ".png",
    ),
    *(f"/imprimir/{form}/" for form in ("pdf", "docx", "xlsx", "html", "csv", "json")),
)
SIDES = {"por", "dinero"}
"""What the same plan is looked at by: below it stand its axes, their groups and what is told of each."""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
SEEN = """(page, address) => ({
  build: [...new Set([...page.querySelectorAll("body *")].map(
    piece => `${piece.tagName}.${piece.getAttribute("class")}.${piece.getAttribute("role")}`))],
  links: [...page.querySelectorAll("a[href]")].map(a => new URL(a.getAttribute("href"), address).href),
})"""
HERE = f"() => ({SEEN})(document, location.href)"
AWAY = f"""async path => {{
  const answer = await fetch(path);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return {{status: answer.status, url: answer.url, kind: answer.headers.get("content-type"),
    ...({SEEN})(page, answer.url)}};
}}"""
EXAMINED: defaultdict[str, set[str]] = defaultdict(set)
"""The pieces that were examined on each kind of page: a page made of those alone is read, and not examined again."""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
TOUCH = """() => {
  document.querySelectorAll("main details").forEach(folded => folded.open = true);
  document.querySelectorAll("main a, main button, main svg, main input, main select").forEach(thing =>
    ["pointerenter", "mouseover", "focusin"].forEach(what => thing.dispatchEvent(new Event(what, {bubbles: true}))));
  return new Promise(settled => requestAnimationFrame(() => settled()));
}"""
HEADINGS = "() => [...document.querySelectorAll('h1')].map(h => h.innerText.trim())"


def tour(visitor: Visitor, start: str, *, alike: int = 1, within: str = "/") -> Iterator[str]:
    """What is wrong with the pages reachable from one, all `within` a part of the site; of pages of the same kind the
    first ones are looked at."""
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
        known = kind_of(path) in EXAMINED
        answer = visitor.page.evaluate(AWAY, path) if known else opened(visitor, path)
        if answer["status"] != 200 or not answer["kind"].startswith("text/html"):
            yield f"{path} (linked from {come_from}) answered {answer['status']} with {answer['kind']}"
            continue
        if is_new(answer["url"], answer["build"]):
            if known:
                opened(visitor, path)
            yield from examined(visitor, path)
        found = [reached(visitor, link) for link in answer["links"]]
        waiting += [(each, path) for each in dict.fromkeys(found) if each.startswith(within) and each not in seen]
        seen.update(found)


def opened(visitor: Visitor, path: str) -> dict[str, Any]:
    """A page as it stands in the window, and what its server answered."""
    visitor.page.set_viewport_size(WIDE)
    answer = visitor.page.goto(f"{visitor.address}{path}")
    told = {"status": answer.status, "url": answer.url, "kind": answer.headers.get("content-type", "")}
    return told | visitor.page.evaluate(HERE)


def reached(visitor: Visitor, link: str) -> str:
    """The path of a link to a page of ours, without fragment; empty for files and other sites."""
    parts = urlsplit(link)
    mine = f"{parts.scheme}://{parts.netloc}" == visitor.address
    if not mine or any(part in parts.path for part in NOT_PAGES):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def kind_of(path: str) -> str:
    """The address without what tells one record from another: uids, numbers, sides of a plan and values of filters."""
    parts = urlsplit(path)
    steps = [step if not any(sign.isdigit() for sign in step) else "#" for step in parts.path.split("/")]
    for side in SIDES & {*steps}:
        after = steps.index(side) + 1
        steps[after:] = ["#" if step else "" for step in steps[after:]]
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
    return examined(visitor, path) if is_new(page.url, page.evaluate(HERE)["build"]) else []


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
    """Folds out what is folded and moves over what can be pressed: the visitor notes what the policy refuses."""
    page.evaluate(TOUCH)
