"""Django, for the commands that need the database; the others answer without it."""

import os
from collections.abc import Mapping
from typing import Any


def start(database: Mapping[str, Any] | None = None) -> None:
    """Sets Django up by the settings that the environment names, else by our own; on another `database` than theirs for
    a process that another one began."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    import django
    from django.conf import settings

    if database is not None:
        settings.DATABASES["default"] = dict(database)
    django.setup()
