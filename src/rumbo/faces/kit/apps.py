"""The Django application of the visual language. It stands before allauth in INSTALLED_APPS, whose pages it dresses."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "rumbo.faces.kit"
    label = "kit"
