"""The screens of indicators, from a draft to a result that is analysed, as the people of an entity walk them."""

import io

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.apps.indicators.actions import create_sheet, place_variable
from rumbo.apps.indicators.models import Analysis, SheetRevision, Variable, VariableValue
from rumbo.apps.indicators.queries import variables_in
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.characters import House
from tests.indicators import SHEET, UNIT, YEAR, approved_of, draft_of, reported_of

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: object, **query: object) -> str:
    answer = client.get(reverse(f"web:indicators-{name}", args=args), query)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_sheet_is_created_given_its_variable_proposed_and_approved(house: House) -> None:
    client, unit = house.pilar.browser(), house.units[UNIT]
    told = {"name": "Árboles sembrados", "formula": "A", "measure_unit": "Árboles", "periodicity": "annual"}
    told |= {"unit": str(unit.uid), "operator": "at_least", "target": "1.200", "year_0": "2024", "year_target_0": "600"}
    told |= {"range_0": "Crítico", "upper_0": "300"}
    answer = client.post(reverse("web:indicators-new"), told)
    row = SheetRevision.objects.get()
    assert answer.status_code == 302
    assert (row.target.decimal, row.yearly, row.ranges) == (1200, [[2024, 6_000_000]], [["Crítico", None, 3_000_000]])
    client.post(
        reverse("web:indicators-variable-new"),
        {"code": "ARB", "name": "Árboles", "periodicity": "annual", "gathering": "sum", "unit": str(unit.uid)},
    )
    variable = Variable.objects.get()
    asked = client.get(reverse("web:indicators-place", args=[row.uid])).content.decode()
    assert f'<a href="{reverse("web:indicators-variable-new")}">créela primero' in asked
    client.post(reverse("web:indicators-place", args=[row.uid]), {"symbol": "A", "variable": str(variable.uid)})
    told["target"] = "1.000"
    assert client.post(reverse("web:indicators-edit", args=[row.uid]), told).status_code == 302
    for step in ("propose", "approve"):
        assert client.post(reverse(f"web:indicators-{step}", args=[row.uid])).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.target.decimal) == ("approved", 1000)
    assert client.get(reverse("web:indicators-edit", args=[row.uid])).status_code == 404


def test_a_form_that_is_refused_says_so_and_keeps_what_was_typed(house: House) -> None:
    row = draft_of(house)
    answer = house.pilar.browser().post(reverse("web:indicators-place", args=[row.uid]), {"symbol": "V 1"})
    assert answer.status_code == 422
    assert 'value="V 1"' in answer.content.decode()


def test_a_value_is_reported_corrected_and_analysed(house: House) -> None:
    row = approved_of(house)
    client = house.pilar.browser()
    answered, received = (each.variable for each in variables_in(row))
    for month in (1, 2, 3):
        client.post(reverse("web:indicators-value", args=[answered.uid, YEAR, month]), {"quantity": "30"})
    where = reverse("web:indicators-value", args=[received.uid, YEAR, 1])
    client.post(where, {"quantity": "100", "seen": "0"})
    assert client.post(where, {"quantity": "120", "seen": "1"}).status_code == 422
    assert client.post(where, {"quantity": "120", "note": "Otra cosa", "seen": "0"}).status_code == 422
    assert client.post(where, {"quantity": "120", "note": "Faltaban", "seen": "1"}).status_code == 302
    assert VariableValue.objects.filter(variable=received).count() == 2
    shown = page(client, "sheet", row.uid, vigencia=YEAR)
    assert "75,0 %" in shown
    assert "V1 = 90; V2 = 120" in shown
    client.post(
        reverse("web:indicators-analyse", args=[row.uid, YEAR, 1]), {"text": "Hubo paro", "action": "corrective"}
    )
    assert Analysis.objects.get().text == "Hubo paro"
    assert "Hubo paro" in page(client, "sheet", row.uid, vigencia=YEAR)


def test_what_is_downloaded_reads_back_as_the_sheet(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    client = house.pilar.browser()
    for form in ("xlsx", "docx", "html", "csv", "json", "pdf"):
        answer = client.get(reverse("web:indicators-file", args=[row.uid, form]), {"vigencia": YEAR})
        assert answer.status_code == 200
        if form != "pdf":
            content = read_document(read_bytes(io.BytesIO(answer.content).getvalue(), f"hoja.{form}")).content  # type: ignore[union-attr]
            assert (content.name, content.formula, content.target) == (SHEET.name, SHEET.formula, SHEET.target)
            assert [each.result.decimal for each in content.measurements] == [90]


def test_who_sees_and_does_what(house: House, other_house: House) -> None:
    row = approved_of(house)
    reader = house.irene.browser()
    assert SHEET.name in page(reader, "list")
    assert SHEET.name in page(reader, "sheet", row.uid)
    for name in ("next", "edit", "approve"):
        assert reader.get(reverse(f"web:indicators-{name}", args=[row.uid])).status_code == 404
    assert reader.get(reverse("web:indicators-new")).status_code == 404
    stranger = other_house.pilar.browser()
    assert stranger.get(reverse("web:indicators-sheet", args=[row.uid])).status_code == 404
    assert SHEET.name not in page(stranger, "list")


def test_a_list_is_narrowed(house: House) -> None:
    row = approved_of(house)
    client = house.pilar.browser()
    assert SHEET.name in page(client, "list", buscar="solicitudes", proceso=row.process.uid, estado="approved")
    assert SHEET.name not in page(client, "list", tipo="impact")
    assert SHEET.name in page(client, "list", tipo="no hay", dependencia="x")


@pytest.mark.parametrize("many", [1, 6])
def test_pages_take_few_queries_however_many(house: House, many: int, django_assert_max_num_queries: object) -> None:
    row = approved_of(house)
    reported_of(house, row)
    for _ in range(many):
        other = create_sheet(house.pilar.actor, house.entity, SHEET, unit=house.units[UNIT])
        for each in variables_in(row):
            place_variable(house.pilar.actor, other, each.variable, each.symbol)
    client = house.pilar.browser()
    for name, args in (("list", ()), ("sheet", (row.uid,)), ("variables", ()), ("close-all", (YEAR,))):
        client.get(reverse(f"web:indicators-{name}", args=args))
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            client.get(reverse(f"web:indicators-{name}", args=args), {"vigencia": YEAR})
