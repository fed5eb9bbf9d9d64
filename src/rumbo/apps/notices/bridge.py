"""Messages as values, as the columns that keep them, and as the letter that a person gets."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from rumbo.apps.notices.models import Message, Preference
from rumbo.apps.people.models import User
from rumbo.domain.followup.reminders import Choice

SHOWN = 25
"""So many lines of a section stand in a letter; the others are counted and are read on the screen."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a person is told of: what kind of record it is, its uid, its name and what there is to know."""

    kind: str
    uid: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What a person is told, in their language."""

    person: User
    subject: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as it is sent."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    message_id: str


def kept_sections(sections: Iterable[Section]) -> list[dict[str, Any]]:
    """Sections as their column keeps them."""
    return [{"heading": each.heading, "lines": [asdict(line) for line in each.lines]} for each in sections]


def sections_of(message: Message) -> tuple[Section, ...]:
    """The inverse of `kept_sections`."""
    return tuple(Section(each["heading"], tuple(Line(**line) for line in each["lines"])) for each in message.sections)


def choice_of(preference: Preference | None) -> Choice:
    """What a person chose; what is usual while they chose nothing."""
    return Choice(preference.before, preference.early, preference.on_day) if preference else Choice()


def letter_of(message: Message) -> Letter:
    """A message, with its person and entity at hand, as text and as a page; every line leads to its record."""
    site = settings.SITE_ADDRESS
    with translation.override(message.language):
        context = {
            "message": message,
            "sections": [_drawn(message, section, site) for section in sections_of(message)],
            "all_href": site + reverse("web:notices-message", args=[message.uid]),
            "choose_href": site + reverse("web:notices-choose"),
        }
        text = render_to_string("kit/letter.txt", context)
        html = render_to_string("kit/letter.html", context)
    host = urlsplit(site).hostname or "localhost"
    return Letter(
        sender=formataddr((message.entity.short_name, settings.DEFAULT_FROM_EMAIL)),
        to=message.person.email,
        subject=" ".join(f"[{message.entity.short_name}] {message.subject}".split()),
        text=text,
        html=html,
        # The same at every try: a mailbox that got it already knows it again.
        message_id=f"<{message.uid}@{host}>",
    )


def _drawn(message: Message, section: Section, site: str) -> dict[str, Any]:
    lines = [
        {
            "title": line.title,
            "note": line.note,
            "href": site + reverse("web:notices-open", args=[message.uid, line.uid]),
        }
        for line in section.lines[:SHOWN]
    ]
    return {"heading": section.heading, "lines": lines, "more": max(0, len(section.lines) - SHOWN)}
