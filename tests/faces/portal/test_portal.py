"""What anybody reads without signing in: who published, what, its figures and its files, at addresses that stay."""

import json
import re
from typing import Any

import jsonschema
import pytest
from django.test import Client

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.models import Publication
from rumbo.domain.dossier import digest, from_json
from rumbo.domain.measurement import from_plain, holds
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of

POST = "Directora general"


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4), narrative="<script>alert(1)</script> Cuatro actas.")
    return close_period(house.pilar.actor, followup)


def out(house: House, followup: Followup | None = None, reason: str = "") -> Publication:
    made = prepare_publication(
        house.pilar.actor, house.version, title="Plan de acción 2024", followup=followup, reason=reason
    )
    return publish(house.diana.actor, made, approver=POST)


def address(made: Publication) -> str:
    return f"/publico/primera/{made.year}/{made.number}/"


def published(citizen: Client, made: Publication) -> Any:
    return json.loads(b"".join(citizen.get(f"{address(made)}publicacion.json").streaming_content))  # type: ignore[attr-defined]


@pytest.fixture
def citizen() -> Client:
    return Client()


def test_only_entities_that_published_are_there(house: House, other_house: House, citizen: Client) -> None:
    out(house)
    told = text_of(citizen.get("/publico/"))
    assert "Entidad primera" in told
    assert "Entidad segunda" not in told
    assert citizen.get("/publico/segunda/").status_code == 404


def test_what_is_only_prepared_is_nobodys_business(house: House, citizen: Client) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan de acción 2024")
    assert citizen.get("/publico/primera/").status_code == 404
    assert citizen.get(address(made)).status_code == 404
    assert citizen.get(f"{address(made)}publicacion.json").status_code == 404


def test_the_page_of_a_publication_tells_it_whole(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    response = citizen.get(address(made))
    told = text_of(response)
    for words in ("Plan de acción 2024", POST, "40 %", "Realizar diez seguimientos", made.digest):
        assert words in told
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "style=" not in page
    assert "data:" not in page
    assert "unsafe" not in response.headers["Content-Security-Policy"]


def test_a_published_figure_leads_to_how_it_came_about(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    page = citizen.get(address(made)).content.decode()
    why = set(re.findall(r'href="([^"]+/cifras/[^"]+)"', page))
    assert why, "no figure leads anywhere"
    for href in why:
        told = citizen.get(href)
        assert told.status_code == 200
        assert "Pilar" not in told.content.decode(), "posts are named, people are not"
        plain = citizen.get(f"{href}explicacion.json").json()
        if plain["value"] is not None:
            assert f'data-explains="{plain["value"]}"' in told.content.decode()
            assert holds(from_plain(plain["trace"]))
    target = next(each for each in published(citizen, made)["targets"] if each["line"]["number"] == "1")
    told = text_of(citizen.get(f"{address(made)}cifras/{target['uid']}/year/"))
    for words in ("Avance del año 2024: 40 %", "4 ÷ 10", "Reporte del periodo 1 de 2024: 4", "Regla: Suma"):
        assert words in told
    assert citizen.get(f"{address(made)}cifras/{made.uid}/year/").status_code == 404
    assert citizen.get(f"{address(made)}cifras/{target['uid']}/month/").status_code == 404


def test_the_page_is_not_sent_twice(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    citizen.get(address(made))
    first = citizen.get(address(made))
    again = citizen.get(address(made), headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    out(house, closed, reason="Corrige una cifra")
    assert citizen.get(address(made), headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_what_is_superseded_stays_and_says_so(house: House, citizen: Client) -> None:
    first = out(house)
    second = out(house, reason="Corrige una fecha")
    told = text_of(citizen.get(address(first)))
    assert "Otra publicación la reemplaza" in told
    assert "Corrige una fecha" in told
    listed = citizen.get("/publico/primera/").content.decode()
    assert listed.index(address(second)) < listed.index(address(first))


@pytest.mark.parametrize("form", ["json", "csv", "xlsx", "docx", "pdf", "html"])
def test_files_are_taken_away_and_never_run(house: House, citizen: Client, form: str) -> None:
    made = out(house)
    response = citizen.get(f"{address(made)}publicacion.{form}")
    assert response.status_code == 200
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert "immutable" in response.headers["Cache-Control"]
    again = citizen.get(f"{address(made)}publicacion.{form}", headers={"if-none-match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_data_follow_their_public_schema(house: House, closed: Followup, citizen: Client) -> None:
    made = out(house, closed)
    schema = json.loads(citizen.get("/publico/esquema/expediente.json").content)
    content = b"".join(citizen.get(f"{address(made)}publicacion.json").streaming_content)  # type: ignore[attr-defined]
    jsonschema.validate(json.loads(content), schema)
    assert digest(from_json(content)) == made.digest


@pytest.mark.parametrize("path", ["primera/2024/99/", "primera/2024/1/publicacion.exe", "nadie/"])
def test_what_is_not_there_is_not_found(house: House, citizen: Client, path: str) -> None:
    assert citizen.get(f"/publico/{path}").status_code == 404


def test_search_engines_find_what_is_published(house: House, citizen: Client) -> None:
    made = out(house)
    assert address(made) in citizen.get("/publico/mapa.xml").content.decode()
    robots = citizen.get("/robots.txt").content.decode()
    assert "Disallow: /\n" in robots
    assert "/publico/mapa.xml" in robots


def test_how_to_read_is_told(db: Any, citizen: Client) -> None:
    assert "No es un cero" in text_of(citizen.get("/publico/ayuda/como-leer-las-cifras/"))


def test_a_list_costs_the_same_for_one_and_for_many(
    house: House, citizen: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        out(house, reason=f"Corrección {number}" if number else "")
    with django_assert_max_num_queries(5):
        citizen.get("/publico/primera/")
    with django_assert_max_num_queries(6):
        citizen.get(f"/publico/primera/{Publication.objects.first().year}/1/")  # type: ignore[union-attr]
