"""Accounts are opened by the entity; guessing a password closes the door for a while."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client

from tests.config.serving import installed

PASSWORD = "una contraseña que nadie adivina"


@pytest.fixture
def person():  # type: ignore[no-untyped-def]
    cache.clear()
    user = get_user_model()(email="ana@entidad.test")
    user.set_password(PASSWORD)
    user.save()
    yield user
    cache.clear()


def _try(client: Client, email: str, password: str) -> bool:
    client.post("/cuenta/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


@pytest.mark.django_db
def test_the_right_password_opens(person) -> None:  # type: ignore[no-untyped-def]
    assert _try(Client(), person.email, PASSWORD)


@pytest.mark.django_db
def test_guessing_closes_the_door_even_for_the_right_password(person) -> None:  # type: ignore[no-untyped-def]
    for guess in range(5):
        assert not _try(Client(), person.email, f"adivinanza {guess}")
    assert not _try(Client(), person.email, PASSWORD)


@pytest.mark.django_db
def test_nobody_opens_an_account_alone() -> None:
    Client().post("/cuenta/signup/", {"email": "otra@entidad.test", "password1": PASSWORD, "password2": PASSWORD})
    assert not get_user_model().objects.filter(email="otra@entidad.test").exists()


@pytest.mark.django_db
def test_a_forgotten_password_is_answered_by_mail_only_to_who_is_here(person, mailoutbox) -> None:  # type: ignore[no-untyped-def]
    for address in (person.email, "nadie@entidad.test"):
        assert Client().post("/cuenta/password/reset/", {"email": address}).status_code == 302
    assert [message.to for message in mailoutbox] == [[person.email]]


# --- Several processes, one count

OPEN_ACCOUNT = f"""
from django.contrib.auth import get_user_model
user = get_user_model()(email="ana@entidad.test")
user.set_password({PASSWORD!r})
user.save()
"""
KNOCK = """
from django.test import Client
client = Client(SERVER_NAME="127.0.0.1")
for password in {passwords!r}:
    client.post("/cuenta/login/", {{"login": "ana@entidad.test", "password": password}})
print("_auth_user_id" in client.session)
"""


def test_the_door_closes_for_all_the_processes_at_once(tmp_path: Path) -> None:
    installation = installed(tmp_path)
    installation.run(OPEN_ACCOUNT)
    guess = KNOCK.format(passwords=["una", "otra", "tercera"])
    with ThreadPoolExecutor(2) as both:
        assert list(both.map(installation.run, [guess, guess])) == ["False", "False"]
    assert installation.run(KNOCK.format(passwords=[PASSWORD])) == "False", "a third process knows of both"
    installation.run("from django.core.cache import cache\ncache.clear()")
    assert installation.run(KNOCK.format(passwords=[PASSWORD])) == "True"
