"""The workbook of a unit and a period: taken away, brought back, compared row by row, and accepted or not."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.evidence.actions import store_file
from rumbo.apps.evidence.queries import bytes_of, stored_file_by_uid
from rumbo.apps.followup.actions.apply_workbook import Applied, apply_workbook
from rumbo.apps.followup.queries.workbook import Book, RowResult, book_of, compared, period_by_uid
from rumbo.apps.people.queries import unit_by_uid
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.followup.book_words import contributed_rows, identity_of, results_shown, rows_of
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of, worded
from rumbo.faces.web.words import period_words
from rumbo.findings import Finding
from rumbo.layouts.drawing import SPANISH
from rumbo.layouts.unit_workbook.drawing import draw_workbook
from rumbo.layouts.unit_workbook.reading import ReadBook, identity_refusal, read_workbook
from rumbo.papers import writing
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_bytes

TOLD = "workbook_told"
OUTCOMES = {
    "refused": ("stopped", __("Rechazada")),
    "changed": ("waiting", __("Cambiará")),
    "unchanged": ("neutral", __("Sin cambios")),
    "saved": ("draft", __("Guardada como borrador")),
    "submitted": ("done", __("Enviada")),
}


class UploadForm(forms.Form):
    """The workbook that comes back."""

    file = SentFile(label=__("Libro lleno"), how=__("Quite las imágenes que tenga."))


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, unit: UUID, period: UUID) -> HttpResponse:
    """Where the workbook is taken and brought back."""
    book = _book(request, unit, period)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        entity = person_of(request).entity
        kept, _none = attempt(request, lambda: store_file(actor_of(request), entity, sent.name, sent.file))
        if kept is not None:
            return redirect("web:followup-workbook-review", unit, period, kept.uid)
    context = _context(request, book) | {
        "form": form,
        "owed": len([row for row in book.owed if not row.contribution]),
        "contributed": len([row for row in book.owed if row.contribution]),
        "download": reverse("web:followup-workbook-file", args=[unit, period]),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "web/followup/workbook.html", context, status=status)


def take(request: HttpRequest, unit: UUID, period: UUID) -> HttpResponse:
    """The workbook as a file."""
    book = _book(request, unit, period)
    if not book.owed:
        raise Http404
    moment = timezone.now().replace(microsecond=0)
    document = draw_workbook(identity_of(book), rows_of(book), moment, book.asked, contributed_rows(book))
    body = writing.render(issued(request, document, SPANISH), "xlsx")
    name = f"reporte-{slugify(book.unit.name)[:60]}-{slugify(period_words(book.period))}.xlsx"
    return file_answer(body, writing.MEDIA_TYPES["xlsx"], name)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, unit: UUID, period: UUID, file: UUID) -> HttpResponse:
    """What a workbook would change, before anything is accepted; and what came of it once it was."""
    book, sent = _book(request, unit, period), stored_file_by_uid(entity_id_of(request), str(file))
    read, refusals = _read(book, found_or_404(sent))
    if request.method == "POST" and read is not None:
        _accept(request, book, read, str(file))
        return redirect("web:followup-workbook-review", unit, period, file)
    told = request.session.get(TOLD, {}).get(str(file), {})
    results = results_shown(book, compared(book, read.rows), told, _address) if read else []
    counts = Counter(each.outcome for each in results)
    context = _context(request, book, _("Lo que cambia")) | {
        "name": getattr(sent, "name", ""),
        "refusals": refusals,
        "rows": [(each, *OUTCOMES[each.outcome]) for each in results],
        "changed": counts["changed"],
        "absent": len(book.absent_from(read.rows)) if read else 0,
        "tiles": [Fact(str(word), counts[key]) for key, (_tone, word) in OUTCOMES.items() if counts[key]],
    }
    return render(request, "web/followup/workbook_review.html", context, status=422 if refusals else 200)


def _accept(request: HttpRequest, book: Book, read: ReadBook, file: str) -> None:
    """Keeps what the workbook changes, and what came of each row, for the page that comes next."""
    actor, submit = actor_of(request), "submit" in request.POST
    done, _none = attempt(request, lambda: apply_workbook(actor, book.unit, book.period, read.rows, submit=submit))
    if done is None:
        return
    told = {each.line: (each.outcome, _sentences(each)) for each in done}
    request.session[TOLD] = {file: told}
    counts = Counter(each.outcome for each in done)
    if number := counts["saved"]:
        said = ngettext("{n} fila guardada como borrador.", "{n} filas guardadas como borrador.", number)
        messages.success(request, said.format(n=number))
    if number := counts["submitted"]:
        said = ngettext("{n} fila enviada.", "{n} filas enviadas.", number)
        messages.success(request, said.format(n=number))
    if number := counts["refused"]:
        said = ngettext("{n} fila no se guardó.", "{n} filas no se guardaron.", number)
        messages.error(request, said.format(n=number))


def _sentences(applied: Applied) -> list[str]:
    """Why a row that was kept was not handed in; why one was refused is told by comparing it."""
    if applied.outcome == "refused":
        return []
    return [f"{told.what} {told.how}" for told in worded(applied.findings)]


def _read(book: Book, file: Any) -> tuple[ReadBook | None, tuple[Finding, ...]]:
    """The workbook as read, or why it is refused whole."""
    try:
        read = read_workbook(read_bytes(bytes_of(file), file.name), book.asked)
    except Unreadable as unreadable:
        return None, (unreadable.finding,)
    other = identity_refusal(read.identity, identity_of(book))
    refusals = (other,) if other else read.findings
    return (None, refusals) if refusals else (read, ())


def _book(request: HttpRequest, unit: UUID, period: UUID) -> Book:
    entity = entity_id_of(request)
    its_unit = found_or_404(unit_by_uid(entity, unit))
    return found_or_404(book_of(actor_of(request), its_unit, found_or_404(period_by_uid(entity, period))))


def _address(result: RowResult) -> str:
    if result.contribution:
        return reverse("web:followup-contribute", args=[result.contribution.uid])
    return reverse("web:followup-report", args=[result.report.uid])


def _context(request: HttpRequest, book: Book, further: str = "") -> dict[str, Any]:
    here = reverse("web:followup-workbook", args=[book.unit.uid, book.period.uid])
    way = [
        Link(_("Inicio"), reverse("web:home")),
        Link(_("Mis reportes"), reverse("web:followup-owed")),
        Link(_("Libro de Excel"), here if further else ""),
    ]
    over = _("{unit} · {period}").format(unit=book.unit.name, period=period_words(book.period))
    return {"over": over, "here": here, "crumbs": [*way, Link(further, "")] if further else way}
