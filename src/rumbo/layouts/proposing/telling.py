"""What is proposed about the tables of a file, as plain data for json: each with the declaration that a person corrects
and gives back (`rumbo read --mapping`)."""

from collections.abc import Sequence
from typing import Any

from rumbo.findings.wording import Translate, marked
from rumbo.layouts.proposing.proposals import ColumnProposal, TableProposal, Why
from rumbo.layouts.proposing.writing import mapping_of


def proposals_as_data(
    found: Sequence[TableProposal], title: str, translate: Translate = marked
) -> list[dict[str, Any]]:
    """The proposals with their evidence; `title` names the declarations."""
    return [_table(each, title, translate) for each in found]


def _table(found: TableProposal, title: str, translate: Translate) -> dict[str, Any]:
    kinds = [
        {
            "layout": kind.key,
            "title": translate(kind.title),
            "sureness": kind.sureness,
            "complete": kind.complete,
            "evidence": _said(kind.evidence, translate),
        }
        for kind in found.kinds
    ]
    return {
        "part": found.part,
        "header_rows": list(found.header_rows),
        "kinds": kinds,
        "other": translate(found.other.title) if found.other else None,
        "columns": [_column(column, translate) for column in found.columns],
        "mapping": mapping_of(found, title),
    }


def _column(column: ColumnProposal, translate: Translate) -> dict[str, Any]:
    return {
        "column": column.cell.column,
        "header": column.cell.written,
        "field": column.taken,
        "choices": [
            {"field": each.field, "sureness": each.sureness, "evidence": _said(each.why, translate)}
            for each in column.choices
        ],
    }


def _said(why: Sequence[Why], translate: Translate) -> list[str]:
    return [translate(each.sentence).format(**each.facts) for each in why]
