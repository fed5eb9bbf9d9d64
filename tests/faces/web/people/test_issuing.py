"""What is printed carries the header of the entity, and what was approved the one of its time."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.indicators.actions import create_sheet
from rumbo.apps.intake.actions import receive_file
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.people.actions import EntityData, describe_entity
from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.publishing.bridge.earlier_entity import entity_as_of
from rumbo.notation.dates import print_date
from tests import indicators, projects, risks
from tests.apps.intake import test_strategic as strategic
from tests.characters import House
from tests.rounds import open_round

pytestmark = pytest.mark.django_db
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
SIGNS = (("Elaboró", "Ana Ruiz", "Profesional de planeación"),)


def described(house: House, code: str, version: str, day: date) -> None:
    data = EntityData(
        name=house.entity.name,
        short_name="E",
        slug=house.entity.slug,
        document_process="Direccionamiento",
        document_code=code,
        document_version=version,
        document_date=day,
        signatories=SIGNS,
        logo_svg=LOGO,
    )
    describe_entity(house.andres.actor, house.entity, data)


def page(house: House, name: str, *args: object, **more: Any) -> str:
    answer = house.pilar.browser().get(reverse(f"web:{name}", args=args), more)
    assert answer.status_code == 200, name
    return answer.content.decode()  # type: ignore[no-any-return]


def test_every_print_has_the_logo_and_the_control_of_the_format(house: House) -> None:
    described(house, "DE-F-01", "3", date(2024, 1, 2))
    version = projects.registered(house)
    sheet = create_sheet(house.pilar.actor, house.entity, indicators.SHEET, unit=house.units[indicators.UNIT])
    for name, *args in (
        ("projects-print", version.uid, "html"),
        ("projects-list-print", "html"),
        ("indicators-file", sheet.uid, "html"),
        ("indicators-list-print", "html"),
        ("processes-list-print", "html"),
        ("risks-file", risks.draft_of(house).uid, "html"),
        ("plans-review-report", house.version.uid, "html"),
        ("reviewing-report", "html"),
    ):
        told = page(house, name, *args)
        assert "DE-F-01" in told, name
        assert print_date(date(2024, 1, 2), "es") in told, name
        assert "image/svg+xml" in told, name
    assert "Profesional de planeación" in page(house, "projects-print", version.uid, "html")


def test_the_workbook_of_a_unit_has_it_too(house: House) -> None:
    described(house, "DE-F-01", "3", date(2024, 1, 2))
    followup = open_round(house)
    unit = house.units["Oficina de Proyectos"]
    answer = house.lucia.browser().get(reverse("web:followup-workbook-file", args=[unit.uid, followup.period.uid]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        assert [name for name in book.namelist() if name.startswith("xl/media/")]
        told = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert "DE-F-01" in told


def test_what_was_approved_keeps_the_header_of_its_time_and_reads_back(house: House) -> None:
    described(house, "DE-F-01", "3", date(2024, 1, 2))
    version = strategic.approved(house).version
    assert version is not None
    described(house, "DE-F-99", "4", date(2026, 5, 5))
    for form in ("html", "docx", "xlsx"):
        answer = house.pilar.browser().get(reverse("web:plans-printed", args=[version.uid, form]))
        again = receive_file(house.pilar.actor, house.entity, answer.content, f"plan.{form}")
        assert document_reading_of(again).content == strategic_of(version), form
    told = page(house, "plans-printed", version.uid, "html")
    assert "DE-F-01" in told
    assert "DE-F-99" not in told
    assert "DE-F-99" in page(house, "projects-list-print", "html")


def test_the_entity_as_it_was_is_not_the_row(house: House) -> None:
    assert entity_as_of(house.entity, None) is house.entity
    described(house, "A", "1", date(2024, 1, 2))
    house.entity.refresh_from_db()
    then = entity_as_of(house.entity, house.version.approved_at)
    assert (then.document_code, then.signatories, then.pk) == ("", [], house.entity.pk)
