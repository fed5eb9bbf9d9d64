"""Strategic plans of several entities arrive complete, with their faults found where they stand."""

from pathlib import Path
from typing import Any

import pytest

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget, YearQuantity
from rumbo.findings import Outcome, word
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes, read_file
from tests.layouts.outline.forms import written
from tests.layouts.tables import EXAMPLES


def read(text: str) -> DocumentDraft[Any]:
    draft = read_document(read_bytes(text.encode(), "plan.md"), layout_key="strategic_plan")
    assert isinstance(draft, DocumentDraft)
    return draft


@pytest.fixture(scope="module")
def twin() -> DocumentDraft[Any]:
    draft = read_document(read_file(EXAMPLES / "plan-estrategico-2024.txt"))
    assert isinstance(draft, DocumentDraft)
    return draft


@pytest.fixture(scope="module")
def seed(shared: Path) -> DocumentDraft[Any]:
    (file,) = (shared / "seeds").glob("002_*")
    draft = read_document(read_file(file))
    assert isinstance(draft, DocumentDraft)
    return draft


def quantity(number: int) -> Quantity:
    return Quantity(number * 10_000)


def targets(draft: DocumentDraft[Any]) -> list[list[tuple[str, str, str, str]]]:
    return [
        [(each.kind, each.number, each.project_code, each.annualization) for each in objective.targets]
        for objective in draft.content.objectives
    ]


def test_the_seed_is_read_whole(seed: DocumentDraft[Any]) -> None:
    plan: StrategicPlan = seed.content
    assert (seed.recognition.layout, seed.recognition.confidence) == ("strategic_plan", 100)
    assert not seed.recognition.missing
    assert (plan.fiscal_year, plan.first_year, plan.last_year) == (2024, 2020, 2024)
    assert plan.title.endswith("2024")
    assert plan.entity.startswith("Secretaría General")
    assert [len(text) > 200 for text in (plan.legal_basis, plan.mission, plan.vision)] == [True, True, True]
    assert len(plan.sources) == 1
    assert [each.number for each in plan.objectives] == list("12345678")
    assert [each.announced_indicators for each in plan.objectives] == [2, 2, 2, 2, 2, 1, 2, 1]
    assert {each.printed_share for each in plan.objectives} == {"100 %"}
    sectoral, growing, adding = "Indicador sectorial", "Creciente sin línea base", "Suma"
    assert targets(seed) == [
        [(sectoral, "321", "", growing), ("Meta proyecto", "04", "7871", growing)],
        [(sectoral, "543", "", adding), (sectoral, "554", "", growing)],
        [(sectoral, "543", "", adding), (sectoral, "552", "", growing)],
        [(sectoral, "513", "", growing), (sectoral, "514", "", growing)],
        [(sectoral, "545", "", adding), (sectoral, "546", "", adding)],
        [(sectoral, "551", "", adding)],
        [("Indicador de gestión", "", "", growing), ("Indicador de gestión", "", "", "Constante")],
        [("Indicador de gestión", "", "", "Constante")],
    ]
    amounts = [(t.term, t.years) for objective in plan.objectives for t in objective.targets]
    written = "100/10 100/10 100/12 100/10 100/12 100/20 100/25 1/1 23669955/4155036 1038131/112938 65/6"
    pairs = [pair.split("/") for pair in f"{written} 100/100 100/100 100/100".split()]
    assert amounts == [(quantity(int(a)), (YearQuantity(2024, quantity(int(b))),)) for a, b in pairs]


def test_every_value_of_the_seed_knows_where_it_stood(seed: DocumentDraft[Any], shared: Path) -> None:
    (file,) = (shared / "seeds").glob("002_*")
    lines = file.read_text(encoding="utf-8").split("\n")
    told = [(path, value) for path, value in leaves(seed.content) if value not in ("", None)]
    assert len(told) > 100
    for path, value in told:
        line, column = map(int, seed.where(path).cell.split(":"))
        assert lines[line - 1][column - 1 :].strip(), path
        if path[-1] in ("mission", "number", "annualization", "project_code"):
            assert str(value).split()[0] in lines[line - 1], path
    assert seed.where(("objectives", 5, "targets", 0, "term")).cell == "180:1"
    assert seed.where(("objectives", 1, "targets", 0, "years", 0, "quantity")).header == "Programación 2024"


def test_the_faults_of_the_seed_are_told_and_no_others(seed: DocumentDraft[Any]) -> None:
    told = [(each.code, each.where.cell if each.where else "") for each in seed.everything_found()]
    assert told == [
        ("outline.table_mended", "174:1"),
        ("outline.section_again", "69:1"),
        ("outline.text_kept", "211:1"),
        ("document.programme_basis", "112:265"),
        ("document.shared_indicator", "136:1"),
    ]
    passed = {result.code: result.facts for result in seed.checks if result.outcome is Outcome.PASSED}
    assert passed["document.count_differs"] == {"announced": 14, "found": 14}


def test_the_invented_twin_has_the_same_shape_and_a_count_that_does_not_hold(twin: DocumentDraft[Any]) -> None:
    assert [len(each.targets) for each in twin.content.objectives] == [2, 2, 2, 1, 2, 1]
    mended = twin.content.objectives[3].targets[0]
    assert (mended.number, mended.term, mended.years) == ("251", quantity(48), (YearQuantity(2024, quantity(12)),))
    codes = [each.code for each in twin.everything_found()]
    assert codes == [
        *("outline.table_mended", "outline.section_again", "outline.text_kept", "document.count_differs"),
        *("document.programme_basis", "document.shared_indicator"),
    ]


@pytest.mark.parametrize("form", ["csv", "xlsx", "html"])
def test_the_twin_comes_back_from_every_form(twin: DocumentDraft[Any], form: str) -> None:
    again = read_document(read_bytes(written(twin.content, "strategic_plan", form), f"plan.{form}"))
    assert again.recognition.layout == "strategic_plan"
    assert isinstance(again, DocumentDraft)
    assert again.content == twin.content


def test_other_words_headings_of_markdown_and_a_column_for_each_year() -> None:
    draft = read(
        "# Plan Estratégico 2022-2025\n\n## Instituto de Huertas\n\n## 1. Misión institucional\n\nSembrar.\n\n"
        "Cosechar.\n\n## 2. Líneas estratégicas\n\n### Línea estratégica 1: Huertas en cada escuela\n\n"
        "| Indicador | Tipo de acumulación | Meta cuatrienio | Meta 2022 | Meta 2023 | Meta 2024 | Meta 2025 |\n"
        "|---|---|---|---|---|---|---|\n| Huertas sembradas | Suma | 100 | 10 | 20 | 30 | 40 |\n\n"
        "### Línea estratégica 2\n\nAgua para todas\n\n"
        "| Meta | Anualización | 2022 | 2023 | Meta del cuatrienio | Observaciones |\n|---|---|---|---|---|---|\n"
        "| Pozos abiertos | Suma | 1 | 2,5 | 3,5 | Con vecinos |\n"
    )
    plan: StrategicPlan = draft.content
    assert (plan.title, plan.entity) == ("Plan Estratégico 2022-2025", "Instituto de Huertas")
    assert (plan.first_year, plan.last_year, plan.fiscal_year) == (2022, 2025, None)
    assert plan.mission == "Sembrar.\nCosechar."
    assert [each.statement for each in plan.objectives] == ["Huertas en cada escuela", "Agua para todas"]
    years = tuple(YearQuantity(2021 + n, quantity(10 * n)) for n in range(1, 5))
    assert plan.objectives[0].targets == (
        TermTarget("Huertas sembradas", annualization="Suma", term=quantity(100), years=years),
    )
    (wells,) = plan.objectives[1].targets
    assert wells.years == (YearQuantity(2022, quantity(1)), YearQuantity(2023, Quantity(25_000)))
    assert [each.code for each in draft.findings] == ["layout.column_kept"]


def test_numbered_items_are_objectives_only_under_their_heading() -> None:
    draft = read(
        "# Plan estratégico\n\nMisión\n\n1. No es un objetivo.\n\nObjetivos estratégicos\n\n"
        "1. Sembrar más.\n2. Regar mejor.\n\nVisión\n\nVerde.\n"
    )
    assert [(each.number, each.statement) for each in draft.content.objectives] == [
        ("1", "Sembrar más."),
        ("2", "Regar mejor."),
    ]
    assert draft.content.mission == "1. No es un objetivo."


def test_what_finds_no_place_is_kept_and_told_with_its_place() -> None:
    draft = read(
        "# Plan estratégico\n\n## Misión\n\nServir.\n\n## Valores\n\nHonradez.\n\nRespeto.\n\n"
        "| Qué | Quién |\n|---|---|\n| a | b |\n\n## Visión\n\nCrecer.\n"
    )
    assert (draft.content.mission, draft.content.vision) == ("Servir.", "Crecer.")
    assert [(kept.text, kept.where.cell) for kept in draft.kept] == [
        ("Qué · Quién\na · b", "13:3"),
        ("Valores\nHonradez.\nRespeto.", "7:1"),
    ]
    assert {each.code for each in draft.findings} == {"outline.table_kept", "outline.text_kept"}


def test_what_cannot_be_read_as_a_number_is_asked_and_kept_as_written() -> None:
    draft = read(
        "Objetivo 1\n\nSembrar.\n\nMeta\tAnualización\tMeta cuatrienio\tMeta 2024\nHuertas\tSuma\tmuchas\tN/A\n"
    )
    (target,) = draft.content.objectives[0].targets
    assert (target.term, target.years) == (None, (YearQuantity(2024, None),))
    path = ("objectives", 0, "targets", 0, "term")
    assert draft.written[path] == "muchas"
    (told,) = [each for each in draft.findings if each.code == "outline.value_unreadable"]
    assert told.where == draft.where(path)
    assert "muchas" in word(told).what


def test_a_text_said_otherwise_under_the_second_heading_is_told() -> None:
    draft = read(
        "Objetivo 1\n\nSembrar huertas en todas las escuelas.\n\nMisión\n\nServir.\n\n"
        "Metas e indicadores Objetivo 1\n\nSembrar huertas en casi todas las escuelas.\n"
    )
    assert draft.content.objectives[0].statement == "Sembrar huertas en todas las escuelas."
    assert [each.code for each in draft.findings] == ["outline.said_otherwise"]


def test_a_plan_of_action_and_a_letter_are_no_strategic_plan() -> None:
    for text in ("Estimada señora:\n\nLe escribo.\n", "Plan de acción 2024\n\nObjetivo 1\n\nSembrar.\n"):
        assert read_document(read_bytes(text.encode(), "carta.txt")).recognition.layout != "strategic_plan"
