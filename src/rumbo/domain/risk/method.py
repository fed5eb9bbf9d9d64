"""A method of risk in one edition: its scales, its map of zones, what its controls move. Content declares it.

Nothing of any country stands here. `check_method` says what a declaration lacks: a matrix with every cell, bands that
leave nothing out, and zones that never rise when probability or impact falls, so that no residual risk is above the
inherent one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from rumbo.domain.risk.bands import Band, cover

FREQUENCY, HISTORY = "frequency", "history"
MONEY_OR_REPUTATION, QUESTIONS, LEVEL = "money_or_reputation", "questions", "level"
WEIGHTS, DISPLACEMENT = "weights", "displacement"
PROBABILITY, IMPACT, NOTHING = "probability", "impact", "nothing"
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Level:
    """A step of a scale. `percent` is its place where the method computes with percentages (3/5 is 60 %).

    `band` holds what the scale asks: times a year, amount of money, answers that are yes. `names`, here and below, are
    other names that documents give to the same.
    """

    number: int
    name: str
    percent: Fraction | None = None
    band: Band | None = None
    criterion: str = ""
    reputation: str = ""
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Probability:
    """How likely: by `frequency` (times a year) or by `history` (a level that a person chooses)."""

    asks: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question whose yes makes a corruption risk graver; `forces` is the level that its yes alone means."""

    number: int
    text: str
    forces: int | None = None


@dataclass(frozen=True, slots=True)
class Impact:
    """How grave: by `money_or_reputation` (the higher of both), by `questions` answered yes, or by a chosen `level`."""

    asks: str
    levels: tuple[Level, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone of the map, from the lowest to the highest. `plan` says whether treating is required, optional or none."""

    code: str
    name: str
    tone: str
    plan: str = "none"
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskClass:
    """A class of risk (typology); some are never accepted, and some are of an asset with its threat (`of_assets`)."""

    code: str
    name: str
    never_accept: bool = False
    names: tuple[str, ...] = ()
    of_assets: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """What a control does, which axis it moves (probability, impact, nothing), and its weight in percent."""

    code: str
    name: str
    moves: str
    weight: Fraction = Fraction(0)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Way:
    """How a control is carried out, with its weight in percent, which may differ for a class of risk."""

    code: str
    name: str
    weight: Fraction = Fraction(0)
    weight_by_class: Mapping[str, Fraction] = field(default_factory=dict)
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A possible answer about the design of a control, with its points."""

    code: str
    name: str
    points: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DesignQuestion:
    """What is asked about the design of a control."""

    code: str
    name: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """How solid a control is: from which points, what it is worth in the mean of a set, how many levels a set moves."""

    code: str
    name: str
    band: Band
    worth: Fraction
    displaces: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Controls:
    """What controls do: by `weights` they take a part of what is left; by `displacement` a solid set moves levels.

    `rates_execution`: whether how a control is carried out counts beside its design.
    """

    effect: str
    kinds: tuple[Kind, ...]
    ways: tuple[Way, ...]
    design: tuple[DesignQuestion, ...] = ()
    ratings: tuple[Rating, ...] = ()
    sets: tuple[tuple[str, Band], ...] = ()
    rates_execution: bool = True


@dataclass(frozen=True, slots=True)
class Option:
    """A way of treating a risk; one of them accepts it as it is."""

    code: str
    name: str
    accepts: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """One edition of a method. `matrix` is the zone code by (probability, impact) level numbers.

    Methods of one `scale` draw the same map, so that their risks are counted together.
    """

    key: str
    name: str
    edition: str
    scale: str
    source: str
    confidence: str
    valid_from: date
    valid_to: date | None
    note: str
    zones: tuple[Zone, ...]
    classes: tuple[RiskClass, ...]
    probability: Probability
    impact: Impact
    matrix: Mapping[tuple[int, int], str]
    controls: Controls
    options: tuple[Option, ...]
    factors: tuple[tuple[str, str], ...] = ()

    def zone(self, probability: int, impact: int) -> Zone:
        """The zone of a cell, read from the map and never computed by multiplying."""
        code = self.matrix[probability, impact]
        return next(zone for zone in self.zones if zone.code == code)

    def rank(self, zone: Zone) -> int:
        """How high a zone stands, from 0."""
        return [each.code for each in self.zones].index(zone.code)

    def risk_class(self, code: str) -> RiskClass | None:
        """A class by its code, or None where this edition knows no such class."""
        return next((each for each in self.classes if each.code == code), None)


def level_of(levels: tuple[Level, ...], number: int) -> Level | None:
    """The level with a number, or None."""
    return next((level for level in levels if level.number == number), None)


def level_holding(levels: tuple[Level, ...], value: Fraction) -> Level | None:
    """The level whose band holds a value, or None."""
    return next((level for level in levels if level.band is not None and level.band.holds(value)), None)


def level_at(levels: tuple[Level, ...], value: Fraction) -> Level:
    """The level of a percentage: up to its own percentage, above that of the level below. 25,2 % is up to 40 %."""
    return next(level for level in levels if level.percent is not None and value <= level.percent)


def check_method(method: Method) -> Iterator[str]:
    """What a declared method lacks, each told in a line; nothing when it is sound."""
    yield from _check_scales(method)
    yield from _check_matrix(method)
    yield from _check_controls(method)


def _check_scales(method: Method) -> Iterator[str]:
    for axis, levels in ((PROBABILITY, method.probability.levels), (IMPACT, method.impact.levels)):
        numbers = [level.number for level in levels]
        if not numbers or numbers != list(range(numbers[0], numbers[0] + len(numbers))):
            yield f"{axis}: the levels are not numbered one after another"
        if method.controls.effect == WEIGHTS:
            percents = [level.percent for level in levels]
            known = [percent for percent in percents if percent is not None]
            if len(known) != len(percents) or known != sorted(set(known)) or known[-1:] != [WHOLE]:
                yield f"{axis}: the percentages do not rise to 100"
    if method.probability.asks == FREQUENCY and not _covered(method.probability.levels, Fraction(0), None):
        yield "probability: the bands of times a year leave a gap or overlap"
    if method.impact.asks == MONEY_OR_REPUTATION and not _covered(method.impact.levels, Fraction(0), None):
        yield "impact: the bands of money leave a gap or overlap"
    if method.impact.asks == QUESTIONS:
        end = Fraction(len(method.impact.questions) + 1)
        if not _covered(method.impact.levels, Fraction(1), end):
            yield "impact: the bands of answers leave a gap or overlap"


def _covered(levels: tuple[Level, ...], lower: Fraction, upper: Fraction | None) -> bool:
    bands = [level.band for level in levels if level.band is not None]
    return len(bands) == len(levels) and cover(bands, lower, upper)


def _check_matrix(method: Method) -> Iterator[str]:
    rows = [level.number for level in method.probability.levels]
    columns = [level.number for level in method.impact.levels]
    codes = [zone.code for zone in method.zones]
    if set(method.matrix) != {(row, column) for row in rows for column in columns}:
        yield "matrix: a cell is missing or too many"
    elif not set(method.matrix.values()) <= set(codes):
        yield "matrix: a zone is not declared"
    else:
        rank = {cell: codes.index(code) for cell, code in method.matrix.items()}
        if any(rank[r, c] > rank.get((r + 1, c), rank[r, c]) for r in rows for c in columns):
            yield "matrix: a zone falls when the probability rises"
        if any(rank[r, c] > rank.get((r, c + 1), rank[r, c]) for r in rows for c in columns):
            yield "matrix: a zone falls when the impact rises"


def _check_controls(method: Method) -> Iterator[str]:
    controls = method.controls
    if any(kind.moves not in (PROBABILITY, IMPACT, NOTHING) for kind in controls.kinds):
        yield "controls: a kind moves something unknown"
    if controls.effect == WEIGHTS:
        ways = [weight for way in controls.ways for weight in (way.weight, *way.weight_by_class.values())]
        weights = [*(kind.weight for kind in controls.kinds), *ways]
        if any(weight < 0 for weight in weights) or _highest(controls) > WHOLE:
            yield "controls: a control would add risk or take more than there is"
        return
    if not cover([rating.band for rating in controls.ratings], Fraction(0), Fraction(100)):
        yield "controls: the ratings of the design leave a gap or overlap"
    if not cover([band for _, band in controls.sets], Fraction(0), Fraction(100)):
        yield "controls: the ratings of a set leave a gap or overlap"
    if sum(max(answer.points for answer in each.answers) for each in controls.design) != 100:
        yield "controls: the best design does not score 100"
    if any(rating.displaces < 0 for rating in controls.ratings):
        yield "controls: a set would add risk"


def _highest(controls: Controls) -> Fraction:
    ways = [weight for way in controls.ways for weight in (way.weight, *way.weight_by_class.values())]
    return max((kind.weight for kind in controls.kinds), default=Fraction(0)) + max(ways, default=Fraction(0))
