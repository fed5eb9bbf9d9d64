"""Words of the subject as filters: `{% load web_words %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from rumbo.faces.web import words
from rumbo.faces.web.session import may

register = template.Library()


@register.filter
def period(value: Any) -> str:
    """A period as it is said."""
    return words.period_words(value)


@register.simple_tag(takes_context=True)
def history_link(context: Any, kind: str, record: Any, about: Any = "") -> str:
    """For who may read the trail, the way to all that happened to a record: who, when, from where, before and after.
    In a list, `about` tells to the ear whose it is."""
    request = context.get("request")
    if request is None or not may(request, "audit.trail.read"):
        return ""
    href = reverse("web:people-record", args=[kind, record.uid])
    whose = format_html('<span class="for-ear"> {}</span>', about) if about else ""
    return format_html('<a href="{}">{}{}</a>', href, _("Ver su historia"), whose)
