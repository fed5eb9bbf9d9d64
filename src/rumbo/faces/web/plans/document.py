"""A version that came as a document of several parts, as that document: what it says, its objectives with their targets
year by year, and its files."""

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.measurement.actions import say_basis, say_rule
from rumbo.apps.plans.bridge.printed import content_of, prints
from rumbo.apps.plans.queries import asks_basis, asks_rule
from rumbo.domain.annualization import UNSAID, Basis
from rumbo.faces.kit.pieces import Download
from rumbo.faces.web.downloading import FORMS, content_file
from rumbo.faces.web.intake.documents.counting import RULES
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.plans.pages import crumbs, version_asked, version_tabs
from rumbo.faces.web.plans.printed_parts import printed_parts
from rumbo.faces.web.session import actor_of, attempt, may, person_of
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.outlines import draw_outline
from rumbo.papers.document import Document

TEXTS = ("legal_basis", "mission", "vision", "measuring", "announced_besides")
NAME = 60


@require_safe
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the document says, and each objective with its targets."""
    found = _asked(request, uid)
    content = content_of(found)
    context = {
        "version": found,
        "crumbs": crumbs(found),
        "tabs": version_tabs(found, "web:plans-document"),
        "texts": _texts(content),
        "parts": printed_parts(found, content),
        "asks_basis": asks_basis(found),
        "asks_rule": asks_rule(found),
        "rules": [(key, words) for key, words in RULES.items() if key != UNSAID.id],
        "may_say": may(request, "plans.basis.say", found.plan),
        "files": _files(found),
    }
    return render(request, "web/plans/document.html", context)


@require_POST
def basis(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How the growing programmes of the plan are written, said once."""
    found = _to_say(request, uid, "plans.basis.say")
    said = request.POST.get("basis", "")
    if said in [each.value for each in Basis]:
        actor, plan = actor_of(request), found.plan
        done = _("Quedó dicho para todo el plan; sus metas crecientes ya se miden.")
        attempt(request, lambda: say_basis(actor, plan, Basis(said)), done)
    return redirect("web:plans-document", found.uid)


@require_POST
def rule(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How the targets of the plan are counted whose document does not say it, said once."""
    found = _to_say(request, uid, "plans.rule.say")
    said = request.POST.get("rule", "")
    if said in RULES and said != UNSAID.id:
        actor, plan = actor_of(request), found.plan
        done = _("Quedó dicho para todo el plan; sus indicadores ya se miden.")
        attempt(request, lambda: say_rule(actor, plan, said), done)
    return redirect("web:plans-document", found.uid)


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The version in its own layout, which reads back as the same document."""
    found = _asked(request, uid)
    content, key, entity = content_of(found), found.layout, person_of(request).entity.name
    # The files of one state of a version are the same bytes: they carry the day of its act, else that of its plan.
    day = found.act_date or datetime(found.plan.first_year or found.plan.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    moment, name = datetime.combine(day, time(), UTC), f"{slugify(found.plan.name)[:NAME]}-v{found.number}"

    def draw(manner: Manner) -> Document:
        return issued(
            request, draw_outline(content, key, entity, moment, manner), manner, found.approved_at, signed=True
        )

    return content_file(content, key, form, name, draw)


def _asked(request: HttpRequest, uid: UUID) -> Any:
    found = version_asked(request, uid)
    if not prints(found):
        raise Http404
    return found


def _to_say(request: HttpRequest, uid: UUID, verb: str) -> Any:
    found = _asked(request, uid)
    if not may(request, verb, found.plan):
        raise Http404
    return found


def _texts(content: Any) -> list[tuple[str, str]]:
    """What the document says before its targets."""
    called = {
        "legal_basis": _("Objetivo del plan y normatividad"),
        "mission": _("Misión"),
        "vision": _("Visión"),
        "measuring": _("Qué se mide"),
        "announced_besides": _("Qué más anuncia"),
    }
    return [(called[name], text) for name in TEXTS if (text := getattr(content, name, ""))]


def _files(found: Any) -> list[Download]:
    """Its files, each of which reads back as this document."""
    return [
        Download(label, reverse("web:plans-printed", args=[found.uid, form]), form.upper())
        for form, label in FORMS.items()
    ]
