"""How Django finds this application."""

from rumbo.apps.subject import Subject


class MeasurementConfig(Subject):
    """Figures and traces, rebuilt from reports."""

    name = "rumbo.apps.measurement"
    label = "measurement"
