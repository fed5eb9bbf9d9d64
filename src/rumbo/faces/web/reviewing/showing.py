"""What was found of live records in words: what each record is, what a finding is about, and where it is mended."""

from collections.abc import Mapping
from dataclasses import replace

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.reviewing.queries import Kind, Record, Told
from rumbo.domain.checks.narratives import CANCELLED
from rumbo.domain.project.places import SECTIONS
from rumbo.faces.web.projects.words import SLUGS
from rumbo.findings import CheckResult, Finding, Where

KINDS: dict[str, Promise] = {
    Kind.PLAN: __("Plan"),
    Kind.ROUND: __("Seguimiento"),
    Kind.PROJECT: __("Proyecto"),
    Kind.PROCESS: __("Proceso"),
    Kind.INDICATOR: __("Indicador"),
    Kind.RISKS: __("Mapa de riesgos"),
    Kind.ACROSS: __("Entre registros"),
}
_OWN = {
    Kind.PLAN: "web:plans-version",
    Kind.ROUND: "web:followup-round",
    Kind.PROJECT: "web:projects-sheet",
    Kind.PROCESS: "web:processes-process",
    Kind.INDICATOR: "web:indicators-sheet",
    Kind.RISKS: "web:risks-version",
}
_REVIEW = {
    Kind.PLAN: "web:plans-review",
    Kind.ROUND: "web:followup-round-review",
    Kind.PROJECT: "web:projects-review",
    Kind.PROCESS: "web:processes-review",
    Kind.INDICATOR: "web:indicators-review",
    Kind.RISKS: "web:risks-review",
}
_ROW = {Kind.PLAN: "web:plans-target", Kind.ROUND: "web:followup-report", Kind.RISKS: "web:risks-risk"}
_ROW_WORDS: Mapping[Kind, Promise] = {
    Kind.PLAN: __("Meta {name}"),
    Kind.ROUND: __("Meta {name}"),
    Kind.RISKS: __("Riesgo {name}"),
}
_ANCHORS = {"printed_total": "budget", "budget_codes": "codes", "general_objective": "objectives"} | {
    "development_plan": "relations", "central_problem": "problem", "magnitude": "problem",
    "name": "identity", "code": "identity", "unit": "identity", "registered_on": "identity",
}  # fmt: skip
_SECTION = {words: SLUGS[_ANCHORS.get(field, field)] for field, words in SECTIONS.items()}


def kind_of(record: Record) -> Kind:
    """The kind of the record that is mended."""
    return record.mended or record.kind


def review_address(record: Record) -> str:
    """Where the review of a record is."""
    return reverse(_REVIEW[kind_of(record)], args=[record.uid])


def card_of(record: Record, told: Told, *, editable: bool = False) -> tuple[Finding, str]:
    """A finding with its place in words, and the address where it is mended: for who may edit, the form of a target."""
    kind, where = kind_of(record), told.finding.where
    if not told.whole:
        words = str(_ROW_WORDS[kind]).format(name=told.about.name) if told.about.name else _("Meta sin número")
        return replace(told.finding, where=Where(cell=words)), _row_address(kind, told, editable)
    href = reverse(_OWN[kind], args=[record.uid])
    if where is None:
        return told.finding, href
    if kind is Kind.PROJECT and where.part in _SECTION:
        href += f"#{_SECTION[where.part]}"
    part, header = (_(text) if text else "" for text in (where.part, where.header))
    if kind is Kind.ROUND:
        part, header = str(_ROW_WORDS[kind]).format(name=where.header), ""
    if not part:  # a link is named: of a whole plan only the column is known
        part, header = header, ""
    return replace(told.finding, where=Where(part=part, cell=where.cell, header=header)), href


def _row_address(kind: Kind, told: Told, editable: bool) -> str:
    """Where a row is mended: what a report tells as cancelled is asked for as a change of the plan."""
    if kind is Kind.ROUND and told.finding.code == CANCELLED.code:
        return reverse("web:changing-from-report", args=[told.about.uid])
    return reverse("web:plans-target-edit" if editable else _ROW[kind], args=[told.about.uid])


def cards_of(record: Record, *, editable: bool = False) -> list[tuple[Finding, str]]:
    """Every finding of a record so."""
    return [card_of(record, told, editable=editable) for told in record.told()]


def checks_in_words(record: Record) -> tuple[CheckResult, ...]:
    """The answers of a record, every place in words: what a report prints."""
    placed = iter(cards_of(record))
    return tuple(replace(each, findings=tuple(next(placed)[0] for _it in each.findings)) for each in record.checks)
