"""`rumbo found`: a new entity in an installation, with its first administrator and the national catalogues."""

import os
from typing import Annotated

import typer
from rich.console import Console


def found(
    name: Annotated[str, typer.Argument(help="Nombre completo de la entidad.")],
    slug: Annotated[str, typer.Option(help="Cómo aparece en sus direcciones públicas, por ejemplo «valdeluna».")],
    admin: Annotated[str, typer.Option(help="Correo de quien administrará la entidad.")],
    admin_name: Annotated[str, typer.Option(help="Nombre de quien administrará la entidad.")],
    short_name: Annotated[str, typer.Option(help="Sigla o nombre corto.")] = "",
    nit: Annotated[str, typer.Option(help="NIT con dígito de verificación.")] = "",
) -> None:
    """Funda una entidad y da de alta a quien la administra, que entra por «¿Olvidó su contraseña?»."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rumbo.config.settings")
    import django

    django.setup()
    from rumbo.apps.audit.doorway import Refused
    from rumbo.faces.cli.founding import found_with_administrator
    from rumbo.findings import word

    console = Console()
    try:
        found_with_administrator(
            name=name, short_name=short_name or name[:60], slug=slug, nit=nit, email=admin, person=admin_name
        )
    except Refused as refused:
        for finding in refused.findings:
            said = word(finding)
            console.print(f"{said.title}. {said.what} {said.how}", highlight=False)
        raise typer.Exit(1) from refused
    console.print(f"Entidad creada. {admin} puede poner su contraseña en /cuenta/password/reset/.", highlight=False)
