"""Days of a calendar as an iCalendar file (RFC 5545), to which a calendar program subscribes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PRODUCT = "-//Rumbo//Rumbo//ES"


@dataclass(frozen=True, slots=True)
class DayEvent:
    """Something that happens on a day, from its midnight to the next. `uid` stays the same from one reading of the
    calendar to the next, so that a day that moves is moved and not added."""

    uid: str
    day: date
    title: str
    text: str = ""
    href: str = ""


def write_ics(name: str, zone: str, events: Iterable[DayEvent], now: datetime) -> bytes:
    """The calendar as a file; each day is one of the time zone, which the file describes. `now` is aware."""
    from icalendar import Calendar, Event  # only who asks for a calendar pays for the library

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone)
    for each in events:
        event = Event()
        event.add("uid", each.uid)
        event.add("dtstamp", now)
        event.add("dtstart", datetime.combine(each.day, time(), ZoneInfo(zone)))
        event.add("dtend", datetime.combine(each.day + timedelta(days=1), time(), ZoneInfo(zone)))
        event.add("summary", each.title)
        if each.text:
            event.add("description", each.text)
        if each.href:
            event.add("url", each.href)
        # A term does not make anybody busy.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
