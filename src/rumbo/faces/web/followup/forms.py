"""The forms of follow-up: opening a round, answering a report, reviewing it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.faces.web.followup.days import DaysForm
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import period_words, periodicity_words
from rumbo.findings import Finding


def day_field(label: Any, **more: Any) -> forms.DateField:
    """A day, chosen from the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, required=False, **more)


class OpenForm(DaysForm):
    """Which version is followed, in which period, and until when units may report."""

    version = forms.ChoiceField(label=_("Plan"))
    period = forms.ChoiceField(label=_("Periodo"))

    def __init__(self, *args: Any, versions: Sequence[Any], today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["version"].choices = [  # type: ignore[attr-defined]
            (str(version.uid), _("{plan}, versión {label}").format(plan=version.plan.name, label=version.label))
            for version in versions
        ]
        years = sorted({version.plan.fiscal_year or today.year for version in versions}, reverse=True)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (periodicity_words(code), list(_periods(years, code))) for code in ORDER
        ]


ORDER = ("quarterly", "monthly", "bimonthly", "four_monthly", "semiannual", "annual")


class _Named:
    """A period that may not be a row yet, as the words want it."""

    def __init__(self, fiscal_year: int, periodicity: str, ordinal: int) -> None:
        self.fiscal_year, self.periodicity, self.ordinal = fiscal_year, periodicity, ordinal


def _periods(years: Iterable[int], code: str) -> Iterable[tuple[str, str]]:
    for year in years:
        for period in periods_of_year(year, PERIODICITIES[code]):
            yield f"{year}:{code}:{period.ordinal}", period_words(_Named(year, code, period.ordinal))


def with_edit(form: forms.Form, edit: int) -> None:
    """Keeps everything as it was typed, but for the edit that the person now has before their eyes."""
    data: Any = form.data
    form.data = data.copy()
    form.data["edit"] = str(edit)  # type: ignore[index]


def sentence(finding: Finding) -> str:
    """A finding in one line: what is wrong and how to go on."""
    (wording,) = worded([finding])
    return f"{wording.what} {wording.how}"


class SendBackForm(forms.Form):
    """Why an accepted report goes back to its unit."""

    edit = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Observación"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Diga qué falta o qué está mal. La dependencia la verá en su reporte."),
    )
