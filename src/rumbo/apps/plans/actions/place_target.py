"""One target of a draft is written by hand: a new one, or another wording of one that stands there."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.plans.actions.placing import discard, revise_all
from rumbo.apps.plans.actions.writing import add_target, refuse_unaddable, reword_target, take_out
from rumbo.apps.plans.bridge import CHUNK, TargetData, target_data
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetRevision
from rumbo.apps.versions.actions.moving import hold
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NOT_SAID: Mapping[Placement, Counting] = MappingProxyType({})
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
        return add_target(version, data)
    if seen is not None and seen != str(placement.revision.uid):
        raise somebody_was_faster()
    return reword_target(version, placement, placement.revision, data)


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
        return add_target(version, replace(data, node=str(node.pk), weight=None, serves=None, printed={}, again=None))
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
    take_out(version, placement, reason)


@doorway("plans.target.settle")
def settle_targets(
    actor: Actor,
    version: PlanVersion,
    report_kinds: Mapping[Placement, str],
    weights: Mapping[Placement, Quantity | None],
    *,
    counting: Mapping[Placement, Counting] = NOT_SAID,
    edit: int | None = None,
) -> int:
    """Says for many targets at once what each reports, what it weighs and, where other units answer for it too, what
    becomes of the amounts of all of them; how many changed.

    `edit` is the count of changes of the version that its editor saw.
    """
    hold(version, edit)
    reported: dict[TargetRevision, TargetData] = {}
    changed = []
    for placement, data in zip(report_kinds, target_data(list(report_kinds)), strict=True):
        kind, weight = report_kinds[placement], weights.get(placement)
        told = replace(data, report_kind=kind, weight=weight)
        if placement in counting:
            told = replace(told, counting=dict.fromkeys(data.contributing, counting[placement]))
            refuse_unaddable(told)
        if told != data:
            changed.append(placement)
            placement.weight = weight
        if replace(told, weight=data.weight) != data:
            reported.setdefault(placement.revision, told)
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
