"""The portal answers everybody alike: kept on the way, in the language asked for, bounded, and never with a trace."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.plans.actions import Act, approve_version, propose_version
from rumbo.apps.publishing import queries
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.models import Publication
from rumbo.apps.publishing.queries import file_in_format
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House, build_plan_of
from tests.faces.portal.test_portal import address, out
from tests.faces.web.measurement.test_screens import text_of


@pytest.fixture
def citizen() -> Client:
    return Client()


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4), narrative="Cuatro actas.")
    answer(house, followup, "2", not_applicable=True, not_applicable_reason="Suspendida")
    return close_period(house.pilar.actor, followup)


@pytest.fixture
def large(house: House) -> Publication:
    """A plan of sixty targets, published."""
    version = build_plan_of(house, 60)
    propose_version(house.pilar.actor, version)
    approved = approve_version(house.pilar.actor, version, Act("Acta", "9", date(2024, 2, 1)))
    made = prepare_publication(house.pilar.actor, approved, title="Plan de desarrollo")
    return publish(house.diana.actor, made, approver="Directora")


PAGES = ("/publico/", "/publico/primera/", "/publico/ayuda/como-leer-las-cifras/", "/publico/ayuda/datos-abiertos/")


def damage(publication: Publication, form: str) -> Path:
    kept = file_in_format(publication, form)
    assert kept is not None
    place = place_of(kept.file.digest)
    place.chmod(0o600)
    place.write_bytes(b"otra cosa")
    return place


def test_pages_are_the_same_for_everybody(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    for path in (*PAGES, address(made), "/publico/mapa.xml", "/publico/esquema/expediente.json"):
        answered = citizen.get(path)
        assert answered.status_code == 200, path
        assert not answered.cookies, path
        assert "public" in answered.headers["Cache-Control"]
        assert b"csrfmiddlewaretoken" not in answered.content
        assert house.pilar.browser().get(path).content == answered.content
        assert citizen.get(path, headers={"if-none-match": answered.headers["ETag"]}).status_code == 304
        assert citizen.post(path).status_code == 405


def test_a_page_is_newer_once_another_supersedes_it(house: House, citizen: Client) -> None:
    first = out(house)
    moment = citizen.get(address(first)).headers["Last-Modified"]
    assert citizen.get(address(first), headers={"if-modified-since": moment}).status_code == 304
    etag = citizen.get(address(first)).headers["ETag"]
    out(house, reason="Corrige")
    assert citizen.get(address(first)).headers["ETag"] != etag


def test_the_language_is_chosen_by_address_and_remembered(house: House, citizen: Client) -> None:
    made = out(house)
    answered = citizen.get(f"{address(made)}?pagina=1&idioma=en")
    assert (answered.status_code, answered.headers["Location"]) == (302, f"{address(made)}?pagina=1")
    english = citizen.get(address(made))
    assert english.headers["Content-Language"] == "en"
    assert "Cookie" in english.headers["Vary"]
    spanish = Client().get(address(made), headers={"accept-language": "es-CO"})
    assert spanish.headers["ETag"] != english.headers["ETag"]
    assert citizen.get(f"{address(made)}?idioma=xx").status_code == 200


def test_a_damaged_dossier_is_told_and_not_shown(house: House, closed: Followup, citizen: Client) -> None:
    queries._read_back.cache_clear()
    made = out(house, closed)
    place = damage(made, "json")
    answered = citizen.get(address(made))
    assert answered.status_code == 503
    assert "no es el que se publicó" in text_of(answered)
    assert "Realizar diez seguimientos" not in text_of(answered)
    assert answered.headers["Cache-Control"] == "no-store"
    place.unlink()
    assert citizen.get(address(made)).status_code == 503
    assert citizen.get(f"{address(made)}publicacion.json").status_code == 503
    assert citizen.get(f"{address(made)}publicacion.csv").status_code == 200


def test_a_dossier_that_is_whole_but_another_is_not_shown(house: House, citizen: Client) -> None:
    queries._read_back.cache_clear()
    first, second = out(house), out(house, reason="Corrige")
    second.digest = first.digest
    with pytest.raises(queries.Damaged):
        queries.read_back(second)


def test_no_person_is_named(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    for path in (*PAGES, address(made)):
        told = citizen.get(path).content.decode()
        for person in house.people.values():
            assert person.user.name not in told
            assert person.user.email not in told


def test_the_four_nothings_stay_apart(house: House, closed: Followup, citizen: Client) -> None:
    told = text_of(citizen.get(address(out(house, closed))))
    assert "con reporte: 1 · sin reporte: 1 · no aplica: 1" in told
    guide = text_of(citizen.get("/publico/ayuda/como-leer-las-cifras/"))
    for word in ("Cero", "Sin reporte", "No aplica", "No programado", "Semáforo", "Tope"):
        assert word in guide


def test_a_large_plan_is_read_by_page_and_by_level(house: House, large: Publication, citizen: Client) -> None:
    first = text_of(citizen.get(address(large)))
    assert "Metas 1 a 25 de 60" in first
    assert first.count("Atender las peticiones dentro del término legal") == 25
    last = text_of(citizen.get(f"{address(large)}?pagina=3"))
    assert "Metas 51 a 60 de 60" in last
    dossier = queries.read_back(large)
    empty = next(level.uid for level in dossier.levels if level.kind == "Programa")
    assert "Gestión de convenios" in text_of(citizen.get(f"{address(large)}?nivel={empty}"))
    assert citizen.get(f"{address(large)}?nivel=otro").status_code == 404


def test_a_page_costs_the_same_for_three_targets_and_for_sixty(
    house: House, large: Publication, citizen: Client, django_assert_num_queries: Any
) -> None:
    small = out(house)
    for made in (small, large):
        queries._read_back.cache_clear()
        with django_assert_num_queries(4):
            assert citizen.get(address(made)).status_code == 200


def test_lists_are_narrowed_by_year_and_plan(house: House, large: Publication, citizen: Client) -> None:
    out(house)
    everything = text_of(citizen.get("/publico/primera/?vigencia=1999&plan=otro"))
    assert "2-2" in everything
    assert "1-2" in everything
    narrowed = text_of(citizen.get(f"/publico/primera/?vigencia={large.year}&plan={large.plan_version.plan.uid}"))
    assert f"1-{large.year}" in narrowed
    assert f"2-{large.year}" not in narrowed


def test_files_are_called_like_what_they_are(house: House, citizen: Client) -> None:
    made = out(house)
    for form, ending in (("pdf", "pdf"), ("csv", "csv.zip"), ("json", "json")):
        answered = citizen.get(f"{address(made)}publicacion.{form}")
        name = f'filename="plan-de-accion-2024-publicacion-1-{made.year}.{ending}"'
        assert name in answered.headers["Content-Disposition"]


def test_each_house_shows_its_own(house: House, other_house: House, citizen: Client) -> None:
    mine = out(house)
    assert citizen.get(f"/publico/segunda/{mine.year}/{mine.number}/").status_code == 404
    assert citizen.get("/publico/segunda/logo.svg").status_code == 404


def test_a_logo_is_an_image_and_never_a_page(house: House, citizen: Client) -> None:
    assert citizen.get("/publico/primera/logo.svg").status_code == 404
    house.entity.logo_svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    house.entity.save()
    made = out(house)
    answered = citizen.get("/publico/primera/logo.svg")
    assert answered.headers["Content-Type"].startswith("image/svg+xml")
    assert "sandbox" in answered.headers["Content-Security-Policy"]
    assert 'src="/publico/primera/logo.svg"' in citizen.get(address(made)).content.decode()


@pytest.mark.parametrize(
    "path", ["primera/99999999999999999999/1/", "primera/2024/99999999999999999999/", "nadie/logo.svg"]
)
def test_absurd_addresses_are_not_found(house: House, citizen: Client, path: str) -> None:
    out(house)
    answered = citizen.get(f"/publico/{path}")
    assert answered.status_code == 404
    assert settings.LOGIN_URL not in answered.headers.get("Location", "")


def test_what_is_still_being_drawn_is_not_public(house: House, citizen: Client) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    Publication.objects.filter(pk=made.pk).update(state="drawing")
    assert citizen.get(address(made)).status_code == 404
