"""What a person settled about a table, written as a declaration."""

from collections.abc import Mapping
from typing import Any

from rumbo.layouts.engine.mapping import FORMAT
from rumbo.layouts.proposing.proposals import TableProposal


def mapping_of(
    proposal: TableProposal, title: str, kind: str = "", fields: Mapping[int, str] | None = None
) -> dict[str, Any]:
    """The declaration of a table: as proposed, or with the field that `fields` gives each column (from 1; a column that
    it does not name is only kept). It is not checked here: `mapping_layout` does."""
    said = proposal.taken if fields is None else fields
    groups: dict[str, str] = {}
    written = []
    for column in proposal.columns:
        cell = column.cell
        words = {"field": said.get(cell.column, ""), "header": " ".join(cell.label.split())}
        if cell.group:
            words["group"] = groups.setdefault(" ".join(cell.group.split()), f"g{len(groups) + 1}")
        written.append(words)
    return {
        "format": FORMAT,
        "title": title,
        "extends": kind or proposal.kind,
        "depth": len(proposal.header_rows),
        "groups": {key: {"header": header} for header, key in groups.items()},
        "fields": written,
    }
