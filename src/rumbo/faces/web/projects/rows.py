"""Forms of many rows that work without script: rows are added, moved and taken away by buttons of the form itself.

A button sends everything and says what to turn (`fila=subir-3`); the page comes back turned and unsaved.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict

COUNT, TURN = "filas", "fila"
MOST = 500
ADD, UP, DOWN, TAKE = "agregar", "subir", "bajar", "quitar"


class RowForm(forms.Form):
    """One row. It counts when one of the fields in `telling` says something; an empty one is not kept."""

    telling: ClassVar[tuple[str, ...]] = ("text",)
    wide: ClassVar[tuple[str, ...]] = ("text",)
    optional_unsaid = True

    @property
    def counts(self) -> bool:
        """Whether the row says anything."""
        return any(self.cleaned_data.get(name) not in (None, "", []) for name in self.telling)

    @property
    def short_fields(self) -> list[forms.BoundField]:
        """The fields that stand side by side."""
        return [field for field in self.visible_fields() if field.name not in self.wide]

    @property
    def wide_fields(self) -> list[forms.BoundField]:
        """The fields that take the whole width."""
        return [field for field in self.visible_fields() if field.name in self.wide]


class Rows:
    """The rows of a form: as they stand (`start`), or as they were sent (`data`)."""

    def __init__(
        self,
        kind: type[RowForm],
        options: Mapping[str, Any],
        *,
        start: Sequence[Mapping[str, Any]] = (),
        data: QueryDict | None = None,
    ) -> None:
        self.kind, self.options, self.turned = kind, options, False
        if data is None:
            self.forms = [kind(initial=dict(each), prefix=_prefix(at), **options) for at, each in enumerate(start)]
        else:
            sent = data.get(COUNT, "")
            number = min(int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 5 else 0, MOST)
            self.forms = [kind(data, prefix=_prefix(at), **options) for at in range(number)]

    @property
    def count(self) -> int:
        """How many rows stand in the form."""
        return len(self.forms)

    @property
    def count_field(self) -> str:
        """The name under which the form says how many rows it has."""
        return COUNT

    def is_valid(self) -> bool:
        """Whether every row can be read; each is asked, so that each shows its own errors."""
        valid = [form.is_valid() for form in self.forms]
        return all(valid)

    @property
    def told(self) -> list[dict[str, Any]]:
        """What the rows that count say, in their order."""
        return [form.cleaned_data for form in self.forms if form.counts]

    def turn(self, how: str) -> "Rows":
        """The same rows with one added, moved or taken away, as they were typed."""
        written = [{name: form[name].value() for name in form.fields} for form in self.forms]
        verb, _, place = how.partition("-")
        at = int(place) if place.isascii() and place.isdigit() and len(place) < 5 else -1
        if verb == ADD and len(written) < MOST:
            written.append({})
        elif 0 <= at < len(written):
            _turn(written, verb, at)
        again = Rows(self.kind, self.options, start=written)
        again.turned = True
        return again


def _turn(written: list[dict[str, Any]], verb: str, at: int) -> None:
    if verb == TAKE:
        del written[at]
    elif verb == UP and at > 0:
        written[at - 1], written[at] = written[at], written[at - 1]
    elif verb == DOWN and at + 1 < len(written):
        written[at + 1], written[at] = written[at], written[at + 1]


def _prefix(at: int) -> str:
    return f"fila{at}"
