"""How Django finds this application."""

from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    """Figures and traces, rebuilt from reports."""

    name = "rumbo.apps.measurement"
    label = "measurement"
