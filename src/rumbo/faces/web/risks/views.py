"""Maps of risks as they are read: the list of maps, the risks of a version, its heat map, and what it is."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.intake.queries.risks import reasons_left_out
from rumbo.apps.people.queries import units_of
from rumbo.apps.risks import queries
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.downloading import FORMS
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.intake.documents.risks import LEFT
from rumbo.faces.web.people.showing import page_of
from rumbo.faces.web.processes.views import uid_asked
from rumbo.faces.web.risks.editions import class_words
from rumbo.faces.web.risks.pages import heading_of, version_asked, version_tabs, version_way
from rumbo.faces.web.risks.showing import STANDS, cell_words, heat_maps, rows_of, zones_known
from rumbo.faces.web.session import entity_id_of, may

# What is done with a version itself; what is written into it belongs to the history of each risk.
OWN = ("risks.version.", "risks.map.")


@require_safe
def maps(request: HttpRequest) -> HttpResponse:
    """The maps of the entity, each with its versions."""
    context = {
        "maps": list(queries.maps_of(entity_id_of(request))),
        "may_create": may(request, "risks.map.create"),
    }
    return render(request, "web/risks/list.html", context)


@require_safe
def version(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The risks of a version, fifty a page."""
    found, narrow = version_asked(request, uid), filter_asked(request)
    page = page_of(request, queries.risks_of(found, narrow))
    number = page.paginator.count
    context = {
        **heading_of(request, found),
        **_choices(request, found),
        "crumbs": version_way(found),
        "tabs": version_tabs(found, "web:risks-version"),
        "page": page,
        "rows": rows_of(page, queries.materialized_risks(found)),
        "lead": ngettext("{n} riesgo", "{n} riesgos", number).format(n=number),
        "narrow": narrow,
        "narrowed": narrow != queries.RiskFilter(),
        "cell": cell_words(narrow),
        "zones": zones_known(),
        "stands": STANDS.items(),
    }
    return render(request, "web/risks/version.html", context)


@require_safe
def heat(request: HttpRequest, uid: UUID) -> HttpResponse:
    """How many risks of a version stand in each cell of its maps, without and with their controls."""
    found, narrow = version_asked(request, uid), filter_asked(request)
    counts = queries.map_counts(found, narrow)
    context = {
        **heading_of(request, found),
        **_choices(request, found),
        "crumbs": version_way(found, Link(_("Mapa de calor"), "")),
        "tabs": version_tabs(found, "web:risks-heat"),
        "maps": heat_maps(found, counts, narrow),
        "not_assessed": counts.not_assessed,
        "narrow": narrow,
    }
    return render(request, "web/risks/heat.html", context)


@require_safe
def about(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a version is: its act, what its document announces, its files, and what was done with it."""
    found = version_asked(request, uid)
    told = [
        Fact(_("Mapa"), found.map.name),
        Fact(_("Vigencia"), found.map.fiscal_year or ""),
        Fact(_("Versión del documento"), found.label),
        Fact(_("Acto que la adopta"), f"{found.act_kind} {found.act_number}".strip(), written_day(found.act_date)),
        Fact(_("Rige desde"), written_day(found.in_force_from)),
        Fact(_("Quién registró la aprobación"), found.approved_by),
        Fact(_("Observación de la devolución"), found.return_remark if found.state == "returned" else ""),
    ]
    listed = queries.risks_of(found).count()
    announced = [(row["name"], _counted(row["counts"]), sum(row["counts"].values())) for row in found.announced]
    context = {
        **heading_of(request, found),
        "crumbs": version_way(found, Link(_("Sobre la versión"), "")),
        "tabs": version_tabs(found, "web:risks-about"),
        "facts": [fact for fact in told if fact.value],
        "announced": announced,
        "announced_total": sum(total for _name, _counts, total in announced),
        "listed": listed,
        "left_behind": _left_behind(found),
        "forms": FORMS,
        "moments": moments_of(deed for deed in history_of(found) if not deed.verb or deed.verb.startswith(OWN)),
    }
    return render(request, "web/risks/about.html", context)


def _left_behind(version: Any) -> list[tuple[Any, str]]:
    """The risks that the version before had, each with why it is not in this one where its document was asked."""
    rows = list(queries.left_behind(version))
    reasons = reasons_left_out(version.entity_id, version.uid) if rows else {}
    return [(row, str(LEFT.get(reasons.get(str(row.risk.uid), ""), ""))) for row in rows]


def filter_asked(request: HttpRequest) -> queries.RiskFilter:
    """By what the list is narrowed; what makes no sense narrows nothing."""
    asked = request.GET
    stand = asked.get("mira", "")
    return queries.RiskFilter(
        words=asked.get("buscar", "").strip()[:200],
        process_uid=uid_asked(asked.get("proceso", "")),
        risk_class=asked.get("clase", "")[:40],
        unit_uid=uid_asked(asked.get("dependencia", "")),
        stand=stand if stand in STANDS else queries.RESIDUAL,
        zone=asked.get("zona", "")[:20],
        scale=asked.get("escala", "")[:40],
        probability=_level(asked.get("probabilidad", "")),
        impact=_level(asked.get("impacto", "")),
    )


def _level(text: str) -> int | None:
    return int(text) if text in ("1", "2", "3", "4", "5") else None


def _choices(request: HttpRequest, found: Any) -> dict[str, Any]:
    """What the filters offer."""
    return {
        "processes": queries.processes_with_risks(found),
        "classes": [(code, class_words(code)) for code in queries.risk_classes_of(found)],
        "units": units_of(entity_id_of(request)),
    }


def _counted(counts: dict[str, int]) -> str:
    return "; ".join(f"{class_words(code)}: {number}" for code, number in counts.items())
