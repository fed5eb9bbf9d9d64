"""How Django finds this application."""

from importlib import import_module

from rumbo.apps.subject import Subject


class MeasurementConfig(Subject):
    """Figures and traces, rebuilt from reports."""

    name = "rumbo.apps.measurement"
    label = "measurement"

    def ready(self) -> None:
        """Says to follow-up what an answer comes to, and to indicators what plans count, besides the rules of
        permission."""
        super().ready()
        import_module(f"{self.name}.bridge.weighing")
        import_module(f"{self.name}.bridge.lending")
