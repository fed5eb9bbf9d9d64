"""Files that users send: kept by digest, never over another, never trusted by name, given back only whole."""

import hashlib
import io
import os
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rumbo.apps.audit.actor import system_actor
from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.evidence.actions import clear_away, mark_public, provide_file, provide_link, store_file
from rumbo.apps.evidence.bridge import clean_name, orphans, place_of, throw_away
from rumbo.apps.evidence.queries import bytes_of, evidence_by_uid, time_to_clear
from tests.characters import Character, House

DAY = date(2024, 6, 20)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "files"


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Ana\\acta.pdf", "acta.pdf"),
        ("informe\x00\x1b[2J.pdf", "informe[2J.pdf"),
        ("con\u202egpj.exe", "congpj.exe"),
        ("", "archivo"),
        ("...", "archivo"),
        ("línea\nnueva.txt", "línea nueva.txt"),
        ("a" * 400 + ".pdf", "a" * 146 + ".pdf"),
    ],
)
def test_a_name_keeps_no_path_no_control_and_no_excess(written: str, kept: str) -> None:
    assert clean_name(written) == kept


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"%PDF-1.7\n...", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg onload='alert(1)'/>", "text/plain"),
        (b"PK\x03\x04 but no zip at all", "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
    ],
)
def test_the_content_says_what_a_file_is(house: House, content: bytes, media_type: str) -> None:
    assert store_file(house.lucia.actor, house.entity, "planilla.xlsx", content).media_type == media_type


def test_bytes_lie_by_digest_and_come_back_equal(house: House) -> None:
    kept = store_file(house.lucia.actor, house.entity, "../x.txt", io.BytesIO(b"lo hecho"))
    place = place_of(kept.digest)
    assert place.parent.name == kept.digest[:2]
    assert place.is_relative_to(django_settings.FILES_DIR)
    assert bytes_of(kept) == b"lo hecho"
    assert not list(Path(django_settings.FILES_DIR).glob("arriving-*"))


def test_the_same_bytes_are_not_written_again(house: House) -> None:
    first = store_file(house.lucia.actor, house.entity, "uno.txt", b"igual")
    written = place_of(first.digest).stat()
    second = store_file(house.lucia.actor, house.entity, "dos.txt", b"igual")
    again = place_of(second.digest).stat()
    assert written.st_ino == again.st_ino
    assert (first.name, second.name) == ("uno.txt", "dos.txt")


def test_bytes_that_changed_on_disk_are_not_served_until_somebody_brings_them_again(
    house: House, other_house: House
) -> None:
    kept = store_file(house.lucia.actor, house.entity, "acta.txt", b"verdad")
    place_of(kept.digest).write_bytes(b"otra cosa")
    with pytest.raises(Refused) as refused:
        bytes_of(kept)
    assert code(refused) == "evidence.file_damaged"
    place = place_of(kept.digest)
    store_file(other_house.lucia.actor, other_house.entity, "acta.txt", b"verdad")
    assert bytes_of(kept) == b"verdad"
    assert place.with_name(f"{place.name}.altered").read_bytes() == b"otra cosa"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "evidence.file_empty"),
        (b"MZ\x90\x00", "evidence.file_is_program"),
        (b"#!/bin/sh\nrm -rf /", "evidence.file_is_program"),
        (b"x" * 1025, "evidence.file_too_large"),
    ],
)
def test_unfit_files_leave_nothing_behind(house: House, settings, content: bytes, expected: str) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    with pytest.raises(Refused) as refused:
        store_file(house.lucia.actor, house.entity, "soporte.pdf", content)
    assert code(refused) == expected
    assert not [path for path in Path(settings.FILES_DIR).rglob("*") if path.is_file()]


def test_what_the_installation_draws_is_as_large_as_it_must_be(house: House, settings) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    machine = system_actor("task", house.entity.pk)
    assert store_file(machine, house.entity, "publicacion.csv", b"a" * 5000).size == 5000


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://x.gov.co/a", "file:///etc/passwd", "hola", ""])
def test_only_web_links(house: House, link: str) -> None:
    with pytest.raises(Refused) as refused:
        provide_link(house.lucia.actor, house.entity, link, own_date=DAY)
    assert code(refused) == "evidence.link_unfit"


def test_evidence_is_not_from_the_future(house: House) -> None:
    with pytest.raises(Refused) as refused:
        provide_file(house.lucia.actor, house.entity, "a.txt", b"a", own_date=date.today() + timedelta(days=2))
    assert code(refused) == "evidence.dated_in_future"


def test_evidence_is_internal_until_planning_says_otherwise(house: House, ester: Character) -> None:
    evidence = provide_link(house.lucia.actor, house.entity, "https://x.gov.co/acta", own_date=DAY)
    assert not evidence.public
    for nobody in (house.lucia, house.irene, house.diana, ester):
        with pytest.raises(Forbidden):
            mark_public(nobody.actor, evidence)
    assert mark_public(house.pilar.actor, evidence).public
    assert evidence_by_uid(ester.entity.pk, str(evidence.uid)) is None


def test_a_stored_file_refuses_raw_sql(house: House) -> None:
    kept = store_file(house.lucia.actor, house.entity, "a.txt", b"a")
    for statement in ("UPDATE evidence_storedfile SET digest = 'x'", "DELETE FROM evidence_storedfile"):
        with pytest.raises(DatabaseError, match="stored file"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    kept.refresh_from_db()


def aged(place: Path, days: int = 2) -> None:
    long_ago = time.time() - days * 24 * 3600
    os.utime(place, (long_ago, long_ago))


def test_what_nothing_names_goes_away_after_a_day_and_nothing_else(house: House, settings: Any) -> None:
    """A refused upload and a killed process leave bytes; those of a row, and those wanted again, stay."""
    day_ago, system = timezone.now() - timedelta(days=1), system_actor("task")
    kept = store_file(house.lucia.actor, house.entity, "acta.txt", b"acta")
    with pytest.raises(Refused):
        provide_file(house.lucia.actor, house.entity, "x.txt", b"lost", own_date=date.today() + timedelta(days=9))
    lost = place_of(hashlib.sha256(b"lost").hexdigest())
    half = settings.FILES_DIR / "arriving-half"
    half.write_bytes(b"half")
    settings.FILE_UPLOAD_TEMP_DIR = settings.FILES_DIR.parent
    upload = settings.FILE_UPLOAD_TEMP_DIR / "x.upload.pdf"
    upload.write_bytes(b"half")
    assert lost.exists()
    assert orphans(day_ago) == []
    for place in (place_of(kept.digest), lost, half, upload):
        aged(place)
    assert orphans(day_ago) == [lost.name]
    with pytest.raises(Forbidden):
        clear_away(house.pilar.actor, before=day_ago)
    assert clear_away(system, before=day_ago) == 3
    assert not any(place.exists() for place in (lost, half, upload))
    assert bytes_of(kept) == b"acta"
    assert clear_away(system, before=day_ago) == 0


def test_bytes_that_somebody_sends_again_while_they_go_away_stay(house: House) -> None:
    with pytest.raises(Refused):
        provide_file(house.lucia.actor, house.entity, "x.txt", b"lost", own_date=date.today() + timedelta(days=9))
    digest = hashlib.sha256(b"lost").hexdigest()
    aged(place_of(digest))
    until = time.time() - 3600
    again = store_file(house.lucia.actor, house.entity, "x.txt", b"lost")
    assert not throw_away(digest, until)
    assert bytes_of(again) == b"lost"


def test_a_folder_of_another_database_is_left_alone(house: House, settings: Any) -> None:
    """As when the files are there already and their rows are about to be restored."""
    place = place_of("a" * 64)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"of another")
    aged(place)
    day_ago = timezone.now() - timedelta(days=1)
    assert not time_to_clear(day_ago), "nothing is written: restoring wants it empty"
    assert clear_away(system_actor("task"), before=day_ago) == 0
    assert place.exists()
    store_file(house.lucia.actor, house.entity, "acta.txt", b"acta")
    assert time_to_clear(day_ago)
    assert not time_to_clear(day_ago), "once a day"
