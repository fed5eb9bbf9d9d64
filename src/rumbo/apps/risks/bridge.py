"""Rows of risks ⇄ domain values: what is written of a risk, how its method sees it, a version as a printed map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.apps.risks.models import Assessment, Control, MapVersion
from rumbo.content.risk_methods import method as method_by_key
from rumbo.domain import risk
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk import AnnouncedRow, MapControl, MapTreatment, Method, RiskEntry, RiskMap
from rumbo.domain.risk.tracing import Story, story_of


@dataclass(frozen=True, slots=True)
class RiskData:
    """What a person writes of a risk. Process or project, and the unit, are given to the action as rows;
    `project_code` is what documents print of a project, kept here or not.

    `money` is in legal monthly minimum wages; `history`, `reputation`, `impact_level` are numbers of levels; `answers`
    are the questions answered yes, None while nobody answered.
    """

    code: str
    method: str
    risk_class: str
    statement: str
    project_code: str = ""
    point: str = ""
    impact_kind: str = ""
    immediate_cause: str = ""
    root_cause: str = ""
    consequences: str = ""
    factor: str = ""
    times_a_year: int | None = None
    history: int | None = None
    money: Quantity | None = None
    reputation: int | None = None
    answers: tuple[int, ...] | None = None
    impact_level: int | None = None

    @property
    def exposure(self) -> risk.Exposure:
        """What the method looks at."""
        return _exposure(self)


@dataclass(frozen=True, slots=True)
class ControlData:
    """What a person writes of a control; codes are those of the method."""

    responsible: str
    action: str
    kind: str
    way: str
    complement: str = ""
    frequency: str = ""
    deviations: str = ""
    evidence: str = ""
    documented: bool | None = None
    continuous: bool | None = None
    leaves_record: bool | None = None
    design: Mapping[str, str] = field(default_factory=dict)
    execution: str = ""


@dataclass(frozen=True, slots=True)
class TreatmentData:
    """What a person writes of an action of treatment; its unit is given to the action as a row."""

    action: str
    start: date
    end: date
    evidence: str = ""


def method_of(row: Assessment) -> Method:
    """The edition by which a risk was assessed. Editions are never taken out of content."""
    found = method_by_key(row.method)
    if found is None:
        raise LookupError(f"no edition {row.method} among the methods of risk")
    return found


def exposure_of(row: Assessment) -> risk.Exposure:
    """What was said of a risk, as the method looks at it."""
    return _exposure(row)


def control_of(row: Control) -> risk.Control:
    """A control as its method weighs it."""
    return risk.Control(row.kind, row.way, row.design, row.execution)


def assessed(row: Assessment, controls: Sequence[Control], method: Method | None = None) -> risk.Assessed:
    """The assessment of a row, computed anew from what was said. `method` is its edition in other words, if any."""
    values = [control_of(each) for each in controls]
    return risk.assess(method or method_of(row), exposure_of(row), values, row.risk_class)


def told(row: Assessment, controls: Sequence[Control], method: Method | None = None) -> Story:
    """Why a risk stands where it stands."""
    values, edition = [control_of(each) for each in controls], method or method_of(row)
    return story_of(edition, exposure_of(row), values, assessed(row, controls, edition), row.risk_class)


def place_columns(found: risk.Assessed) -> dict[str, Any]:
    """The columns of levels and zones that an assessment fills; empty while something is missing."""
    before, after = found.inherent, found.residual
    return {
        "probability": before.probability.number if before else None,
        "impact": before.impact.number if before else None,
        "zone": before.zone.code if before else "",
        "residual_probability": after.probability.number if after else None,
        "residual_impact": after.impact.number if after else None,
        "residual_zone": after.zone.code if after else "",
    }


def data_of(row: Assessment) -> RiskData:
    """What a row says, as somebody would write it."""
    names = [name for name in RiskData.__dataclass_fields__ if name != "answers"]
    answers = None if row.answers is None else tuple(row.answers)
    return RiskData(**{name: getattr(row, name) for name in names}, answers=answers)


def control_data(row: Control) -> ControlData:
    """What a control says, as somebody would write it."""
    return ControlData(**{name: getattr(row, name) for name in ControlData.__dataclass_fields__})


def map_of(version: MapVersion, rows: Iterable[Assessment]) -> RiskMap:
    """A version as the value of its printed map. `rows` come with process, unit, controls and treatments at hand."""
    announced = tuple(
        AnnouncedRow(each["name"], each["counts"], each.get("total"), each.get("project", False))
        for each in version.announced
    )
    return RiskMap(
        name=version.map.name,
        fiscal_year=version.map.fiscal_year,
        version=version.label,
        entries=tuple(entry_of(row) for row in rows),
        announced=announced,
    )


_SAME = (
    *("code", "method", "risk_class", "statement", "point", "impact_kind", "immediate_cause", "root_cause"),
    *("consequences", "factor", "probability", "impact", "residual_probability", "residual_impact", "option"),
)


def entry_of(row: Assessment) -> RiskEntry:
    """A risk as its printed map has it."""
    return RiskEntry(
        **{name: getattr(row, name) for name in _SAME},
        process=row.process.name if row.process else "",
        project=row.project_code,
        unit=row.unit.name,
        exposure=exposure_of(row),
        inherent=row.zone,
        residual=row.residual_zone,
        controls=tuple(
            MapControl(**{name: getattr(each, name) for name in ControlData.__dataclass_fields__})
            for each in row.controls.all()
        ),
        treatments=tuple(
            MapTreatment(each.action, each.unit.name, each.start, each.end, each.evidence)
            for each in row.treatments.all()
        ),
    )


def _exposure(said: Any) -> risk.Exposure:
    return risk.Exposure(
        times_a_year=said.times_a_year,
        history=said.history,
        money=None if said.money is None else said.money.fraction,
        reputation=said.reputation,
        answers=None if said.answers is None else frozenset(said.answers),
        impact_level=said.impact_level,
    )
