"""What a unit has written so far is kept; the plan's office does not see it as reported."""

from typing import Any

from django.db.models import Max

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.followup.actions.answering import cleaned, unfit
from rumbo.apps.followup.actions.moving import EDITABLE, move
from rumbo.apps.followup.bridge import NUMBERS, TEXTS, AnswerData
from rumbo.apps.followup.models import Answer, MilestoneDone, Report, ReportEntry, ReportState
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.apps.plans.models import Milestone


@doorway("followup.report.draft")
def save_draft(actor: Actor, report: Report, answer: AnswerData, expected_edit: int) -> Report:
    """Keeps an answer as a draft; a returned report stays returned until it is submitted again.

    `expected_edit` is the edit that the person had before their eyes; when another has changed the report since,
    nothing is written and they are told. Gives the report as it is now.
    """
    state = ReportState.RETURNED if report.state == ReportState.RETURNED else ReportState.DRAFT
    moved = move(report, expected_edit, *EDITABLE, state=state)
    write_entry(actor, moved, answer)
    return moved


def write_entry(actor: Actor, report: Report, answer: AnswerData) -> ReportEntry:
    """Writes an answer into the entry that nobody has signed yet, or into a new one after the signed ones."""
    milestones = {str(uid): key for uid, key in _milestones(report).values_list("uid", "pk")}
    if findings := unfit(answer, dict.fromkeys(milestones, "")):
        raise Refused(*findings)
    entry = _open_entry(report)
    entry.report = report
    for column, value in entry_columns(actor, cleaned(answer)).items():
        setattr(entry, column, value)
    # What a person writes over an imported draft no longer comes from its file, and is what the unit itself did.
    entry.origin, entry.counted = {}, []
    entry.reopening = reopening_in_force(report)
    entry.save()
    MilestoneDone.objects.filter(entry=entry).delete()
    MilestoneDone.objects.bulk_create(
        MilestoneDone(entity_id=report.entity_id, entry=entry, milestone_id=milestones[uid], done_on=day)
        for uid, day in answer.milestones.items()
    )
    return entry


def _milestones(report: Report) -> Any:
    return Milestone.objects.filter(revision=report.revision_id)


def _open_entry(report: Report) -> ReportEntry:
    unsigned = ReportEntry.objects.filter(report=report, submitted_at__isnull=True).order_by("-ordinal").first()
    if unsigned is not None:
        return unsigned
    last = ReportEntry.objects.filter(report=report).aggregate(last=Max("ordinal"))["last"] or 0
    return ReportEntry(entity_id=report.entity_id, report=report, ordinal=last + 1)


def entry_columns(actor: Actor, answer: AnswerData) -> dict[str, Any]:
    """What an entry keeps of a cleaned answer, and who wrote it."""
    named = {name: getattr(answer, name) for name in (*NUMBERS, *TEXTS, "done")}
    author = {"written_by": actor.name[:200], "author_id": actor.user_id}
    kind = Answer.NOT_APPLICABLE if answer.not_applicable else Answer.VALUE
    return named | author | {"answer": kind, "parts": dict(answer.parts)}
