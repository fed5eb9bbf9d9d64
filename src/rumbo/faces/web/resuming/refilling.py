"""A page of ours with one of its forms filled with what somebody had written. Nothing else of the page changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of the field, no secret)
# What a browser sends of these is not what was typed, or may not be put back.
NEVER = frozenset({"file", "password", "submit", "button", "image", "reset"})

Attributes = dict[str, str | None]
Edit = tuple[int, int, str]


@dataclass(slots=True)
class Field:
    """A field of a form as it stands in the page: its tag, from where to where, and where its words begin and end."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    content_end: int = 0
    options: list["Field"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Under which name it is sent."""
        return self.attributes.get("name") or ""


@dataclass(slots=True)
class Form:
    """A form of the page: where it sends, where its inside begins, its fields and the names of its buttons."""

    identity: str
    action: str
    inside: int
    fields: list[Field] = field(default_factory=list)
    buttons: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Place:
    """The form of a page that fits what was written, and what of it has no field there any more."""

    form: Form
    left: dict[str, list[str]]


class _Forms(HTMLParser):
    """Finds the forms of a page and where each of their fields stands."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        # Where each line begins, as the parser counts lines.
        self.lines = [0, *(at + 1 for at, letter in enumerate(page) if letter == "\n")]
        self.forms: list[Form] = []
        self.loose: list[tuple[str, Field]] = []
        self.current: Form | None = None
        self.last: Field | None = None
        self.feed(page)
        self.close()
        for identity, each in self.loose:
            for form in self.forms:
                if identity == form.identity:
                    form.fields.append(each)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes what belongs to a form."""
        told, start = dict(attrs), self._here()
        found = Field(tag, told, start, start + len(self.get_starttag_text() or ""))
        if tag == "form":
            self.current = Form(told.get("id") or "", told.get("action") or "", found.end)
            self.forms += [self.current] if (told.get("method") or "").lower() == "post" else []
        elif tag == "option" and self.last is not None:
            self.last.options.append(found)
        elif tag == "button" and self.current is not None:
            self.current.buttons.add(found.name)
        elif tag in ("input", "textarea", "select"):
            self.last = found
            if told.get("form"):
                self.loose.append((told["form"] or "", found))
            elif self.current is not None:
                self.current.fields.append(found)

    def handle_endtag(self, tag: str) -> None:
        """Notes where the words of a text end."""
        if tag == "form":
            self.current = None
        elif tag in ("textarea", "select") and self.last is not None:
            self.last.content_end = self._here()

    def _here(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column


def place_for(page: str, address: str, action: str, values: Mapping[str, list[str]]) -> Place | None:
    """The form of a page at an address that sends to an action and shares most fields with what was written."""
    fitting = [form for form in _Forms(page).forms if urlsplit(urljoin(address, form.action)).path == action]
    form = max(fitting, key=lambda each: len({one.name for one in each.fields} & set(values)), default=None)
    if form is None:
        return None
    known = {each.name for each in form.fields} | form.buttons | {TOKEN}
    left = {name: [value for value in said if value] for name, said in values.items() if name not in known}
    return Place(form, {name: said for name, said in left.items() if said})


def refilled(page: str, form: Form, values: Mapping[str, list[str]], notice: str = "") -> str:
    """The page with the form filled, and a notice where its inside begins."""
    edits: list[Edit] = [(form.inside, form.inside, notice)]
    waiting = {name: list(said) for name, said in values.items()}
    for each in form.fields:
        edits += _edits(each, values, waiting)
    for start, end, text in sorted(edits, reverse=True):
        page = page[:start] + text + page[end:]
    return page


def _edits(
    each: Field, values: Mapping[str, list[str]], waiting: dict[str, list[str]]
) -> Iterator[tuple[int, int, str]]:
    """What changes in the page for one field: from where, to where, and what stands there then."""
    kind = (each.attributes.get("type") or "text").lower()
    if not each.name or each.name == TOKEN or (each.tag == "input" and kind in NEVER):
        return
    if each.tag == "select":
        for option in each.options:
            chosen = option.attributes.get("value") in values.get(each.name, ())
            yield option.start, option.end, _tag(option, "selected", chosen)
    elif each.tag == "input" and kind in ("checkbox", "radio"):
        on = (each.attributes.get("value") or "on") in values.get(each.name, ())
        yield each.start, each.end, _tag(each, "checked", on)
    elif waiting.get(each.name):
        said = waiting[each.name].pop(0)
        if each.tag == "textarea":
            # A browser drops the first line end of a text.
            yield each.end, each.content_end, "\n" + escape(said)
        else:
            each.attributes["value"] = said
            yield each.start, each.end, _tag(each)


def _tag(each: Field, mark: str = "", marked: bool = False) -> str:
    """The opening tag of a field with its attributes, one of them put or taken away."""
    told = {name: value for name, value in each.attributes.items() if name != mark} | ({mark: None} if marked else {})
    written = (name if value is None else f'{name}="{escape(value)}"' for name, value in told.items())
    return f"<{' '.join([each.tag, *written])}>"
