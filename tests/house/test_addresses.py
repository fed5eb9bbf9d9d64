"""Addresses are paths, and each has its name; who finds what at each is asked in tests/faces/access."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

OF_LIBRARIES = "allauth"


def _ours(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _ours(entry)
        elif not entry.callback.__module__.startswith(OF_LIBRARIES):
            yield entry


def test_each_address_of_ours_is_a_path_with_a_name() -> None:
    ours = list(_ours(get_resolver()))
    assert len(ours) > 200
    assert not [entry for entry in ours if not entry.name or not isinstance(entry.pattern, RoutePattern)]
