"""How Django finds this application."""

from rumbo.apps.subject import Subject


class PeopleConfig(Subject):
    """Entities, organizational units, users, memberships and roles."""

    name = "rumbo.apps.people"
    label = "people"
