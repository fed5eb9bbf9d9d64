"""The processes and the map of risks of the invented entity, told by the same actions as its people would call."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from rumbo.apps.audit.actor import Actor
from rumbo.apps.processes.actions import ProcessData, create_process, create_process_alias
from rumbo.apps.projects.queries import project_by_code
from rumbo.apps.risks import actions as risks
from rumbo.apps.risks.bridge import ControlData, RiskData, TreatmentData
from rumbo.content.risk_methods import method_for
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk import Method
from rumbo.domain.risk.method import DISPLACEMENT

TOLD_AS_IS = (
    *("point", "impact_kind", "immediate_cause", "root_cause", "consequences", "factor"),
    *("history", "reputation"),
)
STATEMENTS = {
    "economic": "Posibilidad de afectación económica por {immediate_cause} debido a {root_cause}",
    "reputational": "Posibilidad de afectación reputacional por {immediate_cause} debido a {root_cause}",
    "both": "Posibilidad de afectación económica y reputacional por {immediate_cause} debido a {root_cause}",
}


class RiskStory:
    """Planning writes the map and its units their parts; the director approves it; a second version begins."""

    def __init__(self, entity: Any, units: dict[str, Any], acting: Callable[[str], Actor], year: int) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna_risks.yaml")
        self.told: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
        self.entity, self.units, self.acting, self.year = entity, units, acting, year
        self.processes: dict[str, Any] = {}

    def tell(self) -> None:
        """From the map of processes to the draft of the second version."""
        planning = self.acting("planning_office")
        for told in self.told["processes"]:
            data = ProcessData(told["name"], told["kind"], told["code"], told["objective"], date(self.year - 1, 1, 1))
            process = create_process(planning, self.entity, data, owner=self.units[told["owner"]])
            self.processes[process.name] = process
            for alias in told.get("aliases", ()):
                create_process_alias(planning, process, alias)
        version = self._first(planning)
        draft = risks.continue_version(planning, version)
        for told in self.told["next"]:
            self._risk(self.acting("liaison"), draft, told)

    def _first(self, planning: Actor) -> Any:
        name = self.told["map"]["name"].format(year=self.year)
        created = risks.create_map(planning, self.entity, name, fiscal_year=self.year)
        version = risks.draft_version(planning, created)
        rows = [(self._risk(planning, version, told), told) for told in self.told["risks"]]
        risks.propose_version(planning, version)
        kind, number = self.told["map"]["act"]
        act = risks.Act(kind, number, date(self.year, 1, 30))
        risks.approve_version(self.acting("director"), version, act)
        for row, told in rows:
            if "happened" in told:
                day, facts, effects, response = told["happened"]
                happened = risks.Happened(self._day(day), facts, effects, response, "Oficina de Control Interno")
                risks.tell_materialization(self.acting("liaison"), row.risk, happened)
        return version

    def _risk(self, actor: Actor, version: Any, told: dict[str, Any]) -> Any:
        """A risk with its controls, what is decided about it and its plan."""
        method = method_for(told["class"], date(self.year, 1, 15))
        if method is None:
            raise LookupError(told["class"])
        process = self.processes.get(told.get("process", ""))
        unit = process.owner if process else self.units[told["unit"]]
        written = _data(told, method, self.year)
        kept = project_by_code(self.entity.pk, written.project_code)
        project = kept.project if kept else None
        row = risks.add_risk(actor, version, written, unit=unit, process=process, project=project)
        for control in told["controls"]:
            risks.write_control(actor, row, _control(control, method, told.get("design", "")))
        if "option" in told:
            risks.choose_option(actor, row, told["option"])
        for action, answers, start, end, evidence in told.get("plan", ()):
            data = TreatmentData(action, self._day(start), self._day(end), evidence)
            risks.write_treatment(actor, row, data, unit=self.units[answers])
        return row

    def _day(self, text: str) -> date:
        return date.fromisoformat(f"{self.year}-{text}")


def _data(told: dict[str, Any], method: Method, year: int) -> RiskData:
    plain = {name: told[name] for name in TOLD_AS_IS if name in told}
    statement = told.get("statement") or STATEMENTS[told["impact_kind"]].format_map(told)
    return RiskData(
        code=told["code"],
        method=method.key,
        risk_class=told["class"],
        statement=statement,
        project_code=told.get("project", "").format(year=year),
        times_a_year=told.get("times"),
        money=Quantity.of(Decimal(told["money"])) if "money" in told else None,
        answers=tuple(told["answers"]) if "answers" in told else None,
        **plain,
    )


def _control(told: list[str], method: Method, rating: str) -> ControlData:
    """A control; of a method that asks for its design, the best one, carried out as `rating` says."""
    responsible, action, kind, way, frequency, evidence = told
    design = {}
    if method.controls.effect == DISPLACEMENT:
        best = {each.code: max(each.answers, key=lambda answer: answer.points) for each in method.controls.design}
        design = {code: answer.code for code, answer in best.items()}
    return ControlData(
        responsible=responsible,
        action=action,
        kind=kind,
        way=way,
        frequency=frequency,
        evidence=evidence,
        documented=True,
        continuous=True,
        leaves_record=True,
        design=design,
        execution=rating if design else "",
    )
