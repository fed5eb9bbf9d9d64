"""What is kept of all that a figure was computed from: a digest that does not depend on the order of anything, by which
a closing is compared years later."""

from collections.abc import Iterable
from typing import Any

from rumbo.domain.annualization import Opening, PeriodKey
from rumbo.domain.followup.reporting import Answer, Ratio
from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.measurement.rollup import ROLL_UP_EDITION, ROLL_UP_RULE
from rumbo.domain.measurement.settings import Settings, plain
from rumbo.domain.measurement.targets import TargetFigures
from rumbo.domain.measurement.trace import digest
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed, Outcome, Share


def inputs_digest(measured: TargetFigures) -> str:
    """The SHA-256 of all that the figures of a target depend on, settings and rule edition included. The order in which
    reports were given plays no part."""
    return digest(plain_inputs(measured))


def plain_inputs(measured: TargetFigures) -> dict[str, Any]:
    """All that the figures of a target depend on, as plain values."""
    goal, as_of = measured.goal, measured.as_of
    opening = goal.opening
    return {
        "rule": measured.rule,
        "target": _units(goal.target),
        "baseline": _units(goal.baseline),
        "opening": opening.value.units if isinstance(opening, Opening) else opening is not None,
        "basis": goal.basis.value,
        "programme": {str(year): _units(each) for year, each in goal.programme.items()},
        "period_programme": {_key(key): _units(each) for key, each in goal.period_programme.items()},
        "answers": {_key(key): _plain_answer(each) for key, each in goal.answers.items()},
        "due_share": None if goal.due_share is None else str(goal.due_share),
        "as_of": [as_of.year, as_of.ordinal, as_of.final, as_of.closed],
        "settings": _chosen(measured.settings),
        # Told only of what has one, so that digests from before it existed still hold.
        **({"standing": measured.target.standing.value} if measured.target.standing else {}),
    }


def node_digest(
    rows: Iterable[tuple[str, int | None, Outcome]],
    settings: Settings,
    closed: bool = False,
    edition: str = ROLL_UP_EDITION,
) -> str:
    """The SHA-256 of all that the figure of a level depends on; the order of the children plays no part."""
    children = {
        uid: [weight, outcome.figure if isinstance(outcome, Computed) else outcome.reason.value]
        for uid, weight, outcome in rows
    }
    rule = f"{ROLL_UP_RULE}@{edition}"
    return digest({"rule": rule, "children": children, "settings": _chosen(settings), "closed": closed})


def _chosen(settings: Settings) -> dict[str, Any]:
    """The choices, with the ones that came later only where they are not the usual ones: earlier digests still hold."""
    told = plain(settings)
    if settings.under_alert == Settings().under_alert:
        del told["under_alert"]
    if not settings.left_out:
        del told["left_out"]
    return told


def _units(entry: object) -> int | None:
    return entry.units if isinstance(entry, Quantity) else None


def _key(key: PeriodKey) -> str:
    return f"{key[0]}-{key[1]}"


def _plain_answer(answer: Answer) -> int | str | list[int]:
    if isinstance(answer, Quantity):
        return answer.units
    if isinstance(answer, Ratio):
        return [answer.numerator.units, answer.denominator.units, answer.per]
    if isinstance(answer, Share):
        return str(answer.part)
    if isinstance(answer, NotReported):
        return "not_reported"
    return "not_applicable" if isinstance(answer, NotApplicable) else answer.reason.value
