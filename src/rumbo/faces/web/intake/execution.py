"""A table that makes no plan, as read by its mapping: its figures, what does not add up, its cells mended, and the
executions of the budget that it becomes."""

import csv
import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.budget.queries import names_of, versions_by_uid
from rumbo.apps.intake.actions import correct_cells
from rumbo.apps.intake.actions.record_tables import Chosen, record_tables
from rumbo.apps.intake.bridge import TableReading, is_table, table_reading_of
from rumbo.apps.intake.queries import outcomes_of
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow
from rumbo.faces.kit.pieces import Download, Fact, Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.intake.pages import address, crumbs, edit_of, intake_asked, refuse_unless_settling
from rumbo.faces.web.session import actor_of, attempt, entity_id_of
from rumbo.findings import sentences_of
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.table_telling import SCHEMA, plain_value, table_as_data, table_as_rows
from rumbo.notation.dates import parse_date
from rumbo.notation.numbers import print_money
from rumbo.notation.text import clean_text

ROWS_A_PAGE, MOST_FINDINGS = 50, 60
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown(request: HttpRequest, intake: Any, plain: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page of such a document: one of its tables, and the form that records them."""
    reading = _reading(intake)
    drafts = reading.drafts
    at = _at(request.GET.get("tabla", ""), len(drafts))
    draft = drafts[at]
    page = Paginator(draft.rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    fields = list(draft.spoken_fields())
    found = [each for each in draft.everything_found() if reading.decision_on(each) is None]
    context = plain | {
        "facts": _facts(draft),
        "tabs": [Link(_table_words(each), f"?tabla={n}", n == at + 1) for n, each in enumerate(drafts, 1)],
        "headers": [draft.header(name) for name in fields],
        "page_obj": page,
        "rows": [_row(row, fields) for row in page.object_list],
        "totals": [_row(row, fields) for row in draft.totals],
        "findings": found[:MOST_FINDINGS],
        "more": max(0, len(found) - MOST_FINDINGS),
        "checks": [(result, _(sentences_of(result.code).title)) for result in draft.checks],
        "exports": [_export(intake, "csv"), _export(intake, "json")],
        "table": at + 1,
        "records": is_table(intake),
        "offered": [_offered(request, number, each) for number, each in enumerate(drafts)],
        "names": names_of(entity_id_of(request)),
        "recorded": _recorded(request, intake),
        "left_out": [each.part for each in reading.document.tables if each.part not in {d.block.part for d in drafts}],
    }
    return render(request, "web/intake/execution.html", context, status=status)


def _reading(intake: Any) -> TableReading:
    reading = table_reading_of(intake)
    if reading is None:
        raise Http404
    return reading


def _at(text: str, tables: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 1
    return min(max(number, 1), tables) - 1


def _table_words(draft: TableDraft) -> str:
    part = draft.block.part or _("Tabla")
    return _("{part}, fila {row}").format(part=part, row=draft.block.header_row)


def _facts(draft: TableDraft) -> list[Fact]:
    return [
        Fact(_("Clase de documento"), _(layout(draft.recognition.layout).title)),
        Fact(_("Correspondencia"), draft.recognition.title if draft.recognition.mapping else _("La de Rumbo")),
        Fact(_("Vigencia"), draft.fiscal_year or _("No la dice")),
        Fact(_("Fecha de corte"), written_day(draft.cut_off) or _("No la dice")),
        Fact(_("Filas leídas"), len(draft.rows)),
        Fact(_("Filas de totales"), len(draft.totals)),
    ]


def _offered(request: HttpRequest, number: int, draft: TableDraft) -> dict[str, Any]:
    """A table in the form that records: what was said, or what it seems to be."""
    said = request.POST if "tables" in request.POST else None
    chosen = said is None or str(number) in said.getlist("table")
    usual = _("Ejecución presupuestal")
    day = draft.cut_off.isoformat() if draft.cut_off else ""
    return {
        "number": number,
        "words": _("{table}: {n} filas").format(table=_table_words(draft), n=len(draft.rows)),
        "chosen": chosen,
        "name": said.get(f"name{number}", "") if said is not None else usual,
        "cut_off": said.get(f"cut{number}", "") if said is not None else day,
        "reason": said.get(f"reason{number}", "") if said is not None else "",
        "wrong": said is not None and chosen and not _day(said.get(f"cut{number}", "")),
    }


def _recorded(request: HttpRequest, intake: Any) -> list[Any]:
    uids = [each.record_uid for each in outcomes_of(intake) if each.kind == "execution"]
    return list(versions_by_uid(entity_id_of(request), uids)) if uids else []


@require_http_methods(["POST"])
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Records the tables that were chosen, each with its name and its day of cut."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake)
    chosen, missing = list[Chosen](), False
    for text in request.POST.getlist("table"):
        day = _day(request.POST.get(f"cut{text}", ""))
        missing = missing or day is None
        if day and text.isascii() and text.isdecimal() and len(text) < 4:
            name, reason = (request.POST.get(f"{field}{text}", "").strip() for field in ("name", "reason"))
            chosen.append(Chosen(int(text), clean_text(name), day, clean_text(reason)))
    if not missing:
        actor, edit = actor_of(request), edit_of(request)
        done = _("La ejecución quedó guardada con su fecha de corte.")
        versions, refusals = attempt(request, lambda: record_tables(actor, intake, chosen, edit=edit), done)
        if versions and not refusals:
            return redirect("web:budget-execution", versions[0].uid)
        intake.refresh_from_db()
    plain = {"intake": intake, "crumbs": crumbs(intake), "state": "read", "decides": True, "may_discard": True}
    return shown(request, intake, plain, status=422)


def _day(text: str) -> date | None:
    return parse_date(text.strip())


@require_http_methods(["GET", "POST"])
def table_row(request: HttpRequest, uid: UUID, table: int, number: int) -> HttpResponse:
    """A row of a table: what each of its cells says, and what it should say."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake)
    if not is_table(intake):
        raise Http404
    reading = _reading(intake)
    draft = reading.drafts[_at(str(table), len(reading.drafts))]
    part = draft.block.part
    if (part, number) not in reading.line_at:
        raise Http404
    columns = [each for each in draft.block.columns if each.field]
    back = f"{address(intake, 'web:intake-document')}?tabla={table}"
    if request.method == "POST":
        texts = {(part, number, each.column): request.POST.get(f"c{each.column}", "") for each in columns}
        actor, edit = actor_of(request), edit_of(request)
        done = _("La fila {row} quedó corregida.").format(row=number)
        _kept, refusals = attempt(request, lambda: correct_cells(actor, intake, texts, edit=edit), done)
        if not refusals:
            return redirect(back)
        intake.refresh_from_db()
    cells = [
        (
            each.column,
            draft.header(each.field),
            request.POST.get(f"c{each.column}") or reading.text_at((part, number, each.column)),
            [found for found in draft.everything_found() if found.where == draft.where(number, each.field)],
        )
        for each in columns
    ]
    context = {
        "intake": intake,
        "number": number,
        "cells": cells,
        "back": back,
        "crumbs": [*crumbs(intake)[:-1], Link(intake.file.name, back), Link(_("Fila {row}").format(row=number), "")],
    }
    return render(request, "web/intake/table_row.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def execution_file(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """What was read, every table of it, as csv or json."""
    reading = table_reading_of(intake_asked(request, uid))
    if reading is None or form not in ("csv", "json"):
        raise Http404
    written = _csv(reading.drafts) if form == "csv" else _json(reading.drafts)
    answer = HttpResponse(written, content_type=f"{'text/csv' if form == 'csv' else 'application/json'}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tabla-leida.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _json(drafts: Sequence[TableDraft]) -> str:
    told = {"schema": SCHEMA, "tables": [table_as_data(draft, _) for draft in drafts]}
    return json.dumps(told, ensure_ascii=False, indent=1)


def _csv(drafts: Sequence[TableDraft]) -> str:
    """The tables one below the other, each under its name where there are several."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    for number, draft in enumerate(drafts):
        if len(drafts) > 1:
            writer.writerows([*([[]] if number else []), [_harmless(_table_words(draft))]])
        for row in table_as_rows(draft):
            writer.writerow([_harmless(text) for text in row])
    return "\ufeff" + file.getvalue()


def _harmless(text: str) -> str:
    """A text that no spreadsheet runs; a negative figure is none."""
    figure = text[1:].replace(".", "", 1).isdecimal()
    return f"'{text}" if text.startswith(FORMULA) and not figure else clean_text(text)


def _row(row: TableRow, fields: list[str]) -> tuple[int, list[tuple[str, bool]]]:
    values = [row.values.get(name) for name in fields]
    return row.row, [
        (print_money(value.centavos), True) if isinstance(value, Money) else (_plain(value), False) for value in values
    ]


def _plain(value: Any) -> str:
    return "" if value is None else plain_value(value).replace(".", ",") if not isinstance(value, str) else value


def _export(intake: Any, form: str) -> Download:
    href = address(intake, "web:intake-execution-file", form)
    return Download(_("La tabla como se leyó"), href, form.upper())
