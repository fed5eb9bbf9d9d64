"""A document of several parts by clicks, without script: its parts, its values, its questions, its act."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import CellDecision, Intake, IntakeState
from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.layouts import read_document
from rumbo.layouts.outline.rows import lists_at
from rumbo.layouts.outline.telling import pointer
from rumbo.papers.reading import read_bytes
from tests.characters import Character, House
from tests.faces.web.intake.test_screens import ACT, EXAMPLES, brought, initial, post, screen, sent

PLAN = "plan-estrategico-2024.txt"
SCREENS = ("document", "questions", "part-checks", "part-propose")


def settle(browser: Client, intake: Intake) -> None:
    """Every error stays as printed, each in its place; every question is answered as proposed."""
    settle_errors_only(browser, intake)
    page = browser.get(screen("questions", intake.uid))
    if page.context["asked"]:
        assert post(browser, intake, "questions", initial_answers(page)).status_code == 302


def settle_errors_only(browser: Client, intake: Intake) -> None:
    for row in rows_of(browser, intake):
        if row.may_stay and row.finding.severity == "error" and row.decision is None:
            code, part, cell, mark = row.place
            told = {"code": code, "part": part, "cell": cell, "fingerprint": mark, "reason": "Así se adoptó"}
            assert post(browser, intake, "part", told | {"do": "stay"}, 1).status_code == 302


def initial_answers(page: Any) -> dict[str, Any]:
    form = page.context["form"]
    return {name: field.initial for name, field in form.fields.items()}


def rows_of(browser: Client, intake: Intake) -> list[Any]:
    from rumbo.faces.web.intake.rows import finding_row

    reading = document_reading_of(intake)
    return [finding_row(reading, each) for each in reading.findings]


def propose(browser: Client, intake: Intake, **told: Any) -> Any:
    page = browser.get(screen("part-propose", intake.uid))
    return post(browser, intake, "part-propose", initial(page) | told)


def test_the_whole_story_by_clicks(house: House) -> None:
    browser = house.pilar.browser()
    answer = sent(browser, (EXAMPLES / PLAN).read_bytes(), PLAN)
    intake = Intake.objects.get()
    assert answer.headers["Location"] == screen("document", intake.uid)
    overview = browser.get(screen("document", intake.uid)).content.decode()
    assert "Plan estratégico institucional" in overview
    settle(browser, intake)
    assert propose(browser, intake, plan_name="Plan de los caminos").status_code == 302
    assert post(browser, intake, "part-approve", ACT).status_code == 302
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    version = PlanVersion.objects.select_related("plan").get(pk=intake.version.pk)
    assert strategic_of(version) == document_reading_of(intake).content
    assert Placement.objects.filter(version=version).count() == 10
    assert "Plan de los caminos" in browser.get(screen("document", intake.uid)).content.decode()


def test_each_part_shows_its_values_and_what_was_found_beside_them(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    about = browser.get(screen("part", intake.uid, 1)).content.decode()
    assert "sombra, agua y compañía" in about
    assert "Misión" in about
    page = browser.get(screen("part", intake.uid, 2))
    told = page.content.decode()
    assert "Concertar la ruta de los senderos" in told
    assert "Lo anunciado no es lo que se lista" in told
    assert "2021" in told or "240" in told
    assert browser.get(screen("part", intake.uid, 9)).status_code == 404


def test_a_value_is_corrected_and_given_back(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    where = "/objectives/5/announced_indicators"
    address = f"{screen('value', intake.uid)}?dato={where}"
    assert browser.get(address).status_code == 200
    told = {"edit": intake.edit, "do": "correct", "path": where, "text": "1"}
    assert browser.post(address, told).status_code == 302
    decision = CellDecision.objects.get()
    assert decision.field == where
    assert document_reading_of(intake).content.objectives[5].announced_indicators == 1
    intake.refresh_from_db()
    assert browser.post(address, told | {"edit": intake.edit, "text": "muchos"}).status_code == 422
    assert browser.post(address, {"edit": intake.edit, "do": "forget", "decision": decision.uid}).status_code == 302
    assert not CellDecision.objects.exists()
    assert browser.post(address, told).status_code == 422, "an edit that somebody has passed"
    assert browser.get(f"{screen('value', intake.uid)}?dato=/nada/0").status_code == 404


def test_proposing_says_what_is_left(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    page = browser.get(screen("part-propose", intake.uid))
    assert {finding.code for finding, _ in page.context["obstacles"]} >= {"intake.questions_left"}
    assert post(browser, intake, "part-propose", {"destination": "new"}).status_code == 422


def test_a_proposal_is_taken_back(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    settle(browser, intake)
    propose(browser, intake)
    assert post(browser, intake, "reopen", {"reason": "Falta algo"}).status_code == 302
    assert propose(browser, intake).status_code == 302
    assert post(browser, intake, "part-approve", ACT).status_code == 302
    assert PlanVersion.objects.get(source=intake.file).state == "approved"


def test_to_a_stranger_there_is_no_such_document(house: House, ester: Character) -> None:
    intake = brought(house, PLAN)
    for browser in (ester.browser(), house.lucia.browser()):
        for name in SCREENS:
            assert browser.get(screen(name, intake.uid)).status_code == 404
        assert browser.get(screen("part", intake.uid, 1)).status_code == 404
        assert browser.get(f"{screen('value', intake.uid)}?dato=/mission").status_code == 404
        assert browser.post(screen("part", intake.uid, 1), {"do": "correct"}).status_code == 404


def test_who_only_reads_is_offered_nothing(house: House) -> None:
    intake = brought(house, PLAN)
    page = house.irene.browser().get(screen("part", intake.uid, 2)).content.decode()
    assert "Dejar así" not in page
    assert house.irene.browser().post(screen("part", intake.uid, 2), {"do": "correct"}).status_code == 404


@pytest.mark.parametrize("name", ["document", "questions", "part-checks"])
def test_the_pages_ask_the_database_a_fixed_number_of_times(house: House, name: str) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get(screen(name, intake.uid))
    assert len(asked) <= 12


def test_a_long_part_is_paged(house: House) -> None:
    text = (EXAMPLES / PLAN).read_text()
    more = "".join(f"Objetivo {n}\n\nOtro fin número {n}.\n\n" for n in range(7, 20))
    head, mark, tail = text.partition("Metas e indicadores Objetivo 1")
    browser = house.pilar.browser()
    sent(browser, (head + more + mark + tail).encode(), "largo.txt")
    intake = Intake.objects.get()
    first = browser.get(screen("part", intake.uid, 2))
    assert len(first.context["records"]) == 10
    second = browser.get(f"{screen('part', intake.uid, 2)}?pagina=2")
    assert len(second.context["records"]) == 9


def test_a_project_sheet_has_no_plan_to_choose_and_the_list_says_where_it_goes(house: House) -> None:
    browser = house.pilar.browser()
    sheet, plan = brought(house, "ficha-de-proyecto-2024.txt"), brought(house, PLAN)
    assert browser.get(screen("part-destination", sheet.uid)).status_code == 404
    assert browser.get(screen("part-destination", plan.uid)).status_code == 200
    page = browser.get(reverse("web:intake-list")).content.decode()
    assert "Banco de proyectos" in page
    assert page.count("Sin definir") <= 1


def test_a_project_sheet_by_clicks(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, "ficha-de-proyecto-2024.txt")
    for number in range(1, 20):
        page = browser.get(screen("part", intake.uid, number))
        if page.status_code == 404:
            break
        assert page.status_code == 200
    assert number > 5
    overview = browser.get(screen("document", intake.uid))
    assert len({each.stops for each in overview.context["stopping"]}) > 1
    order = [each.stops for each in overview.context["stopping"]]
    assert order == sorted(order, reverse=True), "what keeps it out of the bank comes first"
    assert overview.content.decode().index("Impide registrar") < overview.content.decode().index("Solo impide aprobar")
    settle(browser, intake)
    assert post(browser, intake, "part-propose").status_code == 302
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    done = browser.get(screen("document", intake.uid))
    address = reverse("web:projects-sheet", args=[done.context["project"]])
    assert address in done.content.decode()
    assert "Leída del archivo «ficha-de-proyecto-2024.txt»" in browser.get(address).content.decode()


def test_an_institutional_plan_by_clicks(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, "plan-institucional-2024.txt")
    for number in range(1, 20):
        page = browser.get(screen("part", intake.uid, number))
        if page.status_code == 404:
            break
        assert page.status_code == 200
    page = browser.get(screen("questions", intake.uid))
    told = initial_answers(page)
    unit = str(house.units["Oficina de Proyectos"].uid)
    assert page.context["certain"]["counting"] > 0
    assert post(browser, intake, "questions", {"accept": "counting"}).status_code == 302
    page = browser.get(screen("questions", intake.uid))
    assert page.context["certain"]["counting"] == 0
    assert page.context["answered"] == 0
    told = initial_answers(page) | {"rest_unit": unit, "rest_process": "mission"}
    assert post(browser, intake, "questions", told).status_code == 302
    settle_errors_only(browser, intake)
    assert propose(browser, intake, plan_name="Plan institucional").status_code == 302
    assert post(browser, intake, "part-approve", ACT).status_code == 302
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    shown = browser.get(reverse("web:plans-document", args=[intake.version.uid]))
    assert shown.status_code == 200
    assert "No se mide" in shown.content.decode()
    for form in ("xlsx", "docx", "html", "csv"):
        file = browser.get(reverse("web:plans-printed", args=[intake.version.uid, form]))
        draft = read_document(read_bytes(file.content, f"plan.{form}"), layout_key="institutional_action_plan")
        assert draft.content == document_reading_of(intake).content, form
    assert browser.get(reverse("web:plans-printed", args=[intake.version.uid, "pdf"])).content.startswith(b"%PDF")


def test_a_target_is_added_and_another_taken_out_by_clicks(house: House) -> None:
    browser, intake = house.pilar.browser(), brought(house, PLAN)
    listed = "/objectives/0/targets"
    address = f"{screen('record-add', intake.uid)}?lista={listed}"
    page = browser.get(address)
    assert "Queda bajo «" in page.content.decode()
    fields = {path: name for name, path in page.context["form"].paths.items()}
    told = {
        "edit": intake.edit,
        fields[("statement",)]: "Sembrar sombra",
        fields[("term",)]: "muchas",
        "reason": "Falta",
    }
    assert browser.post(address, told).status_code == 422, "an amount that is none"
    answer = browser.post(address, told | {fields[("term",)]: "40"})
    assert answer.status_code == 302
    part = browser.get(answer.headers["Location"].partition("#")[0]).content.decode()
    assert "Sembrar sombra" in part
    assert "Agregado" in part
    gone = f"{screen('record-remove', intake.uid)}?dato={listed}/0"
    intake.refresh_from_db()
    assert browser.post(gone, {"edit": intake.edit, "reason": ""}).status_code == 422
    assert browser.post(gone, {"edit": intake.edit, "reason": "Es de otro plan"}).status_code == 302
    intake.refresh_from_db()
    overview = browser.get(screen("document", intake.uid)).content.decode()
    assert "Es de otro plan" in overview
    decision = CellDecision.objects.get(kind="removed")
    before = len(document_reading_of(intake).content.objectives[0].targets)
    assert post(browser, intake, "record-restore", {"decision": str(decision.uid)}).status_code == 302
    assert len(document_reading_of(intake).content.objectives[0].targets) == before + 1
    for strange in ("/mission", "/objectives/99", "", "/nada/0"):
        assert browser.get(f"{screen('record-add', intake.uid)}?lista={strange}").status_code == 404
        assert browser.get(f"{screen('record-remove', intake.uid)}?dato={strange}").status_code == 404
    assert house.irene.browser().get(address).status_code == 404


@pytest.mark.parametrize(
    "name", ["ficha-de-proyecto-2024.txt", "plan-institucional-2024.txt", "mapa-de-riesgos-2024.csv"]
)
def test_every_list_of_every_kind_takes_a_record(house: House, name: str) -> None:
    browser, intake = house.pilar.browser(), brought(house, name)
    for path in lists_at(document_reading_of(intake).content):
        page = browser.get(f"{screen('record-add', intake.uid)}?lista={pointer(path)}")
        assert page.status_code == 200, path
        assert all(str(field.label).strip() for field in page.context["form"]), path
