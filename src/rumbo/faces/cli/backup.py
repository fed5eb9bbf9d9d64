"""`rumbo backup` and `rumbo restore`: a copy of the installation, or of one entity, in one file, and back."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.starting import start
from rumbo.findings import Finding, marked, word


def backup(
    place: Annotated[Path, typer.Argument(metavar="FILE", help=marked("El archivo que se va a escribir."))],
    entity: Annotated[str, typer.Option(help=marked("Nombre corto de la única entidad que se copia."))] = "",
    language: Spoken = None,
) -> None:
    """Writes a copy while people go on working; exit 2 for an entity nobody knows, 1 when it could not be written."""
    start()
    from rumbo.apps.keeping.queries import write_copy
    from rumbo.apps.people.queries import entity_by_slug

    one = entity_by_slug(entity) if entity else None
    if entity and one is None:
        _error(said("Ninguna entidad se llama «{name}» en las direcciones.").format(name=entity), 2)
    try:
        copy = write_copy(place, one, _progress)
    except OSError as error:
        _error(said("No se pudo escribir «{name}»: {detail}.").format(name=place, detail=error.strerror or error), 1)
    told = said("«{name}»: {rows} registros y {files} archivos. Cabeza del rastro: {head}.")
    head = copy.head or said("sin sellos todavía")
    _say(told.format(name=place, rows=copy.rows, files=len(copy.files), head=head))
    if copy.missing:
        _error(said("Faltan o están dañados {n} archivos: {names}").format(n=len(copy.missing), names=copy.missing), 1)


def restore(
    place: Annotated[Path, typer.Argument(metavar="FILE", help=marked("La copia que escribió «rumbo backup»."))],
    check_only: Annotated[
        bool, typer.Option("--check", help=marked("Solo comprobar que la copia está completa, sin restaurar."))
    ] = False,
    language: Spoken = None,
) -> None:
    """Puts a copy back, whole or not at all; exit 1 with what stands in the way."""
    start()
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.audit.doorway import Refused
    from rumbo.apps.keeping.actions import restore_copy
    from rumbo.apps.keeping.queries import Unreadable, altered_parts, opened

    try:
        with opened(place) as (archive, copy):
            if check_only:
                _refuse(altered_parts(archive, copy))
            else:
                restore_copy(system_actor("cli"), copy, archive, told=_progress)
    except Unreadable as error:
        _refuse([error.finding])
    except Refused as error:
        _refuse([*error.findings])
    except OSError as error:
        _error(said("No se pudo restaurar «{name}»: {detail}.").format(name=place, detail=error.strerror or error), 1)
    told = said("La copia está completa: {rows} registros y {files} archivos coinciden con sus huellas.")
    _say(told.format(rows=copy.rows, files=len(copy.files)))


def _progress(part: str, count: int) -> None:
    """One line for each part, on the side of errors: what comes out of the command stays for pipes."""
    if count:
        Console(stderr=True).print(f"{part}: {count}", highlight=False, style="dim")


def _say(text: str) -> None:
    Console(soft_wrap=True).print(escape(text), highlight=False)


def _refuse(findings: list[Finding]) -> None:
    """Ends with exit 1 when something was found."""
    for finding in findings:
        told = word(finding, said)
        _say(f"{told.title}. {told.what} {told.why} {told.how}")
    if findings:
        raise typer.Exit(1)


def _error(text: str, code: int) -> None:
    Console(stderr=True, soft_wrap=True).print(escape(text), highlight=False)
    raise typer.Exit(code)
