"""What somebody with patience tries: sessions of another, links used twice, rights that ended. None of it opens."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.audit.actor import Role
from rumbo.apps.people.actions import end_membership, grant_membership
from rumbo.apps.people.models import Membership
from tests.characters import LONG_AGO, PASSWORD, Character, House

HOME = "/"
ANOTHER = "otra-clave-bien-larga"


@pytest.fixture(autouse=True)
def no_counts(db: None) -> None:
    cache.clear()


def sign_in(browser: Client, email: str, password: str = PASSWORD) -> bool:
    browser.post("/cuenta/login/", {"login": email, "password": password})
    return "_auth_user_id" in browser.session


def link_in(message: Any) -> str:
    found = re.search(r"https?://\S+?(/cuenta/\S+)", message.body)
    assert found is not None
    return found[1]


def ask_for_link(email: str, mailoutbox: list[Any]) -> str:
    Client().post("/cuenta/password/reset/", {"email": email})
    return link_in(mailoutbox[-1])


def choose_password(link: str, password: str) -> tuple[Client, Any]:
    browser = Client()
    form = browser.get(link, follow=True)
    address = form.redirect_chain[-1][0] if form.redirect_chain else link
    return browser, browser.post(address, {"password1": password, "password2": password}, follow=True)


def test_the_session_of_before_signing_in_is_worth_nothing_after(house: House) -> None:
    browser = Client()
    browser.get("/cuenta/login/")
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    planted, token = session.session_key, browser.cookies["csrftoken"].value
    assert sign_in(browser, house.pilar.user.email)
    assert browser.session.session_key != planted
    assert browser.cookies["csrftoken"].value != token
    intruder = Client()
    intruder.cookies["rumbo_session"] = planted or ""
    assert intruder.get(HOME).status_code == 302


def test_another_person_in_the_same_browser_finds_nothing_of_the_first(house: House, other_house: House) -> None:
    browser = Client()
    sign_in(browser, house.pilar.user.email)
    browser.post(reverse("web:home-entities"), {"entity": str(house.entity.uid)})
    browser.post("/cuenta/logout/")
    assert sign_in(browser, other_house.pilar.user.email)
    assert "entity" not in browser.session
    assert house.entity.name not in browser.get(HOME).content.decode()


def test_a_link_by_mail_serves_once_and_closes_the_others(house: House, mailoutbox: list[Any]) -> None:
    email, elsewhere = house.lucia.user.email, Client()
    sign_in(elsewhere, email)
    first, second = (ask_for_link(email, mailoutbox) for _time in range(2))
    choose_password(second, ANOTHER)
    assert elsewhere.get(HOME).status_code == 302, "sessions opened with the old password end"
    for used in (second, first):
        _browser, answer = choose_password(used, "una-tercera-clave-larga")
        assert "ya no sirve" in answer.content.decode()
    assert sign_in(Client(), email, ANOTHER)
    assert not sign_in(Client(), email, PASSWORD)


def test_who_was_disabled_is_out_at_once_and_no_link_brings_them_back(house: House, mailoutbox: list[Any]) -> None:
    user, browser = house.lucia.user, Client()
    sign_in(browser, user.email)
    link = ask_for_link(user.email, mailoutbox)
    user.is_active = False
    user.save(update_fields=["is_active"])
    assert browser.get(HOME).status_code == 302
    before, sent = user.password, len(mailoutbox)
    _browser, answer = choose_password(link, ANOTHER)
    assert "ya no sirve" in answer.content.decode()
    user.refresh_from_db()
    assert user.password == before
    Client().post("/cuenta/password/reset/", {"email": user.email})
    assert len(mailoutbox) == sent
    assert not sign_in(Client(), user.email)


def test_a_role_that_ended_yesterday_opens_nothing_and_says_so(house: House) -> None:
    browser = house.pilar.browser()
    assert browser.get(reverse("web:plans-list")).status_code == 200
    yesterday = timezone.localdate() - timedelta(days=1)
    Membership.objects.filter(person=house.pilar.user).update(valid_to=yesterday)
    assert browser.get(reverse("web:plans-list")).status_code == 404
    assert browser.get(reverse("web:plans-version", args=[house.version.uid])).status_code == 404
    answer = browser.get(HOME)
    assert answer.status_code == 403
    assert "ningún rol vigente" in answer.content.decode()
    assert house.entity.name not in answer.content.decode()


def test_a_role_holds_through_its_last_day_and_not_before_its_first(house: House) -> None:
    today = timezone.localdate()
    browser, mine = house.pilar.browser(), Membership.objects.filter(person=house.pilar.user)
    for first, last, status in (
        (LONG_AGO, today, 200),
        (today, None, 200),
        (today + timedelta(days=1), None, 404),
    ):
        mine.update(valid_from=first, valid_to=last)
        assert browser.get(reverse("web:plans-list")).status_code == status, (first, last)


def test_what_is_held_in_one_entity_counts_only_there(house: House, other_house: House) -> None:
    irene = house.irene
    grant_membership(other_house.system, other_house.entity, irene.user, Role.PLANNING_OFFICE, since=LONG_AGO)
    browser, create = irene.browser(), reverse("web:plans-create")
    switch = reverse("web:home-entities")
    browser.post(switch, {"entity": str(house.entity.uid)})
    assert (browser.get(create).status_code, _sees(browser, house), _sees(browser, other_house)) == (404, True, False)
    browser.post(switch, {"entity": str(other_house.entity.uid)})
    assert (browser.get(create).status_code, _sees(browser, house), _sees(browser, other_house)) == (200, False, True)
    there = Membership.objects.get(person=irene.user, entity=other_house.entity)
    end_membership(other_house.system, there, last_day=date.today() - timedelta(days=1))
    assert (browser.get(create).status_code, _sees(browser, house), _sees(browser, other_house)) == (404, True, False)


def test_an_entity_of_others_cannot_be_chosen(house: House, ester: Character) -> None:
    browser = ester.browser()
    assert browser.post(reverse("web:home-entities"), {"entity": str(house.entity.uid)}).status_code == 404
    session = browser.session
    session["entity"] = str(house.entity.uid)
    session.save()
    assert not _sees(browser, house), "not even with a session that says so"


def _sees(browser: Client, house: House) -> bool:
    return browser.get(reverse("web:plans-version", args=[house.version.uid])).status_code == 200
