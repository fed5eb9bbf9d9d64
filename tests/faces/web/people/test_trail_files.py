"""The trail as a file: whole, narrowed, of one record; checked by its digests; for those who audit."""

import json
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook
from typer.testing import CliRunner

from rumbo.apps.audit.bridge import EXPORTED
from rumbo.apps.audit.queries import lines_of
from rumbo.apps.people.actions import rename_unit
from rumbo.apps.people.models import Unit
from rumbo.faces.cli.main import app
from tests.characters import House

pytestmark = pytest.mark.django_db


def taken(house: House, address: str) -> bytes:
    answer: Any = house.irene.browser().get(f"/entidad/rastro/{address}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def lines(house: House, address: str = "exportar.json") -> list[dict[str, str]]:
    return json.loads(taken(house, address))["lines"]  # type: ignore[no-any-return]


def verified(path: Path, content: bytes) -> int:
    path.write_bytes(content)
    return CliRunner().invoke(app, ["audit", "verify", "--export", str(path)]).exit_code


@pytest.mark.parametrize("form", ["csv", "json"])
def test_a_file_that_somebody_touched_is_told(house: House, tmp_path: Path, form: str) -> None:
    rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], "=Jurídica, «nueva»", reason="Decreto 10")
    content = taken(house, f"exportar.{form}")
    assert verified(tmp_path / f"a.{form}", content) == 0
    assert verified(tmp_path / f"b.{form}", content.replace(b"Decreto 10", b"Decreto 11")) == 1
    rows = content.splitlines(keepends=True)
    assert verified(tmp_path / f"c.{form}", b"".join(rows[:3] + rows[4:])) == 1
    assert verified(tmp_path / f"d.{form}", b"nada") == 1


def test_it_tells_who_when_from_where_before_and_after(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    rename_unit(house.pilar.actor, unit, "Jurídica", reason="Decreto 10")
    told = next(line for line in lines(house) if line["verb"] == "people.unit.rename" and line["column"] == "name")
    alias = told["before"] == ""  # the alias that keeps the old name is another row of the same line
    assert (told["who"], told["origin"], told["reason"]) == ("Pilar Planeación", "web", "Decreto 10")
    assert alias or (told["before"], told["after"]) == ("Oficina Jurídica", "Jurídica")
    assert len({line["line"] for line in lines(house)}) == lines_of(house.entity.pk).count()


def test_the_history_of_one_record_with_what_passed_by_the_door(house: House) -> None:
    unit = house.units["Oficina Jurídica"]
    rename_unit(house.pilar.actor, unit, "Jurídica")
    Unit.objects.filter(pk=unit.pk).update(name="A escondidas")
    told = lines(house, f"registros/unit/{unit.uid}/historia.json")
    names = [(line["verb"], line["after"]) for line in told if line["column"] == "name"]
    assert names == [
        ("people.unit.create", "Oficina Jurídica"),
        ("people.unit.rename", "Jurídica"),
        ("", "A escondidas"),
    ]


def test_a_workbook_with_what_the_file_is(house: House) -> None:
    book = load_workbook(BytesIO(taken(house, "exportar.xlsx")))
    sheet = book.worksheets[0]
    assert sheet.max_row > lines_of(house.entity.pk).count()
    assert len(book.worksheets) > 1
    assert any("Propuso la versión" in str(cell.value) for row in sheet.iter_rows() for cell in row)


def test_it_is_narrowed_as_its_page_and_costs_the_same_for_more(house: House, other_house: House) -> None:
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    assert lines(house, f"exportar.json?desde={tomorrow}") == []
    assert {line["verb"] for line in lines(house, "exportar.json?verbo=people.unit.create")} == {"people.unit.create"}
    assert not {line["line"] for line in lines(house)} & {str(line.pk) for line in lines_of(other_house.entity.pk)}

    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            taken(house, "exportar.csv")
        return len(captured)

    few = counted()
    for name in ("Jurídica", "De lo jurídico", "Oficina de lo jurídico"):
        rename_unit(house.pilar.actor, house.units["Oficina Jurídica"], name)
    assert counted() == few


def test_it_is_for_who_audits(house: House, ester: Any) -> None:
    address, own = "/entidad/rastro/exportar.csv", house.units["Oficina Jurídica"].uid
    for who in (house.pilar, house.lucia, house.leonardo, house.diana, ester):
        assert who.browser().get(address).status_code == 404
        assert who.browser().get(f"/entidad/rastro/registros/unit/{own}/historia.csv").status_code == 404
    assert house.andres.browser().get(address).status_code == 200
    assert b"exportar.csv" in house.irene.browser().get("/entidad/rastro/").content
    assert b"exportar.csv" not in house.pilar.browser().get("/entidad/rastro/").content
    assert taken(house, "exportar.csv").decode("utf-8-sig").startswith(",".join(EXPORTED))
