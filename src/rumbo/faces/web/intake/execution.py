"""A table that makes no plan, as read by its mapping: its figures, what does not add up, and its files."""

import csv
import io
import json
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.intake.bridge import table_of
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.web.intake.pages import address, intake_asked
from rumbo.findings import sentences_of
from rumbo.layouts.engine.declaration import layout
from rumbo.layouts.engine.table_telling import plain_value, table_as_data, table_as_rows
from rumbo.notation.numbers import print_money
from rumbo.notation.text import clean_text

ROWS_A_PAGE, MOST_FINDINGS = 50, 60
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown(request: HttpRequest, intake: Any, draft: TableDraft, plain: dict[str, Any]) -> HttpResponse:
    """The page of such a document."""
    page = Paginator(draft.rows, ROWS_A_PAGE).get_page(request.GET.get("pagina"))
    fields = list(draft.spoken_fields())
    found = draft.everything_found()
    context = plain | {
        "facts": [
            Fact(_("Clase de documento"), _(layout(draft.recognition.layout).title)),
            Fact(_("Correspondencia"), draft.recognition.title),
            Fact(_("Vigencia"), draft.fiscal_year or _("No la dice")),
            Fact(_("Filas leídas"), len(draft.rows)),
            Fact(_("Filas de totales"), len(draft.totals)),
        ],
        "headers": [draft.header(name) for name in fields],
        "page_obj": page,
        "rows": [_row(row, fields) for row in page.object_list],
        "totals": [_row(row, fields) for row in draft.totals],
        "findings": found[:MOST_FINDINGS],
        "more": max(0, len(found) - MOST_FINDINGS),
        "checks": [(result, _(sentences_of(result.code).title)) for result in draft.checks],
        "exports": [_export(intake, "csv"), _export(intake, "json")],
    }
    return render(request, "web/intake/execution.html", context)


@require_safe
def execution_file(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """What was read, as csv or json."""
    draft = table_of(intake_asked(request, uid))
    if draft is None or form not in ("csv", "json"):
        raise Http404
    written = _csv(draft) if form == "csv" else json.dumps(table_as_data(draft, _), ensure_ascii=False, indent=1)
    answer = HttpResponse(written, content_type=f"{'text/csv' if form == 'csv' else 'application/json'}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="tabla-leida.{form}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _csv(draft: TableDraft) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
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
