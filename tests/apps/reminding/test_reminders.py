"""Who is told what: by the clock of a wall in Bogotá, through a day without clock and a day without mail."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from rumbo.apps.audit.actor import Role, system_actor
from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.followup.actions import open_followup, submit_report
from rumbo.apps.followup.models import Followup
from rumbo.apps.formulating.actions import change_window, return_part
from rumbo.apps.notices.actions import choose_reminders
from rumbo.apps.notices.actions.send_messages import deliver_messages
from rumbo.apps.notices.models import Message
from rumbo.apps.notices.queries import written_until
from rumbo.apps.people.actions import choose_language
from rumbo.apps.plans.actions import Act, approve_version, propose_version
from rumbo.apps.reminding.actions import record_rules, send_reminders, write_reminders
from rumbo.apps.reminding.queries import day_to_write, reminders_of_day
from rumbo.domain.calendar.windows import Windows
from rumbo.domain.followup.reminders import Choice, ReminderRules
from tests.apps.formulating.test_formulation import handed_in, opened, part_of
from tests.characters import LONG_AGO, House, build_plan_of, welcome
from tests.rounds import TOLD, quarter, report_of

JULY = Windows(date(2024, 7, 2), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))
Clock = Callable[[str], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets what time it is, in UTC."""

    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return at


@pytest.fixture
def followup(house: House) -> Followup:
    """Targets 1 and 3 are Lucía's unit's; 2 is of a unit in which nobody reports."""
    return open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)


def write(house: House, day: date) -> int:
    return write_reminders(system_actor("task", house.entity.pk), house.entity, day=day)


def told(house: House, day: date) -> dict[str, tuple[str, list[str]]]:
    """By mail address the subject and the headings of the messages of a day that wait or were sent."""
    rows = Message.objects.filter(entity=house.entity, day=day).exclude(state="replaced")
    return {each.person.email.split("@")[0]: (each.subject, [s["heading"] for s in each.sections]) for each in rows}


def test_a_unit_is_told_before_on_and_after_and_then_its_lead(house: House, followup: Followup, clock: Clock) -> None:
    """Monday 15 July 2024 is the last day: five working days before is the 8th, and the third after is the 18th."""
    assert written_until(house.entity.pk) is None
    day_by_day = {}
    for day in (date(2024, 7, number) for number in range(4, 20)):
        clock(f"{day}T13:00")
        write(house, day)
        deliver_messages.enqueue(house.entity.pk)
        if news := told(house, day):
            day_by_day[day.day] = news
    assert sorted(day_by_day) == [8, 12, 15, 16, 18, 19]
    first = "Tiene 2 reportes por entregar; el primero vence el 15 de julio de 2024"
    assert day_by_day[8] == {"lucia": (first, ["Por vencer"])}
    assert day_by_day[15] == {"lucia": ("Hoy vencen 2 reportes suyos", ["Vencen hoy"])}
    assert day_by_day[16] == {"lucia": ("Tiene 2 reportes vencidos", ["Vencidos"])}
    lead = ("Su dependencia tiene 2 reportes vencidos", ["Vencidos en la dependencia que usted dirige"])
    assert day_by_day[18] == {"leonardo": lead}
    assert day_by_day[19] == {"lucia": ("Tiene 2 reportes vencidos", ["Vencidos"])}
    assert len(mail.outbox) == 6


def test_the_second_time_on_a_day_nothing_is_written(house: House, followup: Followup) -> None:
    assert write(house, date(2024, 7, 15)) == 1
    with pytest.raises(Refused) as refused:
        write(house, date(2024, 7, 15))
    assert refused.value.findings[0].code == FASTER.code
    assert Message.objects.filter(entity=house.entity).count() == 1


def test_days_without_a_clock_are_caught_up_by_one_message(house: House, followup: Followup) -> None:
    write(house, date(2024, 7, 5))
    assert write(house, date(2024, 7, 18)) == 2
    everything = Message.objects.filter(entity=house.entity)
    assert {each.person.name for each in everything} == {"Lucía Enlace", "Leonardo Jefe"}
    assert told(house, date(2024, 7, 18))["lucia"] == ("Tiene 2 reportes vencidos", ["Vencidos"])


def test_nobody_is_told_who_owes_nothing_or_has_more_time(house: House, followup: Followup, clock: Clock) -> None:
    clock("2024-07-10T15:00")
    report = report_of(followup, "1")
    submit_report(house.lucia.actor, report, TOLD, report.edit)
    give_exception(
        house.pilar.actor,
        followup.period,
        target=report_of(followup, "3").target,
        report_until=date(2024, 7, 24),
        reason="Paro",
    )
    assert write(house, date(2024, 7, 15)) == 0
    assert write(house, date(2024, 7, 24)) == 1
    assert told(house, date(2024, 7, 24)) == {"lucia": ("Hoy vence 1 reporte suyo", ["Vencen hoy"])}


def test_where_there_is_no_liaison_the_lead_is_reminded(house: House, followup: Followup) -> None:
    welcome(house, "jorge", "Jorge Jurídico", Role.UNIT_LEAD, "Oficina Jurídica")
    assert write(house, date(2024, 7, 15)) == 2
    assert set(told(house, date(2024, 7, 15))) == {"lucia", "jorge"}


def test_a_person_is_told_in_their_language_and_only_what_they_chose(house: House, followup: Followup) -> None:
    lucia = house.lucia
    choose_language(lucia.actor, lucia.user, "en")
    choose_reminders(lucia.actor, house.entity, Choice(before=False, on_day=False))
    write(house, date(2024, 7, 5))
    assert not write(house, date(2024, 7, 15)), "those are optional"
    assert write(house, date(2024, 7, 16)) == 1
    assert Message.objects.get(entity=house.entity).language == "en"


def test_an_entity_says_when_it_reminds_and_from_which_hour(
    house: House, followup: Followup, clock: Clock, settings: Any
) -> None:
    rules = ReminderRules(before=(2,), on_day=False, every=5, escalate=1, hour=9)
    record_rules(house.pilar.actor, house.entity, rules, valid_from=LONG_AGO)
    clock("2024-07-11T13:59")
    assert day_to_write(house.entity, None) is None
    clock("2024-07-11T14:00")
    assert day_to_write(house.entity, None) == date(2024, 7, 11)
    assert day_to_write(house.entity, date(2024, 7, 11)) is None
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert [write(house, date(2024, 7, day)) for day in (11, 15, 16)] == [1, 0, 2], "read on the screen, told once"


def test_a_day_without_mail_ends_in_one_message_that_tells_everything_still_owed(
    house: House, followup: Followup, clock: Clock, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    clock("2024-07-12T13:00")
    write(house, date(2024, 7, 12))
    deliver_messages.enqueue(house.entity.pk)
    waits = Message.objects.get(entity=house.entity)
    assert (waits.state, waits.attempts) == ("waiting", 1)
    assert "Refused" in waits.error
    clock("2024-07-12T13:06")
    deliver_messages.enqueue(house.entity.pk)
    waits.refresh_from_db()
    assert (waits.attempts, waits.next_try) == (2, datetime(2024, 7, 12, 13, 21, tzinfo=UTC))
    # The next day nothing falls due to be told, but what nobody sent is told.
    clock("2024-07-13T13:00")
    assert write(house, date(2024, 7, 13)) == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver_messages.enqueue(house.entity.pk)
    deliver_messages.enqueue(house.entity.pk)
    states = dict(Message.objects.filter(entity=house.entity).values_list("day", "state"))
    assert states == {date(2024, 7, 12): "replaced", date(2024, 7, 13): "sent"}
    assert [letter.to for letter in mail.outbox] == [[house.lucia.user.email]]


def test_planning_reminds_by_hand_once_a_day(house: House, followup: Followup, clock: Clock) -> None:
    clock("2024-07-09T15:00")
    reports = [report_of(followup, number) for number in ("1", "2")]
    (reminded,) = send_reminders(house.pilar.actor, house.entity, reports)
    assert (reminded.person, reminded.day) == (house.lucia.user, date(2024, 7, 9))
    assert reminded.records == {str(reports[0].uid)}
    # A second one before it was sent goes along with the first.
    (again,) = send_reminders(house.pilar.actor, house.entity, [report_of(followup, "3")])
    assert again.day == date(2024, 7, 9)
    assert len(Message.objects.get(entity=house.entity).sections[0]["lines"]) == 2
    deliver_messages.enqueue(house.entity.pk)
    # Today she had hers: the next one waits for tomorrow, and is not lost when tomorrow has nothing of its own.
    (later,) = send_reminders(house.pilar.actor, house.entity, reports)
    assert later.day == date(2024, 7, 10)
    deliver_messages.enqueue(house.entity.pk)
    assert len(mail.outbox) == 1
    clock("2024-07-10T13:00")
    assert write(house, date(2024, 7, 10)) == 1
    deliver_messages.enqueue(house.entity.pk)
    assert len(mail.outbox) == 2


def test_only_planning_reminds_and_only_its_own_entity(house: House, other_house: House, followup: Followup) -> None:
    reports = [report_of(followup, "1")]
    for somebody in (house.lucia, house.irene, house.andres, other_house.pilar):
        with pytest.raises(Forbidden):
            send_reminders(somebody.actor, house.entity, reports)
    with pytest.raises(Forbidden):
        send_reminders(other_house.pilar.actor, other_house.entity, reports)
    with pytest.raises(Forbidden):
        write_reminders(house.pilar.actor, house.entity, day=date(2024, 7, 15))


def test_queries_do_not_grow_with_reports_nor_with_people(
    house: House, followup: Followup, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        assert len(reminders_of_day(house.entity.pk, date(2024, 7, 15), date(2024, 7, 14))) == 1
    version = build_plan_of(house, 20)
    propose_version(house.pilar.actor, version)
    approve_version(house.pilar.actor, version, Act("Acta", "9", date(2024, 1, 30)))
    open_followup(house.pilar.actor, version, quarter(house), windows=JULY)
    for number in range(10):
        welcome(house, f"enlace{number}", f"Enlace {number}", Role.LIAISON, "Oficina de Proyectos")
    with django_assert_max_num_queries(10):
        found = reminders_of_day(house.entity.pk, date(2024, 7, 15), date(2024, 7, 14))
    assert [len(each.owed) for each in found] == [22] * 11


def test_the_window_to_formulate_is_reminded_in_the_same_message(house: House, clock: Clock) -> None:
    """Friday 16 October 2026 is the last day; Monday 12 is a feast, so five working days before is the 8th. What came
    back after it is reminded from the day it came back."""
    clock("2026-10-01T13:00")
    days = {"opens_on": date(2026, 10, 1), "until": date(2026, 10, 16)}
    formulation = opened(house, **days)
    part = part_of(formulation, "Oficina de Proyectos")
    day_by_day = {}
    for number in range(5, 24):
        day = date(2026, 10, number)
        clock(f"{day}T13:00")
        write(house, day)
        deliver_messages.enqueue(house.entity.pk)
        if news := told(house, day):
            day_by_day[number] = news
        if number == 19:
            change_window(house.pilar.actor, part, **days | {"until": day}, reason="Se cayó la red")
            handed_in(house, house.lucia, part_of(formulation, "Oficina de Proyectos"))
            part.refresh_from_db()
            change_window(house.pilar.actor, part, **days, reason="Ya envió")
            return_part(house.pilar.actor, part, part.edit, remark="Revise")
    assert sorted(day_by_day) == [8, 15, 16, 19, 20, 23]
    first = "Tiene 1 entrega pendiente; vence el 16 de octubre de 2026"
    assert day_by_day[8]["lucia"] == (first, ["Por vencer"])
    assert day_by_day[16]["lucia"] == ("Hoy vence 1 entrega suya", ["Vencen hoy"])
    assert day_by_day[19]["lucia"] == ("Tiene 1 entrega vencida", ["Vencidos"])
    assert day_by_day[20]["lucia"] == ("Tiene 1 entrega pendiente", ["Sin fecha límite"])
    (line,) = Message.objects.get(day=date(2026, 10, 20), person=house.lucia.user).sections[0]["lines"]
    assert line["kind"] == "formulate"
    assert line["note"] == "Oficina de Proyectos; devuelta con observaciones"
