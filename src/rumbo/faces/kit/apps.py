"""The Django application of the visual language. It stands before allauth in INSTALLED_APPS, whose pages it dresses."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """Pages, tags, drawings and styles; no models."""

    name = "rumbo.faces.kit"
    label = "kit"
