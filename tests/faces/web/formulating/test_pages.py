"""A formulation on the screen, from its opening to the act, without script; each page within its queries."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rumbo.apps.formulating.models import Formulation, LevelProposal, Part
from rumbo.apps.formulating.queries import placements_of
from rumbo.apps.plans.actions import place_target
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.models import PlanVersion
from rumbo.domain.numbers import Quantity
from tests.apps.formulating.test_formulation import TODAY, handed_in, opened, part_of
from tests.characters import YEAR, Character, House

MOST = 12


@pytest.fixture
def counting(django_assert_max_num_queries: Callable[..., Any]) -> Callable[[Client, str], str]:
    """Opens a page within its queries and gives its text."""

    def page(browser: Client, path: str) -> str:
        with django_assert_max_num_queries(MOST):
            answer = browser.get(path)
        assert answer.status_code == 200, path
        return answer.content.decode()

    return page


def test_planning_opens_by_cloning_what_is_not_finished(house: House, counting: Any) -> None:
    pilar = house.pilar.browser()
    assert house.plan.name in counting(pilar, "/formulacion/abrir/")
    here = f"/formulacion/abrir/nueva/?desde={house.version.uid}"
    text = counting(pilar, here)
    kept = re.findall(r'name="keep" value="([^"]+)" id="[^"]+" checked', text)
    assert len(kept) == 3
    told = {
        "name": "Plan que sigue",
        "fiscal_year": YEAR + 1,
        "opens_on": TODAY.isoformat(),
        "until": TODAY.isoformat(),
        "keep": kept[:2],
        "units": [str(house.units["Oficina de Proyectos"].uid)],
    }
    assert pilar.post(here, told | {"fiscal_year": YEAR}).status_code == 422
    answer = pilar.post(here, told)
    found = Formulation.objects.get()
    assert answer.headers["Location"] == f"/formulacion/{found.uid}/"
    assert found.version.placements.count() == 2
    assert "Sin empezar" in counting(pilar, f"/formulacion/{found.uid}/")
    assert house.lucia.browser().get(here).status_code == 404


def test_a_unit_writes_and_hands_in_and_planning_returns_by_field(house: House, counting: Any) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    here, lucia, pilar = f"/formulacion/dependencia/{part.uid}/", house.lucia.browser(), house.pilar.browser()
    text = counting(lucia, here)
    assert "Realizar diez seguimientos" in text
    assert "Enviar a planeación" in text
    placement = placements_of(part)[0]
    form = lucia.get(f"{here}metas/{placement.uid}/").context["form"]
    sent = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    sent = {name: value for name, value in sent.items() if value not in (None, "", ())} | {
        "seen": str(placement.revision.uid),
        "quantity": "14",
        "expected_evidence": "Informe firmado",
        "source_1": "Recursos propios",
        "amount_1": "1.500.000",
    }
    sent.pop("funding", None)
    answer = lucia.post(f"{here}metas/{placement.uid}/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    refused = lucia.post(f"{here}enviar/", {"edit": Part.objects.get(pk=part.pk).edit}, follow=True)
    assert "le falta" in refused.content.decode()
    handed_in(house, house.lucia, part_of(found, "Oficina de Proyectos"))
    part = part_of(found, "Oficina de Proyectos")
    assert lucia.get(f"{here}metas/{placement.uid}/").status_code == 404
    text = counting(pilar, f"{here}respuesta/")
    assert "Recursos propios: 1500000" in text
    uid = placement.revision.target.uid
    told = {"edit": part.edit, "decision": "return", f"field_{uid}_0": "quantity", f"text_{uid}_0": "Son muchos"}
    assert pilar.post(f"{here}respuesta/", {"edit": part.edit, "decision": "return"}).status_code == 422
    assert pilar.post(f"{here}respuesta/", told).status_code == 302
    text = counting(lucia, here)
    assert "Se pidió en Meta:" in text
    assert "Son muchos" in text
    assert "Son muchos" in counting(lucia, f"{here}metas/{placements_of(part)[0].uid}/")
    counting(lucia, f"{here}metas/{placements_of(part)[0].uid}/programacion/")
    counting(lucia, f"{here}revision/")


def test_planning_reminds_one_some_or_all_from_the_board_and_passes_targets(house: House, counting: Any) -> None:
    found, pilar, lucia = opened(house), house.pilar.browser(), house.lucia.browser()
    board, part = f"/formulacion/{found.uid}/", part_of(found, "Oficina de Proyectos")
    assert "Recordar" in counting(pilar, board)
    assert "Recordar" not in counting(lucia, board)
    here = "/seguimiento/tablero/varios/recordar-formulacion/"
    asked = pilar.post(here, {"back": board, "all": "1"})
    assert [each.name for each in asked.context["items"]] == ["Oficina Jurídica", "Oficina de Proyectos"]
    sent = {"back": board, "item": [str(each.uid) for each in found.parts.all()], "confirmed": "1"}
    told = pilar.post(here, sent, follow=True).content.decode()
    assert "Se avisa a Lucía" in told
    assert "Nadie responde" in told
    assert lucia.post(here, sent).status_code == 404
    away = f"/formulacion/dependencia/{part.uid}/pasar/"
    form = pilar.get(away).context["form"]
    counting(pilar, away)
    legal = str(house.units["Oficina Jurídica"].uid)
    chosen = {"unit": legal, "targets": form.initial["targets"], "edit": part.edit, "reason": "Decreto 4"}
    assert pilar.post(away, chosen | {"reason": ""}).status_code == 422
    assert pilar.post(away, chosen).headers["Location"] == board
    assert "Pasó a otra" in counting(pilar, board)
    assert counting(lucia, f"/formulacion/dependencia/{part.uid}/").count("pasó todas las metas") == 1
    assert pilar.get(f"/formulacion/plan/{found.version.uid}/").headers["Location"] == board


def test_the_act_puts_next_years_plan_in_force(house: House, counting: Any) -> None:
    found = opened(house)
    pilar = house.pilar.browser()
    for name in ("Oficina de Proyectos", "Oficina Jurídica"):
        Part.objects.filter(formulation=found, unit__name=name).update(state="taken")
    text = counting(pilar, f"/formulacion/{found.uid}/acto/")
    (key,) = re.findall(r'name="components" value="([^"]+)"', text)
    act = {"components": [key], "kind": "Acta", "number": "12", "day": TODAY.isoformat()}
    assert pilar.post(f"/formulacion/{found.uid}/acto/", act | {"components": []}).status_code == 422
    assert pilar.post(f"/formulacion/{found.uid}/acto/", act).status_code == 302
    assert PlanVersion.objects.get(pk=found.version_id).state == "approved"
    assert "Todo el plan está aprobado" in counting(pilar, f"/formulacion/{found.uid}/")


def test_another_entity_never_learns_that_it_exists(house: House, ester: Character) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    stranger = ester.browser()
    for path in (f"{found.uid}/", f"{found.uid}/acto/", f"dependencia/{part.uid}/", f"dependencia/{part.uid}/plazo/"):
        assert stranger.get(f"/formulacion/{path}").status_code == 404


def test_planning_writes_texts_and_moves_levels(house: House, counting: Any) -> None:
    version = opened(house).version
    pilar, here = house.pilar.browser(), f"/planes/version/{version.uid}"
    assert pilar.post(f"{here}/textos/nuevo/", {"kind": "mission", "text": "Servir"}).status_code == 302
    assert "Misión" in counting(pilar, f"{here}/textos/")
    section = version.narrative.get()
    assert pilar.post(f"{here}/textos/{section.uid}/quitar/", {"reason": ""}).status_code == 422
    assert pilar.post(f"{here}/textos/{section.uid}/quitar/", {"reason": "Sobra"}).status_code == 302
    assert not version.narrative.exists()
    node = version.nodes.get(kind="Programa")
    told = {"kind": node.kind, "name": node.name, "parent": "", "place": "1"}
    assert pilar.post(f"{here}/niveles/{node.uid}/", told).status_code == 302
    node.refresh_from_db()
    assert (node.parent, node.ordinal) == (None, 1)
    placement = version.placements.order_by("ordinal").first()
    assert pilar.post(f"/planes/meta/{placement.uid}/mover/", {"hacia": "abajo"}).status_code == 302
    assert version.placements.order_by("ordinal").first().pk != placement.pk


def test_the_workbook_is_taken_brought_back_and_compared(house: House, counting: Any) -> None:
    part = part_of(opened(house), "Oficina de Proyectos")
    here, lucia = f"/formulacion/dependencia/{part.uid}/libro/", house.lucia.browser()
    assert "Descargar el libro" in counting(lucia, here)
    body = lucia.get(f"/formulacion/dependencia/{part.uid}/libro.xlsx")
    assert body.status_code == 200
    sent = SimpleUploadedFile("libro.xlsx", b"".join(body) if body.streaming else body.content)
    text = lucia.post(here, {"file": sent}, follow=True).content.decode()
    assert "Sin cambios" in text
    assert house.pilar.browser().get(here).status_code == 404


def test_a_unit_proposes_a_level_and_reads_the_answer_and_what_planning_changed(house: House, counting: Any) -> None:
    found = opened(house)
    part = part_of(found, "Oficina de Proyectos")
    here, lucia, pilar = f"/formulacion/dependencia/{part.uid}/", house.lucia.browser(), house.pilar.browser()
    assert "Proponer un nivel" in counting(lucia, here)
    counting(lucia, f"{here}niveles/proponer/")
    told = {"kind": "Producto", "name": "Tablero", "reason": "No hay dónde"}
    assert lucia.post(f"{here}niveles/proponer/", told | {"name": ""}).status_code == 422
    assert lucia.post(f"{here}niveles/proponer/", told).status_code == 302
    asked = LevelProposal.objects.get()
    assert lucia.get(f"/formulacion/niveles/{asked.uid}/").status_code == 404
    counting(pilar, f"/formulacion/niveles/{asked.uid}/")
    assert "propone un nivel" in pilar.get("/").content.decode()
    assert pilar.post(f"/formulacion/niveles/{asked.uid}/", {"decision": "decline"}).status_code == 422
    assert pilar.post(f"/formulacion/niveles/{asked.uid}/", {"decision": "accept"}).status_code == 302
    assert "Aceptado" in counting(lucia, here)
    handed_in(house, house.lucia, part_of(found, "Oficina de Proyectos"))
    (row, *_rest) = placements_of(part)
    (data,) = target_data([row])
    place_target(house.pilar.actor, found.version, replace(data, quantity=Quantity.of(14)), placement=row)
    assert "Cambió lo que Oficina de Proyectos envió" in lucia.get("/").content.decode()
    assert "Dejar constancia" in counting(lucia, here)
    assert "Dejar constancia" not in counting(pilar, here)
    assert lucia.post(f"{here}enterado/").status_code == 302
    assert "Dejar constancia" not in counting(lucia, here)
