"""Writes docs/openapi.json, the description of the API, from the operations themselves; a test holds it to them."""

import json
import os
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "openapi.json"


def text() -> str:
    """The description, in the order in which the operations are declared."""
    # Django is set up by whoever asks.
    from rumbo.faces.api.urls import API

    return json.dumps(API.get_openapi_schema(path_prefix="/api/v1/"), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    os.environ.setdefault("RUMBO_DEBUG", "1")
    import django

    django.setup()
    PAGE.write_text(text(), encoding="utf-8")
