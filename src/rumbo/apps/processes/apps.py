"""How Django finds this application."""

from rumbo.apps.subject import Subject


class ProcessesConfig(Subject):
    """The processes of an entity, with their owners and other names."""

    name = "rumbo.apps.processes"
    label = "processes"
