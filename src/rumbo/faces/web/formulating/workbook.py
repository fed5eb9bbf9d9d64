"""The workbook of a unit: taken away, brought back, compared row by row with what stands, and accepted or not."""

from collections import Counter
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.evidence.actions import store_file
from rumbo.apps.evidence.queries import bytes_of, stored_file_by_uid
from rumbo.apps.formulating.actions.apply_workbook import apply_workbook
from rumbo.apps.formulating.bridge.book import Book, RowResult, book_of, compared
from rumbo.apps.formulating.queries import lock_of
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.kit.written import written_quantity
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.files import SentFile
from rumbo.faces.web.formulating.pages import only, part_asked
from rumbo.faces.web.formulating.words import crumbs
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of, worded
from rumbo.findings import Finding
from rumbo.layouts.drawing import SPANISH
from rumbo.layouts.formulation_workbook.drawing import draw_formulation
from rumbo.layouts.formulation_workbook.form import HEADINGS, columns_with
from rumbo.layouts.unit_workbook.form import Identity
from rumbo.layouts.unit_workbook.reading import ReadBook, identity_refusal, read_workbook
from rumbo.papers import writing
from rumbo.papers.raw import Unreadable
from rumbo.papers.reading import read_bytes

OUTCOMES = {
    "refused": ("stopped", __("Rechazada")),
    "changed": ("waiting", __("Cambiará")),
    "unchanged": ("neutral", __("Sin cambios")),
}


class UploadForm(forms.Form):
    """The workbook that comes back."""

    file = SentFile(label=__("Libro lleno"), how=__("Quite las imágenes que tenga."))


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Where the workbook is taken and brought back."""
    part = _writable(request, uid)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent, entity = form.cleaned_data["file"], person_of(request).entity
        kept, _none = attempt(request, lambda: store_file(actor_of(request), entity, sent.name, sent.file))
        if kept is not None:
            return redirect("web:formulating-workbook-review", uid, kept.uid)
    context = {"part": part, "form": form, "crumbs": crumbs(part.formulation, part, _("Libro de Excel"))}
    status = 422 if request.method == "POST" else 200
    return render(request, "web/formulating/workbook.html", context, status=status)


@require_safe
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The workbook as a file."""
    book = book_of(_writable(request, uid))
    moment = timezone.now().replace(microsecond=0)
    drawn = draw_formulation(_identity(book), book.rows(), book.lists.choices(), moment)
    body = writing.render(issued(request, drawn, SPANISH), "xlsx")
    year = book.part.formulation.plan.fiscal_year
    name = f"formulacion-{slugify(book.part.unit.name)[:60]}-{year}.xlsx"
    return file_answer(body, writing.MEDIA_TYPES["xlsx"], name)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, uid: UUID, file: UUID) -> HttpResponse:
    """What a workbook would change, before anything is accepted."""
    part = _writable(request, uid)
    book, sent = book_of(part), stored_file_by_uid(entity_id_of(request), str(file))
    read, refusals = _read(book, found_or_404(sent))
    if request.method == "POST" and read is not None:
        return _accepted(request, part, read)
    results = compared(book, read.rows) if read else []
    counts = Counter(each.outcome for each in results)
    order = list(OUTCOMES)
    rows = [
        (_shown(each), *OUTCOMES[each.outcome])
        for each in sorted(results, key=lambda each: (order.index(each.outcome), each.row.number))
    ]
    context = {
        "part": part,
        "name": getattr(sent, "name", ""),
        "refusals": refusals,
        "rows": rows,
        "changed": counts["changed"],
        "tiles": [Fact(str(word), counts[key]) for key, (_tone, word) in OUTCOMES.items() if counts[key]],
        "crumbs": crumbs(part.formulation, part, _("Lo que cambia")),
    }  # fmt: skip
    return render(request, "web/formulating/workbook_review.html", context, status=422 if refusals else 200)


def _accepted(request: HttpRequest, part: Any, read: ReadBook) -> HttpResponse:
    done, _none = attempt(request, lambda: apply_workbook(actor_of(request), part, read.rows))
    counts = Counter(each.outcome for each in done or ())
    if number := counts["saved"]:
        messages.success(request, ngettext("{n} meta guardada.", "{n} metas guardadas.", number).format(n=number))
    for each in done or ():
        if each.outcome == "refused":
            told = worded(each.findings)[0]
            row = _("Fila {row}: {what}").format(row=each.number, what=f"{told.what} {told.how}")
            messages.error(request, row)
    return redirect("web:formulating-part", part.uid)


def _read(book: Book, file: Any) -> tuple[ReadBook | None, tuple[Finding, ...]]:
    """The workbook as read, or why it is refused whole."""
    try:
        read = read_workbook(read_bytes(bytes_of(file), file.name), columns_with(book.lists.choices()))
    except Unreadable as unreadable:
        return None, (unreadable.finding,)
    other = identity_refusal(read.identity, _identity(book))
    refusals = (other,) if other else read.findings
    return (None, refusals) if refusals else (read, ())


def _identity(book: Book) -> Identity:
    """What the workbook says it is. It is Spanish whatever the language of the reader, for it is read again."""
    formulation = book.part.formulation
    return Identity(
        entity=formulation.entity.name,
        unit=book.part.unit.name,
        period=f"Formulación de la vigencia {formulation.plan.fiscal_year}",
        plans=f"{formulation.plan.name}, versión {formulation.version.label}",
        digest=book.digest,
    )


def _shown(result: RowResult) -> dict[str, Any]:
    said = [(each, "error") for each in result.findings] + [(each, "warning") for each in result.remarks]
    told = result.row.answer.get("statement")
    return {
        "number": result.row.number,
        "statement": result.placement.revision.statement if result.placement else told,
        "fresh": result.placement is None,
        "changes": [(_(HEADINGS[name]), _said(old), _said(new)) for name, old, new in result.changes],
        "findings": [(str(each.where.cell) if each.where else "", worded([each])[0], sign) for each, sign in said],
    }


def _said(value: object) -> str:
    if isinstance(value, Quantity):
        return written_quantity(value)
    return str(value) if value else _("vacío")


def _writable(request: HttpRequest, uid: UUID) -> Any:
    part = part_asked(request, uid)
    only(request, "formulating.workbook.apply", part)
    if lock_of(part) is not None:
        raise Http404
    return part
