"""The frozen figures of a closing become a file by columns, kept by its digest beside those of before."""

import tempfile
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.closing_rows import CLOSING_COLUMNS, FORM, closing_rows
from rumbo.apps.measurement.models import ClosingFile
from rumbo.apps.measurement.queries.axes import listed_keys
from rumbo.apps.measurement.queries.closings import Kept, corrections_without_file, files_of
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.columns import engine_installed, write_columns

NOT_AS_CLOSED = declare(
    Sentences(
        code="measurement.closing_not_as_kept",
        severity=Severity.ERROR,
        title=marked("Las cifras cerradas ya no son las que se guardaron"),
        what=marked("El archivo del cierre decía {kept} y con las cifras de hoy diría {found}."),
        why=marked("Volver a escribirlo así haría pasar por cerrado algo que nadie cerró."),
        how=marked("Diga con «rumbo measure --verify» qué cambió, y compárelo con una copia de seguridad anterior."),
    )
)


def keep_after_commit(followup: Followup) -> None:
    """Asks the task worker for the file of a closing, or of what corrected it, once this transaction stands; where the
    engine is not installed, nobody waits for it: `rumbo consolidate --write` writes what lacks."""
    if engine_installed():
        transaction.on_commit(lambda: write_closing_file.enqueue(followup.pk))


@task()
def write_closing_file(key: int) -> None:
    """The task worker's part; the file may have been written meanwhile by somebody who did not wait for it."""
    followup = Followup.objects.select_related("entity", "period", "plan_version__plan").get(pk=key)
    if corrections_without_file(followup):
        write_closing(system_actor("task", followup.entity_id), followup)


@doorway("measurement.closing.keep")
def write_closing(actor: Actor, followup: Followup, *, again: bool = False) -> list[ClosingFile]:
    """Writes the files that a closing lacks: as it was closed, and one for each of its corrections. With `again` those
    too that it has, whose bytes were lost: `Refused` where the figures are no longer the ones that were kept."""
    lost = [each for each in files_of(followup) if not each.is_whole] if again else []
    lacking = corrections_without_file(followup)
    return [
        *(_written(actor, followup, correction, None) for correction in lacking),
        *(_written(actor, followup, each.correction, each) for each in lost),
    ]


def _written(actor: Actor, followup: Followup, correction: int, lost: Kept | None) -> ClosingFile:
    with tempfile.TemporaryDirectory(prefix="rumbo-closing-") as folder:
        place = Path(folder) / "closing.parquet"
        rows, digest = write_columns(place, CLOSING_COLUMNS, closing_rows(followup, correction, listed_keys(followup)))
        if lost is not None and lost.digest != digest:
            facts = {"kept": lost.digest[:12], "found": digest[:12]}
            raise Refused(Finding(NOT_AS_CLOSED.code, NOT_AS_CLOSED.severity, facts=facts))
        with place.open("rb") as content:
            file = store_file(actor, followup.entity, f"cierre-{followup.uid}-{correction}.parquet", content)
    return ClosingFile.objects.create(
        entity_id=followup.entity_id,
        followup=followup,
        correction=correction,
        form=FORM,
        ordinal=lost.ordinal + 1 if lost else 1,
        file=file,
        rows=rows,
        digest=digest,
        at=timezone.now(),
    )
