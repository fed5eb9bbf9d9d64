"""How Django finds this application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """What anybody sees without signing in."""

    name = "rumbo.faces.portal"
    label = "portal"
