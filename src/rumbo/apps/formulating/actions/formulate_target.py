"""A unit writes its own targets in its part: a new one, another wording, or one it withdraws with its reason."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted, somebody_was_faster
from rumbo.apps.formulating.actions.moving import begin_writing, said
from rumbo.apps.formulating.models import Formulation, Part
from rumbo.apps.formulating.queries import approved_nodes
from rumbo.apps.plans.actions.writing import add_target, reword_target, take_out
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.models import NodeRevision, Placement, PlanVersion, TargetUnit
from rumbo.apps.versions.actions.moving import hold
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NO_REASON = declare(
    Sentences(
        "formulating.withdrawn_without_reason",
        Severity.ERROR,
        marked("Falta el motivo"),
        marked("No se dijo por qué se retira la meta {number}."),
        marked("Lo que se deja de prometer queda en la historia con su motivo."),
        marked("Escriba el motivo en una o dos frases."),
    )
)
NOT_REPORTING = declare(
    Sentences(
        "formulating.other_unit_reports",
        Severity.ERROR,
        marked("La meta no la reportaría su dependencia"),
        marked("La meta «{statement}» diría que la reporta otra dependencia."),
        marked("Cada dependencia formula las metas que va a reportar."),
        marked("Ponga su dependencia como la que reporta; las demás pueden aportar."),
    )
)
APPROVED = declare(
    Sentences(
        "formulating.component_approved",
        Severity.ERROR,
        marked("El componente ya está aprobado"),
        marked("La meta {number} está en un componente que un acto ya aprobó."),
        marked("Lo aprobado por un acto solo cambia con otra versión y su acto."),
        marked("Escriba la meta en un componente que siga en formulación, o pida el cambio después."),
    )
)


@doorway("formulating.target.write")
def formulate_target(
    actor: Actor,
    part: Part,
    data: TargetData,
    *,
    placement: Placement | None = None,
    seen: str | None = None,
) -> Placement:
    """Writes a target of the unit into what is formulated; `node` of the data is the key of a level of the version, or
    empty. `seen` is the uid of the revision that its editor had on screen."""
    version = _held(part)
    if data.reporting != part.unit_id:
        raise Refused(Finding(NOT_REPORTING.code, NOT_REPORTING.severity, facts={"statement": data.statement}))
    _refuse_approved(part.formulation, data.node, data.number)
    if placement is None:
        return add_target(version, data)
    _refuse_others(part, version, placement)
    if seen is not None and seen != str(placement.revision.uid):
        raise somebody_was_faster()
    return reword_target(version, placement, placement.revision, data)


@doorway("formulating.target.withdraw")
def withdraw_target(actor: Actor, part: Part, placement: Placement, *, reason: str) -> None:
    """Takes a target of the unit out of what is formulated. What it said and why it went stay in the trail."""
    version = _held(part)
    _refuse_others(part, version, placement)
    if not (told := said(reason)):
        raise Refused(Finding(NO_REASON.code, NO_REASON.severity, facts={"number": placement.number}))
    take_out(version, placement, told)


def _held(part: Part) -> PlanVersion:
    """The draft that is formulated, kept editable until the end of the transaction; the part is begun."""
    begin_writing(part)
    part.formulation = Formulation.objects.select_related("version__plan").get(pk=part.formulation_id)
    hold(part.formulation.version)
    return part.formulation.version


def _refuse_others(part: Part, version: PlanVersion, placement: Placement) -> None:
    """A unit touches what it reports in this very version, and nothing that an act approved."""
    own = TargetUnit.objects.filter(revision=placement.revision_id, unit=part.unit_id, reports=True).exists()
    if placement.version_id != version.pk:
        raise somebody_was_faster()
    if not own:
        raise Forbidden(not_permitted())
    _refuse_approved(part.formulation, str(placement.node_id or ""), placement.number)


def _refuse_approved(formulation: Formulation, node: str, number: str) -> None:
    known = NodeRevision.objects.filter(version=formulation.version_id, pk=node).exists() if node else True
    if not known:
        raise somebody_was_faster()
    if node and int(node) in approved_nodes(formulation):
        raise Refused(Finding(APPROVED.code, APPROVED.severity, facts={"number": number}))
