"""How Django finds this application."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, versions, levels, targets, placements and lineage."""

    name = "rumbo.apps.plans"
    label = "plans"
