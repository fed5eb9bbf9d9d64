"""A document of several parts changed in one way at a time: its content changes there and nowhere else.

On the invented twins, which are always here, and on the published documents where they are.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from rumbo.domain.document import DocumentDraft, leaves
from rumbo.layouts import outline, read_document
from rumbo.layouts.engine.folding import folded
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import EXAMPLES

TIMES = min(100, settings().max_examples // 5)
"""Changes tried of each kind: four, or a hundred in a soak."""
COUNTING = re.compile(r"Objetivo\s+\d+|(?<!\S)\d{1,2}[.)](?=\s)|^\W*\d{1,2}(?=\t)|^#*\s*\d+(\.\d+)*\.?\s")
MOST_TABLES = min(20, max(4, TIMES // 2))
LEVELS = ("PELDAÑO TERRITORIAL", "Nivel uno", "Nivel dos")
ORDINALS = ("number", "measured")
ORDER = ("Norte", "Sur", "Oriente", "Occidente", "Alta", "Baja", "Nueva", "Vieja", "Central", "Lejana")
DOCUMENTS = ("plan-estrategico-2024", "plan-institucional-2024", "ficha-de-proyecto-2024", "hoja-de-vida-indicador",
             "002", "003", "004")  # fmt: skip


def read(lines: list[str]) -> DocumentDraft[Any]:
    draft = read_document(read_bytes("\n".join(lines).encode(), "documento.txt"))
    assert isinstance(draft, DocumentDraft)
    return draft


@cache
def as_written(lines: tuple[str, ...]) -> DocumentDraft[Any]:
    """A document before anything of it is changed: read once for all tests, which only look at it."""
    return read([*lines])


@pytest.fixture(params=DOCUMENTS)
def lines(request: pytest.FixtureRequest) -> list[str]:
    name: str = request.param
    if name.isdecimal():
        shared: Path = request.getfixturevalue("shared")
        return next((shared / "seeds").glob(f"{name}_*.txt")).read_text(encoding="utf-8").split("\n")
    return (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n")


def line_of(cell: str) -> int:
    """The number, from 0, of the line where something stands; -1 without a place."""
    return int(cell.partition(":")[0]) - 1 if cell else -1


def differing(one: DocumentDraft[Any], other: DocumentDraft[Any]) -> Iterator[Any]:
    before, after = dict(leaves(one.content)), dict(leaves(other.content))
    yield from (path for path in {*before, *after} if before.get(path) != after.get(path))


def values_on(draft: DocumentDraft[Any]) -> dict[int, list[Any]]:
    """The paths of the values that stand on each line."""
    found: dict[int, list[Any]] = {}
    for path, value in leaves(draft.content):
        if value not in (None, ""):
            found.setdefault(line_of(draft.where(path).cell), []).append(path)
    return found


def said(draft: DocumentDraft[Any]) -> Counter[tuple[str, Any]]:
    """How often each value stands in each field, whatever the place in a list: what a dropped row takes with it."""
    return Counter(
        (".".join(step for step in path if isinstance(step, str)), value)
        for path, value in leaves(draft.content)
        if value not in (None, "") and path[-1] not in ORDINALS
    )


def told(draft: DocumentDraft[Any], apart: int) -> Counter[str]:
    """What the reading found on all lines but one, by code; rules of planning compare lines with one another."""
    places = ((found.code, line_of(found.where.cell) if found.where else -1) for found in draft.findings)
    return Counter(code for code, line in places if line != apart)


def digits_of(line: str) -> list[int]:
    """Where the digits of a line stand, but for those that count headings, items and steps: they name their record."""
    counting = {at for found in COUNTING.finditer(line) for at in range(*found.span())}
    return [at for at, letter in enumerate(line) if letter in "0123456789" and at not in counting]


def test_one_digit_changes_what_stands_on_its_line_and_nowhere_else(lines: list[str]) -> None:
    draft, chance = as_written(tuple(lines)), random.Random(4)
    # A line that the document repeats is read once: without it, the next of them says the same elsewhere.
    numbered = [at for at in values_on(draft) if at >= 0 and digits_of(lines[at]) and lines.count(lines[at]) == 1]
    for _ in range(TIMES):
        row = chance.choice(numbered)
        at = chance.choice(digits_of(lines[row]))
        digit = chance.choice([each for each in "123456789" if each != lines[row][at]])
        again = read([*lines[:row], lines[row][:at] + digit + lines[row][at + 1 :], *lines[row + 1 :]])
        apart = set(differing(draft, again))
        moved = {line for each in (draft, again) for line, paths in values_on(each).items() if apart & {*paths}}
        assert moved <= {row}, (row, at, digit, lines[row])
        assert told(again, row) == told(draft, row), (row, at, digit, lines[row][:at])


def test_a_row_left_out_of_a_table_takes_only_its_own_values(lines: list[str]) -> None:
    draft, chance = as_written(tuple(lines)), random.Random(5)
    whole = [at for at, line in enumerate(lines) if line.count("\t") > 1 and '"' not in line]
    inside = {at for at in whole if sum(line.count('"') for line in lines[:at]) % 2}
    # A schedule that fell apart is put together from several rows, so that one of them says something of the others.
    mended = {at for at, paths in values_on(draft).items() if any(path[0] == "schedule" for path in paths)}
    away = inside | mended | {at for at in whole if speaks_for_those_below(lines, at)}
    rows = [at for at in values_on(draft) if at in whole and at - 1 in whole and at not in away]
    for row in chance.sample(rows, min(TIMES, len(rows))):
        again = read([*lines[:row], *lines[row + 1 :]])
        own = {path[0] for path in values_on(draft)[row]}
        assert {name.partition(".")[0] for name, _ in said(draft) - said(again)} <= own, lines[row]
        assert not said(again) - said(draft), lines[row]


def test_a_text_of_another_entity_changes_only_its_texts(lines: list[str]) -> None:
    draft = as_written(tuple(lines))
    before, after = dict(leaves(draft.content)), dict(leaves(read(list(map(elsewhere, lines))).content))
    for path, value in before.items():
        text = (
            value.replace("Puerto Lindo", "Villa Clara").replace("Bogotá", "Tunja") if isinstance(value, str) else value
        )
        assert after[path] == text
    assert before.keys() == after.keys()


def test_a_heading_by_any_of_its_names_says_the_same(lines: list[str]) -> None:
    draft = as_written(tuple(lines))
    parts = [part for part in outline(draft.recognition.layout).walk() if part.kind in ("text", "passages")]
    tried = 0
    for part in parts:
        plain = [each.written for each in part.headings if not each.places]
        heads = [at for at, line in enumerate(lines) if line.strip() in plain]
        for name in plain if len(heads) == 1 else []:
            again = read([*lines[: heads[0]], name, *lines[heads[0] + 1 :]])
            assert again.content == draft.content, name
            tried += 1
    assert tried or not parts or draft.recognition.layout not in ("strategic_plan",)


def names_of(draft: DocumentDraft[Any]) -> dict[Any, str]:
    """The units and processes that a document names, by the path of each."""
    named = ((path, value) for path, value in leaves(draft.content) if path[-1] == "unit" or "processes" in path)
    return {path: value for path, value in named if path[-1] in ("unit", "name") and isinstance(value, str) and value}


def test_other_units_and_processes_change_only_their_names(lines: list[str]) -> None:
    draft, changed = as_written(tuple(lines)), list(lines)
    wanted = {}
    for number, (path, name) in enumerate(names_of(draft).items()):
        row = line_of(draft.where(path).cell)
        assert lines[row].count(name) == 1, lines[row]
        wanted[path] = f"Oficina {ORDER[number % len(ORDER)]} del Agua"
        changed[row] = changed[row].replace(name, wanted[path])
    again = read(changed)
    assert dict(leaves(again.content)) == dict(leaves(draft.content)) | wanted
    assert told(again, -2) == told(draft, -2)


def test_the_columns_of_a_table_by_any_of_their_names_say_the_same(lines: list[str]) -> None:
    draft, chance = as_written(tuple(lines)), random.Random(8)
    layouts = [part.layout for part in outline(draft.recognition.layout).walk() if part.layout is not None]
    tried = 0
    for grid in list(grids(lines))[:MOST_TABLES]:
        heads = lines[grid[0]].split("\t")
        known = [[next((each for each in found.fields if folded(head) in each.label.names), None) for head in heads]
                 for found in layouts]  # fmt: skip
        fields = max(known, key=lambda row: sum(each is not None for each in row), default=[])
        names = [sorted(field.label.names) if field else [head] for head, field in zip(heads, fields, strict=False)]
        header = "\t".join(map(chance.choice, names))
        again = read([*lines[: grid[0]], header, *lines[grid[0] + 1 :]])
        assert again.content == draft.content, header
        assert told(again, -2) == told(draft, -2), header
        tried += any(map(bool, fields))
    assert tried


def grids(lines: list[str]) -> Iterator[list[int]]:
    """The lines of each table whose rows stand whole, with a header and rows as wide; one that fell apart has one."""
    run: list[int] = []
    for at, line in enumerate([*lines, ""]):
        open_before = sum(each.count('"') for each in lines[:at]) % 2
        whole = line.count("\t") > 1 and '"' not in line and not open_before
        if whole and run and lines[run[0]].count("\t") == line.count("\t"):
            run.append(at)
        else:
            yield from [run] if len(run) > 2 else []
            run = [at] if whole else []


def is_schedule(header: str) -> bool:
    """Whether the columns of a table are periods, whose order says something and which any other column is one of."""
    return "Mes1" in header


def arranged(lines: list[str], grid: list[int], order: Callable[[int, list[str]], list[str]]) -> list[str]:
    """The document with the cells of each row of a table as `order` puts them, by the number of the row."""
    said = {at: "\t".join(order(number, lines[at].split("\t"))) for number, at in enumerate(grid)}
    return [said.get(at, line) for at, line in enumerate(lines)]


def test_the_columns_of_a_table_in_another_order_say_the_same(lines: list[str]) -> None:
    draft, chance = as_written(tuple(lines)), random.Random(6)
    tables = [grid for grid in grids(lines) if not is_schedule(lines[grid[0]])]
    for grid in chance.sample(tables, min(MOST_TABLES, len(tables))):
        order = list(range(lines[grid[0]].count("\t") + 1))
        chance.shuffle(order)
        again = read(arranged(lines, grid, lambda _, cells, order=order: [cells[at] for at in order]))  # type: ignore[misc]
        assert again.content == draft.content, (lines[grid[0]], order)
        assert told(again, -2) == told(draft, -2)


def test_a_level_that_nobody_knows_is_kept_and_told_once(lines: list[str]) -> None:
    draft, chance = as_written(tuple(lines)), random.Random(7)
    tables = [grid for grid in grids(lines) if not is_schedule(lines[grid[0]])]
    for grid in chance.sample(tables, min(MOST_TABLES, len(tables))):
        again = read(arranged(lines, grid, lambda row, cells: [*cells, LEVELS[min(row, 1 + row % 2)]]))
        assert again.content == draft.content, lines[grid[0]]
        assert told(again, -2) - told(draft, -2) == {"layout.column_kept": 1}


def speaks_for_those_below(lines: list[str], at: int) -> bool:
    """Whether a row says something once for the row below, which leaves that cell empty."""
    after = lines[at + 1].split("\t") if at + 1 < len(lines) else []
    pairs = zip(lines[at].split("\t"), after, strict=False)
    return any(cell.strip() and not below.strip() for cell, below in pairs)


def elsewhere(text: str) -> str:
    return text.replace("Puerto Lindo", "Villa Clara").replace("Bogotá", "Tunja")
