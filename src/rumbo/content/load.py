"""Catalogues as they lie in catalogs/: dated, sourced lists of names that official documents use.

A catalogue is a folder with about.yaml (title, edition, validity, source, confidence) and entries.csv (code, name,
aliases separated by " | ", parent, level, confidence and columns of its own). Two editions of one list share the key.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import yaml

CONFIDENCES = ("verified", "corroborated", "unverified")
_KNOWN_COLUMNS = frozenset({"code", "name", "aliases", "parent", "level", "confidence"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list. Codes are texts; `facts` holds what only this list says (colour, acronym, months)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    level: str = ""
    confidence: str = "corroborated"
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The official name first, then the other names in use."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """An edition of a list. `folder` is its address in catalogs/; `confidence` says how far its source was checked."""

    key: str
    title: str
    edition: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: str
    folder: str
    note: str
    entries: tuple[Entry, ...]

    def covers(self, fiscal_year: int) -> bool:
        """Whether the edition was in force on some day of a fiscal year."""
        last = self.valid_to.year if self.valid_to else 9999
        return self.valid_from.year <= fiscal_year <= last


@cache
def catalogues() -> tuple[Catalogue, ...]:
    """All the editions that Rumbo carries, by folder."""
    folders = (folder for folder in files("rumbo.content").joinpath("catalogs").iterdir() if folder.is_dir())
    return tuple(read_catalogue(folder) for folder in sorted(folders, key=lambda folder: folder.name))


def catalogue(key: str, fiscal_year: int | None = None) -> Catalogue | None:
    """The edition of a list for a fiscal year (the newest when the year is not known), or None when none covers it."""
    editions = [found for found in catalogues() if found.key == key]
    if fiscal_year is not None:
        editions = [found for found in editions if found.covers(fiscal_year)]
    return max(editions, key=lambda found: found.valid_from, default=None)


def read_catalogue(folder: Traversable) -> Catalogue:
    """A catalogue of its folder; KeyError or ValueError when a column or a date of its description is missing."""
    about = yaml.safe_load(folder.joinpath("about.yaml").read_text(encoding="utf-8"))
    rows = csv.DictReader(folder.joinpath("entries.csv").read_text(encoding="utf-8").splitlines())
    return Catalogue(
        key=about["key"],
        title=about["title"],
        edition=str(about["edition"]),
        valid_from=about["valid_from"],
        valid_to=about["valid_to"],
        source=about["source"],
        confidence=about["confidence"],
        folder=folder.name,
        note=about.get("note", ""),
        entries=tuple(_entry(row) for row in rows),
    )


def _entry(row: Mapping[str, str]) -> Entry:
    return Entry(
        code=row["code"],
        name=row["name"],
        aliases=tuple(name for name in row["aliases"].split(" | ") if name),
        parent=row["parent"],
        level=row["level"],
        confidence=row["confidence"],
        facts={column: value for column, value in row.items() if column not in _KNOWN_COLUMNS and value},
    )
