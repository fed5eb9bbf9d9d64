"""Editions of the method of risk in the words of the reader."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rumbo.content import risk_methods
from rumbo.domain.risk import Method


def edition(key: str) -> Method:
    """An edition by its key, in the language of the reader. Editions are never taken out of content."""
    return _spoken(key, get_language() or "es")


def editions() -> list[Method]:
    """Every edition, the newest first."""
    return [edition(each.key) for each in risk_methods.methods()]


def class_words(code: str) -> str:
    """What a class of risk is called; its own code where no edition knows it."""
    return next((found.name for each in editions() if (found := each.risk_class(code))), code)


@cache
def _spoken(key: str, language: str) -> Method:
    """Made once a language: the words of an edition change only with the program."""
    found = risk_methods.method(key)
    if found is None:
        raise LookupError(key)
    return risk_methods.spoken(found, _)
