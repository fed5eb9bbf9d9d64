"""The targets of a version in a table: each once, with the columns that its plan says something in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rumbo.apps.plans.bridge.printed import places_of

OF_PARTS = ("strategic_plan", "institutional_action_plan")


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A target: where it counts, its indicator where that says something else, the levels under which it stands."""

    placement: Any
    indicator: str
    places: list[str]


@dataclass(frozen=True, slots=True)
class MatrixTable:
    """The rows, and which of the columns say anything in them. A document of several parts says where a target stands
    in place of what an action plan says of it."""

    rows: list[MatrixRow]
    of_parts: bool
    indicators: bool
    measure_units: bool
    units: bool
    days: bool


def matrix_of(version: Any, page: Sequence[Any]) -> MatrixTable:
    """The table of a page of targets. One query more."""
    of_parts = version.plan.kind in OF_PARTS
    levels = places_of(page) if of_parts else {}
    rows = [
        MatrixRow(each, _indicator(each), [_called(node) for node in levels.get(each.revision_id, ())]) for each in page
    ]
    revisions = [each.revision for each in page]
    return MatrixTable(
        rows=rows,
        of_parts=of_parts,
        indicators=not of_parts or any(row.indicator for row in rows),
        measure_units=not of_parts or any(each.measure_unit for each in revisions),
        units=not of_parts or any(each.units.all() for each in revisions),
        days=not of_parts or any(each.start or each.end for each in revisions),
    )


def _indicator(placement: Any) -> str:
    name: str = placement.revision.indicator.name
    return "" if name == placement.revision.statement else name


def _called(node: Any) -> str:
    return f"{node.code}. {node.name}" if node.code else str(node.name)
