"""The people of the entity and the roles they hold; nobody is removed, a role has a last day."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rumbo.apps.audit.actor import Role
from rumbo.apps.people import queries
from rumbo.apps.people.actions import end_membership, grant_membership, invite_member
from rumbo.faces.web.frame import ROLE_WORDS
from rumbo.faces.web.people.forms import InviteForm, LastDayForm, RoleForm, carried_out
from rumbo.faces.web.people.mail import send_password_mail
from rumbo.faces.web.people.showing import crumbs, only, page_of, tabs
from rumbo.faces.web.people.units import in_force
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may, person_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Who holds what today."""
    only(request, "people.member.read")
    page = page_of(request, queries.members_of(entity_id_of(request), timezone.localdate()))
    context = {
        "page": page,
        "rows": [(member.person, _told(member.roles)) for member in page],
        "missing": queries.liaisons_missing(entity_id_of(request)),
        "tabs": tabs(request, "web:people-list"),
        "crumbs": crumbs((_("Personas"), "")),
        "may_invite": may(request, "people.member.invite"),
    }
    return render(request, "web/people/list.html", context)


@require_safe
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One person and every role they hold or held here."""
    only(request, "people.member.read")
    found = _person(request, uid)
    roles = list(queries.roles_of(entity_id_of(request), found))
    context = {
        "person": found,
        "roles": _told(roles),
        "never_entered": not queries.has_come_in(roles),
        "crumbs": _crumbs((found.called, "")),
        "may_grant": may(request, "people.membership.grant"),
    }
    return render(request, "web/people/person.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Somebody new, with their first role; they receive the way to set their password."""
    only(request, "people.member.invite")
    form = InviteForm(request.POST or None, branches=_branches(request), today=timezone.localdate())
    made: list[Any] = []

    def act() -> None:
        asked, entity = form.cleaned_data, person_of(request).entity
        names = (asked["email"], asked["name"], form.chosen)
        made.append(invite_member(actor_of(request), entity, *names, **form.granted))

    if form.is_valid() and carried_out(request, form, act, _("La persona ya hace parte de la entidad.")):
        send_password_mail(request, made[0].person)
        return redirect("web:people-person", made[0].person.uid)
    context = {
        "heading": _("Invitar a una persona"),
        "lead": _("Recibirá un correo para poner su contraseña. Quien ya usa el sistema en otra entidad es la misma."),
        "form": form,
        "verb": _("Invitar"),
        "cancel_href": reverse("web:people-list"),
        "crumbs": _crumbs((_("Invitar"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def grant(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One more role for a person."""
    only(request, "people.membership.grant")
    found = _person(request, uid)
    form = RoleForm(request.POST or None, branches=_branches(request), today=timezone.localdate())

    def act() -> Any:
        return grant_membership(actor_of(request), person_of(request).entity, found, form.chosen, **form.granted)

    if form.is_valid() and carried_out(request, form, act, _("El rol quedó asignado.")):
        return redirect("web:people-person", found.uid)
    context = {
        "heading": _("Asignar otro rol"),
        "over": found.called,
        "form": form,
        "verb": _("Asignar el rol"),
        "cancel_href": reverse("web:people-person", args=[found.uid]),
        "crumbs": _crumbs((found.called, reverse("web:people-person", args=[found.uid])), (_("Asignar otro rol"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Gives a role its last day."""
    only(request, "people.membership.end")
    held = found_or_404(queries.membership_by_uid(entity_id_of(request), uid))
    start = {"last_day": held.valid_to or timezone.localdate()}
    form = LastDayForm(request.POST or None, initial=start)

    def act() -> Any:
        return end_membership(
            actor_of(request), held, form.cleaned_data["last_day"], reason=form.cleaned_data["reason"]
        )

    here = reverse("web:people-person", args=[held.person.uid])
    if form.is_valid() and carried_out(request, form, act, _("El rol tiene su último día.")):
        return redirect(here)
    context = {
        "heading": _("Terminar el rol: {role}").format(role=ROLE_WORDS[Role(held.role)]),
        "over": held.name,
        "form": form,
        "verb": _("Terminar el rol"),
        "danger": True,
        "consequences": [
            _("Después de ese día la persona no puede actuar con este rol; lo que hizo sigue siendo suyo.")
        ],
        "cancel_href": here,
        "crumbs": _crumbs((held.name, here), (_("Terminar el rol"), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_POST
def mail(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Sends the password mail once more."""
    only(request, "people.member.invite")
    found = _person(request, uid)
    send_password_mail(request, found)
    return redirect("web:people-person", found.uid)


def _told(roles: Any) -> list[tuple[Any, Any, str]]:
    """Each role with its words and how it stands today: the key of a pill's tone and its word."""
    today = timezone.localdate()

    def standing(row: Any) -> str:
        if row.valid_from > today:
            return "ahead"
        return "ended" if row.valid_to is not None and row.valid_to < today else "current"

    return [(row, ROLE_WORDS[Role(row.role)], standing(row)) for row in roles]


def _branches(request: HttpRequest) -> list[queries.Branch]:
    return in_force(queries.unit_tree(entity_id_of(request)))


def _person(request: HttpRequest, uid: UUID) -> Any:
    return found_or_404(queries.person_by_uid(entity_id_of(request), uid))


def _crumbs(*more: tuple[str, str]) -> list[Any]:
    return crumbs((_("Personas"), reverse("web:people-list")), *more)
