"""The application of results from before."""

from rumbo.apps.subject import Subject


class EarlierConfig(Subject):
    """What was achieved before the first report made here."""

    name = "rumbo.apps.earlier"
    label = "earlier"
