"""What an operator writes in the environment is understood, or refused with the name of the variable."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from rumbo.config import environment


def test_a_relative_and_an_absolute_sqlite_file() -> None:
    assert environment.database("sqlite:///plan.db", pooled=True)["NAME"] == "plan.db"
    assert environment.database("sqlite:////srv/plan%20a.db", pooled=True)["NAME"] == "/srv/plan a.db"


def test_sqlite_takes_the_lock_when_it_begins() -> None:
    assert environment.database("sqlite:///a", pooled=True)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_with_everything() -> None:
    found = environment.database("postgresql://ana:a%40b@db:6543/rumbo?sslmode=require", pooled=True)
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "ana", "a@b", "db", "6543", "rumbo",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]["max_size"] == 8


def test_postgresql_by_socket() -> None:
    found = environment.database("postgresql://postgres@/rumbo?host=%2Frun%2Fpg", pooled=False)
    assert (found["HOST"], found["OPTIONS"]) == ("/run/pg", {})


def test_mail() -> None:
    found = environment.email("smtp://u:p%21@mail:587/?tls=1")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == ("mail", 587, "p!")
    assert found["EMAIL_USE_TLS"] is True
    assert found["EMAIL_USE_SSL"] is False


@pytest.mark.parametrize(
    ("read", "name", "word"),
    [
        (lambda: environment.flag("RUMBO_X", default=True), "RUMBO_X", "quizá"),
        (lambda: environment.whole("RUMBO_X", 1), "RUMBO_X", "-3"),
    ],
)
def test_a_wrong_word_is_answered_with_the_name(monkeypatch: pytest.MonkeyPatch, read, name, word) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv(name, word)
    with pytest.raises(ImproperlyConfigured, match=name):
        read()


@pytest.mark.parametrize("url", ["mysql://x/y", "rumbo.db", ""])
def test_an_unknown_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="RUMBO_DATABASE_URL"):
        environment.database(url, pooled=False)
