"""The table as read, line by line: what was found in each cell, and what a person decides about it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.intake.actions import (
    accept_suggestion,
    accept_suggestions,
    correct_cells,
    forget_decision,
    overrule_finding,
    overrule_findings,
)
from rumbo.apps.intake.bridge import reading_of
from rumbo.faces.web.intake.pages import address, edit_of, opened, refuse_unless_settling, shared
from rumbo.faces.web.intake.rows import Found, columns_of, groups_of, narrowed
from rumbo.faces.web.session import actor_of, attempt
from rumbo.findings import Outcome, sentences_of

LINES_A_PAGE = 50
both = require_http_methods(["GET", "POST"])


@both
def table(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The lines of the document, fifty a page; a decision sent from here comes back here."""
    intake, reading = opened(request, uid)
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        if decide(request, intake):
            return redirect(f"{request.get_full_path()}{_anchor(request)}")
        intake.refresh_from_db()
        reading, status = reading_of(intake), 422
    which, code = request.GET.get("ver", ""), request.GET.get("hallazgo", "")
    found = Found(reading)
    page = Paginator(found.lines(which, code), LINES_A_PAGE).get_page(request.GET.get("pagina"))
    columns = columns_of(reading, page.object_list)
    rows, whole = [found.line(at, columns) for at in page.object_list], request.GET.get("columnas") == "todas"
    if not whole:
        rows, columns = narrowed(rows, columns)
    of_document = found.of_document()
    context = {
        **shared(request, intake, reading, "web:intake-table"),
        "page_obj": page,
        "columns": [(key, *header.rpartition(" › ")[::2]) for key, header in columns],
        "whole": whole,
        "rows": rows,
        "of_document": of_document,
        "of_document_open": [each for each in of_document if each.decision is None],
        "groups": groups_of(reading),
        "which": which,
        "code": code,
    }
    return render(request, "web/intake/table.html", context, status=status)


@both
def line(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One line, cell by cell, with what it says and what was found in it."""
    intake, reading = opened(request, uid)
    status = 200
    if request.method == "POST":
        refuse_unless_settling(request, intake)
        _known_line(reading, number)
        if decide(request, intake, _texts(request, reading, number - 1)):
            here = number <= len(reading_of(intake).matrix.lines)
            return redirect(request.get_full_path() if here else address(intake, "web:intake-table"))
        intake.refresh_from_db()
        reading, status = reading_of(intake), 422
    total = _known_line(reading, number)
    told = Found(reading).line(number - 1)
    context = {
        **shared(request, intake, reading, "web:intake-table"),
        "line": told,
        "marked": [cell for cell in told.cells if cell and cell.findings],
        "plain": [cell for cell in told.cells if cell and not cell.findings],
        "before": address(intake, "web:intake-line", number - 1) if number > 1 else "",
        "after": address(intake, "web:intake-line", number + 1) if number < total else "",
        "total": total,
    }
    return render(request, "web/intake/line.html", context, status=status)


def _known_line(reading: Any, number: int) -> int:
    total = len(reading.matrix.lines)
    if not 1 <= number <= total:
        raise Http404
    return total


@require_safe
def checks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What was checked: what found something, what passed, and what could not be asked for lack of something."""
    intake, reading = opened(request, uid)
    told = [(result, _(sentences_of(result.code).title)) for result in reading.draft.checks]
    outcomes = [
        (_("Encontraron algo"), Outcome.FOUND),
        (_("No se pudieron hacer"), Outcome.NOT_MADE),
        (_("Pasaron"), Outcome.PASSED),
    ]
    context = shared(request, intake, reading, "web:intake-checks")
    context["kinds"] = [(label, [each for each in told if each[0].outcome == outcome]) for label, outcome in outcomes]
    return render(request, "web/intake/checks.html", context)


def decide(request: HttpRequest, intake: Any, texts: dict[Any, str] | None = None) -> bool:
    """Does what a form of the table or of a line asks; False when it was refused, with the reason told."""
    actor, told, edit = actor_of(request), request.POST, edit_of(request)
    where = {name: told.get(name, "") for name in ("code", "part", "cell", "fingerprint")}
    code, reason = where["code"], told.get("reason", "")
    deeds = {
        "accept": lambda: accept_suggestion(actor, intake, edit=edit, **where),
        "accept-all": lambda: accept_suggestions(actor, intake, code=code, edit=edit),
        "stay": lambda: overrule_finding(actor, intake, reason=reason, edit=edit, **where),
        "stay-all": lambda: overrule_findings(actor, intake, code=code, reason=reason, edit=edit),
        "forget": lambda: forget_decision(actor, intake, _uid(told.get("decision", "")), edit=edit),
        "correct": lambda: len(correct_cells(actor, intake, texts or {}, edit=edit)),
    }
    deed = deeds.get(told.get("do", ""))
    if deed is None:
        raise Http404
    done, refusals = attempt(request, deed)
    if not refusals:
        _tell(request, told.get("do", ""), done)
    return not refusals


def _tell(request: HttpRequest, what: str, done: Any) -> None:
    number = done if isinstance(done, int) else 1
    words = {
        "accept": _("La celda quedó como se sugería."),
        "accept-all": ngettext("Se cambió {n} celda.", "Se cambiaron {n} celdas.", number),
        "stay": _("Queda como está, con su razón."),
        "stay-all": ngettext("Queda {n} como está, con su razón.", "Quedan {n} como están, con su razón.", number),
        "forget": _("La decisión se quitó; la celda vuelve a decir lo que dice el archivo."),
        "correct": ngettext("Se corrigió {n} celda.", "Se corrigieron {n} celdas.", number)
        if number
        else _("Ninguna celda cambió."),
    }
    messages.success(request, words[what].format(n=number))


def _texts(request: HttpRequest, reading: Any, at: int) -> dict[Any, str]:
    """What the form says of each cell of a line, by the cell."""
    origin = reading.draft.origins[at]
    block = reading.draft.blocks[origin.block]
    named = {f"c{column.column}": (block.part, origin.row, column.column) for column in block.columns}
    return {cell: request.POST[name] for name, cell in named.items() if name in request.POST}


def _anchor(request: HttpRequest) -> str:
    line_told = request.POST.get("line", "")
    return f"#l{line_told}" if line_told.isdecimal() else ""


def _uid(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise Http404 from None
