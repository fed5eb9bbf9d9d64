"""Targets and changes put into words for their pages."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.earlier.queries import answer_in, results_of_target
from rumbo.domain.annualization import UNSAID, rule_of
from rumbo.domain.calendar.periods import ANNUAL, PERIODICITIES, QUARTERLY
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_day, written_money, written_quantity
from rumbo.faces.web.followup.showing import answer_words
from rumbo.faces.web.intake.documents.words import called as called_by
from rumbo.faces.web.plans.choices import called
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import (
    ANNUALIZATIONS,
    CONTINUITIES,
    FIELDS,
    REPORT_KINDS,
    period_words,
    periodicity_words,
    promised_words,
    said,
)
from rumbo.findings import Finding

# The label of an amount, which is told with it.
YEAR_ITSELF = re.compile(r"years/\d+/year")
# Texts long enough to show word by word what changed in them.
WORDED = ("statement", "indicator", "objective", "programme")
COUNTED = {
    "reports": __("reporta"),
    "adds": __("su cantidad se suma"),
    "part": __("su cantidad ya está contada"),
    "informs": __("solo informa"),
}
CATALOGUES = {
    "ods": __("Objetivo de desarrollo sostenible"),
    "pnd": __("Plan Nacional de Desarrollo"),
    "mipg_policies": __("Política de MIPG"),
    "associated_plans": __("Plan asociado"),
}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A line of the change log as its page shows it. `fields` are (label, before, after, worded), `weaker` in what it
    promises less than before."""

    number: str
    statement: str
    kind: str
    tone: str
    word: str
    reason: str
    fields: tuple[tuple[str, str, str, bool], ...]
    weaker: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierRow:
    """A result from before as the page of its target shows it: with the document that says it, and where its load
    stands; `corrected` where a later load says another."""

    period: str
    worth: str
    narrative: str
    source: str
    day: date
    href: str
    loaded_at: datetime
    corrected: bool


def earlier_rows(target_id: int) -> list[EarlierRow]:
    """What was loaded of a target, the latest period first, and in each what counts before what it corrected."""
    told, known = [], set[int]()
    for each in results_of_target(target_id):
        told.append(
            EarlierRow(
                period_words(each.period),
                answer_words(answer_in(each)),
                each.narrative,
                each.source,
                each.source_day,
                reverse("web:founding-load", args=[each.load.uid]),
                each.load.loaded_at,
                each.period_id in known,
            )
        )
        known.add(each.period_id)
    return told


def target_facts(placement: Any, detail: Any) -> list[Fact]:
    """What a target promises, besides its statement; only what the plan says."""
    revision = placement.revision
    reporting = next((each.unit.name for each in detail.units if each.reports), "")
    contributing = "; ".join(
        f"{each.unit.name} ({COUNTED[each.counting]})" for each in detail.units if not each.reports
    )
    opening = written_quantity(revision.opening_value) if revision.opening_value is not None else ""
    told = [
        Fact(_("Indicador"), revision.indicator.name),
        Fact(_("Meta"), promised_words(revision)),
        Fact(_("Qué se reporta"), str(REPORT_KINDS.get(revision.report_kind, revision.report_kind))),
        Fact(_("Tipo de anualización"), _counted(placement)),
        Fact(
            _("Base de la programación"),
            _basis(placement),
        ),
        Fact(_("Línea base"), written_quantity(revision.baseline) if revision.baseline is not None else ""),
        Fact(_("Valor de apertura"), opening, _opening_note(revision)),
        Fact(_("Desde"), written_day(revision.start)),
        Fact(_("Hasta"), written_day(revision.end)),
        Fact(_("Periodicidad"), periodicity_words(revision.periodicity)),
        Fact(_("Reporta"), reporting),
        Fact(_("Aportan"), contributing),
        Fact(_("Nivel"), placement.node.name if placement.node else ""),
        Fact(_("Peso"), written_quantity(placement.weight) if placement.weight is not None else ""),
        Fact(_("Tipo de gasto"), revision.expense_type),
        Fact(_("Fuente de financiación"), revision.funding_source),
        Fact(_("Recursos"), "; ".join(f"{each.source}: {written_money(each.amount)}" for each in detail.funding)),
        Fact(_("Soporte que se espera"), revision.expected_evidence),
        Fact(_("Aporta a la meta"), _served(detail.serves)),
    ]
    return [fact for fact in told if fact.value not in ("", None)]


def alignment_facts(alignments: Sequence[Any]) -> list[Fact]:
    """What a target aligns with; the text as it was written stands below where the official name differs."""
    return [
        Fact(
            each.entry.catalogue.title if each.entry else CATALOGUES.get(each.catalogue_key, each.catalogue_key),
            called(each.entry) if each.entry else each.as_written,
            _("Escrito así: {text}").format(text=each.as_written)
            if each.entry and each.as_written != each.entry.name
            else "",
        )
        for each in alignments
    ]


def origin_rows(origin: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """Where each field stood in the file: (field, place, header, text as written)."""
    fields = origin.get("fields", {}) if isinstance(origin, Mapping) else {}
    return [
        (
            _field_words(name, fields),
            " · ".join(piece for piece in (where.get("part", ""), where.get("cell", "")) if piece),
            where.get("header", ""),
            where.get("text", ""),
        )
        for name, where in fields.items()
        if not YEAR_ITSELF.fullmatch(name)
    ]


def _field_words(name: str, fields: Mapping[str, Any]) -> str:
    """What a field of a file is called; one of a document of parts by its path, an amount of a year by its year."""
    if name in FIELDS or "/" not in name:
        return str(FIELDS.get(name) or called_by(tuple(name.split("/"))))
    above = name.rpartition("/")[0]
    year = fields.get(f"{above}/year", {}).get("text", "")
    return _("Programado en {year}").format(year=year) if year else called_by(tuple(name.split("/")))


def change_row(change: Any, weaker: Sequence[Finding]) -> ChangeRow:
    """A line of the change log, with what is pointed out of it."""
    line = change.after or change.before
    tone, promised = CONTINUITIES[change.kind]
    word = str(promised)
    if change.kind == "same":
        tone, word = "waiting", _("Misma acción, otros datos")
    less = tuple(told.what for told in worded(list(weaker)))
    return ChangeRow(line.number, line.statement, change.kind, tone, word, change.reason, tuple(_fields(change)), less)


def _fields(change: Any) -> Iterator[tuple[str, str, str, bool]]:
    for each in change.changes:
        before, after = said(each.before), said(each.after)
        if each.field == "periodicity":
            before, after = periodicity_words(before), periodicity_words(after)
        if each.field == "answering":
            before, after = _answering(each.before), _answering(each.after)
        yield str(FIELDS.get(each.field, each.field)), before, after, each.field in WORDED


def _answering(told: Iterable[tuple[str, str]]) -> str:
    return "; ".join(_("{unit} ({does})").format(unit=unit, does=COUNTED[role]) for unit, role in told)


def _counted(placement: Any) -> str:
    """By which rule a target is counted, as its revision or else its plan says it."""
    rule = placement.revision.annualization
    rule = placement.version.plan.counting_rule or rule if rule == UNSAID.id else rule
    return str(ANNUALIZATIONS.get(rule, rule))


def _basis(placement: Any) -> Any:
    """How a growing programme is written, as its target or its plan says it."""
    if not rule_of(placement.revision.annualization).asks_basis:
        return ""
    return _BASES[placement.revision.programme_basis or placement.version.plan.programme_basis]


def _opening_note(revision: Any) -> str:
    return ", ".join(text for text in (revision.opening_source, written_day(revision.opening_day)) if text)


def _served(revision: Any) -> str:
    if revision is None:
        return ""
    return f"{revision.indicator.name} ({written_quantity(revision.quantity)} {revision.measure_unit})"


_BASES = {
    "": __("Nadie la ha dicho; no se mide"),
    "cumulative": __("Acumulada: el nivel al que se llega"),
    "increment": __("Incremental: lo que se suma"),
}


def unprogrammed(revision: Any, programme: Iterable[Any]) -> bool:
    """Whether a target that is reported within its year programmes no period of it: nothing can then be expected of it
    at a cut-off. Milestones and what is done or not are dated by themselves."""
    within_year = PERIODICITIES.get(revision.periodicity, QUARTERLY)
    asks = revision.report_kind not in ("milestones", "done") and 0 < within_year.months < ANNUAL.months
    return asks and not any(each.period.periodicity != ANNUAL.code for each in programme)
