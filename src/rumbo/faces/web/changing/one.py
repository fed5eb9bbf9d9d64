"""One thing asked of one target: its form with what stands, and what was typed as a change, both values in words."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from rumbo.apps.changing import queries
from rumbo.apps.changing.bridge import ChangeData
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge import AlignmentData, FundingData, MilestoneData, target_data
from rumbo.apps.plans.queries import nodes_of
from rumbo.faces.kit.written import written_day, written_money, written_quantity
from rumbo.faces.web.changing import forms
from rumbo.faces.web.plans.choices import aligned_told, initial_of, target_choices
from rumbo.faces.web.words import period_words

DATED: dict[str, Any] = {"cancel": forms.CancelForm, "suspend": forms.SuspendForm}
BY_ITSELF = frozenset({"cancel", "suspend", "programme", "milestones", "funding", "alignments"})
"""What a form shows as it stands: it needs no sentence that says it."""


def units_offered(entity_id: int) -> list[tuple[str, str]]:
    """The units of the entity, to choose from."""
    return [(str(unit.pk), unit.name) for unit in units_of(entity_id).order_by("name")]


class One:
    """What is asked (a field, or "cancel", "suspend" or "move") of a target where the version in force places it."""

    def __init__(self, entity_id: int, placement: Any, what: str) -> None:
        self.entity_id, self.placement, self.what = entity_id, placement, what
        (self.data,) = target_data([placement])
        self.choices = target_choices(entity_id, placement.version) if what == "alignments" else None

    def form(self, request: HttpRequest) -> Any:
        """The form, with what stands and what the address already tells."""
        sent: Any = (request.POST, request.FILES) if request.method == "POST" else (None, None)
        told = request.GET
        initial: dict[str, Any] = {"reason": told.get("motivo", "")[:4000], "since": told.get("desde", "")[:10]}
        if self.what in DATED:
            return DATED[self.what](*sent, initial=initial)
        if self.what == "programme":
            return forms.ProgrammeForm(*sent, periods=self._periods(), initial=initial)
        if self.what == "milestones":
            return forms.MilestonesForm(*sent, initial=initial | _milestone_rows(self.data.milestones))
        if self.what == "funding":
            return forms.FundingForm(*sent, initial=initial | {"funding": self.data.funding})
        if self.choices is not None:
            standing = initial_of(self.choices, self.data)["alignments"]
            entries = self.choices.offered["entries"]
            return forms.AlignmentsForm(*sent, entries=entries, initial=initial | {"alignments": standing})
        initial["value"] = self._standing()
        return forms.EditForm(*sent, field=self.what, choices=self._offered(), initial=initial)

    def asked(self, form: Any) -> ChangeData:
        """What was typed, as a change."""
        told = form.cleaned_data
        asked: dict[str, Any] = {"reason": told["reason"], "kind": self.what}
        if self.what in DATED:
            return ChangeData(since=told["since"], until=told.get("until"), **asked)
        if self.what != "move":
            asked |= {"kind": "edit", "field": self.what}
        if self.what == "programme":
            value = form.value()
            rows = [(name, old, value[key]) for key, name, old in form.periods if key in value]
            before, after = (_programmed((row[0], row[at]) for row in rows) for at in (1, 2))
            return ChangeData(value=value, old_text=before, new_text=after, **asked)
        value = self._value(form)
        listed = dict(getattr(form.fields.get("value"), "choices", ()))
        after = str(listed.get(told.get("value"), "")) if listed else words(value)
        return ChangeData(value=value, old_text=self.now(whole=True), new_text=after, **asked)

    def now(self, *, whole: bool = False) -> str:
        """What the target says now, as a person reads it; what its form shows by itself only as a `whole`."""
        if self.what in BY_ITSELF and not whole:
            return ""
        if self.what == "move":
            return self.placement.node.name if self.placement.node else ""
        if self.what == "unit":
            return dict(units_offered(self.entity_id)).get(str(self.data.reporting), "")
        standing = getattr(self.data, self.what)
        return str(forms.CHOICES[self.what].get(standing, standing)) if self.what in forms.CHOICES else words(standing)

    def _value(self, form: Any) -> Any:
        if self.choices is not None:
            return aligned_told(self.choices, form.chosen(), self.data)
        if self.what in ("milestones", "funding"):
            return form.value()
        return int(form.cleaned_data["value"]) if self.what == "unit" else form.cleaned_data["value"]

    def _periods(self) -> list[tuple[int, str, Any]]:
        programme = self.data.programme
        periods = queries.periods_to_programme(self.placement.version, programme, self.data.periodicity)
        return [(each.pk, period_words(each), programme.get(each.pk)) for each in periods]

    def _standing(self) -> Any:
        if self.what == "unit":
            return str(self.data.reporting or "")
        return self.data.node if self.what == "move" else getattr(self.data, self.what)

    def _offered(self) -> list[tuple[str, str]]:
        if self.what == "unit":
            return units_offered(self.entity_id)
        if self.what == "move":
            return [(str(node.pk), node.name) for node in nodes_of(self.placement.version)]
        return []


def words(value: Any) -> str:
    """A value as a person reads it; of several, one a line."""
    match value:
        case None | "" | ():
            return ""
        case MilestoneData(title, due, weight):
            told = {"title": title, "day": written_day(due), "weight": written_quantity(weight)}
            return _("{title} ({day}, peso {weight})").format(**told)
        case FundingData(source, amount):
            return f"{source}: {written_money(amount)}"
        case AlignmentData():
            return f"{value.number} {value.as_written}".strip()
        case tuple():
            return "\n".join(words(each) for each in value)
    if hasattr(value, "units"):
        return written_quantity(value)
    return written_day(value) if hasattr(value, "isoformat") else str(value)


def _milestone_rows(milestones: Iterable[MilestoneData]) -> dict[str, Any]:
    return {
        f"{name}_{row}": getattr(step, name)
        for row, step in enumerate(milestones, start=1)
        for name in ("title", "due", "weight")
    }


def _programmed(rows: Iterable[tuple[str, Any]]) -> str:
    return "\n".join(f"{name}: {words(amount) or _('no programado')}" for name, amount in rows)
