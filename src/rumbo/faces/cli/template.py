"""`rumbo template LAYOUT -o FILE`: the empty document of a layout, to fill in and read again. Needs no database."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said, spoken
from rumbo.findings import marked
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.templates import FORMS, draw_template, template_titles
from rumbo.papers.writing import render

REFUSED = 2


def template(
    layout: Annotated[str, typer.Argument(help=marked("Formato; sin él se listan los que hay."))] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help=marked("Archivo .xlsx o .docx que se escribe."))
    ] = None,
    year: Annotated[int, typer.Option(help=marked("Vigencia del documento; si falta, el año en curso."))] = 0,
    language: Spoken = None,
) -> None:
    """Writes an empty document; exit 2 for a layout or an ending that there is not."""
    console = Console(highlight=False)
    if layout not in template_titles():
        _tell_layouts(console, layout)
        raise typer.Exit(REFUSED if layout else 0)
    file = output or Path(f"{layout}.xlsx")
    form = file.suffix.removeprefix(".").lower()
    if form not in FORMS:
        console.print(said("«{file}» debe terminar en .xlsx o en .docx.").format(file=file.name))
        raise typer.Exit(REFUSED)
    manner = Manner("en" if spoken() == "en" else "es-CO", said)
    fiscal_year = year or date.today().year  # noqa: DTZ011 - the calendar of who sits at the machine
    file.write_bytes(render(draw_template(layout, form, fiscal_year, manner=manner), form))
    console.print(said("Plantilla escrita en {file}.").format(file=file))


def _tell_layouts(console: Console, layout: str) -> None:
    if layout:
        console.print(said("No hay un formato «{layout}». Los que hay:").format(layout=layout))
    for key, title in template_titles().items():
        console.print(f"{key:28}{said(title)}")
