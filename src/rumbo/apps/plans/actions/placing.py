"""How a target comes to stand in a draft: its revision with all it promises, under its level. Steps of the verbs."""

from collections.abc import Mapping, Sequence

from rumbo.apps.indicators.models import Indicator
from rumbo.apps.plans.bridge import REVISION_COLUMNS, TargetData
from rumbo.apps.plans.models import (
    LineageKind,
    Milestone,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    Target,
    TargetAlignment,
    TargetRevision,
    TargetUnit,
)


def place(version: PlanVersion, levels: Mapping[str, NodeRevision], data: TargetData, ordinal: int) -> Placement:
    """Puts a target under its level in a draft, with the revision it already has or a new one."""
    return Placement.objects.create(
        entity_id=version.entity_id,
        version=version,
        node=levels.get(data.node),
        revision=_unchanged(data) or revise(version, data),
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
    return latest if latest is not None and says_the_same(latest, data) else None


def says_the_same(revision: TargetRevision, data: TargetData) -> bool:
    """Whether a revision already promises everything that the data do."""
    return _says(revision) == _told(data)


def discard(revisions: Sequence[int]) -> None:
    """Takes away the revisions that no version places any longer, unless an approval froze them."""
    loose = TargetRevision.objects.filter(pk__in=revisions, frozen_at__isnull=True, placements__isnull=True)
    keys = list(loose.values_list("pk", flat=True))
    for model in (TargetUnit, TargetAlignment, ProgrammeEntry, Milestone):
        model.objects.filter(revision__in=keys).delete()
    TargetRevision.objects.filter(pk__in=keys).delete()


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


def revise(version: PlanVersion, data: TargetData, target: Target | None = None) -> TargetRevision:
    """A new revision with everything a target promises: of the target given, of the one continued, or of a new one."""
    if target is None and data.continues.keeps_identity:
        target = data.continues.target
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
