"""How Django finds this application."""

from rumbo.apps.subject import Subject


class CalendarConfig(Subject):
    """The calendar of an entity: its windows, what it lets happen late, and the exceptions it gives."""

    name = "rumbo.apps.calendar"
    label = "calendar"
