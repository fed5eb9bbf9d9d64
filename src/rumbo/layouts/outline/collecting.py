"""Texts into the open part that has a place for them: running text, passages, lists, pairs; the rest is kept.

The first lines of a document, before any heading, are its front: they fill what no label says.
"""

import re

from rumbo.domain.document import KeptText
from rumbo.domain.shapes import hints
from rumbo.layouts.engine.comparing import similarity
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.declaration import Outline, Part
from rumbo.layouts.outline.open_parts import Context, OpenParts
from rumbo.layouts.outline.passages import KINDS, understood
from rumbo.layouts.outline.patterns import Pattern
from rumbo.layouts.outline.pieces import Text
from rumbo.layouts.outline.values import Path, steps, type_at
from rumbo.papers.raw import Piece, RawDocument
from rumbo.papers.reading.text_blocks import classified, numbered_item

ALIKE = 60
_LABELLED = re.compile(r"[^\W\d][\w ]{2,40}:\s")
_RUNNING = re.compile(r"\{[\w.]+(?::text|:words)?\}")


class Collecting(OpenParts):
    """The texts of one document, each in its place."""

    def __init__(self, document: RawDocument, outline: Outline) -> None:
        super().__init__(document, outline)
        self.front: list[Text] = []
        self.kept: list[KeptText] = []
        self.filled_by: dict[Path, Context] = {}
        self.told: set[str] = set()
        self.marked: set[Path] = set()
        self.leading: tuple[Part, Context] | None = None
        self.alone: Path | None = None
        """The picture without its caption, or caption without its picture, that was read last."""

    def _collected(self, text: Text) -> bool:
        context = next(each for each in reversed(self.contexts) if each.part.kind != "value")
        part = context.part
        if part.kind == "pairs" and ":" in text.spoken:
            name, _, value = text.spoken.partition(":")
            self.pair(text.saying(name.strip()), text.saying(value.strip()) if value.strip() else None)
            return True
        if led := self._led(text, context):
            return self._collect_item(led, context.base, text)
        if part.kind in ("text", "passages", "items"):
            return self._collect(part, context.base, text, context)
        for at, inner in enumerate(part.parts):
            if inner.kind in ("text", "passages", "items") and not inner.headings and at >= context.step:
                context.step = at
                return self._collect(inner, context.base, text, context)
        return False

    def _led(self, text: Text, context: Context) -> Part | None:
        """The list that a paragraph announced ("las causas son:"), while its items follow it."""
        if text.block.kind is Piece.ITEM:
            return self.leading[0] if self.leading and self.leading[1] is context else None
        said, piece = text.text, text.block.kind
        numbered = text.block.number or classified(said)[1]
        plain = piece is Piece.PARAGRAPH and not numbered and understood(classified(said)[0], said)[0] == "paragraph"
        leads = plain and not said.startswith(f"{context.part.label}: ")
        found = self.headings.led_by(said, context.part) if leads else None
        self.leading = (found, context) if found else None
        return None

    def _collect(self, part: Part, base: Path, text: Text, context: Context) -> bool:
        if part.kind == "text":
            self._collect_text(part, base, text, context)
        elif part.kind == "passages":
            self._collect_passage(part, base, text)
        else:
            return self._collect_item(part, base, text)
        self.fill()
        return True

    def _collect_passage(self, part: Part, base: Path, text: Text) -> None:
        """Adds a passage; a picture and the caption that stands beside it are one."""
        kind, number, said = self._passage(part, text)
        shows, alone = text.block.shows, self.alone
        is_lost = kind == "picture" and not said and not shows
        self.alone = None
        if alone and kind == "picture" and bool(shows or is_lost) != (alone in self.tree.pictures):
            if shows or is_lost:
                self.tree.pictures[alone] = shows
            else:
                self.tree.rewrite((*alone, "text"), said)
            return
        own = self.tree.append(base, part.field, text.where)
        numbered = "number" in hints(type_at(self.outline.content, own))
        self.tree.set(own, "kind", kind, text.where)
        self.tree.set(own, "text", said if numbered else f"{number} {said}".strip(), text.where)
        if numbered:
            self.tree.set(own, "number", number, text.where)
        if shows or is_lost:
            self.tree.pictures[own] = shows
        self.alone = own if kind == "picture" else None

    def _passage(self, part: Part, text: Text) -> tuple[str, str, str]:
        """What a text is as a passage: its kind, its number, and the rest."""
        said = text.text.removeprefix(f"{part.label}: ")
        piece, number = text.block.kind, text.block.number
        if piece is Piece.PARAGRAPH and number:
            piece = Piece.ITEM
        elif piece is Piece.PARAGRAPH and said == text.text:
            piece = classified(said)[0]
        elif piece is Piece.ITEM and not number:
            number, said = numbered_item(said)
        kind, said = understood(piece, said) if said == text.text else (KINDS[piece], said)
        return kind, number, said

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
        """Adds an item to a list; where its items have marks or numbers, a text without them is none."""
        path = (*base, *steps(part.field))
        kind = type_at(self.outline.content, path)
        if text.block.kind is Piece.ITEM or text.block.number:
            self.marked.add(path)
        elif part.lines and path in self.marked:
            return False
        if not part.lines:
            said = text.text.removeprefix(f"{part.label}: ")
            self.tree.append(base, part.field, text.where, f"{text.block.number} {said}".strip())
        else:
            taken = next((t for p in part.lines for said in _ways(p, text) if (t := p.take(said))), None)
            if taken is None or kind is str:
                return False
            own = self.tree.append(base, part.field, text.where)
            for name, value in taken.values.items():
                self.tree.set(own, name, value, text.where)
        self.fill()
        return True

    def _once(self, base: Path, name: str, value: str, text: Text, part: Part) -> None:
        """Sets a field; where it already says something else, that stays and the difference is told."""
        before = self.tree.get((*base, *steps(name)))
        if before is None:
            self.tree.set(base, name, value, text.where)
        elif isinstance(before, str) and _bare(before).replace(" ", "") != _bare(value).replace(" ", ""):
            heading = self.contexts[-1].heading
            facts = {"text": short(value), "before": short(before)}
            self.tell(say.SAID_OTHERWISE, text.where, heading=heading.written if heading else "", **facts)

    def _note(self, part: Part, value: str, text: Text) -> None:
        if value not in (self.tree.get(steps(part.field)) or ()):
            self.tree.append((), part.field, text.where, value)

    def _ignored(self, text: Text) -> bool:
        return any(pattern.take(text.text) for pattern in self.outline.ignored)

    def keep(self, text: Text) -> None:
        """Keeps a text that has no place; lines that follow one another are one text."""
        if self.kept_last and self.kept:
            last = self.kept[-1]
            self.kept[-1] = KeptText(f"{last.text}\n{text.spoken}", last.where)
        else:
            self.kept.append(KeptText(text.spoken, text.where))
        self.kept_last = True

    def _settle_front(self) -> None:
        """The first lines of a document fill what no label said, in the order of the declaration."""
        waiting = [name for name in self.outline.front if name not in self.told]
        said = {_bare(str(self.tree.get((name,)) or "")) for name in self.outline.front}
        # The title is the first of them wherever it stands: the name of the entity often stands above it.
        for text in sorted(self.front, key=lambda text: not self._is_title(text)):
            if _bare(text.text) in said or self._ignored(text):
                continue
            if waiting and (self._is_title(text) or not _LABELLED.match(text.text)):
                self.tree.set((), waiting.pop(0), text.text, text.where)
                said.add(_bare(text.text))
            else:
                self.kept.append(KeptText(text.spoken, text.where))
        self._settle_title()

    def _is_title(self, text: Text) -> bool:
        return any(pattern.take(text.text) for pattern in self.outline.titled)

    def _settle_title(self) -> None:
        """What a title says by the way: "Plan estratégico 2024"."""
        title = self.tree.get(self.outline.front[:1]) if self.outline.front else None
        for named in self.outline.about if title else ():
            for pattern in named.titles if named.field not in self.told else ():
                if taken := pattern.take(str(title)):
                    for name, value in taken.values.items():
                        if name != "_" and self.tree.get((name,)) is None:
                            self.tree.set((), name, value, self.tree.places[self.outline.front[:1]])


def _ways(pattern: Pattern, text: Text) -> tuple[str, ...]:
    """How an item is said to a pattern: with its number, but to one that begins with running text."""
    return (text.text,) if _RUNNING.match(pattern.written) else (text.spoken, text.text)


def _within(said: str, before: str) -> bool:
    """Whether a text only repeats what was already read, perhaps shortened."""
    bare, whole = _bare(said), _bare(before)
    return bare == whole or f"\n{bare}\n" in f"\n{whole}\n"


def _bare(text: str) -> str:
    return "\n".join(folded(line) for line in text.split("\n"))


def short(text: str) -> str:
    """The text on one line, cut where it is long, as a sentence may quote it."""
    words = " ".join(text.split())
    return words if len(words) <= 120 else f"{words[:119]}…"
