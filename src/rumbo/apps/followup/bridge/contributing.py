"""Contributions of several units ⇄ domain values: what each told, and of what a signed total is made."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Contribution, Report, ReportEntry
from rumbo.apps.plans.models import ReportKind, TargetRevision
from rumbo.domain.followup.contributing import Amount, Contributed, Counting, can_add, counted_once
from rumbo.domain.followup.reporting import Ratio
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import Quantity

AMOUNTS = ("quantity", "numerator", "denominator")
OWN = "own"
"""The counting of what the reporting unit did itself, in what a total is made of."""


@dataclass(slots=True)
class Owing:
    """What somebody has to tell, as the calendar looks at it: a contribution, which has the term of its report, or a
    report that is no row yet."""

    pk: int
    entity_id: int
    period_id: int
    target_id: int
    unit_id: int | None
    state: str
    reopened_until: datetime | None
    followup: Any
    contributor_id: int | None = None


def owing_of(report: Report, key: int, contributor: int | None = None) -> Owing:
    """A report, known by any key, with the unit that contributes to it, if any; its round must be at hand."""
    names = ("entity_id", "period_id", "target_id", "unit_id", "state", "reopened_until", "followup")
    return Owing(pk=key, contributor_id=contributor, **{name: getattr(report, name) for name in names})


def owed_contribution(row: Contribution) -> Owing:
    """A contribution with the term of its report; the report and its round must be at hand."""
    return owing_of(row.report, row.pk, row.unit_id)


@dataclass(frozen=True, slots=True)
class ContributionData:
    """What a unit tells of what it did: an amount in the unit of the target, and words."""

    quantity: Quantity | None = None
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    narrative: str = ""

    @classmethod
    def of(cls, answer: AnswerData) -> "ContributionData":
        """The part of an answer that a contribution tells."""
        return cls(answer.quantity, answer.numerator, answer.denominator, answer.narrative)

    @property
    def answer(self) -> AnswerData:
        """The same as an answer, so that it is checked as one."""
        return AnswerData(
            quantity=self.quantity,
            numerator=self.numerator,
            denominator=self.denominator,
            narrative=self.narrative,
        )


def contributed_in(row: Contribution) -> AnswerData:
    """What a contribution says, as an answer."""
    return ContributionData(row.quantity, row.numerator, row.denominator, row.narrative).answer


def asks_amount(revision: TargetRevision) -> bool:
    """Whether units tell an amount of a target, and not only words: a quantity, or a ratio."""
    return revision.report_kind in (ReportKind.QUANTITY, ReportKind.RATIO)


def adds_up(report: Report, told: Iterable[Contributed]) -> bool:
    """Whether the amount of another unit is part of the total of a report."""
    adding = any(each.counting is Counting.ADDS for each in told)
    return adding and can_add(report.revision.report_kind, report.revision.measure_unit)


def told_in(contributions: Iterable[Contribution], reporting: int | None) -> list[Contributed]:
    """What the units told, by their names: of each its latest signed amount, or that it has not told. Whoever reports
    is not among them."""
    found: dict[int, Contribution] = {}
    for each in sorted(contributions, key=lambda row: row.ordinal):
        if each.unit_id != reporting and (each.submitted_at is not None or each.unit_id not in found):
            found[each.unit_id] = each
    return [
        Contributed(
            each.unit.name,
            Counting(each.counting),
            amount_of(each) if each.submitted_at is not None else NOT_REPORTED,
            each.ordinal,
        )
        for each in found.values()
    ]


def amount_of(told: Any) -> Amount:
    """The amount that the columns of an answer or a contribution carry."""
    if told.numerator is not None and told.denominator is not None:
        return Ratio(told.numerator, told.denominator)
    return NOT_REPORTED if told.quantity is None else told.quantity


def with_total(answer: AnswerData, reporting: str, told: Iterable[Contributed]) -> AnswerData:
    """An answer whose number is the total: what the unit did itself and what is added to it."""
    total = counted_once(reporting, amount_of(answer), told).amount
    if isinstance(total, Ratio):
        return replace(answer, numerator=total.numerator, denominator=total.denominator)
    return replace(answer, quantity=total if isinstance(total, Quantity) else None)


def counted_in(answer: AnswerData, reporting: str, told: Iterable[Contributed]) -> list[dict[str, Any]]:
    """Of what a total is made, as it is signed: first what the reporting unit did, then each other by its name."""
    own = Contributed(reporting, Counting.ADDS, amount_of(answer))
    others = sorted(told, key=lambda each: each.unit)
    return [_plain(own, OWN), *(_plain(each, each.counting.value) for each in others)]


def _plain(each: Contributed, counting: str) -> dict[str, Any]:
    return {"unit": each.unit, "counting": counting, **dict(_units(each.amount))}


def _units(amount: Amount) -> Iterator[tuple[str, int]]:
    if isinstance(amount, Ratio):
        yield "numerator", amount.numerator.units
        yield "denominator", amount.denominator.units
    elif isinstance(amount, Quantity):
        yield "quantity", amount.units


def amount_in(row: Mapping[str, Any]) -> Amount:
    """The amount of a row of what a total is made of."""
    if "numerator" in row:
        return Ratio(Quantity(row["numerator"]), Quantity(row["denominator"]))
    return Quantity(row["quantity"]) if "quantity" in row else NOT_REPORTED


def own_amounts(entry: ReportEntry) -> dict[str, Quantity | None]:
    """What the reporting unit itself did, by column: what a draft says, and of a signed total its own part."""
    if not entry.counted:
        return {name: getattr(entry, name) for name in AMOUNTS}
    own: dict[str, Any] = next((row for row in entry.counted if row["counting"] == OWN), {})
    return {name: Quantity(own[name]) if name in own else None for name in AMOUNTS}


def seen_digest(told: Iterable[Contributed]) -> str:
    """What stands for the contributions that somebody had before their eyes."""
    rows = sorted(json.dumps(_plain(each, each.counting.value), sort_keys=True) for each in told)
    return hashlib.sha256("|".join(rows).encode()).hexdigest()[:16]


def contribution_digest(row: Contribution, account: str, evidence: Iterable[tuple[str, str]]) -> str:
    """The sha-256 that a contribution is signed with: canonical JSON. `account` is the uid of the person; `evidence`
    are (uid, digest of the file or address of the link)."""
    told = {
        "report": str(row.report.uid),
        "unit": str(row.unit.uid),
        "ordinal": row.ordinal,
        "counting": row.counting,
        **dict(_units(amount_of(row))),
        "narrative": row.narrative,
        "evidence": sorted(evidence),
        "account": account,
        "name": row.written_by,
        "post": row.post,
        "at": row.submitted_at.astimezone(UTC).isoformat() if row.submitted_at else "",
    }
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
