"""`rumbo demo`: an invented entity, filled and served on this machine, with the worker beside the server.

Everything lies in one folder; throwing it away forgets the demonstration.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from rumbo.faces.cli.language import Spoken
from rumbo.faces.cli.language import said as _
from rumbo.findings import marked

READY = "demo-ready"
GRANIAN = ["--interface", "wsgi", "--host", "127.0.0.1", "--no-ws", "--blocking-threads", "4", "--log-level", "warning"]


def demo(
    port: Annotated[int, typer.Option(help=marked("Puerto en el que se sirve."))] = 8000,
    folder: Annotated[Path, typer.Option(help=marked("Carpeta de la demostración."))] = Path("var/demo"),
    fresh: Annotated[
        bool, typer.Option("--fresh", help=marked("Empezar de nuevo, sin lo que se haya hecho antes."))
    ] = False,
    serve: Annotated[bool, typer.Option(help=marked("Servir al terminar; sin esto solo se prepara."))] = True,
    language: Spoken = None,
) -> None:
    """An invented entity with plan, follow-up and publications, served on this machine."""
    console = Console()
    if fresh and folder.exists():
        shutil.rmtree(folder)
    _environment(folder)
    people = _prepare(folder, console)
    _welcome(console, people, port)
    if serve:
        raise typer.Exit(_serve(port))


def _environment(folder: Path) -> None:
    """Settings of a demonstration on this machine: no https, no mail, a key that stays with the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "secret-key"
    if not key.exists():
        key.write_text(secrets.token_urlsafe(48), encoding="ascii")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        "RUMBO_DATA_DIR": str(folder.resolve()),
        "RUMBO_DATABASE_URL": f"sqlite:///{(folder / 'rumbo.sqlite3').resolve()}",
        "RUMBO_SECRET_KEY": key.read_text(encoding="ascii"),
        "RUMBO_HTTPS": "0",
        "RUMBO_STATIC_COLLECTED": "0",
        "RUMBO_LOG_LEVEL": "WARNING",
    }


def _prepare(folder: Path, console: Console) -> list[dict[str, str]]:
    """The database with its story. A story interrupted halfway is begun again: it is told in one transaction."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from rumbo.faces.cli.demo_story import Story

    with console.status(_("Preparando la base de datos…")):
        call_command("migrate", verbosity=0)
    story = Story(timezone.localdate())
    if not (folder / READY).exists():
        with console.status(_("Contando la historia de una entidad inventada…")), transaction.atomic():
            story.tell()
        (folder / READY).touch()
    return story.people


def _welcome(console: Console, people: list[dict[str, str]], port: int) -> None:
    from rumbo.faces.cli.demo_story import PASSWORD

    table = Table(title=_("Usuarios (contraseña de todos: {password})").format(password=PASSWORD))
    # An address that is cut cannot be typed.
    table.add_column(_("Correo"), no_wrap=True)
    table.add_column(_("Persona"))
    table.add_column(_("Cargo"), overflow="fold")
    for each in people:
        table.add_row(each["email"], each["name"], each["post"])
    console.print(table)
    address = f"http://127.0.0.1:{port}"
    public = _("Lo que ve la ciudadanía: {address}").format(address=f"{address}/publico/")
    console.print(f"Rumbo: {address}/\n{public}", highlight=False)


def _serve(port: int) -> int:
    """The server in front, the worker beside it; one signal ends both."""
    worker = subprocess.Popen([sys.executable, "-m", "django", "db_worker"])
    command = [sys.executable, "-m", "granian", *GRANIAN, "--port", str(port), "rumbo.config.wsgi:application"]
    server = subprocess.Popen(command)  # noqa: S603 - this very Python, and the port is a number
    signal.signal(signal.SIGTERM, lambda *received: server.send_signal(signal.SIGTERM))
    try:
        return server.wait()
    except KeyboardInterrupt:
        return server.wait()
    finally:
        server.terminate()
        worker.terminate()
        worker.wait()
