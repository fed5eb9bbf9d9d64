"""What the figures and the choices of measuring are called, wherever they are shown or chosen."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.domain.measurement.settings import SOURCES, Settings, plain
from rumbo.faces.kit.figures import MEASURES as KEPT
from rumbo.faces.kit.figures import written_html
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_figure

MEASURES: dict[str, Promise] = {**KEPT, "compliance": __("Promedio de cumplimiento")}
"""What the percentages are called: those that are kept of everything, and the one that a target may tell besides."""
PROJECTION = __("Proyección al cierre del año")
SETTINGS: dict[str, Promise] = {
    "cap": __("Tope al consolidar"),
    "over_alert": __("Sobrecumplimiento que pide justificación"),
    "under_alert": __("Resultado bajo que pide justificación"),
    "not_reported": __("Lo programado y no reportado"),
    "level_without_report": __("Nivel sin reporte en el año"),
    "carry_increasing": __("El tipo creciente conserva el último nivel"),
    "no_demand": __("Cuando no hubo solicitudes"),
    "weighting": __("Peso de cada elemento"),
    "bands_on": __("El semáforo mira"),
    "bands": __("Rangos del semáforo"),
    "left_out": __("Niveles que no cuentan"),
}
CHOICES: dict[str, Promise] = {
    "excluded": __("No cuenta hasta que se reporte"),
    "zero_at_closing": __("Cuenta como cero al cerrar"),
    "none": __("Sin valor"),
    "zero": __("Cuenta como cero"),
    "not_applicable": __("No aplica"),
    "met": __("Cuenta como cumplido"),
    "equal": __("Todos pesan igual"),
    "explicit": __("El peso que dice el plan"),
    "budget": __("Los recursos que su plan aprobado le asigna"),
    "True": __("Sí"),
    "False": __("No"),
}


def settings_facts(settings: Settings) -> list[Fact]:
    """The choices under which it was measured, each with where it comes from."""
    rows = plain(settings).items()
    return [
        Fact(str(SETTINGS[key]), written_html(_setting(key, value, settings)), _(SOURCES[key])) for key, value in rows
    ]


def _setting(key: str, value: Any, settings: Settings) -> str:
    if key in ("cap", "over_alert", "under_alert"):
        figure = getattr(settings, key)
        return _("sin tope") if figure is None else written_figure(figure)
    if key == "bands_on":
        return str(MEASURES[value])
    if key == "bands":
        return "; ".join(_range(band) for band in settings.bands)
    if key == "left_out":
        return "; ".join(level_named(each.kind, each.name) for each in settings.left_out) or _("todos cuentan")
    return str(CHOICES[str(value)])


def level_named(kind: str, name: str) -> str:
    """A level as a setting shows it: what kind of level it is, and what it is called."""
    return f"{kind}: {name}"


def _range(band: Any) -> str:
    facts = {
        "word": _(band.word),
        "lower": "" if band.lower is None else written_figure(band.lower),
        "upper": "" if band.upper is None else written_figure(band.upper),
    }
    if band.lower is None:
        return _("{word}: menos de {upper}").format(**facts)
    if band.upper is None:
        return _("{word}: {lower} o más").format(**facts)
    return _("{word}: de {lower} a menos de {upper}").format(**facts)
