"""How Django finds this application."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """Periods, reports and their review."""

    name = "rumbo.apps.followup"
    label = "followup"
