"""The data of a table that its pdf carries (`table.json`): what the pages show is compared with them, never taken from
them, within the tolerance of `attached`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rumbo.domain.table import TableDraft, TableRow, Value
from rumbo.findings import Finding, Where
from rumbo.layouts.attached import DAMAGED, DIFFERS, MOST_TOLD, ROWS, same
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.table_json import table_in_json
from rumbo.layouts.engine.table_telling import plain_value
from rumbo.layouts.engine.tabling import read_tables
from rumbo.papers.raw import RawDocument

NAME = "table.json"


def with_carried_tables(
    drafts: tuple[TableDraft, ...], document: RawDocument, wanted: Sequence[Layout]
) -> tuple[TableDraft, ...]:
    """The drafts with what differs between the pages and the data inside the file; as they are where there are none."""
    content = document.attachments.get(NAME)
    if content is None or not drafts:
        return drafts
    told = table_in_json(replace(document, name=NAME, attachments={NAME: content}, findings=[]))
    carried = read_tables(told, wanted) if told else ()
    if len(carried) != len(drafts):
        first = drafts[0]
        where = Where(first.source.file, first.source.digest)
        damaged = Finding(DAMAGED.code, DAMAGED.severity, where, {"file": first.source.file})
        return (replace(first, findings=(*first.findings, damaged)), *drafts[1:])
    return tuple(
        replace(shown, findings=(*shown.findings, *_differences(shown, other)))
        for shown, other in zip(drafts, carried, strict=True)
    )


def _differences(shown: TableDraft, carried: TableDraft) -> Iterator[Finding]:
    rows, others = (*shown.rows, *shown.totals), (*carried.rows, *carried.totals)
    if len(rows) != len(others):
        facts = {"shown": len(rows), "attached": len(others)}
        yield Finding(ROWS.code, ROWS.severity, shown.where(rows[0].row if rows else 1), facts)
        return
    pairs = ((row, other) for row, other in zip(rows, others, strict=True))
    found = (each for row, other in pairs for each in _of_row(shown, row, other))
    for _, finding in zip(range(MOST_TOLD), found, strict=False):
        yield finding


def _of_row(shown: TableDraft, row: TableRow, other: TableRow) -> Iterator[Finding]:
    for name in dict.fromkeys((*row.values, *other.values)):
        value, carried = row.values.get(name), other.values.get(name)
        if not _alike(value, carried):
            facts = {"shown": _written(value), "attached": _written(carried)}
            yield Finding(DIFFERS.code, DIFFERS.severity, shown.where(row.row, name), facts)


def _alike(value: Value | None, carried: Value | None) -> bool:
    return same(value, carried) if isinstance(value, str) and isinstance(carried, str) else value == carried


def _written(value: Value | None) -> str:
    return "" if value is None else plain_value(value)
