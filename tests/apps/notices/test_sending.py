"""Messages leave by a real SMTP server: what it gets, what it refuses, and what happens when the plug is pulled."""

import re
import sys
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from rumbo.apps import progress
from rumbo.apps.audit.actor import system_actor
from rumbo.apps.audit.doorway import Forbidden
from rumbo.apps.calendar.queries import today_in
from rumbo.apps.notices.actions import choose_reminders, renew_calendar, send_messages, write_messages
from rumbo.apps.notices.actions.send_messages import deliver_messages
from rumbo.apps.notices.bridge import Line, News, Section
from rumbo.apps.notices.models import Message
from rumbo.apps.notices.queries import LEASE, anything_to_send, calendar_behind, choice_in, job_of
from rumbo.domain.followup.reminders import Choice
from tests.characters import House
from tests.journeys.mailbox import Mailbox

UID = "5e3c2f0e-8f5e-4a5f-9d2d-1f2a3b4c5d6e"


class Moody(Mailbox):
    """Refuses some for ever, some for now."""

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address.startswith("leonardo"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("irene"):
            return "450 4.2.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    with Moody() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.SITE_ADDRESS = "https://rumbo.example.gov.co"
        yield box


def write(
    house: House, *names: str, subject: str = "Tiene 1 reporte vencido", whole_day: bool = False
) -> list[Message]:
    lines = (Line("owed", UID, "Realizar diez seguimientos & más", "plazo: 15 de julio de 2024"),)
    news = [News(house.people[name].user, subject, (Section("Vencidos", lines),)) for name in names]
    machine, day = system_actor("task", house.entity.pk), today_in(house.entity.pk)
    return write_messages(machine, house.entity, news, day=day)


def state(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def body(letter: EmailMessage, kind: str) -> str:
    found = letter.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def test_a_letter_arrives_whole_as_text_and_as_a_page(house: House, mailbox: Mailbox) -> None:
    (message,) = write(house, "lucia")
    deliver_messages.enqueue(house.entity.pk)
    deliver_messages.enqueue(house.entity.pk)
    (letter,) = mailbox.letters
    assert letter["To"] == house.lucia.user.email
    assert letter["Subject"] == "[PRIMERA] Tiene 1 reporte vencido"
    assert letter["From"] == "PRIMERA <rumbo@localhost>"
    assert letter["Auto-Submitted"] == "auto-generated"
    link = f"https://rumbo.example.gov.co/avisos/{message.uid}/{UID}/"
    text, page = body(letter, "plain"), body(letter, "html")
    assert link in text
    assert f'href="{link}"' in page
    assert "Realizar diez seguimientos & más" in text
    assert "Realizar diez seguimientos &amp; más" in page
    assert "/avisos/preferencias/" in text
    assert (state(message), message.attempts, message.error) == ("sent", 1, "")
    with pytest.raises(DatabaseError, match="sent"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE notices_message SET subject = 'otro'")


def test_a_letter_is_in_the_language_of_its_person(house: House, mailbox: Mailbox) -> None:
    user = house.lucia.user
    user.language = "en"
    user.save()
    write(house, "lucia")
    deliver_messages.enqueue(house.entity.pk)
    assert 'lang="en"' in body(mailbox.letters[0], "html")


def test_one_mailbox_that_refuses_does_not_keep_the_others_waiting(house: House, mailbox: Mailbox) -> None:
    gone, later, there = write(house, "leonardo", "irene", "lucia")
    deliver_messages.enqueue(house.entity.pk)
    assert [state(each) for each in (gone, later, there)] == ["failed", "waiting", "sent"]
    assert "no such mailbox" in gone.error
    assert "come back later" in later.error
    assert later.next_try is not None
    assert not anything_to_send(house.entity), "its next try has not come"
    assert send_messages(house.andres.actor, house.entity, at_once=True) == 1


def test_a_worker_that_is_killed_leaves_nothing_lost_and_nothing_twice(
    house: House, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plug is pulled between the claim of the second letter and the server."""
    first, second = write(house, "lucia", "pilar")
    room = sys.modules["rumbo.apps.notices.actions.send_messages"]
    whole = room._sent

    def pulled(server: Any, message: Message) -> Any:
        if message.pk == second.pk:
            raise KeyboardInterrupt
        return whole(server, message)

    monkeypatch.setattr(room, "_sent", pulled)
    with pytest.raises(KeyboardInterrupt):
        deliver_messages.func(house.entity.pk)
    assert [state(first), state(second)] == ["sent", "sending"]
    monkeypatch.setattr(room, "_sent", whole)
    deliver_messages.enqueue(house.entity.pk)
    assert state(second) == "sending", "it might still be in somebody's hands"
    Message.objects.filter(pk=second.pk).update(begun_at=timezone.now() - LEASE - timedelta(seconds=1))
    deliver_messages.enqueue(house.entity.pk)
    assert state(second) == "sent"
    assert [letter["To"] for letter in mailbox.letters] == [house.lucia.user.email, house.pilar.user.email]


def test_the_same_letter_sent_again_has_the_same_identity(house: House, mailbox: Mailbox) -> None:
    (message,) = write(house, "lucia")
    deliver_messages.enqueue(house.entity.pk)
    assert re.fullmatch(rf"<{message.uid}@rumbo\.example\.gov\.co>", mailbox.letters[0]["Message-ID"])


def test_without_mail_nothing_is_sent_and_everything_is_kept(house: House, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    (message,) = write(house, "lucia")
    assert not anything_to_send(house.entity)
    assert send_messages(house.pilar.actor, house.entity) == 1
    assert progress.progress_of(job_of(house.entity.pk)) is None
    assert state(message) == "waiting"
    assert not mail.outbox


def test_sending_is_asked_of_the_worker_once(
    house: House, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    write(house, "lucia")
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with django_capture_on_commit_callbacks(execute=True) as first:
        send_messages(house.pilar.actor, house.entity)
    with django_capture_on_commit_callbacks(execute=True) as second:
        send_messages(house.pilar.actor, house.entity)
    assert (len(first), len(second)) == (1, 0)
    assert not anything_to_send(house.entity)
    with progress.working(job_of(house.entity.pk)):
        pass


def test_whoever_may_and_may_not(house: House, other_house: House) -> None:
    for somebody in (house.lucia, house.irene, other_house.andres):
        with pytest.raises(Forbidden):
            send_messages(somebody.actor, house.entity)
    with pytest.raises(Forbidden):
        write_messages(house.pilar.actor, house.entity, [], day=today_in(house.entity.pk))
    with pytest.raises(Forbidden):
        choose_reminders(other_house.lucia.actor, house.entity, Choice())


def test_everybody_chooses_for_themselves_and_renews_their_calendar(house: House) -> None:
    lucia = house.lucia
    assert choice_in(house.entity.pk, lucia.user.pk) == Choice()
    for chosen in (Choice(before=False), Choice(early=8, on_day=False)):
        choose_reminders(lucia.actor, house.entity, chosen)
        assert choice_in(house.entity.pk, lucia.user.pk) == chosen
    old = renew_calendar(lucia.actor, house.entity).key
    new = renew_calendar(lucia.actor, house.entity).key
    assert len(new) > 40
    assert calendar_behind(old) is None
    found = calendar_behind(new)
    assert found is not None
    assert found.person == lucia.user
