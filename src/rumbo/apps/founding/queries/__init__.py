"""What a workbook of the entity that comes back would change, row by row, against what stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rumbo.apps.founding.bridge import Standing, filled_sheets, standing_of
from rumbo.apps.founding.queries.others import entity_lines, post_lines, process_lines
from rumbo.apps.founding.queries.people import people_lines
from rumbo.apps.founding.queries.results import Line
from rumbo.apps.founding.queries.units import Units
from rumbo.apps.people.models import Entity
from rumbo.layouts.entity_workbook import ENTITY, PEOPLE, POSTS, PROCESSES, UNITS
from rumbo.layouts.filled_sheets.reading import SheetRow

__all__ = ["Comparison", "Line", "Standing", "compared", "filled_sheets", "standing_of"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The lines of each sheet, in the order in which they are kept."""

    entity: tuple[Line, ...]
    units: tuple[Line, ...]
    processes: tuple[Line, ...]
    posts: tuple[Line, ...]
    people: tuple[Line, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them."""
        return (*self.entity, *self.units, *self.processes, *self.posts, *self.people)

    @property
    def refused(self) -> int:
        """How many lines cannot be taken."""
        return sum(line.refused for line in self.lines)

    @property
    def changing(self) -> int:
        """How many lines would change something."""
        return sum(line.outcome in ("new", "changed") for line in self.lines)


def compared(entity: Entity, rows: Mapping[str, Sequence[SheetRow]], on: date) -> Comparison:
    """What the rows would do to the entity as it stands. Seven queries."""
    standing = standing_of(entity, on)
    units = Units(standing, rows.get(UNITS.sheet, ()))
    posts = post_lines(standing, units, rows.get(POSTS.sheet, ()))
    return Comparison(
        entity=tuple(entity_lines(standing, rows.get(ENTITY.sheet, ()))),
        units=tuple(units.lines),
        processes=tuple(process_lines(standing, units, rows.get(PROCESSES.sheet, ()))),
        posts=tuple(posts),
        people=tuple(people_lines(standing, units, posts, rows.get(PEOPLE.sheet, ()))),
    )
