"""Who owes what: the board, the reports behind a cell, verbs for several with a result each, and nobody answerable."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.audit.doorway import Forbidden
from rumbo.apps.followup.actions import close_followup, open_followup
from rumbo.apps.followup.actions.reassign_target import reassign_target
from rumbo.apps.followup.models import Followup, Reassignment
from rumbo.apps.followup.queries.answerable import Lacking, unanswered
from rumbo.apps.followup.queries.board import BoardFilter, board_of_year
from rumbo.apps.followup.queries.urgency import urgent_for
from rumbo.apps.people.models import User
from rumbo.apps.people.queries import liaisons_missing
from rumbo.apps.plans.models import Target
from rumbo.domain.calendar.windows import Windows
from tests.characters import YEAR, Character, House
from tests.rounds import open_round, quarter, report_of, submitted, version_with

ALL = reverse("web:followup-board")
LIST = reverse("web:followup-board-reports")
MOST_QUERIES = 12
TODAY = timezone.localdate()


@pytest.fixture
def followup(house: House) -> Followup:
    return open_round(house)


def act(person: Character, verb: str, items: list[str], **typed: object):
    address = reverse("web:followup-bulk", args=[verb])
    sent = {"item": items, "confirmed": "1", "back": LIST} | typed
    return person.browser().post(address, sent, follow=True)


def test_who_sees_the_board_and_who_may_act(house: House, followup: Followup, ester: Character) -> None:
    several = reverse("web:followup-several")
    target = Target.objects.filter(entity=house.entity).first()
    reassign = reverse("web:followup-reassign", args=[target.uid])
    watching, planning = {"pilar", "irene", "diana"}, {"pilar"}
    pages = {ALL: watching, LIST: watching, reverse("web:followup-unanswered"): watching}
    for address, allowed in (pages | {several: planning, reassign: planning}).items():
        for name, person in house.people.items():
            expected = 200 if name in allowed else 404
            assert person.browser().get(address).status_code == expected, (address, name)
    assert ester.browser().get(reassign).status_code == 404
    for name in house.people.keys() - planning:
        assert act(house.people[name], "reasignar", [str(report_of(followup, "1").uid)]).status_code == 404


def test_each_cell_tells_the_state_that_asks_most_and_leads_to_its_reports(house: House, followup: Followup) -> None:
    submitted(house, followup)
    page = house.pilar.browser().get(ALL, {"vigencia": str(YEAR)}).content.decode()
    unit = house.units["Oficina de Proyectos"].uid
    href = f"{LIST}?vigencia={YEAR}&amp;dependencia={unit}&amp;periodo={followup.period.uid}"
    assert href in page
    assert "1 de 2" in page
    assert "enviado: 1" in page
    listed = house.pilar.browser().get(href.replace("&amp;", "&")).content.decode()
    assert "Realizar diez seguimientos" in listed
    assert "Actualizar el manual" not in listed
    narrowed = house.pilar.browser().get(ALL, {"vigencia": str(YEAR), "estado": "submitted"}).content.decode()
    assert "Oficina Jurídica</th>" not in narrowed
    one = house.pilar.browser().get(ALL, {"vigencia": str(YEAR), "dependencia": str(unit)}).content.decode()
    assert "Oficina Jurídica</option>" in one, "another unit can be chosen from here"


def test_what_is_overdue_is_counted_with_its_exceptions(house: House) -> None:
    yesterday = TODAY - timedelta(days=1)
    period = quarter(house)
    followup = open_followup(house.pilar.actor, house.version, period, windows=Windows(report_until=yesterday))
    narrow = BoardFilter(YEAR)
    assert board_of_year(house.entity.pk, narrow, TODAY).counts == {"overdue": 3}
    first = str(report_of(followup, "1").uid)
    after = act(house.pilar, "plazo", [first], report_until=TODAY.isoformat(), reason="Circular 7").content.decode()
    assert "Hecho en 1 de 1" in after
    counts = board_of_year(house.entity.pk, narrow, TODAY).counts
    assert (counts["overdue"], counts["pending"]) == (2, 1)
    assert [each.urgency for each in urgent_for(house.lucia.actor)] == ["overdue", "due_soon"]


def test_one_that_is_refused_does_not_stop_the_others(house: House, other_house: House, followup: Followup) -> None:
    third, before, theirs = open_round(house, 3), open_round(house, 1), open_round(other_house)
    submitted(house, third)
    close_followup(house.pilar.actor, before)
    keys = [str(each.uid) for each in (before, third, theirs, followup)]
    told = act(house.pilar, "cerrar", keys).content.decode()
    assert "Hecho en 1 de 4" in told
    assert "esperan revisión" in told
    assert "Está cerrado desde el" in told
    assert "Otros elegidos: 1" in told, "and nothing of whose it is"
    assert theirs.plan_version.plan.name not in told.replace(followup.plan_version.plan.name, "")
    theirs.refresh_from_db()
    assert theirs.state == "open"
    followup.refresh_from_db()
    third.refresh_from_db()
    assert (followup.state, third.state) == ("closed", "open")


def test_rounds_are_opened_and_locked_together(house: House) -> None:
    keys = [f"{house.version.uid}:{YEAR}:quarterly:{ordinal}" for ordinal in (2, 3)]
    assert "Hecho en 2 de 2" in act(house.pilar, "abrir", keys).content.decode()
    assert "Hecho en 0 de 2" in act(house.pilar, "abrir", keys).content.decode()
    over, running = Followup.objects.order_by("period__last_day")
    Followup.objects.filter(pk=running.pk).update(report_until=None, review_until=None, close_on=None)
    told = act(house.pilar, "bloquear", [str(each.uid) for each in (over, running)], reason="Auditoría")
    assert "ya había terminado" in told.content.decode()
    running.refresh_from_db()
    assert running.report_until == TODAY - timedelta(days=1)
    assert act(house.pilar, "abrir", ["x:2024:quarterly:9"]).redirect_chain, "nothing that is none is asked about"


def test_several_reports_of_a_closed_round_are_reopened_by_name(house: House, followup: Followup) -> None:
    open_one = report_of(open_round(house, 3), "1")
    close_followup(house.pilar.actor, followup)
    page = house.pilar.browser().get(reverse("web:followup-round", args=[followup.uid])).content.decode()
    assert f"periodo={followup.period.uid}" in page
    assert "Reabrir reportes" in page
    chosen = [str(report_of(followup, number).uid) for number in ("1", "2")]
    typed = {"day": str(TODAY + timedelta(days=1)), "hour": "18:00", "reason": "Se sumó dos veces una visita."}
    told = act(house.pilar, "reabrir", [*chosen, str(open_one.uid)], **typed).content.decode()
    assert "Hecho en 2 de 3" in told
    assert "Solo se reabre un reporte de un seguimiento cerrado" in told
    states = [report_of(followup, number).state for number in ("1", "2", "3")]
    assert states == ["returned", "returned", "closed"]
    assert act(house.lucia, "reabrir", chosen, **typed).status_code == 404


def test_all_of_a_list_are_chosen_with_its_filter(house: House, followup: Followup) -> None:
    back = f"{LIST}?vigencia={YEAR}&dependencia={house.units['Oficina Jurídica'].uid}"
    address = reverse("web:followup-bulk", args=["reasignar"])
    page = house.pilar.browser().post(address, {"all": "1", "back": back}).content.decode()
    assert "1 elegido" in page
    assert f'value="{report_of(followup, "2").uid}"' in page


def test_a_target_changes_hands_from_a_day_on(house: House, followup: Followup) -> None:
    legal, report = house.units["Oficina Jurídica"], report_of(followup, "1")
    handed = submitted(house, open_round(house, 1))
    typed = {"unit": str(legal.uid), "since": f"{YEAR}-01-01", "reason": "Decreto 5"}
    assert "1 reporte abierto" in act(house.pilar, "reasignar", [str(report.uid)], **typed).content.decode()
    report.refresh_from_db()
    handed.refresh_from_db()
    assert report.unit == legal
    assert handed.unit != legal, "what was handed in stays with whoever signed it"
    assert report_of(open_round(house, 3), "1").unit == legal, "and what it will owe too"
    again = act(house.pilar, "reasignar", [str(report.uid)], **typed).content.decode()
    assert "Hecho en 1 de 1" in again or "ya la reporta" in again
    assert house.lucia.browser().get(reverse("web:followup-report", args=[report.uid])).status_code == 404


def test_a_target_without_anybody_is_an_alarm_until_it_is_mended(house: House, followup: Followup) -> None:
    found = unanswered(house.entity.pk, TODAY)
    assert [(each.number, each.lacking) for each in found] == [("2", Lacking.NO_PERSON)]
    for address in (ALL, reverse("web:home")):
        assert "sin quien responda" in house.pilar.browser().get(address).content.decode()
    target = Target.objects.get(uid=found[0].target_uid)
    projects = house.units["Oficina de Proyectos"]
    page = reverse("web:followup-reassign", args=[target.uid])
    typed = {"unit": str(projects.uid), "since": f"{YEAR}-01-01", "reason": ""}
    assert house.pilar.browser().post(page, typed).status_code == 422
    assert house.pilar.browser().post(page, typed | {"reason": "Decreto 5"}).status_code == 302
    assert unanswered(house.entity.pk, TODAY) == []


def test_who_left_answers_for_nothing(house: House) -> None:
    """One account can no longer sign in, the role of the other ended yesterday."""
    before = {each.number for each in unanswered(house.entity.pk, TODAY)}
    User.objects.filter(pk=house.lucia.user.pk).update(is_active=False)
    assert {each.number for each in unanswered(house.entity.pk, TODAY)} == before, "the lead is still there"
    house.leonardo.user.memberships.update(valid_to=TODAY - timedelta(days=1))
    left = [each for each in unanswered(house.entity.pk, TODAY) if each.number not in before]
    assert left
    assert {each.lacking for each in left} == {Lacking.NO_PERSON}
    assert "Oficina de Proyectos" in liaisons_missing(house.entity.pk)


def test_a_unit_that_ended_answers_for_nothing(house: House) -> None:
    legal = house.units["Oficina Jurídica"]
    type(legal).objects.filter(pk=legal.pk).update(valid_to=TODAY - timedelta(days=1))
    assert [each.lacking for each in unanswered(house.entity.pk, TODAY)] == [Lacking.UNIT_ENDED]


def test_the_board_costs_the_same_at_any_size(house: House) -> None:
    costs = []
    for count in (3, 60):
        version = version_with(house, f"Plan {count}", count)
        open_followup(house.pilar.actor, version, quarter(house), windows=Windows(report_until=date(YEAR, 7, 10)))
        browser = house.pilar.browser()
        for address in (ALL, LIST):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(address, {"vigencia": str(YEAR)}).status_code == 200
            costs.append(len(asked))
    assert costs[:2] == costs[2:]
    assert max(costs) <= MOST_QUERIES, costs


def test_a_reassignment_is_of_one_entity(house: House, other_house: House) -> None:
    target = Target.objects.filter(entity=house.entity).first()
    theirs = other_house.units["Oficina Jurídica"]
    with pytest.raises(Forbidden):
        reassign_target(house.pilar.actor, target, theirs, since=TODAY, reason="No")
    assert not Reassignment.objects.exists()
