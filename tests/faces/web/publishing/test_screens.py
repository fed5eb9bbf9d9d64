"""Preparing, looking at what will come out, approving, and the files; for those who may."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.utils import timezone

from rumbo.apps import progress
from rumbo.apps.evidence.bridge import place_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.plans.actions import Act, approve_version, propose_version
from rumbo.apps.publishing import queries
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.actions.publish import draw_large_publication
from rumbo.apps.publishing.models import Publication, PublicationState
from rumbo.domain.numbers import Quantity
from rumbo.faces.web.publishing import views
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import Character, House, build_plan_of
from tests.faces.web.measurement.test_screens import text_of


@pytest.fixture
def closed(house: House) -> Followup:
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    return close_period(house.pilar.actor, followup)


def test_from_preparing_to_the_public_page(house: House, closed: Followup) -> None:
    pilar, diana = house.pilar.browser(), house.diana.browser()
    assert "Preparar una publicación" in text_of(pilar.get("/publicaciones/"))
    assert "(versión 1)" in text_of(pilar.get("/publicaciones/preparar/"))
    answered = pilar.post("/publicaciones/preparar/", {"what": f"s-{closed.uid}"})
    made = Publication.objects.get()
    assert answered.headers["Location"] == f"/publicaciones/{made.uid}/"
    assert made.title == "Plan de acción: seguimiento, I trimestre de 2024"
    told = text_of(pilar.get(f"/publicaciones/{made.uid}/"))
    assert "Cómo quedará" in told
    assert "Realizar diez seguimientos" in told
    page = diana.get(f"/publicaciones/{made.uid}/publicar/")
    assert "No se podrá cambiar ni retirar" in text_of(page)
    diana.post(f"/publicaciones/{made.uid}/publicar/", {"approver": "Directora", "day": timezone.localdate()})
    made.refresh_from_db()
    assert made.state == PublicationState.PUBLISHED
    told = text_of(pilar.get(f"/publicaciones/{made.uid}/"))
    assert "Archivos" in told
    assert made.digest in told
    assert diana.get(f"/publico/primera/{made.year}/{made.number}/").status_code == 200


def test_superseding_without_a_reason_is_told_beside_the_field(house: House) -> None:
    pilar = house.pilar.actor
    publish(house.diana.actor, prepare_publication(pilar, house.version, title="Plan"), approver="Directora")
    browser = house.pilar.browser()
    answered = browser.post("/publicaciones/preparar/", {"what": f"v-{house.version.uid}", "title": "Plan"})
    assert answered.status_code == 422
    assert "no se escribió el motivo" in text_of(answered)
    again = {"what": f"v-{house.version.uid}", "title": "Plan", "reason": "Corrige una fecha"}
    assert browser.post("/publicaciones/preparar/", again).status_code == 302
    assert Publication.objects.count() == 2


@pytest.mark.parametrize(
    "told", [{}, {"approver": " ", "day": "2024-01-01"}, {"approver": "Jefe", "day": "2999-01-01"}]
)
def test_approving_needs_a_post_and_a_day_that_came(house: House, told: dict[str, str]) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    answered = house.diana.browser().post(f"/publicaciones/{made.uid}/publicar/", told)
    assert answered.status_code == 422
    made.refresh_from_db()
    assert made.state == PublicationState.PREPARED


def test_what_is_prepared_may_be_put_aside(house: House) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    browser = house.pilar.browser()
    assert browser.get(f"/publicaciones/{made.uid}/descartar/").status_code == 200
    browser.post(f"/publicaciones/{made.uid}/descartar/", {"reason": "Sobra"})
    made.refresh_from_db()
    assert made.state == PublicationState.DISCARDED
    assert browser.post(f"/publicaciones/{made.uid}/publicar/", {"approver": "x"}).status_code == 404


def test_who_may_not_finds_nothing(house: House, ester: Character) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    for browser in (house.lucia.browser(), ester.browser()):
        for path in ("", "publicar/", "descartar/"):
            assert browser.get(f"/publicaciones/{made.uid}/{path}").status_code == 404
    assert house.lucia.browser().get("/publicaciones/").status_code == 404
    assert house.irene.browser().get(f"/publicaciones/{made.uid}/").status_code == 200
    assert house.irene.browser().get("/publicaciones/preparar/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(house: House, django_assert_max_num_queries: Any) -> None:
    for _ in range(5):
        prepare_publication(house.pilar.actor, house.version, title="Plan")
    browser = house.pilar.browser()
    browser.get("/publicaciones/")
    with django_assert_max_num_queries(8):
        browser.get("/publicaciones/")


def test_the_drawing_of_a_large_plan_is_followed_and_tried_again(house: House) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    Publication.objects.filter(pk=made.pk).update(state="drawing")
    progress.wait(queries.job_of(made))
    browser, path = house.pilar.browser(), f"/publicaciones/{made.uid}/"
    page = browser.get(path).content.decode()
    assert 'hx-trigger="every 5s"' in page
    assert f'<a href="{path}">' in page
    assert browser.get(f"{path}publicar/").status_code == 404
    Publication.objects.filter(pk=made.pk).update(state="failed", failure="OSError")
    told = text_of(browser.get(path, headers={"hx-request": "true"}))
    assert "La elaboración terminó" in told
    assert "(OSError)" in told
    assert browser.get(f"{path}publicar/").status_code == 200


def test_the_preview_of_a_large_plan_is_bounded(house: House) -> None:
    version = build_plan_of(house, 120)
    propose_version(house.pilar.actor, version)
    approved = approve_version(house.pilar.actor, version, Act("Acta", "9", date(2024, 2, 1)))
    made = prepare_publication(house.pilar.actor, approved, title="Plan")
    told = text_of(house.pilar.browser().get(f"/publicaciones/{made.uid}/"))
    assert "las primeras 100 metas de 120" in told
    assert told.count("Atender las peticiones dentro del término legal") == 100


def test_a_damaged_publication_is_told_to_those_who_work_with_it(house: House) -> None:
    queries._read_back.cache_clear()
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    publish(house.diana.actor, made, approver="Directora")
    kept = queries.file_in_format(made, "json")
    assert kept is not None
    place_of(kept.file.digest).unlink()
    answered = house.irene.browser().get(f"/publicaciones/{made.uid}/")
    assert answered.status_code == 200
    assert "Está dañado o falta" in text_of(answered)


def test_the_page_of_a_large_plan_counts_it_and_shows_it_when_asked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "SHOWN_AT_ONCE", 1)
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    browser, path = house.pilar.browser(), f"/publicaciones/{made.uid}/"
    with monkeypatch.context() as unasked:
        unasked.setattr(queries, "dossier_of", lambda *_, **__: pytest.fail("composed"))
        told = text_of(browser.get(path))
    assert "mostrarlas toma unos segundos" in told
    assert "Cómo quedará" in text_of(browser.get(path, {"vista": "1"}))


def test_a_drawing_left_in_the_middle_is_asked_for_again(house: House, django_capture_on_commit_callbacks: Any) -> None:
    made = prepare_publication(house.pilar.actor, house.version, title="Plan")
    Publication.objects.filter(pk=made.pk).update(state="drawing", approver="Directora", published_on=made.prepared_at)
    made.refresh_from_db()
    caches["progress"].clear()
    path = f"/publicaciones/{made.uid}/"
    assert "El trabajo quedó a medias" in text_of(house.pilar.browser().get(path))
    assert "Repetir" not in text_of(house.irene.browser().get(path))
    assert house.irene.browser().post(f"{path}repetir/").status_code == 404
    with django_capture_on_commit_callbacks():
        house.pilar.browser().post(f"{path}repetir/")
    progress.wait(queries.job_of(made))
    assert "a medias" not in text_of(house.pilar.browser().get(path))
    draw_large_publication.call(made.pk)
    made.refresh_from_db()
    assert made.state == "published"
