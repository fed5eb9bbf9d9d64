"""How Django finds this application."""

from rumbo.apps.subject import Subject


class PublishingConfig(Subject):
    """What is frozen, digested and shown to anybody."""

    name = "rumbo.apps.publishing"
    label = "publishing"
