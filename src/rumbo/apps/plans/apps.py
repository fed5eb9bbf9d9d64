"""How Django finds this application."""

from rumbo.apps.subject import Subject


class PlansConfig(Subject):
    """Plans, versions, levels, targets, placements and lineage."""

    name = "rumbo.apps.plans"
    label = "plans"
