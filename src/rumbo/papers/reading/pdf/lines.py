"""Letters into words and lines, and lines into running text: what was wrapped is joined, what begins anew is not."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from rumbo.papers.reading.pdf.shapes import Letter, turned_box

_HYPHENS = "-\u2010"
_DOTS = "•●▪■◦✓✔➢►☐☑"
_WORD_GAP, _PART_GAP, _PIECE_GAP = 0.22, 0.75, 1.6
_WIDEST, _FEW = 1.0, 4
WIDER = 0.15
"""By how much of the height of a line a gap must be wider to part paragraphs."""


@dataclass(slots=True)
class Line:
    """A piece of a line: no wide gap stands in it. `size` is the height of its letters; `parts` are what narrower gaps
    part it into, which may be those between columns; `words` are where each word of it begins and ends."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    bold: bool = False
    parts: tuple["Line", ...] = ()
    words: tuple[tuple[float, float], ...] = ()

    @property
    def size(self) -> float:
        """The height of the line."""
        return self.y1 - self.y0


def lines_of(letters: Iterable[Letter], *, apart: bool = True) -> list[Line]:
    """The lines of some letters from top to bottom; `apart` cuts a line where a wide gap stands."""
    upright: list[Letter] = []
    sideways: dict[int, list[Letter]] = {}
    for letter in letters:
        (sideways.setdefault(letter.turn, []) if letter.turn else upright).append(letter)
    lines = list(_lines(upright, apart))
    for turn, those in sideways.items():
        lines += _sideways(those, turn, apart)
    return lines


def _sideways(letters: list[Letter], turn: int, apart: bool) -> list[Line]:
    """Lines of text that stands on its side: read as if the page were turned, and put back where they stand."""
    width, height = max(each.x1 for each in letters), max(each.y1 for each in letters)
    back = -turn % 4
    turned = [
        Letter(*turned_box((each.x0, each.y0, each.x1, each.y1), back, width, height), each.text, 0, each.bold)
        for each in letters
    ]
    size = (height, width) if back % 2 else (width, height)
    found = []
    for line in _lines(turned, apart):
        x0, y0, x1, y1 = turned_box((line.x0, line.y0, line.x1, line.y1), turn, *size)
        found.append(Line(x0, y0, x1, y1, line.text, line.bold))
    return found


def _lines(letters: list[Letter], apart: bool) -> Iterator[Line]:
    held: list[Letter] = []
    middle = height = 0.0
    for letter in sorted(letters, key=lambda each: each.y0 + each.y1):
        at = (letter.y0 + letter.y1) / 2
        if held and at - middle > 0.4 * max(height, 1.0) and not _is_mark(letter, middle, height):
            yield from _pieces(held, apart)
            held = []
        if not held:
            middle, height = at, letter.y1 - letter.y0
        held.append(letter)
    if held:
        yield from _pieces(held, apart)


def _is_mark(letter: Letter, middle: float, height: float) -> bool:
    """Whether a letter stands low within a line: the box of a point may be no higher than its ink."""
    return letter.y1 - letter.y0 < height / 4 and letter.y0 < middle + height / 2


def _pieces(letters: list[Letter], apart: bool) -> Iterator[Line]:
    """The letters of one line as text, cut at wide gaps."""
    held: list[Letter] = []
    cuts: list[tuple[int, int]] = []
    text = ""
    # The marks of a letter have its box, and their order says which stands on which.
    for letter in sorted(letters, key=lambda each: each[:4]):
        if held:
            gap = letter.x0 - held[-1].x1
            # The box of a hyphen may be no higher than its stroke.
            size = max(held[-1].y1 - held[-1].y0, letter.y1 - letter.y0, 1.0)
            if apart and gap > _PIECE_GAP * size and not letter.text.isspace():
                yield from _piece(held, text, cuts)
                held, text, cuts = [], "", []
            elif gap > _WORD_GAP * size and not text.endswith(" "):
                text += " "
            elif _is_again(letter, held[-1]) and not letter.text.isspace():
                continue
            if held and gap > _PART_GAP * size and not letter.text.isspace():
                cuts.append((len(held), len(text)))
        if letter.text.isspace():
            text += "" if text.endswith(" ") else " "
            continue
        text += letter.text
        held.append(letter)
    yield from _piece(held, text, cuts)


def _is_again(letter: Letter, before: Letter) -> bool:
    """Whether a letter is the one before drawn twice, slightly moved, as some programs do to make it bold."""
    moved = letter.x0 - before.x0
    return letter.text == before.text and moved < 0.2 * (before.y1 - before.y0) and 2 * moved < before.x1 - before.x0


def _piece(letters: list[Letter], text: str, cuts: Sequence[tuple[int, int]] = ()) -> Iterator[Line]:
    """The line of some letters; `cuts` are where it has narrower gaps, in letters and in its text."""
    if letters:
        x0, x1 = letters[0].x0, max(each.x1 for each in letters)
        y0, y1 = min(each.y0 for each in letters), max(each.y1 for each in letters)
        places = [(0, 0), *cuts, (len(letters), len(text))] if cuts else []
        parts = tuple(
            part
            for (first, start), (last, end) in pairwise(places)
            for part in _piece(letters[first:last], text[start:end])
        )
        bold = all(each.bold for each in letters)
        yield Line(x0, y0, x1, y1, text.strip(), bold, parts, tuple(_words(letters, text)))


def _words(letters: list[Letter], text: str) -> Iterator[tuple[float, float]]:
    """Where each word of a text begins and ends, which is made of these letters and blanks."""
    at = 0
    for word in text.split():
        yield letters[at].x0, letters[at + len(word) - 1].x1
        at += len(word)


def usual_gap(runs: Iterable[Sequence[Line]], elsewhere: float = _WIDEST) -> float:
    """The gap between the lines of one paragraph, as a share of their height: the narrowest that is usual in runs of
    lines that stand under one another, or `elsewhere` where these are too few to tell; without any, one so wide that
    nothing is told apart by it. Headers are set closer than text, so that bold lines tell only how wide it is at most
    where there are few others."""
    pairs = [pair for run in runs for pair in pairwise(run) if -0.5 < gap(*pair) < _WIDEST]
    bold = [gap(*pair) for pair in pairs if pair[0].bold and pair[1].bold]
    gaps = sorted(gap(*pair) for pair in pairs if not (pair[0].bold and pair[1].bold))
    usual = gaps[len(gaps) // 20] if gaps else _WIDEST
    return usual if len(gaps) >= _FEW else min(usual, elsewhere, *(each + WIDER for each in bold))


def gap(before: Line, line: Line) -> float:
    """The gap between two lines as a share of their height."""
    return (line.y0 - before.y1) / max(min(before.size, line.size), 1.0)


def is_under(before: Line, line: Line) -> bool:
    """Whether a line stands under another one, as large and as bold."""
    alike = abs(line.size - before.size) < 0.12 * before.size and line.bold == before.bold
    return alike and line.y0 > before.y0 and line.x0 < before.x1 and before.x0 < line.x1


def running_text(lines: list[Line], left: float, right: float, usual: float = _WIDEST) -> str:
    """The text of lines that fill a width. A line end is kept where the next word would still have fitted, where the
    gap below is plainly wider than the `usual` one, and before a dot of a list; a word parted by a hyphen is one word
    again, so that a true hyphen at the end of a line is lost."""
    lines = [line for line in lines if line.text]
    if not lines:
        return ""
    margin = max(min(min(line.x0 for line in lines) - left, right - max(line.x1 for line in lines)), 0.0)
    text = lines[0].text
    for before, line in pairwise(lines):
        fitted = line.text[0] in _DOTS or would_have_fitted(before, line, right - left - 2 * margin)
        fitted = fitted or gap(before, line) > usual + WIDER
        text = joined(text, line.text, fitted and not _is_parted(text))
    return text


def joined(text: str, more: str, apart: bool = False) -> str:
    """A text and what follows it, `apart` on a line of its own; a word parted by a hyphen is one word again."""
    if apart or not _is_parted(text):
        return f"{text}\n{more}" if apart else f"{text} {more}"
    one_word = more[0].islower() or (more[0].isupper() and text[-2].isupper())
    return (text[:-1] if one_word else text) + more


def _is_parted(text: str) -> bool:
    return text[-1] in _HYPHENS and text[-2:-1].isalpha()


def would_have_fitted(before: Line, line: Line, room: float) -> bool:
    """Whether the first word of a line would still have stood on the one before, in so much room."""
    word = line.text.split(" ", 1)[0]
    share = (line.x1 - line.x0) / max(len(line.text), 1)
    return before.x1 - before.x0 + share * (len(word) + 2) < room - 0.35 * before.size


def usual_size(lines: list[Line]) -> float:
    """The height of most of the text."""
    sizes = [line.size for line in lines for _ in range(min(len(line.text), 200))]
    return median(sizes) if sizes else 0.0
