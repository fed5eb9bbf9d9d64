"""What changes in the invented entity: a report of its closed quarter is corrected, its plan is changed by an act, and
next year's is being formulated; all by the actions of its people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.changing.actions import Decided, ask_change, decide_changes, give_opinion
from rumbo.apps.changing.bridge import ChangeData
from rumbo.apps.changing.queries import placement_in_force
from rumbo.apps.followup.actions import reopen_report, submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.queries import reports_of_round
from rumbo.apps.formulating.actions import formulate_target, open_formulation, return_part, submit_part, take_part
from rumbo.apps.formulating.queries import placements_of, reporting_in
from rumbo.apps.measurement.actions import accept_report
from rumbo.apps.plans.actions import Act
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.queries import matrix_rows
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.domain.numbers import Quantity

DAYS_LEFT = 10


class ChangeStory:
    """A correction, three requests (one decided, one before the committee, one just asked), and a formulation."""

    def __init__(self, entity: Any, people: list[dict[str, str]], acting: Callable[[str], Actor], today: date) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna_changes.yaml")
        self.told: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
        self.entity, self.acting, self.today = entity, acting, today
        self.units = {each["email"]: each.get("unit", "") for each in people}

    def correct(self, followup: Any, title: str) -> None:
        """One report is opened again, corrected by its unit, accepted, and the quarter published with it."""
        told, planning = self.told["correction"], self.acting("planning_office")
        report: Any = next(each for each in reports_of_round(followup) if each.revision.statement == told["target"])
        ends = timezone.now() + timedelta(days=2)
        reopen_report(planning, report, report.edit, ends_at=ends, reason=told["reason"], act=told["act"])
        report.refresh_from_db()
        answer = AnswerData(quantity=_quantity(told["quantity"]), narrative=told["narrative"])
        sent = submit_report(self.acting("liaison"), report, answer, report.edit)
        accept_report(planning, sent, sent.edit)
        again = prepare_publication(
            planning,
            followup.plan_version,
            title=told["title"].format(followup=title),
            followup=followup,
            reason=told["reason"],
        )
        publish(self.acting("director"), again, approver="Directora General")

    def change(self, version: Any) -> Any:
        """Three units ask; planning answers two; the committee decides one. The version that rules since."""
        planning, decided = self.acting("planning_office"), {}
        for told in self.told["changes"]:
            placement = self._placed(version, told["target"])
            (now,) = target_data([placement])
            value, before, after = _asked(told, now)
            said = {"old_text": before, "new_text": after}
            data = ChangeData("edit", told["reason"], told["field"], value, **said)  # type: ignore[arg-type]
            request = ask_change(self.acting(told["person"]), version, data, placement=placement)
            if "opinion" in told:
                give_opinion(planning, request, request.edit, favourable=True, text=told["opinion"])
                request.refresh_from_db()
            if "decision" in told:
                decided[request] = Decided(True, told["decision"], request.edit)
        kind, number = self.told["act"]
        return decide_changes(planning, version, decided, Act(kind, number, self.today))

    def formulate(self, version: Any) -> None:
        """Next year's plan: one part taken, one returned by field, one being written, one that nobody began."""
        told, planning = self.told["formulation"], self.acting("planning_office")
        year = (version.plan.fiscal_year or self.today.year) + 1
        rows, units = list(matrix_rows(version)), reporting_in(version)
        days: dict[str, Any] = {
            "opens_on": self.today - timedelta(days=DAYS_LEFT),
            "until": self.today + timedelta(days=DAYS_LEFT),
        }
        name = told["name"].format(year=year)
        opened: dict[str, Any] = {"fiscal_year": year, "units": units, "source": version, "keep": rows}
        formulation = open_formulation(planning, self.entity, name, **days, **opened)
        parts = {part.unit.name: part for part in formulation.parts.select_related("unit")}
        for key in ("taken", "returned", "drafting"):
            part, person = parts[self.units[told[key]]], self.acting(told[key])
            written = self._written(part, person, told["evidence"])
            if key == "drafting":
                continue
            part.refresh_from_db()
            submit_part(person, part, part.edit)
            part.refresh_from_db()
            if key == "taken":
                take_part(planning, part, part.edit)
            else:
                remarks = {(str(written[0].revision.target.uid), "statement"): told["remark"]}
                return_part(planning, part, part.edit, remarks=remarks)

    def _written(self, part: Any, person: Actor, evidence: str) -> list[Any]:
        rows = placements_of(part)
        for row, data in zip(rows, target_data(rows), strict=True):
            formulate_target(person, part, replace(data, expected_evidence=evidence), placement=row)
        return rows

    def _placed(self, version: Any, statement: str) -> Any:
        row = next(each for each in matrix_rows(version) if each.revision.statement == statement)
        return placement_in_force(self.entity.pk, row.revision.target.uid)


def _quantity(text: str) -> Quantity:
    return Quantity.of(Decimal(text))


def _asked(told: dict[str, Any], now: Any) -> tuple[Any, str, str]:
    """The value that is asked for, with what the target says and would say."""
    if told["field"] != "programme":
        value = _quantity(told["value"]) if told["field"] == "quantity" else told["value"]
        return value, _words(getattr(now, told["field"])), _words(value)
    # The year first, then its quarters: as the story tells them.
    keys = sorted(now.programme)
    amounts = dict(zip(keys, map(_quantity, told["value"]), strict=True))
    before, after = ("; ".join(_words(each[key]) for key in keys) for each in (now.programme, amounts))
    return {key: amount for key, amount in amounts.items() if amount != now.programme[key]}, before, after


def _words(value: Any) -> str:
    if isinstance(value, Quantity):
        return f"{value.decimal.normalize():f}".replace(".", ",")
    return str(value or "")
