"""Two people accept at once, or one accepts while another measures all again: no figure is lost on either engine."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections

from rumbo.apps.measurement.actions import accept_report, rebuild_figures
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, figures, open_quarter
from tests.characters import build_house

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
