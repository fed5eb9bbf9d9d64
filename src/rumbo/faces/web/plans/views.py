"""Plans as they are read: the list, a version with its matrix, what it is, what changed, and one target close by."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.changing.queries import targets_standing, weaker_between
from rumbo.apps.followup.queries import reports_of_target
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge.measured import lacking_sheets, sheet_measuring
from rumbo.apps.plans.queries import (
    TargetFilter,
    life_of_target,
    matrix_rows,
    nodes_of,
    plans_of,
    target_detail,
    version_changes,
    versions_of,
)
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.changing.words import behind, standing_words
from rumbo.faces.web.followup.showing import report_rows
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.plans.advancing import programme_of
from rumbo.faces.web.plans.matrix import matrix_of
from rumbo.faces.web.plans.pages import can_edit, crumbs, placement_asked, target_tabs, version_asked, version_tabs
from rumbo.faces.web.plans.telling import (
    alignment_facts,
    change_row,
    earlier_rows,
    origin_rows,
    target_facts,
    unprogrammed,
)
from rumbo.faces.web.session import actor_of, entity_id_of, may
from rumbo.faces.web.words import CONTINUITIES

PAGE = 50
NAME_SHOWN = 70


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The plans of the entity, each with its versions."""
    found = list(plans_of(entity_id_of(request)))
    context = {"plans": found, "may_create": may(request, "plans.plan.create", None)}
    return render(request, "web/plans/list.html", context)


@require_safe
def version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The matrix of a version, fifty targets a page."""
    found = version_asked(request, uid)
    nodes = list(nodes_of(found))
    narrow = TargetFilter(
        words=request.GET.get("buscar", "").strip()[:200],
        unit_uid=_uid(request.GET.get("dependencia", "")),
        node_uid=_uid(request.GET.get("nivel", "")),
    )
    page = Paginator(matrix_rows(found, narrow), PAGE).get_page(request.GET.get("pagina"))
    editable = can_edit(request, found)
    number = page.paginator.count
    context = {
        "version": found,
        "crumbs": crumbs(found),
        "tabs": version_tabs(found, "web:plans-version", editable=editable),
        "page": page,
        "matrix": matrix_of(found, list(page)),
        "lead": ngettext("{n} meta", "{n} metas", number).format(n=number),
        "narrow": narrow,
        "narrowed": narrow != TargetFilter(),
        "units": units_of(entity_id_of(request)),
        "nodes": [(str(node.uid), "\N{NO-BREAK SPACE}" * 3 * node.depth + _short(node.name)) for node in nodes],
        "editable": editable,
        "verbs": _verbs(request, found),
    }
    return render(request, "web/plans/version.html", context)


@require_safe
def about(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a version is: its act, its file, and what was done with it."""
    found = version_asked(request, uid)
    act = f"{found.act_kind} {found.act_number}".strip()
    told = [
        Fact(_("Plan"), found.plan.name),
        Fact(_("Vigencia"), found.plan.fiscal_year or ""),
        Fact(_("Versión del documento"), found.label),
        Fact(_("Objetivo del documento"), found.objective),
        Fact(_("Acto que la adopta"), act),
        Fact(_("Quién registró la aprobación"), found.approved_by),
        Fact(_("Observación de la devolución"), found.return_remark if found.state == "returned" else ""),
    ]
    context = {
        "version": found,
        "crumbs": crumbs(found, Link(_("Sobre la versión"), "")),
        "tabs": version_tabs(found, "web:plans-about", editable=can_edit(request, found)),
        "facts": [fact for fact in told if fact.value],
        "moments": moments_of(history_of(found)),
        "may_begin_sheets": may(request, "plans.sheets.begin", found) and lacking_sheets([found]),
    }
    return render(request, "web/plans/about.html", context)


@require_safe
def changes(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What changed from an earlier version to this one, told as a change log."""
    found = version_asked(request, uid)
    earlier = [each for each in versions_of(found.plan) if each.number < found.number]
    asked = request.GET.get("desde", "")
    before = next((each for each in earlier if str(each.uid) == asked), earlier[0] if earlier else None)
    log = version_changes(before, found) if before else []
    counted = Counter(str(change.kind) for change in log)
    weaker = weaker_between(before, found, log) if before else {}
    changed = [each for each in log if each.changes or each.kind != "same" or each.pair in weaker]
    tiles = [Fact(str(words), counted[kind]) for kind, (_tone, words) in CONTINUITIES.items() if counted[kind]]
    page = Paginator(changed, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "version": found,
        "crumbs": crumbs(found, Link(_("Qué cambió"), "")),
        "tabs": version_tabs(found, "web:plans-changes", editable=can_edit(request, found)),
        "before": before,
        "earlier": earlier,
        "tiles": [*tiles, *([Fact(_("Acciones en que se promete menos"), len(weaker))] if weaker else [])],
        "page": page,
        "rows": [change_row(each, weaker.get(each.pair, ())) for each in page],
        "unchanged": len(log) - len(changed),
        "requests": behind(found),
    }
    return render(request, "web/plans/changes.html", context)


@require_safe
def target(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One target: everything it promises, where it came from, what became of it and what was done with it."""
    placement = placement_asked(request, uid)
    revision, detail = placement.revision, target_detail(placement)
    standings = targets_standing(placement.entity_id, revision.target_id) if placement.stopped else []
    context = {
        "placement": placement,
        "revision": revision,
        "version": placement.version,
        "crumbs": crumbs(placement.version, Link(_("Acción {number}").format(number=placement.number), "")),
        "tabs": target_tabs(placement, "web:plans-target"),
        "facts": target_facts(placement, detail),
        "unprogrammed": unprogrammed(revision, detail.programme),
        "programme_href": programme_of(request, placement),
        "alignments": alignment_facts(detail.alignments),
        "detail": detail,
        "reports": report_rows(reports_of_target(actor_of(request), revision.target_id)),
        "origin": origin_rows(revision.origin),
        "file": placement.version.source if revision.origin else None,
        "life": [(each, *CONTINUITIES[each.kind]) for each in life_of_target(revision.target_id)],
        "moments": moments_of(history_of(revision)),
        "editable": can_edit(request, placement.version),
        "sheet": sheet_measuring(placement),
        "may_link": may(request, "plans.target.measure", placement.version),
        "may_ask": placement.version.state == "approved" and may(request, "changing.request.ask", placement.version),
        "may_see_loads": may(request, "founding.path.read"),
        "earlier": earlier_rows(revision.target_id) if placement.loaded else [],
        "standings": [standing_words(each) for each in standings],
    }
    return render(request, "web/plans/target.html", context)


def _verbs(request: HttpRequest, found: Any) -> dict[str, bool]:
    """What this person may do with the version as it stands."""
    proposed = found.state == "proposed"
    return {
        "propose": can_edit(request, found) and may(request, "plans.version.propose", found),
        "approve": proposed and may(request, "plans.version.approve", found),
        "give_back": proposed and may(request, "plans.version.return", found),
        "proceed": found.state == "approved" and may(request, "plans.version.continue", found),
    }


def _uid(text: str) -> str:
    """A uid of an address, or nothing: a broken filter filters nothing."""
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _short(name: str) -> str:
    return name if len(name) <= NAME_SHOWN else name[: NAME_SHOWN - 1] + "…"
