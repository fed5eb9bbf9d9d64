"""A table that nobody described: what it probably is, and a person says what each column is with the table in view."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rumbo.apps.intake.actions import keep_mapping, use_mapping
from rumbo.apps.intake.bridge import mappings_alike, proposals_of
from rumbo.apps.intake.queries import mappings_of
from rumbo.faces.web.intake.columns import Columns, kinds_of, levels_of, said_before
from rumbo.faces.web.intake.pages import address, crumbs, edit_of, intake_asked, refuse_unless_settling, steps_of
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of, worded
from rumbo.layouts.proposing import Asked, TableProposal, mapping_of
from rumbo.papers.raw import Unreadable

both = require_http_methods(["GET", "POST"])
MOST_ROWS = 14


@both
def mapping(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The first rows of the table, with what each column may be above it."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake)
    asked = _asked(request)
    if request.method == "POST" and asked.kind != request.POST.get("shown", ""):
        return redirect(f"{request.path}?{urlencode(_as_query(asked))}")
    try:
        found = proposals_of(intake, asked)
    except Unreadable:
        return redirect("web:intake-document", intake.uid)
    if not found:
        context = {"intake": intake, "crumbs": crumbs(intake), "pointed": bool(asked.row)}
        return render(request, "web/intake/mapping_none.html", context)
    refusals: list[Any] = []
    if request.method == "POST":
        refusals = _keep(request, intake, found[0])
        if not refusals:
            return redirect("web:intake-document", intake.uid)
        intake.refresh_from_db()
    context = _context(request, intake, found) | {"refusals": worded(refusals)}
    return render(request, "web/intake/mapping.html", context, status=422 if refusals else 200)


@require_http_methods(["POST"])
def use(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Reads the document by a mapping that the entity has."""
    intake = intake_asked(request, uid)
    refuse_unless_settling(request, intake)
    known = {str(each.uid): each for each in mappings_of(entity_id_of(request))}
    chosen = found_or_404(known.get(request.POST.get("mapping", "")))
    actor, edit = actor_of(request), edit_of(request)
    done = _("El documento se leyó con «{title}».").format(title=chosen.title)
    _after, refusals = attempt(request, lambda: use_mapping(actor, intake, chosen, edit=edit), done)
    return redirect("web:intake-mapping" if refusals else "web:intake-document", intake.uid)


def _asked(request: HttpRequest) -> Asked:
    said = request.POST if request.method == "POST" else request.GET
    row, depth = (_number(said.get(name, "")) for name in ("fila", "filas"))
    return Asked(said.get("hoja", ""), row, depth or 1, said.get("clase", ""))


def _as_query(asked: Asked) -> dict[str, Any]:
    return {"hoja": asked.part, "fila": asked.row or "", "filas": asked.depth, "clase": asked.kind}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _keep(request: HttpRequest, intake: Any, found: TableProposal) -> list[Any]:
    """Keeps what the person said and reads the document by it."""
    columns = {column.cell.column: request.POST.get(f"c{column.cell.column}", "") for column in found.columns}
    marks = found.levels.fills if found.levels else {}
    said = [(mark, request.POST.get(f"n{at}", "line")) for at, mark in enumerate(marks)]
    fills = {mark: "" if fill == "pass" else fill for mark, fill in said if fill != "line"}
    title = request.POST.get("title", "").strip() or _usual_title(intake)
    written = mapping_of(found, title, found.kind, columns, fills)
    actor, entity, edit = actor_of(request), person_of(request).entity, edit_of(request)
    done = _("La correspondencia «{title}» quedó guardada, y el documento se leyó con ella.").format(title=title)
    _row, refusals = attempt(request, lambda: keep_mapping(actor, entity, written, intake=intake, edit=edit), done)
    return refusals


def _usual_title(intake: Any) -> str:
    return intake.mapping.title if intake.mapping else PurePath(intake.file.name).stem[:300]


def _context(request: HttpRequest, intake: Any, found: tuple[TableProposal, ...]) -> dict[str, Any]:
    table = found[0]
    kind = next(each for each in table.kinds if each.key == table.kind)
    asked = Asked(table.part, table.header_rows[-1], len(table.header_rows), table.kind)
    known = list(mappings_of(entity_id_of(request)))
    begun = next((each for each in known if str(each.uid) == request.GET.get("desde", "")), None)
    said: Mapping[str, Any] | None = request.POST if request.method == "POST" else None
    if said is None and begun is not None:
        said = said_before(table, begun.declaration)
    columns = Columns(table, said)
    header = set(table.header_rows)
    shown = [(row.number, row.number in header, columns.texts(row)) for row in table.rows][
        : MOST_ROWS + len(header) + 4
    ]
    return {
        "intake": intake,
        "crumbs": crumbs(intake),
        "steps": steps_of(intake, {"intake.nothing_read"}, "web:intake-document"),
        "parts": list(dict.fromkeys(each.part for each in found)),
        "asked": asked,
        "kinds": kinds_of(table),
        "kind": kind,
        "other": next(iter(worded(table.told)), None),
        "columns": columns.listed,
        "rows": shown,
        "levels": levels_of(table, said),
        "title": request.POST.get("title") or (begun.title if begun else _usual_title(intake)),
        "known": known,
        "alike": mappings_alike(intake, known) if intake.mapping is None else [],
        "begun": begun.title if begun else "",
        "back": address(intake, "web:intake-document"),
    }
