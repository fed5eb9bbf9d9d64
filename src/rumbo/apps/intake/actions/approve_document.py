"""The act that adopts what a document brought: its version rules, and the reports of a follow-up stand accepted."""

from collections.abc import Iterable
from uuid import UUID

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions import import_reports, open_followup
from rumbo.apps.followup.bridge import ImportedAnswer
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.intake.actions.choose_destination import NO_VERSION
from rumbo.apps.intake.actions.management_plan import proposed_with
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.actions.parts import approve_parts
from rumbo.apps.intake.bridge import CannotSay, Reading, answer_of, is_document, origin_of, reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome
from rumbo.apps.intake.queries import CANNOT_SAY, continuity_of
from rumbo.apps.plans.actions import Act, approve_version, ensure_periods
from rumbo.apps.plans.models import Period, Placement, PlanVersion, VersionState
from rumbo.apps.plans.queries import version_in_force
from rumbo.apps.versions.actions.adopting import ACT_MISSING
from rumbo.content.periodicities import calendar_code
from rumbo.findings import Finding

Placed = dict[int, Placement]


@doorway("intake.document.approve")
def approve_document(
    actor: Actor, intake: Intake, act: Act | None = None, *, edit: int | None = None
) -> Followup | None:
    """Approves the version with its act and brings in the reports; gives the follow-up when the document had one.

    A document that only brings reports needs no act, nor does one whose version was approved on its own page. Figures
    are the next floor's: `measurement.approve_intake` calls this and measures in the same transaction.
    """
    if is_document(intake):
        approve_parts(actor, intake, act, edit=edit)
        return None
    move(intake, IntakeState.PROPOSED, edit=edit, state=IntakeState.DONE)
    version = _version(actor, intake, act)
    intake.version = version
    intake.save(update_fields=["version"])
    placed = _placed(intake, version)
    if not intake.reports_only:
        _tell(intake, "placement", [(line, each.uid) for line, each in placed.items()])
    return _bring_reports(actor, intake, reading_of(intake), version, placed)


def _version(actor: Actor, intake: Intake, act: Act | None) -> PlanVersion:
    if intake.reports_only:
        ruling = version_in_force(intake.plan) if intake.plan else None
        if ruling is None:
            raise Refused(Finding(NO_VERSION.code, NO_VERSION.severity))
        return ruling
    version = intake.version
    if version is None:
        raise somebody_was_faster()
    if version.state == VersionState.APPROVED:
        act = act or Act(version.act_kind, version.act_number, version.act_date)  # type: ignore[arg-type]
    if act is None:
        raise Refused(Finding(ACT_MISSING.code, ACT_MISSING.severity))
    for management in proposed_with(intake):
        approve_version(actor, management, act)
    return version if version.state == VersionState.APPROVED else approve_version(actor, version, act)


def _placed(intake: Intake, version: PlanVersion) -> Placed:
    """The placement each line tells of: the one it made, or the one of the target it was settled to continue."""
    placed = list(Placement.objects.filter(version=version).select_related("revision__target").order_by("ordinal"))
    if not intake.reports_only:
        return dict(enumerate(placed))
    by_target = {each.revision.target_id: each for each in placed}
    said = {each.line: by_target.get(each.target_id or 0) for each in continuity_of(intake) if each.line is not None}
    return {line: each for line, each in said.items() if each is not None}


def _bring_reports(
    actor: Actor, intake: Intake, reading: Reading, version: PlanVersion, placed: Placed
) -> Followup | None:
    ref = reading.matrix.period
    if ref is None or not any(map(reading.draft.has, ("progress", "narrative", "achieved"))):
        return None
    periods = ensure_periods(actor, intake.entity, ref.fiscal_year, calendar_code(ref.periodicity))
    followup = _round(actor, version, periods[ref.ordinal - 1])
    answers = dict(_answers(reading, placed))
    reports = import_reports(actor, followup, list(answers.values()))
    _tell(intake, "report", zip(answers, [report.uid for report in reports], strict=True))
    return followup


def _round(actor: Actor, version: PlanVersion, period: Period) -> Followup:
    """The round that planning has already opened, or a new one."""
    standing = Followup.objects.filter(plan_version=version, period=period, state=FollowupState.OPEN).first()
    return standing or open_followup(actor, version, period)


def _answers(reading: Reading, placed: Placed) -> Iterable[tuple[int, ImportedAnswer]]:
    for at, line in enumerate(reading.matrix.lines):
        revision = placed[at].revision if at in placed else None
        if revision is None:
            continue
        try:
            answer = answer_of(reading.matrix, at, revision.report_kind, revision.quantity)
        except CannotSay as error:
            where = reading.draft.where(at, "progress")
            raise Refused(Finding(CANNOT_SAY.code, CANNOT_SAY.severity, where, {"number": line.number})) from error
        if answer is not None:
            yield at, ImportedAnswer(revision.target, answer, origin_of(reading.draft, at))


def _tell(intake: Intake, kind: str, records: Iterable[tuple[int, UUID]]) -> None:
    """Keeps what was written and from which line."""
    Outcome.objects.bulk_create(
        Outcome(entity_id=intake.entity_id, intake=intake, line=line, kind=kind, record_uid=uid)
        for line, uid in records
    )
