"""The figures of a closing as its corrections left them: the last that was written of each, else the one frozen."""

from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import CorrectedFigure, Figure, Measure
from rumbo.domain.measurement.kept import outcome_kept
from rumbo.domain.measurement.rollup import ROLL_UP_EDITION
from rumbo.domain.outcomes import Outcome

COLUMNS = (
    "value",
    "undefined",
    "marks",
    "weighted_total",
    "weight_sum",
    "counted",
    "excluded",
    "inputs_digest",
)
"""What a correction may change in a figure."""

Identity = tuple[int | None, int | None, str]
Told = tuple[Any, ...]


def identity(figure: Figure) -> Identity:
    """What a figure is of, and which percentage it is."""
    return figure.placement_id, figure.node_id, figure.measure


def told(figure: Figure | CorrectedFigure) -> Told:
    """What a figure says, to be compared."""
    return tuple(getattr(figure, name) for name in COLUMNS)


def standing_figures(followup: Followup, ordinal: int | None = None) -> dict[Identity, tuple[Figure, Told]]:
    """By identity, each frozen figure with what it says since the corrections up to an ordinal (None: all). Two
    queries."""
    corrected = CorrectedFigure.objects.filter(correction__followup=followup).order_by("correction__ordinal")
    if ordinal is not None:
        corrected = corrected.filter(correction__ordinal__lte=ordinal)
    latest = {row.figure_id: told(row) for row in corrected.defer("trace")}
    figures = Figure.objects.filter(followup=followup).select_related("placement__revision", "node").order_by("pk")
    return {identity(each): (each, latest.get(each.pk, told(each))) for each in figures}


def with_correction(figures: QuerySet[Figure]) -> QuerySet[Any]:
    """Figures, each with what its last correction made of it (`since`), for `outcome_since` to read. The same query."""
    last = CorrectedFigure.objects.filter(figure=OuterRef("pk")).order_by("-correction__ordinal")
    told = JSONObject(value="value", undefined="undefined", marks="marks", ordinal="correction__ordinal")
    return figures.annotate(since=Subquery(last.values(told=told)[:1]))


def outcome_since(figure: Any) -> tuple[Outcome, int] | None:
    """What a figure is since its last correction, and the ordinal of that; None where it was never corrected."""
    if figure.since is None:
        return None
    since = dict(figure.since)
    ordinal = since.pop("ordinal")
    return outcome_kept(**since), ordinal


def mean_of_closing(followup: Followup) -> str:
    """The edition of the weighted mean with which a closing was frozen."""
    plan = Figure.objects.filter(followup=followup, placement__isnull=True, node__isnull=True)
    return plan.values_list("edition", flat=True).order_by("pk").first() or ROLL_UP_EDITION


def rules_of_closing(followup: Followup, among: Collection[str] | None = None) -> dict[int, str]:
    """By placement, the key of the rule with which a closing was frozen; of some placements by their uids, or of
    all."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=False, measure=Measure.YEAR)
    if among is not None:
        rows = rows.filter(placement__uid__in=among)
    told = rows.values_list("placement", "rule", "edition")
    return {placement: f"{rule}@{edition}" for placement, rule, edition in told if placement}
