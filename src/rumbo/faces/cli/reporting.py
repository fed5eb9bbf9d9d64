"""`rumbo read … --report FILE`: what was found, as the report that is sent to whoever wrote the documents."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from rumbo.faces.cli.language import said, spoken
from rumbo.findings import marked
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.review import draw_review
from rumbo.layouts.together import Together, reviewed
from rumbo.papers.document import Document
from rumbo.papers.writing import MEDIA_TYPES, render

ISSUER = marked("Revisión de documentos")
UNFIT = marked("No se escribe un informe «{suffix}»: use .pdf, .docx, .xlsx o .html.")
UNWRITABLE = marked("No se pudo escribir «{file}»: {fault}.")


def write_report(target: Path, found: Together) -> None:
    """Writes the report in the form that the file's name ends in; the command ends with a sentence where it cannot."""
    form_of(target)
    language = "en" if spoken() == "en" else "es-CO"
    moment = datetime.now(UTC).replace(microsecond=0)
    written(target, draw_review(list(reviewed(found)), said(ISSUER), moment, Manner(language, said)))


def form_of(target: Path) -> str:
    """The form that the name of a file ends in; a sentence ends the command where there is none."""
    form = target.suffix.removeprefix(".").lower()
    if form not in MEDIA_TYPES:
        raise typer.BadParameter(said(UNFIT).format(suffix=target.suffix))
    return form


def written(target: Path, document: Document) -> None:
    """Writes a document in the form that the file's name ends in, or ends the command with a sentence."""
    try:
        target.write_bytes(render(document, form_of(target)))
    except OSError as fault:
        raise typer.BadParameter(said(UNWRITABLE).format(file=target, fault=fault.strerror)) from fault
