"""How Django finds this application."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Files and links that support a report."""

    name = "rumbo.apps.evidence"
    label = "evidence"
