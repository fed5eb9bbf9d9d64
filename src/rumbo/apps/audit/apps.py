"""How Django finds this application, and when its triggers stand."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class AuditConfig(AppConfig):
    """The verb lines and row history: who did what, when and why."""

    name = "rumbo.apps.audit"
    label = "audit"

    def ready(self) -> None:
        """Named exceptions to "no business by signal": triggers around migrations, and connection settings."""
        from rumbo.apps.audit import access, triggers  # noqa: F401  (importing registers)

        connection_created.connect(triggers.prepare_connection, dispatch_uid="rumbo-verb-line")
        pre_migrate.connect(_remove_triggers, sender=self)
        post_migrate.connect(_install_triggers, sender=self)


def _remove_triggers(using: str, **kwargs: Any) -> None:
    from rumbo.apps.audit import triggers

    triggers.remove(using)


def _install_triggers(using: str, **kwargs: Any) -> None:
    from rumbo.apps.audit import triggers

    triggers.install(using)
