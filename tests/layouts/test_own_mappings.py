"""What an entity says of its own table: read first, known again, refused when it says nothing usable."""

import copy
import json
from typing import Any

import pytest

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.layouts import Known, read_plan
from rumbo.layouts.engine.mapping import MappingRefused, mapping_layout, mapping_text, own_layout, read_mapping
from rumbo.papers.raw import RawValue
from tests.layouts.tables import document, sheet

# The headers say nothing that a layout knows; two pairs are told apart by what stands above them, one by its order.
GROUPS = [None, None, "LO QUE SE ESPERA 2025", None, "CUÁNDO", None, "CÓMO VA, I TRIMESTRE 2025", None]
LABELS = ["Quién", "Qué haremos", "Cuánto", "Se mide con", "Día", "Día", "Cuánto", "Cuento"]
LINE: list[RawValue] = ["Oficina A", "Abrir sedes", 4, "Sedes", "1/02/2025", "30/11/2025", "25%", "Va bien"]
MAPPING: dict[str, Any] = {
    "format": "rumbo/mapping/1",
    "title": "Tablero de la oficina",
    "extends": "followup_matrix",
    "depth": 2,
    "groups": {
        "g1": {"header": "LO QUE SE ESPERA 2025"},
        "g2": {"header": "CUÁNDO"},
        "g3": {"header": "CÓMO VA, I TRIMESTRE 2025"},
    },
    "fields": [
        {"field": "units", "header": "Quién"},
        {"field": "statement", "header": "Qué haremos"},
        {"field": "quantity", "header": "Cuánto", "group": "g1"},
        {"field": "", "header": "Se mide con", "group": "g1"},
        {"field": "start", "header": "Día", "group": "g2"},
        {"field": "end", "header": "Día", "group": "g2"},
        {"field": "progress", "header": "Cuánto", "group": "g3"},
        {"field": "narrative", "header": "Cuento", "group": "g3"},
    ],
}


def known() -> Known:
    return Known(layouts=(own_layout(mapping_text(MAPPING)),))


def read(groups: list[Any], labels: list[Any], line: list[RawValue] = LINE) -> PlanDraft:
    return read_plan(document(sheet(groups, labels, line)), known())


def test_a_table_nobody_knows_is_read_by_what_was_said_of_it() -> None:
    assert not read_plan(document(sheet(GROUPS, LABELS, LINE))).matrix.lines
    draft = read(GROUPS, LABELS)
    (line,) = draft.matrix.lines
    assert (line.statement, line.units, line.quantity) == ("Abrir sedes", ("Oficina A",), Quantity.of(4))
    assert (line.start and line.start.month, line.end and line.end.month) == (2, 11)
    assert (line.progress, line.narrative) == (Quantity.of(25), "Va bien")
    assert draft.matrix.kind == draft.recognition.layout == "followup_matrix"
    assert draft.recognition.title == "Tablero de la oficina"
    assert draft.recognition.mapping.startswith("own:")
    assert draft.matrix.period == PeriodRef(2025, "trimestral", 1)
    assert line.indicator == "", "a column that is only kept is read into no field"
    assert not [found for found in draft.findings if found.code == "layout.column_kept"]


def test_it_is_known_again_in_another_period_and_in_another_order() -> None:
    groups = [None if text is None else text.replace("2025", "2026").replace("I TRIM", "II TRIM") for text in GROUPS]
    draft = read(groups, LABELS)
    assert draft.matrix.period == PeriodRef(2026, "trimestral", 2)
    assert draft.matrix.lines[0].quantity == Quantity.of(4)
    order = [1, 0, *range(2, 8)]
    moved = [[row[at] for at in order] for row in (GROUPS, LABELS, LINE)]
    assert read(*moved).matrix.lines[0].statement == "Abrir sedes"  # type: ignore[arg-type]


def test_another_table_is_not_taken_for_it() -> None:
    assert not read(GROUPS, ["Quién", "Qué haremos", "Costo", "Sede", "Piso", "Barrio", "Nota", "Firma"]).matrix.lines
    plan = [["No.", "Acción", "Responsable", "Indicador", "Meta"], [1, "Abrir", "Oficina A", "Sedes", 3]]
    assert read_plan(document(sheet(*plan)), known()).recognition.mapping == ""


BROKEN = {
    "a field twice": lambda m: m["fields"][3].update(field="quantity"),
    "no statement": lambda m: m["fields"][1].update(field=""),
    "unknown field": lambda m: m["fields"][0].update(field="__class__"),
    "unknown group": lambda m: m["fields"][0].update(group="g9"),
    "unknown base": lambda m: m.update(extends="../secret"),
    "other format": lambda m: m.update(format="rumbo/mapping/9"),
    "more words": lambda m: m.update(code="import os"),
    "no fields": lambda m: m.update(fields=[]),
    "header no text": lambda m: m["fields"][0].update(header=7),
    "depth no number": lambda m: m.update(depth=True),
    "title empty": lambda m: m.update(title=" "),
    "levels no levels": lambda m: m.update(levels={"marks": "A", "text": "B", "fills": {"D": "statement"}}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_says_nothing_usable_is_refused_with_its_reason(name: str) -> None:
    broken = copy.deepcopy(MAPPING)
    BROKEN[name](broken)
    with pytest.raises(MappingRefused) as refusal:
        mapping_layout(broken)
    assert refusal.value.finding.code.startswith("mapping.")


@pytest.mark.parametrize("written", ["[]", "7", '"x"', "null", "{}", '{"format": "rumbo/mapping/1", "fields": {}}'])
def test_what_is_no_declaration_is_refused(written: str) -> None:
    with pytest.raises(MappingRefused):
        mapping_layout(json.loads(written))


HOSTILE = {
    "it points to itself": b"a: &x\n  b: *x\n",
    "it grows without end": b"a: &a [1]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "it runs code": b"!!python/object/apply:os.system ['true']",
    "it has several documents": b"a: 1\n---\nb: 2\n",
    "it is too deep": b"[" * 5000,
    "it is too large": b"a: " + b"x" * 600_000,
    "it is no text": b"\xff\xfe\x00",
    "it is a list": b"- a\n- b\n",
    "it has numbers that are none": b"a: .nan\n",
    "it has keys that are no words": b"? [a, b]\n: 1\n",
    "it has a day": b"a: 2025-01-01\n",
    "it is empty": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(MappingRefused) as refusal:
        mapping_layout(read_mapping(HOSTILE[name]))
    assert refusal.value.finding.code == "mapping.not_understood"


USABLE = [("title", "../../etc/passwd")]


@pytest.mark.parametrize("field", ["format", "title", "extends", "depth", "groups", "fields", "levels"])
@pytest.mark.parametrize("value", [7, -1, True, "../../etc/passwd", "x" * 5000, [[]], {"a": {"b": []}}, [None], 1e300])
def test_values_of_other_types_are_refused_or_say_nothing_else(field: str, value: Any) -> None:
    changed = copy.deepcopy(MAPPING) | {field: value}
    if (field, value) in USABLE:
        assert mapping_layout(changed).fields
        return
    with pytest.raises(MappingRefused) as refusal:
        mapping_layout(changed)
    assert refusal.value.finding.code.startswith("mapping.")


def test_a_mapping_of_another_kind_of_document_is_told_what_it_lacks() -> None:
    other = copy.deepcopy(MAPPING) | {"extends": "budget_execution"}
    with pytest.raises(MappingRefused) as refusal:
        mapping_layout(other)
    assert refusal.value.finding.code.startswith("mapping.")
