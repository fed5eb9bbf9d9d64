"""What an entity says of its own tables: kept once, used by itself for what comes after, carried to another entity."""

import io
from typing import Any

import pytest
import xlsxwriter
from django.db import DatabaseError, transaction

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.intake.actions import (
    discard_document,
    import_mapping,
    keep_mapping,
    receive_file,
    retire_mapping,
    use_mapping,
)
from rumbo.apps.intake.bridge import proposals_of, reading_of, table_of, written_mapping
from rumbo.apps.intake.models import EntityLayout, Intake, IntakeState
from rumbo.apps.intake.queries import mappings_of
from rumbo.layouts.engine.mapping import mapping_file
from rumbo.layouts.proposing import mapping_of
from tests.characters import House

pytestmark = pytest.mark.django_db
HEADERS = ["Quién responde", "Qué se va a hacer", "Se comprueba con", "Cuánto", "Arranca", "Termina"]
FIELDS = {1: "units", 2: "statement", 3: "indicator", 4: "quantity", 5: "start", 6: "end"}
LINES = [
    ["Oficina de Proyectos", "Publicar los datos", "Conjuntos publicados", 12, "1/02/2025", "30/11/2025"],
    ["Oficina Jurídica", "Ordenar el archivo", "Metros ordenados", 30, "1/03/2025", "30/10/2025"],
]
BUDGET = [["Rubro", "Apropiación definitiva", "Compromisos", "Pagos"], ["2.1", 100, 50, 20], ["2.2", 200, 60, 90]]


def workbook(*rows: list[Any], titles: int = 10) -> bytes:
    """A workbook whose table begins below some lines of title, on the eleventh row."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet("Tablero")
        page.write_string(0, 0, "TABLERO DE COMPROMISOS 2025")
        for at, row in enumerate(rows, titles):
            page.write_row(at, 0, row)
    return file.getvalue()


def brought(house: House, *lines: list[Any], name: str = "tablero.xlsx") -> Intake:
    return receive_file(house.pilar.actor, house.entity, workbook(HEADERS, *(lines or LINES)), name)


def said(intake: Intake, title: str = "Tablero de compromisos") -> dict[str, Any]:
    return mapping_of(proposals_of(intake)[0], title, "action_plan_matrix", FIELDS)


def kept(house: House, intake: Intake) -> EntityLayout:
    return keep_mapping(house.pilar.actor, house.entity, said(intake), intake=intake, edit=intake.edit)


def test_a_table_nobody_knows_waits_and_is_read_once_its_columns_were_said(house: House) -> None:
    intake = brought(house)
    assert (intake.state, intake.layout, intake.mapping) == (IntakeState.SETTLING, "", None)
    assert not reading_of(intake).matrix.lines
    mapping = kept(house, intake)
    intake.refresh_from_db()
    assert (intake.mapping, intake.layout) == (mapping, "action_plan_matrix")
    assert [line.statement for line in reading_of(intake).matrix.lines] == ["Publicar los datos", "Ordenar el archivo"]
    assert VerbLine.objects.filter(verb__startswith="intake.mapping.").count() == 2


def test_the_next_file_of_the_same_shape_is_read_by_itself(house: House) -> None:
    mapping = kept(house, brought(house))
    second = brought(house, ["Oficina Jurídica", "Otra cosa", "Cosas", 3, "1/02/2026", "30/11/2026"], name="otro.xlsx")
    assert second.mapping == mapping
    assert reading_of(second).matrix.lines[0].statement == "Otra cosa"
    assert mappings_of(house.entity.pk).get().read == 2


def test_a_retired_mapping_reads_nothing_new_and_what_it_read_stays(house: House) -> None:
    first = brought(house)
    mapping = retire_mapping(house.pilar.actor, kept(house, first))
    first.refresh_from_db()
    assert not mapping.active
    assert brought(house, name="otro.xlsx").mapping is None
    assert len(reading_of(first).matrix.lines) == 2
    with pytest.raises(Refused):
        retire_mapping(house.pilar.actor, mapping)


def test_said_again_it_is_another_edition_and_the_same_is_not_kept_twice(house: House) -> None:
    intake = brought(house)
    first = kept(house, intake)
    assert keep_mapping(house.pilar.actor, house.entity, said(intake)) == first
    other = mapping_of(proposals_of(intake)[0], first.title, "action_plan_matrix", FIELDS | {3: ""})
    second = keep_mapping(house.pilar.actor, house.entity, other)
    first.refresh_from_db()
    assert (first.active, second.edition) == (False, 2)
    assert mappings_of(house.entity.pk).get() == second


def test_it_goes_to_another_entity_as_a_file_and_is_used_there(house: House, other_house: House) -> None:
    content = mapping_file(written_mapping(kept(house, brought(house)))).encode()
    taken = import_mapping(other_house.pilar.actor, other_house.entity, content)
    assert taken.declaration == EntityLayout.objects.get(entity=house.entity).declaration
    assert brought(other_house).mapping == taken


def test_the_mapping_of_one_entity_is_nothing_to_another(house: House, other_house: House) -> None:
    mapping = kept(house, brought(house))
    theirs = brought(other_house)
    assert theirs.mapping is None
    for deed in (
        lambda: use_mapping(other_house.pilar.actor, theirs, mapping),
        lambda: retire_mapping(other_house.pilar.actor, mapping),
        lambda: keep_mapping(other_house.pilar.actor, house.entity, said(theirs)),
        lambda: keep_mapping(house.irene.actor, house.entity, said(theirs, "Otra")),
    ):
        with pytest.raises(Forbidden):
            deed()


def test_what_does_not_fit_is_refused_and_nothing_is_kept(house: House) -> None:
    intake = receive_file(
        house.pilar.actor, house.entity, workbook(["Nombre", "Cargo"], ["Ana", "Jefa"]), "nomina.xlsx"
    )
    with pytest.raises(Refused):
        keep_mapping(house.pilar.actor, house.entity, said(brought(house)), intake=intake)
    assert not EntityLayout.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"a: &x [1]\nb: *x",
        b"!!python/object/apply:os.system [id]",
        b"[" * 5000,
        b"x" * 600_000,
    ],
)
def test_a_file_that_is_no_mapping_is_refused_with_words(house: House, content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        import_mapping(house.pilar.actor, house.entity, content)
    assert refused.value.findings[0].code == "mapping.not_understood"


def test_what_was_kept_is_never_changed_nor_removed(house: House) -> None:
    mapping = kept(house, brought(house))
    for change in (lambda: EntityLayout.objects.update(title="otro"), mapping.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_a_budget_is_read_as_a_table_and_brings_no_plan(house: House) -> None:
    file = workbook(*BUDGET, titles=2)
    intake = receive_file(house.pilar.actor, house.entity, file, "presupuesto.xlsx")
    written = mapping_of(proposals_of(intake)[0], "Ejecución")
    keep_mapping(house.pilar.actor, house.entity, written, intake=intake)
    intake.refresh_from_db()
    table = table_of(intake)
    assert table is not None
    assert [found.code for found in table.everything_found()] == ["budget.order"]
    assert intake.layout == "budget_execution"
    second = receive_file(house.pilar.actor, house.entity, file + b" ", "presupuesto-2.xlsx")
    assert second.layout == "budget_execution"
    discard_document(house.pilar.actor, second, reason="Ya se miró")
