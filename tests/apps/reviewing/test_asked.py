"""The review of an entity is a job of the task worker: asked for once, shown as it was meanwhile, and then as it is."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks import task_backends

from rumbo.apps import progress
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.processes.actions import ProcessData, create_process
from rumbo.apps.reviewing import queries
from rumbo.apps.reviewing.queries import Kind, records_of, review_asked, review_entity
from tests.characters import House

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 1)
ENTITY = "web:reviewing-entity"


@pytest.fixture
def worker(settings: Any) -> Iterator[Any]:
    """A worker that has not come yet, and what it was asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield task_backends["default"]
    caches["progress"].clear()


def work(house: House, day: date = TODAY) -> None:
    review_entity.call(house.entity.pk, day.isoformat())


def test_it_is_asked_for_once_shown_as_it_was_and_then_as_it_is(house: House, worker: Any) -> None:
    lines = VerbLine.objects.count()
    for _twice in range(2):
        review, job = review_asked(house.entity.pk, TODAY)
        assert review is None
        assert job is not None
        assert job.stage == progress.WAITING
    assert len(worker.results) == 1
    work(house)
    before, job = review_asked(house.entity.pk, TODAY)
    assert before is not None
    assert job is None
    assert VerbLine.objects.count() == lines, "reviewing leaves no line, which would make it old at once"

    create_process(house.pilar.actor, house.entity, ProcessData("Riego", "mission"))
    for _twice in range(2):
        meanwhile, job = review_asked(house.entity.pk, TODAY)
        assert meanwhile == before
        assert job is not None
    assert len(worker.results) == 2
    work(house)
    after, job = review_asked(house.entity.pk, TODAY)
    assert after is not None
    assert job is None
    assert {each.kind for each in after.records} == {each.kind for each in before.records} | {Kind.PROCESS}
    cache.clear()
    assert review_asked(house.entity.pk, TODAY)[0] is None
    assert len(worker.results) == 3, "a cache that was emptied costs another review"


def test_no_entity_is_shown_what_was_found_in_another(house: House, other_house: House, worker: Any) -> None:
    work(house)
    assert review_asked(other_house.entity.pk, TODAY)[0] is None
    assert [each.args for each in worker.results] == [[other_house.entity.pk, TODAY.isoformat()]]
    work(other_house)
    reviews = [review_asked(each.entity.pk, TODAY)[0] for each in (house, other_house)]
    uids = [{record.uid for record in review.records} for review in reviews if review is not None]
    assert len(uids) == 2
    assert uids[0].isdisjoint(uids[1])


def test_one_that_fails_is_not_asked_for_again_and_again(
    house: House, worker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(queries, "across_records", broken)
    review_asked(house.entity.pk, TODAY)
    with pytest.raises(ZeroDivisionError):
        work(house)
    # Whoever asks sees the fault as it is, and nobody is asked.
    with pytest.raises(ZeroDivisionError):
        review_asked(house.entity.pk, TODAY)
    assert len(worker.results) == 1
    monkeypatch.undo()
    review, job = review_asked(house.entity.pk, TODAY)
    assert review is not None
    assert review.records
    assert job is None


def test_one_that_could_not_be_asked_for_does_not_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "review_entity", None)
    with pytest.raises(AttributeError):
        review_asked(house.entity.pk, TODAY)
    assert progress.interrupted(queries.job_of(house.entity.pk))


def test_the_page_tells_how_it_goes_and_asks_little(house: House, worker: Any) -> None:
    browser, address = house.pilar.browser(), reverse(ENTITY)

    def told() -> str:
        with CaptureQueriesContext(connection) as asked:
            page = str(browser.get(address).content.decode())
        assert len(asked) <= 12
        return page

    page = told()
    assert "Se está revisando toda la entidad" in page
    assert "Espera su turno" in page
    assert f'href="{address}"' in page
    assert 'http-equiv="refresh"' in page
    work(house, _day_of_the_page(worker))
    assert "Se está revisando" not in told()
    create_process(house.pilar.actor, house.entity, ProcessData("Gestión de riego", "mission"))
    page = told()
    assert "Se está revisando de nuevo" in page
    assert "Gestión de riego" not in page
    work(house, _day_of_the_page(worker))
    page = told()
    assert "Se está revisando" not in page
    assert "Gestión de riego" in page


def _day_of_the_page(worker: Any) -> date:
    return date.fromisoformat(worker.results[-1].args[1])


def test_how_far_it_has_come_is_told_record_by_record(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    monkeypatch.setattr(progress, "advance", lambda *given: told.append(given))
    count = sum(each.kind is not Kind.ACROSS for each in records_of(house.entity.pk, TODAY))
    assert told == [*(("reviewing", done, count) for done in range(count)), ("comparing",)]
