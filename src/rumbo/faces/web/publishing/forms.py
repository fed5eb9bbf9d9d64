"""Forms of publications: what is published under which title, and who approves it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PrepareForm(forms.Form):
    """Which plan or follow-up, its title, and why it takes the place of an earlier one."""

    what = forms.ChoiceField(
        label=_("Qué se publica"),
        help_text=_("Versiones vigentes de los planes y seguimientos cerrados. Si ya se publicó, se reemplaza."),
    )
    title = forms.CharField(
        label=_("Título"), max_length=300, required=False,
        help_text=_("Lo que la ciudadanía lee primero. Sin título se usa el nombre del plan y su periodo."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Por qué se reemplaza la anterior"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Solo cuando ya hay una publicación del mismo plan y periodo."),
    )

    def __init__(self, choices: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = [*choices]  # type: ignore[attr-defined]


class PublishForm(forms.Form):
    """The post of who approves, and the day; open errors are published only by who says that they are known."""

    approver = forms.CharField(
        label=_("Cargo de quien aprueba"),
        max_length=200,
        help_text=_("Se publica el cargo, no el nombre de la persona. Por ejemplo: Directora general."),
    )
    day = forms.DateField(
        label=_("Fecha de publicación"),
        initial=timezone.localdate,
        # What a browser's own calendar reads.
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    known = forms.BooleanField(
        label=_("Conozco los errores abiertos y publico con ellos"),
        help_text=_("La publicación no se puede cambiar después; una corrección será otra que la reemplace."),
    )

    keys = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, keys: str, *args: Any, **kwargs: Any) -> None:
        """`keys` are those of the errors that the page shows, split by blanks."""
        super().__init__(*args, **kwargs)
        self.fields["keys"].initial = keys
        if not keys:
            del self.fields["known"], self.fields["keys"]

    def ask_again(self, keys: str) -> None:
        """The form as it was typed, asking about the errors that are in view now."""
        if keys != self.data.get("keys", ""):
            typed = {name: self.data.get(name, "") for name in ("approver", "day")}
            self.data = {**typed, "keys": keys}

    @property
    def known_keys(self) -> list[str]:
        """The keys of the errors that were in view when somebody said that they are known."""
        return str(self.cleaned_data.get("keys", "")).split() if self.cleaned_data.get("known") else []


class DiscardForm(forms.Form):
    """Why a prepared publication is put aside."""

    reason = forms.CharField(label=_("Motivo"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
