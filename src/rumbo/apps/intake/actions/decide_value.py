"""A person says what a value of a document of several parts should be, or accepts what a finding suggests for it."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.intake.actions.decide_cell import NOTHING_TO_ACCEPT, decide, fit, refused_for
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.bridge import DocumentReading, document_reading_of, replaced_text
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake
from rumbo.domain.document import Path
from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.layouts.outline.mending import Unfit, value_at
from rumbo.layouts.outline.telling import pointer

VALUE_UNFIT = declare(
    Sentences(
        code="intake.value_unfit",
        severity=Severity.ERROR,
        title=marked("El texto no es lo que ese dato pide"),
        what=marked("«{text}» no es {wanted}."),
        why=marked("Una cantidad, un valor o una fecha que no se pueden leer no se comparan ni se miden."),
        how=marked("Escriba {wanted}, o deje el dato vacío si el documento no lo dice."),
    )
)
ANY = marked("un dato de los que este campo admite")


@doorway("intake.value.decide")
def correct_values(
    actor: Actor, intake: Intake, texts: Mapping[Path, str], *, edit: int | None = None
) -> list[CellDecision]:
    """What values should say, by their path; those that already say it are left alone."""
    settling(intake, edit)
    reading = document_reading_of(intake)
    if not all(reading.has(path) for path in texts):
        raise somebody_was_faster()
    said = {path: fit(text) for path, text in texts.items()}
    return [
        _keep(actor, intake, reading, path, DecisionKind.CORRECTED, text)
        for path, text in said.items()
        if text != fit(reading.text_at(path))
    ]


@doorway("intake.value.decide")
def accept_value(
    actor: Actor, intake: Intake, *, code: str, part: str, cell: str, fingerprint: str, edit: int | None = None
) -> CellDecision:
    """The value says what the finding at that place suggests; when the finding is gone, somebody was faster."""
    settling(intake, edit)
    reading = document_reading_of(intake)
    finding = reading.at(code, part, cell, fingerprint)
    if finding is None:
        raise somebody_was_faster()
    text = reading.suggested_text(finding)
    if text is None:
        raise refused_for(NOTHING_TO_ACCEPT)
    return _keep(actor, intake, reading, reading.path_of(finding), DecisionKind.ACCEPTED, text)


@doorway("intake.value.decide")
def accept_values(actor: Actor, intake: Intake, *, code: str, edit: int | None = None) -> list[CellDecision]:
    """Accepts what every open finding of a code suggests, value by value."""
    settling(intake, edit)
    reading = document_reading_of(intake)
    told: dict[Path, str] = {}
    for finding in reading.open_findings:
        if finding.code == code and reading.suggested_text(finding) is not None:
            path = reading.path_of(finding)
            text = replaced_text(told.get(path, reading.text_at(path)), finding)
            told |= {path: text} if text is not None else {}
    return [_keep(actor, intake, reading, path, DecisionKind.ACCEPTED, text) for path, text in told.items()]


def _keep(actor: Actor, intake: Intake, reading: DocumentReading, path: Path, kind: str, text: str) -> CellDecision:
    fitting(intake, path, text)
    return decide(actor, intake, ("", 0, 0), pointer(reading.rows.kept(path)), kind, text)


def fitting(intake: Intake, path: Path, text: str) -> None:
    """Refuses a text that is no value of its field."""
    try:
        value_at(intake.layout, path, text)
    except Unfit as unfit:
        raise refused_for(VALUE_UNFIT, text=text, wanted=unfit.wanted or ANY) from unfit
