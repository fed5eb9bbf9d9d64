"""Evidence on the screens: taken off, handed out, marked public. Never shown as a page, never trusted by its name."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.actions import mark_public
from rumbo.apps.evidence.queries import opened_file
from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import detach_evidence
from rumbo.faces.web.followup.rounds import uid_of
from rumbo.faces.web.session import actor_of, attempt, found_or_404


@require_safe
def download(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """The bytes of a file, to be saved and not opened: a neutral type, whatever it says it is."""
    evidence = found_or_404(queries.visible_evidence(actor_of(request), str(uid)))
    file = found_or_404(evidence.file)
    try:
        content = opened_file(file)
    except Refused as refused:
        return render(request, "web/followup/damaged.html", {"findings": refused.findings}, status=410)
    answer = FileResponse(content, as_attachment=True, filename=file.name, content_type="application/octet-stream")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def detach(request: HttpRequest, uid: UUID, evidence: UUID) -> HttpResponse:
    """Takes evidence off a report that is still in the unit's hands."""
    actor = actor_of(request)
    report = found_or_404(queries.report_by_uid(actor, str(uid)))
    found = queries.report_evidence(report).filter(uid=evidence).first()
    attempt(request, lambda: detach_evidence(actor, report, found_or_404(found)), _("El soporte se quitó del reporte."))
    return redirect("web:followup-report", report.uid)


@require_POST
def publicity(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Planning says whether evidence may be published with the report."""
    actor = actor_of(request)
    evidence = found_or_404(queries.visible_evidence(actor, str(uid)))
    report = found_or_404(queries.report_by_uid(actor, uid_of(request.POST.get("report", ""))))
    public = request.POST.get("public") == "1"
    done = _("El soporte se publicará.") if public else _("El soporte queda interno.")
    attempt(request, lambda: mark_public(actor, evidence, public=public), done)
    return redirect("web:followup-report", report.uid)
