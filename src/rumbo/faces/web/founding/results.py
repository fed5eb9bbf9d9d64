"""Results of periods that ended before the entity worked here: template, preview, load, and what every load brought."""

from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.earlier import queries
from rumbo.apps.earlier.queries.comparing import ResultLine, compared_results
from rumbo.apps.evidence.queries import bytes_of, stored_file_by_uid
from rumbo.apps.measurement.actions import load_results
from rumbo.apps.plans.queries import plan_by_uid, version_in_force, versions_in_force
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.followup.showing import answer_words
from rumbo.faces.web.founding.reading import OUTCOMES, UploadForm, kept_file, said, sheets_of
from rumbo.faces.web.founding.workbook import Shown
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.people.showing import only, page_of
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, may, person_of, worded
from rumbo.faces.web.words import period_words
from rumbo.layouts.drawing import SPANISH
from rumbo.layouts.earlier_results import RESULTS
from rumbo.layouts.filled_sheets.drawing import Filled, draw_sheets
from rumbo.layouts.filled_sheets.reading import ReadSheets
from rumbo.papers import writing
from rumbo.papers.document import Header

READ, LOAD = "founding.path.read", "earlier.results.load"
ROOM = 30


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The plans into which results may be loaded, and what was loaded."""
    only(request, READ)
    entity = entity_id_of(request)
    context = {
        "plans": [each.plan for each in versions_in_force(entity)] if may(request, LOAD) else [],
        "may_load": may(request, LOAD),
        "loads": list(queries.loads_of(entity)),
        "crumbs": _crumbs(),
    }
    return render(request, "web/founding/results.html", context)


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, plan: UUID) -> HttpResponse:
    """Where the file of a plan is taken and brought back."""
    version = _version(request, plan)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (kept := kept_file(request, form)) is not None:
        return redirect("web:founding-results-review", plan, kept.uid)
    context = {
        "form": form,
        "version": version,
        "rows": len(queries.template_rows(version, timezone.localdate())),
        "crumbs": _crumbs(version.plan.name),
    }
    return render(request, "web/founding/results_plan.html", context, status=422 if request.method == "POST" else 200)


@require_safe
def take(request: HttpRequest, plan: UUID) -> HttpResponse:
    """The template with the targets of the plan and their periods."""
    version = _version(request, plan)
    entity = person_of(request).entity
    rows = tuple(queries.template_rows(version, timezone.localdate()))
    about = (("Entidad", entity.name), ("Plan", version.plan.name), ("Versión", version.label))
    sheets = (Filled(RESULTS, rows, empty=ROOM),)
    moment = timezone.now().replace(microsecond=0)
    document = draw_sheets("Resultados anteriores", Header(entity.name), about, sheets, moment)
    name = f"resultados-anteriores-{slugify(version.plan.name)[:60]}.xlsx"
    return file_answer(writing.render(issued(request, document, SPANISH), "xlsx"), writing.MEDIA_TYPES["xlsx"], name)


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, plan: UUID, file: UUID) -> HttpResponse:
    """What a file would load, before anything is accepted."""
    version = _version(request, plan)
    sent = found_or_404(stored_file_by_uid(entity_id_of(request), str(file)))
    read, refusals = sheets_of(sent, (RESULTS,))
    today = timezone.localdate()
    if request.method == "POST" and not refusals and (done := _load(request, version, sent, read)) is not None:
        return redirect("web:founding-load", done.uid)
    rows = read.rows.get(RESULTS.sheet, ())
    shown = list(_shown(compared_results(version, rows, today))) if not refusals else []
    shown.sort(key=lambda each: ("problem", "new", "changed", "equal").index(each.outcome))
    counts = Counter(each.outcome for each in shown)
    context = {
        "name": sent.name,
        "version": version,
        "refusals": refusals,
        "page": page_of(request, shown),
        "refused": counts["problem"],
        "may_accept": not counts["problem"] and bool(counts["new"] or counts["changed"]),
        "tiles": [Fact(str(word), counts[key]) for key, (_tone, word) in OUTCOMES.items() if counts[key]],
        "crumbs": _crumbs(version.plan.name, reverse("web:founding-results-plan", args=[plan])),
    }
    return render(request, "web/founding/results_review.html", context, status=422 if refusals else 200)


@require_safe
def load(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What one load brought: every result with its source. With `archivo` the file itself."""
    only(request, READ)
    found = found_or_404(queries.load_by_uid(entity_id_of(request), uid))
    if "archivo" in request.GET:
        return file_answer(bytes_of(found.file), found.file.media_type, found.file.name)
    told = queries.statements_of(found)
    rows = page_of(request, queries.results_of(found))
    context = {
        "load": found,
        "page": rows,
        "rows": [(each, *told.get(each.target_id, ("", "")), period_words(each.period), _worth(each)) for each in rows],
        "crumbs": _crumbs(_("Carga")),
    }
    return render(request, "web/founding/load.html", context)


def _load(request: HttpRequest, version: Any, file: Any, read: ReadSheets) -> Any:
    actor, today = actor_of(request), timezone.localdate()
    rows, reason = read.rows[RESULTS.sheet], request.POST.get("reason", "").strip()[:500]
    done, _none = attempt(
        request,
        lambda: load_results(actor, version, file, rows, today=today, reason=reason),
        _("Los resultados quedaron cargados y cuentan en las cifras que siguen abiertas."),
    )
    return done


def _shown(lines: list[ResultLine]) -> Iterator[Shown]:
    for line in lines:
        where = [str(each.where.cell) if each.where else "" for each in line.findings]
        tone, word = OUTCOMES[line.outcome]
        called = line.placement.revision.statement if line.placement else line.row.text("number")
        yield Shown(
            sheet=_("{period}, fila").format(period=line.written or line.row.text("period")),
            number=line.row.number,
            called=called or _("Fila {n}").format(n=line.row.number),
            outcome=line.outcome,
            fresh=line.standing is None,
            tone=tone,
            word=str(word),
            changes=[(heading, said(old), said(new)) for heading, old, new in line.changes],
            findings=list(zip(where, worded(line.findings), strict=True)),
        )


def _worth(result: Any) -> str:
    """A result in words."""
    return answer_words(queries.answer_in(result))


def _version(request: HttpRequest, plan: UUID) -> Any:
    only(request, LOAD)
    return found_or_404(version_in_force(found_or_404(plan_by_uid(entity_id_of(request), str(plan)))))


def _crumbs(further: str = "", href: str = "") -> list[Any]:
    way = [Link(_("Inicio"), reverse("web:home")), Link(_("Primer día"), reverse("web:founding-path"))]
    here = Link(_("Resultados anteriores"), reverse("web:founding-results") if further else "")
    return [*way, here, *([Link(further, href)] if further else []), *([Link(_("Lo que cambia"), "")] if href else [])]
