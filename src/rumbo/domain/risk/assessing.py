"""How a risk is assessed: where it stands without controls, what each control takes, and where that leaves it.

By weights, controls act one after another on what is left, and the result is banded upwards: 60 % after a preventive
manual control of 40 % is 36 %, after a detective manual one of 30 % is 25,2 %, which is *Baja* because it is above
20 % and up to 40 %; it is not rounded to the nearest level. By displacement, the set of controls of an axis is as solid
as the mean of its controls, and moves the level down by two, one or none.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rumbo.domain.risk.method import (
    FREQUENCY,
    IMPACT,
    MONEY_OR_REPUTATION,
    NOTHING,
    PROBABILITY,
    QUESTIONS,
    WEIGHTS,
    Kind,
    Level,
    Method,
    Rating,
    Zone,
    level_at,
    level_holding,
    level_of,
)

STATED = "stated"


@dataclass(frozen=True, slots=True)
class Exposure:
    """What a person says of a risk; what the method does not ask stays as it is here.

    `times_a_year`: how often the activity is carried out. `history`, `reputation`, `impact_level`: numbers of levels.
    `money`: in legal monthly minimum wages. `answers`: the questions answered yes, None while nobody answered.
    Where a document says a level and not what it came from, the level stands in `history` or `impact_level`, and counts
    until somebody answers what the method asks; so do the levels of `residual` (probability, impact), until every
    control says what the method weighs.
    """

    times_a_year: int | None = None
    history: int | None = None
    money: Fraction | None = None
    reputation: int | None = None
    answers: frozenset[int] | None = None
    impact_level: int | None = None
    residual: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Control:
    """A control as its method weighs it: kind and way, or the answers about its design and its execution (a rating)."""

    kind: str
    way: str = ""
    design: Mapping[str, str] = field(default_factory=dict)
    execution: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of the map. The values are the exact percentages, or None where the method has none."""

    probability: Level
    impact: Level
    zone: Zone
    probability_value: Fraction | None = None
    impact_value: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What a control did to an axis. By weights: its strength and the value before and after.

    By displacement `rating` is how solid the set is, `after` the number of the level, and `position` is -1.
    """

    position: int
    axis: str
    strength: Fraction
    before: Fraction
    after: Fraction
    rating: str = ""


@dataclass(frozen=True, slots=True)
class Assessed:
    """Where a risk stands without and with its controls; None while something is `missing` (names of the exposure).

    `grounds` says which answer gave each inherent level: times_a_year, history, money, reputation, answers, forced,
    impact_level; or stated, where a document says the level alone. `residual_stated`: so it says of the residual one.
    """

    inherent: Place | None = None
    residual: Place | None = None
    effects: tuple[Effect, ...] = ()
    missing: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    residual_stated: bool = False


def assess(method: Method, exposure: Exposure, controls: Sequence[Control] = (), risk_class: str = "") -> Assessed:
    """The inherent and the residual risk. Controls whose kind the method does not know move nothing."""
    probability, ground = probability_of(method, exposure)
    impact, impact_ground = impact_of(method, exposure)
    if probability is None or impact is None:
        missing = tuple(name for name, level in ((ground, probability), (impact_ground, impact)) if level is None)
        return Assessed(missing=missing)
    zone = method.zone(probability.number, impact.number)
    inherent = Place(probability, impact, zone, probability.percent, impact.percent)
    grounds = (ground, impact_ground)
    if (stated := _stated_residual(method, exposure, controls)) is not None:
        return Assessed(inherent, stated, grounds=grounds, residual_stated=True)
    apply = _weighed if method.controls.effect == WEIGHTS else _displaced
    residual, effects = apply(method, inherent, controls, risk_class)
    return Assessed(inherent, residual, effects, grounds=grounds)


def weighs(method: Method, control: Control) -> bool:
    """Whether a control says what the method weighs of it."""
    if _kind(method, control) is None:
        return False
    if method.controls.effect == WEIGHTS:
        return any(way.code == control.way for way in method.controls.ways)
    return bool(control.design)


def _stated_residual(method: Method, exposure: Exposure, controls: Sequence[Control]) -> Place | None:
    if exposure.residual is None or (controls and all(weighs(method, control) for control in controls)):
        return None
    probability = level_of(method.probability.levels, exposure.residual[0])
    impact = level_of(method.impact.levels, exposure.residual[1])
    if probability is None or impact is None:
        return None
    zone = method.zone(probability.number, impact.number)
    return Place(probability, impact, zone, probability.percent, impact.percent)


def probability_of(method: Method, exposure: Exposure) -> tuple[Level | None, str]:
    """The level of probability and what it came from, or None and what is missing."""
    levels = method.probability.levels
    chosen = None if exposure.history is None else level_of(levels, exposure.history)
    if method.probability.asks != FREQUENCY:
        return chosen, "history"
    if exposure.times_a_year is not None:
        return level_holding(levels, Fraction(exposure.times_a_year)), "times_a_year"
    return chosen, STATED if chosen else "times_a_year"


def impact_of(method: Method, exposure: Exposure) -> tuple[Level | None, str]:
    """The level of impact and what it came from, or None and what is missing."""
    levels = method.impact.levels
    chosen = None if exposure.impact_level is None else level_of(levels, exposure.impact_level)
    if method.impact.asks not in (MONEY_OR_REPUTATION, QUESTIONS):
        return chosen, "impact_level"
    by_money = method.impact.asks == MONEY_OR_REPUTATION
    found, ground = _graver(levels, exposure) if by_money else _answered(method, exposure.answers)
    return (found, ground) if found or not chosen else (chosen, STATED)


def _graver(levels: tuple[Level, ...], exposure: Exposure) -> tuple[Level | None, str]:
    """Of money and reputation the higher one; money where both say the same."""
    money = None if exposure.money is None else level_holding(levels, exposure.money)
    reputation = None if exposure.reputation is None else level_of(levels, exposure.reputation)
    if money is None and reputation is None:
        return None, "money"
    if reputation is not None and (money is None or reputation.number > money.number):
        return reputation, "reputation"
    return money, "money"


def _answered(method: Method, answers: frozenset[int] | None) -> tuple[Level | None, str]:
    """By how many answers are yes; one question may decide alone. No yes at all is no corruption risk to assess."""
    if not answers:
        return None, "answers"
    known = [question for question in method.impact.questions if question.number in answers]
    counted = level_holding(method.impact.levels, Fraction(len(known)))
    forced = [level_of(method.impact.levels, each.forces) for each in known if each.forces is not None]
    highest = max((level for level in forced if level is not None), key=lambda level: level.number, default=None)
    if highest is not None and (counted is None or highest.number > counted.number):
        return highest, "forced"
    return counted, "answers"


def control_strength(method: Method, control: Control, risk_class: str = "") -> Fraction:
    """The part of what is left that a control takes: the weights of its kind and of its way. 2/5 is 40 %."""
    kind = _kind(method, control)
    way = next((way for way in method.controls.ways if way.code == control.way), None)
    if kind is None or way is None or kind.moves == NOTHING:
        return Fraction(0)
    return kind.weight + way.weight_by_class.get(risk_class, way.weight)


def solidity(method: Method, control: Control) -> Rating:
    """How solid a control is: the weaker of its design (by points) and its execution. Unanswered counts nothing."""
    ratings = method.controls.ratings
    points = sum(
        answer.points
        for question in method.controls.design
        for answer in question.answers
        if control.design.get(question.code) == answer.code
    )
    design = next(index for index, rating in enumerate(ratings) if rating.band.holds(Fraction(points)))
    if not method.controls.rates_execution:
        return ratings[design]
    codes = [rating.code for rating in ratings]
    execution = codes.index(control.execution) if control.execution in codes else 0
    return ratings[min(design, execution)]


def _weighed(
    method: Method, inherent: Place, controls: Sequence[Control], risk_class: str
) -> tuple[Place, tuple[Effect, ...]]:
    left = {PROBABILITY: inherent.probability_value or Fraction(0), IMPACT: inherent.impact_value or Fraction(0)}
    effects = []
    for position, control in enumerate(controls):
        strength = control_strength(method, control, risk_class)
        kind = _kind(method, control)
        if kind is None or not strength:
            continue
        before = left[kind.moves]
        left[kind.moves] = before - before * strength
        effects.append(Effect(position, kind.moves, strength, before, left[kind.moves]))
    probability = level_at(method.probability.levels, left[PROBABILITY])
    impact = level_at(method.impact.levels, left[IMPACT])
    zone = method.zone(probability.number, impact.number)
    return Place(probability, impact, zone, left[PROBABILITY], left[IMPACT]), tuple(effects)


def _displaced(
    method: Method, inherent: Place, controls: Sequence[Control], risk_class: str
) -> tuple[Place, tuple[Effect, ...]]:
    probability, impact, effects = inherent.probability, inherent.impact, []
    for effect in _displacements(method, inherent, controls):
        effects.append(effect)
        if effect.axis == PROBABILITY:
            probability = level_of(method.probability.levels, int(effect.after)) or probability
        else:
            impact = level_of(method.impact.levels, int(effect.after)) or impact
    return Place(probability, impact, method.zone(probability.number, impact.number)), tuple(effects)


def _displacements(method: Method, inherent: Place, controls: Sequence[Control]) -> Iterator[Effect]:
    axes = (
        (PROBABILITY, inherent.probability, method.probability.levels),
        (IMPACT, inherent.impact, method.impact.levels),
    )
    for axis, level, levels in axes:
        moving = [control for control in controls if (kind := _kind(method, control)) and kind.moves == axis]
        if not moving:
            continue
        mean = sum((solidity(method, control).worth for control in moving), Fraction(0)) / len(moving)
        code = next(code for code, band in method.controls.sets if band.holds(mean))
        rating = next(rating for rating in method.controls.ratings if rating.code == code)
        after = max(levels[0].number, level.number - rating.displaces)
        yield Effect(-1, axis, mean / 100, Fraction(level.number), Fraction(after), rating.code)


def _kind(method: Method, control: Control) -> Kind | None:
    return next((kind for kind in method.controls.kinds if kind.code == control.kind), None)
