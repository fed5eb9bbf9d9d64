"""Processes: who keeps them, that a name is of one process only, and that what they were called is still understood."""

from datetime import date

import pytest

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.processes.actions import (
    ProcessData,
    change_process,
    close_process,
    create_process,
    create_process_alias,
    remove_process_alias,
)
from rumbo.apps.processes.models import Process
from rumbo.apps.processes.queries import process_names, processes_of
from tests.characters import House

LEGAL = ProcessData("Gestión Jurídica", "support", "GJ", valid_from=date(2020, 1, 1))


def made(house: House, data: ProcessData = LEGAL) -> Process:
    return create_process(house.pilar.actor, house.entity, data, owner=house.units["Oficina Jurídica"])


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.code for finding in refused.value.findings]


@pytest.mark.parametrize("name", ["lucia", "leonardo", "irene", "diana"])
def test_only_planning_and_the_administrator_keep_them(house: House, name: str) -> None:
    process = made(house)
    actor = house.people[name].actor
    with pytest.raises(Forbidden):
        create_process(actor, house.entity, ProcessData("Otro", "support"))
    with pytest.raises(Forbidden):
        change_process(actor, process, LEGAL)
    with pytest.raises(Forbidden):
        close_process(actor, process, date(2024, 1, 1))
    made_by = create_process(house.andres.actor, house.entity, ProcessData("Otro", "support"))
    assert made_by.entity_id == house.entity.pk


def test_nothing_of_another_entity_is_taken(house: House, other_house: House) -> None:
    with pytest.raises(Forbidden):
        create_process(house.pilar.actor, house.entity, LEGAL, owner=other_house.units["Oficina Jurídica"])
    theirs = made(other_house)
    with pytest.raises(Forbidden):
        change_process(house.pilar.actor, theirs, LEGAL)
    made(house)
    assert [process.entity_id for process in processes_of(house.entity.pk)] == [house.entity.pk]


def test_a_name_and_a_code_are_of_one_process(house: House) -> None:
    create_process_alias(house.pilar.actor, made(house), "Jurídica")
    for data, code in (
        (ProcessData("GESTIÓN JURÍDICA", "support"), "processes.name_taken"),
        (ProcessData("JURÍDICA", "support"), "processes.name_taken"),
        (ProcessData("Defensa", "support", "gj"), "processes.code_taken"),
        (ProcessData(" ", "support"), "processes.name_unfit"),
        (ProcessData("Dos\nlíneas", "support"), "processes.name_unfit"),
        (ProcessData("x" * 301, "support"), "processes.name_unfit"),
    ):
        with pytest.raises(Refused) as refused:
            made(house, data)
        assert codes(refused) == [code]


def test_a_closed_process_leaves_its_name_free(house: House) -> None:
    process = made(house)
    with pytest.raises(Refused) as refused:
        close_process(house.pilar.actor, process, date(2019, 12, 31))
    assert codes(refused) == ["processes.days"]
    close_process(house.pilar.actor, process, date(2023, 12, 31), reason="Resolución 4")
    again = made(house)
    assert [p.pk for p in processes_of(house.entity.pk, date(2023, 12, 31))] == [process.pk, again.pk]
    assert [p.pk for p in processes_of(house.entity.pk, date(2024, 1, 1))] == [again.pk]


def test_what_it_was_called_is_still_understood(house: House) -> None:
    process = made(house)
    change_process(house.pilar.actor, process, ProcessData("Defensa Jurídica", "support", "DJ"), reason="Acta 2")
    assert (process.name, process.owner) == ("Defensa Jurídica", None)
    names = process_names(house.entity.pk)
    assert names.official == {"Defensa Jurídica": process.pk}
    assert names.aliases == {"Gestión Jurídica": process.pk}
    change_process(house.pilar.actor, process, LEGAL)
    assert process_names(house.entity.pk).aliases == {"Defensa Jurídica": process.pk}
    alias = process.aliases.get()
    remove_process_alias(house.pilar.actor, alias)
    assert process_names(house.entity.pk).aliases == {}
