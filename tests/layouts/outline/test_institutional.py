"""Institutional plans of action arrive complete, with their faults found where they stand and nowhere else."""

from pathlib import Path
from typing import Any

import pytest

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.plan.institutional import Component, InstitutionalPlan, RiskCount
from rumbo.domain.plan.stated import Operator, StatedTarget
from rumbo.domain.plan.strategic import YearQuantity
from rumbo.findings import Outcome, word
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes, read_file
from tests.layouts.outline.forms import written
from tests.layouts.tables import EXAMPLES

EXAMPLE = EXAMPLES / "plan-institucional-2024.txt"
MILLION = 100_000_000


def read(text: str, name: str = "plan.txt") -> DocumentDraft[InstitutionalPlan]:
    draft = read_document(read_bytes(text.encode(), name))
    assert isinstance(draft, DocumentDraft)
    assert draft.recognition.layout == "institutional_action_plan"
    return draft


@pytest.fixture(scope="module")
def seed_text(shared: Path) -> str:
    (file,) = (shared / "seeds").glob("003_*")
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed(seed_text: str) -> DocumentDraft[InstitutionalPlan]:
    return read(seed_text)


@pytest.fixture(scope="module")
def twin() -> DocumentDraft[InstitutionalPlan]:
    return read(EXAMPLE.read_text(encoding="utf-8"))


def told(draft: DocumentDraft[Any]) -> list[tuple[str, str]]:
    return [(each.code, each.where.cell if each.where else "") for each in draft.everything_found()]


def codes(draft: DocumentDraft[Any]) -> list[str]:
    return [each.code for each in draft.everything_found()]


def passed(draft: DocumentDraft[Any]) -> dict[str, Any]:
    return {result.code: dict(result.facts) for result in draft.checks if result.outcome is Outcome.PASSED}


# The seed, field by field


def test_what_the_seed_says_of_itself(seed: DocumentDraft[InstitutionalPlan]) -> None:
    plan = seed.content
    assert seed.recognition.confidence == 100
    assert not seed.recognition.missing
    assert (plan.fiscal_year, plan.first_year, plan.last_year) == (2024, 2020, 2024)
    assert plan.title.endswith("2024")
    assert plan.entity.startswith("Secretaría General")
    assert "Ley 1474 de 2011" in plan.legal_basis
    assert "Decreto 612 de 2018" in plan.legal_basis
    assert [(each.number, each.measured) for each in plan.components] == [
        ("1", True),
        ("2", True),
        ("3", True),
        ("4", False),
    ]
    assert plan.components[3] == Component("4", "Riesgos de gestión y de corrupción", False)
    assert [each.number for each in plan.objectives] == list("12345678")
    assert all(len(each.statement) > 80 for each in plan.objectives)
    assert [len(source) > 20 for source in plan.sources] == [True, True]


def test_the_seven_projects_of_the_seed(seed: DocumentDraft[InstitutionalPlan]) -> None:
    projects = seed.content.projects
    assert [each.code for each in projects] == [str(code) for code in range(7867, 7874)]
    millions = (20149, 7928, 1547, 3555, 27832, 18451, 8824)
    assert [each.budget for each in projects] == [Money(each * 1000 * MILLION // 1000) for each in millions]
    assert {(each.printed_share, each.budget_year, each.general_objective) for each in projects} == {("100%", 2024, "")}
    assert [len(each.goals) for each in projects] == [2, 11, 3, 3, 12, 7, 5]
    assert [goal.number for goal in projects[1].goals] == [*"12345678", "10", "11", "12"]
    assert all(each.name and all(goal.statement for goal in each.goals) for each in projects)


def test_the_programme_of_every_goal_of_the_seed(seed: DocumentDraft[InstitutionalPlan]) -> None:
    told_years = {len(goal.years) for each in seed.content.projects for goal in each.goals}
    assert told_years == {1}
    amounts = {
        each.code: [
            (goal.annualization[:2], goal.term.decimal.normalize() if goal.term else None, _year(goal.years[0]))
            for goal in each.goals
        ]
        for each in seed.content.projects
    }
    as_text = {code: " ".join(f"{a}{t:f}/{y}" for a, t, y in listed) for code, listed in amounts.items()}
    assert as_text == {
        "7867": "Cr100/10 Co100/100",
        "7868": "Su100/18 Cr100/15 Cr100/5 Su100/10 Cr100/19 Cr100/5 Su100/15 Su100/11 Su100/14 Su100/18 Cr100/22",
        "7869": "Su100/25 Su100/20 Su100/15",
        "7870": "Co100/100 Co100/100 Co100/100",
        "7871": "Cr100/10 Su1039/80 Su300/17 Cr100/10 Co100/100 Co100/100 Co100/100 Co100/100 Co100/100 Co100/100"
        " Co100/100 Cr100/10",
        "7872": "Cr100/30 Cr100/30 Cr100/25 Cr1/0.3 Cr1/0.3 Cr100/9 Co1/1",
        "7873": "Su100/7 Co100/100 Co100/100 Co100/100 Co100/100",
    }


def _year(year: YearQuantity) -> str:
    assert year.year == 2024
    assert year.quantity is not None
    return f"{year.quantity.decimal.normalize():f}"


def test_the_indicators_of_the_seed_stand_in_the_order_of_its_pages(seed: DocumentDraft[InstitutionalPlan]) -> None:
    plan = seed.content
    assert (plan.announced_indicators, plan.announced_processes) == (46, 16)
    assert " ".join(each.number for each in plan.processes) == "1 2 3 4 5 6 7 10 8 9 11 12 15 13 14 16"
    assert [len(each.indicators) for each in plan.processes] == [1, 1, 1, 3, 1, 4, 3, 1, 5, 4, 4, 4, 2, 6, 4, 2]
    assert all(
        [indicator.number for indicator in each.indicators] == [str(n + 1) for n in range(len(each.indicators))]
        for each in plan.processes
    )


def test_what_the_sentences_of_the_seed_promise(seed: DocumentDraft[InstitutionalPlan]) -> None:
    targets = {
        (process.number, indicator.number): indicator.target
        for process in seed.content.processes
        for indicator in process.indicators
    }
    percent = {key: StatedTarget(Quantity.of(100), measure_unit="%") for key in targets}
    minimum, most = Operator.AT_LEAST, Operator.AT_MOST
    percent |= {
        ("1", "1"): StatedTarget(Quantity.of(100), None, "%", "mensual"),
        ("4", "1"): StatedTarget(Quantity.of(100), None, "%", "mensual"),
        ("4", "3"): StatedTarget(Quantity.of(100), None, "%", "mensual"),
        ("5", "1"): StatedTarget(Quantity.of(100), None, "%", "", 1, 5),
        ("8", "1"): StatedTarget(Quantity.of(90), minimum, "%", "mensual"),
        ("8", "2"): StatedTarget(Quantity.of(95), minimum, "%", "mensual"),
        ("8", "3"): StatedTarget(Quantity.of(90), minimum, "%"),
        ("8", "4"): StatedTarget(Quantity.of(20_000), None, "unidades"),
        ("8", "5"): StatedTarget(Quantity.of(55), None, "%", "anual"),
        ("12", "1"): StatedTarget(Quantity.of(6), most, "días hábiles"),
        ("13", "1"): StatedTarget(Quantity.of(95), None, "%", "mensual"),
        ("13", "2"): StatedTarget(Quantity.of(94), None, "%", "mensual"),
        **{("13", number): StatedTarget(Quantity.of(94), None, "%") for number in "345"},
        ("14", "1"): StatedTarget(Quantity.of(95), None, "%", "mensual"),
        ("14", "2"): StatedTarget(Quantity.of(85), None, "%", "", 10, 12),
        ("14", "3"): StatedTarget(Quantity.of(80), None, "%", "trimestral"),
        ("14", "4"): StatedTarget(Quantity.of(80), None, "%", "trimestral"),
        ("16", "2"): StatedTarget(Quantity.of(90), None, "%"),
    }
    assert targets == percent


def test_the_integrated_plans_of_the_seed_by_unit(seed: DocumentDraft[InstitutionalPlan]) -> None:
    plan = seed.content
    assert (plan.announced_activities, plan.announced_plans) == (25, 12)
    assert plan.announced_besides.endswith("participación ciudadana")
    assert [len(each.plans) for each in plan.integrated_plans] == [6, 1, 1, 2, 3, 1]
    listed = [each for owner in plan.integrated_plans for each in owner.plans]
    assert [each.announced_activities for each in listed] == [1, 1, 1, 1, 3, 5, 2, 5, 1, 1, 1, 1, 1, 1]
    codes_of_plans = ["5", "6", "7", "8", "3", "4", "2", "1", "9", "", "10", "12", "11", ""]
    assert [each.catalogue_code for each in listed] == codes_of_plans
    assert all(each.name[0].isalpha() for each in listed)


def test_the_risks_of_the_seed_are_counts_and_blank_is_blank(seed: DocumentDraft[InstitutionalPlan]) -> None:
    plan = seed.content
    rows = [(each.corruption, each.management, each.total) for each in plan.risks]
    assert rows == [
        *((None, 1, 1), (None, 2, 2), (1, 1, 2), (None, 2, 2), (None, 2, 2), (None, 3, 3), (1, 2, 3), (1, 2, 3)),
        *((1, 3, 4), (2, 3, 5), (2, 4, 6), (None, 6, 6), (2, 5, 7), (2, 5, 7), (2, 7, 9), (3, 6, 9), (3, 14, 17)),
    ]
    assert plan.printed_totals == RiskCount("Total general", 20, 68, 88)
    said = (plan.announced_risks, plan.announced_corruption_risks, plan.announced_management_risks)
    assert said == (88, 20, 68)


def test_every_value_of_the_seed_knows_where_it_stood(seed: DocumentDraft[InstitutionalPlan], seed_text: str) -> None:
    lines = seed_text.split("\n")
    derived = ("target", "measured", "catalogue_code")
    kept = [(path, value) for path, value in leaves(seed.content) if value not in ("", None)]
    kept = [(path, value) for path, value in kept if not any(step in derived for step in path)]
    assert len(kept) > 400
    for path, value in kept:
        line, column = map(int, seed.where(path).cell.split(":"))
        assert lines[line - 1][column - 1 :].strip(), path
        if path[-1] in ("code", "annualization", "corruption", "management", "unit"):
            assert str(value).split()[0] in lines[line - 1], path


def test_the_faults_of_the_seed_are_told_and_no_others(seed: DocumentDraft[InstitutionalPlan]) -> None:
    assert told(seed) == [
        *(("outline.section_again", "66:1"), ("outline.section_again", "131:1"), ("outline.section_again", "315:1")),
        ("outline.text_kept", "479:1"),
        ("document.plans_announced", "402:1"),
        *(("document.announced_empty", f"{line}:1") for line in (80, 108, 137, 162, 184, 217, 250)),
        ("document.numbering_gap", "125:1"),
        *(("document.numbering_order", "325:1"), ("document.numbering_order", "364:1")),
        *(("document.text_cut", "38:1"), ("document.text_cut", "202:1"), ("document.text_cut", "204:1")),
        ("document.programme_basis", "93:108"),
        ("document.target_periodicity_unsaid", "285:1"),
        *(("document.plan_beyond_list", "426:1"), ("document.plan_beyond_list", "437:1")),
        *(("document.process_name_differs", "469:1"), ("document.process_name_differs", "470:1")),
        ("document.project_among_processes", "459:1"),
    ]
    assert not any(each.severity == "error" for each in seed.everything_found())


def test_what_holds_in_the_seed_is_shown_as_passed(seed: DocumentDraft[InstitutionalPlan]) -> None:
    held = passed(seed)
    counts = {code: (held[code]["announced"], held[code]["found"]) for code in held if code.endswith("_announced")}
    assert counts == {
        "document.indicators_announced": (46, 46),
        "document.processes_announced": (16, 16),
        "document.activities_announced": (25, 25),
        "document.risks_announced": ("20 · 68 · 88", "20 · 68 · 88"),
    }
    assert held["document.risk_total_differs"] == {"sums": "20 · 68 · 88"}
    assert held["document.plan_lacking"] == {"found": 12, "all": 12}


# The seed changed: what is found changes there and nowhere else

ROW = "Gestión Financiera\t2\t4\t6"


@pytest.mark.parametrize(
    ("before", "after", "more"),
    [
        pytest.param(ROW, "Gestión Financiera\t2\t5\t6", ["document.risk_number_slip"], id="a digit of a class"),
        pytest.param(ROW, "Gestión Financiera\t2\t4\t7", ["document.risk_number_slip"], id="a digit of a total"),
        pytest.param("<b>68</b>", "<b>69</b>", ["document.risk_total_differs"], id="a digit of the row of totals"),
        pytest.param("Conformado por 88", "Conformado por 89", ["document.risks_announced"], id="the sentence"),
        pytest.param("Conformado por 25 act", "Conformado por 26 act", ["document.activities_announced"], id="26"),
        pytest.param("Vacantes (3 act", "Vacantes (4 act", ["document.activities_announced"], id="an activity"),
        pytest.param("- ✓ Plan Anual de Adquisiciones (2 actividades)\n", "",
                     ["document.activities_announced", "document.plan_lacking", "document.announced_empty"],
                     id="a dropped plan"),
        pytest.param("12. Desarrollar 100", "13. Desarrollar 100", [], id="one gap more in the same list"),
    ],
)  # fmt: skip
def test_one_change_is_found_where_it_is(
    seed: DocumentDraft[InstitutionalPlan], seed_text: str, before: str, after: str, more: list[str]
) -> None:
    assert before in seed_text
    changed = read(seed_text.replace(before, after))
    known = [code for code in codes(seed) if code != "document.plans_announced"]
    found = [code for code in codes(changed) if code != "document.plans_announced"]
    for code in known:
        found.remove(code)
    assert sorted(found) == sorted(more)


def test_the_number_that_would_mend_a_row_and_its_column_is_proposed(seed_text: str) -> None:
    changed = read(seed_text.replace(ROW, "Gestión Financiera\t2\t5\t6"))
    (slip,) = [each for each in changed.everything_found() if each.code == "document.risk_number_slip"]
    assert slip.suggestion == "4"
    assert slip.where == changed.where(("risks", 10, "management"))
    assert "«Gestión Financiera»" in word(slip).what


def test_a_dropped_process_changes_its_count_its_number_and_its_risks(
    seed: DocumentDraft[InstitutionalPlan], seed_text: str
) -> None:
    start = seed_text.index("## 11. Gestión Jurídica")
    changed = read(seed_text[:start] + seed_text[seed_text.index("# Indicadores de Gestión", start) :])
    assert [each.number for each in changed.content.processes if each.number == "11"] == []
    new = [code for code in codes(changed) if codes(changed).count(code) > codes(seed).count(code)]
    assert sorted(set(new)) == [
        *("document.indicators_announced", "document.numbering_gap", "document.process_unknown"),
        "document.processes_announced",
    ]


def test_other_years_and_another_entity_change_nothing_else(
    seed: DocumentDraft[InstitutionalPlan], seed_text: str
) -> None:
    other = seed_text.replace("2024", "2031").replace("2020-", "2028-")
    other = other.replace("Secretaría General de la Alcaldía Mayor de Bogotá", "Instituto de Aguas del Norte")
    changed = read(other)
    assert (changed.content.fiscal_year, changed.content.first_year) == (2031, 2028)
    assert changed.content.entity == "Instituto de Aguas del Norte"
    assert {year.year for each in changed.content.projects for goal in each.goals for year in goal.years} == {2031}
    assert codes(changed) == codes(seed)


def test_headings_by_other_words_read_the_same(seed: DocumentDraft[InstitutionalPlan], seed_text: str) -> None:
    changes: tuple[tuple[str, str], ...] = (
        ("Objetivo del Plan y normatividad asociada", "Marco normativo"),
        ("Componentes sujetos de aprobación", "Componentes sujetos a aprobación"),
        ("## Objetivo ", "## Objetivo estratégico "),
        ("Nombre meta\t", "Meta proyecto\t"),
        ("\tAnualización\t", "\tTipo de anualización\t"),
        ("# Indicadores de Gestión de Procesos", "# Indicadores por proceso"),
        ("## Riesgos de Gestión y Corrupción", "## Mapa de riesgos institucional"),
        ("Procesos / Proyectos de inversión\t", "Proceso o proyecto\t"),
    )
    other = seed_text
    for before, after in changes:
        assert before in other, before
        other = other.replace(before, after)
    changed = read(other)
    assert changed.content == seed.content
    assert codes(changed) == codes(seed)


@pytest.mark.parametrize("form", ["csv", "xlsx", "docx", "html"])
def test_the_seed_comes_back_from_every_form(seed: DocumentDraft[InstitutionalPlan], form: str) -> None:
    again = read_document(read_bytes(written(seed.content, "institutional_action_plan", form), f"plan.{form}"))
    assert isinstance(again, DocumentDraft)
    assert again.recognition.layout == "institutional_action_plan"
    assert again.content == seed.content


# The invented twin


def test_the_twin_has_the_same_shape(twin: DocumentDraft[InstitutionalPlan]) -> None:
    plan = twin.content
    assert [(each.code, each.budget) for each in plan.projects] == [
        ("4410", Money(1_245 * MILLION)),
        ("4411", Money(860 * MILLION)),
        ("4412", Money(2_310 * MILLION)),
    ]
    assert [goal.number for goal in plan.projects[1].goals] == ["1", "2", "4"]
    assert plan.projects[1].goals[2].years == (YearQuantity(2024, Quantity(2500)),)
    assert [each.number for each in plan.processes] == ["1", "2", "3", "5", "4", "6"]
    assert [each.measured for each in plan.components] == [True, True, True, False]
    assert plan.risks[0] == RiskCount("Planeación del Camino", None, 1, 1)


def test_the_faults_of_the_twin_are_told_and_no_others(twin: DocumentDraft[InstitutionalPlan]) -> None:
    assert codes(twin) == [
        *("outline.section_again",) * 3,
        "outline.text_kept",
        "document.plans_announced",
        *("document.announced_empty",) * 3,
        *("document.numbering_gap", "document.numbering_order", "document.text_cut", "document.programme_basis"),
        *("document.target_unsaid", "document.target_periodicity_unsaid"),
        *("document.plan_beyond_list",) * 2,
        *("document.process_name_differs", "document.project_among_processes"),
    ]
    assert passed(twin)["document.indicators_announced"]["found"] == 13


def test_a_strategic_plan_and_a_matrix_are_no_institutional_plan() -> None:
    for name in ("plan-estrategico-2024.txt", "plan-de-accion-2024.txt", "seguimiento-2024-t2.txt"):
        assert read_document(read_file(EXAMPLES / name)).recognition.layout != "institutional_action_plan"


def test_other_marks_of_lists_and_money_in_full_read_the_same(twin: DocumentDraft[InstitutionalPlan]) -> None:
    original = EXAMPLE.read_text(encoding="utf-8")
    for before, after in (("- ✓ ", "- "), ("- ✓ ", "* "), ("\\$1.245\nmillones", "$ 1.245.000.000")):
        assert before in original
        assert read(original.replace(before, after)).content == twin.content


def test_goals_of_a_project_without_a_heading_of_its_section(twin: DocumentDraft[InstitutionalPlan]) -> None:
    original = EXAMPLE.read_text(encoding="utf-8")
    assert read(original.replace("# 1. Proyectos de Inversión - Programación 2024\n", "")).content == twin.content


def test_projects_are_found_by_their_codes_where_no_heading_shows(twin: DocumentDraft[InstitutionalPlan]) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    plain = "\n".join(line.lstrip("# ") for line in text.split("\n")).replace("**", "")
    changed = read(plain)
    assert changed.content.projects == twin.content.projects
    assert changed.content.components == twin.content.components
    assert changed.content.risks == twin.content.risks
    assert "document.processes_announced" in codes(changed), "what cannot be told apart is told"


def test_a_sentence_that_begins_with_a_number_opens_no_project() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for said in ("4500 Familias esperan los senderos.", "1039 procesos pedagógicos", "2024 Año del camino"):
        changed = read(text.replace("El **Plan de Acción** dice", f"{said}\n\nEl **Plan de Acción** dice"))
        assert [each.code for each in changed.content.projects] == ["4410", "4411", "4412"], said


OF_OTHERS = """# Plan de Acción Institucional 2025

## Objetivos estratégicos

1. Promover la lectura.
2. Abrir más salas.

## Proyectos de inversión

### Proyecto 4410 Salas de lectura

**Presupuesto 2025:** $1.250.000.000

| No. | Meta | Cantidad |
|---|---|---|
| 1 | Vincular 1.200 niños a las salas | 1.200 |

## Indicadores de gestión de procesos

| Proceso | Indicador | Meta |
|---|---|---|
| Compras | Contratos publicados a tiempo | 95% |
|  | Contratos liquidados | 90% |
| Archivo | Expedientes organizados | 100% |
"""


def test_objectives_of_a_list_goals_with_their_amount_and_indicators_of_a_table() -> None:
    draft = read(OF_OTHERS, "plan.md")
    assert [each.statement for each in draft.content.objectives] == ["Promover la lectura.", "Abrir más salas."]
    assert [goal.term for goal in draft.content.projects[0].goals] == [Quantity.of(1200)]
    assert [(each.name, [one.statement for one in each.indicators]) for each in draft.content.processes] == [
        ("Compras", ["Contratos publicados a tiempo", "Contratos liquidados"]),
        ("Archivo", ["Expedientes organizados"]),
    ]
    assert set(codes(draft)) == {"layout.column_kept", "document.target_unsaid"}


@pytest.mark.parametrize(
    "table",
    [
        "| Plan | Actividad | Responsable |\n|---|---|---|\n| Plan de capacitación | Dar cursos | Talento Humano |\n"
        "|  | Evaluar cursos | Talento Humano |\n| PETI | Comprar equipos | Sistemas |\n",
        "| Dependencia | Nombre del plan |\n|---|---|\n| Talento Humano | Plan de capacitación |\n"
        "| Sistemas | PETI |\n",
    ],
)
def test_the_plans_of_each_unit_from_a_table_each_plan_once(table: str) -> None:
    draft = read(f"{OF_OTHERS}\n## Planes integrados\n\n{table}", "plan.md")
    assert [
        (each.unit, [(plan.name, plan.catalogue_code) for plan in each.plans])
        for each in draft.content.integrated_plans
    ] == [
        ("Talento Humano", [("Plan de capacitación", "6")]),
        ("Sistemas", [("PETI", "10")]),
    ]
    kept = [each.facts["written"] for each in draft.everything_found() if each.code == "layout.column_kept"]
    assert kept == ["Meta"] + ["Actividad"] * ("Actividad" in table)
    assert "outline.table_kept" not in codes(draft)
