"""What a follow-up document says was reported becomes reports, each with the place in the file it came from."""

from collections.abc import Sequence

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, doorway, not_permitted, somebody_was_faster
from rumbo.apps.followup.actions.reviewing import review
from rumbo.apps.followup.actions.save_draft import write_entry
from rumbo.apps.followup.actions.submit_report import sign
from rumbo.apps.followup.bridge import ImportedAnswer
from rumbo.apps.followup.models import Decision, Followup, FollowupState, Report, ReportState
from rumbo.apps.plans.models import Placement, TargetUnit


@doorway("followup.report.import")
def import_reports(actor: Actor, followup: Followup, answers: Sequence[ImportedAnswer]) -> list[Report]:
    """Makes accepted reports from a document, in the order of its answers.

    The document tells more than the calendar: a target it reports is reported, even where nothing was owed. An answer
    with words but neither a value nor "not applicable" is kept as a draft: it stays not reported. A report that
    somebody has already begun is never overwritten.
    """
    open_round = Followup.objects.select_for_update().filter(pk=followup.pk, state=FollowupState.OPEN)
    if not open_round.exists():
        raise somebody_was_faster()
    placed = _placed(followup, {each.target.pk for each in answers})
    return [_import(actor, followup, placed[each.target.pk], each) for each in answers]


def _placed(followup: Followup, targets: set[int]) -> dict[int, Placement]:
    rows = Placement.objects.filter(version=followup.plan_version_id, revision__target__in=targets, counts=True)
    placed = {row.revision.target_id: row for row in rows.select_related("revision")}
    if targets - set(placed):
        raise Forbidden(not_permitted())
    return placed


def _import(actor: Actor, followup: Followup, placement: Placement, imported: ImportedAnswer) -> Report:
    report, answer = _report(followup, placement), imported.answer
    state = ReportState.ACCEPTED if answer.brings_value else ReportState.DRAFT
    pending = Report.objects.filter(pk=report.pk, state=ReportState.PENDING)
    if not pending.update(state=state, edit=report.edit + 1):
        raise somebody_was_faster()
    report.refresh_from_db()
    entry = write_entry(actor, report, answer, imported.origin)
    if answer.brings_value:
        sign(entry, answer)
        review(actor, entry, Decision.ACCEPTED, "")
    return report


def _report(followup: Followup, placement: Placement) -> Report:
    """The report that the target owes in the round, or a new one where the calendar owed none."""
    revision = placement.revision
    unit = TargetUnit.objects.filter(revision=revision, reports=True).values_list("unit_id", flat=True).first()
    report, _ = Report.objects.select_related("revision", "period").get_or_create(
        target_id=revision.target_id,
        period_id=followup.period_id,
        defaults={"entity_id": followup.entity_id, "followup": followup, "revision": revision, "unit_id": unit},
    )
    return report
