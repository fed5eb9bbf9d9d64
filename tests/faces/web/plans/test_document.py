"""A strategic plan as its page shows it, its files, which read back the same, and the question asked once."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.measurement.actions import open_period
from rumbo.apps.measurement.models import Figure
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge.strategic import strategic_of
from rumbo.apps.plans.models import PlanVersion
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.domain.shapes import from_plain
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes
from tests.apps.intake.test_strategic import approved
from tests.characters import Character, House


def version_of(house: House, basis: str = "increment") -> PlanVersion:
    version = approved(house, basis=basis).version
    assert version is not None
    return PlanVersion.objects.select_related("plan").get(pk=version.pk)


@pytest.mark.parametrize("form", ["xlsx", "docx", "html", "csv"])
def test_its_files_read_back_as_the_same_plan(house: House, form: str) -> None:
    version = version_of(house)
    answer = house.pilar.browser().get(reverse("web:plans-printed", args=[version.uid, form]))
    assert answer.status_code == 200
    draft = read_document(read_bytes(answer.content, f"plan.{form}"), layout_key="strategic_plan")
    assert draft.content == strategic_of(version)  # type: ignore[union-attr]


def test_its_json_and_pdf(house: House) -> None:
    version, browser = version_of(house), house.irene.browser()
    told = json.loads(browser.get(reverse("web:plans-printed", args=[version.uid, "json"])).content)
    assert from_plain(StrategicPlan, told["content"]) == strategic_of(version)
    assert browser.get(reverse("web:plans-printed", args=[version.uid, "pdf"])).content.startswith(b"%PDF")


def test_its_page_says_what_the_document_says(house: House, ester: Character) -> None:
    version = version_of(house)
    address = reverse("web:plans-document", args=[version.uid])
    browser = house.lucia.browser()
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(address).content.decode()
    assert len(asked) <= 12
    assert "sombra, agua y compañía" in page
    assert "suma en otro lugar" in page
    assert "no es un peso" in page
    assert ester.browser().get(address).status_code == 404
    assert house.pilar.browser().get(reverse("web:plans-document", args=[house.version.uid])).status_code == 404


def test_nothing_that_grows_is_measured_until_somebody_says_how(house: House) -> None:
    version = version_of(house, basis="")
    period = ensure_periods(house.pilar.actor, house.entity, 2024, "quarterly")[1]
    open_period(house.pilar.actor, version, period)
    growing = Figure.objects.filter(placement__revision__annualization="increasing_no_baseline", measure="year")
    assert set(growing.values_list("undefined", flat=True)) == {"no_basis"}
    address = reverse("web:plans-basis", args=[version.uid])
    assert house.irene.browser().post(address, {"basis": "increment"}).status_code == 404
    browser = house.pilar.browser()
    assert "no se miden hasta" in browser.get(reverse("web:plans-document", args=[version.uid])).content.decode()
    browser.post(address, {"basis": "increment"})
    version.plan.refresh_from_db()
    assert version.plan.programme_basis == "increment"
    assert "no_basis" not in set(growing.values_list("undefined", flat=True))
    browser.post(address, {"basis": "cumulative"})
    version.plan.refresh_from_db()
    assert version.plan.programme_basis == "increment", "it is asked once"


def test_the_target_says_where_it_stood(house: House) -> None:
    version = version_of(house)
    placed = version.placements.order_by("ordinal").first()
    assert placed is not None
    page = house.pilar.browser().get(reverse("web:plans-target", args=[placed.uid])).content.decode()
    assert "plan-estrategico-2024.txt" in page
