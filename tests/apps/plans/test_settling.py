"""What many targets report and weigh is said at once, with as many statements for three as for one."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rumbo.apps.plans.actions import continue_version, settle_targets
from rumbo.apps.plans.models import Placement, TargetRevision
from rumbo.domain.numbers import Quantity
from tests.characters import House


@pytest.fixture
def placements(house: House) -> list[Placement]:
    version = continue_version(house.pilar.actor, house.version)
    related = ("revision__target", "revision__indicator", "serves")
    return list(Placement.objects.filter(version=version).select_related(*related).order_by("ordinal"))


def settled(house: House, placements: list[Placement], kind: str, weight: Quantity | None) -> int:
    kinds, weights = dict.fromkeys(placements, kind), dict.fromkeys(placements, weight)
    return settle_targets(house.pilar.actor, placements[0].version, kinds, weights)


def test_all_of_them_report_and_weigh_what_was_said(house: House, placements: list[Placement]) -> None:
    ruling = {each.pk: each.revision_id for each in Placement.objects.filter(version=house.version)}
    assert settled(house, placements, "percentage", Quantity.of(2)) == len(placements)
    again = Placement.objects.filter(version=placements[0].version).select_related("revision")
    assert {(each.revision.report_kind, each.weight) for each in again} == {("percentage", Quantity.of(2))}
    assert [each.revision.target_id for each in again.order_by("ordinal")] == [
        each.revision.target_id for each in placements
    ]
    assert {each.pk: each.revision_id for each in Placement.objects.filter(version=house.version)} == ruling
    assert settled(house, list(again.select_related("revision__indicator", "revision__target")), "quantity", None)
    assert not TargetRevision.objects.filter(placements=None).exists(), "what no version places any longer is gone"


def test_as_many_statements_for_one_as_for_all(house: House, placements: list[Placement]) -> None:
    def cost(some: list[Placement], weight: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            settled(house, some, "percentage", Quantity.of(weight))
        return len(asked)

    def told(some: list[Placement]) -> Any:
        return [Placement.objects.select_related("revision__target", "revision__indicator").get(pk=p.pk) for p in some]

    one = cost(placements[:1], 3)
    assert cost(told(placements[1:]), 4) <= one + 2
