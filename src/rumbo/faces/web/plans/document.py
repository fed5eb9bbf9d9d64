"""A version that came as a document of several parts, as that document: what it says, its objectives with their targets
year by year, and its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.followup.bridge import reported_values
from rumbo.apps.measurement.actions import say_basis, say_rule
from rumbo.apps.plans.bridge.institutional import COMPONENT, PROCESS
from rumbo.apps.plans.bridge.printed import content_of, prints
from rumbo.apps.plans.queries import PlacedYears, asks_basis, asks_rule, placed_by_level, placed_elsewhere
from rumbo.domain.annualization import UNSAID, Basis
from rumbo.domain.followup.states import NotReported
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.kit.written import written_day, written_money
from rumbo.faces.web.followup.showing import answer_words
from rumbo.faces.web.intake.documents.counting import RULES
from rumbo.faces.web.plans.pages import crumbs, may, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt, person_of
from rumbo.faces.web.words import ANNUALIZATIONS, periodicity_words
from rumbo.layouts.carried import content_attachment, content_json
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.outlines import draw_outline
from rumbo.papers import writing
from rumbo.papers.writing.csv_file import write_csv_blocks

FORMS = {"xlsx": "Excel", "docx": "Word", "pdf": "PDF", "html": "HTML", "csv": "CSV", "json": "JSON"}
TEXTS = ("legal_basis", "mission", "vision", "measuring", "announced_besides")
NAME = 60


@dataclass(frozen=True, slots=True)
class Level:
    """A level with what its document prints of it, and the targets that stand under it."""

    name: str
    kind: str
    code: str
    printed: list[Fact]
    years: list[int]
    targets: list["Shown"]
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A target as its level shows it: year by year, how it is counted, where else it stands, what was last reported."""

    placement: Any
    years: list[tuple[int, Any]]
    counted: str
    held: str
    elsewhere: list[Any]
    reported: str


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
        "levels": _levels(found),
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
    found = _asked(request, uid)
    said = request.POST.get("basis", "")
    if said in [each.value for each in Basis]:
        actor, plan = actor_of(request), found.plan
        done = _("Quedó dicho para todo el plan; sus metas crecientes ya se miden.")
        attempt(request, lambda: say_basis(actor, plan, Basis(said)), done)
    return redirect("web:plans-document", found.uid)


@require_POST
def rule(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How the targets of the plan are counted whose document does not say it, said once."""
    found = _asked(request, uid)
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
    if form not in FORMS:
        raise Http404
    content, key = content_of(found), found.layout
    manner = Manner("en" if (get_language() or "es").startswith("en") else "es-CO", _)
    # The files of one state of a version are the same bytes: they carry the day of its act, else that of its plan.
    day = found.act_date or datetime(found.plan.first_year or found.plan.fiscal_year or 2000, 1, 1, tzinfo=UTC).date()
    drawn = draw_outline(content, key, person_of(request).entity.name, datetime.combine(day, time(), UTC), manner)
    if form == "json":
        body, kind = content_json(content, key), "application/json"
    elif form == "csv":
        body, kind = write_csv_blocks(drawn.sections[0].blocks), "text/csv; charset=utf-8"
    else:
        carried = (content_attachment(content, key, manner),)
        body, kind = writing.render(drawn, form, carried), writing.MEDIA_TYPES[form]
    answer = HttpResponse(body, content_type=kind)
    name = f"{slugify(found.plan.name)[:NAME]}-v{found.number}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _asked(request: HttpRequest, uid: UUID) -> Any:
    found = version_asked(request, uid)
    if not prints(found):
        raise Http404
    return found


def _texts(content: Any) -> list[tuple[str, str]]:
    """What the document says before its targets."""
    called = {
        "legal_basis": _("Objetivo del plan y normatividad"),
        "mission": _("Misión"),
        "vision": _("Visión"),
        "measuring": _("Qué se mide"),
        "announced_besides": _("Además"),
    }
    return [(called[name], text) for name in TEXTS if (text := getattr(content, name, ""))]


def _levels(found: Any) -> list[Level]:
    """The levels with their targets; what other plans and reports tell of them is asked once for all."""
    elsewhere, reported = placed_elsewhere(found), _reported(found)

    def shown(each: PlacedYears, years: list[int]) -> Shown:
        placed, revision = each.placement, each.placement.revision
        told = [(year, each.years.get(year)) for year in years]
        others = elsewhere.get(revision.target_id, [])
        counted = revision.annualization
        if counted == UNSAID.id:
            counted = found.plan.counting_rule or counted
        words = placed.printed.get("annualization") or str(ANNUALIZATIONS.get(counted, counted))
        return Shown(placed, told, words, _held(revision), others, reported.get(revision.target_id, ""))

    return [_level(node, targets, shown) for node, targets in placed_by_level(found)]


def _held(revision: Any) -> str:
    """How often and between which days a target owes reports, as far as its plan says it."""
    days = [written_day(each) for each in (revision.start, revision.end) if each]
    return ", ".join(text for text in (periodicity_words(revision.periodicity), " – ".join(days)) if text)


def _reported(found: Any) -> dict[int, str]:
    """What was last accepted of each target of the version, in whatever plan it was asked, in words."""
    targets = {each.placement.revision.target_id for _node, below in placed_by_level(found) for each in below}
    last = date(found.plan.last_year or found.plan.fiscal_year or MAXYEAR, 12, 31)
    told = {}
    for each in reported_values(targets, until=last):
        if not isinstance(each.answer, NotReported):
            told[each.target_id] = f"{answer_words(each.answer)} ({written_day(each.last_day)})"
    return told


def _level(node: Any, targets: list[PlacedYears], shown: Callable[[PlacedYears, list[int]], Shown]) -> Level:
    said = node.printed if node else {}
    budget, activities = said.get("budget"), said.get("announced_activities")
    is_component = bool(node and node.kind == COMPONENT)
    printed = [
        Fact(_("Aprobación"), _("Componente sujeto a aprobación") if is_component else ""),
        Fact(_("Medición"), _("No se mide: el plan lo deja fuera") if said.get("measured") is False else ""),
        Fact(_("Presupuesto"), written_money(int(Decimal(budget).scaleb(2))) if budget else ""),
        Fact(_("Actividades que anuncia"), activities or "", _("Solo anunciadas; no son registros.")),
        Fact(_("Indicadores que anuncia"), said.get("announced_indicators", "")),
        Fact(_("Porcentaje que imprime"), said.get("printed_share", ""), _("Como está impreso; no es un peso.")),
    ]
    years = sorted({year for each in targets for year in each.years})
    told = [fact for fact in printed if fact.value]
    name, kind, code = (node.name, node.kind, node.code) if node else (_("Sin nivel"), "", "")
    return Level(name, kind, code, told, years, [shown(each, years) for each in targets], kind == PROCESS)


def _files(found: Any) -> list[Download]:
    """Its files, each of which reads back as this document."""
    return [
        Download(label, reverse("web:plans-printed", args=[found.uid, form]), form.upper())
        for form, label in FORMS.items()
    ]
