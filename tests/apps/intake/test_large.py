"""A document of many lines is read and written by the task worker; a worker that is killed leaves nothing half done."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest

from rumbo.apps import progress
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.intake.actions import choose_destination, propose_document, receive_file, resume_document
from rumbo.apps.intake.models import Intake, IntakeState
from rumbo.apps.intake.queries.arriving import left_in_the_middle, progress_of, refusal_of
from rumbo.apps.people.models import Membership
from rumbo.apps.plans.models import Placement
from tests.apps.intake.test_interrupted import Broken, counted
from tests.apps.intake.test_story import EXAMPLES, bring, settle_errors, settle_names
from tests.characters import House

proposing = import_module("rumbo.apps.intake.actions.propose_document")
receiving = import_module("rumbo.apps.intake.actions.receive_file")


@pytest.fixture
def intake(house: House, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Intake:
    """A document, settled, that counts as large; the worker has not come yet."""
    found = bring(house, EXAMPLES / "plan-de-accion-2024.xlsx")
    settle_names(house, found)
    settle_errors(house, found)
    choose_destination(house.pilar.actor, found, plan=None, plan_name="Plan traído")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(proposing, "WRITTEN_AT_ONCE", 3)
    return found


def work(house: House, intake: Intake) -> None:
    proposing.write_large_document.call(intake.pk, house.pilar.actor.user_id)
    intake.refresh_from_db()


def test_the_request_only_asks_and_the_worker_writes_in_the_name_of_who_asked(house: House, intake: Intake) -> None:
    before = Placement.objects.count()
    assert propose_document(house.pilar.actor, intake).state == IntakeState.PROPOSING
    assert Placement.objects.count() == before
    told = progress_of(intake)
    assert told is not None
    assert told.stage == progress.WAITING
    with pytest.raises(Refused):
        propose_document(house.pilar.actor, intake)
    work(house, intake)
    assert intake.state == IntakeState.PROPOSED
    assert intake.version is not None
    assert Placement.objects.filter(version=intake.version).exists()
    assert progress_of(intake) is None
    written = counted()
    work(house, intake)
    assert counted() == written, "the same job again writes nothing"


def test_how_far_it_has_come_is_told_line_by_line(
    house: House, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int, int]] = []
    tell = progress._tell
    monkeypatch.setattr(progress, "_tell", lambda job, *said: (told.append(said), tell(job, *said)))
    propose_document(house.pilar.actor, intake)
    work(house, intake)
    assert intake.version is not None
    count = intake.version.placements.count()
    assert [stage for stage, _, _ in told[:3]] == ["waiting", "reading", "writing"]
    assert told[-1] == ("writing", count, count)


def test_a_worker_that_is_killed_leaves_nothing_and_is_asked_again(
    house: House, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose_document(house.pilar.actor, intake)
    before = counted()
    with pytest.raises(Refused):
        resume_document(house.pilar.actor, intake)
    with monkeypatch.context() as power:
        power.setattr(proposing, "propose_version", gone)
        with pytest.raises(KeyboardInterrupt):
            work(house, intake)
    intake.refresh_from_db()
    assert counted() == before
    assert intake.state == IntakeState.PROPOSING
    assert left_in_the_middle(intake)
    resume_document(house.pilar.actor, intake)
    assert not left_in_the_middle(intake)
    work(house, intake)
    assert intake.state == IntakeState.PROPOSED


def gone(*_args: object, **_options: object) -> None:
    raise KeyboardInterrupt


def test_a_word_too_old_is_of_a_worker_that_is_gone(
    house: House, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose_document(house.pilar.actor, intake)
    monkeypatch.setattr(progress, "SILENT", timedelta(seconds=-1))
    assert not left_in_the_middle(intake), "who waits for a turn was not begun"
    progress._tell(f"intake-{intake.pk}", "writing", 1, 2)
    assert left_in_the_middle(intake)


def test_what_goes_wrong_is_told_and_can_be_proposed_again(
    house: House, intake: Intake, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose_document(house.pilar.actor, intake)
    with monkeypatch.context() as fault:
        fault.setattr(proposing, "write_version", breaking)
        with pytest.raises(Broken):
            work(house, intake)
    intake.refresh_from_db()
    finding = refusal_of(intake)
    assert intake.state == IntakeState.SETTLING
    assert finding is not None
    assert (finding.code, finding.facts["fault"]) == ("intake.not_written", "Broken")
    propose_document(house.pilar.actor, intake)
    assert refusal_of(intake) is None
    work(house, intake)
    assert intake.state == IntakeState.PROPOSED


def breaking(*_args: object, **_options: object) -> None:
    raise Broken


def test_who_may_no_longer_propose_does_not_through_the_worker(house: House, intake: Intake) -> None:
    propose_document(house.pilar.actor, intake)
    Membership.objects.filter(person=house.pilar.user).delete()
    proposing.write_large_document.call(intake.pk, house.pilar.user.pk)
    intake.refresh_from_db()
    finding = refusal_of(intake)
    assert intake.state == IntakeState.SETTLING
    assert finding is not None
    assert finding.code == "access.not_permitted"


def test_a_reading_left_in_the_middle_is_done_again(
    house: House, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(receiving, "READ_AT_ONCE", 10)
    content = (EXAMPLES / "plan-de-accion-2024.xlsx").read_bytes()
    intake = receive_file(house.pilar.actor, house.entity, content, "p.xlsx")
    with monkeypatch.context() as power:
        power.setattr(receiving, "mapping_that_fits", gone)
        with pytest.raises(KeyboardInterrupt):
            receiving.read_large_file.call(intake.pk)
    assert left_in_the_middle(intake)
    browser = house.pilar.browser()
    address = f"/documentos/{intake.uid}/"
    assert "quedó a medias" in browser.get(address).content.decode()
    browser.post(f"{address}repetir/", {"edit": intake.edit})
    assert "Espera su turno" in browser.get(address).content.decode()
    receiving.read_large_file.call(intake.pk)
    intake.refresh_from_db()
    assert intake.state == IntakeState.SETTLING


def test_the_page_tells_how_far_it_is_and_offers_nothing_else(house: House, intake: Intake) -> None:
    browser = house.pilar.browser()
    address = f"/documentos/{intake.uid}/"
    answer = browser.post(f"{address}proponer/", {"edit": intake.edit})
    assert answer["Location"] == address
    progress._tell(f"intake-{intake.pk}", "writing", 1_000, 4_000)
    page = browser.get(address).content.decode()
    assert "25%" in page.replace("\xa0", "").replace(" ", "")
    assert "Van 1.000 de 4.000" in page
    assert browser.get(f"{address}tabla/").status_code == 404
