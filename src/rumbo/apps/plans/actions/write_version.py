"""A draft version is written whole: its levels, its targets, and what continues what.

Writing again replaces what the draft held. A target that continues an earlier one without any change places the earlier
revision again, so that its reports go on measuring the very same promise.
"""

from collections.abc import Mapping, Sequence

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.plans.actions.moving import hold
from rumbo.apps.plans.bridge import REVISION_COLUMNS, NodeData, TargetData
from rumbo.apps.plans.models import (
    Lineage,
    LineageKind,
    Milestone,
    Node,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    Target,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
)


@doorway("plans.version.write")
def write_version(
    actor: Actor,
    version: PlanVersion,
    nodes: Sequence[NodeData],
    targets: Sequence[TargetData],
    *,
    dropped: Mapping[Target, str] | None = None,
) -> list[Placement]:
    """Writes the levels and targets of a draft; `dropped` are targets that end here, each with its reason."""
    hold(version)
    _erase(version)
    levels = _write_nodes(version, nodes)
    placements = [_place(version, levels, target, ordinal) for ordinal, target in enumerate(targets, start=1)]
    Lineage.objects.bulk_create(_lineage(version, targets, placements, dropped or {}))
    return placements


def _erase(version: PlanVersion) -> None:
    """Takes away what the draft held: nothing of it is frozen, and nothing else has looked at it."""
    placed = list(Placement.objects.filter(version=version).values_list("revision_id", flat=True))
    Lineage.objects.filter(version=version).delete()
    Placement.objects.filter(version=version).delete()
    NodeRevision.objects.filter(version=version).update(parent=None)
    NodeRevision.objects.filter(version=version).delete()
    fresh = TargetRevision.objects.filter(pk__in=placed, frozen_at__isnull=True, placements__isnull=True)
    fresh_keys = list(fresh.values_list("pk", flat=True))
    for model in (TargetUnit, TargetAlignment, ProgrammeEntry, Milestone):
        model.objects.filter(revision__in=fresh_keys).delete()
    TargetRevision.objects.filter(pk__in=fresh_keys).delete()


def _write_nodes(version: PlanVersion, nodes: Sequence[NodeData]) -> dict[str, NodeRevision]:
    written: dict[str, NodeRevision] = {}
    for ordinal, data in enumerate(nodes, start=1):
        parent = written.get(data.parent)
        written[data.key] = NodeRevision.objects.create(
            entity_id=version.entity_id,
            version=version,
            node=_node(version, data),
            parent=parent,
            kind=data.kind,
            code=data.code,
            name=data.name,
            depth=parent.depth + 1 if parent else 0,
            ordinal=ordinal,
            weight=data.weight,
        )
    return written


def _node(version: PlanVersion, data: NodeData) -> Node:
    """The identity of a level: the one named, or a new one."""
    if data.node_uid:
        return Node.objects.get(entity_id=version.entity_id, uid=data.node_uid)
    return Node.objects.create(entity_id=version.entity_id)


def _place(version: PlanVersion, levels: Mapping[str, NodeRevision], data: TargetData, ordinal: int) -> Placement:
    return Placement.objects.create(
        entity_id=version.entity_id,
        version=version,
        node=levels.get(data.node),
        revision=_unchanged(data) or _revise(version, data),
        number=data.number,
        ordinal=ordinal,
        weight=data.weight,
        serves=data.serves,
    )


def _unchanged(data: TargetData) -> TargetRevision | None:
    """The latest frozen revision of the target continued, when it already says everything this one says."""
    target = data.continues.target
    if target is None or data.continues.kind != LineageKind.SAME:
        return None
    latest = target.revisions.filter(frozen_at__isnull=False).select_related("indicator").order_by("-pk").first()
    return latest if latest is not None and _says(latest) == _told(data) else None


def _told(data: TargetData) -> tuple[object, ...]:
    columns = tuple(getattr(data, column) for column in REVISION_COLUMNS)
    alignments = tuple((a.catalogue_key, a.entry_id, a.as_written, a.number) for a in data.alignments)
    milestones = tuple((m.title, m.due, m.weight) for m in data.milestones)
    programme = tuple(sorted((key, amount) for key, amount in data.programme.items()))
    return (*columns, data.indicator, data.units, _reporting(data), alignments, programme, milestones)


def _says(revision: TargetRevision) -> tuple[object, ...]:
    columns = tuple(getattr(revision, column) for column in REVISION_COLUMNS)
    units = list(revision.units.order_by("ordinal").values_list("unit_id", "reports"))
    aligned = revision.alignments.order_by("ordinal").values_list("catalogue_key", "entry_id", "as_written", "number")
    milestones = revision.milestones.order_by("ordinal").values_list("title", "due", "weight")
    programme = revision.programme.order_by("period_id").values_list("period_id", "quantity")
    return (
        *columns,
        revision.indicator.name,
        tuple(unit for unit, _ in units),
        next((unit for unit, reports in units if reports), None),
        tuple(aligned),
        tuple(programme),
        tuple(milestones),
    )


def _reporting(data: TargetData) -> int | None:
    return data.reporting_unit if data.reporting_unit is not None else next(iter(data.units), None)


def _revise(version: PlanVersion, data: TargetData) -> TargetRevision:
    target = data.continues.target if data.continues.keeps_identity else None
    revision = TargetRevision.objects.create(
        entity_id=version.entity_id,
        target=target or Target.objects.create(entity_id=version.entity_id),
        indicator=_indicator(version, data),
        origin=dict(data.origin),
        **{column: getattr(data, column) for column in REVISION_COLUMNS},
    )
    _write_units(revision, data)
    _write_alignments(revision, data)
    _write_programme(revision, data)
    return revision


def _indicator(version: PlanVersion, data: TargetData) -> Indicator:
    """The indicator of that name and unit of measure; one indicator may serve several targets."""
    indicator, _ = Indicator.objects.get_or_create(
        entity_id=version.entity_id, name=data.indicator, measure_unit=data.measure_unit
    )
    return indicator


def _write_units(revision: TargetRevision, data: TargetData) -> None:
    reporting = _reporting(data)
    TargetUnit.objects.bulk_create(
        TargetUnit(
            entity_id=revision.entity_id, revision=revision, unit_id=unit, ordinal=ordinal, reports=unit == reporting
        )
        for ordinal, unit in enumerate(data.units, start=1)
    )


def _write_alignments(revision: TargetRevision, data: TargetData) -> None:
    TargetAlignment.objects.bulk_create(
        TargetAlignment(
            entity_id=revision.entity_id,
            revision=revision,
            catalogue_key=alignment.catalogue_key,
            entry_id=alignment.entry_id,
            as_written=alignment.as_written,
            number=alignment.number,
            ordinal=ordinal,
        )
        for ordinal, alignment in enumerate(data.alignments, start=1)
    )


def _write_programme(revision: TargetRevision, data: TargetData) -> None:
    ProgrammeEntry.objects.bulk_create(
        ProgrammeEntry(entity_id=revision.entity_id, revision=revision, period_id=period, quantity=amount)
        for period, amount in data.programme.items()
    )
    Milestone.objects.bulk_create(
        Milestone(
            entity_id=revision.entity_id,
            revision=revision,
            ordinal=ordinal,
            title=milestone.title,
            due=milestone.due,
            weight=milestone.weight,
        )
        for ordinal, milestone in enumerate(data.milestones, start=1)
    )


def _lineage(
    version: PlanVersion,
    targets: Sequence[TargetData],
    placements: Sequence[Placement],
    dropped: Mapping[Target, str],
) -> list[Lineage]:
    continued = [
        Lineage(
            entity_id=version.entity_id,
            version=version,
            from_target=data.continues.target,
            to_target_id=placement.revision.target_id,
            kind=data.continues.kind,
            reason=data.continues.reason,
        )
        for data, placement in zip(targets, placements, strict=True)
    ]
    ended = [
        Lineage(
            entity_id=version.entity_id, version=version, from_target=target, kind=LineageKind.DROPPED, reason=reason
        )
        for target, reason in dropped.items()
    ]
    return continued + ended
