"""What a drawn dossier tells: states kept apart, origins of figures, corrections, language."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from rumbo.domain.dossier import Figure
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable
from rumbo.domain.measurement.trace import Fact, Input, Trace, to_plain
from rumbo.domain.measurement.trace import Percent as TracePercent
from rumbo.domain.numbers import Quantity
from rumbo.layouts.drawing import Manner, draw_followup, draw_plan, followup_matrix, tidy_tables
from rumbo.layouts.drawing.manner import points_of
from rumbo.papers.document import Document, Facts, Paragraph, Section, Signatures, Table, Tone
from rumbo.papers.raw import Percent
from tests.layouts.drawing.example import LOGO, example, plan_only

DOSSIER = example()


def section(document: Document, sheet: str) -> Section:
    return next(part for part in document.sections if part.sheet == sheet)


def table(document: Document, sheet: str) -> Table:
    return next(block for block in section(document, sheet).blocks if isinstance(block, Table))


def test_the_four_states_stay_apart_in_the_matrix() -> None:
    assert DOSSIER.period is not None
    progress = [line.progress for line in followup_matrix(DOSSIER, DOSSIER.period).lines]
    assert progress[0] == Quantity.of(Decimal("83.9"))
    assert progress[4] == NotApplicable()
    assert progress[6] == NOT_REPORTED
    zero = replace(DOSSIER.targets[0], figures=replace(DOSSIER.targets[0].figures, year=Figure(0)))
    followed = followup_matrix(replace(DOSSIER, targets=(zero,)), DOSSIER.period)
    assert followed.lines[0].progress == Quantity(0)


def test_each_figure_says_where_it_comes_from() -> None:
    rows = table(draw_followup(DOSSIER), "Cifras").rows
    assert rows[0][8].text == (
        "Regla «Suma», edición 1. Meta del año: 18. Programado: I trimestre: 4; II trimestre: No programado. "
        "Reportado: I trimestre: 5; II trimestre: 9."
    )
    assert rows[0][3].value == Percent(Decimal("0.839"))
    assert rows[4][2].text == "N/A: No se presentaron solicitudes en el trimestre"
    assert (rows[6][2].text, rows[6][3].text, rows[6][3].value) == ("Sin reporte", "Sin reporte", None)


@pytest.mark.parametrize(
    ("kind", "label", "facts", "told"),
    [
        ("quantity", "report", {"value": Fraction(37, 2)}, "18,5"),
        ("ratio", "report_ratio", {"numerator": Fraction(38), "denominator": Fraction(40)}, "38 de 40"),
        ("milestones", "report_share", {"value": TracePercent(200_000_000_000)}, "20%"),
        ("done", "report_share", {"value": TracePercent(0)}, "No cumplida"),
        ("quantity", "report_not_reported", {}, "Sin reporte"),
        ("quantity", "report_not_applicable", {"reason": "Sin contrato"}, "N/A: Sin contrato"),
        ("quantity", "report_undefined", {}, "Sin cifra"),
    ],
)
def test_what_was_reported_before_its_own_period_is_told_from_the_trace(
    kind: str, label: str, facts: dict[str, Fact], told: str
) -> None:
    """A dossier holds the reports of its period only; the figure of the year was made of the earlier ones too."""
    first = DOSSIER.targets[0]
    year = DOSSIER.plan.fiscal_year
    before = Input(label, {"year": year, "period": 1, **facts})
    now = Input("report", {"year": year, "period": 2, "value": Fraction(9)})
    trace = to_plain(Trace("year", inputs=(Input("target", {"value": Fraction(18)}), before, now)))
    changed = replace(first, report_kind=kind, reports=first.reports[1:], trace=trace)
    origin = table(draw_followup(replace(DOSSIER, targets=(changed,))), "Cifras").rows[0][8].text
    assert f"Reportado: I trimestre: {told}; II trimestre: " in origin


def test_a_ratio_is_told_by_both_of_its_numbers() -> None:
    first = DOSSIER.targets[0]
    halves = {"numerator": Quantity.of(Decimal(388)), "denominator": Quantity.of(Decimal(389))}
    ratio = replace(first.reports[1], value=Quantity.of(Decimal("99.7429")), **halves)
    changed = replace(first, report_kind="ratio", reports=(first.reports[0], ratio))
    assert table(draw_followup(replace(DOSSIER, targets=(changed,))), "Cifras").rows[0][2].text == "388 de 389"


@pytest.mark.parametrize(
    ("kind", "units", "told"),
    [
        ("percentage", 250_000, "25%"),
        ("milestones", 400_000, "40%"),
        ("done", 10_000, "Cumplida"),
        ("done", 0, "No cumplida"),
    ],
)
def test_a_report_is_told_as_it_was_asked(kind: str, units: int, told: str) -> None:
    first = DOSSIER.targets[0]
    reports = (first.reports[0], replace(first.reports[1], value=Quantity(units)))
    changed = replace(DOSSIER, targets=(replace(first, report_kind=kind, reports=reports),))
    assert table(draw_followup(changed), "Cifras").rows[0][2].text == told


def test_a_correction_says_what_it_replaces() -> None:
    notices = [
        b.text
        for b in section(draw_followup(DOSSIER), "Ficha").blocks
        if isinstance(b, Paragraph) and b.tone is Tone.NOTICE
    ]
    assert notices == [
        "Esta publicación reemplaza a la 9 de 2025, que se conserva y sigue disponible. Motivo: Corrige una fecha."
    ]


def test_the_sheet_of_data_and_the_signatures() -> None:
    document = draw_plan(plan_only(), Manner(logo=LOGO))
    facts = next(block for block in section(document, "Ficha").blocks if isinstance(block, Facts))
    named = {fact.name: fact.text for fact in facts.items}
    assert named["Aprobado por"] == "Resolución 045, 30 de enero de 2025"
    assert "Periodo" not in named
    (signatures,) = section(document, "Firmas").blocks
    assert isinstance(signatures, Signatures)
    assert [line.act for line in signatures.lines] == ["Elaboró", "Revisó", "Aprobó"]
    assert document.header.logo is not None
    assert section(document, "Matriz").opens


def test_english_keeps_values_and_changes_conventions() -> None:
    spoken: list[str] = []

    def translate(text: str) -> str:
        spoken.append(text)
        return f"[{text}]"

    rows = table(draw_followup(DOSSIER, Manner("en", translate)), "[Cifras]").rows
    assert rows[0][3].text == "83.9%"
    assert rows[0][3].value == Percent(Decimal("0.839"))
    assert "Regla «{rule}», edición {edition}." in spoken


def test_a_follow_up_needs_a_period() -> None:
    with pytest.raises(ValueError, match="period"):
        draw_followup(plan_only())


@pytest.mark.parametrize(
    ("value", "points"),
    [
        (777777777778, "77.78"),
        (10**12, "100"),
        (0, "0"),
        (50_000_000, "0"),
        (150_000_000, "0.02"),
        (-1173076923077, "-117.31"),
    ],
)
def test_printing_rounds_half_to_even_at_two_decimals(value: int, points: str) -> None:
    assert points_of(Figure(value)) == Decimal(points)


def test_tidy_tables_are_tidy() -> None:
    for tidy in tidy_tables(DOSSIER):
        names = [field.name for field in tidy.fields]
        assert len(set(names)) == len(names)
        assert all(len(row) == len(names) for row in tidy.rows)
        keys = [tuple(row[names.index(name)] for name in tidy.key) for row in tidy.rows]
        assert len(set(keys)) == len(keys)


def test_tidy_reports_keep_the_states_apart() -> None:
    reports = next(tidy for tidy in tidy_tables(DOSSIER) if tidy.name == "reports")
    names = [field.name for field in reports.fields]
    told = {(row[names.index("state")], row[names.index("value_e4")]) for row in reports.rows}
    assert told == {("quantity", 50000), ("quantity", 90000), ("not_applicable", None), ("not_reported", None)}


def test_a_result_from_before_is_printed_with_its_source_and_said_on_the_first_page() -> None:
    first, when = DOSSIER.targets[0], {"year": 2023, "period": 1}
    given = Input("report", {**when, "value": Fraction(8)})
    origin = Input("loaded_from", {**when, "origin": "Informe de gestión 2023", "day": "2024-01-31"})
    entry = replace(first, report_kind="quantity", trace=to_plain(Trace("year", inputs=(given, origin))))
    document = draw_followup(replace(DOSSIER, targets=(entry,)))
    told = table(document, "Cifras").rows[0][8].text
    assert "8 (cargado de «Informe de gestión 2023»)" in told
    notes = [block.text for block in document.sections[0].blocks if isinstance(block, Paragraph)]
    assert any("se cargaron de «Informe de gestión 2023»" in note for note in notes)
