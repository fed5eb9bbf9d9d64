"""How Django finds this application."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Entities, organizational units, users, memberships and roles."""

    name = "rumbo.apps.people"
    label = "people"
