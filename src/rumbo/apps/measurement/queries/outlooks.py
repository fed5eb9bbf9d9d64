"""Where the year of a target will end, told now from the same reports as its figures; nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.apps.audit.actor import Actor
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import (
    TargetOutlook,
    measured_placements,
    outcome_of,
    outlook_of_placement,
    settings_on,
)
from rumbo.apps.measurement.bridge.corrected import rules_of_closing
from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.explanation import (
    Explained,
    called,
    figures_of,
    reports_inside,
    rule_frozen,
    target_of,
)
from rumbo.apps.measurement.queries.narrowing import PAGE, SheetFilter, placements_narrowed, placements_page
from rumbo.domain.measurement.settings import Settings

PROJECTION = "projection"
"""What a projection is called beside the measures, in addresses too."""


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """A target of a page: its number and statement in the plan, the unit that reports it, and its outlook."""

    number: str
    statement: str
    unit: str
    found: TargetOutlook


def outlook_page(followup: Followup, narrow: SheetFilter, page: int) -> tuple[list[OutlookRow], int]:
    """A page of the targets of a sheet with their outlooks, in the order of the plan, and how many there are in all. At
    most nine queries, whatever the number of targets."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    placed = list(placements_page(placements_narrowed(followup, narrow, settings), page, PAGE))
    found = outlooks_in(followup, [str(each.uid) for each in placed], settings)
    rows = [
        OutlookRow(each.number, each.revision.statement, each.unit_name or "", found[str(each.uid)]) for each in placed
    ]
    return rows, placed[0].total if placed else 0


def outlooks_in(
    followup: Followup, placement_uids: Sequence[str] | None = None, settings: Settings | None = None
) -> dict[str, TargetOutlook]:
    """The outlooks of the targets of a page, by the uid of their placement (None: of all), of a closed follow-up as it
    was closed: a fixed number of queries, and none where there are no targets."""
    if placement_uids is not None and not placement_uids:
        return {}
    chosen = settings or settings_on(followup.entity_id, followup.period.last_day)
    closed = followup.closed_at is not None
    rules = rules_of_closing(followup, placement_uids) if closed else {}
    measured = measured_placements(followup, chosen, closed=closed, among=placement_uids, rules=rules)
    return {each.uid: outlook_of_placement(each, followup.period.last_day) for each in measured}


def explained_projection(actor: Actor, followup: Followup, placement_uid: str) -> Explained | None:
    """Where the year of a target will end, explained as its figures are; None for what is no measured target. It has no
    light and was never frozen."""
    rows = {row.measure: row for row in figures_of(followup, placement_uid)}
    figure = rows.get(Measure.YEAR)
    if figure is None or figure.placement_id is None:
        return None
    settings, closed = settings_on(followup.entity_id, followup.period.last_day), followup.closed_at is not None
    rules = {figure.placement_id: rule_frozen(figure)} if closed else {}
    measured = measured_placements(followup, settings, closed=closed, placement=figure.placement_id, rules=rules)[0]
    found = outlook_of_placement(measured, followup.period.last_day)
    kind, number, name = called(figure, followup)
    outcomes = {key: outcome_of(row) for key, row in rows.items()}
    return Explained(
        followup=followup,
        subject=placement_uid,
        kind=kind,
        name=name,
        number=number,
        measure=PROJECTION,
        outcomes=outcomes | {PROJECTION: found.outlook.projection.outcome},
        band=None,
        settings=settings,
        trace=found.trace,
        frozen=False,
        reports=reports_inside(actor, found.trace),
        target=target_of(figure),
    )
