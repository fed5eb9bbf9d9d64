"""How figures become rows: all of a follow-up at once, or one target and the levels above it.

Every follow-up whose figures change is held first, so that what is computed from is what stands when it is written.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from rumbo.apps.followup.models import Followup, FollowupState, Report
from rumbo.apps.measurement.bridge import (
    MEASURES,
    Computation,
    MeasuredPlacement,
    compute,
    is_left_out,
    measured_placements,
    outcome_columns,
    outcome_of,
    rows_of,
    settings_on,
    sum_columns,
    sum_of,
    target_columns,
    weight_of_figure,
)
from rumbo.apps.measurement.models import Figure
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.apps.plans.queries import levels_above
from rumbo.apps.rows import insert_objects
from rumbo.domain.measurement.levels import Above, carry_up
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome

TARGET_COLUMNS = ("value", "undefined", "marks", "rule", "edition", "inputs_digest")
SUM_COLUMNS = ("value", "undefined", "marks", "weighted_total", "weight_sum", "counted", "excluded")


def held(followups: QuerySet[Followup]) -> list[Followup]:
    """Follow-ups with what measuring them needs, each locked until the transaction ends, always in the same order."""
    needed = followups.select_related("plan_version__plan", "period")
    return list(needed.select_for_update(of=("self",), no_key=True).order_by("pk"))


def moved_by(report: Report) -> QuerySet[Followup]:
    """The open follow-ups whose figures a report changes: its own, and later ones that place the same target."""
    placed = Placement.objects.filter(version=OuterRef("plan_version"), revision__target=report.target_id)
    return _open_from(report.followup).filter(Exists(placed))


def corrected_by(report: Report) -> QuerySet[Followup]:
    """The closed follow-ups whose figures a correction of a report changes: its own, and later ones that place the same
    target; none for a report that is not open to be corrected."""
    if report.reopened_until is None:
        return Followup.objects.none()
    placed = Placement.objects.filter(version=OuterRef("plan_version"), revision__target=report.target_id)
    closed = Followup.objects.filter(entity_id=report.entity_id, state=FollowupState.CLOSED)
    since = Q(period__last_day__gt=report.period.last_day) | Q(pk=report.followup_id)
    return closed.filter(since & Exists(placed))


def moved_by_round(followup: Followup) -> QuerySet[Followup]:
    """The same for all the reports of a round at once."""
    reported = Report.objects.filter(followup=followup).values("target")
    placed = Placement.objects.filter(version=OuterRef("plan_version"), revision__target__in=reported)
    return _open_from(followup).filter(Exists(placed))


def _open_from(followup: Followup) -> QuerySet[Followup]:
    later = Followup.objects.filter(entity_id=followup.entity_id, state=FollowupState.OPEN)
    return later.filter(period__last_day__gte=followup.period.last_day)


def write_open(followup: Followup) -> list[Figure]:
    """Measures an open follow-up whole."""
    return write_all(followup, compute(followup, closed=False))


def write_all(followup: Followup, computation: Computation, frozen_at: datetime | None = None) -> list[Figure]:
    """Drops the figures of a follow-up that are not frozen and writes those of a computation."""
    Figure.objects.filter(followup=followup).delete()
    rows = rows_of(followup, computation)
    for row in rows:
        row.frozen_at = frozen_at
    return insert_objects(rows)


def write_target(followup: Followup, target_id: int) -> None:
    """Measures one target of a held follow-up again, wherever its version places it."""
    placed = Placement.objects.filter(version=followup.plan_version_id, revision__target=target_id)
    for placement in placed.order_by("pk"):
        _write_one(followup, placement)


def _write_one(followup: Followup, placement: Placement) -> None:
    """The rows of one target, and one row a level and measure.

    The sums of the levels change by what the target contributed before and contributes now, so the cost does not
    depend on how many other targets there are.
    """
    path = levels_above(placement.node_id)
    kept = _kept(followup, placement, path)
    if not kept or not _weights_kept(kept, placement):
        write_open(followup)
        return
    settings = settings_on(followup.entity_id, followup.period.last_day)
    measured = measured_placements(followup, settings, closed=False, placement=placement.pk)[0]
    targets, levels = _changed(kept, measured, path, settings)
    Figure.objects.bulk_update(targets, TARGET_COLUMNS)
    Figure.objects.bulk_update(levels, SUM_COLUMNS)


Kept = dict[tuple[str, str, int | None], Figure]


def _weights_kept(kept: Kept, placement: Placement) -> bool:
    """Whether the figures say what each weighs above: those of before weights were kept are made anew, once."""
    weighing = (each for each in kept.values() if each.node_id or (each.placement_id and placement.counts))
    return all(each.weight is not None for each in weighing)


def _kept(followup: Followup, placement: Placement, path: list[NodeRevision]) -> Kept:
    """The figures of a target, of every level above it, and of the plan. One query."""
    mine = Q(placement=placement)
    above = Q(placement__isnull=True) & (Q(node__in=path) | Q(node__isnull=True))
    rows = Figure.objects.filter(mine | above, followup=followup)
    return {
        (row.measure, "target", row.placement_id) if row.placement_id else (row.measure, "level", row.node_id): row
        for row in rows
    }


def _changed(
    kept: Kept, measured: MeasuredPlacement, path: list[NodeRevision], settings: Settings
) -> tuple[list[Figure], list[Figure]]:
    """The rows of the target and those of its levels, with what they are now."""
    targets: list[Figure] = []
    levels: list[Figure] = []
    shared = target_columns(measured)
    for measure, which in MEASURES:
        figure = kept[measure, "target", measured.pk]
        old, new = outcome_of(figure), measured.figures.outcome(which)
        _set(figure, **shared, **outcome_columns(new))
        targets.append(figure)
        if measured.counts:
            levels += _carry_up(kept, measure, path, (weight_of_figure(figure), old, new), settings)
    return targets, levels


def _carry_up(
    kept: Kept,
    measure: str,
    path: list[NodeRevision],
    child: tuple[int | None, Outcome, Outcome],
    settings: Settings,
) -> list[Figure]:
    """The rows of the levels above a child and of the plan, with its old contribution replaced by the new one."""
    rows = [kept[measure, "level", level.pk] for level in path]
    plan = kept[measure, "level", None]
    above = [
        Above(sum_of(row), weight_of_figure(row), is_left_out(settings, level.kind, level.name, level.printed))
        for row, level in zip(rows, path, strict=True)
    ]
    changed = []
    for row, total in zip((*rows, plan), carry_up((*above, Above(sum_of(plan))), *child, settings), strict=False):
        _set(row, **sum_columns(total))
        changed.append(row)
    return changed


def _set(figure: Figure, **columns: object) -> None:
    for column, value in columns.items():
        setattr(figure, column, value)
