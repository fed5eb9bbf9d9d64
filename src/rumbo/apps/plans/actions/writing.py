"""How one target of a draft is added, reworded and taken out. Steps of the verbs that write targets by hand."""

from django.db.models import Max

from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.plans.actions.placing import discard, place, revise, says_the_same, with_counting
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.models import Lineage, LineageKind, NodeRevision, Placement, PlanVersion, TargetRevision
from rumbo.domain.followup.contributing import CANNOT_ADD, Counting, can_add
from rumbo.findings import Finding, Sentences, Severity, declare, marked

REASON_MISSING = declare(
    Sentences(
        code="plans.dropped_without_reason",
        severity=Severity.ERROR,
        title=marked("Falta el motivo"),
        what=marked("La acción {number} viene de una versión anterior y se quita sin decir por qué."),
        why=marked("Quien lea el cambio entre versiones necesita saber por qué se dejó de prometer algo."),
        how=marked("Escriba el motivo, por ejemplo el acta del comité que lo decidió."),
    )
)


def add_target(version: PlanVersion, data: TargetData) -> Placement:
    """Puts a target last in a draft, with what it continues."""
    refuse_unaddable(data)
    last = Placement.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    placement = place(version, levels_named(version, data), data, last + 1)
    for origin in data.continues.origins:
        Lineage.objects.create(
            entity_id=version.entity_id,
            version=version,
            from_target=origin,
            to_target=placement.revision.target,
            kind=data.continues.kind,
            reason=data.continues.reason,
        )
    return placement


def reword_target(version: PlanVersion, placement: Placement, seen: TargetRevision, data: TargetData) -> Placement:
    """Another wording of a placed target, unless another revision stands there by now."""
    refuse_unaddable(data)
    (data,) = with_counting([data])
    unchanged = says_the_same(seen, data)
    revision = seen if unchanged else revise(version, data, seen.target)
    moved = Placement.objects.filter(pk=placement.pk, version=version, revision=seen).update(
        revision=revision,
        node=levels_named(version, data).get(data.node),
        number=data.number,
        weight=data.weight,
    )
    if not moved:
        raise somebody_was_faster()
    if not unchanged:
        # Where it stands a second time it says the same.
        Placement.objects.filter(version=version, revision=seen).update(revision=revision)
        _tell_rewording(version, seen, revision)
        discard([seen.pk])
    placement.refresh_from_db()
    return placement


def refuse_unaddable(data: TargetData) -> None:
    """What has no sum is not added up."""
    if Counting.ADDS in data.contributing.values() and not can_add(data.report_kind, data.measure_unit):
        raise Refused(Finding(CANNOT_ADD.code, CANNOT_ADD.severity, facts={"number": data.number}))


def _tell_rewording(version: PlanVersion, seen: TargetRevision, revision: TargetRevision) -> None:
    """What was the same as in the version before no longer is, once its statement differs."""
    if seen.statement == revision.statement:
        return
    for line in Lineage.objects.filter(version=version, to_target=seen.target_id, kind=LineageKind.SAME):
        line.delete()
        Lineage.objects.create(
            entity_id=version.entity_id,
            version=version,
            from_target_id=line.from_target_id,
            to_target_id=line.to_target_id,
            kind=LineageKind.REWORDED,
            reason=line.reason,
        )


def levels_named(version: PlanVersion, data: TargetData) -> dict[str, NodeRevision]:
    """The level that the data name, if it stands in this version."""
    if not data.node:
        return {}
    return {str(node.pk): node for node in NodeRevision.objects.filter(version=version, pk=data.node)}


def take_out(version: PlanVersion, placement: Placement, reason: str) -> None:
    """Takes a target out of a draft; one that an earlier version promised is dropped with its reason. One that is still
    shown in another place stays, and counts in the first of those."""
    others = Placement.objects.filter(version=version, revision__target=placement.revision.target_id)
    first = others.exclude(pk=placement.pk).order_by("ordinal").first()
    if first is None:
        _drop(version, placement, reason)
    gone, _ = Placement.objects.filter(pk=placement.pk, version=version).delete()
    if not gone:
        raise somebody_was_faster()
    if first is not None and placement.counts:
        first.counts = True
        first.save(update_fields=["counts"])
    discard([placement.revision_id])


def _drop(version: PlanVersion, placement: Placement, reason: str) -> None:
    """A target no longer stands in the version: what became of it is told, with the reason."""
    lineage = Lineage.objects.filter(version=version, to_target=placement.revision.target_id)
    earlier = [each.from_target for each in lineage.select_related("from_target") if each.from_target]
    if earlier and not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity, facts={"number": placement.number}))
    lineage.delete()
    for target in earlier:
        Lineage.objects.create(
            entity_id=version.entity_id, version=version, from_target=target, kind=LineageKind.DROPPED, reason=reason
        )
