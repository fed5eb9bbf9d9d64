"""How well what an entity said of a table fits another file: only the same headings are read by themselves; where
headings changed, it is offered with what changed, and a person decides."""

from dataclasses import dataclass

from rumbo.layouts.engine.declaration import KEPT, Layout
from rumbo.layouts.engine.mapping import names_of
from rumbo.layouts.engine.recognise import Header, find_header
from rumbo.papers.raw import RawDocument

ALIKE = 60
"""The share of its read columns, of 100, from which a mapping is worth offering."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A mapping against a table: the headings that it reads and the table does not have, those that the table has and
    it does not know, whether it can read the table nevertheless, and the share of its columns that are there."""

    missing: tuple[str, ...]
    new: tuple[str, ...]
    complete: bool
    share: int

    @property
    def same(self) -> bool:
        """Whether the headings are the same, in whatever order."""
        return self.complete and not self.missing and not self.new


def fit_of(document: RawDocument, own: Layout) -> Fit | None:
    """The best fit of a mapping among the tables of a document; None where nothing of it is there."""
    headers = (find_header(table, [own]) for table in document.tables if not table.hidden)
    fits = [_fit(header, own) for header in headers if header]
    return max(fits, key=lambda fit: (fit.same, fit.complete, fit.share), default=None)


def _fit(header: Header, own: Layout) -> Fit:
    read = [each for each in own.fields if each.kind != KEPT and each.label.names]
    missing = tuple(each.label.header for each in read if each.field not in header.best.columns)
    known = frozenset().union(*(each.label.names for each in own.fields))
    found = {cell.column for cell in header.best.columns.values()}
    new = tuple(
        " ".join(cell.label.split())
        for cell in header.cells
        if cell.column not in found and not names_of(cell.label) & known
    )
    return Fit(missing, new, header.best.complete, 100 * (len(read) - len(missing)) // max(1, len(read)))
