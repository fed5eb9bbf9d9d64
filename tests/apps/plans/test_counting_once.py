"""A target counts in one place of its version, whatever its revision: an action says so, and the database holds it."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.plans.actions import draft_version, place_target, remove_target, show_target, write_version
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.models import LineageKind, NodeRevision, Placement, PlanVersion, TargetRevision
from tests.characters import NODES, House, targets


@pytest.fixture
def draft(house: House) -> PlanVersion:
    """A second version that continues the first target of the one in force."""
    return draft_version(house.pilar.actor, house.plan)


def continued(house: House, kind: LineageKind, **changed: str) -> object:
    first = Placement.objects.get(version=house.version, number="1")
    return replace(targets(house)[0], continues=Continues(kind, first.revision.target), **changed)


def test_two_revisions_of_one_target_do_not_both_count(house: House, draft: PlanVersion) -> None:
    same = continued(house, LineageKind.SAME)
    other = continued(house, LineageKind.REWORDED, number="9", statement="Otra redacción de la misma", node="objetivo")
    with pytest.raises(Refused) as refused, transaction.atomic():
        write_version(house.pilar.actor, draft, NODES, (same, other))
    assert [(each.code, each.facts["number"]) for each in refused.value.findings] == [("plans.counts_twice", "9")]
    write_version(house.pilar.actor, draft, NODES, (same, replace(other, counts=False)))
    with pytest.raises(Refused):
        place_target(house.pilar.actor, draft, replace(other, node=""))
    assert Placement.objects.filter(version=draft).count() == 2


def test_the_database_refuses_it_too(house: House, draft: PlanVersion) -> None:
    (placed,) = write_version(house.pilar.actor, draft, NODES, (continued(house, LineageKind.SAME),))
    old = placed.revision
    second = TargetRevision.objects.create(
        entity_id=old.entity_id, target=old.target, statement="Otra", indicator=old.indicator
    )
    row = {"entity_id": old.entity_id, "version": draft, "revision": second, "number": "9"}
    with pytest.raises(DatabaseError, match="counts in one place"), transaction.atomic():
        Placement.objects.create(ordinal=2, **row)
    shown = Placement.objects.create(ordinal=2, counts=False, **row)
    raised = pytest.raises(DatabaseError, match="counts in one place")
    with raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE plans_placement SET counts = (1 = 1) WHERE id = %s", [shown.pk])


def test_what_is_taken_out_where_it_counted_counts_where_it_is_still_shown(house: House, draft: PlanVersion) -> None:
    pilar = house.pilar.actor
    (placed,) = write_version(pilar, draft, NODES, (continued(house, LineageKind.SAME),))
    objective = NodeRevision.objects.get(version=draft, kind="Objetivo")
    shown = show_target(pilar, draft, placed, objective)
    remove_target(pilar, draft, placed)
    shown.refresh_from_db()
    assert shown.counts
    assert not draft.lineage.filter(kind=LineageKind.DROPPED).exists()
    with pytest.raises(Refused):
        remove_target(pilar, draft, shown)
