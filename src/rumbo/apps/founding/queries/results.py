"""What a row of the workbook would do: what it is about, what it changes, and why it cannot be taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from rumbo.findings import Finding, Severity
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.filled_sheets.form import Asked, Form, Value
from rumbo.layouts.filled_sheets.reading import SheetRow

Change = tuple[str, Value, Value]
"""The heading of a column, what stands and what would."""


@dataclass(slots=True)
class Line:
    """A row of a sheet. `standing` is the record that it is about, None for a new one. `values` are what would be
    kept; `refs` are the units that it names, by column."""

    form: Form
    row: SheetRow
    standing: Any = None
    values: dict[str, Any] = field(default_factory=dict)
    refs: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        """Whether something keeps the row from being taken; a warning does not."""
        return any(each.severity is Severity.ERROR for each in self.findings)

    @property
    def outcome(self) -> str:
        """In one word: "problem", "new", "changed" or "equal"."""
        if self.refused:
            return "problem"
        return "new" if self.standing is None else "changed" if self.changes else "equal"

    @property
    def called(self) -> str:
        """What the row is about, as it writes it."""
        return self.row.text("name") or self.row.text("title")

    @property
    def key(self) -> str:
        """Its name as names are compared."""
        return folded(self.called)

    def differ(self, before: Mapping[str, Value]) -> None:
        """Tells the columns in which what would be kept is another than what stands; of a new one those it fills."""
        self.changes = list(differences(self.form.asked, before, self.values))


def differences(asked: tuple[Asked, ...], before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """The columns in which two records differ; an empty text and nothing are the same."""
    for each in asked:
        old, new = before.get(each.name), now.get(each.name)
        if (old or None) != (new or None):
            yield each.heading, old, new
