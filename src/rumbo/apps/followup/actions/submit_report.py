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
from rumbo.apps.followup.bridge.contributing import (
    AMOUNTS,
    adds_up,
    amount_of,
    counted_in,
    seen_digest,
    with_total,
)
from rumbo.apps.followup.bridge.weighing import weighed
from rumbo.apps.followup.models import Report, ReportEntry, ReportEvidence, ReportState
from rumbo.apps.followup.queries import asked_of
from rumbo.apps.followup.queries.contributing import told_to
from rumbo.apps.people.queries import post_held
from rumbo.domain.followup.contributing import Contributed, questions_about
from rumbo.findings import Finding, Sentences, Severity, declare, marked

TOLD_MEANWHILE = declare(
    Sentences(
        code="answer.contribution_changed",
        severity=Severity.ERROR,
        title=marked("Otra dependencia dijo algo nuevo"),
        what=marked("Mientras usted escribía, otra dependencia envió o cambió su aporte: el total ya no es el mismo."),
        why=marked("Usted firma el total con lo que aportó cada dependencia; no se firma lo que no se ha visto."),
        how=marked("Mire de nuevo los aportes y el total, y envíe otra vez. Lo suyo quedó en el formulario."),
    )
)


@doorway("followup.report.submit")
def submit_report(
    actor: Actor, report: Report, answer: AnswerData, expected_edit: int, *, seen: str | None = None
) -> Report:
    """Signs an answer and sends it to review; refuses with findings while something is missing or unexplained. What was
    asked about it is signed with the reason that answers it.

    The number of the answer is what the unit itself did: where the amounts of others add, the total is signed, with
    what it is made of. `seen` stands for the contributions that the person saw; another one since refuses. Handed in
    after its term, it is late for ever.
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
    told = told_to(moved)
    if seen is not None and seen != seen_digest(told):
        raise Refused(Finding(TOLD_MEANWHILE.code, TOLD_MEANWHILE.severity))
    entry = write_entry(actor, moved, whole)
    about, whole = _with_others(moved, entry, whole, told)
    reasons = (*reasons_asked(whole, asked, weighed(entry)), *about)
    if reasons and not whole.justification.strip():
        raise Refused(*reasons)
    entry.asked = [{"code": each.code, "facts": dict(each.facts)} for each in reasons]
    entry.post = post_held(actor, REPORT, moved.unit_id)
    sign(entry, whole, due_on=term.report_until)
    return moved


def _with_others(
    report: Report, entry: ReportEntry, own: AnswerData, told: list[Contributed]
) -> tuple[tuple[Finding, ...], AnswerData]:
    """Writes the total and of what it is made, where other units told an amount; gives what is asked because of what
    they told, and the answer with the total."""
    reporting = report.unit.name if report.unit else ""
    if own.not_applicable or not told:
        return (), own
    entry.counted = counted_in(own, reporting, told)
    whole = with_total(own, reporting, told) if adds_up(report, told) else own
    for name in AMOUNTS:
        setattr(entry, name, getattr(whole, name))
    return questions_about(reporting, amount_of(own), told), whole


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
    entry.save(update_fields=["digest", "submitted_at", "due_on", "post", "asked", "counted", *AMOUNTS])


def seal(entry: ReportEntry, evidence: Iterable[tuple[str, str]], milestones: Mapping[str, date]) -> None:
    """Sets the digest of what is signed and the moment, and writes nothing."""
    entry.digest = digest_of(signed_text(entry, evidence, milestones))
    entry.submitted_at = timezone.now()
