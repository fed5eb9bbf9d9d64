"""Units that become others: merged into one, split in several. Each screen says first what will pass to whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.audit.actor import Role
from rumbo.apps.followup.actions import merge_units, split_unit
from rumbo.apps.followup.queries.answerable import answered_by
from rumbo.apps.people import queries
from rumbo.apps.people.actions import Change
from rumbo.faces.web.frame import ROLE_WORDS
from rumbo.faces.web.people.forms import ReasonForm, UnitChoice, carried_out, day_field
from rumbo.faces.web.people.showing import crumbs, only
from rumbo.faces.web.people.units import in_force
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, person_of

MERGE, SPLIT = "followup.unit.merge", "followup.unit.split"
MOST_PARTS = 8
FIELDS = {
    "succession.not_yet": "since",
    "succession.act_missing": "act",
    "succession.unit_not_in_force": "since",
    "succession.too_few": "units",
    "people.unit_name_taken": "name",
    "people.unit_name_unfit": "name",
}


class ChangeForm(ReasonForm):
    """Since when a change rules, and the act that orders it."""

    since = day_field(__("Rige desde"), help_text=__("El día anterior es el último de las dependencias que cambian."))
    act = forms.CharField(label=__("Acto que lo ordena"), max_length=300, help_text=__("Con su número y su fecha."))

    @property
    def change(self) -> Change:
        """As the actions take it."""
        return Change(self.cleaned_data["since"], self.cleaned_data["act"])


class MergeForm(ChangeForm):
    """Which units become one, and which one: a new one by its name, or one that is already there."""

    name = forms.CharField(label=__("Nombre de la dependencia nueva"), max_length=300, required=False)
    field_order = ("units", "name", "into", "since", "act", "reason")

    def __init__(self, *args: Any, branches: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        self.branches = {str(branch.unit.uid): branch.unit for branch in branches}
        self.fields["units"] = forms.MultipleChoiceField(
            label=_("Dependencias que se fusionan"),
            choices=[(uid, unit.name) for uid, unit in self.branches.items()],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["into"] = UnitChoice(
            branches, _("Una nueva, con el nombre de arriba"), label=_("Pasan a"), required=False
        )
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """One of the two: a name, or a unit that is there."""
        said = super().clean() or {}
        if bool(said.get("name", "").strip()) == bool(said.get("into")):
            self.add_error("name", _("Escriba el nombre de la nueva, o elija la que recibe a las otras: solo una."))
        return said

    @property
    def merging(self) -> list[Any]:
        """The units that were ticked."""
        return [self.branches[uid] for uid in self.cleaned_data["units"]]


class PartsForm(forms.Form):
    """The names of the units that a unit is split in."""

    nombres = forms.CharField(
        label=__("Nombres de las dependencias nuevas"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=__("Una en cada renglón, al menos dos."),
    )
    use_required_attribute = False

    def clean_nombres(self) -> list[str]:
        """The names, each once."""
        names = [*dict.fromkeys(line.strip() for line in self.cleaned_data["nombres"].splitlines() if line.strip())]
        if not 2 <= len(names) <= MOST_PARTS:
            raise forms.ValidationError(_("Escriba entre 2 y {most} nombres distintos.").format(most=MOST_PARTS))
        return names


class PlacesForm(ChangeForm):
    """Where each target and each person of a unit that is split goes."""

    def __init__(self, *args: Any, names: list[str], targets: dict[int, str], roles: list[Any], **more: Any) -> None:
        super().__init__(*args, **more)
        parts = [("", _("Elija una")), *((str(place), name) for place, name in enumerate(names))]
        for key, statement in targets.items():
            self.fields[f"meta{key}"] = forms.ChoiceField(label=statement, choices=parts)
        for role in roles:
            label = _("{person}, {role}").format(person=role.name, role=ROLE_WORDS[Role(role.role)])
            self.fields[f"rol{role.pk}"] = forms.ChoiceField(label=label, choices=parts)
        self.fields["rest"] = forms.ChoiceField(
            label=_("Lo demás que tenía pasa a"),
            choices=parts,
            help_text=_("Procesos, proyectos, riesgos, variables y reportes viejos que sigan sin respuesta."),
        )
        self.order_fields(("since", "act", "reason"))

    def places(self, before: str) -> dict[int, int]:
        """By key, which of the names was chosen."""
        said = self.cleaned_data.items()
        return {int(name.removeprefix(before)): int(value) for name, value in said if name.startswith(before)}


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest) -> HttpResponse:
    """Several units become one."""
    only(request, MERGE)
    branches = in_force(queries.unit_tree(entity_id_of(request)))
    form = MergeForm(request.POST or None, branches=branches, initial={"since": timezone.localdate()})

    def act() -> Any:
        said, entity = form.cleaned_data, person_of(request).entity
        into = said["into"] or said["name"].strip()
        return merge_units(actor_of(request), entity, form.merging, into, form.change, reason=said["reason"])

    done = _("Las dependencias quedaron fusionadas; lo que debían pasó a la que sigue.")
    if form.is_valid() and carried_out(request, form, act, done, FIELDS):
        return redirect("web:people-units")
    context = {
        "heading": _("Fusionar dependencias"),
        "form": form,
        "verb": _("Fusionar"),
        "consequences": _passes(),
        "cancel_href": reverse("web:people-units"),
        "crumbs": crumbs((_("Dependencias"), reverse("web:people-units")), (_("Fusionar"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A unit becomes several: first their names, then what goes to which."""
    only(request, SPLIT)
    unit = found_or_404(queries.unit_by_uid(entity_id_of(request), uid))
    asked = PartsForm(request.GET if "nombres" in request.GET else None)
    way = [(_("Dependencias"), reverse("web:people-units")), (unit.name, reverse("web:people-unit", args=[uid]))]
    shown: dict[str, Any] = {"over": unit.name, "cancel_href": way[1][1], "crumbs": crumbs(*way, (_("Dividir"), ""))}
    if not asked.is_valid():
        shown |= {"heading": _("Dividir la dependencia"), "verb": _("Seguir"), "by_address": True}
        return render(request, "web/people/form.html", shown | {"form": asked}, status=422 if asked.errors else 200)
    names, targets = asked.cleaned_data["nombres"], answered_by(unit, timezone.localdate())
    roles = list(queries.people_of(unit.entity_id, timezone.localdate()).filter(unit=unit))
    start = {"since": timezone.localdate()}
    form = PlacesForm(request.POST or None, names=names, targets=targets, roles=roles, initial=start)

    def act() -> Any:
        said = form.cleaned_data
        return split_unit(
            actor_of(request),
            unit,
            names,
            form.change,
            targets=form.places("meta"),
            people=form.places("rol"),
            rest=int(said["rest"]),
            reason=said["reason"],
        )

    done = _("La dependencia quedó dividida; cada meta y cada persona pasó a donde se dijo.")
    if form.is_valid() and carried_out(request, form, act, done, FIELDS):
        return redirect("web:people-units")
    context = shown | {
        "heading": _("Dividir en {names}").format(names=", ".join(names)),
        "form": form,
        "verb": _("Dividir"),
        "consequences": _passes(),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _passes() -> list[str]:
    return [
        _("Los reportes que están abiertos y los de los periodos que siguen pasan a la dependencia nueva."),
        _("Lo que ya se cerró queda a nombre de quien lo reportó."),
        _("Las personas siguen con su rol en la nueva desde ese día. Se deshace con otro cambio, con su acto."),
    ]
