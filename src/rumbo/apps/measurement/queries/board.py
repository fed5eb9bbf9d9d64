"""What the director's page looks at: the plans of a year at a cut-off, each with the follow-ups before it.

One query for all of it; what is chosen is chosen among what was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, OuterRef, QuerySet, Subquery

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import Correction
from rumbo.apps.plans.models import Placement, PlanVersion, VersionState

PERIODS_SHOWN = 16
"""How many follow-ups of a plan are looked back on: four years of quarters."""


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the address of the page asks for: the year, the cut-off as (periodicity, ordinal), and a plan, a unit and a
    level of the plan by their uids; what is empty or unknown chooses nothing."""

    year: int = 0
    period: tuple[str, int] = ("", 0)
    plan_uid: str = ""
    unit_uid: str = ""
    level_uid: str = ""


@dataclass(frozen=True, slots=True)
class BoardPlan:
    """A plan at the cut-off: its follow-up, the one before it (None for the first), and its follow-ups up to it, the
    earliest first. Each carries `in_force` (the label of the version in force today), `corrected` (how many corrections
    it has), `corrected_at` (the last) and `targets` (how many its version has)."""

    followup: Any
    before: Any | None
    history: tuple[Any, ...]

    @property
    def uid(self) -> str:
        """The uid of the plan."""
        return str(self.followup.plan_version.plan.uid)


@dataclass(frozen=True, slots=True)
class Choice:
    """The plans of a year at a cut-off, by name, and among what they were chosen: the years that have follow-ups, the
    latest first, and the periods of the year. `period` is the cut-off, None where there is no follow-up at all."""

    year: int
    period: Any | None
    years: tuple[int, ...] = ()
    periods: tuple[Any, ...] = ()
    plans: tuple[BoardPlan, ...] = ()

    @property
    def day(self) -> date:
        """The last day that is looked at."""
        return self.period.last_day if self.period else date(self.year or date.min.year, 12, 31)


def chosen_plans(entity_id: int, asked: BoardFilter) -> Choice:
    """The plans of the year and cut-off that were asked for; without any, of the latest. One query."""
    followups = list(_followups(entity_id))
    years = tuple(sorted({each.period.fiscal_year for each in followups}, reverse=True))
    if not years:
        return Choice(asked.year, None)
    year = asked.year if asked.year in years else years[0]
    periods = _periods(each for each in followups if each.period.fiscal_year == year)
    wanted = [each for each in periods if (each.periodicity, each.ordinal) == asked.period]
    period = wanted[0] if wanted else periods[-1]
    return Choice(year, period, years, periods, _plans(followups, year, period.last_day))


def _followups(entity_id: int) -> QuerySet[Followup]:
    approved = PlanVersion.objects.filter(plan=OuterRef("plan_version__plan"), state=VersionState.APPROVED)
    corrections = Correction.objects.filter(followup=OuterRef("pk")).order_by().values("followup")
    placed = Placement.objects.filter(version=OuterRef("plan_version")).order_by().values("version")
    return (
        Followup.objects.filter(entity_id=entity_id)
        .select_related("plan_version__plan", "period", "entity")
        .annotate(
            in_force=Subquery(approved.order_by("-pk").values("label")[:1]),
            corrected=Subquery(corrections.annotate(found=Count("pk")).values("found")),
            corrected_at=Subquery(corrections.annotate(found=Max("at")).values("found")),
            targets=Subquery(placed.annotate(found=Count("pk")).values("found")),
        )
        .order_by("period__last_day", "pk")
    )


def _periods(followups: Iterable[Any]) -> tuple[Any, ...]:
    """The periods of some follow-ups, each once, in their order."""
    known = {(each.period.last_day, each.period.periodicity, each.period.ordinal): each.period for each in followups}
    return tuple(known[key] for key in sorted(known))


def _plans(followups: Sequence[Any], year: int, day: date) -> tuple[BoardPlan, ...]:
    """Of each plan that is followed in the year, what there is up to the day."""
    by_plan: defaultdict[int, dict[date, Any]] = defaultdict(dict)
    for each in followups:
        if each.period.last_day <= day:
            # Of two versions that were followed in one period, the later one stands.
            by_plan[each.plan_version.plan_id][each.period.last_day] = each
    found = []
    for rows in by_plan.values():
        history = tuple(rows[last] for last in sorted(rows))[-PERIODS_SHOWN:]
        if history[-1].period.fiscal_year == year:
            found.append(BoardPlan(history[-1], history[-2] if len(history) > 1 else None, history))
    return tuple(sorted(found, key=lambda each: (each.followup.plan_version.plan.name, each.followup.pk)))
