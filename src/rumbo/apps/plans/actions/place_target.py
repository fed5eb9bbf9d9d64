"""One target of a draft is written by hand: a new one, or another wording of one that stands there."""

from collections.abc import Mapping
from dataclasses import replace

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.plans.actions.placing import discard, place, revise, revise_all, says_the_same
from rumbo.apps.plans.bridge import CHUNK, TargetData, target_data
from rumbo.apps.plans.models import Lineage, LineageKind, NodeRevision, Placement, PlanVersion, TargetRevision
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.numbers import Quantity
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


SHOWN_ALREADY = declare(
    Sentences(
        code="plans.shown_already",
        severity=Severity.ERROR,
        title=marked("La actividad ya está en ese plan"),
        what=marked("La actividad {number} ya se muestra en ese nivel."),
        why=marked("Mostrarla dos veces en el mismo lugar haría creer que son dos."),
        how=marked("Elija otra actividad, o escriba una nueva."),
    )
)


@doorway("plans.target.write")
def place_target(
    actor: Actor,
    version: PlanVersion,
    data: TargetData,
    *,
    placement: Placement | None = None,
    seen: str | None = None,
) -> Placement:
    """Writes a target into a draft. `node` of the data is the key of a level of the version, or empty.

    With a placement, that one is reworded; `seen` is the uid of the revision its editor had on screen, and if another
    stands there by now, somebody was faster.
    """
    hold(version)
    if placement is None:
        return _add(version, data)
    if seen is not None and seen != str(placement.revision.uid):
        raise somebody_was_faster()
    return _reword(version, placement, placement.revision, data)


@doorway("plans.target.show")
def show_target(actor: Actor, version: PlanVersion, standing: Placement, node: NodeRevision) -> Placement:
    """Shows under another level of a draft a target that is registered already: of the same version the very same
    record once more, which counts where it stood first; of another plan the same target with all it promises."""
    hold(version)
    if Placement.objects.filter(version=version, node=node, revision__target=standing.revision.target_id).exists():
        raise Refused(Finding(SHOWN_ALREADY.code, SHOWN_ALREADY.severity, facts={"number": standing.number}))
    mine = Placement.objects.filter(version=version, revision__target=standing.revision.target_id).first()
    if mine is None:
        (data,) = target_data([standing])
        return _add(version, replace(data, node=str(node.pk), weight=None, serves=None, printed={}, again=None))
    last = Placement.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    return Placement.objects.create(
        entity_id=version.entity_id,
        version=version,
        node=node,
        revision_id=mine.revision_id,
        number=mine.number,
        ordinal=last + 1,
        counts=False,
    )


@doorway("plans.target.remove")
def remove_target(actor: Actor, version: PlanVersion, placement: Placement, *, reason: str = "") -> None:
    """Takes a target out of a draft; one that an earlier version promised is dropped with its reason."""
    hold(version)
    lineage = Lineage.objects.filter(version=version, to_target=placement.revision.target_id)
    earlier = [each.from_target for each in lineage.select_related("from_target") if each.from_target]
    if earlier and not reason.strip():
        raise Refused(Finding(REASON_MISSING.code, REASON_MISSING.severity, facts={"number": placement.number}))
    lineage.delete()
    for target in earlier:
        Lineage.objects.create(
            entity_id=version.entity_id, version=version, from_target=target, kind=LineageKind.DROPPED, reason=reason
        )
    gone, _ = Placement.objects.filter(pk=placement.pk, version=version).delete()
    if not gone:
        raise somebody_was_faster()
    discard([placement.revision_id])


@doorway("plans.target.settle")
def settle_targets(
    actor: Actor,
    version: PlanVersion,
    report_kinds: Mapping[Placement, str],
    weights: Mapping[Placement, Quantity | None],
    *,
    edit: int | None = None,
) -> int:
    """Says for many targets at once what each reports and what it weighs; how many changed.

    `edit` is the count of changes of the version that its editor saw.
    """
    hold(version, edit)
    reported: dict[TargetRevision, TargetData] = {}
    changed = []
    for placement, data in zip(report_kinds, target_data(list(report_kinds)), strict=True):
        kind, weight = report_kinds[placement], weights.get(placement)
        if (kind, weight) != (data.report_kind, data.weight):
            changed.append(placement)
            placement.weight = weight
        if kind != data.report_kind:
            reported.setdefault(placement.revision, replace(data, report_kind=kind, weight=weight))
    Placement.objects.bulk_update(changed, ["weight"], batch_size=CHUNK)
    _report_otherwise(version, reported)
    return len(changed)


def _report_otherwise(version: PlanVersion, reported: Mapping[TargetRevision, TargetData]) -> None:
    """Puts in place of each revision another that is reported in another way, wherever it stands in the version."""
    fresh = revise_all(version, [(data, seen.target) for seen, data in reported.items()])
    instead = dict(zip((seen.pk for seen in reported), fresh, strict=True))
    standing = list(Placement.objects.filter(version=version, revision__in=instead)) if instead else []
    for placement in standing:
        placement.revision = instead[placement.revision_id]
    Placement.objects.bulk_update(standing, ["revision"], batch_size=CHUNK)
    discard(list(instead))


def _add(version: PlanVersion, data: TargetData) -> Placement:
    last = Placement.objects.filter(version=version).aggregate(last=Max("ordinal"))["last"] or 0
    placement = place(version, _levels(version, data), data, last + 1)
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


def _reword(version: PlanVersion, placement: Placement, seen: TargetRevision, data: TargetData) -> Placement:
    unchanged = says_the_same(seen, data)
    revision = seen if unchanged else revise(version, data, seen.target)
    moved = Placement.objects.filter(pk=placement.pk, version=version, revision=seen).update(
        revision=revision,
        node=_levels(version, data).get(data.node),
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


def _levels(version: PlanVersion, data: TargetData) -> dict[str, NodeRevision]:
    """The level that the data name, if it stands in this version."""
    if not data.node:
        return {}
    return {str(node.pk): node for node in NodeRevision.objects.filter(version=version, pk=data.node)}
