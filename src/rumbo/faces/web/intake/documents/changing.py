"""What a document lacks is added, what does not belong in it is taken out, and given back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.intake.actions import add_row, remove_row, restore_row
from rumbo.apps.intake.bridge import DocumentReading, document_reading_of
from rumbo.domain.document import Path, at
from rumbo.faces.web.intake.documents.forms import RecordForm
from rumbo.faces.web.intake.documents.pages import RECORDS_A_PAGE, opened_parts, shared_parts
from rumbo.faces.web.intake.documents.sections import part_of, record_in
from rumbo.faces.web.intake.documents.words import called
from rumbo.faces.web.intake.forms import ReasonForm
from rumbo.faces.web.intake.pages import address, edit_of, refuse_unless_settling
from rumbo.faces.web.session import actor_of, attempt
from rumbo.layouts.outline.mending import path_of
from rumbo.layouts.outline.rows import empty_record, lists_at, title_of

both = require_http_methods(["GET", "POST"])


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A record that a list of the document lacks: what it says, and why it is added."""
    intake, reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake)
    listed = path_of(request.GET.get("lista", ""))
    if listed not in lists_at(reading.content):
        raise Http404
    record = empty_record(reading.content, listed)
    form = RecordForm(request.POST or None, layout=intake.layout, listed=listed, record=record)
    if request.method == "POST" and form.is_valid():
        actor, edit, texts, why = actor_of(request), edit_of(request), form.texts(), form.cleaned_data["reason"]
        done = _("Quedó agregado; las revisiones se hicieron de nuevo.")
        path, refusals = attempt(request, lambda: add_row(actor, intake, listed, texts, why, edit=edit), done)
        if path and not refusals:
            return redirect(page_of(intake, document_reading_of(intake), path))
        intake.refresh_from_db()
    number = part_of(reading, listed)
    holder = listed[:-1] if len(listed) > 1 else ()
    context = shared_parts(request, intake, reading, "web:intake-part", number) | {
        "form": form,
        "listed": called(listed),
        "above": title_of(at(reading.content, holder)) if holder else "",
        "back": page_of(intake, reading, listed),
    }
    return render(request, "web/intake/documents/add.html", context, status=422 if request.method == "POST" else 200)


@both
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A record that does not belong in the document: what it says, and why it is taken out."""
    intake, reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake)
    path = path_of(request.GET.get("dato", ""))
    if not (known := lists_at(reading.content).get(path[:-1])) or not path or int(path[-1]) >= len(known):
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor, edit, why = actor_of(request), edit_of(request), form.cleaned_data["reason"]
        done = _("Quedó fuera; puede devolverlo cuando quiera.")
        _decision, refusals = attempt(request, lambda: remove_row(actor, intake, path, why, edit=edit), done)
        if not refusals:
            return redirect(page_of(intake, document_reading_of(intake), path[:-1]))
        intake.refresh_from_db()
    context = shared_parts(request, intake, reading, "web:intake-part", part_of(reading, path)) | {
        "form": form,
        "record": record_in(reading, path),
        "back": page_of(intake, reading, path),
    }
    return render(request, "web/intake/documents/remove.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def restore(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A record that was taken out stands again."""
    intake, _reading = opened_parts(request, uid)
    refuse_unless_settling(request, intake)
    try:
        decision = str(UUID(request.POST.get("decision", "")))
    except ValueError:
        raise Http404 from None
    actor, edit = actor_of(request), edit_of(request)
    _after, refusals = attempt(request, lambda: restore_row(actor, intake, decision, edit=edit))
    if not refusals:
        messages.success(request, _("Está otra vez en su lugar, con lo que se había dicho de él."))
    return redirect("web:intake-document", intake.uid)


def page_of(intake: Any, reading: DocumentReading, path: Path) -> str:
    """The address at which a record is shown: its part, the page of it, the place on the page."""
    number = part_of(reading, path)
    page = address(intake, "web:intake-part", number)
    top = next((step for step in path if isinstance(step, int)), None)
    if top is None:
        return page
    anchor = "-".join(map(str, path[: path.index(top) + 1]))
    return f"{page}?pagina={top // RECORDS_A_PAGE + 1}#{anchor}"
