"""The pages of plans, as each of the standing characters meets them."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.people.actions import close_unit
from rumbo.apps.plans.actions import continue_version, draft_version, propose_version, write_version
from rumbo.apps.plans.models import Lineage, Placement, PlanVersion, TargetRevision
from rumbo.content.load import catalogues
from rumbo.domain.numbers import Quantity
from tests.characters import NODES, Character, House, build_plan_of, targets
from tests.rounds import version_with

pytestmark = pytest.mark.django_db
EVERYBODY = ("pilar", "lucia", "leonardo", "irene", "diana", "andres")
READ = ("plans-version", "plans-tree", "plans-changes", "plans-about")


QUARTERS = {"quarterly_2024_1": "", "quarterly_2024_2": "0", "quarterly_2024_4": "1000,5", "annual_2024_1": ""}


def page(name: str, *args: Any) -> str:
    return reverse(f"web:{name}", args=args)


def draft_of(house: House) -> PlanVersion:
    return continue_version(house.pilar.actor, house.version)


def placement_of(version: PlanVersion, ordinal: int = 1) -> Placement:
    return Placement.objects.select_related("revision__indicator").get(version=version, ordinal=ordinal)


@pytest.mark.parametrize("name", EVERYBODY)
def test_everybody_of_the_entity_reads_its_plans(house: House, name: str) -> None:
    browser = house.people[name].browser()
    assert b"Plan de acci" in browser.get(page("plans-list")).content
    for screen in READ:
        assert browser.get(page(screen, house.version.uid)).status_code == 200
    answer = browser.get(page("plans-target", placement_of(house.version).uid)).content.decode()
    assert "Realizar diez seguimientos a los convenios vigentes" in answer
    assert "Hoja1 · C7" in answer


def test_unknown_and_forbidden_answer_alike(house: House, ester: Character) -> None:
    draft = draft_of(house)
    placement = placement_of(draft)
    browser = ester.browser()
    of_version = [
        *READ,
        "plans-settle",
        "plans-target-add",
        "plans-node-add",
        "plans-propose",
        "plans-approve",
        "plans-return",
    ]
    of_target = [
        "plans-target",
        "plans-target-edit",
        "plans-target-programme",
        "plans-target-milestones",
        "plans-target-remove",
    ]
    addresses = [page(name, draft.uid) for name in of_version] + [page(name, placement.uid) for name in of_target]
    addresses.append(page("plans-next", house.plan.uid))
    for address in addresses:
        assert browser.get(address).status_code == 404, address
        assert browser.post(address).status_code in (404, 405), address
    assert b"primera" not in browser.get(page("plans-list")).content


@pytest.mark.parametrize("name", ["lucia", "leonardo", "irene", "diana", "andres"])
def test_only_planning_writes(house: House, name: str) -> None:
    draft = draft_of(house)
    browser = house.people[name].browser()
    assert browser.get(page("plans-target-add", draft.uid)).status_code == 404
    assert browser.get(page("plans-target-edit", placement_of(draft).uid)).status_code == 404
    assert browser.post(page("plans-propose", draft.uid)).status_code == 404
    assert "Editar" not in browser.get(page("plans-target", placement_of(draft).uid)).content.decode()


def test_the_matrix_narrows(house: House) -> None:
    browser = house.pilar.browser()
    address = page("plans-version", house.version.uid)
    unit = house.units["Oficina Jurídica"]
    by_unit = browser.get(address, {"dependencia": str(unit.uid)}).content.decode()
    assert "Actualizar el manual de contratación" in by_unit
    assert "Realizar diez seguimientos" not in by_unit
    by_words = browser.get(address, {"buscar": "manual"}).content.decode()
    assert "Realizar diez seguimientos" not in by_words
    node = house.version.nodes.get(name="Fortalecer la gestión institucional")
    below = browser.get(address, {"nivel": str(node.uid)}).content.decode()
    assert "Actualizar el manual" in below
    assert browser.get(address, {"dependencia": "no es un uid", "pagina": "mil"}).status_code == 200


@pytest.mark.parametrize("targets", [50, 120])
def test_a_page_of_targets_costs_the_same(house: House, targets: int, django_assert_max_num_queries: Any) -> None:
    version = build_plan_of(house, targets)
    browser = house.pilar.browser()
    browser.get(page("home"))
    with django_assert_max_num_queries(10):
        answer = browser.get(page("plans-version", version.uid))
    assert answer.content.decode().count('<th scope="row"') == 50


TARGET = {
    "number": "4",
    "statement": "Sembrar mil árboles",
    "indicator": "Árboles sembrados",
    "measure_unit": "Número",
    "quantity": "1.000,5",
    "report_kind": "quantity",
    "annualization": "sum",
    "start": "2024-02-01",
    "end": "2024-12-01",
    "periodicity": "quarterly",
}


def test_a_target_is_written_programmed_and_taken_out(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    told = TARGET | {"reporting_unit": str(house.units["Oficina Jurídica"].uid)}
    answer = browser.post(page("plans-target-add", draft.uid), told)
    assert answer.status_code == 302, answer.content.decode()
    placement = placement_of(draft, 4)
    assert placement.revision.quantity.units == 10_005_000
    seen = {"seen": str(placement.revision.uid)}
    form = browser.get(page("plans-target-programme", placement.uid)).content.decode()
    assert "II trimestre de 2024" in form
    browser.post(
        page("plans-target-programme", placement.uid),
        seen | QUARTERS,
    )
    placement = placement_of(draft, 4)
    programme = list(placement.revision.programme.order_by("period__ordinal").values_list("quantity", flat=True))
    assert "año 2024" in form
    assert programme == [None, Quantity(0), None, Quantity(10_005_000)]
    assert browser.post(page("plans-target-remove", placement.uid), {"reason": ""}).status_code == 302
    assert not TargetRevision.objects.filter(statement="Sembrar mil árboles").exists()


def test_a_link_chosen_by_hand_keeps_the_number_by_which_people_cite_it(house: House) -> None:
    for edition in catalogues():
        load_catalogue(house.system, edition)
    browser, told = house.pilar.browser(), TARGET | {"reporting_unit": str(house.units["Oficina Jurídica"].uid)}
    draft = draft_of(house)
    shown = browser.get(page("plans-target-add", draft.uid)).context["form"]
    offered = {label: (name, uid) for name in shown.fields if name.startswith("aligned_")
               for uid, label in shown.fields[name].choices}  # fmt: skip
    for label in ("Hambre cero", "Integridad"):
        name, uid = next(found for each, found in offered.items() if label in each)
        told[name] = uid
    assert browser.post(page("plans-target-add", draft.uid), told).status_code == 302
    linked = TargetRevision.objects.get(statement=TARGET["statement"]).alignments
    assert dict(linked.values_list("as_written", "number")) == {"Hambre cero": "2", "Integridad": ""}


def test_what_becomes_of_the_amount_of_each_other_unit_is_said_and_kept(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    legal, projects = (str(house.units[name].uid) for name in ("Oficina Jurídica", "Oficina de Proyectos"))
    told = TARGET | {"reporting_unit": legal, "unit_1": projects, "counting_1": "adds"}
    assert browser.post(page("plans-target-add", draft.uid), told | {"unit_2": projects}).status_code == 422
    assert browser.post(page("plans-target-add", draft.uid), told | {"unit_1": legal}).status_code == 422
    refused = browser.post(page("plans-target-add", draft.uid), told | {"report_kind": "done"})
    assert "no se puede sumar" in refused.content.decode()
    assert browser.post(page("plans-target-add", draft.uid), told).status_code == 302
    placement = placement_of(draft, 4)
    assert "su cantidad se suma" in browser.get(page("plans-target", placement.uid)).content.decode()
    seen = {"seen": str(placement.revision.uid)}
    assert browser.post(page("plans-target-programme", placement.uid), seen | QUARTERS).status_code == 302
    counting = dict(placement_of(draft, 4).revision.units.values_list("unit__name", "counting"))
    assert counting["Oficina de Proyectos"] == "adds"
    form = browser.get(page("plans-target-edit", placement.uid)).context["form"]
    assert (form["unit_1"].value(), form["counting_1"].value()) == (projects, "adds")


def test_who_comes_second_is_told(house: House) -> None:
    draft = draft_of(house)
    placement = placement_of(draft)
    first, second = house.pilar.browser(), house.pilar.browser()
    told = TARGET | {"reporting_unit": str(house.units["Oficina Jurídica"].uid), "seen": str(placement.revision.uid)}
    assert first.post(page("plans-target-edit", placement.uid), told).status_code == 302
    answer = second.post(page("plans-target-edit", placement.uid), told | {"statement": "Lo que se perdería"})
    assert answer.status_code == 422
    assert "Alguien guardó antes" in answer.content.decode()
    assert placement_of(draft).revision.statement == "Sembrar mil árboles"
    assert Lineage.objects.get(version=draft, to_target=placement.revision.target).kind == "reworded"


def test_the_report_kind_of_many_is_settled_at_once(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    draft.refresh_from_db()
    told = {"edit": str(draft.edit)}
    for each in Placement.objects.filter(version=draft):
        told |= {f"kind_{each.uid}": "done", f"weight_{each.uid}": "12,5"}
    assert browser.post(page("plans-settle", draft.uid), told).status_code == 302
    placed = Placement.objects.filter(version=draft).values_list("revision__report_kind", "weight")
    assert {(kind, weight.units) for kind, weight in placed} == {("done", 125_000)}
    assert browser.post(page("plans-settle", draft.uid), told).status_code == 422
    assert set(house.version.placements.values_list("revision__report_kind", flat=True)) == {"quantity", "percentage"}


def test_what_becomes_of_the_amounts_of_others_is_settled_at_once(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    here = page("plans-settle", draft.uid)
    form = browser.get(here).context["form"]
    (name,) = (name for name in form.fields if name.startswith("counting_"))
    told = {each: form[each].value() or "" for each in form.fields}
    told |= {"edit": str(PlanVersion.objects.get(pk=draft.pk).edit), name: "adds"}
    assert browser.post(here, told).status_code == 422
    assert browser.post(here, told | {name.replace("counting", "kind"): "ratio"}).status_code == 302
    placed = Placement.objects.get(version=draft, uid=name.removeprefix("counting_"))
    assert list(placed.revision.units.filter(reports=False).values_list("counting", flat=True)) == ["adds"]


def test_milestones_need_a_day_and_a_weight(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    placement = placement_of(draft, 2)
    told = {"seen": str(placement.revision.uid), "title_1": "Borrador del manual"}
    assert browser.post(page("plans-target-milestones", placement.uid), told).status_code == 422
    told |= {"due_1": "2024-05-30", "weight_1": "40"}
    assert browser.post(page("plans-target-milestones", placement.uid), told).status_code == 302
    assert placement_of(draft, 2).revision.report_kind == "milestones"


def test_a_version_is_returned_and_approved_with_its_act(house: House) -> None:
    draft, pilar, diana = draft_of(house), house.pilar.browser(), house.diana.browser()
    assert pilar.post(page("plans-propose", draft.uid)).status_code == 302
    assert pilar.get(page("plans-target-add", draft.uid)).status_code == 404
    assert diana.post(page("plans-return", draft.uid), {"reason": "Falta el peso"}).status_code == 302
    assert "Falta el peso" in pilar.get(page("plans-version", draft.uid)).content.decode()
    propose_version(house.pilar.actor, draft)
    future = {"kind": "Acta", "number": "9", "day": "2999-01-01"}
    assert diana.post(page("plans-approve", draft.uid), future).status_code == 422
    assert diana.post(page("plans-approve", draft.uid), future | {"day": "2024-07-01"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.act_date) == ("approved", date(2024, 7, 1))
    assert placement_of(draft).revision == placement_of(house.version).revision


def test_the_change_log_follows_what_people_settled(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    placement = placement_of(draft)
    told = TARGET | {"reporting_unit": str(house.units["Oficina Jurídica"].uid), "seen": str(placement.revision.uid)}
    browser.post(page("plans-target-edit", placement.uid), told)
    gone = placement_of(draft, 3)
    assert browser.post(page("plans-target-remove", gone.uid), {"reason": ""}).status_code == 422
    assert browser.post(page("plans-target-remove", gone.uid), {"reason": "Acta 12"}).status_code == 302
    log = browser.get(page("plans-changes", draft.uid)).content.decode()
    assert "Cambió la redacción" in log
    assert "Se quitó" in log
    assert "Acta 12" in log


def test_a_long_change_log_is_told_in_pages_at_the_same_cost(house: House) -> None:
    costs = []
    for count in (55, 70):
        first = version_with(house, f"Plan de {count}", count)
        draft = draft_version(house.pilar.actor, first.plan)
        write_version(house.pilar.actor, draft, NODES, [replace(targets(house)[0], number="1")])
        browser, address = house.pilar.browser(), page("plans-changes", draft.uid)
        browser.get(address)
        with CaptureQueriesContext(connection) as queries:
            log = browser.get(address).content.decode()
        costs.append(len(queries))
        assert log.count("Se quitó") == 50
        assert f"1 a 50 de {count + 1}" in log
        assert browser.get(address, {"pagina": 2}).content.decode().count("Se quitó") == count - 48
    assert costs[0] == costs[1]


def test_levels_are_written_and_taken_out_when_empty(house: House) -> None:
    draft, browser = draft_of(house), house.pilar.browser()
    top = draft.nodes.get(depth=0)
    told = {"kind": "Programa", "name": "Programa nuevo", "parent": str(top.uid)}
    assert browser.post(page("plans-node-add", draft.uid), told).status_code == 302
    why = {"reason": "Sobra"}
    assert browser.post(page("plans-node-remove", draft.uid, top.uid), why).status_code == 422
    new = draft.nodes.get(name="Programa nuevo")
    assert (
        browser.post(page("plans-node", draft.uid, new.uid), {"kind": "Programa", "name": "Otro nombre"}).status_code
        == 302
    )
    assert browser.post(page("plans-node-remove", draft.uid, new.uid), {"reason": ""}).status_code == 422
    assert browser.post(page("plans-node-remove", draft.uid, new.uid), why).status_code == 302
    assert draft.nodes.count() == 2


def test_a_plan_begins_by_hand(house: House) -> None:
    browser = house.pilar.browser()
    told = {"name": "Plan de bienestar", "fiscal_year": "2025"}
    answer = browser.post(page("plans-create"), told, follow=True)
    assert "Plan de bienestar" in answer.content.decode()
    assert browser.post(page("plans-create"), told).status_code == 422
    assert house.lucia.browser().get(page("plans-create")).status_code == 404


@pytest.mark.parametrize("name", ["plans-approve", "plans-return", "plans-propose"])
def test_what_was_decided_is_not_asked_again(house: House, name: str) -> None:
    pilar = house.pilar.browser()
    answer = pilar.get(page(name, house.version.uid), follow=True)
    assert answer.redirect_chain == [(page("plans-version", house.version.uid), 302)]
    assert "ya está aprobada" in answer.content.decode()
    told = {"kind": "Acta", "number": "9", "day": "2024-03-01", "reason": "Otra vez."}
    assert pilar.post(page(name, house.version.uid), told).status_code == 302
    house.version.refresh_from_db()
    assert (house.version.state, house.version.act_number) == ("approved", "7")
    diana = house.diana.browser().get(page(name, house.version.uid))
    assert diana.status_code == (404 if name == "plans-propose" else 302)


def test_an_amount_that_no_column_holds_is_told_beside_its_field(house: House) -> None:
    version = continue_version(house.pilar.actor, house.version)
    placed = Placement.objects.filter(version=version).first()
    assert placed is not None
    pilar, address = house.pilar.browser(), page("plans-target-programme", placed.uid)
    field = next(iter(pilar.get(address).context["form"].fields))
    for written, told in (("9" * 20, "no cabe"), ("1,23456", "cuatro decimales"), ("muchos", "no se puede leer")):
        answer = pilar.post(address, {field: written})
        assert (answer.status_code, told in str(answer.context["form"].errors[field])) == (422, True), written


def test_a_unit_that_is_no_more_is_offered_only_where_a_target_names_it(house: House) -> None:
    version = continue_version(house.pilar.actor, house.version)
    legal = house.units["Oficina Jurídica"]
    close_unit(house.system, legal, date(2025, 1, 31), reason="Decreto 2")
    pilar = house.pilar.browser()
    asked = {
        each.number: pilar.get(page("plans-target-edit", each.uid)).context["form"]["reporting_unit"].field.choices
        for each in version.placements.all()
    }
    named = {number: (str(legal.uid), legal.name) in list(offered) for number, offered in asked.items()}
    assert set(named.values()) == {True, False}
    new = pilar.get(page("plans-target-add", version.uid)).context["form"]["reporting_unit"].field.choices
    assert (str(legal.uid), legal.name) not in list(new)


def test_the_pages_of_a_plan_carry_on_paper_the_header_of_the_entity_and_its_lines_to_sign(house: House) -> None:
    house.entity.document_process, house.entity.document_code = "Direccionamiento", "DE-FO-007"
    house.entity.document_date = date(2026, 1, 15)
    house.entity.signatories = [{"label": "Aprobó", "post": "Directora General", "unit": ""}]
    house.entity.save()
    pilar = house.pilar.browser()
    for address in (page("plans-version", house.version.uid), page("plans-tree", house.version.uid)):
        text = pilar.get(address).content.decode()
        for told in ("Direccionamiento", "DE-FO-007", "15/01/2026", "<strong>Aprobó</strong><br>Directora General"):
            assert told in text
    assert "DE-FO-007" not in pilar.get("/").content.decode()


def test_the_page_of_a_target_asks_at_most_twelve_questions(house: House) -> None:
    browser, address = house.pilar.browser(), page("plans-target", house.version.placements.first().uid)
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    assert len(queries) <= 12
