"""How Django finds this application."""

from rumbo.apps.subject import Subject


class RemindingConfig(Subject):
    """Who is told what of follow-up and of formulation, and when."""

    name = "rumbo.apps.reminding"
    label = "reminding"
