"""`rumbo audit`: seals the trail, and verifies it against itself and against the heads that papers print."""

import os
from typing import Annotated, Any

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.findings import marked, word

audit = typer.Typer(no_args_is_help=True)


@audit.command(
    "seal",
    help=marked("Verifica los sellos del rastro de auditoría y sella lo nuevo. Termina en 1 si alguien lo alteró."),
)
def seal(language: Spoken = None) -> None:
    """Verifies the seals of the trail, then seals what is new; exit 1 when somebody altered it."""
    _set_up()
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
    language: Spoken = None,
) -> None:
    """Verifies the seals, and that every head given was once the head of the chain; exit 1 when one was not."""
    _set_up()
    if _tell_broken(tuple(heads or ())):
        raise typer.Exit(1)
    _console().print(said("El rastro está completo: coincide con sus sellos."), highlight=False)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    import django

    django.setup()


def _console() -> Console:
    return Console(soft_wrap=True)


def _tell_broken(heads: tuple[str, ...]) -> int:
    """Prints what does not hold and answers how much it is."""
    from rumbo.apps.audit.queries import broken_seals, entities_with_lines, heads_gone

    broken = [finding for entity in entities_with_lines() for finding in broken_seals(entity)] + heads_gone(heads)
    for finding in broken:
        told = word(finding, said)
        _console().print(f"{told.title}. {told.what} {told.how}", highlight=False)
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
