"""The top floor as an application, so that its checks are found."""

from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    """Registers the checks and sees that the data folders are there."""

    name = "rumbo.config"
    label = "config"

    def ready(self) -> None:
        """Make the folders before any check looks for them; only their owner may enter."""
        from rumbo.config import checks  # noqa: F401  (importing registers)

        for folder in (settings.DATA_DIR, settings.FILES_DIR, settings.FILE_UPLOAD_TEMP_DIR, settings.STATIC_ROOT):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
