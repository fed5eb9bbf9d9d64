"""What stands beside the figures of a target: how its year would end, and that nothing of it can be expected yet."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.changing.queries import placement_in_force
from rumbo.apps.measurement.bridge import TargetOutlook
from rumbo.apps.measurement.queries import PROJECTION, Explained, OutlookRow
from rumbo.domain.measurement.explaining import reason_words
from rumbo.domain.measurement.outlook import Projection, Trend, Way
from rumbo.domain.measurement.sentences import AHEAD, MARKS
from rumbo.faces.web.measurement.telling import Told, address, figure_of, is_share_of_year, told
from rumbo.faces.web.session import may

TRENDS: dict[Trend, tuple[str, Promise]] = {
    Trend.BETTER: ("done", __("va mejor")),
    Trend.SAME: ("neutral", __("va igual")),
    Trend.WORSE: ("stopped", __("va peor")),
}
WAYS: dict[Way, Promise] = {
    Way.ENDED: __("El año terminó."),
    Way.HELD: __("Si se mantiene como va."),
    Way.ON_PROGRAMME: __("Si lo que falta se cumple en la misma proporción que lo programado hasta el corte."),
    Way.LINEAR: __("Si sigue al ritmo de {told} de {periods} periodos."),
}
SHORT = ("returned", __("no alcanzaría su meta"))


@dataclass(frozen=True, slots=True)
class Ahead:
    """How the year of a target would end: the figure or why there is none, the address of its explanation, the sentence
    that says how it was told, without the figure, and tone and word of its trend and of falling short, where they are
    known."""

    figure: int | None
    word: str
    href: str
    sentence: str
    marks: tuple[str, ...]
    trend: tuple[str, str] | None
    short: tuple[str, str] | None


def ahead_of(followup: Any, found: TargetOutlook) -> Ahead:
    """The outlook of a target in words."""
    href = address(followup.uid, found.placement_uid, PROJECTION)
    outcome = found.outlook.projection.outcome
    trend = TRENDS.get(found.outlook.trend)
    why = reason_words(found.trace)
    return Ahead(
        figure=figure_of(outcome),
        word=told(outcome, "").word,
        href=href,
        sentence=_(why) if why else way_words(found.outlook.projection),
        marks=tuple(_(MARKS.get(mark) or AHEAD[mark]) for mark in found.trace.marks),
        trend=(trend[0], str(trend[1])) if trend else None,
        short=(SHORT[0], str(SHORT[1])) if found.outlook.projection.is_short else None,
    )


def way_words(projection: Projection) -> str:
    """How a projection was told, of how many periods."""
    words = WAYS.get(projection.way) if projection.way else None
    return str(words).format(told=projection.told, periods=projection.periods) if words else ""


@dataclass(frozen=True, slots=True)
class AheadRow:
    """A line of the page of outlooks: the target, the figure of its year with what was expected, and what is ahead."""

    name: str
    unit: str
    year: Told
    expected: int | None
    share_of_year: bool
    ahead: Ahead


def ahead_row(followup: Any, row: OutlookRow) -> AheadRow:
    """A target with its outlook in words."""
    found = row.found
    return AheadRow(
        name=f"{row.number}. {row.statement}".lstrip(". "),
        unit=row.unit,
        year=told(found.year, address(followup.uid, found.placement_uid, "year")),
        expected=figure_of(found.expected),
        share_of_year=is_share_of_year({"year": found.year, "expected": found.expected}),
        ahead=ahead_of(followup, found),
    )


def programme_address(request: HttpRequest, version: Any, target_uid: str) -> str:
    """Where this person may ask that a target in force be programmed by periods; empty where they may not."""
    if not target_uid or not may(request, "changing.request.ask", version):
        return ""
    # A follow-up of a version that another took the place of: its target may stand there too.
    if version.state != "approved" and placement_in_force(version.entity_id, target_uid) is None:
        return ""
    return reverse("web:changing-ask", args=[target_uid, "programme"])


def offer_in(request: HttpRequest, found: Explained) -> dict[str, Any]:
    """What the page of a figure says where nothing could be expected of it, and where that is mended for a target."""
    if not is_share_of_year(found.outcomes):
        return {}
    return {
        "share_of_year": True,
        "programme_href": programme_address(request, found.followup.plan_version, found.target),
    }
