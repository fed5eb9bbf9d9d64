"""Targets of a draft ⇄ what a unit hands in: every target as texts by field, and the digests that sign them."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from typing import Any

from rumbo.apps.catalogs.models import Entry
from rumbo.apps.plans.bridge import AlignmentData, TargetData, hanging_from, target_data
from rumbo.apps.plans.bridge.programming import programme_checks, slots_of
from rumbo.apps.plans.models import Period, Placement, Plan
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding
from rumbo.layouts.formulation_workbook.form import COUNTINGS

Content = dict[str, dict[str, str]]
"""By the uid of the target, its fields as texts, in order."""
Change = tuple[str, str, str]
"""A field of a target, with what it said before and what it says now."""

PLAIN = ("number", "statement", "indicator", "measure_unit", "quantity", "weight", "report_kind", "annualization",
         "programme_basis", "baseline", "opening_value", "opening_source", "opening_day", "start", "end",
         "periodicity", "expected_evidence", "expense_type", "funding_source")  # fmt: skip
GATHERED = ("node", "programme", "milestones", "units", "funding", "alignments")
FIELDS = (*PLAIN, *GATHERED)


@dataclass(frozen=True, slots=True)
class Promises:
    """What placed targets promise, read once, with the periods, the units and the entries that they name, by key."""

    placements: Sequence[Placement]
    told: Sequence[TargetData]
    periods: Mapping[int, Period]
    units: Mapping[int, str]
    entries: Mapping[int, Entry]

    def findings(self, plan: Plan) -> dict[int, tuple[Finding, ...]]:
        """What is wrong with their programmes, by the key of the placement; those with nothing are left out."""
        found = {
            row.pk: tuple(
                finding
                for result in programme_checks(data, plan, slots_of(data, self.periods))
                for finding in result.findings
            )
            for row, data in zip(self.placements, self.told, strict=True)
        }
        return {key: findings for key, findings in found.items() if findings}


def promises_of(placements: Sequence[Placement]) -> Promises:
    """What these targets promise. Five queries, however many."""
    hanging = hanging_from(list({row.revision_id for row in placements}))
    return Promises(
        placements,
        target_data(placements, hanging),
        {each.period_id: each.period for each in _all(hanging.programme)},
        {each.unit_id: each.unit.name for each in _all(hanging.units)},
        {each.entry_id: each.entry for each in _all(hanging.alignments) if each.entry is not None},
    )


def _all(rows: Mapping[int, Sequence[Any]]) -> Iterator[Any]:
    return chain.from_iterable(rows.values())


def content_of(promises: Promises) -> Content:
    """What these targets of a draft promise, as texts."""
    periods, units, entries = promises.periods, promises.units, promises.entries
    return {
        str(placement.revision.target.uid): {
            **{name: text_of(getattr(data, name)) for name in PLAIN},
            "node": placement.node.name if placement.node else "",
            "programme": _programme(data, periods),
            "milestones": "; ".join(f"{each.due.isoformat()} {each.title} ({text_of(each.weight)})"
                                    for each in data.milestones),
            "units": "; ".join(each for each in (units.get(data.reporting or 0, ""),
                                                 *told_contributing(data, units)) if each),
            "funding": "; ".join(f"{each.source}: {pesos(each.amount)}" for each in data.funding),
            "alignments": "; ".join(_aligned(each, entries) for each in data.alignments),
        }
        for placement, data in zip(promises.placements, promises.told, strict=True)
    }  # fmt: skip


def places_digest(placements: Sequence[Placement]) -> str:
    """The digest of where targets stand and of the wording that stands there: it changes with all that they say,
    because another wording is another revision."""
    return digest_of(
        places=sorted(
            [str(row.revision.uid), row.number, row.node.name if row.node else "", text_of(row.weight)]
            for row in placements
        )
    )


def text_of(value: object) -> str:
    """A value as it is signed: numbers exactly, with a comma; days as ISO 8601 writes them."""
    match value:
        case None:
            return ""
        case Quantity():
            return f"{value.decimal.normalize():f}".replace(".", ",")
        case date():
            return value.isoformat()
    return str(value)


def pesos(centavos: int) -> str:
    """Money as it is signed: pesos exactly, with a comma where there are centavos."""
    whole, rest = divmod(centavos, 100)
    return f"{whole},{rest:02}" if rest else str(whole)


def changes_between(before: Content, now: Content) -> dict[str, list[Change]]:
    """By target, the fields that differ as (field, before, now); one that came or went differs in all it says."""
    found = {}
    for uid in dict.fromkeys((*now, *before)):
        old, new = before.get(uid, {}), now.get(uid, {})
        differing = [(name, old.get(name, ""), new.get(name, "")) for name in FIELDS]
        if differing := [each for each in differing if each[1] != each[2]]:
            found[uid] = differing
    return found


def digest_of(**told: Any) -> str:
    """The sha-256 of what is signed, over canonical JSON, so that anybody can make it again."""
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def moment(at: datetime) -> str:
    """A moment as it is signed."""
    return at.astimezone(UTC).isoformat()


def _programme(data: TargetData, periods: Mapping[int, Period]) -> str:
    rows = sorted((periods[key] for key in data.programme), key=lambda row: (row.first_day, row.last_day))
    return "; ".join(
        f"{row.fiscal_year}-{row.periodicity}-{row.ordinal}: {text_of(data.programme[row.pk]) or '—'}" for row in rows
    )


def told_contributing(data: TargetData, names: Mapping[int, str]) -> Iterator[str]:
    """The units that contribute, each with what becomes of its amount where it does more than inform."""
    for unit, counting in data.contributing.items():
        if unit in names:
            said = counting or Counting.INFORMS
            yield names[unit] if said is Counting.INFORMS else f"{names[unit]} ({COUNTINGS[said]})"


def _aligned(each: AlignmentData, entries: Mapping[int, Entry]) -> str:
    entry = entries.get(each.entry_id or 0)
    if entry is None:
        return each.as_written
    return f"{entry.code} {entry.name}" if entry.code[:1].isdigit() else entry.name
