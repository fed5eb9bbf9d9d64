"""A plan changed without requests, as when its next version was brought in as a document: what it promises less is told
before it is approved, on its page and in what is published."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    continue_version,
    ensure_periods,
    place_target,
    propose_version,
)
from rumbo.apps.plans.bridge import MilestoneData, target_data
from rumbo.apps.plans.models import Placement, PlanVersion
from rumbo.apps.publishing.bridge.revised import changes_told
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from tests.characters import House

pytestmark = pytest.mark.django_db
q = Quantity.of


def rewritten(house: House, number: str = "1", **told: Any) -> PlanVersion:
    """The next version of the plan of the house, proposed, with one target otherwise."""
    draft = continue_version(house.pilar.actor, house.version)
    rows = Placement.objects.select_related("revision__indicator", "revision__target", "serves")
    placement = rows.get(version=draft, number=number)
    (data,) = target_data([placement])
    place_target(house.pilar.actor, draft, replace(data, **told), placement=placement)
    propose_version(house.pilar.actor, draft)
    return draft


@pytest.fixture
def weaker(house: House) -> PlanVersion:
    """Version 3, proposed, which asks less of the first target than version 2 in everything that can be asked less."""
    projects, legal = house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]
    first, second, *_rest = ensure_periods(house.system, house.entity, 2024, "quarterly")
    day = date(2024, 11, 30)
    before = rewritten(
        house,
        baseline=q(2),
        annualization="increasing",
        programme_basis="cumulative",
        weight=q(20),
        expected_evidence="Actas; listas de asistencia",
        units=(projects.pk, legal.pk),
        counting={legal.pk: Counting.INFORMS},
        programme={first.pk: q(5), second.pk: q(10)},
        milestones=(MilestoneData("Convenio firmado", day, q(100)),),
    )
    house.version = approve_version(house.diana.actor, before, Act("Acta", "8", date(2024, 3, 1)))
    return rewritten(
        house,
        quantity=q(8),
        baseline=q(4),
        measure_unit="Informes",
        indicator="Informes de seguimiento",
        programme_basis="increment",
        weight=q(10),
        expected_evidence="Actas",
        end=date(2024, 12, 31),
        counting={legal.pk: Counting.ADDS},
        programme={first.pk: q(3), second.pk: q(8)},
        milestones=(),
    )


TOLD = {
    ("quantity", "weakening.quantity"),
    ("baseline", "weakening.baseline"),
    ("measure_unit", "weakening.measure_unit"),
    ("indicator", "weakening.indicator"),
    ("annualization", "weakening.rule"),
    ("weight", "weakening.weight"),
    ("expected_evidence", "weakening.evidence_fewer"),
    ("end", "weakening.later"),
    ("units", "weakening.adds"),
    ("programme", "weakening.programme"),
    ("milestones", "weakening.milestone"),
}


def test_what_a_version_promises_less_is_told_before_it_is_approved_and_in_what_is_published(
    house: House, weaker: PlanVersion
) -> None:
    browser, address = house.pilar.browser(), reverse("web:plans-changes", args=[weaker.uid])
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(address).content.decode()
    assert len(asked) <= 12, "\n".join(each["sql"][each["sql"].find(" FROM ") :][:90] for each in asked)
    for words in ("Se promete menos", "se pide menos", "2024-T1", "Actas; listas de asistencia", "Oficina Jurídica"):
        assert words in page
    question = house.diana.browser().get(reverse("web:plans-approve", args=[weaker.uid])).content.decode()
    assert "En 1 acción se promete menos que en la versión" in question
    after = approve_version(house.diana.actor, weaker, Act("Acta", "9", date(2024, 4, 1)))
    told = changes_told(after, ())
    assert {(change.field, each.code) for change in told for each in change.weaker} == TOLD


def test_a_version_that_asks_no_less_points_at_nothing(house: House) -> None:
    draft = rewritten(house, quantity=q(12), end=date(2024, 12, 1))
    page = house.pilar.browser().get(reverse("web:plans-changes", args=[draft.uid])).content.decode()
    assert "promete menos" not in page
    assert "se promete menos" not in house.diana.browser().get(reverse("web:plans-approve", args=[draft.uid])).text
