"""`rumbo map FILE > mapping.yaml`: what an unknown table probably is, as a declaration that a person corrects and gives
to `rumbo read --mapping`. Needs no database. Exit 2 when the file cannot be read, 1 when it holds no table."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.telling_found import tell_finding
from rumbo.faces.cli.telling_tables import tell_proposals
from rumbo.findings import marked
from rumbo.layouts.engine.mapping import mapping_file
from rumbo.layouts.proposing import Asked, mapping_of, propose_mapping
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_file

NO_TABLE, UNREADABLE = 1, 2


def map_columns(
    file: Annotated[Path, typer.Argument(help=marked("Libro o texto con una tabla que Rumbo no conoce."))],
    part: Annotated[str, typer.Option("--sheet", help=marked("La hoja, si el libro tiene varias."))] = "",
    row: Annotated[int, typer.Option("--row", help=marked("La última fila de los encabezados."))] = 0,
    depth: Annotated[int, typer.Option("--depth", help=marked("Cuántas filas ocupan los encabezados."))] = 1,
    kind: Annotated[str, typer.Option("--kind", help=marked("La clase de documento, por su clave."))] = "",
    language: Spoken = None,
) -> None:
    """Writes the declaration to the output, and why to the terminal."""
    console = Console(stderr=True, highlight=False)
    try:
        found = propose_mapping(read_file(file), Asked(part, row, depth, kind))
    except Unreadable as refusal:
        tell_finding(console, [refusal.finding])
        raise typer.Exit(UNREADABLE) from refusal
    if not found:
        console.print(said("No se ve ninguna tabla con encabezados."))
        raise typer.Exit(NO_TABLE)
    tell_proposals(console, found[:1])
    sys.stdout.write(mapping_file(mapping_of(found[0], file.stem)))
