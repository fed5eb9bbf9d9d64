"""A unit signs its answer: from then on it never changes, and the steps of the chain answer to it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.calendar.queries import term_of, today_in
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.actions.answering import answer_findings, cleaned, reasons_asked, settled
from rumbo.apps.followup.actions.moving import EDITABLE, move
from rumbo.apps.followup.actions.save_draft import write_entry
from rumbo.apps.followup.bridge import AnswerData, digest_of, signed_text
from rumbo.apps.followup.bridge.weighing import weighed
from rumbo.apps.followup.models import Report, ReportEntry, ReportEvidence, ReportState
from rumbo.apps.followup.queries import asked_of
from rumbo.apps.people.queries import post_held


@doorway("followup.report.submit")
def submit_report(actor: Actor, report: Report, answer: AnswerData, expected_edit: int) -> Report:
    """Signs an answer and sends it to review; refuses with findings while something is missing or unexplained. What was
    asked about it is signed with the reason that answers it.

    Handed in after its term, it is late for ever.
    """
    term = term_of(report)
    moved = move(report, expected_edit, *EDITABLE, state=ReportState.SUBMITTED)
    asked = asked_of(moved)
    whole = settled(cleaned(answer), asked.kind)
    if findings := answer_findings(whole, asked):
        raise Refused(*findings)
    if term.is_late(today_in(moved.entity_id)) or _first_after_closing(moved):
        moved.late = True
        moved.save(update_fields=["late"])
    entry = write_entry(actor, moved, whole)
    reasons = reasons_asked(whole, asked, weighed(entry))
    if reasons and not whole.justification.strip():
        raise Refused(*reasons)
    entry.asked = [{"code": each.code, "facts": dict(each.facts)} for each in reasons]
    entry.post = post_held(actor, REPORT, moved.unit_id)
    sign(entry, whole, due_on=term.report_until)
    return moved


def _first_after_closing(report: Report) -> bool:
    """Whether what was never handed in while its round was open is handed in now, reopened."""
    signed = ReportEntry.objects.filter(report=report, submitted_at__isnull=False)
    return report.reopened_until is not None and not signed.exists()


def sign(entry: ReportEntry, answer: AnswerData, *, due_on: date | None) -> None:
    """Sets the moment and the digest of what is signed; the database refuses changes from here on."""
    attached = ReportEvidence.objects.filter(report=entry.report_id)
    rows = attached.values_list("evidence__uid", "evidence__file__digest", "evidence__link")
    evidence = [(str(uid), digest or link) for uid, digest, link in rows]
    seal(entry, evidence, answer.milestones)
    entry.due_on = due_on
    entry.save(update_fields=["digest", "submitted_at", "due_on", "post", "asked"])


def seal(entry: ReportEntry, evidence: Iterable[tuple[str, str]], milestones: Mapping[str, date]) -> None:
    """Sets the digest of what is signed and the moment, and writes nothing."""
    entry.digest = digest_of(signed_text(entry, evidence, milestones))
    entry.submitted_at = timezone.now()
