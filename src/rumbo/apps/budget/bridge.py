"""Rows of an execution ⇄ the table that the domain checks and the layouts print: what is kept is what was read."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from rumbo.apps.budget.models import ExecutionLine, ExecutionVersion, LineKind
from rumbo.domain.checks.execution import levels_of, run_execution_checks
from rumbo.domain.numbers import Money
from rumbo.domain.plan.draft import Block, ColumnRead, Recognition, Source
from rumbo.domain.table import TableDraft, TableRow, Value
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.table_telling import table_as_data
from rumbo.papers.raw import RawTable
from rumbo.papers.reading.places import address

LAYOUT = "budget_execution"
TEXTS = ("unit_code", "unit", "account", "account_name", "bpin", "project_code", "project", "fund_code", "fund")
AMOUNTS = tuple(found.field for found in layout(LAYOUT).fields if found.kind == "money")
SHARES = tuple(found.field for found in layout(LAYOUT).fields if found.kind in ("percent", "number"))


def digest_of(draft: TableDraft) -> str:
    """The sha-256 of what an execution says, whatever file and place it stood in."""
    told = table_as_data(draft)
    content = {name: told[name] for name in ("columns", "rows", "totals")}
    for row in (*content["rows"], *content["totals"]):
        row.pop("row")
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def columns_of(draft: TableDraft) -> list[list[Any]]:
    """The columns that are kept: field, header as written and column from 1."""
    return [[each.field, draft.header(each.field), each.column] for each in draft.block.columns if each.field]


def lines_of_draft(draft: TableDraft) -> Iterator[dict[str, Any]]:
    """The columns of each row of a draft, in the order of its file, the totals where they stood."""
    levels = levels_of(draft)
    parent = {child: at for at, children in levels.items() for child in children}
    kinds = {
        id(row): (LineKind.LEVEL if at in levels else LineKind.LINE, _depth(at, parent))
        for at, row in enumerate(draft.rows)
    }
    every = sorted((*draft.rows, *draft.totals), key=lambda row: row.row)
    for ordinal, row in enumerate(every):
        kind, depth = kinds.get(id(row), (LineKind.TOTAL, 0))
        yield {"ordinal": ordinal, "row": row.row, "kind": kind, "depth": depth, **_columns(row)}


def _depth(at: int, parent: Mapping[int, int]) -> int:
    depth = 0
    while at in parent:
        at, depth = parent[at], depth + 1
    return depth


def _columns(row: TableRow) -> dict[str, Any]:
    said: dict[str, Any] = {"others": {}}
    for name, value in row.values.items():
        if isinstance(value, Money):
            said[name] = value.centavos
        elif name in TEXTS:
            said[name] = str(value)
        else:
            said["others"][name] = str(value)
    return said


def draft_of(version: ExecutionVersion, lines: Iterable[ExecutionLine]) -> TableDraft:
    """The execution as the domain sees it, with every check made again; its places are those of the file it came
    from."""
    rows, totals = list[TableRow](), list[TableRow]()
    for line in lines:
        (totals if line.kind == LineKind.TOTAL else rows).append(TableRow(line.row, _values(line)))
    placed = RawTable(version.part, version.places, ())
    columns = tuple(ColumnRead(column, header, field) for field, header, column in version.columns)
    locate = lambda row, column: address(placed, row, column)  # noqa: E731 - what a block asks for
    draft = TableDraft(
        source=Source(version.file.name if version.file else "", version.file.digest if version.file else ""),
        recognition=Recognition(LAYOUT, version.layout_title or layout(LAYOUT).title),
        block=Block(version.part, version.header_row, columns, locate),
        rows=tuple(rows),
        totals=tuple(totals),
        fiscal_year=version.execution.fiscal_year,
        cut_off=version.execution.cut_off,
    )
    return replace(draft, checks=run_execution_checks(draft))


def _values(line: ExecutionLine) -> dict[str, Value]:
    said: dict[str, Value] = {name: text for name in TEXTS if (text := getattr(line, name))}
    said |= {name: Money(amount) for name in AMOUNTS if (amount := getattr(line, name)) is not None}
    return said | {name: Fraction(text) if name in SHARES else text for name, text in line.others.items()}
