"""A workbook is let go when nobody needs it: before the checks when only the reading holds it, and never by a draft."""

import gc
import weakref
from dataclasses import replace
from typing import Any

import pytest

from rumbo.layouts import read_plan
from rumbo.layouts.engine import reading
from rumbo.papers.raw import RawDocument, RawRow
from tests.layouts.tables import document, sheet


class Rows(list[RawRow]):
    """Rows that can be watched."""


def watched() -> tuple[RawDocument, "weakref.ref[Rows]"]:
    table = sheet(["No.", "Acción", "Responsable", "Indicador", "Meta"], [1, "Hacer", "Oficina", "Hechas", 3])
    rows = Rows(table.rows)
    return document(replace(table, rows=rows)), weakref.ref(rows)


def test_a_draft_does_not_hold_its_workbook() -> None:
    given, rows = watched()
    draft = read_plan(given)
    del given
    gc.collect()
    assert rows() is None
    assert draft.where(0, "statement").cell == "B2"


def test_a_workbook_handed_over_is_gone_before_the_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    held: list[bool] = []
    checked = reading.run_checks

    def looked(*given: Any) -> Any:
        gc.collect()
        held.append(rows() is not None)
        return checked(*given)

    monkeypatch.setattr(reading, "run_checks", looked)
    parts: list[RawDocument] = []
    given, rows = watched()
    parts.append(given)
    del given
    draft = read_plan(parts.pop())
    assert len(draft.matrix.lines) == 1
    assert held == [False]
