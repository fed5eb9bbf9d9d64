"""How Django finds this application."""

from rumbo.apps.subject import Subject


class NoticesConfig(Subject):
    """Messages to people: what waits, what was sent and what failed; what each wants to be told."""

    name = "rumbo.apps.notices"
    label = "notices"
