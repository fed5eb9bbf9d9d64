"""How Django finds this application."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """Documents that come in: drafts, findings and what a person settled."""

    name = "rumbo.apps.intake"
    label = "intake"
