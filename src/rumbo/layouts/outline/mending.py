"""A draft with some of its values as a person says them, and every check asked again of the result.

A value is named by its path; its text is read as the type of its field, as if the document had said it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from rumbo.domain.checks import Reference
from rumbo.domain.document import DocumentDraft, Path, at, leaves
from rumbo.domain.shapes import is_word
from rumbo.findings import marked
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.declaration import Outline, outline, words_said
from rumbo.layouts.outline.drafting import NOTHING_KNOWN, checked
from rumbo.layouts.outline.keys import with_keys
from rumbo.layouts.outline.rows import RowChanges, put, with_added, without_removed
from rumbo.layouts.outline.values import print_value, read_value, type_at

WORDS = {"at_least": marked("como mínimo"), "at_most": marked("como máximo"), "equal": marked("igual")}
"""How a document says the words of a list."""
AFFIRMED, DENIED = marked("sí"), marked("no")
NO_ROWS = RowChanges()
YES, NO = ("si", "x", "true", "yes"), ("no", "false")


class Unfit(ValueError):
    """A text that is no value of its field; `wanted` says what it should be, as a marked text."""

    def __init__(self, text: str, wanted: str) -> None:
        super().__init__(text)
        self.text, self.wanted = text, wanted


def path_of(pointer: str) -> Path:
    """The path that `telling.pointer` wrote."""
    return tuple(int(step) if step.isdecimal() else step for step in pointer.split("/")[1:])


def value_at(layout_key: str, path: Path, text: str) -> Any:
    """What a text means at a path of a layout; an empty one is no value. Raises `Unfit`, and KeyError for a path that
    the content of the layout does not have."""
    kind = type_at(outline(layout_key).content, path)
    if not text.strip():
        return "" if kind is str else None
    value = _read(kind, text.strip())
    if value is None:
        raise Unfit(text, say.WANTED.get(kind.__name__, ""))
    return value


def said_at(draft: DocumentDraft[Any], path: Path, translate: Callable[[str], str] = marked) -> str:
    """What a value says, as it would be written to correct it; the text as written where it could not be read. A
    yes and a no are said in the language of the reader, for the document says neither."""
    value = at(draft.content, path)
    if isinstance(value, StrEnum):
        return WORDS.get(value.value, value.value)
    if isinstance(value, bool):
        return translate(AFFIRMED if value else DENIED)
    words = words_said(draft.recognition.layout).get(".".join(step for step in path if isinstance(step, str)), {})
    if value in words:
        return words[value][0]
    return print_value(value) if value is not None else draft.written.get(path, "")


def mended(
    draft: DocumentDraft[Any],
    texts: Mapping[Path, str],
    reference: Reference = NOTHING_KNOWN,
    rows: RowChanges = NO_ROWS,
) -> DocumentDraft[Any]:
    """The draft with the records added and taken out, and with those texts (by the paths they are kept by) in place of
    what was read. One whose place is gone, or that does not fit any longer, is left out."""
    declared = outline(draft.recognition.layout)
    draft = with_added(draft, rows.added)
    fitting = dict(_fitting(draft, texts, declared))
    if not (fitting or rows):
        return draft
    places = {draft.places[path] for path in fitting if path in draft.places}
    left = tuple(each for each in draft.findings if each.code != say.VALUE_UNREADABLE.code or each.where not in places)
    written = {path: text for path, text in draft.written.items() if path not in fitting}
    said = replace(draft, content=_put_all(draft.content, fitting), written=written, findings=left)
    draft = without_removed(said, rows)
    shown = {path: value for kept, value in fitting.items() if (path := rows.shown(kept)) is not None}
    content = with_keys(_put_all(declared.settle(draft.content), shown), words_said(declared.key))
    return checked(replace(draft, content=content), declared, reference)


def _fitting(draft: DocumentDraft[Any], texts: Mapping[Path, str], declared: Outline) -> Any:
    known = {path for path, _ in leaves(draft.content)}
    for path, text in texts.items():
        if path in known:
            try:
                yield path, value_at(declared.key, path, text)
            except Unfit:
                continue


def _read(kind: Any, text: str) -> Any:
    if kind is bool:
        return True if folded(text) in YES else False if folded(text) in NO else None
    if is_word(kind):
        return next((each for each in kind if folded(text) in (each.value, folded(WORDS.get(each.value, "")))), None)
    return read_value(kind, text)


def _put_all(content: Any, values: Mapping[Path, Any]) -> Any:
    for path, value in values.items():
        content = put(content, path, value)
    return content
