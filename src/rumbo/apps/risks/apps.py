"""How Django finds this application."""

from rumbo.apps.subject import Subject


class RisksConfig(Subject):
    """Maps of risks, their versions, assessments, controls, treatment and events."""

    name = "rumbo.apps.risks"
    label = "risks"
