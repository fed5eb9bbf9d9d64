"""Rows of risks ⇄ domain values: what is written of a risk, and how its method sees it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rumbo.apps.risks.models import Assessment, Control
from rumbo.content.risk_methods import method as method_by_key
from rumbo.domain import risk
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk import Method
from rumbo.domain.risk.reading import level_said
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
    category: str = ""
    asset: str = ""
    asset_property: str = ""
    threat: str = ""
    vulnerability: str = ""
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
    """What a person writes of an action of treatment; its unit is given to the action as a row. A document may leave
    its days unsaid."""

    action: str
    start: date | None
    end: date | None
    evidence: str = ""


def method_of(row: Assessment) -> Method:
    """The edition by which a risk was assessed. Editions are never taken out of content."""
    found = method_by_key(row.method)
    if found is None:
        raise LookupError(f"no edition {row.method} among the methods of risk")
    return found


def exposure_of(row: Assessment) -> risk.Exposure:
    """What was said of a risk, as the method looks at it; the residual levels are those that its document printed."""
    found = method_of(row)
    probability, impact = levels_printed(found, row.printed, "residual_")
    stated = (probability, impact) if probability and impact else None
    return replace(_exposure(row), residual=stated)


def levels_printed(found: Method, printed: Mapping[str, str], side: str = "") -> tuple[int | None, int | None]:
    """The numbers of the levels of probability and impact that the words of a document say."""
    probability = level_said(found.probability.levels, printed.get(f"{side}probability", ""))
    impact = level_said(found.impact.levels, printed.get(f"{side}impact", ""))
    return probability.number if probability else None, impact.number if impact else None


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


def _exposure(said: Any) -> risk.Exposure:
    return risk.Exposure(
        times_a_year=said.times_a_year,
        history=said.history,
        money=None if said.money is None else said.money.fraction,
        reputation=said.reputation,
        answers=None if said.answers is None else frozenset(said.answers),
        impact_level=said.impact_level,
    )
