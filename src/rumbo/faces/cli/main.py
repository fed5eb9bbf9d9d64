"""The command `rumbo`. A command is a module of this folder that adds itself here; those that need no database
import no Django."""

from typing import Any

import typer

from rumbo.faces.cli.audit import audit
from rumbo.faces.cli.backup import backup, restore
from rumbo.faces.cli.check import check
from rumbo.faces.cli.consolidate import consolidate
from rumbo.faces.cli.demo import demo
from rumbo.faces.cli.found import found
from rumbo.faces.cli.language import said, speak
from rumbo.faces.cli.map import map_columns
from rumbo.faces.cli.measure import measure
from rumbo.faces.cli.read import read
from rumbo.faces.cli.template import template
from rumbo.faces.cli.tick import tick
from rumbo.findings import marked

app = typer.Typer(
    name="rumbo",
    help=marked("Planes de entidades públicas: leerlos, seguirlos, medirlos y publicarlos."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read", help=marked("Lee documentos y dice qué entendió y qué encontró, sin guardar nada."))(read)
app.command(
    "map",
    help=marked("Propone qué es cada columna de una tabla que Rumbo no conoce, como un archivo para «read --mapping»."),
)(map_columns)
app.command("template", help=marked("Escribe la plantilla vacía de un formato, para llenarla y traerla de nuevo."))(
    template
)
app.command(
    "measure",
    help=marked("Imprime las mismas cifras que la pantalla. Con --verify termina en 1 si algo cerrado ya no coincide."),
)(measure)
app.command(
    "consolidate",
    help=marked("Suma lo cerrado de varias entidades: conteos y promedios exactos, cada uno con su explicación."),
)(consolidate)
app.command(
    "demo",
    help=marked("Prepara una entidad inventada, con plan, seguimiento y publicaciones, y la sirve en este equipo."),
)(demo)
app.command(
    "found",
    help=marked("Funda una entidad y da de alta a quien la administra, que entra por «¿Olvidó su contraseña?»."),
)(found)
app.add_typer(audit, name="audit", help=marked("El rastro de quién hizo qué: sellarlo y verificarlo."))
app.command("backup", help=marked("Guarda una copia de la instalación, o de una entidad, en un solo archivo."))(backup)
app.command(
    "tick",
    help=marked("Lo que pide el reloj: escribe los avisos del día, envía los que esperan y sella el rastro."),
)(tick)
app.command("check", help=marked("Nombra lo que le falta a la instalación para confiar en ella."))(check)
app.command("restore", help=marked("Restaura una copia y comprueba cada registro, archivo y sello."))(restore)


@app.callback()
def rumbo() -> None:
    """Keeps `rumbo read` a command of its own also while it is alone."""


def explained(command: Any) -> Any:
    """The command with its help, and that of all below it, in the language of the terminal."""
    command.help = said(command.help or "")
    for parameter in command.params:
        if text := getattr(parameter, "help", None):
            parameter.help = said(text)
    for each in getattr(command, "commands", {}).values():
        explained(each)
    return command


def main() -> None:
    """Runs the command line."""
    speak(None)
    explained(typer.main.get_command(app))()
