"""A document of several parts as read from a file, before a person settles it: a sibling of `PlanDraft`.

The content is any frozen dataclass of the domain (`StrategicPlan`, `ProjectSheet`). A path names a value inside it by
the names of fields and the positions in tuples: ("objectives", 0, "targets", 1, "annualization").
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Generic, TypeVar

from rumbo.domain.plan.draft import Proposal, Recognition, Source, flattened
from rumbo.findings import CheckResult, Finding, Where

Path = tuple[str | int, ...]
Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text of the document that found no place in its content: kept with its place, never lost."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Announced:
    """A heading that the document shows: the path it stands for, how often it stands there (`places`), and whether
    anything was said under it. `named` is the heading as written."""

    path: Path
    named: str
    places: tuple[Where, ...]
    filled: bool


@dataclass(frozen=True, slots=True)
class DocumentDraft(Generic[Content]):
    """What a reading gives. `places` tells where each value stood; `written` has the text of a value that is not a
    text itself (a quantity, a day), also where it could not be read; `pictures` the bytes of the PNG or JPEG that a
    passage shows."""

    source: Source
    recognition: Recognition
    content: Content
    places: Mapping[Path, Where] = field(default_factory=dict)
    written: Mapping[Path, str] = field(default_factory=dict)
    announced: tuple[Announced, ...] = ()
    kept: tuple[KeptText, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[CheckResult, ...] = ()
    pictures: Mapping[Path, bytes] = field(default_factory=dict)

    def where(self, path: Path) -> Where:
        """The place of a value, else of the nearest thing it stands in, else of the file."""
        for size in range(len(path), 0, -1):
            if (place := self.places.get(path[:size])) is not None:
                return place
        return Where(self.source.file, self.source.digest)

    def everything_found(self) -> tuple[Finding, ...]:
        """The findings of the reading and of the checks together."""
        return self.findings + tuple(flattened(self.checks))


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Every value of a content that is no dataclass and no tuple of them, with its path, in the order of fields."""
    if is_dataclass(value) and not _is_number(value):
        for each in fields(value):
            yield from leaves(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from leaves(item, (*path, at))
    else:
        yield path, value


def records(value: object, path: Path = ()) -> Iterator[tuple[Path, tuple[Any, ...]]]:
    """Every tuple of dataclasses of a content with its path, the outer before the inner."""
    if is_dataclass(value) and not _is_number(value):
        for each in fields(value):
            yield from records(getattr(value, each.name), (*path, each.name))
    elif isinstance(value, tuple) and value and is_dataclass(value[0]):
        yield path, value
        for at, item in enumerate(value):
            yield from records(item, (*path, at))


def at(value: Any, path: Path) -> Any:
    """The value at a path; AttributeError or IndexError when there is none."""
    for step in path:
        value = value[step] if isinstance(step, int) else getattr(value, step)
    return value


def _is_number(value: object) -> bool:
    return type(value).__name__ in ("Quantity", "Money")
