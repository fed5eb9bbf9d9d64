"""Roles have days, and an entity is never left without somebody who administers it."""

from datetime import date

import pytest

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.people.actions import end_membership, grant_membership, invite_member, invite_user
from rumbo.apps.people.models import Membership, User
from tests.characters import House

DAY = date(2025, 6, 30)


def role_of(house: House, name: str, role: Role) -> Membership:
    return Membership.objects.get(entity=house.entity, person=house.people[name].user, role=role)


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    (finding,) = refused.value.findings
    return finding.code


def test_the_last_administrator_stays(house: House, other_house: House) -> None:
    """Administrators of another entity, and those who are about to leave, do not count."""
    andres, only = house.andres.actor, role_of(house, "andres", Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refused:
        end_membership(andres, only, DAY)
    assert code_of(refused) == "people.last_administrator"
    second = grant_membership(andres, house.entity, house.pilar.user, Role.ADMINISTRATOR, since=date(2025, 9, 1))
    with pytest.raises(Refused):
        end_membership(andres, only, DAY)  # two months nobody would administer
    end_membership(andres, only, date(2025, 8, 31))
    with pytest.raises(Refused):
        end_membership(andres, second, date(2026, 1, 1))


def test_an_administrator_who_cannot_sign_in_does_not_count(house: House) -> None:
    andres, only = house.andres.actor, role_of(house, "andres", Role.ADMINISTRATOR)
    grant_membership(andres, house.entity, house.pilar.user, Role.ADMINISTRATOR, since=date(2020, 1, 1))
    User.objects.filter(pk=house.pilar.user.pk).update(is_active=False)
    with pytest.raises(Refused):
        end_membership(andres, only, DAY)


def test_a_role_ends_once_and_not_before_it_began(house: House) -> None:
    andres, held = house.andres.actor, role_of(house, "irene", Role.INTERNAL_CONTROL)
    stale = Membership.objects.get(pk=held.pk)
    with pytest.raises(Refused) as refused:
        end_membership(andres, held, date(2019, 12, 31))
    assert code_of(refused) == "people.role_days"
    end_membership(andres, held, DAY)
    with pytest.raises(Refused) as refused:
        end_membership(andres, stale, date(2025, 7, 1))
    assert code_of(refused) == "state.somebody_was_faster"
    end_membership(andres, held, date(2025, 7, 1))
    assert Membership.objects.get(pk=held.pk).valid_to == date(2025, 7, 1)


def test_an_invitation_is_whole_or_nothing(house: House) -> None:
    with pytest.raises(Refused):
        invite_member(house.andres.actor, house.entity, "nadie@x.gov.co", "Nadie", Role.LIAISON, since=DAY)
    assert not User.objects.filter(email="nadie@x.gov.co").exists()
    with pytest.raises(Forbidden):
        invite_member(house.pilar.actor, house.entity, "nadie@x.gov.co", "Nadie", Role.DIRECTOR, since=DAY)


def test_the_same_role_is_held_once(house: House) -> None:
    with pytest.raises(Refused) as refused:
        grant_membership(house.andres.actor, house.entity, house.irene.user, Role.INTERNAL_CONTROL, since=DAY)
    assert code_of(refused) == "people.role_held"


def test_somebody_known_elsewhere_is_the_same_person(house: House, other_house: House) -> None:
    email = other_house.pilar.user.email.upper()
    assert invite_user(house.andres.actor, house.entity, email, "Otro nombre") == other_house.pilar.user
    assert User.objects.get(pk=other_house.pilar.user.pk).name == "Pilar Planeación"
