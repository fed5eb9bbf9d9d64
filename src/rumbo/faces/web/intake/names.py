"""The names of units that the entity does not know: new ones, or other ways of writing those it has."""

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.intake.actions import NameAnswer, decide_names
from rumbo.apps.intake.bridge import Reading, reading_of
from rumbo.apps.intake.queries.names import (
    names_settled,
    names_to_settle,
    reporters_said,
    unit_of_the_silent,
    units_together,
)
from rumbo.apps.people.queries import units_of
from rumbo.faces.web.intake.forms import NamesForm
from rumbo.faces.web.intake.pages import edit_of, opened, refuse_unless_settling, shared
from rumbo.faces.web.session import actor_of, attempt, entity_id_of

NEW, SILENT, SEVERAL = "nueva", "silent", "varias"


@require_http_methods(["GET", "POST"])
def names(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Every name that nobody knew, with what it is or may be."""
    intake, reading = opened(request, uid)
    asked = _Asked(request, intake, reading)
    form = NamesForm(request.POST or None, names=asked.fields(), initial=asked.initial)
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        status = 422
        if form.is_valid():
            answers, reporters = asked.told(form.cleaned_data)
            done = _("Los nombres quedaron resueltos.")
            actor, edit = actor_of(request), edit_of(request)
            deed = partial(decide_names, actor, intake, answers, reporters=reporters, edit=edit)
            _rows, refusals = attempt(request, deed, done)
            if not refusals:
                return redirect(request.path)
            intake.refresh_from_db()
            reading = reading_of(intake)
    context = {**shared(request, intake, reading, "web:intake-names"), "form": form, "settled": asked.settled}
    context["names"] = asked.texts
    return render(request, "web/intake/names.html", context, status=status)


class _Asked:
    """The names to ask for, and the answers there are: a new unit, a unit of the entity, another name here."""

    def __init__(self, request: HttpRequest, intake: Any, reading: Reading) -> None:
        self.settled = list(names_settled(intake))
        proposed = names_to_settle(reading)
        self.texts = [*(each.text for each in proposed), *(each.text for each in self.settled)]
        self.lines = {each.text: len(each.lines) for each in proposed}
        self.unit = unit_of_the_silent(intake)
        self.silent = sum(not line.units for line in reading.matrix.lines)
        self.units = {str(unit.uid): unit for unit in units_of(entity_id_of(request)).order_by("name")}
        by_name = {unit.name: f"u{uid}" for uid, unit in self.units.items()}
        places = {text: f"n{at}" for at, text in enumerate(self.texts)}
        like = {each.text: by_name.get(each.like) or places.get(each.like, NEW) for each in proposed}
        said = {each.text: self._said(each, places) for each in self.settled}
        self.initial = {f"n{at}": (like | said)[text] for at, text in enumerate(self.texts)}
        self.initial[SILENT] = f"u{self.unit.uid}" if self.unit else NEW
        self.together = [] if intake.reports_only else list(units_together(reading).items())
        chosen = reporters_said(intake) if self.together else {}
        for at, (units, _number) in enumerate(self.together):
            self.initial[f"{SEVERAL}{at}"] = str(units.index(chosen[units])) if units in chosen else ""

    def _said(self, decision: Any, places: dict[str, str]) -> str:
        if decision.unit is not None:
            return f"u{decision.unit.uid}"
        return places.get(decision.same_as, NEW)

    def fields(self) -> list[tuple[str, str, str, list[tuple[str, Any]]]]:
        """For each name: the field, the name, in how many lines it stands, and what it may be."""
        known = [(f"u{uid}", unit.name) for uid, unit in self.units.items()]
        named = [(f"n{at}", text, self._told(text), self._choices(at, known)) for at, text in enumerate(self.texts)]
        return [*self._silent(known), *named, *self._several()]

    def _several(self) -> Iterator[tuple[str, str, str, list[tuple[str, Any]]]]:
        """The questions which of several units named together reports."""
        for at, (units, number) in enumerate(self.together):
            told = ngettext("Está en {n} acción.", "Está en {n} acciones.", number).format(n=number)
            told += " " + _("Las demás aportan; qué pasa con su cantidad se dice después, en el plan.")
            unsaid = _("Por decir: mientras tanto, la primera")
            choices = [("", unsaid), *((str(place), unit) for place, unit in enumerate(units))]
            yield f"{SEVERAL}{at}", _("¿Cuál reporta? {units}").format(units="; ".join(units)), told, choices

    def _silent(self, known: list[tuple[str, str]]) -> Iterator[tuple[str, str, str, list[tuple[str, Any]]]]:
        """The question who answers for the actions that name nobody."""
        if self.silent or self.unit:
            told = ngettext(
                "{n} acción no dice quién responde.", "{n} acciones no dicen quién responde.", self.silent
            ).format(n=self.silent)
            label = _("Dependencia de las acciones que no dicen ninguna")
            yield (
                SILENT,
                label,
                told if self.silent else _("Ya resuelto; puede cambiarlo."),
                [
                    (NEW, _("Ninguna por ahora")),
                    *known,
                ],
            )

    def text(self, field: str) -> str:
        """The name that a field asks about; the empty one stands for the actions that name none."""
        return "" if field == SILENT else self.texts[int(field[1:])]

    def told(self, said: dict[str, str]) -> tuple[dict[str, NameAnswer], dict[tuple[str, ...], str]]:
        """What was answered: of each name what it is, and of several units which one reports, if any."""
        names = {field: each for field, each in said.items() if not field.startswith(SEVERAL)}
        reporters = {
            units: units[int(each)] if (each := said[f"{SEVERAL}{at}"]) else ""
            for at, (units, _number) in enumerate(self.together)
        }
        return {self.text(field): self.answer(each) for field, each in names.items()}, reporters

    def _told(self, text: str) -> str:
        number = self.lines.get(text)
        if number is None:
            return _("Ya resuelto; puede cambiarlo.")
        return ngettext("Está en {n} acción.", "Está en {n} acciones.", number).format(n=number)

    def _choices(self, at: int, known: list[tuple[str, str]]) -> list[tuple[str, Any]]:
        here = [(f"n{other}", text) for other, text in enumerate(self.texts) if other != at]
        choices: list[tuple[str, Any]] = [(NEW, _("Es una dependencia nueva"))]
        if known:
            choices.append((_("Es otra manera de escribir una dependencia de la entidad"), known))
        if here:
            choices.append((_("Es otra manera de escribir un nombre de este documento"), here))
        return choices

    def answer(self, said: str) -> NameAnswer:
        """What a chosen value means."""
        if said.startswith("u"):
            return NameAnswer(unit=self.units[said[1:]])
        return NameAnswer() if said == NEW else NameAnswer(same_as=self.texts[int(said[1:])])
