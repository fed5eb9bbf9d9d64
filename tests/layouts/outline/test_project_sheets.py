"""Project sheets of several entities arrive complete, with their faults found where they stand."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.numbers import Money, Quantity
from rumbo.domain.project.sheet import Impact, ProjectSheet
from rumbo.findings import word
from rumbo.layouts import read_document
from rumbo.layouts.outline.mending import mended, said_at
from rumbo.papers.reading import read_bytes
from tests.layouts.outline.forms import written
from tests.layouts.tables import EXAMPLES
from tests.papers.word_files import docx, paragraph, table

Draft = DocumentDraft[Any]
BUDGET = {"project.budget_total_differs", "project.budget_line_slip"}
EVIDENCE = {"project.deliverable_without_evidence"}
NUMBERS = {"document.announced_empty", "document.section_number_twice"}


def read(text: str, name: str = "ficha.txt") -> Draft:
    draft = read_document(read_bytes(text.encode(), name))
    assert isinstance(draft, DocumentDraft)
    return draft


def seed_file(shared: Path) -> Path:
    (file,) = (shared / "seeds").glob("004_*")
    return file


@pytest.fixture(scope="module")
def seed(shared: Path) -> Draft:
    return read(seed_file(shared).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def twin_text() -> str:
    return (EXAMPLES / "ficha-de-proyecto-2024.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def twin(twin_text: str) -> Draft:
    return read(twin_text)


def pesos(amount: int) -> Money:
    return Money(amount * 100)


def told(draft: Draft) -> list[tuple[str, str]]:
    return [(each.code, each.where.cell.split(":")[0] if each.where else "") for each in draft.everything_found()]


def changed(before: ProjectSheet, after: ProjectSheet) -> set[tuple[str | int, ...]]:
    one, other = dict(leaves(before)), dict(leaves(after))
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_the_seed_is_read_whole(seed: Draft) -> None:
    sheet: ProjectSheet = seed.content
    assert (seed.recognition.layout, seed.recognition.missing) == ("project_sheet", ())
    assert (sheet.control.code, sheet.control.version) == ("DIE-FO-013", "02")
    assert sheet.control.process
    assert sheet.control.form.startswith("REGISTRO DE PROYECTOS")
    assert (str(sheet.registered_on), sheet.fiscal_year, sheet.unit) == ("2022-09-19", 2022, "Secretaría general")
    assert sheet.name.startswith("Transparencia")
    assert sheet.general_objective.startswith("Fortalecer")
    assert [(each.kind, each.number) for each in sheet.antecedents] == [
        *[("paragraph", "")] * 3,
        *[("item", number) for number in ("a)", "b)", "c)")],
    ]
    kinds = [each.kind for each in sheet.problem]
    assert " ".join(kinds) == ("paragraph picture source paragraph picture note paragraph source paragraph paragraph")
    problem = " ".join(each.text for each in sheet.problem)
    assert all(figure in problem for figure in ("76,8", "75,7", "40%"))
    assert [cause.statement.split()[0] for cause in sheet.causes] == ["Baja", "Estrategias", "Desarticulación"]
    assert [each.number for each in sheet.objectives] == ["1", "2", "3"]
    assert [len(part) for part in (sheet.justification, sheet.population, sheet.zone, sheet.benefits)] == [6, 7, 1, 3]
    assert [name.name for name in sheet.action_plan] == ["SECTOR", "PROGRAMA", "PROYECTO"]
    assert {each.kind for each in sheet.impacts} == {""}
    assert (len(sheet.deliverables), sheet.deliverables[7], sheet.deliverables[11][-1]) == (13, "PIC realizado", ":")
    (signed,) = sheet.signatures
    assert (signed.post.split()[0], signed.name.split()[0], signed.signed) == ("Subdirector", "Mario", "")
    assert not seed.kept


def test_the_goals_of_the_seed_keep_their_activity_their_code_and_all_their_steps(seed: Draft) -> None:
    goals = [list(activity.goals) for activity in seed.content.activities]
    assert [[(goal.number, goal.plan_code) for goal in listed] for listed in goals] == [
        [("1", "1-2-5-1"), ("3", "1-2-5-3"), ("4", "1-2-5-4"), ("5", "1-2-5-5")],
        [("1", "1-2-7-1"), ("2", "1-2-7-2"), ("4", "1-2-7-4")],
    ]
    steps = [["".join(step.number for step in goal.steps) for goal in listed] for listed in goals]
    assert steps == [["1234", "12345", "1234", "12345"], ["12345", "12345", "1234"]]
    assert [[len(goal.evidence) for goal in listed] for listed in goals] == [[2, 2, 1, 1], [3, 2, 1]]
    assert goals[0][2].evidence[0].endswith("para socializar y realizar seguimiento a las estrategias.")
    assert {goal.quantity for listed in goals for goal in listed} == {None}
    relation = seed.content.development_plan
    assert [each.programme[:10] for each in relation] == ["Programa 5"] * 3 + ["Programa 7"] * 4
    assert len({(each.component, each.line) for each in relation}) == 1


def test_the_money_and_the_schedule_of_the_seed(seed: Draft) -> None:
    sheet: ProjectSheet = seed.content
    amounts = (143_100_000, 14_190_000, 434_500_000, 7_500_000)
    assert [item.value for item in sheet.budget] == [pesos(amount) for amount in amounts]
    assert [item.quantity for item in sheet.budget] == [Quantity.of(Decimal(n)) for n in (10, 3, 3, 1)]
    assert [item.activity_number for item in sheet.budget] == ["1", "1", "2", "2"]
    assert sheet.printed_total == pesos(199_290_000)
    (row,) = sheet.budget_codes
    coded = (row.sector, row.programme, row.element, row.product, row.product_indicator)
    assert [each.code for each in coded] == ["45", "4599", "459901", "4599031", "459903100"]
    assert all(each.name for each in coded)
    assert (row.funding_source, row.initial_value) == ("1", sheet.printed_total)
    assert sheet.schedule.periods == ("Mes1", "Mes2", "Mes3")
    assert [len(activity.steps) for activity in sheet.schedule.activities] == [18, 14]
    assert not any(step.marks for activity in sheet.schedule.activities for step in activity.steps)


def test_the_faults_of_the_seed_are_told_and_no_others(seed: Draft) -> None:
    assert told(seed) == [
        *(("outline.row_continued", "108"), ("outline.row_continued", "113")),
        *(("outline.cell_shifted", "173"), ("outline.cell_shifted", "174"), ("outline.cell_shifted", "175")),
        *(("document.announced_empty", "131"), ("document.announced_empty", "148")),
        *(("document.section_number_twice", "150"), ("document.section_number_twice", "205")),
        *(("project.goal_without_number", line) for line in ["101", "102", "103", "109", "110", "111", "114"]),
        *(("project.indicator_without_quantity", line) for line in ["101", "110", "111"]),
        ("project.benefits_without_quantity", "193"),
        ("project.step_of_another_goal", "113"),
        ("project.relation_programme_differs", "124"),
        ("project.budget_total_differs", "146"),
        ("project.budget_line_slip", "144"),
        ("project.code_local", "153"),
        ("project.schedule_without_marks", "158"),
        ("project.impacts_without_kind", "202"),
        ("project.deliverable_without_evidence", "214"),
        ("project.deliverable_left_open", "218"),
        ("norm.article_changed", "20"),
    ]
    (slip,) = [each for each in seed.everything_found() if each.code == "project.budget_line_slip"]
    assert slip.suggestion == "$34.500.000"
    assert "$199.290.000" in word(slip).why
    assert seed.content.budget[2].value == pesos(434_500_000)


def test_every_value_of_the_seed_knows_where_it_stood(seed: Draft, shared: Path) -> None:
    lines = seed_file(shared).read_text(encoding="utf-8").split("\n")
    for path, value in leaves(seed.content):
        if value not in ("", None) and path[-1] != "kind":
            line = int(seed.where(path).cell.split(":")[0])
            if isinstance(value, str) and path[-1] in ("plan_code", "name", "statement", "indicator", "object"):
                assert value.split()[-1].strip(".") in lines[line - 1].replace("*", ""), path


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_seed_and_twin_come_back_from_every_form(seed: Draft, twin: Draft, form: str) -> None:
    for draft in (seed, twin):
        again = read_document(read_bytes(written(draft.content, "project_sheet", form), f"ficha.{form}"))
        assert again.recognition.layout == "project_sheet"
        assert again.content == draft.content  # type: ignore[union-attr]


def test_the_invented_twin_has_the_same_shape_and_the_same_faults(twin: Draft, seed: Draft) -> None:
    assert {code for code, _ in told(twin)} == {code for code, _ in told(seed)}
    (slip,) = [each for each in twin.everything_found() if each.code == "project.budget_line_slip"]
    assert slip.suggestion == "$17.300.000"
    assert (
        twin.content.activities[0].goals[1].evidence[0].endswith("para corregir y publicar el estado de los puentes.")
    )


@pytest.mark.parametrize(
    ("old", "new", "paths", "codes"),
    [
        ("317.300.000", "17.300.000", {("budget", 2, "value")}, BUDGET),
        ("Mes1\tMes2\tMes3\tMes4", "Ene\tFeb\tMar\tAbr", {("schedule", "periods", n) for n in range(4)}, set()),
        ("8 de febrero", "9 de febrero", {("registered_on",)}, set()),
        ("6.2. Justificación del proyecto:", "6.2. Justificación:", set(), set()),
        ("5.1. Antecedentes:", "5.1. Antecedentes del proyecto", set(), set()),
        ("- Cartilla terminada", "- Cartilla de oficios impresa", {("deliverables", 4)}, EVIDENCE),
        ("8.2.\n\n8.2. Rubro", "8.2. Rubro", set(), NUMBERS),
    ],
)  # fmt: skip
def test_a_change_changes_exactly_there(
    twin: Draft, twin_text: str, old: str, new: str, paths: set[Any], codes: set[str]
) -> None:
    assert old in twin_text
    other = read(twin_text.replace(old, new))
    assert changed(twin.content, other.content) == paths
    before, after = [code for code, _ in told(twin)], [code for code, _ in told(other)]
    assert {code for code in before if before.count(code) > after.count(code)} == codes
    assert not {code for code in after if after.count(code) > before.count(code)}


def test_a_dropped_goal_is_missed_nowhere_else(twin: Draft, twin_text: str) -> None:
    lines = [line for line in twin_text.split("\n") if not line.startswith("\tMeta 2: Levantar")]
    goals = read("\n".join(lines)).content.activities[0].goals
    assert len(goals) == 1
    assert goals[0].steps[:3] == twin.content.activities[0].goals[0].steps


def test_marks_say_when_and_impacts_say_their_kind(twin_text: str) -> None:
    marked = twin_text.replace("anotar sus riesgos.\t\t\t\t\n", "anotar sus riesgos.\tX\t\tno\tx\n").replace(
        "- Más árboles nativos en pie", "- Impacto ambiental: Más árboles nativos en pie"
    )
    sheet = read(marked).content
    assert sheet.schedule.activities[0].steps[0].marks == ("Mes1", "Mes4")
    assert sheet.impacts[0] == Impact("Más árboles nativos en pie", "environmental")


def test_the_sheet_of_another_entity_in_word() -> None:
    heading = "<w:outlineLvl w:val='0'/>"
    body = "".join(
        (
            table(["Nombre del proyecto", "Huertas en cada escuela"], ["Dependencia", "Oficina de Huertas"],
                  ["Vigencia", "2025"]),
            paragraph("Planteamiento del problema", heading), paragraph("Faltan 12 huertas."),
            paragraph("Objetivo general", heading), paragraph("Sembrar huertas."),
            paragraph("Objetivos específicos", heading), paragraph("1. Sembrar."), paragraph("2. Regar."),
            paragraph("Justificación", heading), paragraph("Hay hambre."),
            paragraph("Actividades y metas", heading),
            table(["Actividad", "Meta", "Indicador", "Cantidad", "Unidad de medida", "Subactividades"],
                  ["Sembrar", "Doce huertas sembradas", "Número de huertas", "12", "huertas", "1. Arar"]),
            paragraph("Presupuesto", heading),
            table(["Actividad", "Descripción", "Unidad", "Cantidad", "Valor"],
                  ["Sembrar", "Semillas", "kg", "40", "$ 1.200.000"], ["TOTAL", "", "", "", "$ 1.200.000"]),
            paragraph("Cronograma", heading),
            table(["Actividad", "Subactividad", "Responsable", "Ene", "Feb"], ["Sembrar", "1. Arar", "Ana", "", "X"]),
            paragraph("Entregables", heading), paragraph("Doce huertas."),
        )
    )  # fmt: skip
    draft = read_document(read_bytes(docx(body), "huertas.docx"))
    assert isinstance(draft, DocumentDraft)
    sheet: ProjectSheet = draft.content
    assert (draft.recognition.layout, sheet.name, sheet.fiscal_year) == (
        "project_sheet",
        "Huertas en cada escuela",
        2025,
    )
    assert (sheet.unit, sheet.general_objective) == ("Oficina de Huertas", "Sembrar huertas.")
    assert [(each.number, each.statement) for each in sheet.objectives] == [("1", "Sembrar."), ("2", "Regar.")]
    (goal,) = sheet.activities[0].goals
    assert (goal.quantity, goal.measure_unit) == (Quantity.of(Decimal(12)), "huertas")
    assert (sheet.printed_total, sheet.budget[0].value) == (pesos(1_200_000), pesos(1_200_000))
    assert sheet.schedule.periods == ("Ene", "Feb")
    assert sheet.schedule.activities[0].steps[0].marks == ("Feb",)
    assert sheet.deliverables == ("Doce huertas.",)
    assert "project.goal_without_number" not in {code for code, _ in told(draft)}


def test_an_amount_in_the_sentence_of_a_goal_is_suggested_and_only_a_person_accepts_it(shared: Path) -> None:
    text = seed_file(shared).read_text(encoding="utf-8")
    draft = read(text.replace("cualificar los servidores", "cualificar a 120 servidores", 1))
    goal = draft.content.activities[0].goals[0]
    assert goal.quantity is None
    found = [each for each in draft.everything_found() if each.code == "project.goal_number_in_text"]
    assert [each.suggestion for each in found] == ["120", "servidores"]
    paths = [("activities", 0, "goals", 0, name) for name in ("quantity", "measure_unit")]
    accepted = mended(draft, {path: str(each.suggestion) for path, each in zip(paths, found, strict=True)})
    assert accepted.content.activities[0].goals[0].quantity == Quantity.of(120)
    assert "project.goal_number_in_text" not in {each.code for each in accepted.everything_found()}


def test_a_person_meets_words_and_not_keys(twin_text: str) -> None:
    draft = read_document(read_bytes(twin_text.encode(), "ficha.txt"))
    assert isinstance(draft, DocumentDraft)
    kinds = {said_at(draft, ("problem", at, "kind")) for at in range(len(draft.content.problem))}
    assert kinds >= {"párrafo", "imagen"}
    corrected = mended(draft, {("problem", 0, "kind"): "Nota"})
    assert corrected.content.problem[0].kind == "note"
