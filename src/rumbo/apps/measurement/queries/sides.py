"""What the targets of a version are grouped by: keys, the axes that they are of, and the targets that have them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Key:
    """A key on an axis: its word in an address, the code and the name that a person reads, and its place among the
    others. `known` is false for what was written and stands in no register and no list."""

    key: str
    name: str
    code: str = ""
    place: tuple[Any, ...] = ()
    known: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """A side to look from. `title` is what a list or the plan itself calls it, empty for the axes of `OWN`; `keys` are
    those of each target that has any, by the key of its revision."""

    key: str
    kind: str
    title: str = ""
    keys: Mapping[int, tuple[Key, ...]] = field(default_factory=dict)

    @property
    def targets(self) -> int:
        """How many targets have a key on it."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class PlacedTarget:
    """A target of a version where it counts, with every level under which it is shown, the process of the sheet that
    measures it and the code of the project that the plan prints beside it."""

    revision_id: int
    target_id: int
    placement_id: int
    uid: str
    number: str
    statement: str
    nodes: tuple[int, ...] = ()
    process_id: int | None = None
    project_code: str = ""
