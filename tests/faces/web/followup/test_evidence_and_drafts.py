"""Evidence expected, delivered, looked at and used again; a draft that keeps itself; a disk that is full."""

import errno
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import reverse

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.evidence import bridge
from rumbo.apps.evidence.models import Evidence, StoredFile
from rumbo.apps.followup.actions import attach_again, attach_file, save_draft
from rumbo.apps.followup.models import Report, ReportEntry, ReportEvidence
from tests.characters import Character, House
from tests.rounds import TOLD, open_round, report_of, version_with

DAY = date(2024, 6, 20)
PNG = b"\x89PNG\r\n\x1a\n...."
EXPECTED = "1. Acta firmada; 2. Lista de asistencia"


@pytest.fixture
def reports(house: House, settings: Any, tmp_path: Path) -> tuple[Report, Report]:
    """Two reports of the unit of Lucía, whose targets expect the same two pieces."""
    settings.FILES_DIR = tmp_path / "files"
    followup = open_round(house, 2, version_with(house, "Con soportes", 2, expected_evidence=EXPECTED))
    return report_of(followup, "1"), report_of(followup, "2")


def screen(name: str, *args: object) -> str:
    return reverse(f"web:followup-{name}", args=args)


def test_what_is_expected_stands_beside_what_was_delivered(house: House, reports: tuple[Report, Report]) -> None:
    report, lucia = reports[0], house.lucia.browser()
    page = lucia.get(screen("report", report.uid)).content.decode()
    assert page.count("Falta</span>") == 2
    file = SimpleUploadedFile("acta.png", PNG)
    typed = {"edit": report.edit, "evidence": file, "evidence_date": DAY.isoformat(), "meets": "Acta firmada"}
    assert lucia.post(screen("report", report.uid), typed).status_code == 302
    page = lucia.get(screen("report", report.uid)).content.decode()
    assert (page.count("Falta</span>"), page.count("Entregado</span>")) == (1, 1)
    assert StoredFile.objects.get().digest[:12] in page
    assert not Evidence.objects.get().public


def test_evidence_is_looked_at_without_running_anything(
    house: House, reports: tuple[Report, Report], ester: Character
) -> None:
    report, lucia = reports[0], house.lucia.browser()
    told = {b"%PDF-1.7": "application/pdf", PNG: "image/png", b"<script>alert(1)</script>": "text/plain; charset=utf-8"}
    for content, kind in told.items():
        piece = attach_file(house.lucia.actor, report, "soporte", content, own_date=DAY)
        page = lucia.get(screen("report", report.uid))
        # Looked at in its place: folded until somebody opens it, with or without script.
        assert screen("inline", piece.uid) in page.content.decode()
        assert "frame-src 'self'" in page["Content-Security-Policy"]
        bare = lucia.get(screen("inline", piece.uid))
        assert bare["Content-Type"] == kind
        assert bare["X-Content-Type-Options"] == "nosniff"
        assert bare["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'self'"
        for stranger in (ester, house.andres):
            assert stranger.browser().get(screen("inline", piece.uid)).status_code == 404


def test_evidence_is_used_again_within_the_unit(house: House, reports: tuple[Report, Report], ester: Character) -> None:
    first, second = reports
    piece = attach_file(house.lucia.actor, first, "acta de mayo.png", PNG, own_date=DAY)
    lucia, here = house.lucia.browser(), screen("use-again", second.uid)
    assert "acta de mayo.png" in lucia.get(here + "?buscar=MAYO acta").content.decode()
    assert "acta de mayo.png" not in lucia.get(here + "?buscar=junio").content.decode()
    assert ester.browser().get(here).status_code == house.pilar.browser().get(here).status_code == 404
    again = {"evidence": piece.uid, "meets": "Acta firmada"}
    assert lucia.post(here, again).status_code == lucia.post(here, again).status_code == 302
    row = ReportEvidence.objects.get(report=second)
    assert (row.evidence, row.meets, StoredFile.objects.count()) == (piece, "Acta firmada", 1)
    theirs = Evidence.objects.create(
        entity=house.entity, title="De otra", own_date=DAY, link="https://x.gov.co", provided_by="Otra"
    )
    with pytest.raises(Forbidden):
        attach_again(house.lucia.actor, second, theirs)
    assert lucia.post(here, {"evidence": theirs.uid}).status_code == 404


def test_a_full_disk_is_told_and_leaves_nothing(
    house: House, reports: tuple[Report, Report], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(bridge.os, "fsync", full)
    with pytest.raises(Refused) as refused:
        attach_file(house.lucia.actor, reports[0], "acta.png", PNG, own_date=DAY)
    assert refused.value.findings[0].code == "evidence.no_room"
    assert [each for each in Path(settings.FILES_DIR).rglob("*") if each.is_file()] == []
    assert not StoredFile.objects.exists()
    monkeypatch.undo()
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", full)
    typed = {"edit": reports[0].edit, "narrative": "Sigue aquí.", "evidence_date": DAY.isoformat()}
    file = SimpleUploadedFile("acta.png", PNG)
    answer = house.lucia.browser().post(screen("report", reports[0].uid), typed | {"evidence": file})
    page = answer.content.decode()
    assert (answer.status_code, "el disco del sistema está lleno" in page, "Sigue aquí." in page) == (422, True, True)


def test_a_draft_keeps_itself_and_two_people_are_told(house: House, reports: tuple[Report, Report]) -> None:
    report, lucia = reports[0], house.lucia.browser()
    here = screen("report", report.uid)
    assert "data-autosave" in lucia.get(here).content.decode()
    typed = {"autosave": "1", "edit": report.edit, "quantity": "3", "narrative": "A medias", "link": "sin terminar"}
    kept = lucia.post(here, typed)
    assert (kept.status_code, "Borrador guardado" in kept.json()["told"]) == (200, True)
    wrong = lucia.post(here, typed | {"edit": kept.json()["edit"], "quantity": "tres"})
    assert (wrong.status_code, "Cantidad lograda" in wrong.json()["told"]) == (422, True)
    report.refresh_from_db()
    assert (report.state, report.edit) == ("draft", kept.json()["edit"])
    save_draft(house.leonardo.actor, report, TOLD, report.edit)
    late = lucia.post(here, typed | {"edit": kept.json()["edit"], "narrative": "Lo mío"})
    assert (late.status_code, "Leonardo Jefe" in late.json()["told"]) == (409, True)
    assert ReportEntry.objects.get(report=report).narrative == TOLD.narrative
    both = lucia.post(here, {"edit": kept.json()["edit"], "quantity": "3", "narrative": "Lo mío"})
    page = both.content.decode()
    assert (both.status_code, "Lo mío" in page, TOLD.narrative in page) == (409, True, True)
    assert house.pilar.browser().post(here, typed).status_code == 404
