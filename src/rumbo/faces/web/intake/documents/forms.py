"""The forms of documents of several parts."""

from collections.abc import Sequence
from typing import Any

from django import forms

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
