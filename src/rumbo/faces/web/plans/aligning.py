"""The entries of the official lists that a target is aligned with, as a form asks for them: one field a list."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

LIST = "aligned_"


def ask_lists(form: forms.Form, entries: Iterable[tuple[str, Sequence[tuple[str, str]]]]) -> None:
    """Adds a field for each list, with the entries that stand (`alignments` of the initial data) chosen."""
    for number, (title, offered) in enumerate(entries):
        form.fields[f"{LIST}{number}"] = forms.MultipleChoiceField(
            label=title,
            choices=offered,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=[uid for uid, _name in offered if uid in form.initial.get("alignments", ())],
        )


def lists_of(form: forms.Form) -> list[tuple[Any, int]]:
    """The fields of the lists, each with how many of its entries are chosen."""
    fields = [form[name] for name in form.fields if name.startswith(LIST)]
    return [(field, len(field.value() or ())) for field in fields]


def entries_told(form: forms.Form, told: Mapping[str, Any]) -> list[str]:
    """The uids of the entries chosen, list by list."""
    return [uid for name in form.fields if name.startswith(LIST) for uid in told.get(name, ())]
