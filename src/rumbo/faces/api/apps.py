"""How Django finds this application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What programs read."""

    name = "rumbo.faces.api"
    label = "api"
