"""The posts of the entity: which there are, in which unit, and when one is no more."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.people import queries
from rumbo.apps.people.actions import change_post, create_post, end_post
from rumbo.faces.web.people.forms import PostForm, ReasonForm, carried_out
from rumbo.faces.web.people.showing import crumbs, only, page_of, tabs
from rumbo.faces.web.people.units import in_force
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, person_of

LIST = "web:people-posts"
both = require_http_methods(["GET", "POST"])


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every post with its unit."""
    only(request, "people.post.create")
    context = {
        "page": page_of(request, queries.posts_of(entity_id_of(request))),
        "tabs": tabs(request, LIST),
        "crumbs": crumbs((_("Cargos"), "")),
    }
    return render(request, "web/people/posts.html", context)


@both
def new(request: HttpRequest) -> HttpResponse:
    """A new post."""
    only(request, "people.post.create")
    form = _form(request)

    def create() -> Any:
        asked = form.cleaned_data
        return create_post(actor_of(request), person_of(request).entity, asked["title"], unit=asked["unit"])

    if form.is_valid() and carried_out(request, form, create, _("El cargo quedó creado.")):
        return redirect(LIST)
    return _page(request, form, _("Crear un cargo"), _("Crear el cargo"))


@both
def change(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another title for a post, or another unit."""
    post = _post(request, uid, "people.post.change")
    form = _form(request, title=post.title, unit=str(post.unit.uid) if post.unit else "")

    def changed() -> Any:
        asked = form.cleaned_data
        return change_post(actor_of(request), post, asked["title"], unit=asked["unit"])

    if form.is_valid() and carried_out(request, form, changed, _("El cargo quedó cambiado.")):
        return redirect(LIST)
    told = [_("Quien ya lo ejerce y lo que se firmó conservan el nombre que tenían.")]
    return _page(request, form, _("Cambiar el cargo"), _("Guardar"), consequences=told)


@both
def end(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a post off the list."""
    post = _post(request, uid, "people.post.end")
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def ended() -> None:
        end_post(actor_of(request), post, reason=form.cleaned_data["reason"])

    if form.is_valid() and carried_out(request, form, ended, _("El cargo ya no está en la lista.")):
        return redirect(LIST)
    told = [_("Nadie más lo podrá recibir. Lo que se firmó con él no cambia, y su historia queda en el rastro.")]
    return _page(request, form, _("Quitar el cargo"), _("Quitar"), over=post.title, consequences=told, danger=True)


def _form(request: HttpRequest, **start: str) -> PostForm:
    branches = in_force(queries.unit_tree(entity_id_of(request)))
    return PostForm(request.POST or None, branches=branches, initial=start)


def _post(request: HttpRequest, uid: UUID, verb: str) -> Any:
    only(request, verb)
    return found_or_404(queries.post_by_uid(entity_id_of(request), uid))


def _page(request: HttpRequest, form: forms.Form, heading: str, verb: str, **shown: Any) -> HttpResponse:
    context = shown | {
        "heading": heading,
        "form": form,
        "verb": verb,
        "cancel_href": reverse(LIST),
        "crumbs": crumbs((_("Cargos"), reverse(LIST)), (heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)
