"""A table that makes no plan, as plain data: for json, and as rows of texts for a sheet. Amounts are decimal texts."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow, Value
from rumbo.findings.wording import Translate, marked
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.telling import check_as_data, finding_as_data

Data = dict[str, Any]
SCHEMA = "rumbo/table/1"
_SHARE_DECIMALS = 4


def table_as_data(draft: TableDraft, translate: Translate = marked) -> Data:
    """Everything a table says: its columns, rows, totals, findings and checks."""
    return {
        "source": {"file": draft.source.file, "digest": draft.source.digest, "media_type": draft.source.media_type},
        "layout": draft.recognition.layout,
        "mapping": draft.recognition.title,
        "part": draft.block.part,
        "fiscal_year": draft.fiscal_year,
        "cut_off": draft.cut_off.isoformat() if draft.cut_off else None,
        "columns": [{"field": name, "header": draft.header(name)} for name in draft.spoken_fields()],
        "rows": [_row(row) for row in draft.rows],
        "totals": [_row(row) for row in draft.totals],
        "findings": [finding_as_data(found, translate) for found in draft.everything_found()],
        "checks": [check_as_data(result, translate) for result in draft.checks],
    }


def table_as_rows(draft: TableDraft) -> Iterator[list[str]]:
    """The headers, then every row and total as texts."""
    fields = list(draft.spoken_fields())
    yield [draft.header(name) for name in fields]
    for row in (*draft.rows, *draft.totals):
        yield [plain_value(row.values[name]) if name in row.values else "" for name in fields]


def rows_of_data(told: Data) -> Iterator[list[str]]:
    """What the data of a table say, as rows of texts that read as the same table; KeyError or TypeError for others."""
    found = layout(told["layout"])
    fields = [column["field"] for column in told["columns"]]
    for name in ("fiscal_year", "cut_off"):
        if told.get(name):
            yield [f"{found.about[name].header}: {told[name]}"]
    yield [found.field(name).label.header for name in fields]
    for row in (*told["rows"], *told["totals"]):
        yield [_written(row["values"].get(name, ""), found.field(name).kind) for name in fields]


def _written(text: str, kind: str) -> str:
    """An amount with the point of other programs and not taken for thousands; a percentage that says that it is one."""
    if not text or kind not in ("money", "percent"):
        return text
    return f"{text.replace('.', ',')}%" if kind == "percent" else f"${text.replace('.', ',')}"


def _row(row: TableRow) -> Data:
    return {"row": row.row, "values": {name: plain_value(value) for name, value in row.values.items()}}


def plain_value(value: Value) -> str:
    """A value as a text that another program reads: pesos with a point, percentages in points, ISO days."""
    match value:
        case Money(centavos=centavos):
            return f"{Decimal(centavos).scaleb(-2):f}" if centavos % 100 else str(centavos // 100)
        case Fraction():
            exact = Decimal(round(value * 10**_SHARE_DECIMALS)).scaleb(-_SHARE_DECIMALS)
            return f"{exact.normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return value
