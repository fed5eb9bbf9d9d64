"""Words of the subject as filters: `{% load web_words %}`."""

from typing import Any

from django import template

from rumbo.faces.web import words

register = template.Library()


@register.filter
def period(value: Any) -> str:
    """A period as it is said."""
    return words.period_words(value)
