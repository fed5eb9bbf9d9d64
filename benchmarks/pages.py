"""Pages that list fifty targets: their queries however large the plan is, and their time against a view that makes one
query and writes the same bytes with the same templates behind the same middleware and sign-in. Of the largest plan the
last page too, for a list may be quick at its beginning only."""

from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch

from benchmarks import entity
from benchmarks.rounds import Amount, Ratio, compared

SIZES = {"small": (50, 200), "full": (50, 200, 20_000)}
MOST_QUERIES, LISTED = 10, 50


def run(size: str) -> Iterator[Ratio | Amount]:
    """The matrix of a version, the sheet of its figures and the round of its reports."""
    house = entity.house("paginas")

    from django.urls import reverse

    browser = house.pilar.browser()
    for count in SIZES[size]:
        version = entity.plan_of(house, count)
        followup = entity.opened(house, version, 1)
        for name, uid in (
            ("web:plans-version", version.uid),
            ("web:measurement-sheet", followup.uid),
            ("web:followup-round", followup.uid),
        ):
            yield from _page(browser, name, reverse(name, args=[uid]), count)
            if count == SIZES[size][-1]:
                last = f"{reverse(name, args=[uid])}?pagina={count // LISTED}"
                yield from _page(browser, f"the last page of {name}", last, count)


def _page(browser: Any, name: str, address: str, count: int) -> Iterator[Ratio | Amount]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address)
    yield Amount(f"queries of {name} with {count} targets", len(queries), MOST_QUERIES, "queries")
    bare = _bare(browser, address)
    assert abs(len(bare().content) - len(answer.content)) < len(answer.content) / 50
    yield compared(f"{name} with {count} targets, the page", lambda: browser.get(address), bare, bound=3, rounds=7)


def _bare(browser: Any, address: str) -> Callable[[], Any]:
    """The same address answered by a view that makes one query and renders what the real one rendered."""
    from importlib import import_module

    from django.http import HttpRequest, HttpResponse
    from django.shortcuts import render
    from django.urls import resolve

    from rumbo.apps.people.models import Unit

    match = resolve(address.partition("?")[0])
    home = import_module(match.func.__module__)
    kept: list[tuple[Any, ...]] = []

    def keeping(request: HttpRequest, *given: Any, **more: Any) -> HttpResponse:
        kept.append(given)
        return render(request, *given, **more)

    with patch.object(home, "render", keeping):
        browser.get(address)
    template, context = kept[-1][:2]

    def view(request: HttpRequest, **asked: Any) -> HttpResponse:
        list(Unit.objects.values_list("pk", "name")[:50])
        return render(request, template, context)

    def answered() -> Any:
        with patch("django.core.handlers.base.BaseHandler.resolve_request") as resolved:

            def instead(request: HttpRequest) -> Any:
                request.resolver_match = match
                return view, (), {}

            resolved.side_effect = instead
            return browser.get(address)

    return answered
