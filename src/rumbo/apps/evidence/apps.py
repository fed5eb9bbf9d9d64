"""How Django finds this application."""

from rumbo.apps.subject import Subject


class EvidenceConfig(Subject):
    """Files and links that support a report."""

    name = "rumbo.apps.evidence"
    label = "evidence"
