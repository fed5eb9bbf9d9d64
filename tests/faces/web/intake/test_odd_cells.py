"""What a file cannot say by itself is shown beside its cell, and an action without its text stops the approval."""

from typing import Any

from django.test import Client

from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake, IntakeState
from tests.characters import House
from tests.faces.web.intake.test_screens import post, screen, sent
from tests.layouts.tables import LIKE_FORMULAS, odd_workbook


def uploaded(browser: Client, data: bytes, name: str) -> tuple[Intake, Any]:
    assert sent(browser, data, name).status_code == 302
    intake = Intake.objects.get()
    return intake, browser.get(screen("table", intake.uid))


def open_places(intake: Intake) -> set[tuple[str, str]]:
    found = reading_of(intake).open_findings
    return {(each.code, each.where.cell) for each in found if each.where}


def test_formulas_and_merged_cells_of_a_workbook(house: House) -> None:
    intake, page = uploaded(house.pilar.browser(), odd_workbook(), "plan.xlsx")
    text = page.content.decode()
    for words in ("Fórmula sin resultado", "Celda combinada leída en varias filas", "Acción sin texto", "C3", "F5"):
        assert words in text
    assert {("layout.statement_missing", "C3"), ("layout.merged_down", "B2"), ("file.formula_without_value", "F5")} <= (
        open_places(intake)
    )


def test_an_action_without_its_text_cannot_be_overruled_but_written(house: House) -> None:
    browser = house.pilar.browser()
    intake, _ = uploaded(browser, odd_workbook(), "plan.xlsx")
    told = {"do": "stay-all", "code": "layout.statement_missing", "reason": "Así vino"}
    post(browser, intake, "table", told)
    intake.refresh_from_db()
    assert ("layout.statement_missing", "C3") in open_places(intake)
    post(browser, intake, "propose")
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING
    assert "Acción sin texto" in browser.get(screen("line", intake.uid, 2)).content.decode()
    assert post(browser, intake, "line", {"do": "correct", "c3": "Visitar sedes"}, 2).status_code == 302
    intake.refresh_from_db()
    assert ("layout.statement_missing", "C3") not in open_places(intake)
    assert [line.statement for line in reading_of(intake).matrix.lines][1] == "Visitar sedes"


def test_a_csv_whose_cells_a_spreadsheet_would_run(house: House) -> None:
    intake, page = uploaded(house.pilar.browser(), LIKE_FORMULAS.encode(), "plan.csv")
    assert "Texto que parece una fórmula" in page.content.decode()
    assert ("file.text_like_formula", "2:3") in open_places(intake)
