"""Indicators as they are read: the list of sheets, one of them with its results, and as a file."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.indicators import queries
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge.measured import targets_measured
from rumbo.apps.processes.queries import processes_of
from rumbo.domain.indicators import Change, check_sheet
from rumbo.faces.web.downloading import FORMS, content_file, listing_file
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.indicators.pages import editable, sheet_asked, sheet_tabs, sheet_way, year_asked
from rumbo.faces.web.indicators.printed import SETTLE
from rumbo.faces.web.indicators.showing import (
    facts_of,
    in_unit,
    measurements,
    printed_rows,
    series_rows,
    target_words,
    trend_of,
)
from rumbo.faces.web.indicators.words import STATES, VALUE_CHAIN
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.people.showing import page_of
from rumbo.faces.web.processes.views import uid_asked
from rumbo.faces.web.session import entity_id_of, may, person_of
from rumbo.faces.web.words import period_words
from rumbo.findings import Outcome
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.indicator import KEY, Keeper, draw_indicator
from rumbo.layouts.drawing.listing import INDICATORS, ListedIndicator, ListedResult
from rumbo.papers.document import Document

NAME = 60


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The sheets of the entity, narrowed, fifty a page, each with its last result of the year."""
    narrow, year = _narrow_asked(request), year_asked(request)
    page = page_of(request, queries.sheets_narrowed(entity_id_of(request), narrow))
    rows = list(page)
    results = queries.last_results(rows, year)
    number = page.paginator.count
    context = {
        "page": page,
        "rows": [(row, VALUE_CHAIN.get(row.value_chain, "—"), _last(row, results.get(row.pk))) for row in rows],
        "lead": ngettext("{n} indicador con hoja de vida", "{n} indicadores con hoja de vida", number).format(n=number),
        "narrow": narrow,
        "narrowed": narrow != queries.SheetFilter(),
        "year": year,
        "processes": processes_of(entity_id_of(request)),
        "units": units_of(entity_id_of(request)),
        "kinds": VALUE_CHAIN.items(),
        "states": STATES.items(),
        "may_create": may(request, "indicators.sheet.create"),
        "may_close": may(request, "indicators.results.close"),
        "may_bring": may(request, "intake.file.receive"),
        "forms": FORMS.items(),
        "asked": request.GET.urlencode(),
    }
    return render(request, "web/indicators/list.html", context)


@require_safe
def printed_list(request: HttpRequest, form: str) -> HttpResponse:
    """The sheets of the list, narrowed as the page is, with their last result of the year, as a table or as data."""

    def listed() -> list[ListedIndicator]:
        rows = list(queries.sheets_narrowed(entity_id_of(request), _narrow_asked(request)))
        year = year_asked(request)
        results = queries.last_results(rows, year)
        return [_listed(row, results.get(row.pk), request.build_absolute_uri(_of_year(row, year))) for row in rows]

    return listing_file(request, INDICATORS, listed, form)


@require_safe
def sheet(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One sheet: what it measures, its variables, the results of a year, its checks and its revisions."""
    row, year = sheet_asked(request, uid), year_asked(request)
    used = queries.variables_in(row)
    today, told = timezone.localdate(), queries.printed_sheet(row, used)
    series = [each for each in queries.measured_series(row, used, year) if each.period.first_day <= today]
    checks, before = check_sheet(told), printed_rows(row, queries.printed_of(row))
    context = {
        "row": row,
        "version": row,
        "sheet": told,
        "crumbs": sheet_way(row),
        "tabs": sheet_tabs(row, "web:indicators-sheet"),
        "parts": facts_of(told),
        "target": target_words(told),
        "used": used,
        "series": series_rows(told, series),
        "trend": trend_of(told, series),
        "printed": before,
        "year": year,
        "years": sorted({year, *queries.years_reported(used)}, reverse=True),
        "findings": [finding for result in checks for finding in result.findings],
        "passed": sum(result.outcome is Outcome.PASSED for result in checks),
        "revisions": list(queries.revisions_of(row)),
        "moments": moments_of(history_of(row)),
        "editable": editable(request, row),
        "verbs": _verbs(request, row) | {"settle": any(each.waits for each in before) and may(request, SETTLE, row)},
        "today": today,
        "targets": targets_measured(row.indicator),
        "forms": FORMS,
    }
    return render(request, "web/indicators/sheet.html", context)


@require_safe
def printed(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The sheet with the results of a year in any format, in the language of the reader."""
    row, year = sheet_asked(request, uid), year_asked(request)
    used = queries.variables_in(row)
    series = queries.measured_series(row, used, year)
    changes = tuple(
        Change(str(each.number), each.approved_at.date() if each.approved_at else None, each.change)
        for each in reversed(queries.revisions_of(row))
    )
    told = replace(queries.printed_sheet(row, used), measurements=measurements(series), changes=changes)
    keeper = Keeper(person_of(request).entity.name, str(STATES[row.state]))
    # The files of one state of a sheet are the same bytes: they carry its day and not that of who asks.
    moment = (row.approved_at or datetime(year, 1, 1, tzinfo=UTC)).replace(microsecond=0)
    name = f"{slugify(row.name)[:NAME]}-v{row.number}"

    def draw(manner: Manner) -> Document:
        return issued(request, draw_indicator(told, keeper, moment, manner), manner, row.approved_at, signed=True)

    return content_file(told, KEY, form, name, draw)


def _narrow_asked(request: HttpRequest) -> queries.SheetFilter:
    """What the list is narrowed by; a broken filter filters nothing."""
    asked = request.GET
    return queries.SheetFilter(
        words=asked.get("buscar", "").strip()[:200],
        process_uid=uid_asked(asked.get("proceso", "")),
        unit_uid=uid_asked(asked.get("dependencia", "")),
        value_chain=asked.get("tipo", "") if asked.get("tipo", "") in VALUE_CHAIN else "",
        state=asked.get("estado", "") if asked.get("estado", "") in STATES else "",
    )


def _of_year(row: Any, year: int) -> str:
    """The results of a year with their formula and values."""
    return f"{reverse('web:indicators-sheet', args=[row.uid])}?vigencia={year}"


def _listed(row: Any, found: Any, explained: str) -> ListedIndicator:
    return ListedIndicator(
        code=row.code,
        name=row.name,
        process=row.process.name if row.process else "",
        unit=row.unit.name,
        kind=str(VALUE_CHAIN.get(row.value_chain, "")),
        state=str(STATES[row.state]),
        last_result=ListedResult(" · ".join(filter(None, _last(row, found))), explained if found else ""),
    )


def _last(row: Any, found: Any) -> tuple[str, str]:
    """The last result of a year with its period, in words; empty where there is none."""
    if found is None:
        return "", ""
    return in_unit(found.exact, row), period_words(found.period)


def _verbs(request: HttpRequest, row: Any) -> dict[str, bool]:
    """What a screen offers to do with a revision."""
    return {
        "propose": editable(request, row),
        "approve": row.state == "proposed" and may(request, "indicators.sheet.approve", row),
        "proceed": row.state == "approved" and may(request, "indicators.sheet.continue", row),
        "analyse": may(request, "indicators.sheet.analyse", row),
        "close": row.state == "approved" and may(request, "indicators.result.close", row),
        "link": may(request, "plans.target.measure"),
    }
