"""`rumbo check`: names what an installation lacks before people rely on it."""

from typing import Annotated

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.starting import start
from rumbo.findings import Severity, marked, word

SEVERITIES = {
    Severity.ERROR: marked("Error"),
    Severity.WARNING: marked("Advertencia"),
    Severity.NOTICE: marked("Aviso"),
}


def check(
    files: Annotated[
        bool, typer.Option("--files", help=marked("Leer además cada archivo guardado y compararlo con su huella."))
    ] = False,
    language: Spoken = None,
) -> None:
    """Everything that lacks, each with what to do; exit 1 when any of it is an error."""
    start()
    from rumbo.apps.keeping.queries import files_gone, lacks

    console = Console(soft_wrap=True)
    found = [*lacks(), *(files_gone() if files else [])]
    for finding in found:
        told = word(finding, said)
        severity = said(SEVERITIES[finding.severity])
        console.print(f"{severity}: {told.title}. {told.what} {told.why} {told.how}", highlight=False, markup=False)
    if not found:
        console.print(said("No falta nada."), highlight=False)
    if any(finding.severity == Severity.ERROR for finding in found):
        raise typer.Exit(1)
