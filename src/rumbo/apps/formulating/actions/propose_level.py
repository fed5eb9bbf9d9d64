"""A unit proposes a level that the plan lacks; planning writes it into the plan or says why not."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.formulating.actions.moving import said
from rumbo.apps.formulating.models import LevelProposal, Part, ProposalState
from rumbo.apps.formulating.queries import lock_of
from rumbo.apps.plans.actions import write_node
from rumbo.apps.plans.bridge import NodeData
from rumbo.apps.plans.models import Node, NodeRevision
from rumbo.findings import Finding, Sentences, Severity, declare, marked

UNSAID = declare(
    Sentences(
        "formulating.proposal_unsaid",
        Severity.ERROR,
        marked("Falta decir el nivel o para qué se necesita"),
        marked("La propuesta no dice el nombre del nivel, su clase o el motivo."),
        marked("La estructura es de todo el plan: la oficina de planeación decide si el nivel cabe en ella."),
        marked("Escriba los tres datos."),
    )
)
NO_ANSWER = declare(
    Sentences(
        "formulating.proposal_declined_without_reason",
        Severity.ERROR,
        marked("Falta decir por qué no"),
        marked("La propuesta «{name}» se niega sin decir por qué."),
        marked("La dependencia necesita saber en qué nivel escribir su meta."),
        marked("Escriba el motivo o el nivel que debe usar."),
    )
)


@doorway("formulating.level.propose")
def propose_level(
    actor: Actor, part: Part, *, kind: str, name: str, reason: str, parent: Node | None = None
) -> LevelProposal:
    """Asks for a level, as long as the unit may write its part."""
    if lock := lock_of(part):
        raise Refused(lock)
    kind, name, reason = said(kind), said(name), said(reason)
    if not (kind and name and reason):
        raise Refused(Finding(UNSAID.code, UNSAID.severity))
    return LevelProposal.objects.create(
        entity_id=part.entity_id,
        part=part,
        kind=kind,
        name=name,
        parent=parent,
        reason=reason,
        proposed_by=actor.name[:200],
        proposed_at=timezone.now(),
    )


@doorway("formulating.level.answer")
def answer_level(actor: Actor, proposal: LevelProposal, *, accept: bool, answer: str = "") -> LevelProposal:
    """Writes the level into what is formulated, or declines it with the reason."""
    told = said(answer)
    if not accept and not told:
        raise Refused(Finding(NO_ANSWER.code, NO_ANSWER.severity, facts={"name": proposal.name}))
    waiting = LevelProposal.objects.filter(pk=proposal.pk, state=ProposalState.WAITING)
    moved = waiting.filter(part__formulation__finished_at__isnull=True).update(
        state=ProposalState.ACCEPTED if accept else ProposalState.DECLINED,
        answer=told,
        answered_by=actor.name[:200],
        answered_at=timezone.now(),
    )
    if not moved:
        raise somebody_was_faster()
    proposal.refresh_from_db()
    if accept:
        version = proposal.part.formulation.version
        parent = NodeRevision.objects.filter(version=version, node=proposal.parent_id).first()
        data = NodeData("", proposal.kind, proposal.name)
        proposal.node = write_node(actor, version, data, parent=parent).node
        proposal.save(update_fields=["node"])
    return proposal
