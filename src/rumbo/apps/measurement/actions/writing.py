"""How figures become rows: all of a follow-up at once, or one target and the levels above it."""

from collections.abc import Iterator

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import (
    MEASURES,
    Computation,
    MeasuredPlacement,
    measured_placements,
    outcome_columns,
    outcome_of,
    settings_on,
    sum_columns,
    sum_of,
)
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.rollup import ROLL_UP_EDITION, ROLL_UP_RULE, contribution, weight_of
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.measurement.tracing import inputs_digest, node_digest
from rumbo.domain.outcomes import Outcome

SUM_COLUMNS = ("value", "undefined", "marks", "weighted_total", "weight_sum", "counted", "excluded", "inputs_digest")


def write_all(followup: Followup, computation: Computation) -> list[Figure]:
    """Drops the figures of an open follow-up and writes them anew."""
    Figure.objects.filter(followup=followup).delete()
    return Figure.objects.bulk_create(rows_of(followup, computation), batch_size=1000)


def rows_of(followup: Followup, computation: Computation) -> list[Figure]:
    """The figures of a computation as rows, not yet written."""
    return [*_target_rows(followup, computation), *_level_rows(followup, computation)]


def _target_rows(followup: Followup, computation: Computation) -> Iterator[Figure]:
    for placed in computation.placements:
        digest = inputs_digest(placed.figures)
        for measure, which in MEASURES:
            yield target_figure(followup, placed, measure, which, digest)


def target_figure(
    followup: Followup, placed: MeasuredPlacement, measure: Measure, which: Percentage, digest: str
) -> Figure:
    """One percentage of one target as a row."""
    rule, _, edition = placed.figures.rule.partition("@")
    return Figure(
        entity_id=followup.entity_id,
        followup=followup,
        placement_id=placed.pk,
        measure=measure,
        rule=rule,
        edition=edition,
        inputs_digest=digest,
        **outcome_columns(placed.figures.outcome(which)),
    )


def _level_rows(followup: Followup, computation: Computation) -> Iterator[Figure]:
    for measure, which in MEASURES:
        sums = computation.sums[which]
        for level in (*(each.pk for each in computation.levels), None):
            children = computation.children(level, which)
            yield Figure(
                entity_id=followup.entity_id,
                followup=followup,
                node_id=level,
                measure=measure,
                rule=ROLL_UP_RULE,
                edition=ROLL_UP_EDITION,
                inputs_digest=node_digest(children, computation.settings, computation.closed),
                **sum_columns(sums[level]),
            )


def write_one(followup: Followup, placement: Placement) -> None:
    """Measures one target again and carries the difference up: its own rows and one row a level and measure.

    The sums of the levels are changed by what the target contributed before and contributes now, so the cost does not
    depend on how many other targets there are. The rows of the path are locked from the plan down, in one query.
    """
    settings = settings_on(followup.entity_id, followup.period.last_day)
    measured = measured_placements(followup, settings, closed=False, placement=placement.pk)[0]
    path = _path(placement)
    kept = _locked(followup, placement, path)
    changed: list[Figure] = []
    digest = inputs_digest(measured.figures)
    for measure, which in MEASURES:
        figure = kept[measure, "target", placement.pk]
        old, new = outcome_of(figure), measured.figures.outcome(which)
        _set(figure, inputs_digest=digest, **outcome_columns(new))
        changed.append(figure)
        if placement.counts:
            changed += _carry_up(kept, measure, path, (measured.weight, old, new), settings)
    Figure.objects.bulk_update(changed, SUM_COLUMNS)


def _path(placement: Placement) -> list[NodeRevision]:
    """The levels above a placement, from the lowest up."""
    path: list[NodeRevision] = []
    node = placement.node
    while node is not None:
        path.append(node)
        node = node.parent
    return path


Kept = dict[tuple[str, str, int | None], Figure]


def _locked(followup: Followup, placement: Placement, path: list[NodeRevision]) -> Kept:
    """The figures of a target and of every level above it, locked until the transaction ends."""
    mine = Figure.objects.filter(followup=followup, placement=placement)
    levels = Figure.objects.filter(followup=followup, placement__isnull=True, node__in=path)
    plan = Figure.objects.filter(followup=followup, placement__isnull=True, node__isnull=True)
    keys = [
        *plan.values_list("pk", flat=True),
        *levels.values_list("pk", flat=True),
        *mine.values_list("pk", flat=True),
    ]
    rows = Figure.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {
        (row.measure, "target", row.placement_id) if row.placement_id else (row.measure, "level", row.node_id): row
        for row in rows
    }


def _carry_up(
    kept: Kept,
    measure: str,
    path: list[NodeRevision],
    child: tuple[int | None, Outcome, Outcome],
    settings: Settings,
) -> list[Figure]:
    """Replaces a child's old contribution by the new one in each level above it, up to the plan."""
    explicit, old, new = child
    changed: list[Figure] = []
    for level in (*path, None):
        figure = kept[measure, "level", level.pk if level else None]
        weight = weight_of(settings, explicit)
        before, total = outcome_of(figure), sum_of(figure)
        total = total.replace(contribution(weight, old, settings), contribution(weight, new, settings))
        # The digest of a level names every child; it is made anew when figures are rebuilt and at closing.
        _set(figure, **sum_columns(total))
        changed.append(figure)
        explicit = level.weight.units if level is not None and level.weight is not None else None
        old, new = before, total.outcome
    return changed


def _set(figure: Figure, **columns: object) -> None:
    for column, value in columns.items():
        setattr(figure, column, value)
