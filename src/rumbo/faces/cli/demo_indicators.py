"""The sheets of indicators of the invented entity and what was reported for them, by the actions of its people."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from rumbo.apps.audit.actor import Actor
from rumbo.apps.indicators import actions as indicators
from rumbo.apps.measurement.actions import take_counts
from rumbo.apps.plans.queries import versions_in_force
from rumbo.apps.processes.queries import processes_of
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.domain.indicators import IndicatorSheet, Range
from rumbo.domain.numbers import Quantity

NUMBERS = ("target", "baseline")


class IndicatorStory:
    """Planning writes the sheets with their variables; the values of two years are reported or counted in the plan; one
    year is analysed."""

    def __init__(
        self, entity: Any, units: dict[str, Any], acting: Callable[[str], Actor], year: int, today: date
    ) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna_indicators.yaml")
        self.told: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
        self.entity, self.units, self.acting, self.year, self.today = entity, units, acting, year, today
        self.plan = next(iter(versions_in_force(entity.pk).filter(plan__fiscal_year=year))).plan
        self.processes = {process.name: process for process in processes_of(entity.pk)}
        self.variables: dict[str, Any] = {}

    def tell(self) -> None:
        """From the variables and their values to the sheets, most of them approved."""
        for told in self.told["variables"]:
            self._variable(told)
        for told in self.told["sheets"]:
            self._sheet(told)

    def _variable(self, told: dict[str, Any]) -> None:
        planning = self.acting("planning_office")
        data = indicators.VariableData(
            **{each.name: told[each.name] for each in fields(indicators.VariableData) if each.name in told}
        )
        made = indicators.create_variable(planning, self.entity, data, unit=self.units[told["unit"]])
        self.variables[data.code] = made
        if "counts" in told:
            take_counts(planning, made, self.plan, told["counts"], measure=told["measure"])
            return
        for year, values in ((self.year - 1, told["before"]), (self.year, told["now"])):
            periods = periods_of_year(year, PERIODICITIES[data.periodicity])
            for period, value in zip(periods, values, strict=False):
                # A demonstration begun early in its year has fewer periods behind it.
                if period.last_day < self.today:
                    indicators.report_value(planning, made, year, period.ordinal, Quantity.of(value))

    def _sheet(self, told: dict[str, Any]) -> None:
        planning, process = self.acting("planning_office"), self.processes[told["process"]]
        unit = self.units[process.owner.name] if process.owner else self.units[told["unit"]]
        row = indicators.create_sheet(planning, self.entity, _sheet(told), unit=unit, process=process)
        for symbol, code in told["variables"].items():
            indicators.place_variable(planning, row, self.variables[code], symbol)
        if told.get("draft"):
            return
        indicators.propose_sheet(planning, row)
        if told.get("proposed"):
            return
        indicators.approve_sheet(planning, row)
        if "analysis" in told:
            ordinal, text, action = told["analysis"]
            indicators.analyse_result(planning, row, self.year, ordinal, text, action=action)


def _sheet(told: dict[str, Any]) -> IndicatorSheet:
    """A sheet as it is told: numbers and ranges as quantities."""
    left = {"process", "variables", "draft", "proposed", "analysis", "ranges", *NUMBERS}
    plain: dict[str, Any] = {name: value for name, value in told.items() if name not in left}
    plain |= {name: _quantity(told[name]) for name in NUMBERS if name in told}
    ranges = tuple(Range(name, _quantity(lower), _quantity(upper)) for name, lower, upper in told.get("ranges", ()))
    return IndicatorSheet(**plain, ranges=ranges)


def _quantity(text: str | None) -> Quantity | None:
    return None if text is None else Quantity.of(Decimal(text))
