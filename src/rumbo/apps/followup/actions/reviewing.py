"""How a step of the chain answers to a report: whose turn it is, that it is nobody's own, and what is signed."""

from collections.abc import Mapping

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, not_permitted, somebody_was_faster
from rumbo.apps.followup.access import SIGNS_AS, may_take
from rumbo.apps.followup.actions.moving import move
from rumbo.apps.followup.bridge.signing import review_digest
from rumbo.apps.followup.models import Decision, FieldRemark, Report, ReportEntry, Review
from rumbo.apps.followup.queries.chain import last_signed, step_due_of
from rumbo.apps.people.queries import account_of, post_held
from rumbo.domain.followup.chain import Step, barred, state_after
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

NO_REMARKS: Mapping[str, str] = {}

REMARK_UNFIT = declare(
    Sentences(
        code="followup.remark_unfit",
        severity=Severity.ERROR,
        title=marked("La observación trae caracteres que no se pueden guardar"),
        what=marked("La observación trae caracteres invisibles que no se aceptan: {characters}."),
        why=marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
        how=marked("Bórrelos y vuelva a enviar la observación."),
    )
)

NOT_ENDORSED = declare(
    Sentences(
        code="followup.not_endorsed",
        severity=Severity.ERROR,
        title=marked("Falta el aval de la dependencia"),
        what=marked("El jefe de la dependencia todavía no ha avalado este reporte."),
        why=marked("En su entidad la oficina de planeación verifica lo que la dependencia ya respalda."),
        how=marked("Espere el aval, o pida al jefe de la dependencia que avale o devuelva el reporte."),
    )
)


def answer_to(
    actor: Actor,
    report: Report,
    expected_edit: int,
    step: Step | None,
    decision: Decision,
    remark: str,
    remarks: Mapping[str, str],
) -> Report:
    """Takes a step of a report and moves it on, or back; `step` is the one the actor came for, None whichever is due.

    `remarks` are by field of the answer. Refuses when the report waits for another step, or is the actor's own.
    """
    seen = Report.objects.filter(pk=report.pk, edit=expected_edit).select_related("period").first()
    entry = last_signed(seen) if seen is not None else None
    if seen is None or entry is None:
        raise somebody_was_faster()
    due = _due(actor, seen, entry, step)
    moved = move(seen, expected_edit, seen.state, state=state_after(due, passes=decision == Decision.ACCEPTED))
    if own := barred(actor.user_id, entry.author_id, entry.reviews.values_list("reviewer_id", flat=True)):
        raise Refused(own)
    review(actor, entry, due, decision, remark, remarks)
    return moved


def _due(actor: Actor, report: Report, entry: ReportEntry, step: Step | None) -> Step:
    """The step that the report waits for, where it is the one the actor came for and theirs to take."""
    due = step_due_of(report, entry)
    if due is Step.ENDORSE and step is Step.VERIFY:
        raise Refused(Finding(NOT_ENDORSED.code, NOT_ENDORSED.severity))
    if due is None or due is Step.EVALUATE or step not in (None, due):
        raise somebody_was_faster()
    if not may_take(actor, due, report):
        raise Forbidden(not_permitted())
    return due


def review(
    actor: Actor,
    entry: ReportEntry,
    step: Step,
    decision: Decision,
    remark: str,
    remarks: Mapping[str, str] = NO_REMARKS,
) -> Review:
    """Writes and signs what a step answers to an entry."""
    told = {field: said(text) for field, text in remarks.items() if text.strip()}
    unit = entry.report.unit_id if step is Step.ENDORSE else None
    written = Review(
        entity_id=entry.entity_id,
        entry=entry,
        step=step.value,
        decision=decision,
        remark=said(remark),
        reviewed_by=actor.name[:200],
        reviewer_id=actor.user_id,
        post=post_held(actor, SIGNS_AS[step], unit),
        at=timezone.now(),
    )
    written.digest = review_digest(written, entry.digest, account_of(actor), told)
    written.save(force_insert=True)
    FieldRemark.objects.bulk_create(
        FieldRemark(entity_id=entry.entity_id, review=written, field=field, remark=text) for field, text in told.items()
    )
    return written


def said(text: str) -> str:
    """Words as they are kept."""
    if refused := refused_characters(text):
        facts = {"characters": ", ".join(refused)}
        raise Refused(Finding(REMARK_UNFIT.code, REMARK_UNFIT.severity, facts=facts))
    return clean_text(text)
