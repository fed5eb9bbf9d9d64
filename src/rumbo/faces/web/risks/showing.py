"""Risks put into words and pieces: rows of the list, zones, heat maps, the story of an assessment."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.risks.queries import INHERENT, RESIDUAL, MapCounts, RiskFilter
from rumbo.domain.numbers import Quantity, TooPrecise, figure_of
from rumbo.domain.risk import Method, Zone
from rumbo.domain.risk.sentences import reckoned, said
from rumbo.domain.risk.tracing import Share, Step
from rumbo.faces.kit.pieces import HeatCell, HeatMap, Reckoning
from rumbo.faces.kit.written import exact_points, written_figure, written_quantity
from rumbo.faces.web.risks.editions import class_words, edition, editions

STANDS: dict[str, Promise] = {RESIDUAL: __("Residual, con controles"), INHERENT: __("Inherente, sin controles")}
IMPACT_KINDS: dict[str, Promise] = {
    "economic": __("Económica"),
    "reputational": __("Reputacional"),
    "both": __("Económica y reputacional"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A risk in the list: whose it is, its class, and its zones as (tone, word); none where it is not assessed."""

    risk: Any
    whose: str
    risk_class: str
    inherent: tuple[str, str]
    residual: tuple[str, str]
    events: int


def rows_of(found: Any, events: Any) -> list[Row]:
    """The risks of a page of the list."""
    return [
        Row(
            each,
            whose(each),
            class_words(each.risk_class),
            zone_words(each.method, each.zone),
            zone_words(each.method, each.residual_zone),
            events.get(each.risk_id, 0),
        )
        for each in found
    ]


def whose(row: Any) -> str:
    """The process or the project of a risk."""
    return row.process.name if row.process else _("Proyecto {code}").format(code=row.project_code)


def standing(rows: Iterable[Any]) -> list[tuple[Any, tuple[str, str]]]:
    """Risks of a process or a project, each with the tone and the word of its residual zone."""
    return [(each, zone_words(each.method, each.residual_zone)) for each in rows]


def zone_words(key: str, code: str) -> tuple[str, str]:
    """The tone and the word of a zone; the empty ring where a risk is not assessed."""
    zone = next((zone for zone in edition(key).zones if zone.code == code), None)
    return (zone.tone, zone.name) if zone else ("none", _("Sin valorar"))


def zones_known() -> list[Zone]:
    """Every zone that some edition draws, from the lowest, once by its code."""
    zones = {zone.code: zone for each in editions() for zone in each.zones}
    longest = max((each.zones for each in editions()), key=len)
    return [zones[zone.code] for zone in longest]


def heat_maps(version: Any, counts: MapCounts, narrow: RiskFilter) -> list[tuple[str, list[HeatMap]]]:
    """For each scale that the version uses: which method draws it, and its map without and with controls."""
    maps = []
    for key in sorted(counts.methods.values(), reverse=True):
        found = edition(key)
        drawn = [_heat_map(version, found, counts, stand, narrow) for stand in (INHERENT, RESIDUAL)]
        maps.append((found.name, drawn))
    return maps


def _heat_map(version: Any, found: Method, counts: MapCounts, stand: str, narrow: RiskFilter) -> HeatMap:
    caption = _("Riesgo inherente, sin controles") if stand == INHERENT else _("Riesgo residual, con controles")
    rows = [
        (
            level.name,
            [
                _cell(version, found, counts, stand, narrow, (level.number, impact.number))
                for impact in found.impact.levels
            ],
        )
        for level in reversed(found.probability.levels)
    ]
    columns = [level.name for level in found.impact.levels]
    name = f"{caption}. {found.name}"
    return HeatMap(caption, name, _("Probabilidad"), _("Impacto"), columns, rows)


def _cell(
    version: Any, found: Method, counts: MapCounts, stand: str, narrow: RiskFilter, place: tuple[int, int]
) -> HeatCell:
    zone, number = found.zone(*place), counts.cells[found.scale, stand, *place]
    query = {"mira": stand, "escala": found.scale, "probabilidad": place[0], "impacto": place[1]}
    query |= {"proceso": narrow.process_uid, "clase": narrow.risk_class, "dependencia": narrow.unit_uid}
    asked = urlencode({name: value for name, value in query.items() if value})
    href = f"{reverse('web:risks-version', args=[version.uid])}?{asked}"
    label = _("en zona {zone}; ver la lista").format(zone=zone.name)
    return HeatCell(zone.tone, zone.name, number, href, label)


def cell_words(narrow: RiskFilter) -> str:
    """The cell by which a list is narrowed, in words; empty where it is by none."""
    found = next((each for each in editions() if each.scale == narrow.scale), None)
    if found is None or narrow.probability is None or narrow.impact is None:
        return ""
    probability = next((x.name for x in found.probability.levels if x.number == narrow.probability), "")
    impact = next((x.name for x in found.impact.levels if x.number == narrow.impact), "")
    return _("{stand}: probabilidad {probability} e impacto {impact}").format(
        stand=STANDS[narrow.stand], probability=probability, impact=impact
    )


def reckoning_of(label: str, zone: str, steps: tuple[Step, ...]) -> Reckoning:
    """How a zone came about, step by step; the source is said once, at the top."""
    parts = [Reckoning(said(step, _, shown), "", reckoned(step, _, shown)) for step in steps]
    return Reckoning(label, zone, source=steps[0].source if steps else "", parts=parts)


def shown(fact: Fraction | Share) -> str:
    """An exact number or a percentage of a story as a person reads it."""
    if isinstance(fact, Share):
        return written_figure(figure_of(fact.part), exact_points)
    try:
        return written_quantity(Quantity.of(fact))
    except TooPrecise:
        return str(fact)
