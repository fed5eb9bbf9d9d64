"""How Django finds this application."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The verb lines and row history: who did what, when and why."""

    name = "rumbo.apps.audit"
    label = "audit"
