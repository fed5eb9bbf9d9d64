"""What reports on demand: the targets of a unit that nobody has asked for in a round that is open, each as the report
that it would be."""

from dataclasses import dataclass
from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.queries import report_locks, standings_on, terms_of
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.bridge.contributing import owing_of
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.followup.queries import open_followups
from rumbo.apps.followup.queries.answerable import reporting_units
from rumbo.apps.plans.models import Placement
from rumbo.domain.calendar.periods import ON_DEMAND
from rumbo.findings import Finding


@dataclass(frozen=True, slots=True)
class OnDemand:
    """A target on demand in a round: the report that there would be (it is no row yet), where the plan places it, until
    when it may be reported, and why it cannot be now."""

    report: Report
    placement: Placement
    until: date | None = None
    lock: Finding | None = None


def on_demand_of(actor: Actor) -> list[OnDemand]:
    """What the units in which an actor reports may begin to report by themselves, in the order of the rounds. Six
    queries, and four for each last day of a period; one where there is nothing."""
    mine = actor.units_as(*REPORT)
    followups = list(open_followups(actor.entity_id or 0).order_by("period__last_day", "pk")) if mine else []
    found = [each for day in sorted({each.period.last_day for each in followups}) for each in _on(day, followups, mine)]
    if not found:
        return []
    owing = [owing_of(each.report, key) for key, each in enumerate(found)]
    terms, locks = terms_of(owing), report_locks(owing)
    return [
        OnDemand(each.report, each.placement, terms[key].report_until, locks.get(key)) for key, each in enumerate(found)
    ]


def _on(day: date, followups: list[Followup], mine: frozenset[int]) -> list[OnDemand]:
    """Those of the rounds of the periods that end on a day: what an act cancelled or suspended is none of them."""
    rounds = [each for each in followups if each.period.last_day == day]
    placed = Placement.objects.filter(
        version__in={each.plan_version_id for each in rounds}, counts=True, revision__periodicity=ON_DEMAND.code
    )
    rows = list(placed.select_related("revision__target").order_by("version", "ordinal"))
    if not rows:
        return []
    entity = rounds[0].entity_id
    targets = {row.revision.target_id: row.revision_id for row in rows}
    units, standing = reporting_units(targets, entity, day), standings_on(entity, day)
    asked = Report.objects.filter(target__in=targets, period__in={each.period_id for each in rounds})
    known = set(asked.values_list("target_id", "period_id"))
    return [
        OnDemand(report_on_demand(followup, row, units.get(row.revision.target_id)), row)
        for followup in rounds
        for row in rows
        if row.version_id == followup.plan_version_id
        and units.get(row.revision.target_id) in mine
        and row.revision.target_id not in standing
        and (row.revision.target_id, followup.period_id) not in known
    ]


def report_on_demand(followup: Followup, placement: Placement, unit: int | None) -> Report:
    """The report that a target would have in a round, which nobody has stored."""
    return Report(
        entity_id=followup.entity_id,
        followup=followup,
        target_id=placement.revision.target_id,
        period=followup.period,
        revision=placement.revision,
        unit_id=unit,
    )
