"""What came in: the list, the upload, one document and its file."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.queries import opened_file
from rumbo.apps.intake.access import may_read, may_settle
from rumbo.apps.intake.actions import choose_destination, describe_document, receive_file
from rumbo.apps.intake.bridge import Reading, is_document, is_table, reading_of
from rumbo.apps.intake.queries import (
    followup_from,
    intakes_of,
    plans_to_continue,
    served_count,
)
from rumbo.apps.intake.queries.arriving import brought_before, progress_of, refusal_of
from rumbo.content.periodicities import calendar_code
from rumbo.faces.kit.pieces import Download, Fact, Link
from rumbo.faces.web.intake.documents.views import overview
from rumbo.faces.web.intake.execution import shown
from rumbo.faces.web.intake.forms import AboutForm, DestinationForm, UploadForm
from rumbo.faces.web.intake.pages import (
    READ,
    address,
    crumbs,
    destination_words,
    edit_of,
    intake_asked,
    opened,
    refuse_unless_settling,
    resumable,
    settles,
    shared,
)
from rumbo.faces.web.intake.templates import offered
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, person_of, worded
from rumbo.faces.web.words import period_words
from rumbo.papers.raw import Unreadable

DOCUMENTS_A_PAGE = 25
STATES = {"unreadable": "refused", "settling": "read", "proposing": "writing", "done": "applied"}
OF_NO_PLAN: dict[str, Promise] = {
    "budget_execution": __("Presupuesto"),
    "project_sheet": __("Banco de proyectos"),
    "indicator_sheet": __("Indicadores"),
    "indicator_sheets": __("Indicadores"),
    "risk_map": __("Riesgos"),
}
"""Where a document goes that makes no plan, by its layout."""
both = require_http_methods(["GET", "POST"])


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """Everything that came in, the latest first."""
    if not may_read(actor_of(request)):
        raise Http404
    page = Paginator(intakes_of(entity_id_of(request)), DOCUMENTS_A_PAGE).get_page(request.GET.get("pagina"))
    rows = [(each, STATES.get(each.state, each.state), OF_NO_PLAN.get(each.layout)) for each in page.object_list]
    context = {"page_obj": page, "rows": rows, "several": len(rows) > 1, "may_bring": may_settle(actor_of(request))}
    return render(request, "web/intake/list.html", context)


@both
def upload(request: HttpRequest) -> HttpResponse:
    """A file is received, and read at once when it is small."""
    if not may_settle(actor_of(request)):
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            intake = receive_file(actor_of(request), person_of(request).entity, sent, sent.name)
        except Refused as refused:
            for words in worded(refused.findings):
                form.add_error("file", f"{words.what} {words.how}")
        else:
            return redirect("web:intake-document", intake.uid)
    documents_link = Link(_("Documentos"), reverse("web:intake-list"))
    trail = [Link(_("Inicio"), reverse("web:home")), documents_link, Link(_("Traer un documento"), "")]
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "crumbs": trail, "templates": offered()}
    return render(request, "web/intake/upload.html", context, status=status)


@both
def document(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was understood of a document, or why it cannot be read, or what became of it."""
    intake = intake_asked(request, uid)
    plain = {
        "intake": intake,
        "crumbs": crumbs(intake),
        "state": STATES.get(intake.state, intake.state),
        "may_discard": settles(request, intake, "reading", "settling", "unreadable"),
        "files": [_download(intake)],
        "twin": brought_before(intake) if intake.state not in ("done", "discarded") else None,
        "approve_href": address(intake, "web:intake-approve"),
    }
    if intake.state not in READ:
        told = {"finding": refusal_of(intake), "job": progress_of(intake), "resumable": resumable(request, intake)}
        return render(request, f"web/intake/{intake.state}.html", plain | told)
    try:
        if is_document(intake):
            return overview(request, intake, plain)
        if is_table(intake):
            return shown(request, intake, plain | {"decides": settles(request, intake)})
        reading = reading_of(intake)
    except Unreadable as refusal:
        return render(request, "web/intake/unreadable.html", plain | {"finding": refusal.finding})
    return _read(request, intake, reading, plain)


def _read(request: HttpRequest, intake: Any, reading: Reading, plain: dict[str, Any]) -> HttpResponse:
    matrix = reading.matrix
    now = {"objective": matrix.objective, "version": matrix.version, "fiscal_year": matrix.fiscal_year or ""}
    form, status = AboutForm(request.POST or None, initial=now), 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        status = 422
        if form.is_valid():
            about, edit, actor = form.cleaned_data, edit_of(request), actor_of(request)
            done = _("Los datos del documento quedaron guardados.")
            _rows, refusals = attempt(request, lambda: describe_document(actor, intake, about, edit=edit), done)
            if not refusals:
                return redirect(request.path)
            intake.refresh_from_db()
    context = plain | shared(request, intake, reading, "web:intake-document")
    context |= {
        "understood": _understood(intake, reading),
        "form": form,
        "destination": destination_words(intake),
        "followup": followup_from(intake, reading) if intake.state == "done" else None,
        "has_reports": matrix.period is not None,
    }
    return render(request, "web/intake/document.html", context, status=status)


@both
def destination(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What the document is for: a new plan, the next version of one, or only the reports of one."""
    intake, reading = opened(request, uid)
    refuse_unless_settling(request, intake)
    plans: list[Any] = list(plans_to_continue(entity_id_of(request)))  # with `ruled` beside the columns
    choices = [("new", _("La primera versión de un plan nuevo"))]
    choices += [(f"v{plan.uid}", _("La versión siguiente de «{plan}»").format(plan=plan.name)) for plan in plans]
    if reading.matrix.period is not None:
        ruled = [plan for plan in plans if plan.ruled]
        told = _("Solo los reportes de «{plan}», para su versión vigente")
        choices += [(f"r{plan.uid}", told.format(plan=plan.name)) for plan in ruled]
    chosen = f"{'r' if intake.reports_only else 'v'}{intake.plan.uid}" if intake.plan else "new"
    usual = intake.plan_name or _("Plan de acción {year}").format(year=reading.matrix.fiscal_year or "").strip()
    form = DestinationForm(request.POST or None, choices=choices, initial={"destination": chosen, "plan_name": usual})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data["destination"]
        plan = next((each for each in plans if str(each.uid) == said[1:]), None)
        actor, edit = actor_of(request), edit_of(request)

        def choose() -> Any:
            name = form.cleaned_data["plan_name"]
            return choose_destination(
                actor, intake, plan=plan, plan_name=name, reports_only=said.startswith("r"), edit=edit
            )

        _after, refusals = attempt(request, choose, _("El destino del documento quedó guardado."))
        if not refusals:
            return redirect(address(intake, "web:intake-document"))
        intake.refresh_from_db()
    context = {**shared(request, intake, reading, "web:intake-document"), "form": form}
    return render(request, "web/intake/destination.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def file(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The file as it was received, to be saved and not opened: a neutral type, whatever it says it is."""
    intake = intake_asked(request, uid)
    try:
        content = opened_file(intake.file)
    except Refused as refused:
        context = {"findings": refused.findings, "crumbs": crumbs(intake)}
        return render(request, "web/intake/damaged.html", context, status=410)
    answer = FileResponse(
        content, as_attachment=True, filename=intake.file.name, content_type="application/octet-stream"
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _download(intake: Any) -> Download:
    ending = intake.file.name.rpartition(".")[2].upper()
    return Download(
        intake.file.name, address(intake, "web:intake-file"), ending[:5], intake.file.size, intake.file.digest
    )


def _understood(intake: Any, reading: Reading) -> list[Fact]:
    """What the machine made of the document, in the words of its reader."""
    matrix, known = reading.matrix, reading.draft.recognition
    units = len({name for line in matrix.lines for name in line.units})
    served = served_count(reading)
    period = replace(matrix.period, periodicity=calendar_code(matrix.period.periodicity)) if matrix.period else None
    told = [
        Fact(_("Tipo de documento"), _(known.title) if known.title else _("No se reconoció"),
             ngettext("{n} columna reconocida", "{n} columnas reconocidas", len(known.matched))
             .format(n=len(known.matched))),
        Fact(_("Acciones leídas"), len(matrix.lines)),
        Fact(_("Dependencias nombradas"), units),
        Fact(_("Vigencia"), matrix.fiscal_year or _("No la dice")),
        Fact(_("Versión que imprime"), matrix.version or _("No la dice")),
    ]  # fmt: skip
    if period is not None:
        told.append(Fact(_("Periodo que reporta"), period_words(period)))
    if served:
        note = _("Entran como un plan aparte, el de gestión institucional.")
        told.append(Fact(_("Metas institucionales a las que sirve"), served, note))
    return [*told, Fact(_("Objetivo"), matrix.objective or _("No lo dice"))]
