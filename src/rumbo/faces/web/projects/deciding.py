"""The bank flow: registered, sent to review, returned or viable, in force, closed. Each asks before it does."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_http_methods

from rumbo.apps.projects import actions
from rumbo.apps.projects.bridge import LIVE
from rumbo.apps.projects.queries import sheet
from rumbo.domain.project.bank import BankState
from rumbo.domain.project.checks import against_viability
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.deciding import Decided, Decision, decide
from rumbo.faces.web.projects.checking import anchor_of, translated
from rumbo.faces.web.projects.forms import BankActForm, ClosingForm, RegistrationForm, ReturnForm
from rumbo.faces.web.projects.pages import crumbs, sheet_address, version_asked
from rumbo.faces.web.projects.words import SECTIONS, SLUGS
from rumbo.faces.web.session import found_or_404
from rumbo.findings import Finding

PROJECT = Decided(
    name=lambda version: version.name,
    address=sheet_address,
    way=crumbs,
    too_late=dict.fromkeys(BankState, __("El proyecto ya no está en el estado en que eso se decide.")),
    over=lambda version: version.name,
    fields={
        "projects.day_ahead": "day",
        "projects.act_unfit": "day",
        "versions.return_without_remark": "general",
    },
)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _registration(request: HttpRequest) -> forms.Form:
    return RegistrationForm(_sent(request), initial={"day": timezone.localdate()})


def _bank_act(request: HttpRequest) -> forms.Form:
    return BankActForm(_sent(request), today=timezone.localdate())


def _closing(request: HttpRequest) -> forms.Form:
    return ClosingForm(_sent(request), today=timezone.localdate())


def _return(request: HttpRequest) -> forms.Form:
    return ReturnForm(_sent(request), sections=SECTIONS.items())


def _act(form: forms.Form) -> actions.BankAct:
    told = form.cleaned_data
    return actions.BankAct(told["act_kind"], told["act_number"], told["signatory"], told["post"], told["day"])


def _returned(actor: Any, version: Any, form: Any) -> Any:
    remarks = form.told()
    return actions.return_project(actor, version, remarks, reason="; ".join(remarks.values()))


def _closed(actor: Any, version: Any, form: Any) -> Any:
    return actions.close_project(actor, version, _act(form), reason=form.cleaned_data["reason"])


# By the last part of their address.
DECISIONS: dict[str, Decision] = {
    "registrar": Decision(
        "projects.bank.enter",
        ("draft",),
        __("Registrar en el banco"),
        __("Registrar el proyecto en el banco"),
        __("El proyecto quedó registrado en el banco."),
        lambda actor, version, form: actions.enter_bank(actor, version, day=form.cleaned_data["day"]),
        (
            __("Queda en el banco con su fecha; todavía puede cambiarse."),
            __("Una meta sin cantidad puede registrarse, pero no podrá declararse viable."),
        ),
        _registration,
    ),
    "enviar-a-revision": Decision(
        "projects.bank.send",
        ("registered", "returned"),
        __("Enviar a revisión"),
        __("Enviar el proyecto a revisión"),
        __("El proyecto quedó en revisión."),
        lambda actor, version, form: actions.send_to_review(actor, version),
        (__("Mientras esté en revisión nadie puede cambiarlo."),),
    ),
    "devolver": Decision(
        "projects.bank.return",
        ("in_review",),
        __("Devolver"),
        __("Devolver el proyecto"),
        __("El proyecto quedó devuelto con sus observaciones."),
        _returned,
        (__("La dependencia verá cada observación en su sección y podrá volver a enviarlo."),),
        _return,
        main=False,
    ),
    "declarar-viable": Decision(
        "projects.bank.declare_viable",
        ("in_review",),
        __("Declarar viable"),
        __("Declarar viable el proyecto"),
        __("El proyecto es viable y nada de él puede cambiar."),
        lambda actor, version, form: actions.declare_viable(actor, version, _act(form)),
        (
            __("Desde ahora nada de esta versión puede cambiar; los cambios se hacen en una versión nueva."),
            __("Si otra versión regía, queda reemplazada y se conserva."),
        ),
        _bank_act,
    ),
    "poner-en-ejecucion": Decision(
        "projects.bank.put_in_force",
        ("viable",),
        __("Poner en ejecución"),
        __("Poner en ejecución el proyecto"),
        __("El proyecto está en ejecución."),
        lambda actor, version, form: actions.put_in_force(actor, version, _act(form)),
        (__("Empieza a contar con el acto que lo incorpora al plan o al presupuesto."),),
        _bank_act,
    ),
    "cerrar": Decision(
        "projects.bank.close",
        ("in_force",),
        __("Cerrar el proyecto"),
        __("Cerrar el proyecto"),
        __("El proyecto quedó cerrado."),
        _closed,
        (__("El cierre no se deshace."),),
        _closing,
        main=False,
        danger=True,
    ),
    "version-nueva": Decision(
        "projects.version.continue",
        ("viable", "in_force", "closed"),
        __("Empezar una versión nueva"),
        __("Empezar una versión nueva del proyecto"),
        __("Empezó la versión nueva. Cambie lo que haga falta y regístrela."),
        lambda actor, version, form: actions.continue_version(actor, version),
        (
            __("Se copia todo lo que dice esta versión."),
            __("Esta versión sigue valiendo hasta que la nueva sea viable."),
        ),
        main=False,
    ),
}


def verbs_of(request: HttpRequest, version: Any) -> list[tuple[Decision, str]]:
    """What this person may decide on a version as it stands, each with its address."""
    return [
        (decision, reverse("web:projects-decide", args=[version.uid, slug]))
        for slug, decision in DECISIONS.items()
        if decision.offered(request, version)
    ]


@require_http_methods(["GET", "POST"])
def decide_on_project(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """The decision of an address, asked and taken; while something stands against viability, what it is and where."""
    version, decision = version_asked(request, uid), found_or_404(DECISIONS.get(slug))
    judged = decision is DECISIONS["declarar-viable"] and decision.offered(request, version)
    if judged and (found := against_viability(sheet(version), LIVE)):
        context = {
            "version": version,
            "found": [(translated(each), *_section(each)) for each in found],
            "give_back": DECISIONS["devolver"].offered(request, version),
            "crumbs": crumbs(version, Link(str(decision.label), "")),
        }
        return render(request, "web/projects/obstacles.html", context, status=422 if request.method == "POST" else 200)
    return decide(request, version, decision, PROJECT)


def _section(finding: Finding) -> tuple[str, str]:
    """Where a finding is mended: the anchor of its section and what that is called."""
    anchor = anchor_of(finding)
    return anchor, next((str(SECTIONS[key]) for key, slug in SLUGS.items() if slug == anchor), "")
