"""How Django finds this application."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Indicators: what is measured, in which unit and how."""

    name = "rumbo.apps.indicators"
    label = "indicators"
