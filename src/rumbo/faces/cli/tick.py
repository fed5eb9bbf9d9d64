"""`rumbo tick`: what the machine's clock asks for every few minutes. It may be run as often as one likes, two at a
time, and be killed anywhere: what was done is not done again."""

import logging
from datetime import timedelta
from typing import Any

import typer

from rumbo.faces.cli.audit import seal_all
from rumbo.faces.cli.language import Spoken, said
from rumbo.faces.cli.starting import start

log = logging.getLogger(__name__)
LONG_OVER = timedelta(days=1)


def tick(language: Spoken = None) -> None:
    """For each entity: the reminders of its day, when their hour came; the messages that wait; what was reopened
    and its moment came; the seals; once a day the verification of what is closed, and the files that nothing names."""
    start()
    from rumbo.apps.audit.queries import entities_with_lines
    from rumbo.apps.reminding.queries import entities_reminding

    failed = sum(not _done(_remind, entity) for entity in entities_reminding())
    failed += sum(not _done(_verify, entity) for entity in entities_reminding())
    failed += sum(not _done(_lock_again, each) for each in _reopenings_over())
    failed += sum(not _done(_seal, key) for key in entities_with_lines())
    failed += not _done(_clear_away, "files")
    if failed:
        raise typer.Exit(1)


def _done(work: Any, subject: Any) -> bool:
    """One entity that cannot be served does not keep the others waiting."""
    from django.db import IntegrityError

    from rumbo.apps.audit.doorway import Refused

    try:
        work(subject)
    except (Refused, IntegrityError) as faster:
        # Another tick did it first.
        log.info("tick: %s", faster)
    except Exception:
        log.exception("tick: %s", subject)
        return False
    return True


def _remind(entity: Any) -> None:
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.notices.actions import send_messages
    from rumbo.apps.notices.queries import anything_to_send, written_until
    from rumbo.apps.people.queries import clock_of
    from rumbo.apps.reminding.actions import write_reminders
    from rumbo.apps.reminding.queries import day_to_write

    actor = system_actor("task", entity.pk)
    with clock_of(entity):
        if day := day_to_write(entity, written_until(entity.pk)):
            written = write_reminders(actor, entity, day=day)
            typer.echo(said("{entity}: avisos escritos, {n}.").format(entity=entity.short_name, n=written))
        if anything_to_send(entity):
            waiting = send_messages(actor, entity)
            typer.echo(said("{entity}: avisos por enviar, {n}.").format(entity=entity.short_name, n=waiting))


def _verify(entity: Any) -> None:
    """Once a day of the entity, the first time after midnight; the task worker does it."""
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.measurement.actions import ask_to_verify
    from rumbo.apps.measurement.queries import day_to_verify

    if day := day_to_verify(entity):
        ask_to_verify(system_actor("task", entity.pk), entity, day=day)
        typer.echo(said("{entity}: se comprueban los periodos cerrados.").format(entity=entity.short_name))


def _reopenings_over() -> list[Any]:
    from django.utils import timezone

    from rumbo.apps.followup.queries.reopened import reopenings_over

    return list(reopenings_over(timezone.now()))


def _lock_again(reopening: Any) -> None:
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.followup.actions import expire_reopening
    from rumbo.apps.people.queries import clock_of

    with clock_of(reopening.entity):
        expire_reopening(system_actor("task", reopening.entity_id), reopening)
    typer.echo(said("Reporte reabierto que se cerró de nuevo: {uid}.").format(uid=reopening.report.uid))


def _clear_away(_folder: str) -> None:
    """Once a day, and only where something lies there: an upload of before yesterday is long over."""
    from django.utils import timezone

    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.evidence.actions import clear_away
    from rumbo.apps.evidence.queries import time_to_clear

    before = timezone.now() - LONG_OVER
    if time_to_clear(before):
        gone = clear_away(system_actor("task"), before=before)
        typer.echo(said("Archivos que ningún registro nombra, retirados: {n}.").format(n=gone))


def _seal(entity: Any) -> None:
    if sealed := seal_all(entity):
        typer.echo(said("Sellos nuevos: {n}.").format(n=sealed))
