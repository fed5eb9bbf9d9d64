"""`rumbo seal`: verifies the seals of the trail and seals what was done since; for the clock of the machine."""

import os
from typing import Any

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.findings import word


def seal(language: Spoken = None) -> None:
    """Verifies the seals of the trail, then seals what is new; exit 1 when somebody altered it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    import django

    django.setup()
    from rumbo.apps.audit.queries import broken_seals, entities_with_lines

    console = Console()
    broken = [finding for entity in entities_with_lines() for finding in broken_seals(entity)]
    for finding in broken:
        told = word(finding, said)
        console.print(f"{told.title}. {told.what} {told.how}", highlight=False)
    sealed = sum(_seal_all(entity) for entity in entities_with_lines())
    console.print(said("Sellos nuevos: {n}.").format(n=sealed), highlight=False)
    if broken:
        raise typer.Exit(1)


def _seal_all(entity: Any) -> int:
    """Seals of one entity, a batch after another, until nothing is left."""
    from rumbo.apps.audit.actions import seal_trail
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.audit.queries import waits_for_seal

    sealed = 0
    while waits_for_seal(entity) and seal_trail(system_actor("cli", entity)):
        sealed += 1
    return sealed
