"""The screens of the first day: what each shows, to whom, and what it costs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.people.models import Unit
from tests.characters import House

MOST = 12
CSV = "Código;Dependencia;Depende de;Vigente desde;Vigente hasta;Clase de dependencia\n9;{name};OP;;;Grupo\n"


def test_the_path_tells_what_is_done_and_the_costs_are_bounded(house: House) -> None:
    browser = house.andres.browser()
    for name in ("founding-path", "founding-workbook", "founding-results"):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = browser.get(reverse(f"web:{name}"))
        assert answer.status_code == 200
        assert len(asked) <= MOST, name
    page = browser.get(reverse("web:founding-path")).content.decode()
    assert "3 dependencias vigentes." in page
    assert "Falta el logo" in page
    # What lacks something is not said to be done.
    assert "Hecho" not in page.rsplit("Falta el logo", 1)[0].rsplit("<tr>", 1)[1]


def test_who_neither_administers_nor_plans_finds_nothing(house: House) -> None:
    for name in ("founding-path", "founding-workbook", "founding-workbook-file", "founding-results"):
        assert house.lucia.browser().get(reverse(f"web:{name}")).status_code == 404
    assert house.pilar.browser().get(reverse("web:founding-workbook")).status_code == 404


@pytest.mark.parametrize(("name", "kept"), [("Archivo", True), ("Oficina; Archivo", False)])
def test_a_sheet_is_compared_and_accepted_or_not(house: House, name: str, kept: bool) -> None:
    browser = house.andres.browser()
    sent = SimpleUploadedFile("dependencias.csv", CSV.format(name=f'"{name}"').encode())
    review = browser.post(reverse("web:founding-workbook"), {"file": sent})
    assert review.status_code == 302
    page = browser.get(review["Location"]).content.decode()
    assert ("Aceptar todo el libro" in page) is kept
    browser.post(review["Location"])
    assert Unit.objects.filter(entity=house.entity, name=name).exists() is kept


def test_a_new_person_is_sent_the_way_to_a_password(house: House, mailoutbox: list[object]) -> None:
    browser = house.andres.browser()
    told = "Nombre y apellidos;Correo institucional;Cargo que ejerce;Dependencia en que lo ejerce;Roles;Idioma\n"
    sent = SimpleUploadedFile("personas.csv", f"{told}Nora Nueva;nora@e.gov.co;;OP;Enlace de dependencia;\n".encode())
    review = browser.post(reverse("web:founding-workbook"), {"file": sent})["Location"]
    answer = browser.post(review, follow=True)
    assert "Correos enviados para poner contraseña: 1." in answer.content.decode()
    assert len(mailoutbox) == 1
