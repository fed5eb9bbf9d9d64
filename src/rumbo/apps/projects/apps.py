"""How Django finds this application."""

from rumbo.apps.subject import Subject


class ProjectsConfig(Subject):
    """Projects, their versions, everything their sheet says, and the steps of the bank."""

    name = "rumbo.apps.projects"
    label = "projects"
