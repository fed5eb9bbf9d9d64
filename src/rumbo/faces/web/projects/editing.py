"""Writing a project: begun, its identity, its sections row by row, its goals, its schedule; all without script."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rumbo.apps.people.queries import units_of
from rumbo.apps.projects import actions, queries
from rumbo.apps.projects.access import may, writes_for
from rumbo.apps.projects.bridge import GoalData, identity_data
from rumbo.domain.project.sheet import Step
from rumbo.domain.schedule import months
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.projects.editors import EDITORS
from rumbo.faces.web.projects.forms import GoalForm, IdentityForm, PeriodsForm, ScheduledRow, StepRow
from rumbo.faces.web.projects.pages import crumbs, edit_seen, editable_asked, sheet_address, way
from rumbo.faces.web.projects.rows import TURN, RowForm, Rows
from rumbo.faces.web.projects.words import SECTIONS, SLUGS
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, found_or_404, person_of

BLANK_ROWS = 2
YEAR_OF_MONTHS = 12
FIELD_OF = {
    "projects.nameless": "name",
    "projects.code_taken": "code",
    "projects.periods_unfit": "periods",
}
both = require_http_methods(["GET", "POST"])


@both
def create(request: HttpRequest) -> HttpResponse:
    """A new project, in a draft."""
    if not may(actor_of(request), "projects.project.create"):
        raise Http404
    form = IdentityForm(request.POST or None, initial={"fiscal_year": timezone.localdate().year}, units=_units(request))
    made: list[Any] = []

    def begin() -> None:
        entity, unit = person_of(request).entity, form.cleaned_data["unit"]
        made.append(actions.create_project(actor_of(request), entity, form.data_told(), unit=unit))

    done = _("El proyecto quedó en borrador. Escriba sus secciones y regístrelo en el banco.")
    if form.is_valid() and carried_out(request, form, begin, done, FIELD_OF):
        return redirect("web:projects-sheet", made[0].uid)
    return _form_page(request, form, _("Crear un proyecto"), way(), reverse("web:projects-list"))


@both
def identity(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Its name, code, unit, years and form."""
    version = editable_asked(request, uid)
    data = identity_data(version)
    start = {name: getattr(data, name) for name in IdentityForm.base_fields if hasattr(data, name)}
    start |= {f"control_{part}": getattr(data.control, part) for part in ("process", "code", "version", "form")}
    start["unit"] = str(version.unit.uid) if version.unit else ""
    form = IdentityForm(request.POST or None, initial=start, units=_units(request))

    def write() -> None:
        told = form.data_told()
        unit = form.cleaned_data["unit"]
        actions.write_identity(actor_of(request), version, told, unit=unit, edit=edit_seen(request))

    if form.is_valid() and carried_out(request, form, write, _("La identificación quedó guardada."), FIELD_OF):
        return redirect(sheet_address(version, "identity"))
    heading = str(SECTIONS["identity"])
    return _form_page(request, form, heading, crumbs(version), sheet_address(version, "identity"), version)


@both
def section(request: HttpRequest, uid: UUID, slug: str) -> HttpResponse:
    """A section of the sheet, row by row."""
    editor = EDITORS.get(next((key for key, known in SLUGS.items() if known == slug), ""))
    if editor is None:
        raise Http404
    version = editable_asked(request, uid)
    lead = editor.lead(request.POST or None, initial=dict(editor.lead_start(version))) if editor.lead else None
    name = editor.section

    def keep(told: list[dict[str, Any]], said: Mapping[str, Any]) -> Any:
        return editor.keep(actor_of(request), version, told, said, edit_seen(request))

    return _rows_page(
        request,
        version,
        Plan(editor.row, editor.options(version), lambda: editor.start(version), keep, sheet_address(version, name)),
        lead,
        heading=SECTIONS[name],
        about=editor.about,
        named=editor.named,
    )


@both
def goal_add(request: HttpRequest, uid: UUID, activity_uid: UUID) -> HttpResponse:
    """A new goal of an activity."""
    version = editable_asked(request, uid)
    activity = found_or_404(queries.activity_by_uid(version, activity_uid))
    return _goal_page(request, version, activity, None)


@both
def goal_edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording of a goal, with its sub-activities and evidence."""
    goal = found_or_404(queries.goal_by_uid(entity_id_of(request), uid))
    version = editable_asked(request, goal.version.uid)
    return _goal_page(request, version, goal.activity, goal)


@both
def goal_remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a goal out, once asked."""
    goal = found_or_404(queries.goal_by_uid(entity_id_of(request), uid))
    version = editable_asked(request, goal.version.uid)
    back = sheet_address(version, "activities")
    if request.method == "POST":
        done = _("La meta quedó fuera del proyecto.")
        attempt(request, lambda: actions.remove_goal(actor_of(request), version, goal), done)
        return redirect(back)
    context = {
        "heading": _("Quitar la meta"),
        "consequences": [goal.statement, _("Se quitan también sus subactividades y sus evidencias esperadas.")],
        "verb": _("Quitar la meta"),
        "danger": True,
        "crumbs": crumbs(version),
        "cancel_href": back,
    }
    return render(request, "web/plans/ask.html", context)


@both
def periods(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The periods of the schedule."""
    version = editable_asked(request, uid)
    start = version.periods or months(YEAR_OF_MONTHS)
    form = PeriodsForm(request.POST or None, initial={"periods": "\n".join(start)})

    def write() -> None:
        actions.write_schedule(actor_of(request), version, periods=form.told(), edit=edit_seen(request))

    back = reverse("web:projects-schedule", args=[version.uid])
    if form.is_valid() and carried_out(request, form, write, _("Los periodos quedaron guardados."), FIELD_OF):
        return redirect(back)
    return _form_page(request, form, _("Periodos del cronograma"), crumbs(version), back, version)


@both
def marks(request: HttpRequest, uid: UUID, line_uid: UUID) -> HttpResponse:
    """The sub-activities of a line of the schedule, with the periods in which each is done."""
    version = editable_asked(request, uid)
    line = found_or_404(queries.scheduled_by_uid(version, line_uid))

    def start() -> list[dict[str, Any]]:
        rows = queries.steps_scheduled(line)
        return [{"number": row.number, "text": row.statement, "marks": row.marks} for row in rows]

    def keep(told: list[dict[str, Any]], said: Mapping[str, Any]) -> Any:
        steps = [Step(row["number"], row["text"], tuple(row["marks"])) for row in told]
        return actions.write_schedule(actor_of(request), version, line=line, steps=steps, edit=edit_seen(request))

    back = reverse("web:projects-schedule", args=[version.uid])
    return _rows_page(
        request,
        version,
        Plan(ScheduledRow, {"periods": version.periods}, start, keep, back),
        heading=line.text,
        about=_("Marque los periodos en que se hace cada subactividad."),
        named=_("Subactividad"),
    )


@require_POST
def bring(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The activities that the schedule does not have yet, with the steps of their goals."""
    version = editable_asked(request, uid)
    done = _("El cronograma tiene las actividades del proyecto. Marque sus periodos.")
    attempt(request, lambda: actions.bring_schedule(actor_of(request), version), done)
    return redirect("web:projects-schedule", version.uid)


class Plan:
    """How a page of rows works: the form of a row and its choices, how the rows stand, how they are kept, and where to
    go when they are."""

    def __init__(
        self,
        row: type[RowForm],
        options: Mapping[str, Any],
        start: Callable[[], Any],
        keep: Callable[[list[dict[str, Any]], Mapping[str, Any]], Any],
        back: str,
    ) -> None:
        self.row, self.options, self.start, self.keep, self.back = row, options, start, keep, back

    def rows(self, request: HttpRequest) -> Rows:
        """The rows as they stand or as they were sent."""
        if request.method == "POST":
            return Rows(self.row, self.options, data=request.POST)
        standing = list(self.start())
        return Rows(self.row, self.options, start=standing or [{}] * BLANK_ROWS)


def _goal_page(request: HttpRequest, version: Any, activity: Any, goal: Any) -> HttpResponse:
    offered = queries.targets_offered(entity_id_of(request))
    names = ("number", "statement", "indicator", "quantity", "measure_unit", "plan_code")
    initial = {name: getattr(goal, name) for name in names} if goal else {}
    if goal:
        initial |= {"evidence": "\n".join(goal.evidence), "target": str(goal.target.uid) if goal.target else ""}
    lead = GoalForm(request.POST or None, initial=initial, targets=[(each.uid, each.words) for each in offered])

    def start() -> list[dict[str, Any]]:
        rows = queries.steps_of_goal(goal) if goal else ()
        return [{"number": row.number, "text": row.statement, "marks": "\n".join(row.marks)} for row in rows]

    def keep(told: list[dict[str, Any]], said: Mapping[str, Any]) -> Any:
        steps = tuple(Step(row["number"], row["text"], tuple(row["marks"].splitlines())) for row in told)
        evidence = tuple(line.strip() for line in said["evidence"].splitlines() if line.strip())
        data = GoalData(**{name: said[name] for name in names}, steps=steps, evidence=evidence)
        target = queries.target_by_uid(entity_id_of(request), said["target"]) if said["target"] else None
        actor, edit = actor_of(request), edit_seen(request)
        return actions.write_goal(actor, version, activity, data, goal=goal, target=target, edit=edit)

    return _rows_page(
        request,
        version,
        Plan(StepRow, {}, start, keep, sheet_address(version, "activities")),
        lead,
        heading=_("Editar la meta") if goal else _("Agregar una meta"),
        about=activity.text,
        named=_("Subactividad"),
    )


def _rows_page(
    request: HttpRequest, version: Any, plan: Plan, lead: forms.Form | None = None, **told: Any
) -> HttpResponse:
    """A page of rows: shown, turned, or kept."""
    rows = plan.rows(request)
    how = request.POST.get(TURN, "")
    if how:
        rows = rows.turn(how)
        # What stands above the rows is shown as it was typed, and judged only when it is sent to be kept.
        lead = type(lead)(initial=_typed(lead), **_choices(lead)) if lead else None
    elif request.method == "POST":
        valid = rows.is_valid()
        if (lead is None or lead.is_valid()) and valid:
            said = lead.cleaned_data if lead else {}
            _kept, refusals = attempt(request, lambda: plan.keep(rows.told, said), _("Quedó guardado."))
            if not refusals:
                return redirect(plan.back)
        else:
            messages.error(request, _("No se guardó: hay datos por corregir."))
    heading = str(told.pop("heading"))
    context = {
        "version": version,
        "rows": rows,
        "lead": lead,
        "heading": heading,
        "edit": request.POST.get("edit", version.edit),
        "crumbs": crumbs(version, Link(heading if len(heading) < 60 else _("Cronograma"), "")),
        "cancel_href": plan.back,
        **told,
    }
    status = 422 if request.method == "POST" and not how else 200
    return render(request, "web/projects/rows.html", context, status=status)


def _typed(lead: forms.Form) -> dict[str, Any]:
    return {name: lead[name].value() for name in lead.fields}


def _choices(lead: forms.Form) -> dict[str, Any]:
    """What a form of its kind is made with: the targets that a goal may be."""
    return {"targets": lead.fields["target"].choices[1:]} if isinstance(lead, GoalForm) else {}  # type: ignore[attr-defined]


def _form_page(
    request: HttpRequest, form: forms.Form, heading: str, path: list[Link], back: str, version: Any = None
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "version": version,
        "edit": request.POST.get("edit", version.edit if version else ""),
        "crumbs": [*path, Link(heading, "")],
        "cancel_href": back,
    }
    return render(request, "web/projects/form.html", context, status=422 if form.errors else 200)


def _units(request: HttpRequest) -> list[Any]:
    """The units for which this person may write projects."""
    actor = actor_of(request)
    return [unit for unit in units_of(entity_id_of(request), timezone.localdate()) if writes_for(actor, unit.pk)]
