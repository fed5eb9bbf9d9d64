"""How a target comes to stand in a draft: its revision with all it promises, under its level. Steps of the verbs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.indicators.models import Indicator
from rumbo.apps.plans.bridge import CHUNK, REVISION_COLUMNS, Attached, TargetData, attached_to
from rumbo.apps.plans.models import (
    LineageKind,
    Milestone,
    NodeRevision,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    Target,
    TargetAlignment,
    TargetFunding,
    TargetRevision,
    TargetUnit,
)
from rumbo.apps.progress import advance
from rumbo.apps.rows import insert_objects, insert_rows
from rumbo.domain.followup.contributing import Counting, can_add
from rumbo.findings import Finding, Sentences, Severity, declare, marked

HANGING = (TargetUnit, TargetAlignment, ProgrammeEntry, Milestone, TargetFunding)
"""What hangs from a revision, and is frozen and discarded with it."""

COUNTS_TWICE = declare(
    Sentences(
        code="plans.counts_twice",
        severity=Severity.ERROR,
        title=marked("Una meta contaría dos veces"),
        what=marked("La meta {number} ya cuenta en otro lugar de esta versión."),
        why=marked("Contada en dos lugares pesaría dos veces en el avance del plan, y nadie decidió eso."),
        how=marked("Deje que cuente en un solo lugar; en los demás puede mostrarse con su cifra."),
    )
)
Levels = Mapping[str, NodeRevision]
Row = dict[str, Any]


def place_all(version: PlanVersion, levels: Levels, targets: Sequence[TargetData], first: int = 1) -> list[Placement]:
    """Puts targets under their levels in a draft, in order from an ordinal on, each with the revision it already has or
    a new one. As many statements for one target as for five hundred."""
    placements: list[Placement] = []
    targets = with_counting(targets)
    for start in range(0, len(targets), CHUNK):
        chunk = targets[start : start + CHUNK]
        placements += _place_chunk(version, levels, chunk, first + start, _revisions(version, chunk, placements))
        advance("writing", len(placements), len(targets))
    return placements


def with_counting(targets: Sequence[TargetData]) -> list[TargetData]:
    """Targets with what becomes of the amount of each contributing unit: as the data say, as the target that they
    continue said last, else it only informs. What has no sum is never added. One query, if any."""
    unsaid = [data.continues.target for data in targets if None in data.contributing.values()]
    before: dict[tuple[int, int], str] = {}
    if continued := {target.pk for target in unsaid if target is not None}:
        rows = TargetUnit.objects.filter(revision__target__in=continued, revision__frozen_at__isnull=False)
        for target, unit, counting in rows.order_by("revision").values_list(
            "revision__target_id", "unit_id", "counting"
        ):
            before[target, unit] = counting
    return [_with_counting(data, before) for data in targets]


def _with_counting(data: TargetData, before: Mapping[tuple[int, int], str]) -> TargetData:
    if not data.contributing:
        return data
    target = data.continues.target.pk if data.continues.target is not None else 0
    adds = can_add(data.report_kind, data.measure_unit)
    said = {
        unit: counting or Counting(before.get((target, unit), Counting.INFORMS.value))
        for unit, counting in data.contributing.items()
    }
    return replace(
        data,
        counting={
            unit: counting if adds or counting is not Counting.ADDS else Counting.INFORMS
            for unit, counting in said.items()
        },
    )


def place(version: PlanVersion, levels: Levels, data: TargetData, ordinal: int) -> Placement:
    """One target, the same way."""
    return place_all(version, levels, [data], ordinal)[0]


def _revisions(
    version: PlanVersion, targets: Sequence[TargetData], placed: Sequence[Placement]
) -> list[TargetRevision]:
    """The revision of each target: the one it has, a new one, or that of the target of which it is another place."""
    revisions = _unchanged(targets)
    changed = [(at, data) for at, data in enumerate(targets) if at not in revisions and data.again is None]
    fresh = revise_all(version, [(data, None) for _, data in changed])
    revisions |= {at: revision for (at, _), revision in zip(changed, fresh, strict=True)}
    start = len(placed)
    for at, data in enumerate(targets):
        if data.again is not None:
            revisions[at] = placed[data.again].revision if data.again < start else revisions[data.again - start]
    return [revisions[at] for at in range(len(targets))]


def _place_chunk(
    version: PlanVersion,
    levels: Levels,
    targets: Sequence[TargetData],
    first: int,
    revisions: Sequence[TargetRevision],
) -> list[Placement]:
    _refuse_counting_twice(version, targets, revisions)
    return insert_objects(
        Placement(
            entity_id=version.entity_id,
            version=version,
            node=levels.get(data.node),
            revision=revisions[at],
            number=data.number,
            ordinal=first + at,
            weight=data.weight,
            serves=data.serves,
            printed=dict(data.printed),
            counts=data.counts,
        )
        for at, data in enumerate(targets)
    )


def _refuse_counting_twice(
    version: PlanVersion, targets: Sequence[TargetData], revisions: Sequence[TargetRevision]
) -> None:
    """A target counts in one place of a version, also where two of its revisions are placed. One query."""
    counting = {at: revisions[at].target_id for at, data in enumerate(targets) if data.counts}
    placed = Placement.objects.filter(version=version, counts=True, revision__target__in=set(counting.values()))
    taken = set(placed.values_list("revision__target", flat=True))
    for at, target in counting.items():
        if target in taken:
            facts = {"number": targets[at].number}
            raise Refused(Finding(COUNTS_TWICE.code, COUNTS_TWICE.severity, facts=facts))
        taken.add(target)


def _unchanged(targets: Sequence[TargetData]) -> dict[int, TargetRevision]:
    """The latest frozen revision of each target that is continued as it was, where it already says everything that the
    data say, by the place of the data among the targets."""
    continued = {
        at: data.continues.target.pk
        for at, data in enumerate(targets)
        if data.continues.target is not None and data.continues.kind == LineageKind.SAME and data.again is None
    }
    if not continued:
        return {}
    frozen = TargetRevision.objects.filter(target__in=set(continued.values()), frozen_at__isnull=False)
    latest = {each.target_id: each for each in frozen.select_related("indicator").order_by("pk")}
    attached = attached_to([each.pk for each in latest.values()])
    return {
        at: revision
        for at, target in continued.items()
        if (revision := latest.get(target)) and _says(revision, attached[revision.pk]) == _told(targets[at])
    }


def says_the_same(revision: TargetRevision, data: TargetData) -> bool:
    """Whether a revision already promises everything that the data do."""
    return _says(revision, attached_to([revision.pk])[revision.pk]) == _told(data)


def discard(revisions: Sequence[int]) -> None:
    """Takes away the revisions that no version places any longer, unless an approval froze them."""
    for start in range(0, len(revisions), CHUNK):
        loose = TargetRevision.objects.filter(
            pk__in=revisions[start : start + CHUNK], frozen_at__isnull=True, placements__isnull=True
        )
        keys = list(loose.values_list("pk", flat=True))
        for model in HANGING:
            model.objects.filter(revision__in=keys).delete()
        TargetRevision.objects.filter(pk__in=keys).delete()


def _told(data: TargetData) -> tuple[object, ...]:
    columns = tuple(getattr(data, column) for column in REVISION_COLUMNS)
    attached = Attached(
        tuple(data.units),
        data.reporting,
        {unit: counting or Counting.INFORMS for unit, counting in data.contributing.items()},
        tuple(data.alignments),
        dict(data.programme),
        tuple(data.milestones),
        tuple(data.funding),
    )
    return (*columns, data.indicator, attached)


def _says(revision: TargetRevision, attached: Attached) -> tuple[object, ...]:
    columns = tuple(getattr(revision, column) for column in REVISION_COLUMNS)
    return (*columns, revision.indicator.name, attached)


def revise(version: PlanVersion, data: TargetData, target: Target | None = None) -> TargetRevision:
    """A new revision with everything a target promises: of the target given, of the one continued, or of a new one."""
    return revise_all(version, [(data, target)])[0]


def revise_all(version: PlanVersion, asked: Sequence[tuple[TargetData, Target | None]]) -> list[TargetRevision]:
    """New revisions, one for each data; as many statements however many."""
    if not asked:
        return []
    said = with_counting([data for data, _ in asked])
    asked = [(data, target) for data, (_, target) in zip(said, asked, strict=True)]
    targets = _targets(version, asked)
    indicators = _indicators(version, [data for data, _ in asked])
    revisions = insert_objects(
        TargetRevision(
            entity_id=version.entity_id,
            target=target,
            indicator=indicators[data.indicator, data.measure_unit],
            origin=dict(data.origin),
            **{column: getattr(data, column) for column in REVISION_COLUMNS},
        )
        for (data, _), target in zip(asked, targets, strict=True)
    )
    _attach(revisions, [data for data, _ in asked])
    return revisions


def _targets(version: PlanVersion, asked: Sequence[tuple[TargetData, Target | None]]) -> list[Target]:
    """The target given, the one continued, or a new one, of each."""
    standing = [given or (data.continues.target if data.continues.keeps_identity else None) for data, given in asked]
    new = [Target(entity_id=version.entity_id) for each in standing if each is None]
    created = iter(insert_objects(new))
    return [each if each is not None else next(created) for each in standing]


def _indicators(version: PlanVersion, targets: Sequence[TargetData]) -> dict[tuple[str, str], Indicator]:
    """The indicator of each name and unit of measure; one indicator may serve several targets."""
    wanted = dict.fromkeys((data.indicator, data.measure_unit) for data in targets)
    named = Indicator.objects.filter(entity_id=version.entity_id, name__in={name for name, _ in wanted})
    # Of two of the same name and unit, the first.
    known = {(each.name, each.measure_unit): each for each in named.order_by("-pk")}
    missing = [
        Indicator(entity_id=version.entity_id, name=name, measure_unit=unit)
        for name, unit in wanted
        if (name, unit) not in known
    ]
    created = insert_objects(missing)
    return known | {(each.name, each.measure_unit): each for each in created}


def _attach(revisions: Sequence[TargetRevision], targets: Sequence[TargetData]) -> None:
    """Writes what hangs from revisions, a kind at a time."""
    both = list(zip(revisions, targets, strict=True))
    insert_rows(TargetUnit, (row for each in both for row in _units(*each)))
    insert_rows(TargetAlignment, (row for each in both for row in _alignments(*each)))
    insert_rows(ProgrammeEntry, (row for each in both for row in _programme(*each)))
    insert_rows(Milestone, (row for each in both for row in _milestones(*each)))
    insert_rows(TargetFunding, (row for each in both for row in _funding(*each)))


def _of(revision: TargetRevision) -> dict[str, Any]:
    return {"entity_id": revision.entity_id, "revision_id": revision.pk}


def _units(revision: TargetRevision, data: TargetData) -> Iterator[Row]:
    others = data.contributing
    for ordinal, unit in enumerate(data.units, start=1):
        counting = others.get(unit) or Counting.INFORMS
        yield _of(revision) | {
            "unit_id": unit,
            "ordinal": ordinal,
            "reports": unit == data.reporting,
            "counting": counting.value,
        }


def _alignments(revision: TargetRevision, data: TargetData) -> Iterator[Row]:
    for ordinal, each in enumerate(data.alignments, start=1):
        yield _of(revision) | {
            "catalogue_key": each.catalogue_key,
            "entry_id": each.entry_id,
            "as_written": each.as_written,
            "number": each.number,
            "ordinal": ordinal,
        }


def _programme(revision: TargetRevision, data: TargetData) -> Iterator[Row]:
    for period, amount in data.programme.items():
        yield _of(revision) | {"period_id": period, "quantity": amount}


def _milestones(revision: TargetRevision, data: TargetData) -> Iterator[Row]:
    for ordinal, each in enumerate(data.milestones, start=1):
        yield _of(revision) | {"ordinal": ordinal, "title": each.title, "due": each.due, "weight": each.weight}


def _funding(revision: TargetRevision, data: TargetData) -> Iterator[Row]:
    for ordinal, each in enumerate(data.funding, start=1):
        yield _of(revision) | {"ordinal": ordinal, "source": each.source, "amount": each.amount}
