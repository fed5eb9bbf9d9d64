"""What was settled of a document of several parts becomes records, by what it is. Steps of propose and approve."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, somebody_was_faster
from rumbo.apps.intake.actions.indicators import register_indicators
from rumbo.apps.intake.actions.institutional import register_parts, write_institutional
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.actions.project import register_sheet
from rumbo.apps.intake.actions.risks import register_risk_map
from rumbo.apps.intake.actions.strategic import write_strategic
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome
from rumbo.apps.intake.queries.documents import document_obstacles
from rumbo.apps.plans.actions import Act, approve_version, propose_version
from rumbo.apps.plans.models import Placement, PlanVersion, VersionState
from rumbo.apps.versions.actions.adopting import ACT_MISSING
from rumbo.findings import Finding

REGISTERS = {
    "project_sheet": register_sheet,
    "indicator_sheet": register_indicators,
    "indicator_sheets": register_indicators,
    "risk_map": register_risk_map,
}
"""What needs no act: it is registered at once, as drafts that go on in their own place."""
WRITERS = {"strategic_plan": write_strategic, "institutional_action_plan": write_institutional}


def propose_parts(actor: Actor, intake: Intake, *, edit: int | None = None) -> Intake:
    """Writes the plan and its version, which waits for its act; what needs none is registered."""
    after = IntakeState.DONE if intake.layout in REGISTERS else IntakeState.PROPOSED
    move(intake, IntakeState.SETTLING, edit=edit, state=after)
    reading = document_reading_of(intake)
    if standing := document_obstacles(intake, reading):
        raise Refused(*standing)
    if intake.layout in REGISTERS:
        REGISTERS[intake.layout](actor, intake, reading)
        return intake
    version = WRITERS[intake.layout](actor, intake, reading)
    propose_version(actor, version)
    intake.plan, intake.version = version.plan, version
    intake.save(update_fields=["plan", "version"])
    return intake


def approve_parts(actor: Actor, intake: Intake, act: Act | None, *, edit: int | None = None) -> None:
    """The act that adopts the version; and what was written, is told of the file."""
    move(intake, IntakeState.PROPOSED, edit=edit, state=IntakeState.DONE)
    version = intake.version
    if version is None:
        raise somebody_was_faster()
    if version.state != VersionState.APPROVED:
        if act is None:
            raise Refused(Finding(ACT_MISSING.code, ACT_MISSING.severity))
        approve_version(actor, version, act)
    tell_placements(intake, version)
    if intake.layout == "institutional_action_plan":
        register_parts(actor, intake, document_reading_of(intake))


def tell_placements(intake: Intake, version: PlanVersion) -> None:
    """Keeps which placement came from which target of the document, counting from 0."""
    placed = Placement.objects.filter(version=version).order_by("ordinal").values_list("uid", flat=True)
    Outcome.objects.bulk_create(
        Outcome(entity_id=intake.entity_id, intake=intake, line=line, kind="placement", record_uid=uid)
        for line, uid in enumerate(placed)
    )
