"""How Django finds this application."""

from rumbo.apps.subject import Subject


class IntakeConfig(Subject):
    """Documents that come in: drafts, findings and what a person settled."""

    name = "rumbo.apps.intake"
    label = "intake"
