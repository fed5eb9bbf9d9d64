"""What one edition of a project says that another does not: texts in order, compared one by one.

A text that goes on in nearly the same words is told as reworded; the others as new or gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rumbo.domain.project.wording import likeness

REWORDED = 50
"""From this likeness on, a text that took the place of another is the same one, reworded."""


@dataclass(frozen=True, slots=True)
class TextChange:
    """A text that differs: as it was ("" when it is new) and as it is ("" when it is gone)."""

    before: str
    after: str


def changed_texts(before: Sequence[str], after: Sequence[str]) -> tuple[TextChange, ...]:
    """The texts that differ, in the order of the later ones; a text that only moved is gone there and new here."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple(
        change
        for kind, old, old_end, new, new_end in codes
        if kind != "equal"
        for change in _paired(before[old:old_end], after[new:new_end])
    )


def _paired(gone: Sequence[str], come: Sequence[str]) -> Iterator[TextChange]:
    left = list(gone)
    for text in come:
        nearest = max(left, key=lambda other: likeness(text, other), default="")
        if nearest and likeness(text, nearest) >= REWORDED:
            left.remove(nearest)
            yield TextChange(nearest, text)
        else:
            yield TextChange("", text)
    for text in left:
        yield TextChange(text, "")
