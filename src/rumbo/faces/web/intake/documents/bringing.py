"""From what was settled to the records: propose, and approve with the act."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.intake.actions import choose_destination, propose_document
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.queries import CONTINUITY_LEFT
from rumbo.apps.intake.queries.documents import continued_plans, questions_of
from rumbo.apps.measurement.actions import approve_intake
from rumbo.apps.plans.actions import Act
from rumbo.faces.web.intake.documents.pages import LEFT_IN, REGISTERED, opened_parts, shared_parts
from rumbo.faces.web.intake.documents.telling import brought_facts
from rumbo.faces.web.intake.forms import DestinationForm
from rumbo.faces.web.intake.pages import address, edit_of, refuse_unless_settling
from rumbo.faces.web.session import actor_of, attempt
from rumbo.faces.web.versions import ActForm

both = require_http_methods(["GET", "POST"])
Plans = dict[str, Any]


@both
def destination(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Whether the document begins a plan or is the next version of one: on it depends what else is asked.

    A project goes to the bank, a sheet to the indicators: there is no plan to choose."""
    intake, reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake)
    if intake.layout in REGISTERED:
        raise Http404
    form, plans = _destination_form(request, intake, reading)
    if request.method == "POST" and form.is_valid():
        said, actor, edit = form.cleaned_data, actor_of(request), edit_of(request)
        # A new plan has a name, which tells that somebody said so.
        name = said["plan_name"] or getattr(reading.content, "title", "")
        chosen = plans.get(said["destination"])
        done = _("El destino del documento quedó guardado.")
        _after, refusals = attempt(
            request, lambda: choose_destination(actor, intake, plan=chosen, plan_name=name, edit=edit), done
        )
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
    context = shared_parts(request, intake, reading, "web:intake-document") | {"form": form}
    return render(request, "web/intake/destination.html", context, status=422 if request.method == "POST" else 200)


def _destination_form(request: HttpRequest, intake: Any, reading: DocumentReading) -> tuple[DestinationForm, Plans]:
    """What the document may be, and the plans of its kind by their uid."""
    plans = {str(each.uid): each for each in continued_plans(intake)}
    choices = [("new", _("La primera versión de un plan nuevo"))]
    choices += [(uid, _("La versión siguiente de «{plan}»").format(plan=plan.name)) for uid, plan in plans.items()]
    initial = {
        "destination": str(intake.plan.uid) if intake.plan else "new",
        "plan_name": intake.plan_name or getattr(reading.content, "title", ""),
    }
    return DestinationForm(request.POST or None, choices=choices, initial=initial), plans


@both
def propose(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What will be written and where, or what stands in the way."""
    intake, reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake)
    registers = intake.layout in REGISTERED
    # A project goes to the bank, a sheet to the indicators: there is no plan to choose.
    form, plans = (None, {}) if registers else _destination_form(request, intake, reading)
    status = 200
    if request.method == "POST":
        status = 422
        if form is None or form.is_valid():
            actor, edit, said = actor_of(request), edit_of(request), form.cleaned_data if form else {}

            def bring() -> object:
                if not said:
                    return propose_document(actor, intake, edit=edit)
                plan = plans.get(said["destination"])
                kept = choose_destination(actor, intake, plan=plan, plan_name=said["plan_name"], edit=edit)
                return propose_document(actor, kept, edit=kept.edit)

            done = _registered(intake) if registers else _("El documento quedó propuesto.")
            _after, refusals = attempt(request, bring, done)
            if [each.code for each in refusals] == [CONTINUITY_LEFT.code]:
                return redirect("web:intake-continuity", intake.uid)
            if not refusals:
                return redirect("web:intake-document" if registers else "web:intake-part-approve", intake.uid)
            intake.refresh_from_db()
    context = shared_parts(request, intake, reading, "web:intake-part-propose")
    context["obstacles"] = [(each, _where(intake, each.code, context["to_mend"])) for each in context["left"]]
    context |= {"form": form, "brought": brought_facts(reading, questions_of(intake, reading))}
    return render(request, "web/intake/documents/propose.html", context, status=status)


@both
def approve(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The act that adopts what was proposed."""
    intake, reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake, "proposed")
    form = ActForm(request.POST or None) if intake.version.state != "approved" else None
    status = 422 if request.method == "POST" else 200
    if request.method == "POST" and (form is None or form.is_valid()):
        act = Act(**{name: form.cleaned_data[name] for name in ("kind", "number", "day")}) if form else None
        actor, edit = actor_of(request), edit_of(request)
        done = _("El documento entró completo.")
        _after, refusals = attempt(request, lambda: approve_intake(actor, intake, act, edit=edit), done)
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
    context = shared_parts(request, intake, reading, "web:intake-part-approve")
    context |= {"form": form, "brought": brought_facts(reading, questions_of(intake, reading))}
    return render(request, "web/intake/documents/approve.html", context, status=status)


def _registered(intake: Any) -> str:
    """What is said once a document without an act is in."""
    is_project = intake.layout == "project_sheet"
    if intake.layout == "risk_map":
        return _("El mapa quedó en borrador, con sus riesgos.")
    return _("El proyecto quedó registrado.") if is_project else _("Las hojas de vida quedaron en borrador.")


def _where(intake: object, code: str, part: int) -> str:
    """The screen on which an obstacle is taken away; `part` is the one with errors."""
    name = LEFT_IN.get(code, "")
    return address(intake, name, *([part] if name == "web:intake-part" else [])) if name else ""
