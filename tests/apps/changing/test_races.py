"""Two people on the same request at the same moment, on a real connection each: one of them wins, the other is told."""

import pytest

from rumbo.apps.changing.actions import Decided, decide_changes, give_opinion, withdraw_request
from rumbo.apps.changing.models import ChangeRequest, ChangeStep
from rumbo.apps.changing.queries import broken_signatures
from rumbo.apps.plans.models import PlanVersion
from tests.apps.changing.asking import FOUND, act, asked, opined
from tests.apps.followup.test_races import race
from tests.characters import build_house

pytestmark = pytest.mark.django_db(transaction=True)
FASTER = "state.somebody_was_faster"


def test_a_request_is_withdrawn_or_answered() -> None:
    house = build_house("carrera")
    request = asked(house)
    lucia, pilar = house.lucia.actor, house.pilar.actor
    answers = race(
        lambda: withdraw_request(lucia, ChangeRequest.objects.get(pk=request.pk), 0),
        lambda: give_opinion(pilar, ChangeRequest.objects.get(pk=request.pk), 0, favourable=True, text=FOUND),
    )
    assert answers == ["done", FASTER]
    request.refresh_from_db()
    assert request.state == ("opined" if ChangeStep.objects.exists() else "withdrawn")
    assert not broken_signatures(house.entity.pk)


def test_the_same_is_asked_once() -> None:
    house = build_house("carrera")
    assert race(lambda: asked(house), lambda: asked(house)) == ["changing.already_asked", "done"]
    assert ChangeRequest.objects.count() == 1


def test_an_act_is_entered_once_and_makes_one_version() -> None:
    house = build_house("carrera")
    request = opined(house, asked(house))
    told = {request: Decided(approved=True, edit=request.edit)}
    versions = PlanVersion.objects.count()
    attempts = [lambda: decide_changes(house.pilar.actor, house.version, told, act(house))] * 2
    answers = race(*attempts)
    assert answers.count("done") == 1
    assert set(answers) <= {"done", FASTER, "changing.version_not_in_force"}
    assert PlanVersion.objects.count() == versions + 1
    assert ChangeStep.objects.filter(kind="decision").count() == 1
