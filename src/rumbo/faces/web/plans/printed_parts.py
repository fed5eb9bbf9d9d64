"""The parts of a document as its page shows them: objectives, components, projects, processes, the plans brought into
one and the risks that are counted, each with what is printed of it and the targets that stand under it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.followup.bridge import reported_values
from rumbo.apps.plans.bridge.institutional import COMPONENT, INTEGRATED, OWNER, PROCESS, PROJECT
from rumbo.apps.plans.bridge.strategic import OBJECTIVE
from rumbo.apps.plans.queries import PlacedYears, placed_by_level, placed_elsewhere
from rumbo.domain.annualization import UNSAID
from rumbo.domain.followup.states import NotReported
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_day, written_money
from rumbo.faces.web.followup.showing import answer_words
from rumbo.faces.web.words import ANNUALIZATIONS, in_unit, periodicity_words

TITLES = {
    OBJECTIVE: __("Objetivos estratégicos"),
    COMPONENT: __("Componentes"),
    PROJECT: __("Proyectos de inversión"),
    PROCESS: __("Indicadores de los procesos"),
    INTEGRATED: __("Planes integrados"),
}


Column = tuple[str, bool]
"""The name of a column, and whether it holds numbers."""


@dataclass(frozen=True, slots=True)
class Level:
    """A level with what its document prints of it, and the targets that stand under it."""

    name: str
    code: str
    printed: list[Fact]
    years: list[int]
    targets: list["Shown"]
    stated: bool = False

    @property
    def title(self) -> str:
        """What it is called, with its code where it has one."""
        return f"{self.code}. {self.name}" if self.code else str(self.name)

    @property
    def kinds(self) -> bool:
        """Whether the document says of which kind its targets are."""
        return any(each.placement.printed.get("kind") for each in self.targets)


@dataclass(frozen=True, slots=True)
class Shown:
    """A target as its level shows it: year by year, how it is counted, where else it stands, what was last reported."""

    placement: Any
    years: list[tuple[int, Any]]
    counted: str
    held: str
    elsewhere: list[Any]
    reported: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its levels one by one; or in short, as `lines`, where nothing stands under them; or as a table, whose
    first column is text and the others what the columns say."""

    title: str
    levels: list[Level]
    lines: list[Fact]
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Link, list[tuple[Column, object]]], ...] = ()
    note: str = ""


def printed_parts(found: Any, content: Any) -> list[Part]:
    """Every part of a version, in its order. A fixed number of queries."""
    elsewhere, reported, placed = placed_elsewhere(found), _reported(found), placed_by_level(found)

    def shown(each: PlacedYears, years: list[int]) -> Shown:
        row, revision = each.placement, each.placement.revision
        told = [(year, each.years.get(year)) for year in years]
        others = elsewhere.get(revision.target_id, [])
        counted = revision.annualization
        if counted == UNSAID.id:
            counted = found.plan.counting_rule or counted
        words = row.printed.get("annualization") or str(ANNUALIZATIONS.get(counted, counted))
        return Shown(row, told, words, _held(revision), others, reported.get(revision.target_id, ""))

    parts = [_part(found, kind, list(levels), shown) for kind, levels in groupby(placed, lambda each: _kind(each[0]))]
    return [*parts, *_risks(content)]


def _kind(node: Any) -> str:
    """Of which part a level is; the units that answer for integrated plans stand beside them."""
    kind = node.kind if node else ""
    return INTEGRATED if kind == OWNER else kind


def _part(found: Any, kind: str, levels: list[Any], shown: Callable[[PlacedYears, list[int]], Shown]) -> Part:
    title = str(TITLES.get(kind, kind or _("Sin nivel")))
    if kind == INTEGRATED and not any(targets for _node, targets in levels):
        return _integrated(found, title, [node for node, _targets in levels if node.kind == INTEGRATED])
    told = [_level(node, targets, shown) for node, targets in levels]
    if kind in (OBJECTIVE, COMPONENT) and not any(each.targets for each in told):
        return Part(title, [], [_line(each) for each in told])
    return Part(title, told, [])


def _line(level: Level) -> Fact:
    """A level of which little is said, in one line."""
    return Fact(level.code or "·", level.name, " · ".join(str(each.value) for each in level.printed))


def _integrated(found: Any, title: str, nodes: list[Any]) -> Part:
    columns = ((_("Plan"), False), (_("Responde"), False), (_("Actividades que anuncia"), True))
    rows = []
    for node in nodes:
        address = reverse("web:plans-integrated-plan", args=[found.uid, node.uid])
        said = (node.parent.name if node.parent else "", node.printed.get("announced_activities") or "—")
        rows.append((Link(node.name, address), list(zip(columns[1:], said, strict=True))))
    return Part(title, [], [], columns, tuple(rows), _("Lo que el documento solo anuncia no son registros."))


def _risks(content: Any) -> list[Part]:
    """What the document counts of risks; the risks themselves are in their map."""
    counted = getattr(content, "risks", ())
    if not counted:
        return []
    columns = ((_("Proceso o proyecto"), False), (_("Corrupción"), True), (_("Gestión"), True), (_("Total"), True))
    rows = []
    for each in (*counted, *([content.printed_totals] if content.printed_totals else [])):
        said = ["—" if number is None else number for number in (each.corruption, each.management, each.total)]
        rows.append((Link(each.name, ""), list(zip(columns[1:], said, strict=True))))
    note = _("El documento solo los cuenta. Los riesgos, con sus causas y controles, están en el mapa de riesgos.")
    return [Part(_("Riesgos que anuncia"), [], [], columns, tuple(rows), note)]


def _held(revision: Any) -> str:
    """How often and between which days a target owes reports, as far as its plan says it."""
    days = [written_day(each) for each in (revision.start, revision.end) if each]
    return ", ".join(text for text in (periodicity_words(revision.periodicity), " – ".join(days)) if text)


def _reported(found: Any) -> dict[int, str]:
    """What was last accepted of each target of the version, in whatever plan it was asked, in words."""
    placed = (each.placement.revision for _node, below in placed_by_level(found) for each in below)
    targets = {revision.target_id: revision for revision in placed}
    last = date(found.plan.last_year or found.plan.fiscal_year or MAXYEAR, 12, 31)
    told = {}
    for each in reported_values(targets, until=last):
        if not isinstance(each.answer, NotReported):
            amount = answer_words(each.answer)
            said = in_unit(amount, targets[each.target_id]) if isinstance(each.answer, Quantity) else amount
            told[each.target_id] = f"{said} ({written_day(each.last_day)})"
    return told


def _level(node: Any, targets: list[PlacedYears], shown: Callable[[PlacedYears, list[int]], Shown]) -> Level:
    said = node.printed if node else {}
    budget, activities = said.get("budget"), said.get("announced_activities")
    is_component = bool(node and node.kind == COMPONENT)
    printed = [
        Fact(_("Aprobación"), _("Sujeto a aprobación") if is_component else ""),
        Fact(_("Medición"), _("No se mide: el plan lo deja fuera") if said.get("measured") is False else ""),
        Fact(_("Objetivo general"), said.get("general_objective", "")),
        Fact(_("Presupuesto"), written_money(int(Decimal(budget).scaleb(2))) if budget else ""),
        Fact(_("Actividades que anuncia"), activities or "", _("Solo anunciadas; no son registros.")),
        Fact(_("Indicadores que anuncia"), said.get("announced_indicators", "")),
        Fact(_("Porcentaje que imprime"), said.get("printed_share", ""), _("Como está impreso; no es un peso.")),
    ]
    years = sorted({year for each in targets for year in each.years})
    told = [fact for fact in printed if fact.value]
    name, code = (node.name, node.code) if node else (_("Sin nivel"), "")
    return Level(name, code, told, years, [shown(each, years) for each in targets], bool(node and node.kind == PROCESS))
