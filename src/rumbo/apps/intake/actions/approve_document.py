"""The act that adopts what a document brought: its version rules, and the reports of a follow-up stand accepted."""

from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.actions import import_reports, open_followup
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.models import Answer, Followup
from rumbo.apps.intake.actions.choose_destination import NO_VERSION
from rumbo.apps.intake.actions.management_plan import approve_with
from rumbo.apps.intake.actions.moving import move
from rumbo.apps.intake.bridge import Reading, origin_of, reading_of
from rumbo.apps.intake.models import Intake, IntakeState, Outcome
from rumbo.apps.intake.queries import continuity_of
from rumbo.apps.plans.actions import Act, approve_version, ensure_periods
from rumbo.apps.plans.models import PlanVersion, Target
from rumbo.apps.plans.queries import targets_by_ordinal, version_in_force
from rumbo.content.periodicities import calendar_code
from rumbo.domain.followup.states import NotApplicable, NotReported
from rumbo.domain.plan.matrix import PlanLine
from rumbo.findings import Finding


@doorway("intake.document.approve")
def approve_document(actor: Actor, intake: Intake, act: Act | None = None) -> Followup | None:
    """Approves the version with its act and brings in the reports; gives the follow-up when the document had one.

    A document that only brings reports needs no act. Figures are the next floor's: `measurement.approve_intake` calls
    this and measures in the same transaction.
    """
    reading = reading_of(intake)
    version = _version(actor, intake, act)
    followup = _bring_reports(actor, intake, reading, version)
    move(intake, IntakeState.PROPOSED, state=IntakeState.DONE, version_id=version.pk)
    return followup


def _version(actor: Actor, intake: Intake, act: Act | None) -> PlanVersion:
    if intake.reports_only:
        ruling = version_in_force(intake.plan) if intake.plan else None
        if ruling is None:
            raise Refused(Finding(NO_VERSION.code, NO_VERSION.severity))
        return ruling
    if intake.version is None or act is None:
        raise somebody_was_faster()
    for management in approve_with(intake):
        approve_version(actor, management, act)
    return approve_version(actor, intake.version, act)


def _bring_reports(actor: Actor, intake: Intake, reading: Reading, version: PlanVersion) -> Followup | None:
    ref = reading.matrix.period
    if ref is None:
        return None
    periods = ensure_periods(actor, intake.entity, ref.fiscal_year, calendar_code(ref.periodicity))
    followup = open_followup(actor, version, periods[ref.ordinal - 1])
    targets = _targets(intake, version)
    answers = {
        targets[line].pk: replace(answer, origin=origin_of(reading.draft, line))
        for line, answer in enumerate(answer_of(each) for each in reading.matrix.lines)
        if answer is not None and line in targets
    }
    reports = import_reports(actor, followup, answers)
    Outcome.objects.bulk_create(
        Outcome(entity_id=intake.entity_id, intake=intake, line=line, kind="report", record_uid=report.uid)
        for line, report in enumerate(reports)
    )
    return followup


def _targets(intake: Intake, version: PlanVersion) -> dict[int, Target]:
    """Which target each line tells of: the one it made, or the one it was settled to continue."""
    if intake.reports_only:
        return {each.line: each.target for each in continuity_of(intake) if each.line is not None and each.target}
    return dict(enumerate(targets_by_ordinal(version)))


def answer_of(line: PlanLine) -> AnswerData | None:
    """What a line of a follow-up answers; nothing when it neither brings a value nor tells anything."""
    if isinstance(line.progress, NotApplicable):
        reason = line.progress.reason or line.narrative
        return AnswerData(kind=Answer.NOT_APPLICABLE, not_applicable_reason=reason, narrative=line.narrative)
    if isinstance(line.progress, NotReported):
        return AnswerData(narrative=line.narrative) if line.narrative else None
    return AnswerData(percentage=line.progress, narrative=line.narrative)
