"""The act of the committee approves the whole of what was formulated, or some of its components: those rule with the
act, and the others remain in formulation as the draft of the version that follows.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.formulating.actions.moving import signature
from rumbo.apps.formulating.models import Approval, Formulation
from rumbo.apps.formulating.queries import Component, components_of, top_of
from rumbo.apps.plans.actions import Act, approve_version
from rumbo.apps.plans.models import (
    Lineage,
    LineageKind,
    NarrativeSection,
    NodeRevision,
    Placement,
    PlanVersion,
    VersionState,
)
from rumbo.apps.versions.actions.copying import copied
from rumbo.apps.versions.actions.moving import move, next_number
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NOTHING_CHOSEN = declare(
    Sentences(
        "formulating.no_components",
        Severity.ERROR,
        marked("No se eligió qué aprueba el acto"),
        marked("Ningún componente con metas quedó elegido."),
        marked("El acto aprueba el plan completo o los componentes que diga."),
        marked("Elija los componentes que el acto aprueba."),
    )
)
NOT_TAKEN = declare(
    Sentences(
        "formulating.units_waiting",
        Severity.ERROR,
        marked("Hay formulaciones sin recibir"),
        marked("En «{component}» falta recibir lo de: {units}."),
        marked("El comité aprueba lo que cada dependencia firmó y la oficina de planeación recibió."),
        marked("Reciba o devuelva primero lo de esas dependencias, o apruebe solo los demás componentes."),
    )
)


@doorway("formulating.components.approve")
def approve_components(
    actor: Actor, formulation: Formulation, keys: Collection[str], act: Act, *, in_force_from: date | None = None
) -> PlanVersion:
    """Approves the components of these keys (as `components_of` gives them). What an earlier act approved goes on in
    force with them. Returns the version that rules now."""
    locked = Formulation.objects.select_for_update().filter(pk=formulation.pk, finished_at__isnull=True).first()
    if locked is None or locked.version_id != formulation.version_id:
        raise somebody_was_faster()
    standing = components_of(formulation)
    chosen = [each for each in standing if each.key in keys and each.approval is None]
    _refuse_unready(chosen)
    staying = [each for each in standing if each.approval is None and each not in chosen and each.targets]
    version = formulation.version
    rest = _set_apart(formulation, [each.node for each in staying]) if staying else None
    move(version, *(VersionState.DRAFT, VersionState.RETURNED), state=VersionState.PROPOSED, in_formulation=False)
    approve_version(actor, version, act, in_force_from=in_force_from)
    _sign(actor, formulation, version, chosen, act)
    formulation.version = rest or version
    formulation.finished_at = None if rest else timezone.now()
    formulation.save(update_fields=["version", "finished_at"])
    return version


def _refuse_unready(chosen: Sequence[Component]) -> None:
    if not any(each.targets for each in chosen):
        raise Refused(Finding(NOTHING_CHOSEN.code, NOTHING_CHOSEN.severity))
    findings = [
        Finding(
            NOT_TAKEN.code,
            NOT_TAKEN.severity,
            facts={"component": each.name, "units": "; ".join(each.waiting)},
        )
        for each in chosen
        if each.waiting
    ]
    if findings:
        raise Refused(*findings)


def _sign(actor: Actor, formulation: Formulation, version: PlanVersion, chosen: Sequence[Component], act: Act) -> None:
    for each in chosen:
        told = {
            "version": str(version.uid),
            "component": each.key,
            "title": each.name,
            "act": [act.kind, act.number, act.day.isoformat()],
        }
        Approval.objects.create(
            entity_id=formulation.entity_id,
            formulation=formulation,
            version=version,
            node=each.node.node if each.node else None,
            name=each.name,
            act_kind=act.kind,
            act_number=act.number,
            act_date=act.day,
            **signature(actor, (Role.PLANNING_OFFICE, Role.DIRECTOR), None, **told),
        )


# --- What is not approved goes on as the draft that follows


def _set_apart(formulation: Formulation, staying: Sequence[NodeRevision | None]) -> PlanVersion:
    """Moves the components that stay to the next draft, which holds beside them what is being approved."""
    version = formulation.version
    number = next_number(formulation.plan, PlanVersion.objects.filter(plan=formulation.plan))
    rest = PlanVersion.objects.create(
        entity_id=formulation.entity_id,
        plan=formulation.plan,
        number=number,
        label=str(number),
        objective=version.objective,
        layout=version.layout,
        printed=version.printed,
        in_formulation=True,
    )
    nodes = list(NodeRevision.objects.filter(version=version).order_by("ordinal"))
    moved = _copied_nodes(nodes, rest)
    tops = top_of(nodes)
    kept = {node.pk for node in staying if node is not None}
    leaving = [node for node in nodes if tops[node.pk] in kept]
    loose = any(node is None for node in staying)
    for row in Placement.objects.filter(version=version).select_related("revision"):
        goes = loose if row.node_id is None else tops[row.node_id] in kept
        (_move_placement if goes else _copy_placement)(row, rest, moved)
    copied(NarrativeSection.objects.filter(version=version), version=rest)
    # From the lowest up, because a level stands under its parent.
    for node in sorted(leaving, key=lambda each: -each.depth):
        node.delete()
    _count_somewhere(version)
    rest.refresh_from_db()
    return rest


def _copied_nodes(nodes: Sequence[NodeRevision], rest: PlanVersion) -> dict[int, NodeRevision]:
    moved: dict[int, NodeRevision] = {}
    for depth in sorted({node.depth for node in nodes}):
        level = [node for node in nodes if node.depth == depth]
        moved |= copied(level, {"parent_id": moved}, version=rest)
    return moved


def _move_placement(row: Placement, rest: PlanVersion, moved: dict[int, NodeRevision]) -> None:
    target = row.revision.target_id
    lineage = list(Lineage.objects.filter(version=row.version_id, to_target=target))
    Lineage.objects.filter(pk__in=[each.pk for each in lineage]).delete()
    copied(lineage, version=rest)
    row.node = moved[row.node_id] if row.node_id else None
    row.version = rest
    row.save(update_fields=["node", "version"])


def _copy_placement(row: Placement, rest: PlanVersion, moved: dict[int, NodeRevision]) -> None:
    copied([row], {"node_id": moved}, version=rest)
    if row.counts:
        target = row.revision.target_id
        Lineage.objects.create(
            entity_id=row.entity_id, version=rest, from_target_id=target, to_target_id=target, kind=LineageKind.SAME
        )


def _count_somewhere(version: PlanVersion) -> None:
    """A target whose first place stays in formulation counts where it stands now."""
    counting = Placement.objects.filter(version=version, counts=True).values("revision")
    for row in Placement.objects.filter(version=version, counts=False).exclude(revision__in=counting):
        if not Placement.objects.filter(version=version, revision=row.revision_id, counts=True).exists():
            row.counts = True
            row.save(update_fields=["counts"])
