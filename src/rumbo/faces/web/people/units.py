"""The organizational units of the entity: their tree, their names and the days of their validity."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.audit.actor import Role
from rumbo.apps.people import queries
from rumbo.apps.people.actions import (
    Change,
    close_unit,
    create_alias,
    create_unit,
    describe_unit,
    move_unit,
    rename_unit,
    rename_unit_since,
)
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.frame import ROLE_WORDS
from rumbo.faces.web.people.forms import (
    AliasForm,
    LastDayForm,
    PlaceForm,
    UnitCodeForm,
    UnitForm,
    UnitNameForm,
    carried_out,
)
from rumbo.faces.web.people.showing import crumbs, only, tabs
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of

CODE = ("code", "kind")


def in_force(branches: list[queries.Branch]) -> list[queries.Branch]:
    """The part of the tree that still exists."""
    today = timezone.localdate()
    return [branch for branch in branches if branch.unit.valid_to is None or branch.unit.valid_to >= today]


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """All the units, each below the one it hangs from."""
    branches = queries.unit_tree(entity_id_of(request))
    current, before = {branch.unit.pk for branch in in_force(branches)}, queries.former_names(entity_id_of(request))
    context = {
        "rows": [
            (branch, range(branch.depth), branch.unit.pk in current, before.get(branch.unit.pk, ()))
            for branch in branches
        ],
        "tabs": tabs(request, "web:people-units"),
        "crumbs": crumbs((_("Dependencias"), "")),
        "may_create": may(request, "people.unit.create"),
    }
    return render(request, "web/people/units.html", context)


@require_safe
def unit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One unit: its names, its days, who holds a role in it."""
    found = _unit(request, uid)
    branches = queries.unit_tree(entity_id_of(request))
    names = next(branch.aliases for branch in branches if branch.unit.pk == found.pk)
    held = queries.people_of(entity_id_of(request), timezone.localdate()).filter(unit=found)
    context = {
        "unit": found,
        "about": [
            Fact(_("Código"), found.code or _("sin registrar")),
            Fact(_("Clase de dependencia"), found.kind or _("sin registrar")),
            Fact(_("Depende de"), found.parent.name if found.parent else _("Ninguna")),
            Fact(_("Existe desde"), written_day(found.valid_from) or _("sin registrar")),
            Fact(_("Último día"), written_day(found.valid_to) or _("vigente")),
        ],
        "changes": [(_changed(found, told), told) for told in queries.successions_of(found)],
        "names": [name for name in names if name != found.name],
        "below": [branch.unit for branch in branches if branch.unit.parent_id == found.pk],
        "held": [(each, ROLE_WORDS[Role(each.role)]) for each in held],
        "crumbs": _crumbs(found),
        "may_change": may(request, "people.unit.rename"),
        "may_read_people": may(request, "people.member.read"),
    }
    return render(request, "web/people/unit.html", context)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    only(request, "people.unit.create")
    form = UnitForm(request.POST or None, branches=in_force(queries.unit_tree(entity_id_of(request))))

    def create() -> Any:
        asked = form.cleaned_data
        entity = person_of(request).entity
        return create_unit(
            actor_of(request), entity, asked["name"], **{name: asked[name] for name in ("parent", "valid_from", *CODE)}
        )

    if form.is_valid() and carried_out(request, form, create, _("La dependencia quedó creada.")):
        return redirect("web:people-units")
    context = {
        "heading": _("Crear una dependencia"),
        "form": form,
        "verb": _("Crear la dependencia"),
        "cancel_href": reverse("web:people-units"),
        "crumbs": crumbs((_("Dependencias"), reverse("web:people-units")), (_("Crear"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def rename(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Gives a unit a new name: from a day on, by its act; without one, a name that was miswritten."""
    found = _unit(request, uid, "people.unit.rename")
    form = UnitNameForm(request.POST or None, initial={"name": found.name})
    return _change(
        request,
        found,
        form,
        lambda asked: _renamed(request, found, asked),
        heading=_("Cambiar el nombre"),
        lead=_(
            "El nombre de hoy queda como otra forma de escribirla, para que los documentos anteriores se entiendan."
        ),
        verb=_("Cambiar el nombre"),
        done=_("La dependencia tiene su nombre nuevo; el anterior se sigue reconociendo."),
    )


def _renamed(request: HttpRequest, found: Any, asked: dict[str, Any]) -> Any:
    if not asked["act"]:
        return rename_unit(actor_of(request), found, asked["name"], reason=asked["reason"])
    change = Change(asked["since"], asked["act"])
    return rename_unit_since(actor_of(request), found, asked["name"], change, reason=asked["reason"])


def _changed(found: Any, told: Any) -> str:
    """One change of a unit, from its side."""
    day = written_day(told.since)
    own = [each for each in told.inheritances.all() if found.pk in (each.predecessor_id, each.successor_id)]
    came = ", ".join(dict.fromkeys(each.called for each in own if each.successor_id == found.pk))
    went = ", ".join(
        dict.fromkeys(
            each.successor.name for each in own if each.predecessor_id == found.pk and each.successor_id != found.pk
        )
    )
    if told.kind == "renamed":
        return _("Hasta el {day} se llamó {names}.").format(day=day, names=came)
    if came:
        return _("Viene de {names} desde el {day}.").format(day=day, names=came)
    return _("Pasó a {names} desde el {day}.").format(day=day, names=went)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says the code of a unit and what the entity calls its kind; empty, that it has none."""
    found = _unit(request, uid, "people.unit.describe")
    days = {"valid_from": found.valid_from, "valid_to": found.valid_to}
    return _change(
        request,
        found,
        UnitCodeForm(request.POST or None, initial={name: getattr(found, name) for name in CODE}),
        lambda asked: describe_unit(actor_of(request), found, **{name: asked[name] for name in CODE}, **days),
        heading=_("Código y clase"),
        lead=_("Sin código, la dependencia se reconoce solo por sus nombres."),
        verb=_("Guardar"),
        done=_("La dependencia tiene su código y su clase."),
    )


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hangs a unit from another."""
    found = _unit(request, uid, "people.unit.move")
    branches = [b for b in in_force(queries.unit_tree(entity_id_of(request))) if b.unit.pk != found.pk]
    start = {"parent": str(found.parent.uid) if found.parent else ""}
    form = PlaceForm(request.POST or None, branches=branches, initial=start)
    return _change(
        request,
        found,
        form,
        lambda asked: move_unit(actor_of(request), found, asked["parent"], reason=asked["reason"]),
        heading=_("Cambiar de lugar"),
        lead="",
        verb=_("Cambiar de lugar"),
        done=_("La dependencia cambió de lugar."),
    )


@require_http_methods(["GET", "POST"])
def alias(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says another way in which documents write a unit."""
    found = _unit(request, uid, "people.alias.create")
    return _change(
        request,
        found,
        AliasForm(request.POST or None),
        lambda asked: create_alias(actor_of(request), found, asked["name"]),
        heading=_("Agregar otra forma de escribirla"),
        lead=_("Una sigla, un nombre anterior o un error frecuente: al leer un documento se entenderá como ella."),
        verb=_("Agregar"),
        done=_("Esa forma de escribirla ya se reconoce."),
    )


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Gives a unit its last day."""
    found = _unit(request, uid, "people.unit.close")
    return _change(
        request,
        found,
        LastDayForm(request.POST or None, initial={"last_day": found.valid_to or timezone.localdate()}),
        lambda asked: close_unit(actor_of(request), found, asked["last_day"], reason=asked["reason"]),
        heading=_("Cerrar la dependencia"),
        lead="",
        verb=_("Cerrar la dependencia"),
        done=_("La dependencia tiene su último día."),
        consequences=_consequences(request, found),
        danger=True,
    )


def _consequences(request: HttpRequest, found: Any) -> list[str]:
    branches = queries.unit_tree(entity_id_of(request))
    below = sum(branch.unit.parent_id == found.pk for branch in in_force(branches))
    people = next(branch.people for branch in branches if branch.unit.pk == found.pk)
    said = [_("Lo que planeó y reportó no cambia; después de ese día no se le asignan metas nuevas.")]
    if below:
        text = ngettext("{n} dependencia queda colgando de ella.", "{n} dependencias quedan colgando de ella.", below)
        said.append(text.format(n=below))
    if people:
        text = ngettext("{n} rol sigue vigente en ella.", "{n} roles siguen vigentes en ella.", people)
        said.append(text.format(n=people))
    return said


def _change(
    request: HttpRequest,
    found: Any,
    form: forms.Form,
    action: Callable[[dict[str, Any]], Any],
    *,
    done: str,
    heading: str,
    **shown: Any,
) -> HttpResponse:
    """A page with one form about a unit, and its answer."""
    if form.is_valid() and carried_out(request, form, lambda: action(form.cleaned_data), done):
        return redirect("web:people-unit", found.uid)
    found = _unit(request, found.uid)
    context = shown | {
        "heading": heading,
        "over": found.name,
        "form": form,
        "cancel_href": reverse("web:people-unit", args=[found.uid]),
        "crumbs": _crumbs(found, (heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


def _unit(request: HttpRequest, uid: UUID, verb: str = "") -> Any:
    if verb:
        only(request, verb)
    return found_or_404(queries.unit_by_uid(entity_id_of(request), uid))


def _crumbs(found: Any, *more: tuple[str, str]) -> list[Any]:
    here = (found.name, reverse("web:people-unit", args=[found.uid]))
    return crumbs((_("Dependencias"), reverse("web:people-units")), here, *more)
