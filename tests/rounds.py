"""A round of follow-up in a house of the standing characters, opened and answered by the actions a user calls."""

from dataclasses import replace
from typing import Any

from rumbo.apps.followup.actions import open_followup, submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Followup, Report
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    create_plan,
    draft_version,
    ensure_periods,
    propose_version,
    write_version,
)
from rumbo.apps.plans.models import Period, PlanVersion
from rumbo.domain.numbers import Quantity
from tests.characters import NODES, YEAR, House, targets

TOLD = AnswerData(quantity=Quantity.of(3), narrative="Se hicieron tres visitas.")


def quarter(house: House, ordinal: int = 2) -> Period:
    return ensure_periods(house.pilar.actor, house.entity, YEAR, "quarterly")[ordinal - 1]


def open_round(house: House, ordinal: int = 2, version: PlanVersion | None = None) -> Followup:
    return open_followup(house.pilar.actor, version or house.version, quarter(house, ordinal))


def report_of(followup: Followup, number: str) -> Report:
    """The report of the target that the plan gives a number."""
    found = Report.objects.select_related("revision", "period", "unit", "followup", "target", "entity")
    placed = {"revision__placements__number": number, "revision__placements__version": followup.plan_version_id}
    return found.get(followup=followup, **placed)


def submitted(house: House, followup: Followup, number: str = "1", answer: AnswerData = TOLD) -> Report:
    report = report_of(followup, number)
    return submit_report(house.lucia.actor, report, answer, report.edit)


def version_with(house: House, name: str, count: int = 1, **changes: Any) -> PlanVersion:
    """An approved version of a plan of its own, with so many copies of the first target, changed as said."""
    pilar, first = house.pilar.actor, targets(house)[0]
    plan = create_plan(pilar, house.entity, name, "action_plan_matrix", fiscal_year=YEAR)
    version = draft_version(pilar, plan)
    rows = [replace(first, number=str(n), statement=f"Meta {n}", **changes) for n in range(1, count + 1)]
    write_version(pilar, version, NODES, rows)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "8", house.version.act_date))
