"""How Django finds this application."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """What is frozen, digested and shown to anybody."""

    name = "rumbo.apps.publishing"
    label = "publishing"
