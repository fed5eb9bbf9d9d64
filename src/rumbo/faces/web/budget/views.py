"""Executions of the budget: the list, and one with its lines, its totals and what was checked."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.budget import queries
from rumbo.apps.budget.access import may_keep
from rumbo.apps.budget.queries import ExecutionFilter, LineFilter
from rumbo.apps.measurement.queries import spending_of
from rumbo.domain.measurement.ratios import Spent
from rumbo.faces.kit.pieces import Download, Fact, Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.budget.pages import columns_shown, cut_words, rows_of, totals_of, version_asked, way
from rumbo.faces.web.budget.spending import ratio_address, ratio_facts
from rumbo.faces.web.session import actor_of, entity_id_of
from rumbo.findings import sentences_of

LISTED, LINES, MOST_FINDINGS = 25, 50, 100
FORMS = ("xlsx", "csv", "pdf", "docx", "html", "json")


@require_safe
def executions(request: HttpRequest) -> HttpResponse:
    """Every execution, the latest cut first."""
    words, year = request.GET.get("q", "").strip(), request.GET.get("vigencia", "")
    narrow = ExecutionFilter(words, int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None)
    found = queries.executions_of(entity_id_of(request), narrow)
    context = {
        "page_obj": Paginator(found, LISTED).get_page(request.GET.get("pagina")),
        "narrow": narrow,
        "narrowed": bool(words or narrow.fiscal_year),
        "years": queries.fiscal_years_of(entity_id_of(request)),
        "may_keep": may_keep(actor_of(request)),
        "crumbs": [Link(_("Inicio"), reverse("web:home")), Link(_("Presupuesto"), "")],
    }
    return render(request, "web/budget/list.html", context)


@require_safe
def execution(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One version: its lines, narrowed and page by page, and its totals as printed and as computed."""
    version = version_asked(request, uid)
    narrow, deepest = _narrow(request), queries.deepest_of(version)
    found = queries.lines_of(version, narrow)
    page = Paginator(found, LINES).get_page(request.GET.get("pagina"))
    columns = columns_shown(version)
    context = {
        "version": version,
        "title": cut_words(version),
        "crumbs": way(version),
        "facts": _facts(version),
        "headers": columns,
        "rows": rows_of(page.object_list, columns),
        "page_obj": page,
        "narrow": narrow,
        "narrowed": narrow != LineFilter(),
        "ratios": _ratios(version),
        "sums": totals_of(version, dict(queries.sums_of(found))),
        "units": queries.choices_of(version, "unit"),
        "funds": queries.choices_of(version, "fund"),
        "depths": list(range(1, deepest + 2)) if deepest else [],
        "depth": narrow.depth + 1 if narrow.depth is not None else 0,
        "versions": queries.versions_of(version),
        "files": [_download(uid, each) for each in FORMS],
        "may_keep": may_keep(actor_of(request)),
        "withdrawal": getattr(version, "withdrawal", None),
    }
    return render(request, "web/budget/execution.html", context)


@require_safe
def checks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What must add up in an execution, asked again of what is kept."""
    version = version_asked(request, uid)
    draft = queries.draft_of_version(version)
    found = draft.everything_found()
    context = {
        "version": version,
        "crumbs": way(version, Link(_("Revisiones"), "")),
        "checks": [(result, _(sentences_of(result.code).title)) for result in draft.checks],
        "findings": found[:MOST_FINDINGS],
        "more": max(0, len(found) - MOST_FINDINGS),
    }
    return render(request, "web/budget/checks.html", context)


def _ratios(version: Any) -> list[Any]:
    """The percentages of the whole execution, each leading to how it came about."""
    spending = spending_of(version)
    ratios = [spending.ratio(which) for which in Spent] if spending else []
    return ratio_facts(ratios, lambda which: ratio_address(version.uid, which))


def _download(uid: UUID, form: str) -> Download:
    return Download(_("La ejecución"), reverse("web:budget-file", args=[uid, form]), form.upper())


def _narrow(request: HttpRequest) -> LineFilter:
    said = request.GET
    depth = said.get("nivel", "")
    return LineFilter(
        words=said.get("q", "").strip(),
        unit=said.get("dependencia", ""),
        fund=said.get("fuente", ""),
        depth=int(depth) - 1 if depth.isascii() and depth.isdecimal() and 0 < int(depth[:3]) < 100 else None,
    )


def _facts(version: Any) -> list[Fact]:
    execution = version.execution
    told = [
        Fact(_("Fecha de corte"), written_day(execution.cut_off)),
        Fact(_("Vigencia"), execution.fiscal_year),
        Fact(_("Versión"), version.number, version.reason),
        Fact(_("Guardada"), written_day(version.recorded_at), version.recorded_by),
        Fact(_("Huella de su contenido"), version.digest[:16]),
    ]
    if version.file:
        place = _("Hoja «{part}»").format(part=version.part) if version.part else ""
        told.append(Fact(_("Archivo del que salió"), version.file.name, place))
    return told
