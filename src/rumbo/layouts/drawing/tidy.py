"""The dossier as tidy tables: one thing per row, exact integers, days as ISO 8601, names of columns in English.

They hold the same values as the json. A quantity is an integer of ten-thousandths (`…_e4`), a figure of 10⁻¹²
(`…_e12`); the state beside a value keeps zero, not applicable, not programmed and not reported apart.
"""

from rumbo.domain.dossier import MEASURES, Dossier, Figures
from rumbo.domain.followup.states import NotApplicable, NotProgrammed, NotReported, Programmed, Reported
from rumbo.domain.numbers import Quantity
from rumbo.layouts.drawing.tidy_revised import revised_tables
from rumbo.papers.writing.tidy import TidyField, TidyTable, TidyValue


def tidy_tables(dossier: Dossier) -> tuple[TidyTable, ...]:
    """levels, targets, alignments, programme, reports, parts, evidence, figures and catalogues; and what was changed,
    cancelled, suspended or corrected, where anything was."""
    return (
        _levels(dossier),
        _targets(dossier),
        _alignments(dossier),
        _programme(dossier),
        _reports(dossier),
        _parts(dossier),
        _evidence(dossier),
        _figures(dossier),
        _catalogues(dossier),
        *revised_tables(dossier),
    )


def _fields(*named: tuple[str, str, str]) -> tuple[TidyField, ...]:
    return tuple(TidyField(*words) for words in named)


def _units(quantity: Quantity | None) -> int | None:
    return quantity.units if quantity else None


def _state(value: Reported | Programmed) -> tuple[str, int | None, str]:
    """The state, the quantity, the reason."""
    match value:
        case Quantity(units):
            return "quantity", units, ""
        case NotApplicable(reason):
            return "not_applicable", None, reason
        case NotReported():
            return "not_reported", None, ""
        case NotProgrammed():
            return "not_programmed", None, ""


def _levels(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("level", "string", "uid of the level"),
        ("parent", "string", "uid of the level above, empty at the top"),
        ("kind", "string", "the entity's name of the level"),
        ("code", "string", "code as printed"),
        ("name", "string", "name"),
        ("excluded", "integer", "targets that its figures leave out"),
    )
    rows = tuple((it.uid, it.parent, it.kind, it.code, it.name, it.excluded) for it in dossier.levels)
    return TidyTable("levels", "Niveles del plan", fields, ("level",), rows)


def _targets(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("target", "string", "uid of the target"),
        ("revision", "string", "uid of its frozen revision"),
        ("number", "string", "number as printed"),
        ("statement", "string", "what is promised"),
        ("indicator", "string", "indicator"),
        ("measure_unit", "string", "unit of measure"),
        ("quantity_e4", "integer", "target of the year, ten-thousandths"),
        ("baseline_e4", "integer", "baseline, ten-thousandths"),
        ("weight_e4", "integer", "weight, ten-thousandths"),
        ("annualization", "string", "key of the annualization rule"),
        ("basis", "string", "key of the basis of the programme"),
        ("report_kind", "string", "key of what a report of this target answers"),
        ("units", "string", "responsible units, one per line"),
        ("reporting_unit", "string", "the unit that reports"),
        ("levels", "string", "uids of its levels, one per line; the first is where it counts"),
        ("objective", "string", "objective that it serves"),
        ("programme", "string", "programme that it serves"),
        ("served_indicator", "string", "indicator of the institutional management plan"),
        ("served_measure_unit", "string", "its unit of measure"),
        ("served_quantity_e4", "integer", "its quantity, ten-thousandths"),
        ("start", "date", "first day"),
        ("end", "date", "last day"),
        ("periodicity", "string", "how often it is followed up, as printed"),
        ("expense_type", "string", "type of expense"),
        ("funding_source", "string", "source of funding"),
    )
    return TidyTable("targets", "Metas", fields, ("target",), tuple(_target(dossier)))


def _target(dossier: Dossier) -> list[tuple[TidyValue, ...]]:
    return [
        (
            it.uid,
            it.revision_uid,
            it.line.number,
            it.line.statement,
            it.line.indicator,
            it.line.measure_unit,
            _units(it.line.quantity),
            _units(it.baseline),
            _units(it.weight),
            it.annualization,
            it.basis,
            it.report_kind,
            "\n".join(it.line.units),
            it.reporting_unit,
            "\n".join(it.levels),
            it.line.objective,
            it.line.programme,
            it.line.serves.indicator if it.line.serves else "",
            it.line.serves.measure_unit if it.line.serves else "",
            _units(it.line.serves.quantity) if it.line.serves else None,
            it.line.start.isoformat() if it.line.start else None,
            it.line.end.isoformat() if it.line.end else None,
            it.line.periodicity,
            it.line.expense_type,
            it.line.funding_source,
        )
        for it in dossier.targets
    ]


def _alignments(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("target", "string", "uid of the target"),
        ("place", "integer", "place among its alignments, from 1"),
        ("catalogue", "string", "key of the catalogue"),
        ("code", "string", "code in the catalogue, empty when it has no such entry"),
        ("name", "string", "name as printed"),
        ("number", "string", "number that the document prints before the name"),
    )
    rows = tuple(
        (it.uid, place, link.catalogue, link.code, link.name, link.number)
        for it in dossier.targets
        for place, link in enumerate(it.line.alignments, 1)
    )
    return TidyTable("alignments", "Articulaciones", fields, ("target", "place"), rows)


_PERIOD = (
    ("fiscal_year", "integer", "fiscal year of the period"),
    ("periodicity", "string", "periodicity of the period"),
    ("ordinal", "integer", "which period of the year, from 1"),
)
_VALUE = (
    ("state", "string", "quantity, not_applicable, not_programmed or not_reported"),
    ("value_e4", "integer", "the quantity, ten-thousandths; empty for the other states"),
)


def _programme(dossier: Dossier) -> TidyTable:
    fields = _fields(("target", "string", "uid of the target"), *_PERIOD, *_VALUE)
    rows = tuple(
        (it.uid, entry.period.fiscal_year, entry.period.periodicity, entry.period.ordinal, *_state(entry.amount)[:2])
        for it in dossier.targets
        for entry in it.programme
    )
    return TidyTable("programme", "Programación", fields, ("target", *(name for name, _, _ in _PERIOD)), rows)


def _reports(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("target", "string", "uid of the target"),
        *_PERIOD,
        ("review_state", "string", "key of the state of the review"),
        *_VALUE,
        ("reason", "string", "why it does not apply"),
        ("numerator_e4", "integer", "numerator, ten-thousandths"),
        ("denominator_e4", "integer", "denominator, ten-thousandths"),
        ("narrative", "string", "what the unit tells"),
        ("accepted_by", "string", "post that accepted"),
        ("accepted_on", "date", "day of acceptance"),
    )
    rows = tuple(
        (
            it.uid,
            report.period.fiscal_year,
            report.period.periodicity,
            report.period.ordinal,
            report.state,
            *_state(report.value),
            _units(report.numerator),
            _units(report.denominator),
            report.narrative,
            report.review.post if report.review else "",
            report.review.day.isoformat() if report.review else None,
        )
        for it in dossier.targets
        for report in it.reports
    )
    return TidyTable("reports", "Reportes", fields, ("target", *(name for name, _, _ in _PERIOD)), rows)


def _parts(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("target", "string", "uid of the target"),
        *_PERIOD,
        ("place", "integer", "place among the parts of the report, from 1"),
        ("label", "string", "what the entity calls the part"),
        ("text", "string", "what the unit tells in it"),
    )
    rows = tuple(
        (it.uid, report.period.fiscal_year, report.period.periodicity, report.period.ordinal, place, *told)
        for it in dossier.targets
        for report in it.reports
        for place, told in enumerate(((part.label, part.text) for part in report.parts), 1)
    )
    return TidyTable("parts", "Partes del relato", fields, ("target", *(name for name, _, _ in _PERIOD), "place"), rows)


def _evidence(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("target", "string", "uid of the target"),
        *_PERIOD,
        ("place", "integer", "place among the evidence of the report, from 1"),
        ("kind", "string", "file or link"),
        ("title", "string", "title"),
        ("address", "string", "address of a link"),
        ("digest", "string", "sha-256 of a file"),
        ("dated", "date", "the piece's own date"),
    )
    rows = tuple(
        (
            it.uid,
            report.period.fiscal_year,
            report.period.periodicity,
            report.period.ordinal,
            place,
            piece.kind,
            piece.title,
            piece.address,
            piece.digest,
            piece.dated.isoformat() if piece.dated else None,
        )
        for it in dossier.targets
        for report in it.reports
        for place, piece in enumerate(report.evidence, 1)
    )
    return TidyTable("evidence", "Soportes", fields, ("target", *(name for name, _, _ in _PERIOD), "place"), rows)


def _figures(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("subject", "string", "target or level"),
        ("uid", "string", "uid of the target or level"),
        ("figure", "string", "year, to_date, term, expected or at_cutoff (progress against what was expected)"),
        ("value_e12", "integer", "ratio as an integer of 10⁻¹²: 1000000000000 is 100 %"),
        ("undefined", "string", "key of the reason why there is no figure"),
        ("band", "string", "key of the range of the traffic light, beside the figure that it looks at"),
        ("marks", "string", "keys of what a reader must know, one per line"),
    )
    rows = (
        *(row for it in dossier.levels for row in _figures_of("level", it.uid, it.figures)),
        *(row for it in dossier.targets for row in _figures_of("target", it.uid, it.figures)),
    )
    return TidyTable("figures", "Cifras", fields, ("subject", "uid", "figure"), rows)


def _figures_of(subject: str, uid: str, figures: Figures) -> list[tuple[TidyValue, ...]]:
    named = ((name, getattr(figures, name)) for name in MEASURES)
    return [
        (subject, uid, name, figure.value, figure.undefined, figure.band, "\n".join(figure.marks))
        for name, figure in named
    ]


def _catalogues(dossier: Dossier) -> TidyTable:
    fields = _fields(
        ("catalogue", "string", "key of the catalogue"),
        ("edition", "string", "edition"),
        ("code", "string", "code"),
        ("name", "string", "official name"),
        ("source", "string", "source of the edition"),
    )
    rows = tuple((it.catalogue, it.edition, it.code, it.name, it.source) for it in dossier.catalogues)
    return TidyTable("catalogues", "Catálogos", fields, ("catalogue", "edition", "code"), rows)
