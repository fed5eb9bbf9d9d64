"""The review of a live version: the same rules as of a document, with the way to where each finding is mended."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.plans.actions import continue_version, place_target
from rumbo.apps.plans.bridge import target_data
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.plans.queries import review_of
from rumbo.domain.numbers import Quantity
from rumbo.findings import Outcome
from tests.characters import House
from tests.rounds import version_with

pytestmark = pytest.mark.django_db


def address(version: PlanVersion, *form: str) -> str:
    return reverse("web:plans-review-report" if form else "web:plans-review", args=[version.uid, *form])


def outcomes(version: PlanVersion) -> dict[str, Outcome]:
    return {result.code: result.outcome for result in review_of(version).checks}


def reworded(house: House, **fields: Any) -> tuple[PlanVersion, Placement]:
    """A draft of the next version whose first target says something else."""
    draft = continue_version(house.pilar.actor, house.version)
    row = Placement.objects.select_related("revision__target", "node", "version").filter(version=draft).first()
    assert row is not None
    (data,) = target_data([row])
    placed = place_target(house.pilar.actor, draft, replace(data, **fields), placement=row)
    return draft, placed


def test_every_reader_sees_what_was_found_what_held_and_what_was_lacking(house: House) -> None:
    for name in ("pilar", "irene"):
        answer = house.people[name].browser().get(address(house.version))
        told = answer.content.decode()
        assert answer.status_code == 200
        for words in ("Se revisó y no se encontró", "No se pudo revisar", "Falta: ", "Informe para enviar"):
            assert words in told, words


def test_a_target_that_promises_less_is_told_with_the_way_to_it(house: House) -> None:
    draft, placed = reworded(house, quantity=Quantity.of(1))
    assert outcomes(draft)["version.weakened_without_reason"] is Outcome.FOUND
    assert outcomes(house.version)["version.weakened_without_reason"] is Outcome.NOT_MADE
    told = house.pilar.browser().get(address(draft)).content.decode()
    assert "Acción que promete menos sin motivo" in told
    assert f"Meta {placed.number}" in told
    assert reverse("web:plans-target-edit", args=[placed.uid]) in told
    assert (
        reverse("web:plans-target-edit", args=[placed.uid])
        not in house.people["irene"].browser().get(address(draft)).content.decode()
    )


def test_the_norms_a_target_cites_are_asked(house: House) -> None:
    draft, _ = reworded(house, statement="Elaborar el plan del artículo 73 de la Ley 1474 de 2011")
    assert outcomes(draft)["norm.article_changed"] is Outcome.FOUND


@pytest.mark.parametrize("form", ["pdf", "docx", "xlsx", "html"])
def test_the_report_is_written_in_every_form(house: House, form: str) -> None:
    answer = house.pilar.browser().get(address(house.version, form))
    assert answer.status_code == 200
    assert f".{form}" in answer["Content-Disposition"]
    assert house.pilar.browser().get(address(house.version, "odt")).status_code == 404


def test_as_many_queries_however_many_targets(house: House) -> None:
    def counted(version: PlanVersion) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            review_of(version)
        return len(queries)

    few, many = (version_with(house, f"Plan {number}", number) for number in (3, 30))
    assert counted(PlanVersion.objects.select_related("plan").get(pk=few.pk)) == counted(
        PlanVersion.objects.select_related("plan").get(pk=many.pk)
    )
    browser = house.pilar.browser()
    browser.get(address(many))
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address(many)).status_code == 200
    assert len(queries) <= 12
