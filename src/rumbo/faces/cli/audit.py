"""`rumbo audit`: seals the trail, and verifies it against itself and against the heads that papers print."""

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.starting import start
from rumbo.findings import marked, word
from rumbo.papers.inert import told

if TYPE_CHECKING:
    from rumbo.apps.audit.bridge import Exported

audit = typer.Typer(no_args_is_help=True)


@audit.command(
    "seal",
    help=marked("Verifica los sellos del rastro de auditoría y sella lo nuevo. Termina en 1 si alguien lo alteró."),
)
def seal(language: Spoken = None) -> None:
    """Verifies the seals of the trail, then seals what is new; exit 1 when somebody altered it."""
    start()
    from rumbo.apps.audit.queries import entities_with_lines

    broken = _tell_broken(())
    sealed = sum(seal_all(entity) for entity in entities_with_lines())
    _console().print(said("Sellos nuevos: {n}.").format(n=sealed), highlight=False)
    if broken:
        raise typer.Exit(1)


@audit.command("verify", help=marked("Verifica el rastro y no escribe nada. Termina en 1 si alguien lo alteró."))
def verify(
    heads: Annotated[
        list[str] | None,
        typer.Option("--head", help=marked("Huella del rastro impresa en un cierre o publicación; se puede repetir.")),
    ] = None,
    exports: Annotated[
        list[Path] | None,
        typer.Option(
            "--export", help=marked("Archivo csv o json que alguien exportó del rastro; se revisa línea por línea.")
        ),
    ] = None,
    language: Spoken = None,
) -> None:
    """Verifies the seals, the signatures of the reports and of the requests to change a plan, that every head given was
    once the head of the chain, and that every file exported says what it said; exit 1 when anything does not."""
    start()
    altered = [path for path in exports or () if not _tell_export(path)]
    if _tell_broken(tuple(heads or ())) or altered:
        raise typer.Exit(1)
    _console().print(said("El rastro está completo: coincide con sus sellos."), highlight=False)


def _tell_export(path: Path) -> bool:
    """Whether the lines of an exported trail say what their digests cover; prints the first that does not."""
    from rumbo.apps.audit.bridge import broken_export

    try:
        broken = broken_export(_exported(path))
    except (OSError, ValueError, TypeError):
        text = said("«{name}» no se pudo leer como un rastro exportado en csv o json.").format(name=path.name)
    else:
        if not broken:
            return True
        text = said("«{name}» fue cambiado: la línea {n} no es la que se exportó.").format(name=path.name, n=broken)
    _console().print(text, highlight=False)
    return False


def _exported(path: Path) -> "list[Exported]":
    from rumbo.apps.audit.bridge import EXPORTED, Exported

    text = path.read_text(encoding="utf-8-sig")
    if path.suffix == ".json":
        return [Exported(**line) for line in json.loads(text)["lines"]]
    header, *lines = csv.reader(io.StringIO(text, newline=""))
    if tuple(header) != EXPORTED:
        raise ValueError(path.name)
    return [Exported(*(told(cell) for cell in line)) for line in lines]


def _console() -> Console:
    return Console(soft_wrap=True)


def _tell_broken(heads: tuple[str, ...]) -> int:
    """Prints what does not hold and answers how much it is."""
    from rumbo.apps.audit.queries import broken_seals, entities_with_lines, heads_gone
    from rumbo.apps.changing.queries import altered_requests
    from rumbo.apps.followup.queries.signatures import altered_reports

    entities = list(entities_with_lines())
    broken = [finding for entity in entities for finding in broken_seals(entity)] + heads_gone(heads)
    for altered in (altered_requests, altered_reports):
        broken += [finding for entity in entities if entity for finding in altered(entity)]
    for finding in broken:
        words = word(finding, said)
        _console().print(f"{words.title}. {words.what} {words.how}", highlight=False)
    return len(broken)


def seal_all(entity: Any) -> int:
    """Seals of one entity, a batch after another, until nothing is left."""
    from rumbo.apps.audit.actions import seal_trail
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.audit.queries import waits_for_seal

    sealed = 0
    while waits_for_seal(entity) and seal_trail(system_actor("cli", entity)):
        sealed += 1
    return sealed
