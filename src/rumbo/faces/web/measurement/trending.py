"""What was planned and what was reached, period by period, as a chart: of a plan, a level or a target."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from rumbo.apps.measurement.bridge import TargetOutlook
from rumbo.apps.measurement.queries import PROJECTION
from rumbo.apps.measurement.queries.explanation import THE_PLAN
from rumbo.apps.measurement.queries.histories import Past, history_of
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.outlook import Way
from rumbo.domain.outcomes import Outcome, Reason, Undefined
from rumbo.faces.web.measurement.telling import address, light_of, short_reason
from rumbo.faces.web.words import short_period_words
from rumbo.layouts.drawing.charts import Lines, Look, Point, Series

YEAR, EXPECTED = "year", "expected"
OUTSIDE = {Reason.NOT_APPLICABLE, Reason.CANCELLED, Reason.SUSPENDED, Reason.LEFT_OUT, Reason.COUNTS_ELSEWHERE}


def history_chart(followup: Any, subject: str, name: str, ahead: TargetOutlook | None = None) -> Lines:
    """The lines of a target, a level or the plan up to a follow-up, with where its year would end where that is known.
    One query."""
    title = _("«{name}»: planeado y alcanzado").format(name=name)
    return lines_of(title, history_of(followup, subject), ahead)


def shown_history(followup: Any, subject: str, name: str, ahead: TargetOutlook | None = None) -> Lines | None:
    """The same, for a page that tells the single figure already; None where there is nothing more than it."""
    drawn = history_chart(followup, subject, name, ahead)
    return drawn if len(drawn.periods) > 1 else None


def trend_address(followup: UUID, subject: str) -> str:
    """Where the files of that chart are, up to the key of the chart."""
    if subject == THE_PLAN:
        return reverse("web:measurement-plan-trend", args=[followup, "svg"]).removesuffix("tendencia.svg")
    return reverse("web:measurement-trend", args=[followup, subject, "svg"]).removesuffix("tendencia.svg")


def lines_of(title: str, past: Sequence[Past], ahead: TargetOutlook | None = None) -> Lines:
    """The line of what was planned and that of what was reached; each year begins anew, for its figures do."""
    names = ((_("Planeado"), EXPECTED, Look.PLANNED), (_("Alcanzado"), YEAR, Look.ACTUAL))
    series = [Series(name, look, tuple(_past(each, measure) for each in past)) for name, measure, look in names]
    labels = [short_period_words(each.followup.period) for each in past]
    years = [each.followup.period.fiscal_year for each in past]
    if past and ahead is not None and (end := _end(past[-1], ahead)) is not None:
        series = [Series(each.name, each.look, (*each.points, Point())) for each in series]
        last = series[1].points[len(past) - 1]
        series.append(Series(_("Proyección"), Look.PROJECTED, (*[Point()] * (len(past) - 1), last, end)))
        labels.append(_("cierre de {year}").format(year=years[-1]))
    starts = tuple(at for at in range(1, len(years)) if years[at] != years[at - 1])
    return Lines("tendencia", title, _("Periodo"), tuple(labels), tuple(series), starts=starts)


def point_of(outcome: Outcome | None, href: str = "", band: Band | None = None) -> Point:
    """An outcome as a point of a chart; None is nothing at all."""
    if outcome is None:
        return Point()
    tone, word = light_of(band) if band is not None else ("", "")
    if isinstance(outcome, Undefined):
        return Point(None, short_reason(outcome.reason.value), href, ground=ground_of(outcome.reason))
    return Point(outcome.figure, "", href, tone, word)


def ground_of(reason: Reason) -> str:
    """How a cell without a figure is told from the others: nobody said it, it is not its time, or it does not apply."""
    return "silent" if reason is Reason.NOT_REPORTED else "outside" if reason in OUTSIDE else "unplanned"


def _past(each: Past, measure: str) -> Point:
    return point_of(each.outcomes.get(measure), address(each.followup.uid, each.subject, measure))


def _end(last: Past, ahead: TargetOutlook) -> Point | None:
    """Where the year would end; nothing where it has ended, or cannot be told."""
    projection = ahead.outlook.projection
    if projection.way in (None, Way.ENDED) or YEAR not in last.outcomes:
        return None
    return point_of(projection.outcome, address(last.followup.uid, last.subject, PROJECTION))
