"""Saying what each column of an unknown table is, without script: the proposal, the correction, the kept mappings."""

import json
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.intake.actions import keep_mapping, receive_file
from rumbo.apps.intake.bridge import proposals_of, reading_of, table_of
from rumbo.apps.intake.models import EntityLayout, Intake
from rumbo.layouts.proposing import mapping_of
from tests.apps.intake.test_mappings import BUDGET, FIELDS, HEADERS, LINES, brought, kept, said, workbook
from tests.characters import House

pytestmark = pytest.mark.django_db
MOST_QUERIES = 14


def screen(name: str, *args: object) -> str:
    return reverse(f"web:intake-{name}", args=args)


def sent(browser: Client, intake: Intake, **more: Any) -> Any:
    """What the page holds when nothing was touched but `more`."""
    page = browser.get(screen("mapping", intake.uid))
    asked = page.context["asked"]
    told = {"hoja": asked.part, "fila": asked.row, "filas": asked.depth, "clase": asked.kind, "shown": asked.kind}
    told |= {f"c{column.number}": column.chosen for column in page.context["columns"]}
    told |= {"title": page.context["title"], "edit": page.context["intake"].edit}
    return browser.post(screen("mapping", intake.uid), told | more)


def answers() -> dict[str, str]:
    return {f"c{column}": field for column, field in FIELDS.items()}


def test_an_unknown_table_leads_to_its_proposal_with_the_table_in_view(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    assert screen("mapping", intake.uid) in browser.get(screen("document", intake.uid)).content.decode()
    page = browser.get(screen("mapping", intake.uid)).content.decode()
    for header in HEADERS:
        assert header in page
    assert "Publicar los datos" in page
    assert re.search(r'<option value="units" selected>', page), "what is likely is chosen already"
    assert "2 de 2 valores comienzan como el nombre de una dependencia." in page


def test_what_the_person_says_is_kept_and_the_document_read_by_it(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    assert sent(browser, intake, clase="action_plan_matrix", shown="action_plan_matrix", **answers()).status_code == 302
    intake.refresh_from_db()
    assert intake.mapping
    assert intake.mapping.title == "tablero"
    assert len(reading_of(intake).matrix.lines) == 2
    page = browser.get(screen("table", intake.uid)).content.decode()
    assert "Ordenar el archivo" in page


def test_another_kind_is_proposed_anew_before_anything_is_kept(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    answer = sent(browser, intake, clase="risk_map")
    assert answer.status_code == 302
    assert "clase=risk_map" in answer.headers["Location"]
    page = browser.get(answer.headers["Location"])
    assert page.context["asked"].kind == "risk_map"
    assert not EntityLayout.objects.exists()


def test_a_field_twice_and_a_plan_without_actions_are_refused_with_what_was_said_still_there(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    plan = {"clase": "action_plan_matrix", "shown": "action_plan_matrix"}
    twice = sent(browser, intake, **plan, **answers() | {"c3": "statement"})
    assert twice.status_code == 422
    assert "Dos columnas para el mismo dato" in twice.content.decode()
    assert [column.chosen for column in twice.context["columns"]][:3] == ["units", "statement", "statement"]
    without = sent(browser, intake, **plan, **answers() | {"c2": ""})
    assert without.status_code == 422
    assert "Falta una columna indispensable" in without.content.decode()
    assert sent(browser, intake, **plan, **answers() | {"c2": "__class__"}).status_code == 422
    assert not EntityLayout.objects.exists()


def test_the_row_of_the_header_can_be_pointed_at(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    page = browser.get(screen("mapping", intake.uid), {"fila": "12"})
    assert page.context["asked"].row == 12
    assert "Publicar los datos" in [column.label for column in page.context["columns"]]
    assert (
        "En esa fila no hay encabezados" in browser.get(screen("mapping", intake.uid), {"fila": "900"}).content.decode()
    )
    for odd in ("-1", "x", "9" * 30, "¹"):
        assert browser.get(screen("mapping", intake.uid), {"fila": odd, "filas": odd, "hoja": odd}).status_code == 200


def test_a_mapping_leaves_as_a_file_and_comes_in_after_a_look(house: House, other_house: House) -> None:
    mapping = kept(house, brought(house))
    file = house.pilar.browser().get(screen("mapping-export", mapping.uid))
    assert file.headers["Content-Disposition"] == 'attachment; filename="tablero-de-compromisos.yaml"'
    browser = other_house.pilar.browser()
    seen = browser.post(screen("mapping-import"), {"file": SimpleUploadedFile("m.yaml", file.content)})
    assert seen.status_code == 200
    assert "Qué se va a hacer" in seen.content.decode()
    assert not EntityLayout.objects.filter(entity=other_house.entity).exists(), "nothing is kept before it was seen"
    declared = {"declaration": seen.context["declaration"]}
    assert browser.post(screen("mapping-import"), declared).headers["Location"] == screen("mappings")
    assert "Tablero de compromisos" in browser.get(screen("mappings")).content.decode()
    assert brought(other_house).mapping.digest == mapping.digest


def test_a_file_that_is_no_mapping_is_refused_at_its_field(house: House) -> None:
    browser = house.pilar.browser()
    answer = browser.post(screen("mapping-import"), {"file": SimpleUploadedFile("m.yaml", b"a: &x [1]\nb: *x")})
    assert answer.status_code == 422
    assert "La correspondencia no se entiende" in answer.content.decode()
    assert browser.post(screen("mapping-import"), {"declaration": "7"}).status_code == 302
    assert not EntityLayout.objects.exists()


def test_a_mapping_is_retired_after_asking(house: House) -> None:
    mapping, browser = kept(house, brought(house)), house.pilar.browser()
    assert "quedan como están" in browser.get(screen("mapping-retire", mapping.uid)).content.decode()
    assert browser.post(screen("mapping-retire", mapping.uid)).status_code == 302
    assert "Todavía no hay correspondencias" in browser.get(screen("mappings")).content.decode()
    assert browser.get(screen("mapping-retire", mapping.uid)).status_code == 404


def test_one_that_the_entity_has_can_be_used_by_hand(house: House) -> None:
    first, browser = brought(house), house.pilar.browser()
    second = brought(house, name="otro.xlsx")
    mapping = kept(house, first)
    told = {"mapping": str(mapping.uid), "edit": second.edit}
    assert browser.post(screen("mapping-use", second.uid), told).headers["Location"] == screen("document", second.uid)
    second.refresh_from_db()
    assert second.mapping == mapping


def test_who_only_reads_and_who_is_of_another_entity_find_nothing_to_say(house: House, other_house: House) -> None:
    intake = brought(house)
    mapping = kept(house, intake)
    for browser in (house.irene.browser(), house.lucia.browser(), other_house.pilar.browser()):
        assert browser.get(screen("mapping", intake.uid)).status_code == 404
        assert browser.get(screen("mapping-retire", mapping.uid)).status_code == 404
        assert browser.post(screen("mapping-use", intake.uid), {"mapping": str(mapping.uid)}).status_code == 404
    assert other_house.pilar.browser().get(screen("mapping-export", mapping.uid)).status_code == 404


def test_a_budget_shows_what_does_not_add_up_and_says_that_it_is_not_kept_yet(house: House) -> None:
    intake = receive_file(house.pilar.actor, house.entity, workbook(*BUDGET, titles=2), "ejecucion.xlsx")
    written = mapping_of(proposals_of(intake)[0], "Ejecución")
    keep_mapping(house.pilar.actor, house.entity, written, intake=intake)
    assert table_of(intake)
    browser = house.pilar.browser()
    page = browser.get(screen("document", intake.uid)).content.decode()
    assert "Todavía no está guardada" in page
    assert "«Pagos» ($90) supera a «Compromisos» ($60)." in page
    exported = browser.get(screen("execution-file", intake.uid, "csv")).content.decode("utf-8-sig").splitlines()
    assert exported == ["Rubro;Apropiación definitiva;Compromisos;Pagos", "2.1;100;50;20", "2.2;200;60;90"]
    told = browser.get(screen("execution-file", intake.uid, "json")).json()
    assert told["tables"][0]["rows"][0]["values"]["commitments"] == "50"
    assert browser.get(screen("execution-file", intake.uid, "exe")).status_code == 404
    for name in ("table", "propose", "names", "checks"):
        assert browser.get(screen(name, intake.uid)).status_code == 404, "there is no plan to settle"


def test_the_pages_cost_a_fixed_number_of_queries(house: House) -> None:
    intake, browser = brought(house), house.pilar.browser()
    kept(house, intake)
    pages = [screen("mapping", intake.uid), screen("mappings"), screen("document", intake.uid)]
    before = [cost(browser, page) for page in pages]
    for number in range(4):
        many = brought(house, *LINES * 30, name=f"otro-{number}.xlsx")
        keep_mapping(house.pilar.actor, house.entity, said(many, f"Otra {number}"))
    assert [cost(browser, page) for page in pages] == before
    assert max(before) <= MOST_QUERIES


def cost(browser: Client, page: str) -> int:
    browser.get(page)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert browser.get(page).status_code == 200
    return len(queries)


def test_what_a_mapping_says_is_seen_and_said_otherwise_as_another_edition(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(house)
    keep_mapping(house.pilar.actor, house.entity, said(intake), intake=intake, edit=intake.edit)
    row = EntityLayout.objects.get()
    address = f"/documentos/correspondencias/{row.uid}/"
    assert "Se comprueba con" in browser.get(address).content.decode()
    assert house.irene.browser().post(address, {}).status_code == 404
    at = [each["header"] for each in json.loads(row.declaration)["fields"]].index("Se comprueba con")
    assert browser.post(address, {f"f{at}": "statement"}).status_code == 422, "one datum is read of one column"
    assert browser.post(address, {f"f{at}": ""}).status_code == 302
    assert EntityLayout.objects.get(active=True).edition == 2


def test_changed_headings_are_offered_with_what_changed_and_never_applied(house: House) -> None:
    intake = brought(house)
    keep_mapping(house.pilar.actor, house.entity, said(intake), intake=intake, edit=intake.edit)
    headers = ["Quién responde", "Qué se va a hacer", "Se comprueba con", "Cuánto", "Arranca", "Termina", "Costo"]
    line = ["Oficina Jurídica", "Otra cosa", "Cosas", 3, "1/02/2026", "30/11/2026", 9]
    other = receive_file(house.pilar.actor, house.entity, workbook(headers, line), "otro.xlsx")
    assert other.mapping is None, "a new heading is for a person to say"
    moved = receive_file(house.pilar.actor, house.entity, workbook(headers[5::-1], line[5::-1]), "movido.xlsx")
    assert moved.mapping is not None, "the same headings in another order are the same"
    page = house.pilar.browser().get(f"/documentos/{other.uid}/columnas/").content.decode()
    assert "pero cambiaron los encabezados" in page
    assert "Son nuevos:</p>" in page or "Son nuevos: Costo" in page
    begun = house.pilar.browser().get(f"/documentos/{other.uid}/columnas/?desde={EntityLayout.objects.get().uid}")
    assert 'value="statement" selected' in begun.content.decode()
