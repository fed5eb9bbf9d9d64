"""The review of an entity and of each record: what is found, narrowed and by pages, and the way to mend it."""

import re
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from rumbo.apps.processes.actions import ProcessData, create_process
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.projects import COMPLETE, registered

pytestmark = pytest.mark.django_db
ENTITY = "web:reviewing-entity"
LATER = date(2024, 4, 1)


@pytest.fixture
def found(house: House) -> Any:
    """A house with a round that reports twice what was promised, a process of nobody, and a project."""
    followup = open_quarter(house, 1)
    report = answer(house, followup, "1", accept=False, quantity=Quantity.of(20))
    process = create_process(house.pilar.actor, house.entity, ProcessData("Gestión de riego", "mission"))
    return {"followup": followup, "report": report, "process": process, "project": registered(house)}


def told(house: House, address: str, who: str = "pilar", **asked: str) -> str:
    answered = house.people[who].browser().get(address, asked)
    assert answered.status_code == 200
    return str(answered.content.decode())


def test_the_entity_page_tells_every_record_and_leads_to_it(house: House, found: Any) -> None:
    page = told(house, reverse(ENTITY))
    assert "Proceso sin dependencia dueña" in page
    assert reverse("web:processes-process", args=[found["process"].uid]) in page
    assert reverse("web:processes-review", args=[found["process"].uid]) in told(house, reverse(ENTITY), ver="registros")
    assert "?regla=process.owner_missing" in told(house, reverse(ENTITY), ver="reglas")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"tipo": "process"}, True),
        ({"tipo": "project"}, False),
        ({"gravedad": "error"}, False),
        ({"regla": "process.owner_missing"}, True),
        ({"buscar": "riego"}, True),
        ({"buscar": "nada de esto"}, False),
        ({"dependencia": "Oficina de Proyectos"}, False),
        ({"tipo": "otra cosa", "gravedad": "grave", "pagina": "mil"}, True),
    ],
)
def test_it_is_narrowed(house: House, found: Any, asked: dict[str, str], shown: bool) -> None:
    page = told(house, reverse(ENTITY), ver="registros", **asked)
    assert (reverse("web:processes-review", args=[found["process"].uid]) in page) is shown


def test_every_link_of_a_finding_has_a_name(house: House, found: Any) -> None:
    pages = (reverse(ENTITY), reverse("web:plans-review", args=[house.version.uid]))
    for page in pages:
        assert not re.search(r"<a [^>]*>\s*</a>", told(house, page))


def test_only_those_who_read_everything_see_it(house: House, found: Any) -> None:
    for who, status in (("irene", 200), ("diana", 200), ("lucia", 404)):
        assert house.people[who].browser().get(reverse(ENTITY)).status_code == status
        assert house.people[who].browser().get(reverse("web:reviewing-report", args=["html"])).status_code == status


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_the_report_is_grouped_by_unit(house: House, found: Any, form: str) -> None:
    answered = house.pilar.browser().get(reverse("web:reviewing-report", args=[form]))
    assert answered.status_code == 200
    assert f".{form}" in answered["Content-Disposition"]
    if form == "xlsx":
        book = openpyxl.load_workbook(BytesIO(answered.content))
        assert any("Oficina de Proyectos" in name for name in book.sheetnames)
        text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)
        assert COMPLETE.name in text
        assert "Sin dependencia que responda" in text


def test_each_record_has_its_review_and_its_report(house: House, found: Any) -> None:
    for name, report, uid in (
        ("followup-round-review", "followup-round-report", found["followup"].uid),
        ("projects-review", "projects-review-report", found["project"].uid),
        ("processes-review", "processes-review-report", found["process"].uid),
    ):
        page = told(house, reverse(f"web:{name}", args=[uid]))
        assert reverse(f"web:{report}", args=[uid, "pdf"]) in page
        assert house.pilar.browser().get(reverse(f"web:{report}", args=[uid, "html"])).status_code == 200
        assert house.pilar.browser().get(reverse(f"web:{report}", args=[uid, "odt"])).status_code == 404


def test_records_of_another_house_do_not_exist(house: House, other_house: House, found: Any) -> None:
    for name, uid in (("projects-review", found["project"].uid), ("processes-review", found["process"].uid)):
        assert other_house.pilar.browser().get(reverse(f"web:{name}", args=[uid])).status_code == 404


def test_what_a_report_says_stands_beside_it_before_it_is_accepted(house: House, found: Any) -> None:
    address = reverse("web:followup-report", args=[found["report"].uid])
    for who in ("pilar", "lucia"):
        assert "Cumplimiento muy por encima de lo programado" in told(house, address, who)


def test_a_report_that_nobody_handed_in_is_told_nothing(house: House, found: Any) -> None:
    pending = found["followup"].reports.exclude(pk=found["report"].pk).first()
    assert "Lo que conviene mirar" not in told(house, reverse("web:followup-report", args=[pending.uid]))
