"""The forms of plans."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rumbo.domain.numbers import Quantity
from rumbo.faces.web.amounts import AmountField
from rumbo.faces.web.plans.aligning import ask_lists, entries_told, lists_of
from rumbo.faces.web.plans.contributing import ask_contributing, contributing_rows, contributing_told
from rumbo.faces.web.plans.money import ask_money, money_rows, money_told
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES, REPORT_KINDS, SHORT_COUNTINGS, SHORT_REPORT_KINDS

FREE_MILESTONES = 3
MOST_MILESTONES = 24
SECTIONS: dict[str, Any] = {
    "purpose": _("Propósito"),
    "legal_basis": _("Normatividad"),
    "mission": _("Misión"),
    "vision": _("Visión"),
    "values": _("Valores"),
    "diagnosis": _("Diagnóstico"),
    "method": _("Metodología"),
}
"""The texts that a plan usually says before its targets."""
NOTHING = ("", "—")


class DayInput(forms.DateField):
    """A day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class PlanForm(forms.Form):
    """A plan that begins by hand."""

    name = forms.CharField(label=_("Nombre del plan"), max_length=300)
    fiscal_year = forms.IntegerField(label=_("Vigencia"), min_value=1990, max_value=2100)
    objective = forms.CharField(
        label=_("Objetivo del documento"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class OptionalReasonForm(forms.Form):
    """A reason that is asked for when there is something to explain."""

    reason = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Es obligatorio si la acción viene de una versión anterior."),
    )


class WithdrawalForm(forms.Form):
    """Why something goes; it is kept in the history."""

    reason = forms.CharField(label=_("Motivo"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class NodeForm(forms.Form):
    """A level of the plan; its kind is a word of the entity."""

    kind = forms.CharField(
        label=_("Clase de nivel"), max_length=80, help_text=_("Por ejemplo: Objetivo, Línea, Programa, Proyecto.")
    )
    code = forms.CharField(label=_("Código"), max_length=40, required=False)
    name = forms.CharField(label=_("Nombre"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    weight = AmountField(label=_("Peso entre los niveles hermanos"), required=False)


class PlacedNodeForm(NodeForm):
    """A level with its place: under another one or at the top, and among its siblings."""

    parent = forms.ChoiceField(label=_("Debajo de"), required=False)

    def __init__(self, *args: Any, nodes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"].choices = [("", _("El plan, en el primer nivel")), *nodes]  # type: ignore[attr-defined]
        self.fields["place"] = forms.IntegerField(
            label=_("Lugar entre sus hermanos"),
            required=False,
            min_value=1,
            help_text=_("Vacío: donde está, o al final."),
        )


class IntegratedForm(forms.Form):
    """A plan that is brought into a plan of action. `units` are those that may answer for it, `known` the plans of the
    list of the norm."""

    name = forms.CharField(label=_("Nombre del plan"), max_length=300)
    unit = forms.ChoiceField(label=_("Dependencia que responde"))

    def __init__(self, *args: Any, units: Iterable[Any], known: Iterable[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.units = {str(unit.uid): unit for unit in units}
        named = [(uid, unit.name) for uid, unit in self.units.items()]
        self.fields["unit"].choices = [NOTHING, *named]  # type: ignore[attr-defined]
        listed = _("Uno de los de la norma ({plans}) o cualquier otro.").format(plans="; ".join(known))
        self.fields["name"].help_text = listed


class TargetForm(forms.Form):
    """Everything a target promises but its programme and its milestones, which have pages of their own."""

    optional_unsaid = False
    number = forms.CharField(label=_("N.º"), max_length=20)
    statement = forms.CharField(label=_("Acción o meta"), widget=forms.Textarea(attrs={"rows": 3}))
    node = forms.ChoiceField(label=_("Nivel del plan"), required=False)
    indicator = forms.CharField(
        label=_("Indicador"),
        max_length=1000,
        widget=forms.TextInput(attrs={"list": "indicadores"}),
        help_text=_("Elija uno que ya tenga hoja de vida o escriba uno nuevo."),
    )
    measure_unit = forms.CharField(label=_("Unidad de medida"), max_length=120, required=False)
    quantity = AmountField(label=_("Meta"), required=False)
    weight = AmountField(label=_("Peso en su nivel"), required=False)
    report_kind = forms.ChoiceField(
        label=_("Qué se reporta"),
        choices=list(REPORT_KINDS.items()),
        widget=forms.RadioSelect,
        help_text=_(
            "Una meta de «1 Unidad» reportada como cantidad queda en cero hasta que se entrega todo; "
            "con hitos se ve el camino."
        ),
    )
    annualization = forms.ChoiceField(label=_("Tipo de anualización"), choices=list(ANNUALIZATIONS.items()))
    programme_basis = forms.ChoiceField(
        label=_("Base de la programación"),
        required=False,
        choices=[NOTHING, ("cumulative", _("Acumulada")), ("increment", _("Incremental"))],
    )
    baseline = AmountField(label=_("Línea base"), required=False)
    opening_value = AmountField(
        label=_("Valor de apertura"), required=False, help_text=_("Lo logrado antes del primer periodo.")
    )
    opening_source = forms.CharField(label=_("Fuente del valor de apertura"), max_length=300, required=False)
    opening_day = DayInput(label=_("Fecha del valor de apertura"), required=False)
    start = DayInput(label=_("Inicio"), required=False)
    end = DayInput(label=_("Fin"), required=False)
    periodicity = forms.ChoiceField(label=_("Periodicidad del reporte"), required=False)
    reporting_unit = forms.ChoiceField(label=_("Dependencia que reporta"))
    expense_type = forms.CharField(label=_("Tipo de gasto"), max_length=120, required=False)
    funding_source = forms.CharField(label=_("Fuente de financiación"), max_length=300, required=False)
    expected_evidence = forms.CharField(
        label=_("Soporte que se espera"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        nodes: Sequence[tuple[str, str]],
        units: Sequence[tuple[str, str]],
        entries: Iterable[tuple[str, Sequence[tuple[str, str]]]],
        reporting: str = "",
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        written = self.initial.get("periodicity", "")
        known: list[Any] = [NOTHING, *PERIODICITIES.items()]
        # What the document wrote stays a choice of its own until somebody picks a code.
        if written and written not in PERIODICITIES:
            known.append((written, written))
        reports = [each for each in units if each[0] == reporting] if reporting else [NOTHING, *units]
        self._offer(node=[NOTHING, *nodes], reporting_unit=reports)
        self.others = ask_contributing(self, [each for each in units if each[0] != reporting])
        self.money = ask_money(self, self.initial.get("funding", ()))
        self._offer(periodicity=known)
        ask_lists(self, entries)

    def contributing_rows(self) -> list[list[Any]]:
        """The fields of the units that contribute, two a row, for the page."""
        return contributing_rows(self, self.others)

    def money_rows(self) -> list[list[Any]]:
        """The fields of the money by source, two a row, for the page."""
        return money_rows(self, self.money)

    def lists(self) -> list[tuple[Any, int]]:
        """The fields of the official lists, each with how many of its entries are chosen."""
        return lists_of(self)

    def _offer(self, **choices: Any) -> None:
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What two fields must agree on."""
        told: dict[str, Any] = super().clean() or {}
        told["alignments"] = entries_told(self, told)
        told["funding"] = money_told(self, self.money, told)
        told["contributing"] = contributing_told(self, self.others, told)
        start, end = told.get("start"), told.get("end")
        if start and end and end < start:
            self.add_error("end", _("La acción no puede terminar antes de empezar."))
        if told.get("opening_value") is not None and not told.get("opening_source"):
            self.add_error("opening_source", _("Diga de dónde sale el valor de apertura."))
        return told


class SectionForm(forms.Form):
    """A text of the plan, of one of the usual kinds or of `kinds`; one `without` those that are written already."""

    kind = forms.ChoiceField(label=_("Qué texto es"), choices=list(SECTIONS.items()))
    text = forms.CharField(label=_("Texto"), widget=forms.Textarea(attrs={"rows": 12}))
    place = forms.IntegerField(
        label=_("Lugar entre los textos"), required=False, min_value=1, help_text=_("Vacío: donde está, o al final.")
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]] = (), without: Collection[str] = (), **options: Any
    ) -> None:
        super().__init__(*args, **options)
        known = [*SECTIONS.items(), *(each for each in kinds if each[0] not in SECTIONS)]
        known = [each for each in known if each[0] not in without]
        self.fields["kind"].choices = known  # type: ignore[attr-defined]


class ProgrammeForm(forms.Form):
    """What is programmed for each period; empty is not programmed, 0 is zero."""

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name, label in periods:
            self.fields[name] = AmountField(label=label, required=False)


class MilestonesForm(forms.Form):
    """Dated steps with their weights, in rows; an empty row is none."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        told = self.data if self.is_bound else self.initial
        known = sum(name.startswith("title_") for name in told)
        self.numbers = range(1, min(known if self.is_bound else known + FREE_MILESTONES, MOST_MILESTONES) + 1)
        for row in self.numbers:
            self.fields[f"title_{row}"] = forms.CharField(label=_("Hito"), max_length=500, required=False)
            self.fields[f"due_{row}"] = DayInput(label=_("Fecha"), required=False)
            self.fields[f"weight_{row}"] = AmountField(label=_("Peso"), required=False)

    def rows(self) -> list[list[Any]]:
        """The fields, three a row, for the page."""
        return [[self[f"{name}_{row}"] for name in ("title", "due", "weight")] for row in self.numbers]

    def clean(self) -> dict[str, Any]:
        """A milestone has a title, a day and a weight, or is none."""
        told: dict[str, Any] = super().clean() or {}
        for row in self.numbers:
            title, due, weight = (told.get(f"{name}_{row}") for name in ("title", "due", "weight"))
            if not title and (due or weight is not None):
                self.add_error(f"title_{row}", _("Diga en qué consiste el hito."))
            if title and not due:
                self.add_error(f"due_{row}", _("Diga cuándo debe estar cumplido."))
            if title and (weight is None or weight.units <= 0):
                self.add_error(f"weight_{row}", _("Dele un peso mayor que cero."))
        return told

    def written(self) -> list[tuple[str, date, Quantity]]:
        """The milestones written, in order."""
        told = self.cleaned_data
        written = [number for number in self.numbers if told[f"title_{number}"]]
        return [(told[f"title_{n}"], told[f"due_{n}"], told[f"weight_{n}"]) for n in written]


class SettleForm(forms.Form):
    """For each target of a page: what it reports, what it weighs, and what becomes of the amounts of the other units
    where there are any. Fields are named by the uid of the placement."""

    def __init__(self, *args: Any, placements: Iterable[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.placements = list(placements)
        for each in self.placements:
            kind = forms.ChoiceField(
                label=_("Qué se reporta"), choices=list(SHORT_REPORT_KINDS.items()), initial=each.revision.report_kind
            )
            weight = AmountField(label=_("Peso"), required=False, initial=each.weight)
            for field, said in ((kind, _("Qué se reporta en la acción {n}")), (weight, _("Peso de la acción {n}"))):
                field.widget.attrs["aria-label"] = str(said).format(n=each.number)
            self.fields[f"kind_{each.uid}"], self.fields[f"weight_{each.uid}"] = kind, weight
            if others := [unit for unit in each.revision.units.all() if not unit.reports]:
                self.fields[f"counting_{each.uid}"] = _of_all(others, each.number)

    def rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """Each target with its fields, for the page; without one for other units where there are none."""
        return [
            (each, self[f"kind_{each.uid}"], self[f"weight_{each.uid}"], self._counting(each))
            for each in self.placements
        ]

    def _counting(self, placement: Any) -> Any:
        name = f"counting_{placement.uid}"
        return self[name] if name in self.fields else None


def _of_all(others: Sequence[Any], number: str) -> forms.ChoiceField:
    """What becomes of the amounts of all the other units of a target; as each is, where they differ."""
    standing = {unit.counting for unit in others}
    mixed = [("", _("Como está cada una"))] if len(standing) > 1 else []
    field = forms.ChoiceField(
        label=_("Otras dependencias"),
        choices=[*mixed, *SHORT_COUNTINGS.items()],
        initial="" if mixed else standing.pop(),
        required=False,
    )
    field.widget.attrs["aria-label"] = str(_("Otras dependencias de la acción {n}")).format(n=number)
    return field
