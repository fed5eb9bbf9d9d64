"""A house that follows its plan up: opening quarters, answering and accepting in one line each."""

from typing import Any

from rumbo.apps.followup.actions import submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.measurement.actions import accept_report, open_period
from rumbo.apps.measurement.models import Figure
from rumbo.apps.measurement.queries import explained_figure
from rumbo.apps.measurement.queries.explanation import THE_PLAN
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.models import PlanVersion
from rumbo.domain.measurement import Trace
from rumbo.domain.numbers import FIGURE_UNITS
from tests.characters import House

PERCENT = FIGURE_UNITS // 100
FIELDS = ("followup", "placement", "node", "measure", "value", "undefined", "marks", "weighted_total", "weight_sum",
          "counted", "excluded", "inputs_digest", "rule", "edition")  # fmt: skip


def open_quarter(house: House, ordinal: int, version: PlanVersion | None = None, year: int = 2024) -> Followup:
    """The round of a quarter, opened and measured."""
    pilar = house.pilar.actor
    periods = ensure_periods(pilar, house.entity, year, "quarterly")
    return open_period(pilar, version or house.version, periods[ordinal - 1])


def report_of(followup: Followup, number: str) -> Report:
    """The report of the target with a number of the plan."""
    return Report.objects.get(followup=followup, target__revisions__placements__number=number,
                              target__revisions__placements__version=followup.plan_version)  # fmt: skip


def answer(house: House, followup: Followup, number: str, accept: bool = True, **values: Any) -> Report:
    """Somebody of the unit answers, and Pilar accepts."""
    report = report_of(followup, number)
    report.unit = report.unit or house.units["Oficina de Proyectos"]
    values.setdefault("narrative", "Se hizo lo que estaba previsto y quedó documentado.")
    values.setdefault("justification", "Lo que falta se hace en lo que queda del año.")
    submitted = submit_report(_reporter(house, report), report, AnswerData(**values), report.edit)
    return accept_report(house.pilar.actor, submitted, submitted.edit) if accept else submitted


def _reporter(house: House, report: Report) -> Any:
    """Lucía where it is her unit; for the others, the installation itself."""
    mine = report.unit_id in {grant.unit_id for grant in house.lucia.actor.grants}
    return house.lucia.actor if mine else house.system


def figures(followup: Followup) -> list[tuple[Any, ...]]:
    """Everything that figures say, in an order of their own."""
    rows = Figure.objects.filter(followup=followup).values_list(*FIELDS)
    return sorted(rows, key=lambda row: tuple(str(each) for each in row))


def value(followup: Followup, number: str | None = None, measure: str = "year") -> int | str | None:
    """One figure of a target (by its number) or of the plan, or why there is none."""
    rows = Figure.objects.filter(followup=followup, measure=measure)
    row = rows.get(placement__number=number) if number else rows.get(placement=None, node=None)
    return row.undefined if row.value is None else row.value


def trace(house: House, figure: Figure) -> Trace:
    """How a figure came about, as Pilar reads it."""
    subject = figure.placement or figure.node
    uid = str(subject.uid) if subject else THE_PLAN
    found = explained_figure(house.pilar.actor, figure.followup, uid, figure.measure)
    assert found is not None
    return found.trace
