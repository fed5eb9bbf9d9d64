"""Which targets of a follow-up a person asked to see, and a page of them in the order of the plan."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.models import Figure
from rumbo.apps.plans.models import Placement, TargetUnit
from rumbo.apps.plans.queries import levels_below
from rumbo.domain.measurement.settings import Settings

PAGE = 50
WITHOUT_LIGHT = "none"


@dataclass(frozen=True, slots=True)
class SheetFilter:
    """What the targets of a sheet are narrowed by. `light` is the code of a band, or "none"."""

    words: str = ""
    unit_uid: str = ""
    level_uid: str = ""
    light: str = ""


EVERYTHING = SheetFilter()


def placements_narrowed(followup: Followup, narrow: SheetFilter, settings: Settings) -> QuerySet[Any]:
    """The placed targets of a follow-up that a filter leaves."""
    found = Placement.objects.filter(version=followup.plan_version_id)
    if narrow.words:
        words = Q(revision__statement__icontains=narrow.words) | Q(revision__indicator__name__icontains=narrow.words)
        found = found.filter(words | Q(number=narrow.words))
    if narrow.unit_uid:
        units = TargetUnit.objects.filter(revision=OuterRef("revision"), unit__uid=narrow.unit_uid)
        found = found.filter(Exists(units))
    if narrow.level_uid:
        found = found.filter(node__in=levels_below(followup.plan_version_id, narrow.level_uid))
    if narrow.light:
        found = found.filter(Exists(_lit_figures(followup, narrow.light, settings)))
    return found


def _lit_figures(followup: Followup, light: str, settings: Settings) -> QuerySet[Figure]:
    """The figures that a light shines on, for the placement of an outer query."""
    figures = Figure.objects.filter(followup=followup, placement=OuterRef("pk"), measure=settings.bands_on.value)
    if light == WITHOUT_LIGHT:
        return figures.filter(value__isnull=True)
    band = next((each for each in settings.bands if each.code == light), None)
    if band is None:
        return figures.none()
    if band.lower is not None:
        figures = figures.filter(value__gte=band.lower)
    if band.upper is not None:
        figures = figures.filter(value__lt=band.upper)
    return figures.filter(value__isnull=False)


def placements_page(found: QuerySet[Any], page: int, size: int | None) -> QuerySet[Any]:
    """The placements of a page, each with how many there are in all and the unit that reports."""
    counted = found.order_by().values("version").annotate(number_of=Count("pk")).values("number_of")
    units = TargetUnit.objects.filter(revision=OuterRef("revision"), reports=True).values("unit__name")
    order = (F("node__ordinal").asc(nulls_first=True), "ordinal")
    # Only keys are put in order; what is told of a target is looked up for those of the page.
    keys = found.order_by(*order).values("pk")
    shown = keys if size is None else keys[(page - 1) * size : page * size]
    return (
        Placement.objects.filter(pk__in=shown)
        .select_related("revision")
        .annotate(total=Subquery(counted), unit_name=Subquery(units[:1]))
        .order_by(*order)
    )
