"""Messages on the screen: from the letter to the report after signing in, the outbox, one's choices and calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from rumbo.apps.audit.actor import Role, system_actor
from rumbo.apps.followup.actions import open_followup, reschedule_followup, submit_report
from rumbo.apps.followup.models import Followup
from rumbo.apps.formulating.models import Part
from rumbo.apps.notices.actions import renew_calendar
from rumbo.apps.notices.actions.send_messages import deliver_messages
from rumbo.apps.notices.models import Message
from rumbo.apps.notices.queries import choice_in
from rumbo.apps.people.actions import choose_language, end_membership, grant_membership
from rumbo.apps.reminding.actions import write_reminders
from rumbo.apps.reminding.queries import rules_on
from rumbo.domain.calendar.windows import Windows
from rumbo.domain.followup.reminders import Choice, ReminderRules
from rumbo.domain.numbers import Quantity
from tests.apps.formulating.test_formulation import opened
from tests.characters import LONG_AGO, PASSWORD, House
from tests.rounds import TOLD, quarter, report_of

JULY = Windows(date(2024, 7, 2), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))


@pytest.fixture
def followup(house: House, monkeypatch: pytest.MonkeyPatch) -> Followup:
    """It is the morning of the last day."""
    now = datetime(2024, 7, 15, 13, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    return open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)


def written(house: House) -> Message:
    write_reminders(system_actor("task", house.entity.pk), house.entity, day=date(2024, 7, 15))
    return Message.objects.select_related("person").get(entity=house.entity)


def screen(name: str, *args: Any) -> str:
    return reverse(f"web:notices-{name}", args=args)


def test_the_link_of_a_letter_lands_on_the_report_after_signing_in(
    house: House, other_house: House, followup: Followup, client: Any
) -> None:
    # Lucía also works elsewhere, and was there last.
    grant_membership(other_house.system, other_house.entity, house.lucia.user, Role.DIRECTOR, since=LONG_AGO)
    message, report = written(house), report_of(followup, "1")
    link = screen("open", message.uid, report.uid)
    door = client.get(link)
    assert door.status_code == 302
    signed = client.post(door.url, {"login": house.lucia.user.email, "password": PASSWORD})
    assert signed.url == link
    landed = client.get(link, follow=True)
    assert landed.redirect_chain == [(reverse("web:followup-report", args=[report.uid]), 302)]
    assert "Realizar diez seguimientos" in landed.content.decode()


def test_a_message_is_for_its_person_and_for_who_looks_after_the_outbox(
    house: House, other_house: House, followup: Followup
) -> None:
    message = written(house)
    where = screen("message", message.uid)
    for reader in (house.lucia, house.pilar, house.andres):
        page = reader.browser().get(where).content.decode()
        assert "Hoy vencen 2 reportes suyos" in page
        assert "Realizar diez seguimientos" in page
    for stranger in (house.leonardo, house.irene, other_house.pilar, other_house.lucia):
        assert stranger.browser().get(where).status_code == 404
    assert "Hoy vencen 2 reportes suyos" in house.lucia.browser().get(screen("own")).content.decode()
    assert "Hoy vencen" not in house.leonardo.browser().get(screen("own")).content.decode()


def test_the_outbox_shows_what_waits_and_sends_it_at_once(
    house: House, followup: Followup, django_capture_on_commit_callbacks: Any
) -> None:
    message = written(house)
    Message.objects.filter(pk=message.pk).update(
        attempts=2, error="SMTPServerDisconnected: adiós", next_try=datetime(2024, 7, 15, 14, tzinfo=UTC)
    )
    pilar = house.pilar.browser()
    page = pilar.get(screen("outbox")).content.decode()
    assert "Espera" in page
    assert "SMTPServerDisconnected: adiós" in page
    assert "2 intentos" in page
    assert "No hay avisos" in pilar.get(screen("outbox"), {"estado": "failed"}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert pilar.post(screen("send")).status_code == 302
    assert [letter.to for letter in mail.outbox] == [[house.lucia.user.email]]
    assert "Enviado" in pilar.get(screen("outbox")).content.decode()
    for other in (house.lucia, house.leonardo):
        assert other.browser().get(screen("outbox")).status_code == 404
        assert other.browser().post(screen("send")).status_code == 404


def test_without_mail_the_outbox_says_so_and_everybody_reads_theirs(
    house: House, followup: Followup, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    written(house)
    page = house.pilar.browser().get(screen("outbox")).content.decode()
    assert "El correo no está configurado" in page
    assert "Solo en la pantalla" in page
    assert "Enviar ahora" not in page
    assert "sus avisos se leen aquí" in house.lucia.browser().get(screen("own")).content.decode()


def test_planning_reminds_those_chosen_on_the_board_and_reads_what_became_of_each(
    house: House, followup: Followup, django_capture_on_commit_callbacks: Any
) -> None:
    board = f"{reverse('web:followup-board-reports')}?vigencia=2024"
    pilar, verb = house.pilar.browser(), reverse("web:followup-bulk", args=["recordar"])
    assert verb in pilar.get(board).content.decode()
    sent = report_of(followup, "3")
    submit_report(house.lucia.actor, sent, replace(TOLD, quantity=None, percentage=Quantity.of(30)), sent.edit)
    items = [str(report_of(followup, number).uid) for number in "123"]
    asked = {"item": items, "confirmed": "1", "back": board}
    with django_capture_on_commit_callbacks(execute=True):
        page = pilar.post(verb, asked, follow=True).content.decode()
    assert "Hecho en 1 de 3" in page
    for told in ("Se avisa a Lucía Enlace.", "No se debe: ya se entregó", "Nadie responde: la dependencia"):
        assert told in page
    assert [letter.to for letter in mail.outbox] == [[house.lucia.user.email]]
    again = pilar.post(verb, asked, follow=True).content.decode()
    assert "mañana se recuerda a Lucía Enlace" in again
    for other in (house.lucia, house.irene, house.andres):
        assert other.browser().post(verb, asked).status_code == 404


def test_a_person_chooses_what_they_are_reminded_of(house: House) -> None:
    lucia = house.lucia.browser()
    assert "5, 1" in lucia.get(screen("choose")).content.decode()
    assert lucia.post(screen("choose"), {"before": "on", "early": "99"}).status_code == 422
    assert lucia.post(screen("choose"), {"before": "on", "early": "8"}).status_code == 302
    assert choice_in(house.entity.pk, house.lucia.user.pk) == Choice(early=8, on_day=False)
    assert lucia.post(screen("choose"), {}).status_code == 302
    assert choice_in(house.entity.pk, house.lucia.user.pk) == Choice(before=False, on_day=False)


def test_the_entity_says_when_it_reminds(house: House) -> None:
    pilar = house.pilar.browser()
    asked = {"before": "10, 3", "every": "2", "escalate": "0", "hour": "8", "valid_from": "2024-01-01"}
    assert pilar.post(screen("rules"), asked | {"before": "diez"}).status_code == 422
    assert pilar.post(screen("rules"), asked).status_code == 302
    assert rules_on(house.entity.pk, date(2024, 7, 1)) == ReminderRules((10, 3), False, 2, 0, 8)
    assert house.lucia.browser().get(screen("rules")).status_code == 404


def test_the_calendar_is_read_by_a_program_and_only_under_its_key(
    house: House, followup: Followup, client: Any
) -> None:
    lucia = house.lucia.browser()
    assert "Todavía no tiene una dirección" in lucia.get(screen("calendar")).content.decode()
    assert lucia.post(screen("calendar")).status_code == 302
    key = renew_calendar(house.lucia.actor, house.entity).key
    assert screen("feed", key) in lucia.get(screen("calendar")).content.decode()
    answer = client.get(screen("feed", key))
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert not calendar.errors
    assert not event.errors
    assert str(event["SUMMARY"]) == "Vencen 2 reportes: Plan de acción"
    bogota = ZoneInfo("America/Bogota")
    assert event.decoded("DTSTART") == datetime(2024, 7, 15, tzinfo=bogota)
    assert event.decoded("DTEND") == datetime(2024, 7, 16, tzinfo=bogota)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Bogota"]
    assert "Realizar diez seguimientos" in str(event["DESCRIPTION"])
    formulation = opened(house)
    (_reports, formulating) = Calendar.from_ical(client.get(screen("feed", key)).content).walk("VEVENT")
    assert str(formulating["SUMMARY"]) == "Vence la formulación de «Plan de acción siguiente»"
    Part.objects.filter(formulation=formulation).update(state="taken")
    report = report_of(followup, "1")
    submit_report(house.lucia.actor, report, TOLD, report.edit)
    (left,) = Calendar.from_ical(client.get(screen("feed", key)).content).walk("VEVENT")
    assert left["UID"] == event["UID"]
    reschedule_followup(house.pilar.actor, followup, Windows(report_until=date(2024, 7, 19)), reason="Circular 4")
    (moved,) = Calendar.from_ical(client.get(screen("feed", key)).content).walk("VEVENT")
    assert moved.decoded("DTSTART") == datetime(2024, 7, 19, tzinfo=bogota), "and of the old day there is nothing"
    choose_language(house.lucia.actor, house.lucia.user, "en")
    (english,) = Calendar.from_ical(client.get(screen("feed", key)).content).walk("VEVENT")
    assert str(english["SUMMARY"]) == "1 report is due: Plan de acción"
    assert str(left["SUMMARY"]) == "Vence 1 reporte: Plan de acción"
    renew_calendar(house.lucia.actor, house.entity)
    assert client.get(screen("feed", key)).status_code == 404


def test_a_calendar_closes_with_the_last_role_of_its_owner(house: House, followup: Followup, client: Any) -> None:
    key = renew_calendar(house.lucia.actor, house.entity).key
    (role,) = house.lucia.user.memberships.all()
    end_membership(house.andres.actor, role, date(2024, 7, 14))
    assert client.get(screen("feed", key)).status_code == 404


@pytest.mark.parametrize("name", ["own", "outbox", "choose", "calendar", "rules"])
def test_screens_ask_little(house: House, followup: Followup, name: str, django_assert_max_num_queries: Any) -> None:
    written(house)
    deliver_messages.enqueue(house.entity.pk)
    pilar = house.pilar.browser()
    with django_assert_max_num_queries(12):
        assert pilar.get(screen(name)).status_code == 200
