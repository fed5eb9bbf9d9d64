"""The screens of documents without script: the way from the file to the plan, hostile files, rights, and their cost."""

import io
import re
import struct
import zipfile
import zlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.followup.models import Report
from rumbo.apps.intake import queries
from rumbo.apps.intake.actions import receive_file
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import CellDecision, Continuity, Intake, IntakeState
from rumbo.apps.plans.models import Lineage, Placement, PlanVersion
from tests.characters import Character, House

EXAMPLES = Path(__file__).resolve().parents[4] / "examples"
FOLLOWUP, PLAN = "seguimiento-2024-t2.xlsx", "plan-de-accion-2024.xlsx"
ACT = {"kind": "Acta", "number": "9", "day": "2024-07-15"}


def screen(name: str, *args: object) -> str:
    return reverse(f"web:intake-{name}", args=args)


def sent(browser: Client, data: bytes, name: str) -> Any:
    return browser.post(screen("upload"), {"file": SimpleUploadedFile(name, data)})


def brought(house: House, name: str) -> Intake:
    return receive_file(house.pilar.actor, house.entity, (EXAMPLES / name).read_bytes(), name)


def post(browser: Client, intake: Intake, name: str, told: dict[str, Any] | None = None, *args: object) -> Any:
    intake.refresh_from_db()
    return browser.post(screen(name, intake.uid, *args), {"edit": intake.edit} | (told or {}))


def initial(answer: Any) -> dict[str, Any]:
    form = answer.context["form"]
    return {name: form.initial.get(name, "") for name in form.fields}


def offered(answer: Any) -> dict[str, str]:
    """What the page of continuity proposes, as its form would send it."""
    told = {}
    for row in answer.context["rows"]:
        told |= {f"kind{row.number}": row.said.kind, f"target{row.number}": row.target}
    return told


def settle_errors(browser: Client, intake: Intake) -> None:
    for do in ("accept-all", "stay-all"):
        page = browser.get(screen("table", intake.uid))
        for group in page.context["groups"]:
            if group.severity == "error":
                post(browser, intake, "table", {"do": do, "code": group.code, "reason": "Así se aprobó"})


def settle_names(browser: Client, intake: Intake) -> None:
    page = browser.get(screen("names", intake.uid))
    assert post(browser, intake, "names", initial(page)).status_code == 302


def approved(browser: Client, intake: Intake) -> Any:
    assert post(browser, intake, "propose").status_code == 302
    assert post(browser, intake, "approve", ACT).status_code == 302
    return browser.get(screen("document", intake.uid))


def test_the_whole_story_by_clicks(house: House) -> None:
    browser = house.pilar.browser()
    answer = sent(browser, (EXAMPLES / FOLLOWUP).read_bytes(), FOLLOWUP)
    intake = Intake.objects.get()
    assert answer.headers["Location"] == screen("document", intake.uid)
    settle_errors(browser, intake)
    settle_names(browser, intake)
    post(browser, intake, "destination", {"destination": "new", "plan_name": "Plan de la Mancomunidad"})
    result = approved(browser, intake)
    intake.refresh_from_db()
    assert intake.state == IntakeState.DONE
    assert Report.objects.filter(followup__plan_version=intake.version).count() == 9
    assert reverse("web:plans-version", args=[intake.version.uid]) in result.content.decode()
    assert reverse("web:followup-round", args=[result.context["followup"].uid]) in result.content.decode()
    second = second_version(house, browser, intake)
    assert second.version.number == 2
    assert Placement.objects.filter(version=second.version).count() == 10


def second_version(house: House, browser: Client, first: Intake) -> Intake:
    sent(browser, (EXAMPLES / PLAN).read_bytes(), PLAN)
    intake = Intake.objects.order_by("pk").last()
    settle_errors(browser, intake)
    settle_names(browser, intake)
    assert post(browser, intake, "destination", {"destination": f"v{first.plan.uid}"}).status_code == 302
    page = browser.get(screen("continuity", intake.uid))
    assert page.context["table"].endings, "actions of before that nobody continues are shown"
    ends = {f"end{earlier.target.uid}": "El comité la retiró" for _, earlier in page.context["endings"]}
    told = offered(page) | ends
    grants = next(row for row in page.context["rows"] if "Talento" in row.line.statement)
    # Nothing but a person can tell: here the second call for grants is another action, split off the first.
    first_call = next(each for each in page.context["table"].earlier if "Talento" in each.statement)
    told |= {f"kind{grants.number}": "split", f"target{grants.number}": str(first_call.target.uid)}
    assert post(browser, intake, "continuity", told).status_code == 302
    page = browser.get(screen("continuity", intake.uid))
    left = {f"end{e.target.uid}": "El comité la retiró" for each, e in page.context["endings"] if not each.settled}
    if left:
        assert post(browser, intake, "continuity", offered(page) | left).status_code == 302
    approved(browser, intake)
    intake.refresh_from_db()
    placed = Placement.objects.get(version=intake.version, number=grants.line.number)
    line = Lineage.objects.get(version=intake.version, to_target=placed.revision.target)
    assert line.kind == "split"
    assert line.from_target == first_call.target
    assert placed.revision.target != first_call.target, "a split inherits no reports by itself"
    return intake


def test_one_answer_at_a_time(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, PLAN)
    post(browser, intake, "destination", {"destination": f"v{house.plan.uid}"})
    told = offered(browser.get(screen("continuity", intake.uid))) | {"only": "3", "kind3": "new"}
    assert post(browser, intake, "continuity", told).status_code == 302
    assert [(each.line, each.kind) for each in Continuity.objects.filter(intake=intake)] == [(2, "new")]
    answer = post(browser, intake, "continuity", {"kind1": "same", "target1": ""})
    assert answer.status_code == 422
    assert Continuity.objects.count() == 1


def test_several_earlier_actions_are_brought_together(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, PLAN)
    post(browser, intake, "destination", {"destination": f"v{house.plan.uid}"})
    page = browser.get(screen("continuity", intake.uid))
    assert 'value="merged"' in page.content.decode()
    one, two, *_ = page.context["table"].earlier
    told = offered(page) | {"only": "1", "kind1": "merged", "target1": str(one.target.uid), "reason1": "Un contrato"}
    alone = post(browser, intake, "continuity", told)
    assert alone.status_code == 422
    assert "se nombró una sola" in alone.content.decode()
    assert post(browser, intake, "continuity", told | {"others1": "2, 77"}).status_code == 422
    assert not Continuity.objects.filter(intake=intake).exists()
    assert post(browser, intake, "continuity", told | {"others1": f" {two.number}; {one.number}"}).status_code == 302
    kept = Continuity.objects.filter(intake=intake).order_by("pk")
    assert [(each.line, each.kind, each.target) for each in kept] == [
        (0, "merged", one.target),
        (0, "merged", two.target),
    ]
    page = browser.get(screen("continuity", intake.uid))
    assert f'name="others1" form="todas" value="{two.number}"' in page.content.decode()
    ending = {earlier.target for _, earlier in page.context["endings"]}
    assert not ending & {one.target, two.target}, "what is brought together is not shown as taken away"
    page = browser.get(screen("continuity", intake.uid))
    rest = offered(page) | {"others1": two.number}
    rest |= {f"end{earlier.target.uid}": "El comité la retiró" for _, earlier in page.context["endings"]}
    assert post(browser, intake, "continuity", rest).status_code == 302
    settle_errors(browser, intake)
    settle_names(browser, intake)
    approved(browser, intake)
    intake.refresh_from_db()
    lineage = Lineage.objects.filter(version=intake.version, kind="merged").order_by("pk")
    assert [each.from_target for each in lineage] == [one.target, two.target]
    assert len({each.to_target_id for each in lineage}) == 1


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b"")
    )


def bomb() -> bytes:
    room = io.BytesIO()
    with zipfile.ZipFile(EXAMPLES / PLAN) as whole, zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as made:
        for item in whole.infolist():
            is_sheet = "worksheets/sheet" in item.filename
            made.writestr(item.filename, b" " * 300_000_000 if is_sheet else whole.read(item.filename))
    return room.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [(png(), "plan.xlsx"), (bomb(), "plan.xlsx"), (b"PK\x03\x04roto", "plan.xlsx"), (b"   \n", "plan.csv")],
)
def test_a_file_that_cannot_be_read_says_why(house: House, data: bytes, name: str) -> None:
    browser = house.pilar.browser()
    sent(browser, data, name)
    intake = Intake.objects.get()
    assert intake.state == IntakeState.UNREADABLE
    assert not PlanVersion.objects.filter(source=intake.file).exists()
    page = browser.get(screen("document", intake.uid))
    assert page.status_code == 200
    assert page.context["finding"].code.startswith("file.")
    assert "Traceback" not in page.content.decode()
    for name in ("table", "names", "continuity", "propose", "approve"):
        assert browser.get(screen(name, intake.uid)).status_code == 404


@pytest.mark.parametrize(("data", "name"), [(b"", "plan.xlsx"), (b"MZ" + b"\0" * 200, "plan.xlsx")])
def test_a_file_that_is_not_even_kept(house: House, data: bytes, name: str) -> None:
    answer = sent(house.pilar.browser(), data, name)
    assert answer.status_code == 422
    assert not Intake.objects.exists()
    assert answer.context["form"].errors["file"]


def test_text_of_another_encoding_and_cells_that_look_like_formulas(house: House) -> None:
    browser = house.pilar.browser()
    text = (EXAMPLES / "plan-de-accion-2024.csv").read_text(encoding="utf-8-sig")
    sent(browser, text.replace("Convocatoria preparada", "=HYPERLINK(1)").encode("latin-1", "replace"), "plan.csv")
    intake = Intake.objects.get()
    assert intake.state == IntakeState.SETTLING
    page = browser.get(screen("table", intake.uid) + "?columnas=todas").content.decode()
    assert "Dirección General" in page
    assert "=HYPERLINK(1)" in page


def with_macros(hidden: bool) -> bytes:
    """The example as a workbook with a program inside, and with its only sheet hidden or not."""
    room = io.BytesIO()
    with zipfile.ZipFile(EXAMPLES / PLAN) as whole, zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as made:
        for item in whole.infolist():
            data = whole.read(item.filename)
            if hidden and item.filename == "xl/workbook.xml":
                data = data.replace(b'<sheet name="Matriz"', b'<sheet state="hidden" name="Matriz"')
            made.writestr(item.filename, data)
        made.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return room.getvalue()


def test_a_workbook_with_macros_is_read_without_them(house: House) -> None:
    browser = house.pilar.browser()
    sent(browser, with_macros(hidden=False), "plan.xlsm")
    intake = Intake.objects.get()
    page = browser.get(screen("table", intake.uid))
    assert "file.macros" in {group.code for group in page.context["groups"]}
    assert len(page.context["rows"]) == 10
    assert b"Auto_Open" not in page.content


def test_a_hidden_sheet_is_not_read_as_the_plan(house: House) -> None:
    browser = house.pilar.browser()
    sent(browser, with_macros(hidden=True), "plan.xlsm")
    intake = Intake.objects.get()
    page = browser.get(screen("table", intake.uid))
    assert page.context["page_obj"].paginator.count == 0
    assert {"layout.not_recognised"} <= {group.code for group in page.context["groups"]}


def test_a_table_without_a_known_header(house: House) -> None:
    browser = house.pilar.browser()
    sent(browser, b"Fruta\tColor\nUva\tRoja\nPera\tVerde\n", "frutas.txt")
    intake = Intake.objects.get()
    page = browser.get(screen("document", intake.uid)).content.decode()
    assert "La tabla no se reconoció" in page
    for name in ("table", "names", "checks", "continuity"):
        assert browser.get(screen(name, intake.uid)).status_code == 200
    assert post(browser, intake, "propose").status_code == 422


def test_nothing_that_a_file_says_is_markup(house: House) -> None:
    browser = house.pilar.browser()
    text = (EXAMPLES / "plan-de-accion-2024.txt").read_text()
    hostile = text.replace("Convocatoria preparada", "<script>alert(1)</script>")
    sent(browser, hostile.encode(), '<img src=x onerror="alert(1)">.txt')
    intake = Intake.objects.get()
    for name in ("document", "table", "names", "checks"):
        page = browser.get(screen(name, intake.uid)).content.decode()
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_one_altered_cell_is_marked_at_exactly_that_cell(house: House) -> None:
    browser = house.pilar.browser()
    text = (EXAMPLES / "plan-de-accion-2024.csv").read_text(encoding="utf-8-sig")
    assert "31/12/2024" in text
    sent(browser, text.encode(), "plan.csv")
    sent(browser, text.replace("31/12/2024", "31/02/2024", 1).encode(), "plan.csv")
    clean, altered = Intake.objects.order_by("pk")

    def marked(intake: Intake) -> set[tuple[str, str]]:
        rows = browser.get(screen("table", intake.uid)).context["rows"]
        return {(cell.place, cell.text) for row in rows for cell in row.cells if cell and cell.tone == "error"}

    new = marked(altered) - marked(clean)
    assert {text for _, text in new} == {"31/02/2024"}
    assert len(new) == 1
    page = browser.get(screen("table", altered.uid) + "?ver=errores").content.decode()
    assert re.search(r'class="cell-finding-error"><div>31/02/2024', page)


def test_a_cell_is_mended_and_taken_back(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, PLAN)
    page = browser.get(screen("line", intake.uid, 4))
    cell = next(each for each in page.context["line"].cells if each.tone == "error")
    offer = cell.open[0].offer
    assert offer
    assert offer != cell.text
    code, part, place, mark = cell.open[0].place
    told = {"do": "accept", "code": code, "part": part, "cell": place, "fingerprint": mark}
    assert post(browser, intake, "line", told, 4).status_code == 302
    changed = browser.get(screen("line", intake.uid, 4)).context["line"]
    now = next(each for each in changed.cells if each.place == cell.place)
    assert now.text == offer
    assert now.tone == ""
    assert now.mended.kind == "accepted"
    assert post(browser, intake, "line", {"do": "forget", "decision": str(now.mended.uid)}, 4).status_code == 302
    assert not CellDecision.objects.exists()
    kept = {f"c{each.column}": each.text for each in page.context["line"].cells}
    assert post(browser, intake, "line", kept | {"do": "correct"}, 4).status_code == 302
    assert not CellDecision.objects.exists(), "cells that say the same are left alone"
    post(browser, intake, "line", kept | {"do": "correct", f"c{cell.column}": "5. Convergencia regional"}, 4)
    assert CellDecision.objects.get().text == "5. Convergencia regional"


def test_leaving_it_as_it_is_needs_a_reason(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, PLAN)
    row = next(each for each in browser.get(screen("table", intake.uid)).context["rows"] if each.open)
    code, part, place, mark = row.open[0].place
    told = {"do": "stay", "code": code, "part": part, "cell": place, "fingerprint": mark, "line": row.number}
    assert post(browser, intake, "table", told | {"reason": " "}).status_code == 422
    answer = post(browser, intake, "table", told | {"reason": "Así lo escribe la entidad"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"#l{row.number}")
    assert "Así lo escribe la entidad" in browser.get(screen("line", intake.uid, row.number)).content.decode()


def test_the_second_of_two_who_decide_is_told(house: House) -> None:
    intake = brought(house, PLAN)
    seen = intake.edit
    one, other = house.pilar.browser(), house.pilar.browser()
    told = {"do": "accept-all", "code": "alignment.unofficial_name", "edit": seen}
    assert one.post(screen("table", intake.uid), told).status_code == 302
    late = other.post(
        screen("table", intake.uid),
        {"do": "stay-all", "reason": "x", "edit": seen} | {"code": "plan.expense_type_as_source"},
    )
    assert late.status_code == 422
    assert "Alguien guardó antes" in late.content.decode()
    assert not CellDecision.objects.filter(kind="overruled").exists()
    late = other.post(screen("names", intake.uid), initial(one.get(screen("names", intake.uid))) | {"edit": seen})
    assert late.status_code == 422
    assert other.post(screen("discard", intake.uid), {"reason": "x", "edit": seen}).status_code == 422
    assert other.post(screen("document", intake.uid), {"version": "8", "edit": seen}).status_code == 422
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING


READING = ("document", "file", "table", "checks", "names", "continuity")
DECIDING = ("destination", "propose", "discard")


def test_who_sees_which_screen(house: House, ester: Character) -> None:
    intake = brought(house, PLAN)
    for name, person in (house.people | {"ester": ester}).items():
        browser = person.browser()
        own = 200 if name in ("pilar", "irene", "diana") else 404
        for page in READING:
            assert browser.get(screen(page, intake.uid)).status_code == own, (name, page)
        assert browser.get(screen("list")).status_code == (200 if name == "ester" else own)
        for page in DECIDING:
            assert browser.get(screen(page, intake.uid)).status_code == (200 if name == "pilar" else 404), (name, page)
        assert browser.get(screen("upload")).status_code == (200 if name in ("pilar", "ester") else 404)


def test_nobody_else_decides(house: House, ester: Character) -> None:
    intake = brought(house, PLAN)
    told = {"do": "accept-all", "code": "alignment.unofficial_name", "reason": "x", "destination": "new"}
    for name, person in (house.people | {"ester": ester}).items():
        if name == "pilar":
            continue
        browser = person.browser()
        for page in (
            "table",
            "names",
            "continuity",
            "document",
            "destination",
            "propose",
            "approve",
            "discard",
            "reopen",
        ):
            assert post(browser, intake, page, told).status_code == 404, (name, page)
        assert post(browser, intake, "line", told, 1).status_code == 404
    intake.refresh_from_db()
    assert intake.edit == 1
    assert not CellDecision.objects.exists()


def test_the_file_is_handed_out_and_never_shown(house: House) -> None:
    intake = brought(house, PLAN)
    answer = house.irene.browser().get(screen("file", intake.uid))
    assert b"".join(answer.streaming_content) == (EXAMPLES / PLAN).read_bytes()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert intake.file.digest in house.irene.browser().get(screen("document", intake.uid)).content.decode()


def test_discarded_and_taken_back(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, FOLLOWUP)
    settle_errors(browser, intake)
    settle_names(browser, intake)
    post(browser, intake, "destination", {"destination": "new", "plan_name": "Otro"})
    post(browser, intake, "propose")
    assert post(browser, intake, "reopen", {"reason": ""}).status_code == 422
    assert post(browser, intake, "reopen", {"reason": "Falta una fecha"}).status_code == 302
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING
    assert intake.version.state == "returned"
    result = approved(browser, intake)
    assert result.status_code == 200
    intake.refresh_from_db()
    assert intake.version.number == 1
    assert intake.state == IntakeState.DONE
    other = brought(house, PLAN)
    assert post(browser, other, "discard", {"reason": "Era un borrador"}).status_code == 302
    assert "descartado" in browser.get(screen("document", other.uid)).content.decode().lower()


def big(lines: int) -> bytes:
    text = (EXAMPLES / "plan-de-accion-2024.txt").read_text()
    rows = text.splitlines()
    model = next(row for row in rows if row.startswith("1\t")).split("\t")
    head = rows[: rows.index("\t".join(model))]
    made = ["\t".join([str(at), *model[1:6], f"{model[6]} {at}", *model[7:]]) for at in range(1, lines + 1)]
    return "\n".join([*head, *made]).encode()


@pytest.mark.parametrize("page", ["table", "document", "checks", "names", "list"])
def test_a_page_costs_the_same_queries_for_any_number_of_lines(house: House, page: str) -> None:
    browser = house.pilar.browser()
    counts = []
    for lines in (3, 60):
        intake = receive_file(house.pilar.actor, house.entity, big(lines), f"plan-{lines}.txt")
        address = screen(page) if page == "list" else screen(page, intake.uid)
        browser.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12, counts


@pytest.mark.parametrize("lines", [3_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_thousands_of_lines_are_read_apart_and_shown_fifty_a_page(house: House, lines: int) -> None:
    browser = house.pilar.browser()
    sent(browser, big(lines), "grande.txt")
    intake = Intake.objects.get()
    assert intake.state == IntakeState.SETTLING
    page = browser.get(screen("table", intake.uid))
    assert len(page.context["rows"]) == 50
    assert page.context["page_obj"].paginator.count == lines
    assert len(reading_of(intake).matrix.lines) == lines
    assert browser.get(screen("table", intake.uid) + "?ver=hallazgos&pagina=7").status_code == 200


def test_a_large_file_waits_for_the_worker(house: House, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    browser = house.pilar.browser()
    sent(browser, big(3_000), "grande.txt")
    intake = Intake.objects.get()
    assert intake.state == IntakeState.READING
    page = browser.get(screen("document", intake.uid)).content.decode()
    assert 'http-equiv="refresh"' in page
    assert browser.get(screen("table", intake.uid)).status_code == 404
    assert queries.intakes_to_settle(house.entity.pk).count() == 1
    assert post(browser, intake, "discard", {"reason": "No era"}).status_code == 302
    from rumbo.apps.intake.actions.receive_file import read_large_file

    read_large_file.call(intake.pk)
    intake.refresh_from_db()
    assert intake.state == IntakeState.DISCARDED


def test_the_day_of_an_act_must_have_come(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house, FOLLOWUP)
    settle_errors(browser, intake)
    settle_names(browser, intake)
    post(browser, intake, "destination", {"destination": "new", "plan_name": "Otro"})
    post(browser, intake, "propose")
    later = date.today().replace(year=date.today().year + 1, month=1, day=1)
    assert post(browser, intake, "approve", ACT | {"day": later.isoformat()}).status_code == 422
    assert post(browser, intake, "approve", {"kind": "", "number": "", "day": ""}).status_code == 422
    intake.refresh_from_db()
    assert intake.state == IntakeState.PROPOSED


def test_the_same_bytes_again_are_told_with_the_way_to_the_first(house: House, other_house: House) -> None:
    data = (EXAMPLES / PLAN).read_bytes()
    sent(other_house.pilar.browser(), data, "plan.xlsx")
    pilar = house.pilar.browser()
    sent(pilar, data, "plan.xlsx")
    first = Intake.objects.get(entity=house.entity)
    told = "ya se había traído"
    assert told not in pilar.get(screen("document", first.uid)).content.decode(), "nothing of another entity is told"
    answer = pilar.get(sent(pilar, data, "plan final.xlsx").url).content.decode()
    assert told in answer
    assert screen("document", first.uid) in answer
    assert "Pilar Planeación" in answer
