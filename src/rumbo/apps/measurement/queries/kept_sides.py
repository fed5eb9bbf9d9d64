"""The sides of a follow-up as its closing kept them: in which groups each target stood, by the words of that day, and
what was known of its money. Plain values; what is registered, renamed or corrected afterwards does not reach them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rumbo.apps.budget.queries import Cut, SpentLine
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import FrozenSides
from rumbo.apps.measurement.queries.sides import Axis, Key, PlacedTarget
from rumbo.apps.remembering import asked_once
from rumbo.domain.measurement.ratios import Amount
from rumbo.domain.measurement.trace import digest
from rumbo.domain.numbers import Money

Plain = Mapping[str, Any]
MONEY = "~money"
"""The name of the money among the digests; no key of an axis has such a sign."""


@dataclass(frozen=True, slots=True)
class KnownMoney:
    """What is known of the money of a cut: the versions of the executions that tell it, and their lines, each with the
    word in an address of the project that it is of, empty for one of none."""

    cuts: tuple[Cut, ...] = ()
    lines: tuple[tuple[str, SpentLine], ...] = ()


@asked_once
def kept_sides(followup: Followup) -> Plain | None:
    """What the closing of a follow-up kept of its sides; None where it is open, or closed before they were kept. One
    query of what is closed."""
    if followup.closed_at is None:
        return None
    kept: Plain | None = FrozenSides.objects.filter(followup=followup).values_list("sides", flat=True).first()
    return kept


def plain_sides(
    axes: Iterable[Axis], targets: Sequence[PlacedTarget], levels: Mapping[str, str], money: KnownMoney
) -> dict[str, Any]:
    """The sides as a closing keeps them: each axis, which level of the plan each project is, and the money, each with
    its digest, so that what was changed later can be named."""
    told = {
        "axes": {axis.key: _plain_axis(axis, targets) for axis in axes},
        "order": [axis.key for axis in axes],
        "levels": dict(levels),
        "money": _plain_money(money),
    }
    return {**told, "digests": digests_of(told)}


def digests_of(told: Plain) -> dict[str, str]:
    """The digest of each part of what was kept: of each axis by its key, and of the money."""
    return {**{key: digest(axis) for key, axis in told["axes"].items()}, MONEY: digest(told["money"])}


def axis_of(told: Plain, key: str, targets: Iterable[PlacedTarget]) -> Axis | None:
    """An axis that was kept; None for one that there was not."""
    axis = told["axes"].get(key)
    if axis is None:
        return None
    keys = [_key_of(each) for each in axis["keys"]]
    under = {
        each.revision_id: tuple(keys[place] for place in axis["targets"][each.uid])
        for each in targets
        if each.uid in axis["targets"]
    }
    return Axis(key, axis["kind"], axis["title"], under)


def money_of(told: Plain) -> KnownMoney:
    """The money that was known."""
    cuts = tuple(
        Cut(**{**each, "cut_off": date.fromisoformat(each["cut_off"]),
               "recorded_at": datetime.fromisoformat(each["recorded_at"])})
        for each in told["money"]["cuts"]
    )  # fmt: skip
    return KnownMoney(cuts, tuple((line[3], _line_of(line, cuts)) for line in told["money"]["lines"]))


def _plain_axis(axis: Axis, targets: Iterable[PlacedTarget]) -> dict[str, Any]:
    named = {key: None for keys in axis.keys.values() for key in keys}
    at = {key: place for place, key in enumerate(sorted(named, key=lambda each: (each.key, each.name)))}
    return {
        "kind": axis.kind,
        "title": axis.title,
        "keys": [[key.key, key.name, key.code, list(key.place), key.known] for key in at],
        "targets": {
            each.uid: [at[key] for key in axis.keys[each.revision_id]]
            for each in targets
            if each.revision_id in axis.keys
        },
    }


def _key_of(told: Sequence[Any]) -> Key:
    key, name, code, place, known = told
    return Key(key, name, code, tuple(place), known)


def _plain_money(money: KnownMoney) -> dict[str, Any]:
    place = {cut.uid: number for number, cut in enumerate(money.cuts)}
    return {
        "cuts": [
            {
                "uid": cut.uid,
                "name": cut.name,
                "cut_off": cut.cut_off.isoformat(),
                "number": cut.number,
                "recorded_at": cut.recorded_at.isoformat(),
                "file": cut.file,
                "part": cut.part,
            }
            for cut in money.cuts
        ],
        "lines": [[place[line.version], line.row, line.name, word, centavos(line)] for word, line in money.lines],
    }


def centavos(line: SpentLine) -> list[int | None]:
    """The amounts of a line, in the order of `Amount`; null where it does not say one."""
    told = (line.amounts[which] for which in Amount)
    return [None if amount is None else amount.centavos for amount in told]


def _line_of(told: Sequence[Any], cuts: Sequence[Cut]) -> SpentLine:
    cut, row, name, _project, amounts = told
    spent = {which: None if amount is None else Money(amount) for which, amount in zip(Amount, amounts, strict=True)}
    return SpentLine(cuts[cut].uid, row, name, True, None, "", spent)
