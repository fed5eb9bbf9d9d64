"""The application of results from before."""

from importlib import import_module

from rumbo.apps.subject import Subject


class EarlierConfig(Subject):
    """What was achieved before the first report made here."""

    name = "rumbo.apps.earlier"
    label = "earlier"

    def ready(self) -> None:
        """Says to follow-up what is known from before, besides the rules of permission."""
        super().ready()
        import_module(f"{self.name}.bridge.opening")
