"""Why a risk stands where it stands: one step for each level, control and zone, free of any language.

It is made from the assessment itself, never by computing again; `sentences` puts it into words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rumbo.domain.risk.assessing import STATED, Assessed, Control, Effect, Exposure, Place, solidity
from rumbo.domain.risk.bands import Band
from rumbo.domain.risk.method import IMPACT, NOTHING, PROBABILITY, WEIGHTS, Level, Method, level_holding, level_of


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage among the facts of a step: 2/5 is 40 %."""

    part: Fraction


Fact = str | int | Fraction | Share


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its sentence and formula by code, what fills them, and where the rule comes from."""

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    formula: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The steps to the inherent zone, and those from there to the residual one. Empty while something is missing."""

    inherent: tuple[Step, ...] = ()
    residual: tuple[Step, ...] = ()


def story_of(
    method: Method, exposure: Exposure, controls: Sequence[Control], assessed: Assessed, risk_class: str = ""
) -> Story:
    """The story of an assessment that `assess` made of these very values."""
    if assessed.inherent is None or assessed.residual is None:
        return Story()
    first = (
        _probability(method, exposure, assessed.inherent.probability, assessed.grounds[0]),
        _impact(method, exposure, assessed.inherent.impact, assessed.grounds[1]),
        _zone(method, "zone_inherent", assessed.inherent),
    )
    if assessed.residual_stated:
        return Story(first, (Step("residual_stated"), _zone(method, "zone_residual", assessed.residual)))
    by_weights = method.controls.effect == WEIGHTS
    told = _weighed if by_weights else _displaced
    then = [*told(method, controls, assessed, risk_class)]
    if by_weights and assessed.effects:
        then += [*_bands(method, assessed.residual)]
    return Story(first, (*then, _zone(method, "zone_residual", assessed.residual)))


def band_formula(band: Band) -> str:
    """The code of the formula that tells a band in words: from, above, below, up to."""
    if band.upper is None:
        return "band_from" if band.lower_held else "band_above"
    if not band.lower and band.lower_held and not band.upper_held:
        return "band_below"
    return f"band_{'from' if band.lower_held else 'above'}_{'to' if band.upper_held else 'below'}"


def _ends(band: Band) -> dict[str, Fact]:
    return {"lower": band.lower, "upper": band.lower if band.upper is None else band.upper}


def _probability(method: Method, exposure: Exposure, level: Level, ground: str) -> Step:
    if ground == STATED:
        return Step("probability_stated", {"level": level.name}, "", method.source)
    if exposure.times_a_year is not None and level.band is not None:
        times = exposure.times_a_year
        facts: dict[str, Fact] = {"level": level.name, "times": Fraction(times), **_ends(level.band)}
        return Step("probability_times", facts, band_formula(level.band), method.source)
    return Step("probability_history", {"level": level.name, "criterion": level.criterion}, "", method.source)


def _impact(method: Method, exposure: Exposure, level: Level, ground: str) -> Step:
    levels = method.impact.levels
    facts: dict[str, Fact] = {"level": level.name}
    formula = ""
    if ground == STATED:
        return Step("impact_stated", facts, "", method.source)
    if exposure.money is not None:
        by_money = level_holding(levels, exposure.money)
        by_reputation = level_of(levels, exposure.reputation) if exposure.reputation is not None else None
        facts["money"] = exposure.money
        if by_money is not None and by_reputation is not None:
            facts |= {"money_level": by_money.name, "reputation_level": by_reputation.name}
            formula = "graver"
        elif level.band is not None:
            facts |= _ends(level.band)
            formula = band_formula(level.band)
    if ground == "reputation":
        return Step("impact_reputation", facts | {"criterion": level.reputation}, formula, method.source)
    if ground == "forced":
        forcing = next(each for each in method.impact.questions if each.forces == level.number)
        return Step("impact_forced", facts | {"question": forcing.number}, "", method.source)
    if ground == "answers":
        yes, total = len(exposure.answers or ()), len(method.impact.questions)
        band = level.band
        told = facts | {"yes": yes, "total": total} | (_ends(band) if band else {})
        return Step("impact_answers", told, band_formula(band) if band else "", method.source)
    return Step(f"impact_{'money' if ground == 'money' else 'level'}", facts, formula, method.source)


def _zone(method: Method, code: str, place: Place) -> Step:
    facts: dict[str, Fact] = {
        "zone": place.zone.name,
        "probability": place.probability.name,
        "impact": place.impact.name,
    }
    return Step(code, facts, "cell", method.source)


def _weighed(method: Method, controls: Sequence[Control], assessed: Assessed, risk_class: str) -> Iterator[Step]:
    effects = {effect.position: effect for effect in assessed.effects}
    for position, control in enumerate(controls):
        effect = effects.get(position)
        kind = next((kind for kind in method.controls.kinds if kind.code == control.kind), None)
        way = next((way for way in method.controls.ways if way.code == control.way), None)
        name = (kind.name if kind else control.kind).lower()
        if effect is None or kind is None or way is None:
            yield Step("control_nothing", {"position": position + 1, "kind": name}, "", method.source)
            continue
        facts: dict[str, Fact] = {
            "position": position + 1,
            "kind": name,
            "way": way.name.lower(),
            "axis": effect.axis,
            "kind_weight": Share(kind.weight),
            "way_weight": Share(way.weight_by_class.get(risk_class, way.weight)),
            "strength": Share(effect.strength),
            "before": Share(effect.before),
            "after": Share(effect.after),
        }
        yield Step("control_weight", facts, "taken", method.source)


def _displaced(method: Method, controls: Sequence[Control], assessed: Assessed, risk_class: str) -> Iterator[Step]:
    for position, control in enumerate(controls):
        kind = next((kind for kind in method.controls.kinds if kind.code == control.kind), None)
        facts: dict[str, Fact] = {"position": position + 1, "kind": (kind.name if kind else control.kind).lower()}
        if kind is None or kind.moves == NOTHING:
            yield Step("control_nothing", facts, "", method.source)
        else:
            yield Step("control_rating", facts | {"rating": solidity(method, control).name}, "", method.source)
    for effect in assessed.effects:
        yield _set(method, effect)


def _set(method: Method, effect: Effect) -> Step:
    levels = method.probability.levels if effect.axis == PROBABILITY else method.impact.levels
    level = level_of(levels, int(effect.after))
    rating = next(rating for rating in method.controls.ratings if rating.code == effect.rating)
    facts: dict[str, Fact] = {
        "axis": effect.axis,
        "rating": rating.name,
        "levels": rating.displaces,
        "level": level.name if level else str(effect.after),
        "mean": Share(effect.strength),
    }
    return Step("set_moves", facts, "mean", method.source)


def _bands(method: Method, residual: Place) -> Iterator[Step]:
    axes = (
        (PROBABILITY, residual.probability, residual.probability_value, method.probability.levels),
        (IMPACT, residual.impact, residual.impact_value, method.impact.levels),
    )
    for axis, level, value, levels in axes:
        if value is None or level.percent is None:
            continue
        below = level_of(levels, level.number - 1)
        lower = below.percent if below and below.percent is not None else Fraction(0)
        facts: dict[str, Fact] = {
            "level": level.name,
            "value": Share(value),
            "lower": Share(lower),
            "upper": Share(level.percent),
        }
        yield Step(f"band_{axis}", facts, "band_above_to", method.source)
