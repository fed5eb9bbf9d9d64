"""Closing results and linking targets by clicks."""

import pytest
from django.test import Client
from django.urls import reverse

from rumbo.apps.indicators.models import ClosedResult, SheetRevision
from rumbo.apps.plans.models import MeasuredBy, Placement
from tests.characters import House
from tests.indicators import YEAR, approved_of, draft_of, reported_of

pytestmark = pytest.mark.django_db


def placed(house: House) -> Placement:
    return Placement.objects.filter(version=house.version, counts=True).order_by("ordinal")[0]


def got(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"web:{name}", args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_result_is_closed_and_a_correction_stands_beside_it(house: House) -> None:
    row = approved_of(house)
    reported_of(house, row)
    client = house.pilar.browser()
    here = reverse("web:indicators-close", args=[row.uid, YEAR, 1])
    assert here in client.get(reverse("web:indicators-sheet", args=[row.uid]), {"vigencia": YEAR}).content.decode()
    assert "90" in client.get(here).content.decode()
    assert client.post(here, {"seen": 0}).status_code == 302
    variable = row.variables.order_by("ordinal")[1].variable
    value = reverse("web:indicators-value", args=[variable.uid, YEAR, 1])
    assert client.post(value, {"quantity": "120", "note": "Faltaban", "seen": "1"}).status_code == 302
    page = client.get(reverse("web:indicators-sheet", args=[row.uid]), {"vigencia": YEAR}).content.decode()
    assert "Cerrado el" in page
    assert "Con lo corregido después sería 75,0 %." in page
    assert client.post(here, {"seen": 1}).status_code == 422
    assert client.post(here, {"seen": 1, "reason": "Faltaban veinte"}).status_code == 302
    assert ClosedResult.objects.count() == 2


def test_everything_that_waits_is_closed_at_once_by_planning_only(house: House) -> None:
    reported_of(house, approved_of(house))
    where = reverse("web:indicators-close-all", args=[YEAR])
    assert house.lucia.browser().get(where).status_code == 404
    client = house.pilar.browser()
    assert "Se cierra 1 resultado" in client.get(where).content.decode()
    assert client.post(where).status_code == 302
    assert "Se cierran 0 resultados" in client.get(where).content.decode()


def test_a_target_gets_its_sheet_without_typing_it_again(house: House) -> None:
    client, placement = house.pilar.browser(), placed(house)
    assert reverse("web:plans-target-sheet", args=[placement.uid]) in got(client, "plans-target", placement.uid)
    page = client.get(reverse("web:plans-target-sheet", args=[placement.uid]))
    told = {"unit": str(next(iter(house.units.values())).uid)} if "unit" in page.context["form"].fields else {}
    assert client.post(reverse("web:plans-target-sheet", args=[placement.uid]), told).status_code == 302
    row = SheetRevision.objects.get()
    assert placement.revision.statement in got(client, "indicators-sheet", row.uid)
    assert reverse("web:indicators-sheet", args=[row.uid]) in got(client, "plans-target", placement.uid)
    assert client.get(reverse("web:plans-target-sheet", args=[placement.uid])).status_code == 404


def test_every_indicator_of_a_version_gets_its_sheet(house: House) -> None:
    client = house.pilar.browser()
    where = reverse("web:plans-sheets", args=[house.version.uid])
    assert where in got(client, "plans-about", house.version.uid)
    page = client.get(where)
    told = {"unit": str(next(iter(house.units.values())).uid)} if "unit" in page.context["form"].fields else {}
    assert client.post(where, told).status_code == 302
    assert SheetRevision.objects.count() == Placement.objects.filter(version=house.version, counts=True).count()
    assert where not in got(client, "plans-about", house.version.uid)


def test_a_target_is_linked_from_either_side(house: House) -> None:
    client, placement, row = house.pilar.browser(), placed(house), draft_of(house)
    assert (
        client.post(reverse("web:indicators-link", args=[row.uid]), {"target": str(placement.uid)}).status_code == 302
    )
    assert row.name in got(client, "plans-target", placement.uid)
    assert client.post(reverse("web:plans-target-link", args=[placement.uid]), {"sheet": ""}).status_code == 302
    assert not MeasuredBy.objects.exists()
    link = reverse("web:plans-target-link", args=[placement.uid])
    assert client.post(link, {"sheet": str(row.uid)}).status_code == 302
    assert placement.revision.statement in got(client, "indicators-sheet", row.uid)
    assert house.lucia.browser().get(link).status_code == 404
