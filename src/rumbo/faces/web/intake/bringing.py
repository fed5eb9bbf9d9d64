"""From what was settled to the plan: propose, approve with its act, take back, discard. Each asks before it does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.intake.actions import discard_document, propose_document, reopen_document, resume_document
from rumbo.apps.intake.queries.arriving import refusal_of
from rumbo.apps.intake.queries.brought import plan_brought
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.actions import Act
from rumbo.faces.web.intake.forms import ReasonForm
from rumbo.faces.web.intake.pages import (
    LEFT_IN,
    address,
    crumbs,
    edit_of,
    intake_asked,
    opened,
    refuse_unless_settling,
    shared,
)
from rumbo.faces.web.session import actor_of, attempt
from rumbo.faces.web.versions import ActForm

both = require_http_methods(["GET", "POST"])


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What will be written, or what stands in the way."""
    intake, reading = opened(request, uid)
    refuse_unless_settling(request, intake)
    status = 200
    if request.method == "POST":
        actor, edit = actor_of(request), edit_of(request)
        after, refusals = attempt(request, lambda: propose_document(actor, intake, edit=edit))
        if after is not None and after.state == "proposed":
            messages.success(request, _("El documento quedó propuesto."))
            return redirect("web:intake-approve", intake.uid)
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
        status = 422
    context = shared(request, intake, reading, "web:intake-propose")
    context["obstacles"] = [
        (each, address(intake, LEFT_IN[each.code]) if each.code in LEFT_IN else "") for each in context["left"]
    ]
    context |= {"brought": plan_brought(intake, reading), "failed": refusal_of(intake)}
    return render(request, "web/intake/propose.html", context, status=status)


@require_POST
def resume(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was left in the middle is asked for again."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake, "reading", "proposing")
    edit = edit_of(request)
    attempt(request, lambda: resume_document(actor_of(request), intake, edit=edit), _("Se empezó otra vez."))
    return redirect("web:intake-document", intake.uid)


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The act that adopts what was proposed; a document that only brings reports needs none."""
    intake, reading = opened(request, uid)
    refuse_unless_settling(request, intake, "proposed")
    needs_act = not intake.reports_only and intake.version.state != "approved"
    form = ActForm(request.POST or None) if needs_act else None
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and (form is None or form.is_valid()):
        act = Act(**{name: form.cleaned_data[name] for name in ("kind", "number", "day")}) if form else None
        actor, edit = actor_of(request), edit_of(request)
        done = _("El documento entró completo.")
        _followup, refusals = attempt(request, lambda: approve_intake(actor, intake, act, edit=edit), done)
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
    context = shared(request, intake, reading, "web:intake-approve")
    context |= {"form": form, "brought": plan_brought(intake, reading)}
    return render(request, "web/intake/approve.html", context, status=status)


@both
def reopen(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A proposal is taken back to be corrected."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake, "proposed")
    return _ask(
        request,
        intake,
        lambda reason, edit: reopen_document(actor_of(request), intake, reason=reason, edit=edit),
        _("El documento vuelve a estar en revisión."),
        heading=_("Devolver «{name}» a revisión").format(name=intake.file.name),
        consequences=[_("La versión propuesta queda devuelta y se vuelve a escribir cuando la proponga de nuevo.")],
        verb=_("Devolver a revisión"),
    )


@both
def discard(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A document is put aside."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake, "reading", "settling", "unreadable")
    return _ask(
        request,
        intake,
        lambda reason, edit: discard_document(actor_of(request), intake, reason=reason, edit=edit),
        _("El documento quedó descartado."),
        heading=_("Descartar «{name}»").format(name=intake.file.name),
        consequences=[_("Nada de él entrará al plan. El archivo y lo que se decidió se conservan.")],
        verb=_("Descartar el documento"),
        danger=True,
    )


def _ask(request: HttpRequest, intake: Any, deed: Callable[[str, int], Any], done: str, **page: Any) -> HttpResponse:
    """The page that asks for a reason, and the deed once it was given."""
    form: BaseForm = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, edit = form.cleaned_data["reason"], edit_of(request)
        _after, refusals = attempt(request, lambda: deed(reason, edit), done)
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
    cancel = address(intake, "web:intake-document")
    context = {"form": form, "intake": intake, "crumbs": crumbs(intake), "cancel_href": cancel, **page}
    return render(request, "web/intake/ask.html", context, status=422 if request.method == "POST" else 200)
