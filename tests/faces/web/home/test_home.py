"""The first screen says what this person should do next, and the entity and language they chose stay."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.changing.actions import give_opinion
from rumbo.apps.followup.actions import record_chain
from rumbo.apps.measurement.actions import open_period
from rumbo.apps.people.actions import grant_membership
from rumbo.apps.plans.actions import continue_version, ensure_periods, propose_version
from rumbo.apps.plans.models import Plan
from rumbo.apps.risks.actions import choose_option
from rumbo.apps.risks.actions import propose_version as propose_risk_map
from rumbo.domain.followup.chain import CHAINS
from rumbo.domain.followup.contributing import Counting
from rumbo.faces.web.home import waiting
from tests.apps.changing.asking import asked, opined
from tests.apps.formulating.test_formulation import opened
from tests.characters import LONG_AGO, YEAR, House
from tests.risks import draft_of, risk_of
from tests.rounds import open_round, submitted, version_with

pytestmark = pytest.mark.django_db
HOME = "/"


def told(house: House, name: str) -> str:
    answer = house.people[name].browser().get(HOME)
    assert answer.status_code == 200
    return answer.content.decode()


def test_planning_is_told_to_open_the_first_period(house: House) -> None:
    assert "No hay ningún seguimiento abierto" in told(house, "pilar")


def test_an_entity_without_plans_may_bring_a_file_or_write_here(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "plans_of", lambda _entity: Plan.objects.none())
    page = told(house, "pilar")
    for name in ("intake-list", "plans-create", "projects-create", "risks-create", "indicators-new"):
        assert reverse(f"web:{name}") in page


def test_a_proposal_waits_for_planning_and_for_the_director(house: House) -> None:
    draft = continue_version(house.pilar.actor, house.version)
    assert "está en borrador" in told(house, "pilar")
    propose_version(house.pilar.actor, draft)
    for name in ("pilar", "diana"):
        assert "espera aprobación" in told(house, name)
    assert "espera aprobación" not in told(house, "lucia")


def test_a_proposed_map_of_risks_waits_too(house: House) -> None:
    version = draft_of(house)
    for code in ("GC-1", "GC-2"):
        choose_option(house.pilar.actor, risk_of(version, code), "mitigate")
    propose_risk_map(house.pilar.actor, version)
    for name in ("pilar", "diana"):
        assert "«Mapa de riesgos» espera aprobación" in told(house, name)
    assert "espera aprobación" not in told(house, "lucia")


def test_a_change_that_was_asked_for_waits_for_planning_and_comes_back_to_its_unit(house: House) -> None:
    first, second = asked(house), asked(house, field="measure_unit", value="Visitas")
    assert "2 cambios del plan esperan su concepto" in told(house, "pilar")
    assert "esperan su concepto" not in told(house, "lucia")
    opined(house, first)
    give_opinion(house.pilar.actor, second, second.edit, favourable=False, text="La medida debe seguir igual.")
    assert "2 cambios del plan esperan el acto" in told(house, "pilar")
    assert "1 cambio que pidió tiene concepto desfavorable" in told(house, "lucia")
    assert "desfavorable" not in told(house, "irene")


def test_the_administrator_hears_of_units_without_liaison(house: House) -> None:
    assert "2 dependencias sin enlace" in told(house, "andres")


@pytest.mark.parametrize("name", ["lucia", "leonardo", "irene", "diana"])
def test_who_owes_nothing_is_told_so(house: House, name: str) -> None:
    assert "Está al día" in told(house, name)


def test_somebody_of_two_entities_chooses(house: House, other_house: House) -> None:
    grant_membership(other_house.system, other_house.entity, house.pilar.user, Role.PLANNING_OFFICE, since=LONG_AGO)
    browser = house.pilar.browser()
    answer = browser.post(reverse("web:home-entities"), {"entity": str(other_house.entity.uid)}, follow=True)
    assert "Entidad segunda" in answer.content.decode()
    assert (
        house.lucia.browser().post(reverse("web:home-entities"), {"entity": str(other_house.entity.uid)}).status_code
        == 404
    )
    assert browser.post(reverse("web:home-entities"), {"entity": "nada"}).status_code == 404


def test_the_language_stays_with_the_person(house: House) -> None:
    house.irene.browser().post(reverse("set_language"), {"language": "en", "next": "/"})
    house.irene.user.refresh_from_db()
    assert house.irene.user.language == "en"
    assert '<html lang="en"' in house.irene.browser().get(HOME).content.decode()
    house.irene.browser().post(reverse("set_language"), {"language": "xx"})
    house.irene.user.refresh_from_db()
    assert house.irene.user.language == "en"


def test_who_is_nobody_here_is_told_so_and_meets_the_unknown_elsewhere(house: House) -> None:
    house.lucia.user.memberships.update(valid_to=date(2021, 1, 1))
    answer = house.lucia.browser().get(HOME)
    assert answer.status_code == 403
    assert "No tiene ningún rol vigente" in answer.content.decode()
    assert house.lucia.browser().get(reverse("web:followup-owed")).status_code == 404


def test_the_liaison_sees_what_is_owed_and_planning_what_waits(house: House) -> None:
    open_first_quarter(house)
    assert "Debe 2 reportes" in told(house, "lucia")
    assert "Realizar diez seguimientos" in told(house, "lucia")
    assert "Actualizar el manual" not in told(house, "lucia")
    assert "I trimestre de 2024" in told(house, "pilar")
    assert "I trimestre de 2024" in told(house, "irene")


def test_the_first_screen_costs_the_same_however_much_is_owed(house: House, django_assert_max_num_queries: Any) -> None:
    open_first_quarter(house)
    for name, most in (("lucia", 12), ("pilar", 12), ("diana", 12)):
        browser = house.people[name].browser()
        with django_assert_max_num_queries(most):
            browser.get(HOME)


def test_a_lead_with_everything_reads_one_list_and_asks_no_more(
    house: House, django_assert_max_num_queries: Any
) -> None:
    record_chain(house.andres.actor, house.entity, CHAINS[-1], valid_from=LONG_AGO)
    submitted(house, open_round(house))
    legal, projects = (house.units[name].pk for name in ("Oficina Jurídica", "Oficina de Proyectos"))
    told = {"units": (legal, projects), "counting": {projects: Counting.ADDS}}
    open_round(house, version=version_with(house, "Plan de varias", **told))
    opened(house)
    request = asked(house)
    give_opinion(house.pilar.actor, request, request.edit, favourable=False, text="La medida debe seguir igual.")
    browser = house.leonardo.browser()
    browser.get(HOME)
    with django_assert_max_num_queries(12):
        page = browser.get(HOME).content.decode()
    assert "Aporte a lo que reporta Oficina Jurídica" in page
    for said in ("Debe 1 reporte", "Debe 1 aporte", "1 reporte por avalar", "tiene concepto desfavorable", "Formule «"):
        assert said in page, said
    with django_assert_max_num_queries(12):
        whole = browser.get(reverse("web:followup-owed")).content.decode()
    assert "El cambio que pidió tiene concepto desfavorable" in whole


def open_first_quarter(house: House) -> None:
    """The first quarter of the house's year is open for reports."""
    first = ensure_periods(house.pilar.actor, house.entity, YEAR, "quarterly")[0]
    open_period(house.pilar.actor, house.version, first)
