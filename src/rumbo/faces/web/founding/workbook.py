"""The workbook of the entity: taken with what is known, brought back, compared row by row, and accepted or not."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.evidence.queries import stored_file_by_uid
from rumbo.apps.founding.actions import Kept, apply_entity_workbook
from rumbo.apps.founding.queries import Comparison, Line, compared, filled_sheets, standing_of
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.founding.reading import OUTCOMES, UploadForm, kept_file, said, sheets_of
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.people.mail import send_password_mails
from rumbo.faces.web.people.showing import only, page_of
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of, worded
from rumbo.findings import Wording
from rumbo.layouts.drawing import SPANISH
from rumbo.layouts.entity_workbook import FORMS
from rumbo.layouts.filled_sheets.drawing import draw_sheets
from rumbo.papers import writing
from rumbo.papers.document import Header

APPLY = "founding.workbook.apply"


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Where the workbook is taken and brought back."""
    only(request, APPLY)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (kept := kept_file(request, form)) is not None:
        return redirect("web:founding-workbook-review", kept.uid)
    context = {"form": form, "sheets": [(each.sheet, each.how) for each in FORMS], "crumbs": _crumbs()}
    return render(request, "web/founding/workbook.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def take(request: HttpRequest) -> HttpResponse:
    """The workbook with what the entity has, and room for the rest."""
    only(request, APPLY)
    entity = person_of(request).entity
    sheets = filled_sheets(standing_of(entity, timezone.localdate()))
    about = (("Entidad", entity.name), ("NIT", entity.nit))
    moment = timezone.now().replace(microsecond=0)
    document = draw_sheets("Libro de la entidad", Header(entity.name), about, sheets, moment)
    name = f"libro-{slugify(entity.short_name)[:60] or 'entidad'}.xlsx"
    return file_answer(writing.render(issued(request, document, SPANISH), "xlsx"), writing.MEDIA_TYPES["xlsx"], name)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, file: UUID) -> HttpResponse:
    """What a workbook would change, before anything is accepted."""
    only(request, APPLY)
    sent = found_or_404(stored_file_by_uid(entity_id_of(request), str(file)))
    read, refusals = sheets_of(sent, FORMS)
    entity, today = person_of(request).entity, timezone.localdate()
    if request.method == "POST" and not refusals:
        actor = actor_of(request)
        kept, _none = attempt(request, lambda: apply_entity_workbook(actor, entity, read.rows, on=today))
        if kept is not None:
            _tell(request, kept)
            return redirect("web:founding-path")
    found = compared(entity, read.rows, today)
    shown = sorted(_shown(found), key=lambda each: ("problem", "new", "changed", "equal").index(each.outcome))
    counts = Counter(each.outcome for each in shown)
    context = {
        "name": sent.name,
        "refusals": refusals,
        "page": page_of(request, shown),
        "outcomes": OUTCOMES,
        "may_accept": not refusals and not found.refused and found.changing,
        "refused": found.refused,
        "tiles": [Fact(str(word), counts[key]) for key, (_tone, word) in OUTCOMES.items() if counts[key]],
        "crumbs": _crumbs(_("Lo que cambia")),
    }
    return render(request, "web/founding/workbook_review.html", context, status=422 if refusals else 200)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the screen shows it."""

    sheet: str
    number: int
    called: str
    outcome: str
    fresh: bool
    tone: str
    word: str
    changes: list[tuple[str, str, str]]
    findings: list[tuple[str, Wording]]


def _shown(found: Comparison) -> Iterator[Shown]:
    for line in found.lines:
        where = [str(each.where.cell) if each.where else "" for each in line.findings]
        tone, word = OUTCOMES[line.outcome]
        yield Shown(
            sheet=line.form.sheet,
            number=line.row.number,
            called=_called(line),
            outcome=line.outcome,
            fresh=line.standing is None,
            tone=tone,
            word=str(word),
            changes=[(heading, said(old), said(new)) for heading, old, new in line.changes],
            findings=list(zip(where, worded(line.findings), strict=True)),
        )


def _called(line: Line) -> str:
    return line.called or _("Fila {n}").format(n=line.row.number)


def _tell(request: HttpRequest, kept: Kept) -> None:
    text = _("El libro quedó guardado: {new} registros nuevos y {changed} cambiados.")
    messages.success(request, text.format(new=kept.new, changed=kept.changed))
    send_password_mails(request, kept.invited)


def _crumbs(further: str = "") -> list[Any]:
    here = reverse("web:founding-workbook")
    way = [Link(_("Inicio"), reverse("web:home")), Link(_("Primer día"), reverse("web:founding-path"))]
    return [*way, Link(_("Libro de la entidad"), here if further else ""), *([Link(further, "")] if further else [])]
