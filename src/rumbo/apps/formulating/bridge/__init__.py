"""Targets of a draft ⇄ what a unit hands in: every target as texts by field, and the digests that sign them."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from rumbo.apps.catalogs.models import Entry
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.bridge import AlignmentData, TargetData, target_data
from rumbo.apps.plans.models import NodeRevision, Period, Placement, PlanVersion
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.layouts.formulation_workbook.form import COUNTINGS

Content = dict[str, dict[str, str]]
"""By the uid of the target, its fields as texts, in order."""

PLAIN = ("number", "statement", "indicator", "measure_unit", "quantity", "weight", "report_kind", "annualization",
         "programme_basis", "baseline", "opening_value", "opening_source", "opening_day", "start", "end",
         "periodicity", "expected_evidence", "expense_type", "funding_source")  # fmt: skip
GATHERED = ("node", "programme", "milestones", "units", "funding", "alignments")
FIELDS = (*PLAIN, *GATHERED)


def content_of(version: PlanVersion, placements: Sequence[Placement]) -> Content:
    """What these targets of a draft promise, as texts. As many queries however many targets."""
    told = target_data(placements)
    nodes = {str(pk): name for pk, name in NodeRevision.objects.filter(version=version).values_list("pk", "name")}
    units = dict(Unit.objects.filter(pk__in={key for data in told for key in data.units}).values_list("pk", "name"))
    periods = Period.objects.in_bulk({key for data in told for key in data.programme})
    chosen = {each.entry_id for data in told for each in data.alignments if each.entry_id is not None}
    entries = Entry.objects.in_bulk(chosen)
    return {
        str(placement.revision.target.uid): {
            **{name: text_of(getattr(data, name)) for name in PLAIN},
            "node": nodes.get(data.node, ""),
            "programme": _programme(data, periods),
            "milestones": "; ".join(f"{each.due.isoformat()} {each.title} ({text_of(each.weight)})"
                                    for each in data.milestones),
            "units": "; ".join(each for each in (units.get(data.reporting or 0, ""),
                                                 *told_contributing(data, units)) if each),
            "funding": "; ".join(f"{each.source}: {pesos(each.amount)}" for each in data.funding),
            "alignments": "; ".join(_aligned(each, entries) for each in data.alignments),
        }
        for placement, data in zip(placements, told, strict=True)
    }  # fmt: skip


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


def changes_between(before: Content, now: Content) -> dict[str, list[tuple[str, str, str]]]:
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
