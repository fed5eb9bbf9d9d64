"""One placed target close by: everything that hangs from it, as rows."""

from dataclasses import dataclass

from rumbo.apps.plans.models import (
    Milestone,
    Placement,
    ProgrammeEntry,
    TargetAlignment,
    TargetFunding,
    TargetRevision,
    TargetUnit,
)


@dataclass(frozen=True, slots=True)
class TargetDetail:
    """Everything a placed target promises besides its own columns."""

    units: list[TargetUnit]
    alignments: list[TargetAlignment]
    programme: list[ProgrammeEntry]
    milestones: list[Milestone]
    funding: list[TargetFunding]
    serves: TargetRevision | None


def target_detail(placement: Placement) -> TargetDetail:
    """The units, alignments, programme, milestones, money and served target of a placed target, a query each; of one
    that tells it has none of them no query."""
    revision = placement.revision
    served = TargetRevision.objects.filter(target=placement.serves_id).select_related("indicator").order_by("-pk")
    programme = ProgrammeEntry.objects.filter(revision=revision).select_related("period")
    return TargetDetail(
        units=list(revision.units.select_related("unit")),
        alignments=list(revision.alignments.select_related("entry__catalogue")),
        programme=list(programme.order_by("period__first_day", "period__periodicity")),
        milestones=list(revision.milestones.all()) if getattr(placement, "stepped", True) else [],
        funding=list(revision.funding.all()) if getattr(placement, "funded", True) else [],
        serves=served.first() if placement.serves_id else None,
    )
