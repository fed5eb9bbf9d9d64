"""The application of the first day. It keeps no tables of its own."""

from rumbo.apps.subject import Subject


class FoundingConfig(Subject):
    """Units, processes, posts and people of an entity, brought at once."""

    name = "rumbo.apps.founding"
    label = "founding"
