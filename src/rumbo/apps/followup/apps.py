"""How Django finds this application."""

from rumbo.apps.subject import Subject


class FollowupConfig(Subject):
    """Periods, reports and their review."""

    name = "rumbo.apps.followup"
    label = "followup"
