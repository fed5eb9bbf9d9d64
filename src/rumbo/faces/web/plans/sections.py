"""The texts that a plan says before its targets: read, and written by hand in a draft."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.plans.actions import remove_section, write_section
from rumbo.apps.plans.bridge import NarrativeData
from rumbo.apps.plans.queries import section_by_uid, sections_of
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.intake.documents.words import called
from rumbo.faces.web.plans.forms import SECTIONS, SectionForm, WithdrawalForm
from rumbo.faces.web.plans.pages import can_edit, crumbs, refuse_unless_editable, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt, found_or_404

both = require_http_methods(["GET", "POST"])


@require_safe
def texts(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a version says before its targets."""
    version = version_asked(request, uid)
    editable, written = can_edit(request, version), list(sections_of(version))
    context = {
        "version": version,
        "crumbs": crumbs(version, Link(_("Textos"), "")),
        "tabs": version_tabs(version, "web:plans-texts", editable=editable),
        "sections": [(each, _title(each.kind)) for each in written],
        "editable": editable,
        "lacking": SECTIONS.keys() - {each.kind for each in written},
    }
    return render(request, "web/plans/texts.html", context)


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new text."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    written = {each.kind for each in sections_of(version)}
    form = SectionForm(request.POST or None, without=written)
    return _write(request, version, None, form, _("Escribir un texto del plan"))


@both
def edit(request: HttpRequest, uid: UUID, section_uid: UUID) -> HttpResponse:
    """Another wording of a text, or another place."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    section: Any = found_or_404(section_by_uid(version, section_uid))
    initial = {"kind": section.kind, "text": section.text}
    form = SectionForm(request.POST or None, initial=initial, kinds=[(section.kind, _title(section.kind))])
    return _write(request, version, section, form, _("Editar el texto"))


@both
def remove(request: HttpRequest, uid: UUID, section_uid: UUID) -> HttpResponse:
    """Takes a text out, once asked why."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    section: Any = found_or_404(section_by_uid(version, section_uid))
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _value, refusals = attempt(
            request,
            lambda: remove_section(actor_of(request), version, section, reason=reason),
            _("El texto quedó fuera; lo que decía se conserva en la historia."),
        )
        if not refusals:
            return redirect("web:plans-texts", version.uid)
    context = {
        "heading": _("Quitar el texto «{name}»").format(name=_title(section.kind)),
        "consequences": [_("Lo que decía y el motivo quedan en la historia del plan.")],
        "form": form,
        "verb": _("Quitar el texto"),
        "danger": True,
        "crumbs": crumbs(version, Link(_("Textos"), reverse("web:plans-texts", args=[version.uid]))),
        "cancel_href": reverse("web:plans-texts", args=[version.uid]),
    }
    return render(request, "web/plans/ask.html", context, status=422 if form.is_bound else 200)


def _write(request: HttpRequest, version: Any, section: Any, form: Any, heading: str) -> HttpResponse:
    back = reverse("web:plans-texts", args=[version.uid])
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        data, place = NarrativeData(told["kind"], told["text"]), told["place"] or 0
        written, _refusals = attempt(
            request,
            lambda: write_section(actor_of(request), version, data, section=section, place=place),
            _("El texto quedó guardado."),
        )
        if written is not None:
            return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "verb": _("Guardar el texto"),
        "crumbs": crumbs(version, Link(_("Textos"), back), Link(heading, "")),
        "cancel_href": back,
    }
    return render(request, "web/plans/form.html", context, status=422 if form.is_bound else 200)


def _title(kind: str) -> str:
    """What a text is called: a usual one, else by the field of the document that it was read from."""
    return str(SECTIONS[kind]) if kind in SECTIONS else called((kind,))
