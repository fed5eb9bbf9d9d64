"""What every application of the staircase does when Django starts: it lets the doorway know who may do what."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class Subject(AppConfig):
    """An application by subject; its access.py, where it has one, registers its rules of permission."""

    def ready(self) -> None:
        """Imports the rules once the models stand."""
        if find_spec(f"{self.name}.access"):
            import_module(f"{self.name}.access")
