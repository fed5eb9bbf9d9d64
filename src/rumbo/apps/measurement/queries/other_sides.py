"""Whether the groups and the money that a closing kept are still what it kept, what its version of the plan says, and
what the executions of the budget told."""

import json
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from rumbo.apps.budget.queries import Cut, SpentLine, cut_of, lines_spent, versions_by_uid
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import FrozenSettings, FrozenSides
from rumbo.apps.measurement.queries.axes import Sides
from rumbo.apps.measurement.queries.differing import UNREADABLE, Difference
from rumbo.apps.measurement.queries.kept_sides import MONEY, axis_of, centavos, digests_of, money_of
from rumbo.apps.measurement.queries.sides import Axis, PlacedTarget
from rumbo.domain.measurement.ratios import Amount
from rumbo.domain.measurement.trace import digest

GROUPS, SPENT, SIDES = "groups", "money", "sides"


def other_sides(followup: Followup) -> Iterator[Difference]:
    """What is other in the groups and the money that a closing kept; nothing of one from before they were kept."""
    kept = FrozenSides.objects.filter(followup=followup).annotate(text=Cast("sides", TextField()))
    text, known = kept.values_list("text", "digest").first() or ("", "")
    promised = FrozenSettings.objects.filter(followup=followup).values_list("sides", flat=True).first() or ""
    if not text and not promised:
        return
    try:
        told = json.loads(text) if text else None
        found = digest(told) if told is not None else "missing"
        changed = [*_other_parts(told), *_other_groups(followup, told), *_other_money(followup, told)] if told else []
    except UNREADABLE as error:
        found, changed = str(error), []
    for each in dict.fromkeys((promised, known)):
        if each != found:
            yield Difference(SIDES, "", "", each[:12], found[:12])
    yield from changed


def _other_parts(told: Mapping[str, Any]) -> Iterator[Difference]:
    """The parts whose text is no longer the one whose digest was kept: an axis by its title, or the money."""
    kept, found = told["digests"], digests_of(told)
    for key in sorted({*kept, *found}):
        before, now = kept.get(key, ""), found.get(key, "")
        if before != now:
            title = told["axes"].get(key, {}).get("title") or key.strip("~")
            yield Difference(SPENT if key == MONEY else GROUPS, title, "", before[:12], now[:12] or "missing")


def _other_groups(followup: Followup, told: Mapping[str, Any]) -> Iterator[Difference]:
    """The groups that the approved version says itself: its levels, units and lists. Of which process and project a
    target is, is registered elsewhere and may change."""
    sides = Sides(followup)
    for key in told["order"]:
        promised, derived = sides.promised(key)
        if promised is None:
            continue
        kept = axis_of(told, key, sides.targets) or Axis(key, "")
        for each in sides.targets:
            before, now = _words(kept, each), _words(promised, each)
            if not set(now) <= set(before) if derived else set(now) != set(before):
                subject = f"{each.number}. {each.statement} · {kept.title or key}"
                yield Difference(GROUPS, subject, "", _listed(before), _listed(now))


def _words(axis: Axis, target: PlacedTarget) -> dict[str, str]:
    """The keys of a target, by the word of each, with what it is called."""
    return {key.key: f"{key.code} {key.name}".strip() for key in axis.keys.get(target.revision_id, ())}


def _listed(words: Mapping[str, str]) -> str:
    return "; ".join(words[key] for key in sorted(words))


def _other_money(followup: Followup, told: Mapping[str, Any]) -> Iterator[Difference]:
    """The lines that are no longer those of the versions of the executions, which nobody may change."""
    money = money_of(told)
    known = versions_by_uid(followup.entity_id, [UUID(cut.uid) for cut in money.cuts])
    versions = {str(each.uid): each for each in known}
    lines = lines_spent(list(versions.values()))
    for cut in money.cuts:
        if cut.uid not in versions or cut_of(versions[cut.uid]) != cut:
            found = versions.get(cut.uid)
            yield Difference(SPENT, _cut(cut), "", str(cut.number), str(found.number) if found else "missing")
        then = [line for _project, line in money.lines if line.version == cut.uid]
        now = [line for line in lines if line.version == cut.uid]
        for before, after in zip_longest(then, now):
            yield from _other_line(cut, before, after)


def _other_line(cut: Cut, before: SpentLine | None, after: SpentLine | None) -> Iterator[Difference]:
    line = before or after
    if line is None:
        return
    subject = f"{_cut(cut)}, {line.row}. {line.name}"
    if before is None or after is None:
        yield Difference(SPENT, subject, "", "" if before is None else "1", "" if after is None else "1")
        return
    if (before.row, before.name) != (after.row, after.name):
        yield Difference(SPENT, subject, "", before.name, after.name)
    for which, then, now in zip(Amount, centavos(before), centavos(after), strict=True):
        if then != now:
            yield Difference(SPENT, subject, which.value, _pesos(then), _pesos(now))


def _cut(cut: Cut) -> str:
    return f"{cut.name} {cut.cut_off.isoformat()}"


def _pesos(amount: int | None) -> str:
    return "" if amount is None else f"{amount // 100}.{amount % 100:02}" if amount >= 0 else f"-{_pesos(-amount)}"
