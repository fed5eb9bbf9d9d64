"""A version ⇄ its printed map: risks in the words of their edition, or in those of the document they came from."""

from collections.abc import Iterable, Sequence
from typing import Any

from rumbo.apps.risks.bridge import levels_printed, method_of
from rumbo.apps.risks.models import Assessment, Control, MapVersion
from rumbo.content.risk_methods import class_name
from rumbo.domain.risk import AnnouncedRow, ClassCount, Level, MapControl, MapTreatment, Method, RiskEntry, RiskMap
from rumbo.domain.risk.reading import zone_said

ZONES = {"inherent": "zone", "residual": "residual_zone"}


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
    place: dict[str, Any] = {
        "probability": _level(probability, row.probability),
        "impact": _level(impact, row.impact),
        "inherent": _name(found.zones, row.zone),
        "residual_probability": _level(probability, row.residual_probability),
        "residual_impact": _level(impact, row.residual_impact),
        "residual": _name(found.zones, row.residual_zone),
    }
    return RiskEntry(
        **{name: getattr(row, name) for name in _SAME},
        **(place | (_still_printed(row, found) if as_printed else {})),
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


def zones_otherwise(row: Assessment) -> list[str]:
    """The zones that the document of a risk says and the method, asked about the same levels, does not."""
    still, found = _still_printed(row, method_of(row)), method_of(row)
    said = {name: zone_said(found, still.get(name, "")) for name in ZONES}
    return [name for name, zone in said.items() if zone and zone.code != getattr(row, ZONES[name])]


def _still_printed(row: Assessment, found: Method) -> dict[str, str]:
    """The words of a document that still speak of a risk: those of a level that a person assessed otherwise do not."""
    still = dict(row.printed)
    for side, zone in (("", "inherent"), ("residual_", "residual")):
        stands = (getattr(row, f"{side}probability"), getattr(row, f"{side}impact"))
        said = levels_printed(found, row.printed, side)
        for name, now, then in zip((f"{side}probability", f"{side}impact"), stands, said, strict=True):
            if now is not None and now != then:
                still.pop(name, None)
                still.pop(zone, None)
    return still


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
