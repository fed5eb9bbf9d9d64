"""The way in: the pieces of a document become the content of its layout, with everything the reading has to say.

A heading opens a part and closes what does not contain it. A text goes to the innermost open part that has a place for
it: a pattern of a line, a value that is awaited, a list, running text. What finds no place is kept and told.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rumbo.domain.document import Announced, KeptText
from rumbo.domain.shapes import hints
from rumbo.findings import Finding, Sentences, Where
from rumbo.findings.types import Fact
from rumbo.layouts.engine.comparing import similarity
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.declaration import AboutField, Outline, Part
from rumbo.layouts.outline.headings import Headings, Opened
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.pieces import PASSAGES, Grid, Text, pieces_of
from rumbo.layouts.outline.tables import Tables
from rumbo.layouts.outline.tree import Tree
from rumbo.layouts.outline.values import Path, read_value, steps, type_at
from rumbo.papers.raw import Piece, RawDocument
from rumbo.papers.reading.text_blocks import classified

MOST_JOINED = 4
ALIKE = 60


@dataclass(slots=True)
class Heading:
    """A heading as met: what it opened, where, and whether anything came under it."""

    part: Part
    path: Path
    written: str
    places: list[Where] = field(default_factory=list)
    filled: bool = False


@dataclass(slots=True)
class Context:
    """An open part: the record it fills, its heading, and how far its parts were read."""

    part: Part
    base: Path
    heading: Heading | None = None
    level: int = 0
    step: int = -1


class Reader:
    """One document being read by one outline."""

    def __init__(self, document: RawDocument, outline: Outline) -> None:
        self.document, self.outline = document, outline
        self.headings = Headings(outline)
        self.tree = Tree(outline.content)
        self.contexts = [Context(outline.root, ())]
        self.met: list[Heading] = []
        self.front: list[Text] = []
        self.kept: list[KeptText] = []
        self.tables_kept: list[KeptText] = []
        self.kept_last = False
        self.findings: list[Finding] = []
        self.filled_by: dict[Path, Context] = {}
        self.told: set[str] = set()
        self.awaited: tuple[AboutField | Part, Path] | None = None
        self.unknown = False
        self.began = False
        self.tables = Tables(self)

    def read(self) -> None:
        """Reads the whole document."""
        pieces = list(pieces_of(self.document))
        at = 0
        while at < len(pieces):
            piece = pieces[at]
            if isinstance(piece, Grid):
                self.tables.take(piece)
                at += 1
            else:
                at += self.take(piece, _following(pieces, at))
        self.tables.close()
        self._settle_front()

    def take(self, text: Text, following: Sequence[Text] = ()) -> int:
        """Reads a text, perhaps joined with those that follow it on the next lines; gives how many were read."""
        if text.block.kind in (Piece.PAGE_HEADER, Piece.PAGE_FOOTER):
            self._page(text)
            return 1
        if text.block.kind is Piece.PARAGRAPH:
            for size in range(len(following), 0, -1):
                joined = " ".join(each.text for each in (text, *following[:size]))
                if self._joined(text.saying(joined)):
                    return size + 1
        if self._open(text) or self._line(text) or self._about(text) or self._awaited(text):
            return 1
        self._running(text)
        return 1

    def tell(self, sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: Fact) -> None:
        """Notes a finding of the reading."""
        self.findings.append(Finding(sentences.code, sentences.severity, where, facts, suggestion))

    def _joined(self, text: Text) -> bool:
        """Whether lines that were wrapped say, together, a heading, a line or the value that is awaited."""
        found = self.headings.exact(text, self.owners())
        if found is not None and self._has_place(found.part):
            self.open(found, text)
            return True
        return self._line(text) or (self.awaited is not None and self._typed(text))

    # Headings

    def _open(self, text: Text) -> bool:
        found = self.headings.opened(text, self._near(), self.owners())
        if found is None or not self._has_place(found.part):
            return self._unknown_heading(text)
        self.open(found, text)
        return True

    def _has_place(self, part: Part) -> bool:
        return self._base(part) is not None

    def open(self, found: Opened, text: Text) -> None:
        """Opens a part at its heading and reads the value behind it."""
        self.tables.close()
        self.awaited, self.unknown, self.began = None, False, True
        part = found.part
        base = self._base(part) or ()
        while len(self.contexts) > 1 and not self._holds(self.contexts[-1], part, base):
            self.contexts.pop()
        if part.kind == "each":
            base = self._record(part, base, found, text)
        heading = self._met(part, base, text)
        if found.resembles:
            self.tell(say.HEADING_RESEMBLES, text.where, written=text.spoken, heading=part.named)
        self.fill()
        self.contexts.append(Context(part, base, heading, text.block.level))
        if part.kind == "value":
            self.awaited = (part, base)
        if found.rest:
            self.take(text.saying(found.rest)) if part.kind != "text" else self._running(text.saying(found.rest))

    def _near(self) -> list[Part]:
        """The repeated parts whose headings may be nothing but places: those in the open part, and the open one."""
        near: list[Part] = []
        for context in reversed(self.contexts[1:]):
            near += [part for part in context.part.parts if part.kind == "each"]
            if context.part.kind == "section":
                break
        return near

    def owners(self) -> list[tuple[str, ...]]:
        """The owners that are open, the innermost first."""
        inner = self.contexts[-1].part.inner
        return [inner[:size] for size in range(len(inner), -1, -1)]

    def _holds(self, context: Context, part: Part, base: Path) -> bool:
        """Whether a part stands inside an open one: in its record, or in its section."""
        if context.part.kind == "each":
            size = len(context.part.inner)
            return part.owner[:size] == context.part.inner and base[: len(context.base)] == context.base
        return any(part is each for inner in context.part.parts for each in inner.walk())

    def _base(self, part: Part) -> Path | None:
        """The path of the record that a part belongs to: an open one, else the last; None when there is none."""
        if not part.owner:
            return ()
        for context in reversed(self.contexts):
            if context.part.inner[: len(part.owner)] == part.owner and context.base:
                return _cut(context.base, len(part.owner))
        base: Path = ()
        for name in part.owner:
            count = self.tree.count(base, name)
            if not count:
                return None
            base = (*base, *steps(name), count - 1)
        return base

    def base_or_new(self, part: Part, where: Where) -> Path:
        """The record that a part belongs to; an empty one where the document has none yet."""
        base = self._base(part)
        if base is None:
            base = ()
            for name in part.owner:
                count = self.tree.count(base, name)
                base = (*base, *steps(name), count - 1) if count else self.tree.append(base, name, where)
        return base

    def _record(self, part: Part, base: Path, found: Opened, text: Text) -> Path:
        """The record that a heading names: the one that has the same values, or a new one."""
        keys = {name: value for name, value in found.values.items() if name != "statement"}
        listed = self.tree.get((*base, *steps(part.field))) or []
        for at, record in enumerate(listed):
            if keys and all(folded(str(record.get(name, ""))) == folded(value) for name, value in keys.items()):
                return (*base, *steps(part.field), at)
        own = self.tree.append(base, part.field, text.where)
        for name, value in found.values.items():
            self.tree.set(own, name, value, text.where)
        return own

    def _met(self, part: Part, base: Path, text: Text) -> Heading:
        path = base if part.kind == "each" else (*base, *steps(part.field)) if part.field else base
        for heading in self.met:
            if heading.part is part and heading.path == path:
                heading.places.append(text.where)
                return heading
        heading = Heading(part, path, text.spoken, [text.where])
        self.met.append(heading)
        return heading

    def _unknown_heading(self, text: Text) -> bool:
        """A heading that the layout does not know ends the part above it; one without words is kept as announced."""
        block = text.block
        if block.kind is not Piece.HEADING or self._ignored(text):
            return False
        if not block.text:
            self.met.append(Heading(Part("section"), (), text.spoken, [text.where]))
            return True
        if not self.began or 0 < self.contexts[-1].level < block.level:
            return False
        self.tables.close()
        self.unknown = True
        self.keep(text)
        return True

    # Texts

    def _line(self, text: Text) -> bool:
        """Whether a line of the open parts takes the text."""
        for context in reversed(self.contexts):
            for at, part in enumerate(context.part.parts):
                if part.kind == "line" and self._patterns(part, part.lines, context.base, text):
                    context.step = max(context.step, at)
                    self.fill()
                    return True
        for part in self.outline.root.parts:
            if part.kind == "notes" and (value := _noted(part, text)):
                self._note(part, value, text)
                return True
        return False

    def _patterns(self, part: Part, patterns: Sequence[Pattern], base: Path, text: Text) -> bool:
        for pattern in patterns:
            if taken := pattern.take(text.spoken):
                for name, value in taken.values.items():
                    if name != "_":
                        self._once(base, name, value, text, part)
                return True
        return False

    def _once(self, base: Path, name: str, value: str, text: Text, part: Part) -> None:
        """Sets a field; where it already says something else, that stays and the difference is told."""
        before = self.tree.get((*base, *steps(name)))
        if before is None:
            self.tree.set(base, name, value, text.where)
        elif isinstance(before, str) and _bare(before).replace(" ", "") != _bare(value).replace(" ", ""):
            heading = self.contexts[-1].heading
            facts = {"text": _short(value), "before": _short(before)}
            self.tell(say.SAID_OTHERWISE, text.where, heading=heading.written if heading else "", **facts)

    def _note(self, part: Part, value: str, text: Text) -> None:
        if value not in (self.tree.get(steps(part.field)) or ()):
            self.tree.append((), part.field, text.where, value)

    def _about(self, text: Text) -> bool:
        found = self.headings.about(text.spoken)
        if found is None or (self.began and not found[1]):
            return False
        self.about(found[0], found[1], text)
        return True

    def about(self, named: AboutField, value: str, text: Text) -> None:
        """Keeps a datum about the document, or waits for it in the next line."""
        self.told.add(named.field)
        if not value:
            self.awaited = (named, ())
            return
        self.awaited = None
        for pattern in named.lines:
            if taken := pattern.take(value):
                for name, part in taken.values.items():
                    self.tree.set((), name, part, text.where)
                return
        if named.lines or not self.tree.set((), named.field, value, text.where):
            self.tell(say.VALUE_UNREADABLE, text.where, heading=named.header, text=value, wanted=say.WANTED["int"])

    def _awaited(self, text: Text) -> bool:
        """Gives a text to the value that waits for it."""
        named, base = self.awaited or (None, ())
        self.awaited = None
        if isinstance(named, AboutField):
            self.about(named, text.spoken, text)
        elif named is not None:
            self._value(named, base, text)
        return named is not None

    def _typed(self, text: Text) -> bool:
        """Gives joined lines to the value that waits, where together they are read as its type."""
        named, base = self.awaited or (None, ())
        if not isinstance(named, Part):
            return False
        kind = type_at(self.outline.content, (*base, *steps(named.field)))
        if kind is str or read_value(kind, text.text) is None:
            return False
        return self._awaited(text)

    def _value(self, part: Part, base: Path, text: Text) -> None:
        if not self.tree.set(base, part.field, text.spoken, text.where):
            kind = type_at(self.outline.content, (*base, *steps(part.field)))
            wanted = say.WANTED.get(kind.__name__, "")
            self.tell(say.VALUE_UNREADABLE, text.where, heading=part.named, text=_short(text.spoken), wanted=wanted)
        self.fill()

    def _running(self, text: Text) -> None:
        """Running text: into the open part that takes it, into the front of the document, or kept."""
        if self.tables.take_line(text):
            return
        if not self.began:
            self.front.append(text)
            return
        if self._ignored(text):
            return
        if self.unknown or not self._collected(text):
            self.keep(text)
        else:
            self.kept_last = False

    def _ignored(self, text: Text) -> bool:
        return any(pattern.take(text.text) for pattern in self.outline.ignored)

    def _collected(self, text: Text) -> bool:
        context = next(each for each in reversed(self.contexts) if each.part.kind != "value")
        part = context.part
        if part.kind == "pairs" and ":" in text.spoken:
            name, _, value = text.spoken.partition(":")
            self.pair(text.saying(name.strip()), text.saying(value.strip()) if value.strip() else None)
            return True
        if part.kind in ("text", "passages", "items"):
            return self._collect(part, context.base, text, context)
        for at, inner in enumerate(part.parts):
            if inner.kind in ("text", "passages", "items") and not inner.headings and at >= context.step:
                context.step = at
                return self._collect(inner, context.base, text, context)
        return False

    def _collect(self, part: Part, base: Path, text: Text, context: Context) -> bool:
        if part.kind == "text":
            self._collect_text(part, base, text, context)
        elif part.kind == "passages":
            own = self.tree.append(base, part.field, text.where)
            self._passage(part, own, text)
        else:
            return self._collect_item(part, base, text)
        self.fill()
        return True

    def _passage(self, part: Part, own: Path, text: Text) -> None:
        said = text.text.removeprefix(f"{part.label}: ")
        kind, number = text.block.kind, text.block.number
        if kind is Piece.PARAGRAPH and said == text.text:
            kind = classified(said)[0]
        elif kind is Piece.ITEM and not number and classified(said)[0] is kind:
            _, number, said = classified(said)
        numbered = "number" in hints(type_at(self.outline.content, own))
        self.tree.set(own, "kind", PASSAGES[kind], text.where)
        self.tree.set(own, "text", said if numbered else f"{number} {said}".strip(), text.where)
        if numbered:
            self.tree.set(own, "number", number, text.where)

    def pair(self, name: Text, value: Text | None) -> None:
        """Adds a name and its value to the part of pairs that is open."""
        context = self.contexts[-1]
        part, base = context.part, context.base
        kind = type_at(self.outline.content, (*base, *steps(part.field), 0))
        own = self.tree.append(base, part.field, name.where)
        first, second = list(hints(kind))[:2]
        self.tree.set(own, first, name.spoken, name.where)
        if value is not None:
            self.tree.set(own, second, value.spoken, value.where)
        self.fill()

    def _collect_text(self, part: Part, base: Path, text: Text, context: Context) -> None:
        """Adds a text to a field; where another heading filled it before, the text must repeat it, or go on."""
        path = (*base, *steps(part.field))
        said = text.spoken.removeprefix(f"{part.label}: ")
        before = self.tree.get(path)
        if before is not None and self.filled_by.setdefault(path, context) is not context:
            if _within(said, before):
                return
            if similarity(said, before) >= ALIKE:
                self._once(base, part.field, said, text, part)
                return
        self.filled_by[path] = context
        self.tree.join(base, part.field, said, text.where)

    def _collect_item(self, part: Part, base: Path, text: Text) -> bool:
        kind = type_at(self.outline.content, (*base, *steps(part.field)))
        if not part.lines:
            self.tree.append(base, part.field, text.where, text.spoken if text.block.number else text.text)
        else:
            ways = (text.spoken, text.text)
            taken = next((t for p in part.lines for said in ways if (t := p.take(said))), None)
            if taken is None or kind is str:
                return False
            own = self.tree.append(base, part.field, text.where)
            for name, value in taken.values.items():
                self.tree.set(own, name, value, text.where)
        self.fill()
        return True

    def fill(self) -> None:
        """Notes that something stands under the open headings."""
        self.kept_last = False
        for context in self.contexts:
            if context.heading:
                context.heading.filled = True

    def keep(self, text: Text) -> None:
        """Keeps a text that has no place; lines that follow one another are one text."""
        if self.kept_last and self.kept:
            last = self.kept[-1]
            self.kept[-1] = KeptText(f"{last.text}\n{text.spoken}", last.where)
        else:
            self.kept.append(KeptText(text.spoken, text.where))
        self.kept_last = True

    def _page(self, text: Text) -> None:
        for pattern in self.outline.page:
            if taken := pattern.take(text.text):
                for name, value in taken.values.items():
                    if name != "_" and self.tree.get(steps(name)) is None:
                        self.tree.set((), name, value, text.where)
                return

    # The front of the document

    def _settle_front(self) -> None:
        """The first lines of a document fill what no label said, in the order of the declaration."""
        waiting = [name for name in self.outline.front if name not in self.told]
        said = {_bare(str(self.tree.get((name,)) or "")) for name in self.outline.front}
        for text in self.front:
            if _bare(text.text) in said or self._ignored(text):
                continue
            if waiting:
                self.tree.set((), waiting.pop(0), text.text, text.where)
                said.add(_bare(text.text))
            else:
                self.kept.append(KeptText(text.spoken, text.where))
        self._settle_title()

    def _settle_title(self) -> None:
        """What a title says by the way: "Plan estratégico 2024"."""
        title = self.tree.get(self.outline.front[:1]) if self.outline.front else None
        for named in self.outline.about if title else ():
            for pattern in named.titles if named.field not in self.told else ():
                if taken := pattern.take(str(title)):
                    for name, value in taken.values.items():
                        if name != "_" and self.tree.get((name,)) is None:
                            self.tree.set((), name, value, self.tree.places[self.outline.front[:1]])

    # What was met

    def announced(self) -> tuple[Announced, ...]:
        """The headings of the document, each with the path it stands for."""
        return tuple(Announced(each.path, each.written, tuple(each.places), each.filled) for each in self.met)

    def tell_rest(self) -> None:
        """Tells the parts that were met more than once, and the texts that found no place."""
        for heading in self.met:
            if len(heading.places) > 1:
                self.tell(say.SECTION_AGAIN, heading.places[1], written=heading.written, times=len(heading.places))
        for kept in self.tables_kept:
            self.tell(say.TABLE_KEPT, kept.where, text=_short(kept.text), layout=self.outline.title)
        for kept in self.kept:
            self.tell(say.TEXT_KEPT, kept.where, text=_short(kept.text), layout=self.outline.title)


def _following(pieces: Sequence[Text | Grid], at: int) -> list[Text]:
    """The texts on the lines right after a text, which may be its continuation."""
    return list(_adjoining(pieces, at))


def _adjoining(pieces: Sequence[Text | Grid], at: int) -> Iterator[Text]:
    before = pieces[at]
    for piece in pieces[at + 1 : at + MOST_JOINED]:
        if not isinstance(piece, Text) or not isinstance(before, Text) or not before.line:
            return
        if piece.line != before.line + 1 or piece.block.kind is not Piece.PARAGRAPH:
            return
        yield piece
        before = piece


def _noted(part: Part, text: Text) -> str:
    """The text behind the word that a note begins with."""
    for pattern in part.lines:
        if found := pattern.open(text.text):
            return found.rest
    return ""


def _cut(path: Path, records: int) -> Path:
    """The beginning of a path up to its nth position in a tuple."""
    found = 0
    for at, step in enumerate(path):
        found += isinstance(step, int)
        if found == records:
            return path[: at + 1]
    return path


def _within(said: str, before: str) -> bool:
    """Whether a text only repeats what was already read, perhaps shortened."""
    bare, whole = _bare(said), _bare(before)
    return bare == whole or f"\n{bare}\n" in f"\n{whole}\n"


def _bare(text: str) -> str:
    return "\n".join(folded(line) for line in text.split("\n"))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"
