"""How Django finds this application."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The screens of those who work here."""

    name = "rumbo.faces.web"
    label = "web"
