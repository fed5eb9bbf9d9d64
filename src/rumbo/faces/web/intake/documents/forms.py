"""The forms of documents of several parts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rumbo.domain.annualization import RULES
from rumbo.domain.document import Path, at, leaves
from rumbo.domain.plan.strategic import YearQuantity
from rumbo.domain.shapes import is_word
from rumbo.faces.web.intake.documents.words import called
from rumbo.layouts.outline.mending import AFFIRMED, DENIED, WORDS, Unfit, value_at
from rumbo.layouts.outline.rows import TITLES
from rumbo.layouts.outline.values import type_at

LONG = (*TITLES, "general_objective")
MOST_SHOWN = 4
IN_COLUMNS = ("unit", "process", "rest_unit", "rest_process")
"""Questions of which a document leaves dozens: each a list that takes one line."""
Choices = Sequence[tuple[str, Any]]


class QuestionsForm(forms.Form):
    """For each question its name, its words, what is proposed or was answered, and what may be chosen. Nothing here has
    to be answered at once."""

    optional_unsaid = True

    def __init__(
        self, *args: Any, asked: Sequence[tuple[str, str, str, Choices]], decides: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        for name, words, initial, choices in asked:
            self.fields[name] = forms.ChoiceField(
                label=words,
                choices=choices,
                widget=forms.RadioSelect if _all_shown(name, choices) else forms.Select,
                initial=initial,
                required=False,
                disabled=not decides,
            )


def _all_shown(name: str, choices: Choices) -> bool:
    return len(choices) <= MOST_SHOWN and not name.startswith(IN_COLUMNS)


class RecordForm(forms.Form):
    """The values of a record that is added to a list, and why. What the document does not say is left empty."""

    def __init__(self, *args: Any, layout: str, listed: Path, record: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.layout, self.listed = layout, listed
        self.paths = {f"v{number}": path for number, path in enumerate(_own(record))}
        naming = next((name for name, path in self.paths.items() if path[-1] in TITLES), "v0")
        for name, path in self.paths.items():
            self.fields[name] = _field(record, path, required=name == naming)
        words = _("Por qué se agrega")
        self.fields["reason"] = forms.CharField(label=words, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        """Each text is a value of its field."""
        said = super().clean() or {}
        for name, path in self.paths.items():
            try:
                value_at(self.layout, (*self.listed, 0, *path), said.get(name, ""))
            except Unfit as unfit:
                wanted = gettext(unfit.wanted) if unfit.wanted else gettext("un dato de los que este campo admite")
                self.add_error(name, gettext("Escriba {wanted}.").format(wanted=wanted))
        return said

    def texts(self) -> dict[Path, str]:
        """What was said, by the path of each value in the record."""
        return {path: self.cleaned_data[name] for name, path in self.paths.items()}


def _own(record: Any) -> list[Path]:
    """The values of a record; the year of a yearly amount is its label."""
    return [path for path, _value in leaves(record) if path[-1] != "year" or len(path) == 1]


def _field(record: Any, path: Path, *, required: bool) -> forms.Field:
    holder, kind = at(record, path[:-1]), type_at(type(record), path)
    label = str(holder.year) if isinstance(holder, YearQuantity) else called(path)
    if words := _words(kind, path):
        choices = [("", _("Sin dato")), *((each, gettext(each).capitalize()) for each in words)]
        return forms.ChoiceField(label=label, choices=choices, required=required)
    rows = {"rows": 2} if kind is str and path[-1] in LONG else None
    widget = forms.Textarea(attrs=rows) if rows else forms.TextInput
    return forms.CharField(label=label, required=required, widget=widget)


def _words(kind: Any, path: Path) -> tuple[str, ...]:
    """The list that a value is chosen from; nothing where it is written freely."""
    if path[-1] == "annualization":
        return tuple(rule.name for rule in RULES)
    if kind is bool:
        return (AFFIRMED, DENIED)
    return tuple(WORDS[each.value] for each in kind) if is_word(kind) else ()
