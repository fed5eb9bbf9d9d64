"""`rumbo measure --verify`: every closed follow-up computed again, on all cores, and what differs told as it is found.

The processes only read. What differs is left in the trail by the one that began them, so that no two write at a time;
nothing is kept but the keys of the closings, however many there are and however much of them differs.
"""

import json
import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import typer

from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.faces.cli.starting import start

Told = dict[str, str]
FEW = 40
"""So many closings are verified sooner than other processes have begun."""
AT_A_TIME = 4
SECONDS = 5.0
"""How often it says how far it has come."""


def verify(keys: list[int], gone: Iterable[Told], form: str, processes: int = 0) -> int:
    """Names what no longer agrees, here and in the trail of its entity; 1 when anything does not. `processes` 0: as
    many as there are cores, and no others where there is little to do."""
    found = 0
    with _telling(form) as tell:
        for each in gone:
            found += 1
            tell(each)
        for key, told in _with_progress(_all_verified(keys, _number_of(keys, processes)), len(keys)):
            if told:
                _leave_in_trail(key, told)
            for each in told:
                found += 1
                tell(each)
    if form != "json":
        typer.echo(_("Periodos cerrados: {closed}; diferencias: {found}.").format(closed=len(keys), found=found))
    return int(found > 0)


def _number_of(keys: list[int], processes: int) -> int:
    if processes:
        return min(processes, max(len(keys), 1))
    return 1 if len(keys) <= FEW else os.cpu_count() or 1


def _all_verified(keys: list[int], processes: int) -> Iterator[tuple[int, list[Told]]]:
    """Each key with what differs in it, in the order of the keys."""
    if processes == 1:
        yield from zip(keys, map(_verified, keys), strict=True)
        return
    from django.db import connection

    # A process that began as a copy of this one would share its connection: each begins anew.
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, _begin, (dict(connection.settings_dict),)) as pool:
        yield from zip(keys, pool.imap(_verified, keys, chunksize=AT_A_TIME), strict=True)


def _begin(database: dict[str, Any]) -> None:
    """Django in a process of its own, on the database of the one that began it."""
    start(database)


def _verified(key: int) -> list[Told]:
    from rumbo.apps.measurement.queries import verified

    return verified(key)


def _with_progress(results: Iterable[tuple[int, list[Told]]], total: int) -> Iterator[tuple[int, list[Told]]]:
    last, found = time.monotonic(), 0
    for done, (key, told) in enumerate(results, start=1):
        found += len(told)
        yield key, told
        if time.monotonic() - last >= SECONDS:
            last = time.monotonic()
            text = _("Comprobados {done} de {total} periodos cerrados; diferencias: {found}.")
            typer.echo(text.format(done=done, total=total, found=found), err=True)


@contextmanager
def _telling(form: str) -> Iterator[Any]:
    """Tells each difference as it is found: a line, or an item of a list that ends well-formed."""
    from django.utils import translation

    from rumbo.faces.cli.telling_differences import sentence

    if form != "json":
        with translation.override(spoken()):
            yield lambda told: typer.echo(sentence(told))
        return
    items = 0

    def item(told: Told) -> None:
        nonlocal items
        typer.echo((",\n" if items else "[\n") + json.dumps(told, ensure_ascii=False, indent=2), nl=False)
        items += 1

    yield item
    typer.echo("\n]" if items else "[]")


def _leave_in_trail(key: int, told: list[Told]) -> None:
    """What differs, in the trail of the entity of a follow-up that can be read."""
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.measurement.actions import record_differences
    from rumbo.apps.measurement.queries import UNREADABLE, closing_to_verify, in_trail

    try:
        followup = closing_to_verify(key)
    except UNREADABLE:
        return
    record_differences(system_actor("cli", followup.entity_id), followup, reason=in_trail(told))
