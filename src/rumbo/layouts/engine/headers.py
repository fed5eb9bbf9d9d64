"""Which column is which: headers and their groups matched with the fields of a layout.

A label matches exactly, or by resemblance (0.6 token set + 0.4 plain ratio of rapidfuzz, at least 86 of 100); the
group above it, the group of its neighbour (labels are often displaced by a column) and its side of the action's
column settle which of two equal labels is which. Equal labels are settled together, never one after another.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts.engine.declaration import KEPT, Field, Layout
from rumbo.layouts.engine.folding import folded, unbracketed
from rumbo.layouts.engine.period_labels import taken_apart, without_year

RESEMBLES = 86
ALIKE_IN_FULL = 80
"""Without this, a token set makes "Vigencia" the same as "Meta vigencia"."""
LONGEST_LABEL, LONGEST_RESEMBLING = 150, 80
OWN_GROUP, NEIGHBOUR_GROUP, NO_GROUP, RIGHT_SIDE, PLAN_FIRST, SAME_WORDS, CONTINUES = 30, 20, 12, 8, 10, 5, 9
FOLLOWED = ("progress", "narrative", "achieved")
NO_SPAN = ("", 0)
_TOGETHER = 7
Choices = Mapping[int, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """What stands above a column: the lowest label, the label above it, the one of the column before or after, and in a
    header of three rows the label above them all."""

    column: int
    label: str
    group: str = ""
    beside: tuple[str, ...] = ()
    outer: str = ""

    @property
    def labels(self) -> tuple[str, ...]:
        """Its labels that may name a period, from the lowest up."""
        return tuple(text for text in (self.label, self.group, self.outer) if len(text) <= LONGEST_LABEL)

    @property
    def written(self) -> str:
        """ "GROUP › LABEL" on one line, as an address tells it."""
        return " › ".join(" ".join(text.split()) for text in (self.group, self.label) if text)


@dataclass(frozen=True, slots=True)
class Mapped:
    """The fields found, each with its column and how sure its label is (100 is exact), and the years and period."""

    layout: Layout
    columns: Mapping[str, HeaderCell]
    sureness: Mapping[str, int]
    fiscal_year: int | None
    period: PeriodRef | None
    score: int
    span: tuple[str, int] = NO_SPAN
    """The kind of period followed up and its ordinal, where its year may stand elsewhere in the document."""

    @property
    def complete(self) -> bool:
        """Whether the table is this layout: what it requires is there and enough of what supports it."""
        found = self.columns.keys()
        return self.enough_required and len(self.layout.supporting & found) >= self.layout.needed

    @property
    def enough_required(self) -> bool:
        """Whether all the fields of some required set are there."""
        return any(names <= self.columns.keys() for names in self.layout.required)

    @property
    def missing(self) -> tuple[str, ...]:
        """The headers that the layout would still need, as it prints them."""
        fewest = min((names - self.columns.keys() for names in self.layout.required), key=len)
        supporting = self.layout.supporting - self.columns.keys()
        lacking = fewest | (
            supporting if len(self.layout.supporting & self.columns.keys()) < self.layout.needed else set()
        )
        return tuple(found.label.header for found in self.layout.fields if found.field in lacking)


def _named(words: str, found: Layout) -> tuple[tuple[str, int], ...]:
    """The fields of which the words are a name; a year may be part of one."""
    return tuple((each.field, 100) for each in found.fields if words in each.label.names)


@lru_cache(maxsize=8192)
def _alike(words: str, found: Layout) -> tuple[tuple[str, int], ...]:
    """The fields whose names equal the words, else those that resemble them most, each with 0..100."""
    if not words:
        return ()
    exact = _named(words, found)
    if exact or not 4 <= len(words) <= LONGEST_RESEMBLING:
        return exact
    near = {
        each.field: max((resemblance(words, name) for name in each.label.names), default=0) for each in found.fields
    }
    most = max(near.values())
    return tuple((name, score) for name, score in near.items() if score >= RESEMBLES and score >= most - 1)


def resemblance(words: str, name: str) -> int:
    """How much a folded label resembles a folded name, 0..100; `RESEMBLES` and more is enough to take it for it."""
    plain = fuzz.ratio(words, name) if len(name) >= 4 else 0
    if plain < ALIKE_IN_FULL or _another_word(words, name):
        return 0
    return int(0.6 * fuzz.token_set_ratio(words, name) + 0.4 * plain)


def _another_word(words: str, name: str) -> bool:
    """Whether two labels of as many words differ in a word by more than a slip: "programado" is not "programa"."""
    one, other = words.split(), name.split()
    if len(one) != len(other):
        return False
    return any(Levenshtein.distance(a, b) > (1 if len(a) <= 10 else 2) for a, b in zip(one, other, strict=True))


def field_scores(text: str, found: Layout) -> tuple[tuple[str, int], ...]:
    """The fields a label may head, with how sure (86..100)."""
    if len(text) > LONGEST_LABEL:
        return ()
    label = taken_apart(text)
    # A year may be part of a name, and so may the word: "Año de la línea base" is not "Línea base".
    if (label.fiscal_year or not label.ordinal) and (exact := _named(folded(text), found)):
        return exact
    scores = _alike(label.words, found) or _alike(taken_apart(unbracketed(text)).words, found)
    if found.own:
        return scores or _alike(folded(text), found)
    return _of_period(scores, found) if label.ordinal else scores


def scores_of(cell: HeaderCell, found: Layout) -> tuple[tuple[str, int], ...]:
    """The fields a cell may head, with how sure; under a period also by the short words that say nothing elsewhere."""
    if span_of(cell) != NO_SPAN:
        words = taken_apart(cell.label).words
        if short := tuple((each.field, 100) for each in found.fields if words in each.in_period):
            return short
    return field_scores(cell.label, found)


@lru_cache(maxsize=1024)
def _of_period(scores: tuple[tuple[str, int], ...], found: Layout) -> tuple[tuple[str, int], ...]:
    """What a label may head that names a period: only what is said of a period, so that the target of a quarter is
    never taken for that of the year."""
    fields = {each.field: each for each in found.fields}
    named = {fields[name].of_period or name: score for name, score in scores}
    return tuple((name, score) for name, score in named.items() if fields[name].group == "followup")


@lru_cache(maxsize=4096)
def group_of(text: str, found: Layout) -> str:
    """The group of a layout that a label names: the one named first in it, the longest name winning."""
    words = f" {without_year(text) if found.own else taken_apart(text).words} "
    places = [
        (words.find(f" {name} "), -len(name), group)
        for group, named in found.groups.items()
        for name in named.names
        if name and f" {name} " in words
    ]
    return min(places)[2] if places else ""


def mapped(cells: list[HeaderCell], found: Layout) -> Mapped:
    """The best reading of the labels of a header as the fields of a layout."""
    names = {cell.column: dict(scores_of(cell, found)) for cell in cells}
    _drop_other_periods(cells, names)
    anchor = next((column for column, scores in names.items() if scores.get("statement") == 100), None)
    by_column = {cell.column: cell for cell in cells}
    choices: Choices = {
        column: {name: _weight(by_column[column], found, name, sure, anchor) for name, sure in scores.items()}
        for column, scores in names.items()
        if scores
    }
    settled = {name: column for part in _parts(choices) for column, name in _settled(part).items()}
    choices = _continued(choices, settled, found)
    settled = {name: column for part in _parts(choices) for column, name in _settled(part).items()}
    settled = {name: column for name, column in settled.items() if found.field(name).kind != KEPT}
    columns = {name: by_column[column] for name, column in settled.items()}
    year = _year(cells, found, columns)
    return Mapped(
        found,
        columns,
        {name: names[column][name] for name, column in settled.items()},
        year,
        _period(columns, cells, found, year),
        sum(choices[column][name] for name, column in settled.items()),
        next((span for name in FOLLOWED if name in columns and (span := span_of(columns[name])) != NO_SPAN), NO_SPAN),
    )


def _continued(choices: Choices, settled: Mapping[str, int], found: Layout) -> Choices:
    """The weights once more: a column goes on with the group of the one before it, where its own label leaves a doubt
    ("Probabilidad, Impacto": of the same risk; "Acción, Responsable": of that action)."""
    groups = {column: found.field(name).group for name, column in settled.items()}
    return {
        column: {
            name: weight + (CONTINUES if (own := found.field(name).group) and groups.get(column - 1) == own else 0)
            for name, weight in scores.items()
        }
        for column, scores in choices.items()
    }


def _year(cells: list[HeaderCell], found: Layout, columns: Mapping[str, HeaderCell]) -> int | None:
    """The fiscal year: of the plan's group first, then of what is followed up, then of any column that is read."""
    own = [cell.group for cell in cells if group_of(cell.group, found) in ("plan", "budget")]
    followed = [columns[name] for name in FOLLOWED if name in columns]
    read = [text for cell in (*followed, *columns.values()) for text in cell.labels]
    return _first_year([*own, *read])


def year_beside(cells: Sequence[HeaderCell]) -> int | None:
    """The year that any label says, to be asked last: "Puntaje 2023" is not of the plan, nor is a baseline."""
    return _first_year([text for cell in cells for text in (cell.group, cell.label)])


def _first_year(texts: Sequence[str]) -> int | None:
    labels = (taken_apart(text) for text in texts if len(text) <= LONGEST_LABEL)
    return next((label.fiscal_year for label in labels if label.fiscal_year is not None), None)


def _drop_other_periods(cells: list[HeaderCell], names: Mapping[int, dict[str, int]]) -> None:
    """Of the programmes of several periods only that of the period followed up is the one of the document; in a plan
    that follows up nothing, none is."""
    followed = {span_of(cell) for cell in cells if names[cell.column].keys() & set(FOLLOWED)}
    wanted = followed | {NO_SPAN} if followed else set()
    for cell in cells:
        if span_of(cell) not in wanted:
            names[cell.column].pop("programmed", None)


def span_of(cell: HeaderCell) -> tuple[str, int]:
    """The kind of period and its ordinal that a header names, in its label before its group."""
    labels = map(taken_apart, cell.labels)
    return next(((label.periodicity, label.ordinal) for label in labels if label.ordinal), NO_SPAN)


def _period(
    columns: Mapping[str, HeaderCell], cells: list[HeaderCell], found: Layout, year: int | None
) -> PeriodRef | None:
    """The period followed up: of the columns of the follow-up first, then of any label of its group."""
    own = [columns[name] for name in (*FOLLOWED, "programmed") if name in columns]
    for cell in (*own, *(cell for cell in cells if group_of(cell.group, found) == "followup")):
        labels = [taken_apart(text) for text in cell.labels]
        for label in labels:
            said = next((other.fiscal_year for other in (label, *labels) if other.fiscal_year), year)
            if label.ordinal and said:
                return PeriodRef(said, label.periodicity, label.ordinal)
    return None


def _weight(cell: HeaderCell, found: Layout, name: str, sure: int, anchor: int | None) -> int:
    """How well a field suits a column: the label, the group above, and its side of the action."""
    column = found.field(name)
    weight = sure + _group_weight(cell, found, column)
    if not name.startswith("serves."):
        weight += PLAN_FIRST
    if found.own and folded(cell.label) == folded(column.label.header):
        weight += SAME_WORDS
    if anchor is not None and (cell.column < anchor) == _before_statement(found, name):
        weight += RIGHT_SIDE
    return weight


def _group_weight(cell: HeaderCell, found: Layout, column: Field) -> int:
    group = group_of(cell.group, found) if cell.group else ""
    if not column.group or not group:
        return NO_GROUP
    if group == column.group:
        return OWN_GROUP
    return NEIGHBOUR_GROUP if any(group_of(text, found) == column.group for text in cell.beside) else 0


@lru_cache(maxsize=256)
def _order(found: Layout) -> Mapping[str, int]:
    return {each.field: at for at, each in enumerate(found.fields)}


def _before_statement(found: Layout, name: str) -> bool:
    order = _order(found)
    return order[name] < order.get("statement", 0)


def _parts(choices: Choices) -> Iterator[dict[int, Mapping[str, int]]]:
    """The columns in groups that compete for the same fields."""
    left = dict(choices)
    while left:
        first, scores = left.popitem()
        part, wanted = {first: scores}, set(scores)
        while near := [column for column, more in left.items() if wanted & more.keys()]:
            for column in near:
                part[column] = left.pop(column)
                wanted |= part[column].keys()
        yield part


def _settled(part: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
    """One field for each column, no field twice, the sum of weights greatest; the first column wins a tie."""
    columns = sorted(part)
    if len(columns) > _TOGETHER:
        return _settled_by_turns(part)
    best: tuple[int, dict[int, str]] = (-1, {})

    def go(at: int, taken: dict[int, str], weight: int) -> None:
        nonlocal best
        if at == len(columns):
            best = (weight, dict(taken)) if weight > best[0] else best
            return
        column = columns[at]
        for name, own in part[column].items():
            if name not in taken.values():
                go(at + 1, {**taken, column: name}, weight + own)
        go(at + 1, taken, weight)

    go(0, {}, 0)
    return best[1]


def _settled_by_turns(part: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
    taken: dict[int, str] = {}
    pairs = [(-own, column, name) for column, scores in part.items() for name, own in scores.items()]
    for _, column, name in sorted(pairs):
        if column not in taken and name not in taken.values():
            taken[column] = name
    return taken
