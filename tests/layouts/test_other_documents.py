"""Documents of other entities in these layouts: other words, other order, groups displaced or missing."""

from decimal import Decimal

from rumbo.domain.followup.states import NOT_PROGRAMMED
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Continuity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.findings import word, word_missing
from rumbo.layouts import Known, compare, read_document, read_plan
from rumbo.papers.raw import Merge, Percent, RawTable
from tests.layouts.tables import document, sheet

LEAVES = [
    "Nº",
    "Objetivo",
    "Indicador",
    "Meta",
    "Actividad",
    "Dependencia responsable",
    "Indicador",
    "Meta",
    "Inicio",
    "Fin",
]
LINE = [1, "Servir", "Sedes abiertas", 2, "Abrir sedes", "Oficina de Sedes", "Sedes", 4, "1/02/2024", "30/11/2024"]


def read(*tables: RawTable, known: Known | None = None) -> PlanDraft:
    return read_plan(document(*tables), known or Known())


def groups(*at: tuple[int, str]) -> list[str | None]:
    row: list[str | None] = [None] * len(LEAVES)
    for column, text in at:
        row[column - 1] = text
    return row


def assert_told_apart(draft: PlanDraft) -> None:
    (line,) = draft.matrix.lines
    assert (line.indicator, line.quantity) == ("Sedes", Quantity.of(4))
    assert line.serves
    assert (line.serves.indicator, line.serves.quantity) == ("Sedes abiertas", Quantity.of(2))


def test_groups_displaced_by_a_column_still_tell_repeated_names_apart() -> None:
    for shift in (-1, 0, 1):
        row = groups((2 + max(shift, 0), "Plan Estratégico 2024-2027"), (5 + shift, "Plan de Acción 2024"))
        draft = read(sheet(row, LEAVES, LINE))
        assert_told_apart(draft)
        assert draft.matrix.fiscal_year == 2024


def test_without_groups_the_side_of_the_action_tells_them_apart() -> None:
    assert_told_apart(read(sheet(["PLAN DE ACCIÓN 2024"], LEAVES, LINE)))
    assert read(sheet(["PLAN DE ACCIÓN 2024"], LEAVES, LINE)).matrix.fiscal_year == 2024


def test_merged_labels_reach_as_far_as_they_are_merged() -> None:
    table = sheet(groups((2, "Plan institucional"), (5, "Plan de acción 2024")), LEAVES, LINE)
    table.merges = (Merge(1, 2, 1, 4), Merge(1, 5, 1, 10))
    assert_told_apart(read(table))


def test_any_order_of_columns_and_an_unknown_one_is_kept_and_told() -> None:
    order = ["Responsable", "Color", "Meta", "Acción", "Indicador"]
    draft = read(sheet(order, ["Oficina A", "azul", Decimal("0.5"), "Hacer", "Hechas"]))
    (line,) = draft.matrix.lines
    assert (line.statement, line.units, line.quantity) == ("Hacer", ("Oficina A",), Quantity(5000))
    (kept,) = [found for found in draft.findings if found.code == "layout.column_kept"]
    assert kept.where
    assert kept.where.cell == "B1"


def test_a_header_that_only_resembles_is_read_and_told() -> None:
    draft = read(sheet(["Acción", "Responsablee", "Indicador", "Meta"], ["Hacer", "Oficina A", "Hechas", 1]))
    assert draft.matrix.lines[0].units == ("Oficina A",)
    (told,) = [found for found in draft.findings if found.code == "layout.header_resembles"]
    assert told.suggestion == "RESPONSABLE"
    assert draft.recognition.confidence < 100


def test_totals_and_notes_are_no_actions_and_an_action_without_text_is_told() -> None:
    draft = read(
        sheet(
            LEAVES,
            LINE,
            [None] * 10,
            ["Total", None, None, 2, None, None, None, 4],
            [None, None, None, None, None, "Oficina perdida", "Cosas", 3],
            ["Elaboró: Oficina de Planeación"],
        )
    )
    assert [line.statement for line in draft.matrix.lines] == ["Abrir sedes", ""]
    codes = [found.code for found in draft.findings]
    assert codes == ["layout.row_left_out", "layout.statement_missing", "layout.row_left_out"]
    assert draft.findings[1].where
    assert draft.findings[1].where.cell == "E5"


def test_an_action_that_begins_like_a_total_is_an_action() -> None:
    line = [*LINE[:4], "Total de sedes dotadas", *LINE[5:]]
    assert len(read(sheet(LEAVES, line)).matrix.lines) == 1


def test_several_sheets_are_one_plan_and_hidden_ones_are_told() -> None:
    hidden = sheet(LEAVES, LINE, part="Vieja")
    hidden.hidden = True
    other = [2, *LINE[1:]]
    draft = read(sheet(LEAVES, LINE, part="Uno"), sheet(LEAVES, other, part="Dos"), hidden)
    assert [line.number for line in draft.matrix.lines] == ["1", "2"]
    assert draft.where(1, "quantity").part == "Dos"
    assert [found.code for found in draft.findings] == ["layout.hidden_sheet"]


def test_cells_merged_downwards_give_their_value_to_every_row() -> None:
    table = sheet(LEAVES, LINE, [2, None, "Otras", 1, "Cerrar sedes", *LINE[5:]])
    table.merges = (Merge(2, 2, 3, 2),)
    draft = read(table)
    assert [line.objective for line in draft.matrix.lines] == ["Servir", "Servir"]
    assert draft.where(1, "objective").cell == "B2"


def test_a_second_header_in_another_order_begins_a_block_of_its_own() -> None:
    second = ["Acción", "Responsable", "Indicador", "Meta"]
    draft = read(sheet(LEAVES, LINE, second, ["Cerrar", "Oficina B", "Cierres", 9]))
    assert [line.statement for line in draft.matrix.lines] == ["Abrir sedes", "Cerrar"]
    assert draft.matrix.lines[1].quantity == Quantity.of(9)
    assert draft.where(1, "quantity").cell == "D4"


def test_a_followup_of_one_header_row_with_shown_percentages() -> None:
    headers = ["Actividad", "Área", "% de avance", "Descripción del avance"]
    rows = [
        ["Abrir", "Área de Sedes", Percent(Decimal("0.25")), "Se abrió una"],
        ["Cerrar", "Área B", "N/A: sin sedes", None],
    ]
    draft = read(sheet(["Seguimiento al plan de acción - primer semestre de 2025"], headers, *rows))
    assert draft.recognition.layout == "followup_matrix"
    assert draft.matrix.period == PeriodRef(2025, "semestral", 1)
    assert draft.matrix.lines[0].progress == Quantity.of(25)
    assert getattr(draft.matrix.lines[1].progress, "reason", "") == "sin sedes"


def test_known_units_are_found_in_a_row_and_not_proposed() -> None:
    known = Known(units={"Archivo Central": "Archivo Central", "Planeación": "Oficina de Planeación"})
    line = [*LINE[:5], "Planeación Archivo Central", *LINE[6:]]
    draft = read(sheet(LEAVES, line), known=known)
    assert draft.matrix.lines[0].units == ("Planeación", "Archivo Central")
    assert not draft.proposals


def test_a_year_that_no_edition_covers_leaves_the_check_unmade() -> None:
    headers = ["Acción", "Responsable", "Indicador", "Meta", "PND"]
    draft = read(
        sheet(["Plan de acción 2035"], headers, ["Hacer", "Oficina A", "Hechas", 1, "2. Convergencia regional"])
    )
    outcomes = [str(result.outcome) for result in draft.checks if result.code == "alignment.number_and_name"]
    assert outcomes == ["not_made"]


def test_a_header_like_programme_is_not_taken_for_it() -> None:
    headers = ["Acción", "Responsable", "Indicador", "Meta", "Programación", "Programado 2024"]
    draft = read(sheet(headers, ["Hacer", "Oficina A", "Hechas", 1, 1, 1]))
    assert draft.matrix.lines[0].programme == ""
    assert [found.code for found in draft.findings] == ["layout.column_kept"] * 2


QUARTERS = ["IV TRIMESTRE", "I TRIMESTRE", "III TRIMESTRE", "II TRIMESTRE"]


def test_the_programme_of_the_period_followed_is_told_from_the_target_and_from_other_quarters() -> None:
    heads = ["Acción", "Responsable", *(f"META {name} 2024" for name in QUARTERS), "Meta", "AVANCE II TRIMESTRE 2024"]
    draft = read(
        sheet(heads, ["Hacer", "Oficina A", 4, 1, 3, 2, 10, "20%"], ["Ver", "Oficina A", 4, 1, 3, "NP", 8, ""])
    )
    assert draft.matrix.period == PeriodRef(2024, "trimestral", 2)
    assert [line.quantity for line in draft.matrix.lines] == [Quantity.of(10), Quantity.of(8)]
    assert draft.matrix.programmed == (Quantity.of(2), NOT_PROGRAMMED)
    kept = [found.where.cell for found in draft.findings if found.code == "layout.column_kept" and found.where]
    assert kept == ["C1", "D1", "E1"]
    assert not [found for found in draft.everything_found() if found.code == "followup.no_programme"]


def test_the_quarters_of_a_plan_are_no_target_of_the_year_and_no_period_followed() -> None:
    heads = ["Acción", "Responsable", "Indicador", *(f"META {name} 2024" for name in QUARTERS)]
    draft = read(sheet(heads, ["Hacer", "Oficina A", "Hechas", 4, 1, 3, 2]))
    assert draft.matrix.lines[0].quantity is None
    assert draft.matrix.period is None
    assert draft.matrix.programmed == ()
    assert len([found for found in draft.findings if found.code == "layout.column_kept"]) == 4


def test_the_period_is_of_the_followup_even_where_another_stands_before_it() -> None:
    heads = ["Acción", "Responsable", "META I TRIMESTRE", "META II TRIMESTRE", "Avance II trimestre"]
    table = sheet(["SEGUIMIENTO PLAN DE ACCIÓN 2024"], heads, ["Hacer", "Oficina A", 1, 2, "20%"])
    draft = read(table)
    assert draft.matrix.period == PeriodRef(2024, "trimestral", 2)
    assert draft.matrix.programmed == (Quantity.of(2),)


def test_a_doubtful_day_comes_with_what_was_probably_meant_and_why() -> None:
    rows = [
        ["Hacer", "Oficina A", "12/31/2024", "Feb-2024"],
        ["Ver", "Oficina A", "Dic-2024", "31/122024"],
        ["Oír", "Oficina A", "31/02/2024", "pronto"],
    ]
    draft = read(sheet(["Acción", "Responsable", "Inicio", "Fin"], *rows))
    told = {found.where.cell: (found.code, found.suggestion) for found in draft.everything_found() if found.where}
    assert told == {
        "C2": ("plan.date_month_first", "31/12/2024"),
        "D2": ("plan.date_month_only", "29/02/2024"),
        "C3": ("plan.date_month_only", "1/12/2024"),
        "D3": ("plan.date_mark_left_out", "31/12/2024"),
        "C4": ("plan.date_unreadable", None),
        "D4": ("plan.date_unreadable", None),
    }
    said = word(next(found for found in draft.everything_found() if found.code == "plan.date_month_first"))
    assert "31/12/2024" in said.what


def test_what_a_check_lacks_is_a_sentence_with_the_columns_and_their_group() -> None:
    draft = read(sheet(["Acción", "Responsable", "Indicador"], ["Hacer", "Oficina A", "Hechas"]))
    lacking = {result.code: result for result in draft.checks if result.missing}
    assert lacking["plan.target_missing"].missing == "la columna {columns}"
    assert word_missing(lacking["plan.target_missing"]) == "la columna «PLAN DE ACCIÓN › META»"
    assert "«PLAN DE GESTIÓN INSTITUCIONAL › META»" in word_missing(lacking["plan.served_target_differs"])


def test_the_count_of_actions_that_stay_agrees_with_the_difference() -> None:
    heads = ["No.", "Acción", "Responsable", "Indicador", "Meta"]
    plan = read(
        sheet(heads, [1, "Abrir sedes", "A", "Sedes", 1], [2, "Ver", "A", "Vistas", 2], [3, "Oír", "A", "x", 1])
    )
    followed = [
        [1, "ABRIR SEDES.", "A", "Sedes", 9, "20%"],
        [2, "Ver", "A", "Vistas", 2, "1%"],
        [3, "Ver", "A", "y", 2, ""],
    ]
    table = document(sheet([*heads, "Avance"], *followed))
    draft = read_plan(table, compared=plan)
    (found,) = [found for found in draft.everything_found() if found.code == "followup.other_version"]
    steps = compare(draft.matrix, plan.matrix)
    assert found.facts["same"] == sum(step.continuity is Continuity.SAME for step in steps) == 2
    assert found.facts["kept"] == 1
    assert found.where
    assert found.where.cell == "B2"


SIMPLE = ["No.", "Acción", "Responsable", "Indicador", "Meta"]


def numbered(*statements: str) -> list[list[object]]:
    return [[at, text, "Oficina A", "Hechas", 1] for at, text in enumerate(statements, 1)]


def test_sheets_that_number_anew_are_levels_and_no_number_is_repeated() -> None:
    sheets = [sheet(SIMPLE, *numbered(f"Abrir {part}", f"Cerrar {part}"), part=part) for part in ("PINAR", "PETH")]
    draft = read(*sheets)
    assert [(line.number, line.programme) for line in draft.matrix.lines] == [
        ("1", "PINAR"), ("2", "PINAR"), ("1", "PETH"), ("2", "PETH"),
    ]  # fmt: skip
    assert not [found for found in draft.everything_found() if found.code == "plan.numbering_duplicate"]
    same = read(sheets[0], sheet(SIMPLE, [3, "Ver", "Oficina A", "Vistas", 1], part="Más"))
    assert {line.programme for line in same.matrix.lines} == {""}, "a sheet that counts on is no level"


def test_a_number_out_of_turn_is_repeated_though_its_level_is_another() -> None:
    heads = ["No.", "Programa", *SIMPLE[1:]]
    rows = [[1, "Uno", "Abrir"], [2, "Uno", "Cerrar"], [1, "Dos", "Ver"], [3, "Dos", "Oír"]]
    told = read(sheet(heads, *([*row, "Oficina A", "Hechas", 1] for row in rows)))
    assert [found.facts["number"] for found in told.everything_found() if found.code.endswith("duplicate")] == ["1"]


def test_a_row_that_only_says_its_level_names_the_lines_below_it() -> None:
    table = sheet(
        SIMPLE,
        ["OBJETIVO ESTRATÉGICO 1: Mejorar el agua"],
        ["Programa 1.1 Cuencas"],
        *numbered("Sembrar", "Cuidar"),
        ["Subtotal programa", None, None, None, 2],
        ["OBJETIVO ESTRATÉGICO 2: Mejorar el aire"],
        [3, "Medir", "Oficina A", "Mediciones", 1],
    )
    draft = read(table)
    assert [(line.objective[-4:], line.programme[-7:]) for line in draft.matrix.lines] == [
        ("agua", "Cuencas"), ("agua", "Cuencas"), ("aire", ""),
    ]  # fmt: skip
    assert draft.where(1, "objective").cell == "A2"
    assert [found.code for found in draft.findings] == ["layout.row_left_out"]


def test_who_signs_below_a_table_is_a_note() -> None:
    draft = read(sheet(SIMPLE, *numbered("Abrir"), [None], ["Elaboró: Oficina de Planeación"]))
    assert [found.code for found in draft.findings] == ["layout.row_left_out"]


def test_the_year_is_not_that_of_a_baseline_or_of_a_score() -> None:
    heads = ["Puntaje 2023", "Acción", "Responsable", "Línea base 2022", "Meta", "Avance 2024"]
    draft = read(sheet(["PLAN DECENAL 2023-2032"], heads, [60, "Hacer", "Oficina A", 1, 10, "20%"]))
    assert draft.matrix.fiscal_year == 2024
    assert read(sheet(["Plan 2025"], [*heads[:-1]], [60, "Hacer", "A", 1, 10])).matrix.fiscal_year in (2025, None)


def test_a_matrix_by_the_title_of_a_document_of_several_parts_is_still_a_matrix() -> None:
    """What is said before its table makes no such document, and its days would be lost in one."""
    labels = ["No.", "Acción", "Responsable", "Indicador", "Meta", "Fecha inicio", "Fecha fin"]
    row = [1, "Abrir sedes", "Oficina de Sedes", "Sedes", 4, "1/02/2025", "30/11/2025"]
    for title in ("Plan de acción institucional 2025", "Plan indicativo 2024-2027"):
        draft = read_document(document(sheet([title], ["Resolución 012 de 2024"], labels, row)))
        assert isinstance(draft, PlanDraft)
        assert [line.statement for line in draft.matrix.lines] == ["Abrir sedes"]


def test_the_year_of_a_norm_is_not_that_of_the_plan() -> None:
    for norm in ("Ley 1474 de 2011", "Resolución 012 del 4 de marzo de 2019", "Acuerdo No. 761/2020"):
        assert read(sheet(["Plan de acción"], [f"Según {norm}"], LEAVES, LINE)).matrix.fiscal_year is None
