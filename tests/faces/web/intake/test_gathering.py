"""The same words of many cells are told once with their places; errors stand first."""

from rumbo.faces.web.templatetags.gathering import MOST_PLACES, gathered
from rumbo.findings import Finding, Severity, Where
from rumbo.layouts.engine import sentences as say


def kept(cell: str, part: str = "Plan") -> Finding:
    facts = {"written": "Nota", "layout": "Plan", "cell": cell}
    return Finding(say.COLUMN_KEPT.code, Severity.WARNING, Where("a.xlsx", "", part, cell), facts)


def test_many_cells_that_say_the_same_are_told_once_and_errors_first() -> None:
    error = Finding(say.NOT_RECOGNISED.code, Severity.ERROR, None, {"headers": "A", "missing": "B"})
    first, second, other = gathered([*(kept(f"K{at}") for at in range(1, 17)), error, kept("B2", "Otra")])
    assert first.finding is error
    assert second.finding.where
    assert (second.finding.where.cell, len(second.cells), second.more) == ("K1", MOST_PLACES, 15 - MOST_PLACES)
    assert (other.cells, other.more) == ((), 0)
