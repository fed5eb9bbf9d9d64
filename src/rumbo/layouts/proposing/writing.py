"""What a person settled about a table, written as a declaration."""

from collections.abc import Mapping
from typing import Any

from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.engine.mapping import FORMAT
from rumbo.layouts.proposing.levels import LevelsProposal
from rumbo.layouts.proposing.proposals import TableProposal


def mapping_of(
    proposal: TableProposal,
    title: str,
    kind: str = "",
    fields: Mapping[int, str] | None = None,
    fills: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The declaration of a table: as proposed, or with the field that `fields` gives each column (from 1; a column that
    it does not name is only kept) and what `fills` says that each mark of a level fills (none: there are no levels).
    It is not checked here: `mapping_layout` does."""
    said = proposal.taken if fields is None else fields
    groups: dict[str, str] = {}
    written = []
    for column in proposal.columns:
        cell = column.cell
        words = {"field": said.get(cell.column, ""), "header": _label(cell)}
        if cell.group:
            words["group"] = groups.setdefault(" ".join(cell.group.split()), f"g{len(groups) + 1}")
        written.append(words)
    levels = _levels(proposal.levels, fills) if proposal.levels else {}
    return {
        "format": FORMAT,
        "title": title,
        "extends": kind or proposal.kind,
        "depth": len(proposal.header_rows),
        "groups": {key: {"header": header} for header, key in groups.items()},
        "fields": written,
        **levels,
    }


def _levels(found: LevelsProposal, fills: Mapping[str, str] | None) -> dict[str, Any]:
    said = dict(found.fills if fills is None else fills)
    return {"levels": {"marks": _label(found.marks), "text": _label(found.text), "fills": said}} if said else {}


def _label(cell: HeaderCell) -> str:
    return " ".join(cell.label.split())
