"""The values that indicators wait for are reminded within the term of the round in whose period they fall."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.audit.actor import system_actor
from rumbo.apps.calendar.actions import give_exception
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.models import Followup
from rumbo.apps.followup.queries.variables import values_owed
from rumbo.apps.indicators.actions import (
    VariableData,
    approve_sheet,
    create_variable,
    place_variable,
    propose_sheet,
    report_value,
)
from rumbo.apps.indicators.models import Variable
from rumbo.apps.notices.actions.send_messages import deliver_messages
from rumbo.apps.notices.models import Message
from rumbo.apps.reminding.actions import write_reminders
from rumbo.apps.reminding.queries import dues_of_person, reminders_of_day
from rumbo.domain.calendar.windows import Windows
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of
from tests.indicators import UNIT, YEAR, approved_of, draft_of
from tests.journeys.mailbox import Mailbox
from tests.rounds import quarter

JULY = Windows(date(2024, 7, 2), date(2024, 7, 15), date(2024, 7, 22), date(2024, 7, 29))
LAST_DAY = date(2024, 7, 15)
OF_VARIABLES = ("variable", "variable_escalated")


@pytest.fixture
def followup(house: House) -> Followup:
    """The round of the second quarter; a sheet in force asks for a monthly and a quarterly variable."""
    approved_of(house)
    return open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)


def lines_on(house: House, day: date) -> dict[str, set[tuple[str, str]]]:
    """By who is told, what messages of a day say of variables."""
    write_reminders(system_actor("task", house.entity.pk), house.entity, day=day)
    found: dict[str, set[tuple[str, str]]] = {}
    for message in Message.objects.filter(entity=house.entity, day=day):
        lines = [line for section in message.sections for line in section["lines"] if line["kind"] in OF_VARIABLES]
        if lines:
            found[message.person.email.split("@")[0]] = {(line["kind"], line["title"][:5]) for line in lines}
    return found


def untils(house: House, on: date) -> dict[str, date | None]:
    return {each.variable.code: each.until for each in values_owed(house.entity.pk, None, on)}


def test_the_unit_that_owns_them_is_told_before_on_and_after_and_then_its_lead(
    house: House, followup: Followup, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    told = {day: lines_on(house, date(2024, 7, day)) for day in range(4, 20)}
    assert [day for day, found in told.items() if found] == [8, 12, 15, 16, 18, 19]
    mine = {("variable", "SOL ·"), ("variable", "SOL_R")}
    assert told[8] == told[15] == told[19] == {"lucia": mine}
    assert told[18] == {"leonardo": {(OF_VARIABLES[1], title) for _, title in mine}}


def test_who_told_the_value_is_reminded_no_more(house: House, followup: Followup) -> None:
    for code, ordinal in (("SOL_R", 6), ("SOL", 2)):
        report_value(house.pilar.actor, Variable.objects.get(code=code), YEAR, ordinal, Quantity.of(3))
    assert lines_on(house, LAST_DAY) == {}


def test_a_letter_leaves_with_the_way_to_the_variable(
    house: House, followup: Followup, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 15, 15, tzinfo=UTC))
    with Mailbox() as box:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", box.port
        settings.SITE_ADDRESS = "https://rumbo.example.gov.co"
        write_reminders(system_actor("task", house.entity.pk), house.entity, day=LAST_DAY)
        deliver_messages.enqueue(house.entity.pk)
        letters = list(box.letters)
    (mine,) = (each for each in letters if str(each["To"]).startswith("lucia"))
    body = mine.get_body(("plain",))
    assert body is not None
    told = " ".join(str(body.get_content()).split())
    assert "SOL · Solicitudes recibidas" in told
    assert "valor de la variable, con corte al 30 de junio de 2024; plazo: 15 de julio de 2024" in told
    message = Message.objects.get(entity=house.entity, person=house.lucia.user)
    lines = [line for section in message.sections for line in section["lines"] if line["kind"] == "variable"]
    assert {line["uid"] for line in lines} == {str(each.uid) for each in Variable.objects.all()}
    variable = Variable.objects.get(code="SOL")
    browser, way = house.lucia.browser(), reverse("web:notices-open", args=[message.uid, variable.uid])
    assert way in told
    assert browser.get(way)["Location"] == reverse("web:indicators-variable", args=[variable.uid])
    assert "Solicitudes recibidas" in text_of(browser.get(reverse("web:notices-message", args=[message.uid])))


def test_an_exception_of_the_unit_lengthens_it(
    house: House, followup: Followup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 10, 15, tzinfo=UTC))
    give_exception(
        house.pilar.actor, followup.period, unit=house.units[UNIT], report_until=date(2024, 7, 24), reason="Paro"
    )
    assert set(untils(house, LAST_DAY).values()) == {date(2024, 7, 24)}
    assert lines_on(house, LAST_DAY) == {}


def test_what_no_open_round_covers_has_no_term_and_no_letter(house: House, followup: Followup) -> None:
    """July ends after the round of the second quarter: who owes that month is told nothing, and the screen says so."""
    assert untils(house, date(2024, 8, 2)) == {"SOL": LAST_DAY, "SOL_R": None}
    assert untils(house, date(2024, 10, 2)) == {"SOL": None, "SOL_R": None}
    assert lines_on(house, date(2024, 10, 2)) == {}


def test_the_screen_says_until_when_or_that_nobody_set_it(
    house: House, followup: Followup, monkeypatch: pytest.MonkeyPatch
) -> None:
    lucia = house.lucia.browser()
    variable = Variable.objects.get(code="SOL")
    pages = (reverse("web:indicators-variables"), reverse("web:indicators-variable", args=[variable.uid]))
    for now, says in (
        ("2024-07-10", "II trimestre de 2024: hasta el 15 de julio de 2024"),
        ("2024-07-17", "II trimestre de 2024: venció el 15 de julio de 2024"),
        (
            "2024-10-03",
            "III trimestre de 2024: sin plazo ni avisos, porque ningún seguimiento abierto con fecha lo cubre",
        ),
    ):
        moment = datetime.fromisoformat(f"{now}T15:00").replace(tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda at=moment: at)
        for page, address in zip(pages, (pages[0], f"{pages[1]}?vigencia=2024"), strict=True):
            assert says in text_of(lucia.get(address)), (now, page)


def test_the_calendar_of_a_person_has_them(house: House, followup: Followup, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2024, 7, 10, 15, tzinfo=UTC))
    mine = {due.uid: due.until for due in dues_of_person(house.lucia.actor) if due.kind == "variable"}
    assert mine == {str(each.uid): LAST_DAY for each in Variable.objects.all()}
    assert not [due for due in dues_of_person(house.irene.actor) if due.kind == "variable"]


def test_queries_do_not_grow_with_variables(house: House, django_assert_max_num_queries: Any) -> None:
    row = draft_of(house)
    for number in range(20):
        data = VariableData(f"X{number}", f"Otra {number}", "monthly", "Solicitudes", "Sistema")
        place_variable(
            house.pilar.actor, row, create_variable(house.pilar.actor, house.entity, data, unit=house.units[UNIT]),
            f"X{number}",
        )  # fmt: skip
    propose_sheet(house.pilar.actor, row)
    approve_sheet(house.pilar.actor, row)
    open_followup(house.pilar.actor, house.version, quarter(house), windows=JULY)
    with django_assert_max_num_queries(13):
        (found,) = reminders_of_day(house.entity.pk, LAST_DAY, date(2024, 7, 14))
    assert sum(due.kind == "variable" for due in found.owed) == 22
