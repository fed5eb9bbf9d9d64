"""Rows of risks ⇄ domain values: what is written of a risk, how its method sees it, a version as a printed map."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from rumbo.apps.risks.models import Assessment, Control, MapVersion
from rumbo.content.risk_methods import class_name
from rumbo.content.risk_methods import method as method_by_key
from rumbo.domain import risk
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk import AnnouncedRow, ClassCount, Level, MapControl, MapTreatment, Method, RiskEntry, RiskMap
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
    """What was said of a risk, as the method looks at it; the residual levels are those that its document printed."""
    found = method_of(row)
    words = (row.printed.get("residual_probability", ""), row.printed.get("residual_impact", ""))
    probability, impact = level_said(found.probability.levels, words[0]), level_said(found.impact.levels, words[1])
    stated = (probability.number, impact.number) if probability and impact else None
    return replace(_exposure(row), residual=stated)


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


def map_of(version: MapVersion, rows: Iterable[Assessment], *, as_printed: bool = False) -> RiskMap:
    """A version as the value of its printed map. `rows` come with process, unit, controls and treatments at hand.

    `as_printed`: with the levels and zones that the document of a risk prints, where it came from one.
    """
    announced = tuple(
        AnnouncedRow(
            each["name"],
            tuple(ClassCount(class_name(code), number) for code, number in each["counts"].items()),
            each.get("total"),
        )
        for each in version.announced
    )
    return RiskMap(
        name=version.map.name,
        entity=version.entity.name,
        fiscal_year=version.map.fiscal_year,
        version=version.label,
        entries=tuple(entry_of(row, as_printed=as_printed) for row in rows),
        announced=announced,
    )


_SAME = ("code", "statement", "point", "category", "asset", "asset_property", "threat", "vulnerability", "times_a_year")
IMPACT_WORDS = {"economic": "Económica", "reputational": "Reputacional", "both": "Económica y reputacional"}
ATTRIBUTES = {
    "documented": ("documentation", "Documentado", "Sin documentar"),
    "continuous": ("continuity", "Continua", "Aleatoria"),
    "leaves_record": ("record", "Con registro", "Sin registro"),
}
"""What a control says of itself and weighs nothing: the column, its field on paper, and its two words there."""


def entry_of(row: Assessment, *, as_printed: bool = False) -> RiskEntry:
    """A risk as its printed map has it, in the words of its edition."""
    found = method_of(row)
    probability, impact = found.probability.levels, found.impact.levels
    known = found.risk_class(row.risk_class)
    place = {
        "probability": _level(probability, row.probability),
        "impact": _level(impact, row.impact),
        "inherent": _name(found.zones, row.zone),
        "residual_probability": _level(probability, row.residual_probability),
        "residual_impact": _level(impact, row.residual_impact),
        "residual": _name(found.zones, row.residual_zone),
    }
    return RiskEntry(
        **{name: getattr(row, name) for name in _SAME},
        **(place | (row.printed if as_printed else {})),
        process=row.process.name if row.process else "",
        project=row.project_code,
        unit=row.unit.name,
        risk_class=known.name if known else row.risk_class,
        method=found.edition,
        impact_kind=IMPACT_WORDS.get(row.impact_kind, ""),
        factor=dict(found.factors).get(row.factor, row.factor),
        causes=lines_of(row.immediate_cause),
        root_causes=lines_of(row.root_cause),
        consequences=lines_of(row.consequences),
        money=row.money,
        reputation=_level(impact, row.reputation),
        answers=", ".join(map(str, row.answers or ())),
        controls=tuple(_printed_control(each, found) for each in row.controls.all()),
        option=_name(found.options, row.option),
        treatments=tuple(
            MapTreatment(each.action, each.unit.name, each.start, each.end, each.evidence)
            for each in row.treatments.all()
        ),
    )


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text, which a document lists one below the other."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _printed_control(row: Control, found: Method) -> MapControl:
    told = {name: getattr(row, name) for name in ("action", "responsible", "complement", "frequency", "deviations")}
    said = {
        name: (yes if getattr(row, column) else no)
        for column, (name, yes, no) in ATTRIBUTES.items()
        if getattr(row, column) is not None
    }
    answered = {
        question.name: _name(question.answers, row.design.get(question.code, "")) for question in found.controls.design
    }
    return MapControl(
        **told,
        **said,
        evidence=row.evidence,
        kind=_name(found.controls.kinds, row.kind),
        way=_name(found.controls.ways, row.way),
        design=tuple(f"{question}: {answer}" for question, answer in answered.items() if answer),
        execution=_name(found.controls.ratings, row.execution),
    )


def _level(levels: Sequence[Level], number: int | None) -> str:
    return next((each.name for each in levels if each.number == number), "")


def _name(parts: Iterable[Any], code: str) -> str:
    return next((str(each.name) for each in parts if each.code == code), code)


def _exposure(said: Any) -> risk.Exposure:
    return risk.Exposure(
        times_a_year=said.times_a_year,
        history=said.history,
        money=None if said.money is None else said.money.fraction,
        reputation=said.reputation,
        answers=None if said.answers is None else frozenset(said.answers),
        impact_level=said.impact_level,
    )
