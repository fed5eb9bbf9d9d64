"""The parts of an outline that are open while it is read: what was met, and the record each part fills."""

from dataclasses import dataclass, field

from rumbo.domain.document import Announced
from rumbo.findings import Finding, Sentences, Where
from rumbo.findings.types import Fact
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.declaration import Outline, Part
from rumbo.layouts.outline.headings import Headings, Opened
from rumbo.layouts.outline.pieces import Text
from rumbo.layouts.outline.tree import Tree
from rumbo.layouts.outline.values import Path, steps
from rumbo.papers.raw import RawDocument


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
    strong: bool = False
    step: int = -1


class OpenParts:
    """The open parts of one document, the innermost last, with the tree they fill and what is told of it."""

    def __init__(self, document: RawDocument, outline: Outline) -> None:
        self.document, self.outline = document, outline
        self.headings = Headings(outline)
        self.tree = Tree(outline.content)
        self.contexts = [Context(outline.root, ())]
        self.met: list[Heading] = []
        self.findings: list[Finding] = []
        self.kept_last = False

    def tell(self, sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: Fact) -> None:
        """Notes a finding of the reading."""
        self.findings.append(Finding(sentences.code, sentences.severity, where, facts, suggestion))

    def fill(self, last: Context | None = None) -> None:
        """Notes that something stands under the open headings, down to `last` where it is given."""
        self.kept_last = False
        for context in self.contexts:
            if context.heading:
                context.heading.filled = True
            if context is last:
                return

    def _near(self, strong: bool) -> list[Part]:
        """The repeated parts whose headings may be nothing but places: those in the open part, and the open one. Where
        the open record looks like a heading, what does not is no other record but an item of it."""
        near: list[Part] = []
        for context in reversed(self.contexts[1:]):
            if context.part.kind == "each" and context.strong and not strong:
                return near
            near += [part for part in context.part.parts if part.kind == "each"]
            if context.part.kind == "section":
                break
        anywhere = (part for part in self.outline.walk() if part.anywhere)
        return near + [part for part in anywhere if strong or any(each.coded for each in part.headings)]

    def owners(self) -> list[tuple[str, ...]]:
        """The owners that are open, the innermost first."""
        inner = self.contexts[-1].part.inner
        return [inner[:size] for size in range(len(inner), -1, -1)]

    def _has_place(self, part: Part) -> bool:
        return self._base(part) is not None

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

    def announced(self) -> tuple[Announced, ...]:
        """The headings of the document, each with the path it stands for."""
        told = (each for each in self.met if each.filled or not each.part.may_lack)
        return tuple(Announced(each.path, each.written, tuple(each.places), each.filled) for each in told)


def _cut(path: Path, records: int) -> Path:
    """The beginning of a path up to its nth position in a tuple."""
    found = 0
    for at, step in enumerate(path):
        found += isinstance(step, int)
        if found == records:
            return path[: at + 1]
    return path
