"""Two people at once: one is answered, the other is told. Nothing is decided twice, on either engine."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.indicators import actions as indicators
from rumbo.apps.plans import actions as plans
from rumbo.apps.projects import actions as projects
from rumbo.apps.risks import actions as risks
from tests.characters import House, build_house
from tests.faces.web.test_deciding import proposed_map, proposed_plan, proposed_sheet, reviewed_project
from tests.indicators import approved_of as approved_sheet
from tests.projects import ACT as BANK_ACT
from tests.projects import viable
from tests.risks import ACT
from tests.risks import approved_of as approved_map

pytestmark = pytest.mark.django_db(transaction=True)

Act = Callable[[Any, Any], object]
KINDS: dict[str, tuple[Callable[[House], Any], Act, Act, str]] = {
    "plan": (
        proposed_plan,
        lambda actor, row: plans.approve_version(actor, row, ACT),
        lambda actor, row: plans.return_version(actor, row, reason="Falta."),
        "approved",
    ),
    "map": (
        proposed_map,
        lambda actor, row: risks.approve_version(actor, row, ACT),
        lambda actor, row: risks.return_version(actor, row, reason="Falta."),
        "approved",
    ),
    "sheet": (
        proposed_sheet,
        indicators.approve_sheet,
        lambda actor, row: indicators.return_sheet(actor, row, reason="Falta."),
        "approved",
    ),
    "project": (
        reviewed_project,
        lambda actor, row: projects.declare_viable(actor, row, BANK_ACT),
        lambda actor, row: projects.return_project(actor, row, {"": "Falta."}),
        "viable",
    ),
}
CONTINUED: dict[str, tuple[Callable[[House], Any], Act]] = {
    "plan": (lambda house: house.version, plans.continue_version),
    "map": (approved_map, risks.continue_version),
    "sheet": (approved_sheet, indicators.continue_sheet),
    "project": (viable, projects.continue_version),
}

OPEN_ALREADY = {
    "plan": [],
    "map": ["risks.version_open"],
    "sheet": ["indicators.revision_open"],
    "project": ["projects.version_open"],
}


def together(*acts: Callable[[], object]) -> list[str]:
    """Every act in a thread with a connection of its own, begun at the same moment: the codes of those refused."""
    ready, told = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except Refused as refused:
            told.extend(finding.code for finding in refused.findings)
        except Exception as fault:  # noqa: BLE001
            told.append(repr(fault))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    return told


def seen_again(row: Any) -> Any:
    """The row as somebody else has it before them."""
    return type(row)._default_manager.get(pk=row.pk)


@pytest.mark.parametrize("other", ["approves", "returns"])
@pytest.mark.parametrize("kind", KINDS)
def test_one_decides_and_the_other_is_told(kind: str, other: str) -> None:
    house = build_house("carrera")
    make, approve, give_back, after = KINDS[kind]
    row = make(house)
    pilar, system, twin = house.pilar.actor, house.system, seen_again(row)
    second = approve if other == "approves" else give_back
    told = together(lambda: approve(pilar, row), lambda: second(system, twin))
    assert told == ["state.somebody_was_faster"]
    state = seen_again(row).state
    assert state == after if other == "approves" else state in (after, "returned")


@pytest.mark.parametrize("kind", ["plan", "map"])
def test_of_two_proposals_approved_at_once_one_rules(kind: str) -> None:
    """A map has one open version by its verbs; the second is put beside it as a document that comes in could."""
    house = build_house("carrera")
    make, approve, _return, _after = KINDS[kind]
    first = make(house)
    model, owner = type(first), "plan" if kind == "plan" else "map"
    if kind == "plan":
        second = make(house)
    else:
        second = model._default_manager.create(
            entity=house.entity, map=first.map, number=2, label="2", state="proposed"
        )
        for row in first.assessments.all():
            row.pk, row.uid, row.version, row._state.adding = None, row._meta.get_field("uid").default(), second, True
            row.save()
    pilar, system = house.pilar.actor, house.system
    assert together(lambda: approve(pilar, first), lambda: approve(system, second)) == []
    rows = model._default_manager.filter(**{owner: getattr(first, owner)}, pk__in=[first.pk, second.pk])
    assert sorted(rows.values_list("state", flat=True)) == ["approved", "superseded"]


@pytest.mark.parametrize("kind", CONTINUED)
def test_of_two_who_begin_the_next_version_the_second_is_told_or_gets_another(kind: str) -> None:
    house = build_house("carrera")
    make, proceed = CONTINUED[kind]
    row = make(house)
    pilar, system, twin = house.pilar.actor, house.system, seen_again(row)
    told = together(lambda: proceed(pilar, row), lambda: proceed(system, twin))
    open_already = {
        "map": "risks.version_open",
        "sheet": "indicators.revision_open",
        "project": "projects.version_open",
    }
    assert told == ([open_already[kind]] if kind in open_already else [])
    numbers = list(type(row)._default_manager.exclude(pk=row.pk).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers)) == 2 - len(told)
