"""How Django finds this application."""

from rumbo.apps.subject import Subject


class ChangingConfig(Subject):
    """Requests to change a plan in force, and the steps that answer them."""

    name = "rumbo.apps.changing"
    label = "changing"
