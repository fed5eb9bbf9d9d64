"""Evidence on the screens: taken off, used again, handed out, looked at, marked public. Never trusted by its name.

What is looked at is of a few kinds, told by its content: a picture, a PDF, plain text. None of them may run anything.
"""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.actions import mark_public
from rumbo.apps.evidence.queries import opened_file
from rumbo.apps.followup import access, queries
from rumbo.apps.followup.actions import attach_again, detach_evidence
from rumbo.apps.followup.queries.evidence import evidence_to_use_again, own_evidence
from rumbo.domain.followup.expected import expected_evidence
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.followup.rounds import page_of, uid_of
from rumbo.faces.web.session import actor_of, attempt, found_or_404

PREVIEWED = {
    "application/pdf": "pdf",
    "image/png": "image",
    "image/jpeg": "image",
    "image/gif": "image",
    "image/webp": "image",
    "text/plain": "text",
}
"""What can be looked at in its page, by the kind that its content has."""
MOST_TEXT = 200_000


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


def with_kinds(pieces: list[Any]) -> list[Any]:
    """Evidence, each with the `kind` in which it can be looked at; empty where it cannot."""
    for piece in pieces:
        piece.kind = PREVIEWED.get(piece.file.media_type, "") if piece.file else ""
    return pieces


def with_evidence(page: HttpResponse) -> HttpResponse:
    """A page that may hold evidence of this very address in a frame, and nothing else."""
    page._csp_update = {"frame-src": ["'self'"]}  # type: ignore[attr-defined]
    return page


def _text(file: Any) -> str:
    with opened_file(file) as content:
        told: str = content.read(MOST_TEXT).decode("utf-8", "replace")
    cut = _("Se muestra el comienzo. Descárguelo para leerlo entero.")
    return f"{told}\n\n[{cut}]" if file.size > MOST_TEXT else told


@require_safe
def inline(request: HttpRequest, uid: UUID) -> HttpResponseBase:
    """A picture, a PDF or a text, to be looked at inside of its page: by what its content says it is, with nothing that
    may run."""
    evidence = found_or_404(queries.visible_evidence(actor_of(request), str(uid)))
    file = found_or_404(evidence.file)
    kind = PREVIEWED.get(file.media_type, "")
    if not kind:
        raise Http404
    try:
        content: Any = _text(file) if kind == "text" else opened_file(file)
    except Refused as refused:
        return render(request, "web/followup/damaged.html", {"findings": refused.findings}, status=410)
    answer: HttpResponseBase
    if kind == "text":
        answer = HttpResponse(content, content_type="text/plain; charset=utf-8")
    else:
        answer = FileResponse(content, filename=file.name, content_type=file.media_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["X-Frame-Options"] = "SAMEORIGIN"
    answer["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["GET", "POST"])
def use_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The evidence that the units of a person have brought before, to be attached to a report once more."""
    actor = actor_of(request)
    report: Any = found_or_404(queries.report_by_uid(actor, str(uid)))
    if not access.may(actor, "followup.report.attach", report):
        raise Http404
    if request.method == "POST":
        chosen, meets = uid_of(request.POST.get("evidence", "")), request.POST.get("meets", "")
        piece = found_or_404(own_evidence(actor).filter(uid=chosen).first() if chosen else None)
        done = _("El soporte quedó adjunto también a este reporte.")
        attempt(request, lambda: attach_again(actor, report, piece, meets=meets), done)
        return redirect("web:followup-report", report.uid)
    words = request.GET.get("buscar", "")[:200]
    context = {
        "report": report,
        "words": words,
        "page": page_of(request, evidence_to_use_again(actor, report, words)),
        "expected": expected_evidence(report.revision.expected_evidence),
        "crumbs": [*report_way(request, report), Link(_("Usar otra vez un soporte"), "")],
    }
    return render(request, "web/followup/use_again.html", context)


def report_way(request: HttpRequest, report: Any) -> list[Link]:
    """The way down to a report, and the report itself as a place to go back to."""
    called = _("Acción {number}").format(number=report.number or "")
    return [
        Link(_("Inicio"), reverse("web:home")),
        Link(called, reverse("web:followup-report", args=[report.uid])),
    ]


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
