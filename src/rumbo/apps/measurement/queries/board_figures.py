"""The figures of the director's page, from those that are kept, in one query however many targets and periods: of the
plans, of the levels of the one that is looked at, and of the targets."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet, Subquery, Value

from rumbo.apps.measurement.models import CorrectedFigure, Figure, Measure
from rumbo.apps.measurement.queries.board import BoardPlan
from rumbo.apps.plans.models import NodeRevision
from rumbo.domain.measurement.kept import outcome_kept
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Outcome

STANDING = (Measure.YEAR, Measure.EXPECTED, Measure.AT_CUTOFF)
"""What is looked at of everything: what was reached, what was expected, and the one against the other."""


class Row(NamedTuple):
    """A figure with what it is of: a target (by its placement, revision and identity, and the unit that reports it), a
    level (by its revision and identity), or the plan."""

    followup: int
    measure: str
    value: int | None
    undefined: str
    marks: str
    placement: int | None
    placed_at: int | None
    counts: bool | None
    revision: int | None
    target: int | None
    unit: int | None
    node: int | None
    level: int | None
    uid: Any
    parent: int | None
    kind: str | None
    code: str | None
    name: str | None
    depth: int | None
    ordinal: int | None
    correction: int

    @property
    def outcome(self) -> Outcome:
        """The figure, or why there is none."""
        return outcome_kept(self.value, self.undefined, self.marks)


COLUMNS = (
    "followup_id",
    "measure",
    "value",
    "undefined",
    "marks",
    "placement_id",
    "placement__node_id",
    "placement__counts",
    "placement__revision_id",
    "placement__revision__target_id",
    "unit",
    "node_id",
    "node__node_id",
    "node__uid",
    "node__parent_id",
    "node__kind",
    "node__code",
    "node__name",
    "node__depth",
    "node__ordinal",
    "since",
)
CORRECTED = tuple(
    each if each in ("value", "undefined", "marks", "unit", "since") else f"figure__{each}" for each in COLUMNS
)
"""The same of a figure that a correction wrote beside the one of the closing."""
Outcomes = dict[str, Outcome]


@dataclass
class BoardFigures:
    """The figures read, by follow-up and by what they are of: `plans` by follow-up, `levels` and `targets` by follow-up
    and by the identity of a level or target; the rows tell what each is there. `placed` are those of the follow-up in
    focus by the placement of a target, `corrected` what its corrections left, by their ordinal."""

    focus: int = 0

    plans: defaultdict[int, Outcomes] = field(default_factory=lambda: defaultdict(dict))
    levels: defaultdict[int, defaultdict[int, Outcomes]] = field(default_factory=lambda: defaultdict(_by_key))
    targets: defaultdict[int, defaultdict[int, Outcomes]] = field(default_factory=lambda: defaultdict(_by_key))
    level_rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    target_rows: dict[tuple[int, int], Row] = field(default_factory=dict)
    placed: defaultdict[int, Outcomes] = field(default_factory=lambda: defaultdict(dict))
    corrected: defaultdict[int, defaultdict[int, Outcomes]] = field(default_factory=lambda: defaultdict(_by_key))

    def add(self, row: Row) -> None:
        """Takes a row in."""
        if row.correction:
            if row.placement is not None:
                self.corrected[row.correction][row.placement][row.measure] = row.outcome
        elif row.placement is not None and row.target is not None:
            if row.followup == self.focus:
                self.placed[row.placement][row.measure] = row.outcome
            self.targets[row.followup][row.target][row.measure] = row.outcome
            # A target that is shown in several places stands where it counts.
            if row.counts or (row.followup, row.target) not in self.target_rows:
                self.target_rows[row.followup, row.target] = row
        elif row.level is not None:
            self.levels[row.followup][row.level][row.measure] = row.outcome
            self.level_rows[row.followup, row.level] = row
        else:
            self.plans[row.followup][row.measure] = row.outcome


def _by_key() -> defaultdict[int, Outcomes]:
    return defaultdict(dict)


def board_figures(
    plans: Iterable[BoardPlan], focus: BoardPlan, settings: Mapping[int, Settings], level_uid: str = ""
) -> BoardFigures:
    """The figures of some plans at their cut-offs and before, and of the one in focus at every follow-up it has, of one
    of its levels too where it is looked at; `settings` are those of each follow-up. One query."""
    found = BoardFigures(focus.followup.pk)
    parts = [part.order_by().values_list(*COLUMNS) for part in _parts([*plans], focus, settings, level_uid)]
    if focus.followup.corrected:
        parts.append(_corrected(focus.followup.pk).order_by().values_list(*CORRECTED))
    first, *others = parts
    for values in first.union(*others, all=True):
        found.add(Row(*values))
    return found


def _parts(
    plans: list[BoardPlan], focus: BoardPlan, settings: Mapping[int, Settings], level_uid: str
) -> Iterator[QuerySet[Any]]:
    """Each part has an index of its own: those of the plans, of their levels, and of their targets."""
    now = [each.followup.pk for each in plans]
    edge = [*now, *(each.before.pk for each in plans if each.before)]
    back = [each.pk for each in focus.history if each.pk not in edge]
    lights = sorted({settings[key].bands_on.value for key in settings})
    kept = _rows().filter(measure__in={*STANDING, *lights})
    yield kept.filter(placement__isnull=True, node__isnull=True, followup__in=[*edge, *back])
    yield kept.filter(placement__isnull=True, node__isnull=False, followup__in=edge)
    yield kept.filter(placement__isnull=False, followup__in=now)
    earlier = [key for key in [*edge, *back] if key not in now]
    yield _rows().filter(placement__isnull=False, followup__in=earlier, measure__in=lights)
    if level_uid:
        same = NodeRevision.objects.filter(uid=level_uid).values("node")[:1]
        yield kept.filter(placement__isnull=True, node__node=Subquery(same), followup__in=back)


def _rows() -> QuerySet[Any]:
    return _answered(Figure.objects.annotate(since=Value(0)), "")


def _corrected(followup: int) -> QuerySet[Any]:
    rows = CorrectedFigure.objects.filter(correction__followup=followup, figure__placement__isnull=False)
    return _answered(rows.annotate(since=F("correction__ordinal")), "figure__")


def _answered(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    """With the unit that reports the target of each."""
    path = f"{prefix}placement__revision__units"
    answering = FilteredRelation(path, condition=Q(**{f"{path}__reports": True}))
    return rows.annotate(answering=answering).annotate(unit=F("answering__unit_id"))
