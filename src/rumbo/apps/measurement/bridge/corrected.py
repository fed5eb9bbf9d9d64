"""The figures of a closing as its corrections left them: the last that was written of each, else the one frozen."""

from typing import Any

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import CorrectedFigure, Figure
from rumbo.domain.measurement.rollup import ROLL_UP_EDITION

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


def mean_of_closing(followup: Followup) -> str:
    """The edition of the weighted mean with which a closing was frozen."""
    plan = Figure.objects.filter(followup=followup, placement__isnull=True, node__isnull=True)
    return plan.values_list("edition", flat=True).order_by("pk").first() or ROLL_UP_EDITION


def rules_of_closing(followup: Followup) -> dict[int, str]:
    """By placement, the key of the rule with which a closing was frozen."""
    rows = Figure.objects.filter(followup=followup, placement__isnull=False).values_list("placement", "rule", "edition")
    return {placement: f"{rule}@{edition}" for placement, rule, edition in rows if placement}
