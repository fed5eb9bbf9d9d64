"""What an entity chooses about measuring, frozen as it was on a day, so that a past figure can be computed again.

Stored as rows of one dated table, one row a key; `settings_of` reads such rows and `plain` writes them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from rumbo.domain.annualization import LevelWithoutReport, NoDemand, NotReportedRule, Options
from rumbo.domain.measurement.bands import DEFAULT_BANDS, Band, Percentage, check_bands, points
from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.findings import Finding, Sentences, Severity, declare, marked


class Weighting(StrEnum):
    """What a child weighs in its level: the same as its siblings, its stated weight, or its money."""

    EQUAL = "equal"
    EXPLICIT = "explicit"
    BUDGET = "budget"


@dataclass(frozen=True, slots=True)
class LevelNamed:
    """A level as a setting names it, in every plan: what kind of level it is ("Componente") and what it is called."""

    kind: str
    name: str

    @property
    def folded(self) -> tuple[str, str]:
        """The same whatever the blanks and the case it was written in."""
        return " ".join(self.kind.split()).casefold(), " ".join(self.name.split()).casefold()


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices. `cap` (a figure; None for none) acts in averages only, the raw percentage is always kept; above
    `over_alert` of the year, and below `under_alert` of what was due, a justification is asked for; `bands` act on the
    percentage `bands_on`; the levels of `left_out` keep their figure and do not count above them."""

    cap: int | None = FIGURE_UNITS
    over_alert: int = points(125)
    under_alert: int = points(50)
    not_reported: NotReportedRule = NotReportedRule.EXCLUDED
    level_without_report: LevelWithoutReport = LevelWithoutReport.NONE
    carry_increasing: bool = True
    no_demand: NoDemand = NoDemand.NOT_APPLICABLE
    weighting: Weighting = Weighting.EQUAL
    bands_on: Percentage = Percentage.AT_CUTOFF
    bands: tuple[Band, ...] = DEFAULT_BANDS
    left_out: tuple[LevelNamed, ...] = ()

    def leaves_out(self, kind: str, name: str) -> bool:
        """Whether a level does not count above it."""
        return bool(self.left_out) and LevelNamed(kind, name).folded in {each.folded for each in self.left_out}

    @property
    def options(self) -> Options:
        """The part of the choices that an annualization rule needs."""
        return Options(self.cap, self.not_reported, self.level_without_report, self.carry_increasing, self.no_demand)


DEFAULTS = Settings()

SOURCES: dict[str, str] = {
    "cap": marked("El tope de 100 % al consolidar es el más usado; también se usan 120 % y 125 %"),
    "over_alert": marked("Umbral de sobre-ejecución de los sistemas públicos de seguimiento: 125 %"),
    "under_alert": marked("El rango más bajo del semáforo de los sistemas públicos de seguimiento: hasta 50 %"),
    "not_reported": marked("Lo programado y no reportado no es cero mientras la entidad no lo decida para el cierre"),
    "level_without_report": marked("Sin reporte en el año no hay valor; hay sistemas que lo cuentan como cero"),
    "carry_increasing": marked("El tipo creciente conserva el último nivel conocido"),
    "no_demand": marked("Sin solicitudes no aplica; algunas entidades lo cuentan como cumplido"),
    "weighting": marked("Sin pesos publicados, todos pesan igual"),
    "bands_on": marked("El semáforo frente a lo esperado a la fecha es más honesto que frente a la meta del año"),
    "bands": marked("No hay un semáforo nacional; estos rangos son los más comunes en los manuales de las entidades"),
    "left_out": marked("Todo cuenta, salvo el componente que el plan mismo dice que no mide"),
}
"""Where each default comes from; shown beside the setting."""

declare(
    Sentences(
        "measurement.setting_unknown",
        Severity.ERROR,
        marked("Ajuste de medición desconocido"),
        marked("No existe el ajuste «{key}»."),
        marked("Un ajuste que el sistema no conoce no cambia nada, y quien lo escribió creería que sí."),
        marked("Use uno de estos: {known}."),
    )
)
declare(
    Sentences(
        "measurement.setting_invalid",
        Severity.ERROR,
        marked("Valor de ajuste no válido"),
        marked("El ajuste «{key}» no admite el valor «{value}»."),
        marked("Con un valor que no se entiende no se puede medir."),
        marked("Elija uno de los valores que ofrece la pantalla de ajustes."),
    )
)


def settings_of(rows: Mapping[str, Any]) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings that plain rows say, defaults for what they do not, and what is wrong with them.

    Values: percentages as text of percentage points ("100", "112.5", None for no cap), choices as their code, bands as
    a list of {code, word, tone, shape, lower, upper}, levels as a list of {kind, name}. A wrong value leaves the
    default and gives a finding.
    """
    chosen: dict[str, Any] = {}
    findings: list[Finding] = []
    known = {each.name for each in fields(Settings)}
    for key, value in sorted(rows.items()):
        if key not in known:
            facts = {"key": key, "known": ", ".join(sorted(known))}
            findings.append(Finding("measurement.setting_unknown", Severity.ERROR, facts=facts))
            continue
        try:
            chosen[key] = _read(key, value)
        except (ValueError, TypeError, KeyError, InvalidOperation):
            facts = {"key": key, "value": str(value)}
            findings.append(Finding("measurement.setting_invalid", Severity.ERROR, facts=facts))
    if "bands" in chosen:
        wrong = [finding for result in check_bands(chosen["bands"]) for finding in result.findings]
        findings.extend(wrong)
        if wrong:
            del chosen["bands"]
    return Settings(**chosen), tuple(findings)


def plain(settings: Settings) -> dict[str, Any]:
    """The settings as rows, the inverse of `settings_of`."""
    return {
        "cap": _points(settings.cap),
        "over_alert": _points(settings.over_alert),
        "under_alert": _points(settings.under_alert),
        "not_reported": settings.not_reported.value,
        "level_without_report": settings.level_without_report.value,
        "carry_increasing": settings.carry_increasing,
        "no_demand": settings.no_demand.value,
        "weighting": settings.weighting.value,
        "bands_on": settings.bands_on.value,
        "bands": [_plain_band(band) for band in settings.bands],
        "left_out": [{"kind": each.kind, "name": each.name} for each in settings.left_out],
    }


def _plain_band(band: Band) -> dict[str, str | None]:
    limits = {"lower": _points(band.lower), "upper": _points(band.upper)}
    return {"code": band.code, "word": band.word, "tone": band.tone, "shape": band.shape, **limits}


_CHOICES: dict[str, type[StrEnum]] = {
    "not_reported": NotReportedRule,
    "level_without_report": LevelWithoutReport,
    "no_demand": NoDemand,
    "weighting": Weighting,
    "bands_on": Percentage,
}


def _read(key: str, value: Any) -> Any:
    if key in _CHOICES:
        return _CHOICES[key](value)
    if key == "carry_increasing":
        if not isinstance(value, bool):
            raise ValueError(value)
        return value
    if key == "bands":
        return tuple(_band(each) for each in value)
    if key == "left_out":
        return tuple(_level_named(each) for each in value)
    if value is None and key != "cap":
        raise ValueError(value)
    figure = _figure(value)
    if figure is not None and figure <= 0:
        raise ValueError(value)
    return figure


def _band(row: Mapping[str, Any]) -> Band:
    code, word, tone, shape = (str(row[key]) for key in ("code", "word", "tone", "shape"))
    return Band(code, word, tone, shape, _figure(row["lower"]), _figure(row["upper"]))


def _level_named(row: Mapping[str, Any]) -> LevelNamed:
    kind, name = row["kind"], row["name"]
    if not (isinstance(kind, str) and isinstance(name, str) and kind.strip() and name.strip()):
        raise ValueError(row)
    return LevelNamed(kind, name)


def _figure(value: Any) -> int | None:
    if value is None:
        return None
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise TypeError(value)
    scaled = Decimal(value) * (FIGURE_UNITS // 100)
    if not scaled.is_finite() or scaled != scaled.to_integral_value():
        raise ValueError(value)
    return int(scaled)


def _points(figure: int | None) -> str | None:
    if figure is None:
        return None
    text = f"{Decimal(figure).scaleb(-10):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
