"""A document of several parts: what was understood, one part of it, one value, and the checks made."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.intake.actions import (
    accept_value,
    accept_values,
    correct_values,
    forget_decision,
    overrule_finding,
)
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.queries.documents import continued_plans, record_of
from rumbo.apps.intake.queries.indicators import sheets_made
from rumbo.domain.document import Path
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.intake.documents.pages import RECORDS_A_PAGE, REGISTERED, opened_parts, shared_parts
from rumbo.faces.web.intake.documents.sections import (
    about_values,
    empty_lists,
    of_document,
    part_of,
    record_in,
    records_in,
    stopping,
    value_row,
)
from rumbo.faces.web.intake.pages import destination_words, edit_of, refuse_unless_settling
from rumbo.faces.web.session import actor_of, attempt
from rumbo.findings import Outcome, sentences_of
from rumbo.layouts.outline.mending import path_of
from rumbo.layouts.outline.telling import pointer

both = require_http_methods(["GET", "POST"])


def overview(request: HttpRequest, intake: Any, plain: dict[str, Any]) -> HttpResponse:
    """What was understood, its parts, and what comes next."""
    reading = document_reading_of(intake)
    known = reading.draft.recognition
    context = plain | shared_parts(request, intake, reading, "web:intake-document")
    context |= {
        "understood": [
            Fact(_("Tipo de documento"), _(known.title)),
            Fact(_("Hallazgos por revisar"), len(reading.open_findings)),
            Fact(_("De ellos, errores"), len(reading.open_errors())),
        ],
        "destination": destination_words(intake) if _has_destination(intake) else "",
        "asks_destination": not intake.plan and not intake.plan_name,
        "of_document": of_document(reading),
        "stopping": stopping(reading),
        "project": record_of(intake, "project"),
        "indicators": sheets_made(intake),
        "risk_map": record_of(intake, "risk_map"),
        "added_records": [record_in(reading, path) for path in reading.added],
        "kept": reading.draft.kept,
    }
    return render(request, "web/intake/documents/overview.html", context)


def _has_destination(intake: Any) -> bool:
    """Whether there is anything to choose: what is registered has no plan; the first of its kind begins one."""
    return intake.state != "done" and intake.layout not in REGISTERED and continued_plans(intake).exists()


@both
def part(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One part of the document; a decision sent from here comes back here."""
    intake, reading = opened_parts(request, uid)
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        if decided(request, intake):
            return redirect(request.get_full_path())
        intake.refresh_from_db()
        reading, status = document_reading_of(intake), 422
    context = shared_parts(request, intake, reading, "web:intake-part", number)
    section = next((each for each in context["sections"] if each.number == number), None)
    if section is None:
        raise Http404
    context |= {"section": section}
    if section.path:
        page = Paginator(range(section.count), RECORDS_A_PAGE).get_page(request.GET.get("pagina"))
        context["list_path"] = pointer(section.path)
        context["suggested"] = suggested_in(reading, section.path)
        context |= {"page_obj": page, "records": records_in(reading, section, list(page.object_list))}
    else:
        context |= {"values": about_values(reading), "empty": empty_lists(reading.content)}
    return render(request, "web/intake/documents/part.html", context, status=status)


def suggested_in(reading: Any, path: Path) -> list[tuple[str, str, int]]:
    """What is suggested for several values of a list: the code, its title and how many, to be accepted by one deed."""
    asked = (each for each in reading.open_findings if reading.suggested_text(each) is not None)
    counted = Counter(each.code for each in asked if reading.path_of(each)[: len(path)] == path)
    return [(code, _(sentences_of(code).title), number) for code, number in counted.items() if number > 1]


@both
def value(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One value: what it says, where it stood, what was found in it, and what it should say."""
    intake, reading = opened_parts(request, uid)
    asked = path_of(request.GET.get("dato", ""))
    if not asked or not reading.has(asked):
        raise Http404
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        if decided(request, intake):
            return redirect(request.get_full_path())
        intake.refresh_from_db()
        reading, status = document_reading_of(intake), 422
    row = value_row(reading, asked)
    context = shared_parts(request, intake, reading, "web:intake-part", part_of(reading, asked))
    context |= {
        "row": row,
        "typed": request.POST.get("text", row.text),
        "written": reading.draft.written.get(asked, ""),
    }
    return render(request, "web/intake/documents/value.html", context, status=status)


@require_safe
def checks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was checked: what found something, what passed, and what could not be asked for lack of something."""
    intake, reading = opened_parts(request, uid)
    told = [(result, _(sentences_of(result.code).title)) for result in reading.draft.checks]
    outcomes = [
        (_("Encontraron algo"), Outcome.FOUND),
        (_("No se pudieron hacer"), Outcome.NOT_MADE),
        (_("Pasaron"), Outcome.PASSED),
    ]
    context = shared_parts(request, intake, reading, "web:intake-part-checks")
    context["kinds"] = [(label, [each for each in told if each[0].outcome == outcome]) for label, outcome in outcomes]
    return render(request, "web/intake/checks.html", context)


def decided(request: HttpRequest, intake: Any) -> bool:
    """Does what a form of a part or of a value asks; False when it was refused, with the reason told."""
    actor, told, edit = actor_of(request), request.POST, edit_of(request)
    where = {name: told.get(name, "") for name in ("code", "part", "cell", "fingerprint")}
    reason = told.get("reason", "")
    texts = {path_of(told.get("path", "")): told.get("text", "").replace("\r\n", "\n")}
    deeds = {
        "accept": (lambda: accept_value(actor, intake, edit=edit, **where), _("El dato quedó como se sugería.")),
        "accept-all": (
            lambda: accept_values(actor, intake, code=where["code"], edit=edit),
            _("Los datos quedaron como se sugería."),
        ),
        "stay": (
            lambda: overrule_finding(actor, intake, reason=reason, edit=edit, **where),
            _("Queda como está, con su razón."),
        ),
        "forget": (
            lambda: forget_decision(actor, intake, _uid(told.get("decision", "")), edit=edit),
            _("La decisión se quitó; el dato vuelve a decir lo que dice el archivo."),
        ),
        "correct": (lambda: correct_values(actor, intake, texts, edit=edit), _("El dato quedó guardado.")),
    }
    if told.get("do", "") not in deeds:
        raise Http404
    deed, done = deeds[told["do"]]
    _value, refusals = attempt(request, deed)
    if not refusals:
        messages.success(request, done)
    return not refusals


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Http404 from None
