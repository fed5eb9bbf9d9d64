"""Every address asks who is there: a stranger is sent to the door or told that there is nothing."""

import re
import uuid
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

# The door itself, the health of the machine, the language, and what is published for anybody.
OPEN_TO_ALL = re.compile(r"^(account_|healthz$|robots$|set_language$|portal:)")


Entry = URLPattern | URLResolver


def _addresses(patterns: list[Entry], before: str = "", space: str = "") -> Iterator[tuple[str, str]]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _addresses(entry.url_patterns, before + _filled(entry), inner)
        else:
            yield f"{space}{entry.name or ''}", before + _filled(entry)


def _filled(entry: Entry) -> str:
    route = str(entry.pattern)
    for name, converter in getattr(entry.pattern, "converters", {}).items():
        route = re.sub(rf"<(\w+:)?{name}>", _sample(converter), route)
    return route


def _sample(converter: object) -> str:
    if isinstance(converter, UUIDConverter):
        return str(uuid.UUID(int=0))
    if isinstance(converter, IntConverter):
        return "1"
    for sample in ("x", date(2024, 1, 1).isoformat(), "2024", "000000000000"):
        if re.fullmatch(converter.regex, sample):  # type: ignore[attr-defined]
            return sample
    raise AssertionError(f"no sample for {converter!r}")


ADDRESSES = sorted({pair for pair in _addresses(get_resolver().url_patterns) if not OPEN_TO_ALL.match(pair[0])})


def test_no_address_of_ours_is_a_regular_expression() -> None:
    assert not [route for _, route in ADDRESSES if set(route) & set("^$(?")]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_enters_nowhere(method: str) -> None:
    stranger = Client()
    answers = {route: getattr(stranger, method)(f"/{route}") for _, route in ADDRESSES}
    let_in = {
        route: answer.status_code
        for route, answer in answers.items()
        if not (answer.status_code in (404, 405) or answer.headers.get("Location", "").startswith("/cuenta/login/"))
    }
    assert not let_in
