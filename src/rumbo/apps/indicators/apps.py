"""How Django finds this application."""

from rumbo.apps.subject import Subject


class IndicatorsConfig(Subject):
    """Indicators: what is measured, in which unit and how."""

    name = "rumbo.apps.indicators"
    label = "indicators"
