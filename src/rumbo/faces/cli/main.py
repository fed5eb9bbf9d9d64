"""The command `rumbo`. A command is a module of this folder that adds itself here; those that need no database
import no Django."""

import typer

from rumbo.faces.cli.demo import demo
from rumbo.faces.cli.found import found
from rumbo.faces.cli.measure import measure
from rumbo.faces.cli.read import read
from rumbo.faces.cli.seal import seal

app = typer.Typer(
    name="rumbo",
    help="Planes de entidades públicas: leerlos, seguirlos, medirlos y publicarlos.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("read")(read)
app.command("measure")(measure)
app.command("demo")(demo)
app.command("found")(found)
app.command("seal")(seal)


@app.callback()
def rumbo() -> None:
    """Keeps `rumbo read` a command of its own also while it is alone."""


def main() -> None:
    """Runs the command line."""
    app()
