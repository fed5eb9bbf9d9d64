"""The bank flow: registered, sent to review, returned or viable, in force, closed. Each asks before it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.projects import actions
from rumbo.apps.projects.access import may
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.projects.forms import BankActForm, ClosingForm, RegistrationForm, ReturnForm
from rumbo.faces.web.projects.pages import crumbs, sheet_address, version_asked
from rumbo.faces.web.projects.words import SECTIONS
from rumbo.faces.web.session import actor_of

FIELD_OF = {"projects.day_ahead": "day", "versions.return_without_remark": "general"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of the bank: its address, its verb, the states in which it can be taken, and its words."""

    slug: str
    verb: str
    states: tuple[str, ...]
    label: Promise
    heading: Promise
    done: Promise
    consequences: tuple[Promise, ...]
    main: bool = True
    danger: bool = False


DECISIONS: dict[str, Decision] = {
    each.slug: each
    for each in (
        Decision(
            "registrar",
            "projects.bank.enter",
            ("draft",),
            __("Registrar en el banco"),
            __("Registrar el proyecto en el banco"),
            __("El proyecto quedó registrado en el banco."),
            (
                __("Queda en el banco con su fecha; todavía puede cambiarse."),
                __("Una meta sin cantidad puede registrarse, pero no podrá declararse viable."),
            ),
        ),
        Decision(
            "enviar-a-revision",
            "projects.bank.send",
            ("registered", "returned"),
            __("Enviar a revisión"),
            __("Enviar el proyecto a revisión"),
            __("El proyecto quedó en revisión."),
            (__("Mientras esté en revisión nadie puede cambiarlo."),),
        ),
        Decision(
            "devolver",
            "projects.bank.return",
            ("in_review",),
            __("Devolver"),
            __("Devolver el proyecto"),
            __("El proyecto quedó devuelto con sus observaciones."),
            (__("La dependencia verá cada observación en su sección y podrá volver a enviarlo."),),
            main=False,
        ),
        Decision(
            "declarar-viable",
            "projects.bank.declare_viable",
            ("in_review",),
            __("Declarar viable"),
            __("Declarar viable el proyecto"),
            __("El proyecto es viable y nada de él puede cambiar."),
            (
                __("Desde ahora nada de esta versión puede cambiar; los cambios se hacen en una versión nueva."),
                __("Si otra versión regía, queda reemplazada y se conserva."),
            ),
        ),
        Decision(
            "poner-en-ejecucion",
            "projects.bank.put_in_force",
            ("viable",),
            __("Poner en ejecución"),
            __("Poner en ejecución el proyecto"),
            __("El proyecto está en ejecución."),
            (__("Empieza a contar con el acto que lo incorpora al plan o al presupuesto."),),
        ),
        Decision(
            "cerrar",
            "projects.bank.close",
            ("in_force",),
            __("Cerrar el proyecto"),
            __("Cerrar el proyecto"),
            __("El proyecto quedó cerrado."),
            (__("El cierre no se deshace."),),
            main=False,
            danger=True,
        ),
        Decision(
            "version-nueva",
            "projects.version.continue",
            ("viable", "in_force", "closed"),
            __("Empezar una versión nueva"),
            __("Empezar una versión nueva del proyecto"),
            __("Empezó la versión nueva. Cambie lo que haga falta y regístrela."),
            (
                __("Se copia todo lo que dice esta versión."),
                __("Esta versión sigue valiendo hasta que la nueva sea viable."),
            ),
            main=False,
        ),
    )
}


def verbs_of(request: HttpRequest, version: Any) -> list[tuple[Decision, str]]:
    """What this person may decide on a version as it stands, each with its address."""
    actor = actor_of(request)
    return [
        (each, reverse("web:projects-decide", args=[version.uid, each.slug]))
        for each in DECISIONS.values()
        if version.state in each.states and may(actor, each.verb, version)
    ]


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """The page that asks, and the deed once it was confirmed."""
    version, decision = version_asked(request, uid), DECISIONS.get(slug)
    if decision is None or not may(actor_of(request), decision.verb, version):
        raise Http404
    if version.state not in decision.states:
        messages.info(request, _("El proyecto ya no está en el estado en que eso se decide."))
        return redirect("web:projects-sheet", version.uid)
    form = _form(request, slug)
    after = [version]

    def act() -> None:
        after[0] = _DEEDS[slug](actor_of(request), version, form)

    sent = request.method == "POST"
    if sent and form.is_valid() and carried_out(request, form, act, str(decision.done), FIELD_OF):
        return redirect("web:projects-sheet", after[0].uid)
    context = {
        "heading": decision.heading,
        "over": version.name,
        "form": form,
        "consequences": decision.consequences,
        "verb": decision.label,
        "danger": decision.danger,
        "cancel_href": sheet_address(version),
        "crumbs": crumbs(version, Link(str(decision.label), "")),
    }
    return render(request, "web/people/form.html", context, status=422 if sent else 200)


def _form(request: HttpRequest, slug: str) -> forms.Form:
    data, today = request.POST if request.method == "POST" else None, timezone.localdate()
    match slug:
        case "registrar":
            return RegistrationForm(data, initial={"day": today})
        case "devolver":
            return ReturnForm(data, sections=SECTIONS.items())
        case "declarar-viable" | "poner-en-ejecucion":
            return BankActForm(data, today=today)
        case "cerrar":
            return ClosingForm(data, today=today)
    return forms.Form(data)


def _act(form: forms.Form) -> actions.BankAct:
    told = form.cleaned_data
    return actions.BankAct(told["act_kind"], told["act_number"], told["signatory"], told["post"], told["day"])


def _returned(actor: Any, version: Any, form: Any) -> Any:
    remarks = form.told()
    reason = "; ".join(remarks.values())
    return actions.return_project(actor, version, remarks, reason=reason)


_DEEDS: dict[str, Callable[[Any, Any, forms.Form], Any]] = {
    "registrar": lambda actor, version, form: actions.enter_bank(actor, version, day=form.cleaned_data["day"]),
    "enviar-a-revision": lambda actor, version, form: actions.send_to_review(actor, version),
    "devolver": _returned,
    "declarar-viable": lambda actor, version, form: actions.declare_viable(actor, version, _act(form)),
    "poner-en-ejecucion": lambda actor, version, form: actions.put_in_force(actor, version, _act(form)),
    "cerrar": lambda actor, version, form: actions.close_project(
        actor, version, _act(form), reason=form.cleaned_data["reason"]
    ),
    "version-nueva": lambda actor, version, form: actions.continue_version(actor, version),
}
