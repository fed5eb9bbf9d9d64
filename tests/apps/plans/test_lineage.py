"""What became of a target is followed through every version, as people settled it."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    continue_version,
    draft_version,
    place_target,
    propose_version,
    remove_target,
    write_version,
)
from rumbo.apps.plans.bridge import Continues, target_data
from rumbo.apps.plans.models import LineageKind, Placement, PlanVersion, TargetRevision
from rumbo.apps.plans.queries import VersionChange, life_of_target, version_changes
from rumbo.domain.followup.contributing import Counting
from tests.characters import NODES, House, targets

pytestmark = pytest.mark.django_db


def placed(version: PlanVersion) -> list[Placement]:
    rows = Placement.objects.filter(version=version).order_by("ordinal")
    return list(rows.select_related("revision__indicator", "revision__target", "serves"))


def approved(house: House, draft: PlanVersion, number: str) -> PlanVersion:
    propose_version(house.pilar.actor, draft)
    return approve_version(house.pilar.actor, draft, Act("Acta", number, date(2024, 6, 30)))


def kinds(log: list[VersionChange]) -> list[LineageKind]:
    return [change.kind for change in log]


def test_a_change_is_followed_over_two_versions(house: House) -> None:
    pilar = house.pilar.actor
    second = continue_version(pilar, house.version)
    first = placed(second)[0]
    (data,) = target_data([first])
    place_target(pilar, second, replace(data, statement="Realizar doce seguimientos"), placement=first)
    approved(house, second, "8")
    third = continue_version(pilar, second)
    remove_target(pilar, third, placed(third)[2], reason="Acta 12")
    assert kinds(version_changes(second, third)) == ["same", "same", "dropped"]
    log = version_changes(house.version, third)
    assert kinds(log) == ["reworded", "same", "dropped"]
    assert [change.field for change in log[0].changes] == ["statement"]
    assert log[2].reason == "Acta 12"


def test_who_reports_and_what_becomes_of_the_amounts_of_others_is_told_of_a_change(house: House) -> None:
    pilar = house.pilar.actor
    second = continue_version(pilar, house.version)
    first = placed(second)[0]
    projects, legal = house.units["Oficina de Proyectos"], house.units["Oficina Jurídica"]
    (data,) = target_data([first])
    both = replace(data, units=(projects.pk, legal.pk), counting={legal.pk: Counting.PART})
    place_target(pilar, second, both, placement=first)
    approved(house, second, "8")
    (change, *_) = version_changes(house.version, second)
    assert [each.field for each in change.changes] == ["units", "answering"]
    third = continue_version(pilar, second)
    first = placed(third)[0]
    (data,) = target_data([first])
    place_target(pilar, third, replace(data, counting={legal.pk: Counting.ADDS}), placement=first)
    (change, *_) = version_changes(second, third)
    (told,) = change.changes
    assert (told.before, told.after) == (
        (("Oficina de Proyectos", "reports"), ("Oficina Jurídica", "part")),
        (("Oficina de Proyectos", "reports"), ("Oficina Jurídica", "adds")),
    )
    page = house.pilar.browser().get(reverse("web:plans-changes", args=[third.uid])).content.decode()
    assert "Quién reporta y quién aporta" in page
    assert "Oficina Jurídica (su cantidad se suma)" in page
    place_target(
        pilar,
        third,
        replace(data, reporting_unit=legal.pk, counting={projects.pk: Counting.INFORMS}),
        placement=placed(third)[0],
    )
    (change, *_) = version_changes(second, third)
    assert dict(change.changes[0].after) == {"Oficina Jurídica": "reports", "Oficina de Proyectos": "informs"}


def test_a_split_is_another_target_and_its_life_says_so(house: House) -> None:
    pilar = house.pilar.actor
    earlier = placed(house.version)
    told = [
        replace(data, continues=Continues(LineageKind.SAME, each.revision.target))
        for data, each in zip(targets(house), earlier, strict=True)
    ]
    part = replace(told[0], number="4", continues=Continues(LineageKind.SPLIT, earlier[0].revision.target, "Dos sedes"))
    second = draft_version(pilar, house.plan)
    write_version(pilar, second, NODES, [*told, part])
    assert kinds(version_changes(house.version, second)) == ["same", "same", "same", "split"]
    split = placed(second)[3]
    assert split.revision.target != earlier[0].revision.target
    (step,) = life_of_target(split.revision.target_id)
    assert (step.kind, step.reason) == ("split", "Dos sedes")


def test_several_become_one_and_none_of_them_is_lost(house: House) -> None:
    pilar = house.pilar.actor
    first, second, third = (each.revision.target for each in placed(house.version))
    told = targets(house)
    one = replace(told[0], continues=Continues(LineageKind.MERGED, first, "Un solo contrato", (second,)))
    merged = draft_version(pilar, house.plan)
    write_version(pilar, merged, NODES, [one, replace(told[2], continues=Continues(LineageKind.SAME, third))])
    log = version_changes(house.version, merged)
    assert kinds(log) == ["merged", "merged", "same"], "nothing is shown as dropped"
    assert [(each.before.number, each.after.number) for each in log[:2] if each.before and each.after] == [
        ("1", "1"),
        ("2", "1"),
    ]
    target = placed(merged)[0].revision.target
    assert target not in (first, second)
    assert [(each.kind, each.before) for each in life_of_target(target.pk)] == [
        ("merged", told[0].statement),
        ("merged", told[1].statement),
    ]
    later = continue_version(pilar, approved(house, merged, "8"))
    assert kinds(version_changes(house.version, later)) == ["merged", "merged", "same"]
    remove_target(pilar, later, placed(later)[0], reason="Acta 12")
    assert kinds(version_changes(house.version, later)) == ["same", "dropped", "dropped"]


def test_a_reworded_target_leaves_no_loose_revision_behind(house: House) -> None:
    pilar = house.pilar.actor
    draft = continue_version(pilar, house.version)
    before = TargetRevision.objects.count()
    for words in ("Una redacción", "Otra redacción"):
        first = placed(draft)[0]
        (data,) = target_data([first])
        place_target(pilar, draft, replace(data, statement=words), placement=first)
    assert TargetRevision.objects.count() == before + 1
