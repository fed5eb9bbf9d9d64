"""The application that copies all others. It keeps no tables of its own."""

from rumbo.apps.subject import Subject


class KeepingConfig(Subject):
    """Rows of every application, written and put back."""

    name = "rumbo.apps.keeping"
    label = "keeping"
