"""Internal control writes its own evaluation of a report, beside the unit's; no figure of the plan follows it."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.followup.access import SIGNS_AS
from rumbo.apps.followup.actions.reviewing import said
from rumbo.apps.followup.bridge.signing import evaluation_digest
from rumbo.apps.followup.models import Evaluation, Report, ReportState, Verdict
from rumbo.apps.followup.queries.chain import last_signed
from rumbo.apps.people.queries import account_of, post_held
from rumbo.domain.followup.chain import Step, barred
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding, Sentences, Severity, declare, marked

LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class EvaluationData:
    """What internal control says: its verdict, why, and the progress it found (percentage points) where another."""

    verdict: Verdict
    text: str
    percentage: Quantity | None = None


NOT_YET = declare(
    Sentences(
        code="followup.evaluated_before_acceptance",
        severity=Severity.ERROR,
        title=marked("Todavía no se puede evaluar"),
        what=marked("El reporte aún no ha sido aceptado por la oficina de planeación."),
        why=marked("Control interno evalúa lo que la entidad da por reportado; antes todavía puede cambiar."),
        how=marked("Espere a que el reporte se acepte o a que el seguimiento se cierre."),
        source="Ley 87 de 1993, art. 12",
    )
)
NO_TEXT = declare(
    Sentences(
        code="followup.evaluation_without_text",
        severity=Severity.ERROR,
        title=marked("Falta el concepto"),
        what=marked("La evaluación no dice en qué se apoya."),
        why=marked("Sin las razones la dependencia no puede responder y nadie puede comprobar la evaluación."),
        how=marked("Escriba qué revisó y qué encontró."),
    )
)
PERCENTAGE_UNFIT = declare(
    Sentences(
        code="followup.evaluation_percentage",
        severity=Severity.ERROR,
        title=marked("El porcentaje encontrado no puede ser"),
        what=marked("El porcentaje encontrado es negativo o no cabe en el sistema."),
        why=marked("Es el avance que control interno encontró, en puntos porcentuales."),
        how=marked("Escriba 80 para ochenta por ciento, o déjelo vacío si está de acuerdo con el de la dependencia."),
    )
)


@doorway("followup.report.evaluate")
def evaluate_report(actor: Actor, report: Report, told: EvaluationData, expected_ordinal: int) -> Evaluation:
    """Signs an evaluation after the `expected_ordinal` that the evaluator had in view; the earlier ones stay. Not by
    whoever answered the report or took a step of it."""
    seen = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if seen.state not in (ReportState.ACCEPTED, ReportState.CLOSED):
        raise Refused(Finding(NOT_YET.code, NOT_YET.severity))
    entry = last_signed(seen)
    signers = entry.reviews.values_list("reviewer_id", flat=True) if entry is not None else ()
    if entry is not None and (own := barred(actor.user_id, entry.author_id, signers)):
        raise Refused(own)
    written = _written(actor, seen, told)
    written.ordinal = expected_ordinal + 1
    digest = entry.digest if entry is not None else ""
    written.digest = evaluation_digest(written, str(seen.uid), digest, account_of(actor))
    try:
        with transaction.atomic():
            written.save(force_insert=True)
    except IntegrityError as error:
        raise somebody_was_faster() from error
    return written


def _written(actor: Actor, report: Report, told: EvaluationData) -> Evaluation:
    """The evaluation as it is kept, but for its place and its signature."""
    if not (text := said(told.text)):
        raise Refused(Finding(NO_TEXT.code, NO_TEXT.severity))
    if told.percentage is not None and not 0 <= told.percentage.units <= LARGEST:
        raise Refused(Finding(PERCENTAGE_UNFIT.code, PERCENTAGE_UNFIT.severity))
    return Evaluation(
        entity_id=report.entity_id,
        report=report,
        verdict=told.verdict,
        percentage=told.percentage,
        text=text,
        evaluated_by=actor.name[:200],
        evaluator_id=actor.user_id,
        post=post_held(actor, SIGNS_AS[Step.EVALUATE]),
        at=timezone.now(),
    )
