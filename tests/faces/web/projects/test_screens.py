"""The screens of projects without script: who sees what, rows that turn, the bank, files, few queries."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.apps.projects import queries
from rumbo.apps.projects.actions import write_section
from rumbo.apps.projects.bridge import StatementData
from rumbo.apps.projects.models import Goal, ProjectVersion
from rumbo.domain.numbers import Money, Quantity
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.characters import Character, House
from tests.projects import COMPLETE, SHEET, large, registered, viable

WRITERS = {"pilar", "lucia", "leonardo"}
SECTIONS = (
    *("antecedentes", "problema", "causas", "efectos", "objetivos", "justificacion", "poblacion", "zona"),
    *("actividades", "plan-de-desarrollo", "plan-de-accion", "presupuesto", "rubros", "cronograma", "beneficios"),
    *("impactos", "entregables", "firmas"),
)
ACT = {
    "act_kind": "Concepto", "act_number": "12", "day": "2024-02-01", "signatory": "Pilar Planeación", "post": "Jefe",
}  # fmt: skip


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:projects-{name}", args=args)


def page(browser: Client, address: str, **query: Any) -> str:
    return browser.get(address, query).content.decode()


def sent(browser: Client, address: str, version: ProjectVersion, rows: list[dict[str, Any]], **more: Any) -> Any:
    """A form of rows as a browser sends it."""
    version.refresh_from_db()
    data = {f"fila{at}-{name}": value for at, row in enumerate(rows) for name, value in row.items()}
    return browser.post(address, {"filas": len(rows), "edit": version.edit} | data | more)


def test_everybody_reads_and_its_unit_writes(house: House, ester: Character) -> None:
    version = registered(house)
    activity = queries.statements_of(version, "activities")[0]
    line = queries.statements_of(version, "schedule")[0]
    goal = Goal.objects.filter(version=version)[0]
    read = [screen("list"), *(screen(name, version.uid) for name in ("sheet", "schedule", "bank"))]
    read += [screen("print", version.uid, form) for form in ("html", "xlsx")]
    written = [screen("create"), screen("identity", version.uid), screen("periods", version.uid)]
    written += [screen("edit", version.uid, slug) for slug in SECTIONS]
    written += [screen("goal-add", version.uid, activity.uid), screen("marks", version.uid, line.uid)]
    written += [screen("goal", goal.uid), screen("goal-remove", goal.uid)]
    written.append(screen("decide", version.uid, "enviar-a-revision"))
    for name, person in house.people.items():
        browser = person.browser()
        assert {browser.get(address).status_code for address in read} == {200}
        expected = 200 if name in WRITERS else 404
        answers = {address: browser.get(address).status_code for address in written}
        assert set(answers.values()) == {expected}, (name, answers)
    stranger = ester.browser()
    for address in (*read[1:], *written[1:], screen("bring", version.uid)):
        assert stranger.get(address).status_code in (404, 405), address
        assert stranger.post(address, {"name": "x"}).status_code in (404, 405), address
    assert version.name not in page(stranger, screen("list"))
    pilar = house.pilar.browser()
    for strange in (
        screen("edit", version.uid, "nada"),
        screen("print", version.uid, "exe"),
        screen("decide", version.uid, "x"),
    ):
        assert pilar.get(strange).status_code == 404


def test_the_sheet_says_what_it_has_and_what_is_wrong_beside_it(house: House) -> None:
    wrong = replace(SHEET, printed_total=Money(5_050_000_050))
    version = registered(house, wrong)
    told = page(house.irene.browser(), screen("sheet", version.uid))
    for text in (
        "Se tala en las rondas",
        "Medir el caudal",
        "Formar a 120 fontaneros",
        "2. Dictar los talleres",
        "320201400",
    ):
        assert text in told
    assert "no dice cuánto se promete" in told
    assert "los valores parciales suman $100.500.000,50" in told.lower()
    assert "Si «Talleristas» dijera" not in told
    assert "<svg" in told
    without = replace(COMPLETE, code="2", schedule=replace(COMPLETE.schedule, activities=(
        replace(COMPLETE.schedule.activities[0], steps=(replace(COMPLETE.schedule.activities[0].steps[0], marks=()),)),
    )))  # fmt: skip
    told = page(house.irene.browser(), screen("schedule", registered(house, without).uid))
    assert "ninguna está marcada" in told
    assert "<svg" not in told.split("<main", 1)[1].split("table", 1)[0] or "Diagrama del cronograma" not in told


def test_a_project_by_its_forms(house: House) -> None:
    browser, unit = house.lucia.browser(), house.units["Oficina de Proyectos"]
    assert browser.post(screen("create"), {"name": " "}).status_code == 422
    legal = str(house.units["Oficina Jurídica"].uid)
    assert browser.post(screen("create"), {"name": "Ajeno", "unit": legal}).status_code == 422
    made = browser.post(screen("create"), {"name": "Agua para todos", "code": "BP-9", "unit": str(unit.uid)})
    assert made.status_code == 302
    version = ProjectVersion.objects.get(code="BP-9")
    assert browser.post(screen("create"), {"name": "Otro", "code": "BP-9", "unit": str(unit.uid)}).status_code == 422
    data = {"name": "Agua limpia", "code": "BP-9", "unit": str(unit.uid), "fiscal_year": "2024", "edit": version.edit}
    assert browser.post(screen("identity", version.uid), data).status_code == 302
    again = browser.post(screen("identity", version.uid), data)
    assert again.status_code == 422
    assert "otra persona cambió este registro" in again.content.decode()
    causes = screen("edit", version.uid, "causas")
    kinds = [{"kind": "direct", "text": "Se tala"}, {"kind": "indirect", "text": "Sin leña"}, {"text": " "}]
    assert sent(browser, causes, version, kinds).status_code == 302
    problem = screen("edit", version.uid, "problema")
    assert sent(browser, problem, version, [], central_problem="Agua turbia", magnitude="40 NTU").status_code == 302
    cause = queries.statements_of(version, "causes")[0]
    objective = {"label": "1", "text": "Dejar de talar", "parent": str(cause.uid)}
    address = screen("edit", version.uid, "objetivos")
    assert sent(browser, address, version, [objective], general_objective="Aclarar el agua").status_code == 302
    address = screen("edit", version.uid, "actividades")
    assert sent(browser, address, version, [{"label": "1", "text": "Sembrar"}]).status_code == 302
    activity = queries.statements_of(version, "activities")[0]
    address = screen("goal-add", version.uid, activity.uid)
    assert sent(browser, address, version, [], statement="").status_code == 422
    target = house.version.placements.first().revision.target
    steps = [{"number": "1", "text": "Comprar"}, {"number": "2", "text": "Plantar"}]
    told = {"statement": "Sembrar árboles", "quantity": "1.200", "evidence": "Acta\n\nFotos", "target": str(target.uid)}
    assert sent(browser, address, version, steps, **told).status_code == 302
    goal = Goal.objects.get(version=version)
    assert (goal.quantity, goal.evidence, goal.target) == (Quantity.of(1200), ["Acta", "Fotos"], target)
    assert "Plan de acción, 1" in page(browser, screen("sheet", version.uid))
    money = {"activity": "1|Sembrar", "object": "Árboles", "quantity": "1200", "value": "$34.500.000"}
    assert (
        sent(browser, screen("edit", version.uid, "presupuesto"), version, [money], total="34500000").status_code == 302
    )
    assert (
        sent(browser, screen("edit", version.uid, "presupuesto"), version, [money | {"value": "mil"}]).status_code
        == 422
    )
    codes = {"sector_code": "45", "programme_code": "4599", "product_code": "4502031", "initial_value": "34.500.000"}
    assert sent(browser, screen("edit", version.uid, "rubros"), version, [codes]).status_code == 302
    assert "no empieza por 4599" in page(browser, screen("sheet", version.uid))
    address = screen("periods", version.uid)
    version.refresh_from_db()
    assert browser.post(address, {"periods": "Mes 1\nMes 1", "edit": version.edit}).status_code == 422
    assert browser.post(address, {"periods": "Mes 1\r\nMes 2\r\n", "edit": version.edit}).status_code == 302
    assert browser.post(screen("bring", version.uid)).status_code == 302
    line = queries.statements_of(version, "schedule")[0]
    row = {"number": "1", "text": "Plantar", "marks": ["Mes 2"]}
    assert sent(browser, screen("marks", version.uid, line.uid), version, [row]).status_code == 302
    row["marks"] = ["Mes 9"]
    assert sent(browser, screen("marks", version.uid, line.uid), version, [row]).status_code == 422
    sheet = queries.sheet(version)
    assert sheet.budget[0].value == Money(3_450_000_000)
    assert sheet.budget[0].activity_number == "1"
    assert sheet.schedule.activities[0].steps[0].marks == ("Mes 2",)
    assert [step.statement for step in sheet.activities[0].goals[0].steps] == ["Comprar", "Plantar"]
    assert browser.post(screen("goal-remove", goal.uid)).status_code == 302
    assert not Goal.objects.filter(version=version).exists()


@pytest.mark.parametrize("slug", SECTIONS)
def test_what_a_section_shows_is_what_it_keeps(house: House, slug: str) -> None:
    """Sending a form back as it stands changes nothing of the sheet."""
    version = registered(house)
    browser = house.pilar.browser()
    address = screen("edit", version.uid, slug)
    shown = browser.get(address).context
    rows = [{name: row[name].value() or "" for name in row.fields} for row in shown["rows"].forms]
    for form, row in zip(shown["rows"].forms, rows, strict=True):
        row |= {name: form[name].field.prepare_value(value) for name, value in row.items()
                if hasattr(form[name].field, "prepare_value") and not isinstance(value, str)}  # fmt: skip
    lead = shown["lead"]
    told = {name: lead[name].field.prepare_value(lead[name].initial) or "" for name in lead.fields} if lead else {}
    answer = sent(browser, address, version, rows, **told)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    assert queries.sheet(version) == COMPLETE


def test_rows_are_turned_without_being_kept(house: House) -> None:
    version = registered(house)
    browser, address = house.pilar.browser(), screen("edit", version.uid, "entregables")
    rows = [{"text": "Uno"}, {"text": "Dos"}, {"text": "Tres"}]

    def turned(how: str) -> list[str]:
        answer = sent(browser, address, version, rows, fila=how)
        assert answer.status_code == 200
        assert "Todavía no se ha guardado" in answer.content.decode()
        return [form["text"].value() or "" for form in answer.context["rows"].forms]

    assert turned("subir-2") == ["Uno", "Tres", "Dos"]
    assert turned("bajar-0") == ["Dos", "Uno", "Tres"]
    assert turned("quitar-1") == ["Uno", "Tres"]
    assert turned("agregar") == ["Uno", "Dos", "Tres", ""]
    for odd in ("subir-0", "bajar-2", "quitar-99", "quitar-x", "bailar-1", "subir-²"):
        assert turned(odd) == ["Uno", "Dos", "Tres"]
    assert queries.sheet(version).deliverables == COMPLETE.deliverables
    assert browser.post(address, {"filas": "x", "edit": "²"}).status_code == 422
    assert browser.post(address, {"filas": "9999999", "fila": "agregar"}).status_code == 200


def test_the_bank_by_its_pages(house: House) -> None:
    version = registered(house, SHEET)
    lucia, pilar = house.lucia.browser(), house.pilar.browser()
    slugs = ("enviar-a-revision", "devolver", "declarar-viable", "poner-en-ejecucion", "cerrar", "version-nueva")
    decide = {slug: screen("decide", version.uid, slug) for slug in slugs}
    assert pilar.get(decide["declarar-viable"]).status_code == 302
    assert lucia.post(decide["enviar-a-revision"]).status_code == 302
    assert lucia.get(decide["devolver"]).status_code == 404
    assert "espera revisión" in page(pilar, reverse("web:home"))
    assert lucia.get(screen("edit", version.uid, "causas")).status_code == 404
    refused = pilar.post(decide["declarar-viable"], ACT)
    assert refused.status_code == 422
    assert "no dice cuánto se promete" in refused.content.decode()
    assert pilar.post(decide["devolver"], {"general": " "}).status_code == 422
    assert pilar.post(decide["devolver"], {"activities": "Falta la cantidad", "general": ""}).status_code == 302
    assert "Le devolvieron «Cuidado de las fuentes" in page(lucia, reverse("web:home"))
    told = page(lucia, screen("sheet", version.uid))
    assert "Observación de la revisión" in told
    assert "Falta la cantidad" in told
    Goal.objects.filter(version=version, quantity=None).update(quantity=Quantity.of(40))
    assert lucia.post(decide["enviar-a-revision"]).status_code == 302
    assert pilar.post(decide["declarar-viable"], ACT | {"day": "2999-01-01"}).status_code == 422
    assert pilar.post(decide["declarar-viable"], ACT).status_code == 302
    assert pilar.post(decide["poner-en-ejecucion"], ACT | {"act_kind": "Resolución"}).status_code == 302
    history = page(house.irene.browser(), screen("bank", version.uid))
    for text in (
        "Concepto 12",
        "Resolución 12",
        "Pilar Planeación",
        "Falta la cantidad",
        "Puso en ejecución el proyecto",
    ):
        assert text in history
    assert pilar.post(decide["version-nueva"]).status_code == 302
    assert pilar.post(decide["cerrar"], ACT | {"reason": ""}).status_code == 422
    assert pilar.post(decide["cerrar"], ACT | {"reason": "Terminó"}).status_code == 302
    version.refresh_from_db()
    assert version.state == "closed"


def test_the_list_narrows(house: House, ester: Character) -> None:
    registered(house)
    viable(house, replace(COMPLETE, code="2", name="Puentes veredales", fiscal_year=2025))
    browser = house.lucia.browser()
    for query, found in (
        ({"buscar": "puentes"}, "Puentes veredales"),
        ({"estado": "viable", "vigencia": "2025"}, "Puentes veredales"),
        ({"estado": "registered", "dependencia": "no es un uid", "pagina": "mil", "vigencia": "año"}, COMPLETE.name),
    ):
        told = page(browser, screen("list"), **query)
        assert found in told
        assert (COMPLETE.name in told) != ("Puentes veredales" in told)
    assert "Ningún proyecto cumple el filtro" in page(browser, screen("list"), vigencia="1999")
    assert "Todavía no hay proyectos" in page(ester.browser(), screen("list"))


def test_what_is_printed_reads_back_as_the_same_sheet(house: House) -> None:
    """A cell left empty below a filled one says the same in a printed table, so that the sheet leaves none."""
    budget = (COMPLETE.budget[0], replace(COMPLETE.budget[1], activity="Otra actividad"))
    whole = replace(COMPLETE, budget=budget, development_plan=COMPLETE.development_plan[:1])
    version = registered(house, replace(whole, printed_total=Money(5_050_000_050)))
    write_section(house.pilar.actor, version, "effects", [StatementData("El agua llega turbia", kind="direct")])
    browser = house.irene.browser()
    for form in ("xlsx", "docx"):
        printed = browser.get(screen("print", version.uid, form))
        draft = read_document(read_bytes(printed.content, f"ficha.{form}"))
        assert draft.recognition.layout == "project_sheet"
        assert draft.content == queries.sheet(version), form


def test_printed_in_every_form(house: House) -> None:
    version = registered(house, replace(SHEET, printed_total=Money(5_050_000_050)))
    browser = house.irene.browser()
    html = page(browser, screen("print", version.uid, "html"))
    assert "Los valores parciales suman $100.500.000,50" in html
    assert "Barras del cronograma" in html
    pdf = browser.get(screen("print", version.uid, "pdf"))
    assert pdf.content.startswith(b"%PDF")
    assert browser.get(screen("print", version.uid, "pdf")).content == pdf.content
    assert ".pdf" in pdf["Content-Disposition"]


@pytest.mark.parametrize("number", [3, 40])
def test_a_page_costs_the_same(house: House, number: int, django_assert_max_num_queries: Any) -> None:
    version = registered(house, large(number))
    for n in range(min(number, 25)):
        registered(house, replace(COMPLETE, code=f"P{n}", name=f"Proyecto {n}"))
    browser = house.pilar.browser()
    browser.get(reverse("web:home"))
    for address in (screen("list"), *(screen(name, version.uid) for name in ("sheet", "schedule", "bank"))):
        with django_assert_max_num_queries(12):
            assert browser.get(address).status_code == 200
    for slug in SECTIONS:
        with django_assert_max_num_queries(12):
            assert browser.get(screen("edit", version.uid, slug)).status_code == 200
    with django_assert_max_num_queries(12):
        browser.get(screen("print", version.uid, "html"))
