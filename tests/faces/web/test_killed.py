"""A worker killed with SIGKILL in the middle of an upload: nothing of it is half done, and sending it again works."""

import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.evidence.queries import orphans
from rumbo.apps.followup.models import ReportEntry, ReportEvidence
from rumbo.apps.intake.models import Intake
from tests.apps.intake.test_interrupted import counted
from tests.characters import YEAR, House, build_house
from tests.faces.web.followup.test_workbook import every_kind, sent, taken, write
from tests.rounds import open_round, report_of

Deed = Callable[[], Any]
EVIDENCE = ("StoredFile", "Evidence", "ReportEvidence")


def document(house: House) -> tuple[Deed, str, Deed]:
    """Bringing in a document: killed once its file and its record were written, before the answer."""
    page, browser = reverse("web:intake-upload"), house.pilar.browser()

    def deed() -> Any:
        return browser.post(page, {"file": SimpleUploadedFile("plan.csv", b"No.;Meta\n1;Sembrar\n")})

    return deed, "rumbo.apps.intake.actions.receive_file.move", Intake.objects.count


def evidence(house: House) -> tuple[Deed, str, Deed]:
    """Attaching evidence: killed once the file was kept, before it hangs from its report."""
    report = report_of(open_round(house), "1")
    page, browser = reverse("web:followup-report", args=[report.uid]), house.lucia.browser()

    def deed() -> Any:
        report.refresh_from_db()
        file = SimpleUploadedFile("acta.txt", b"Se hizo.")
        return browser.post(page, {"edit": report.edit, "evidence": file, "evidence_date": f"{YEAR}-05-20"})

    return deed, "rumbo.apps.followup.actions.attach_evidence.attach", ReportEvidence.objects.count


def workbook(house: House) -> tuple[Deed, str, Deed]:
    """Accepting the workbook of a unit: killed when one of its rows was kept and the second begins."""
    followup = open_round(house, 2, every_kind(house))
    book = taken(house.lucia, house, followup)
    write(book, 1, Cantidad_o_resultado=4, Avance_cualitativo="Cuatro visitas.")
    write(book, 2, Numerador=1, Denominador=2, Avance_cualitativo="Se atendió.")
    page, browser = sent(house.lucia, house, followup, book), house.lucia.browser()
    return (
        lambda: browser.post(page),
        "rumbo.apps.followup.actions.apply_workbook.save_draft",
        ReportEntry.objects.count,
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:This process")
@pytest.mark.parametrize(("upload", "reached", "kept"), [(document, 1, 1), (evidence, 1, 1), (workbook, 2, 2)])
def test_nothing_is_half_done_and_a_retry_works(
    settings: Any, tmp_path: Path, upload: Callable[[House], tuple[Deed, str, Deed]], reached: int, kept: int
) -> None:
    settings.FILES_DIR = tmp_path / "files"
    deed, moment, written = upload(build_house("muerte"))
    before, soon = counted(), timezone.now() + timedelta(minutes=5)
    lost = len(orphans(soon))
    _killed(deed, moment, reached)
    after = counted()
    # What was typed beside evidence is a draft of its own, kept before it.
    told = EVIDENCE if upload is evidence else after
    assert {name: after[name] for name in told} == {name: before[name] for name in told}, "no row of it was written"
    assert written() == 0
    left = orphans(soon)
    assert len(left) - lost == (0 if upload is workbook else 1), "its bytes are there, and known to be nobody's"
    assert deed().status_code == 302
    assert written() == kept
    assert not orphans(soon), "what was sent again has its row"


def _killed(deed: Deed, moment: str, reached: int) -> None:
    """Does it in a process of its own, which is killed when it comes to a moment for the so-manyeth time."""
    reader, writer = os.pipe()
    # What is inherited is never used: neither side of a connection may speak for both.
    connections.close_all()
    child = os.fork()
    if child == 0:
        _waits(deed, moment, reached, writer)
    os.close(writer)
    assert os.read(reader, 1) == b"!", "it got half way"
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _waits(deed: Deed, moment: str, reached: int, writer: int) -> None:
    place, _, name = moment.rpartition(".")
    module = sys.modules[place]
    real, times = getattr(module, name), list[int]()

    def stops(*told: Any, **more: Any) -> Any:
        times.append(1)
        if len(times) == reached:
            os.write(writer, b"!")
            time.sleep(60)
        return real(*told, **more)

    try:
        with patch.object(module, name, stops):
            deed()
    finally:
        os._exit(1)
