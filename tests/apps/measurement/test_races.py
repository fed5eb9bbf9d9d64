"""Two people accept at once, or one accepts while another measures all again: no figure is lost on either engine."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection, connections
from django.urls import reverse

from rumbo.apps.followup.actions import withdraw_reopening
from rumbo.apps.followup.models import Followup, Reopening, Report
from rumbo.apps.measurement.actions import accept_report, close_period, rebuild_figures
from rumbo.apps.measurement.models import Correction, FrozenTrace
from rumbo.apps.measurement.queries import differences
from rumbo.domain.numbers import Quantity
from tests.apps.followup.test_races import race
from tests.apps.measurement.quarters import answer, figures, open_quarter, report_of
from tests.apps.measurement.test_corrections import closed_quarter, handed_in, reopened
from tests.characters import YEAR, build_house

q = Quantity.of


def together(*acts: Callable[[], object]) -> None:
    """Every act in a thread with a connection of its own, begun at the same moment."""
    ready, faults = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait()
            act()
        except Exception as fault:  # noqa: BLE001
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["accept", "rebuild"])
def test_both_are_counted(other: str) -> None:
    house = build_house("carrera")
    followup = open_quarter(house, 1)
    first = answer(house, followup, "1", accept=False, quantity=q(3))
    second = answer(house, followup, "2", accept=False, quantity=q(1))
    pilar, diana = house.pilar.actor, house.system
    act = {
        "accept": lambda: accept_report(diana, second, second.edit),
        "rebuild": lambda: rebuild_figures(pilar, followup),
    }[other]
    together(lambda: accept_report(pilar, first, first.edit), act)
    connection.close()
    stood = figures(followup)
    rebuild_figures(pilar, followup)
    assert figures(followup) == stood


@pytest.mark.django_db(transaction=True)
def test_a_report_is_reopened_before_the_closing_or_after_it_and_never_in_between() -> None:
    house = build_house("carrera")
    first = open_quarter(house, 1)
    answer(house, first, "1", quantity=q(4))
    report, pilar = report_of(first, "1"), house.pilar.actor
    answers = race(lambda: close_period(pilar, first), lambda: reopened(house, Report.objects.get(pk=report.pk)))
    assert "done" in answers
    assert set(answers) <= {"done", "reopening.round_open", "state.somebody_was_faster"}
    report.refresh_from_db()
    first.refresh_from_db()
    open_again = Reopening.objects.filter(report=report, ended_at=None).count()
    assert first.state == "closed"
    assert (report.state, open_again) == (("returned", 1) if answers == ["done", "done"] else ("closed", 0))
    assert not differences(first)


@pytest.mark.django_db(transaction=True)
def test_a_reopened_report_is_locked_again_or_corrected() -> None:
    house = build_house("carrera")
    first, report = closed_quarter(house)
    reopening = reopened(house, report)
    assert race(*[lambda: reopened(house, Report.objects.get(pk=report.pk))] * 2) == ["state.somebody_was_faster"] * 2
    answers = race(lambda: withdraw_reopening(house.pilar.actor, reopening), lambda: handed_in(house, report))
    assert answers in (["done", "followup.awaiting_review"], ["done", "state.somebody_was_faster"])
    report.refresh_from_db()
    if report.state == "submitted":
        accepts = [lambda: accept_report(house.pilar.actor, Report.objects.get(pk=report.pk), report.edit)] * 2
        assert race(*accepts) == ["done", "state.somebody_was_faster"]
        assert Correction.objects.count() == 1
    assert not differences(first)


@pytest.mark.django_db(transaction=True)
@pytest.mark.filterwarnings("ignore:This process")
def test_a_process_killed_in_the_middle_of_closing_several_leaves_each_round_whole() -> None:
    house = build_house("muerte")
    rounds = [open_quarter(house, number) for number in (1, 2)]
    for each in rounds:
        answer(house, each, "1", quantity=q(3))
    browser = house.pilar.browser()
    reader, writer = os.pipe()
    # What is inherited is never used: neither side of a connection may speak for both.
    connections.close_all()
    child = os.fork()
    if child == 0:
        _closes_until_killed(browser, rounds, writer)
    assert os.read(reader, 1) == b"!", "the second closing got half way"
    os.kill(child, signal.SIGKILL)
    assert os.WIFSIGNALED(os.waitpid(child, 0)[1])
    first, second = Followup.objects.order_by("state")
    assert (first.state, second.state) == ("closed", "open")
    told = browser.get(reverse("web:followup-bulk-told")).content.decode()
    assert "Hecho en 1 de 2" in told
    assert "La acción se interrumpió" in told
    assert "se interrumpió" in browser.get(reverse("web:followup-several"), {"vigencia": str(YEAR)}).content.decode()
    assert not differences(first)
    assert not FrozenTrace.objects.filter(figure__followup=second).exists()
    states = Report.objects.filter(followup=second).values_list("state", flat=True)
    assert set(states) == {"accepted", "pending"}, "no report of it was closed"
    assert close_period(house.pilar.actor, second).state == "closed"
    assert not differences(second)


def _closes_until_killed(browser: Any, rounds: list[Followup], writer: int) -> None:
    """In a process of its own: the screen that closes several; the second stops after its reports were closed."""
    module = sys.modules["rumbo.apps.measurement.actions.close_period"]
    computed, begun = module.compute, list[Followup]()

    def waits(followup: Followup, **told: Any) -> Any:
        begun.append(followup)
        if len(begun) > 1:
            os.write(writer, b"!")
            time.sleep(60)
        return computed(followup, **told)

    try:
        with patch.object(module, "compute", waits):
            sent = {"item": [str(each.uid) for each in rounds], "confirmed": "1"}
            browser.post(reverse("web:followup-bulk", args=["cerrar"]), sent)
    finally:
        os._exit(1)
