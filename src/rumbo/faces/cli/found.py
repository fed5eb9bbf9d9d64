"""`rumbo found`: a new entity in an installation, with its first administrator and the national catalogues."""

from typing import Annotated

import typer
from rich.console import Console

from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.starting import start
from rumbo.findings import marked, word


def found(
    name: Annotated[str, typer.Argument(help=marked("Nombre completo de la entidad."))],
    slug: Annotated[
        str, typer.Option(help=marked("Cómo aparece en sus direcciones públicas, por ejemplo «valdeluna»."))
    ],
    admin: Annotated[str, typer.Option(help=marked("Correo de quien administrará la entidad."))],
    admin_name: Annotated[str, typer.Option(help=marked("Nombre de quien administrará la entidad."))],
    short_name: Annotated[str, typer.Option(help=marked("Sigla o nombre corto."))] = "",
    nit: Annotated[str, typer.Option(help=marked("NIT con dígito de verificación."))] = "",
    language: Spoken = None,
) -> None:
    """An entity and its administrator, who comes in by «¿Olvidó su contraseña?»."""
    start()
    from rumbo.apps.audit.doorway import Refused
    from rumbo.faces.cli.founding import found_with_administrator

    console = Console()
    try:
        found_with_administrator(
            name=name, short_name=short_name or name[:60], slug=slug, nit=nit, email=admin, person=admin_name
        )
    except Refused as refused:
        for finding in refused.findings:
            told = word(finding, said)
            console.print(f"{told.title}. {told.what} {told.how}", highlight=False)
        raise typer.Exit(1) from refused
    created = said("Entidad creada. {email} puede poner su contraseña en {address}.")
    console.print(created.format(email=admin, address="/cuenta/password/reset/"), highlight=False)
