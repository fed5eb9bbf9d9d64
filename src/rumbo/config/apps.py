"""The top floor as an application, so that its checks are found and `migrate` makes the table of the cache too."""

from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.db.models.signals import post_migrate


class ConfigConfig(AppConfig):
    """Registers the checks and sees that the data folders are there."""

    name = "rumbo.config"
    label = "config"

    def ready(self) -> None:
        """Make the folders before any check looks for them; only their owner may enter."""
        from rumbo.config import checks  # noqa: F401  (importing registers)

        for folder in (settings.DATA_DIR, settings.FILES_DIR, settings.FILE_UPLOAD_TEMP_DIR, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        # Sent once by each application with tables; the one of the sessions stands for all.
        post_migrate.connect(_make_cache_table, sender=apps.get_app_config("sessions"))


def _make_cache_table(using: str, **told: Any) -> None:
    """Makes the table of the cache where there is none yet."""
    call_command("createcachetable", database=using, verbosity=0)
