"""Targets of a draft written by hand: their data, their programme, their milestones, and many settled at once."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from rumbo.apps.plans.actions import ensure_periods, place_target, remove_target, settle_targets
from rumbo.apps.plans.bridge import MilestoneData, TargetData, target_data
from rumbo.apps.plans.queries import matrix_rows, periods_of, placements_by_uid, target_detail
from rumbo.domain.calendar.periods import ANNUAL, PERIODICITIES, periods_of_year
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans.choices import initial_of, target_choices, target_told
from rumbo.faces.web.plans.forms import MilestonesForm, OptionalReasonForm, ProgrammeForm, SettleForm, TargetForm
from rumbo.faces.web.plans.pages import crumbs, placement_asked, refuse_unless_editable, version_asked, version_tabs
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, person_of
from rumbo.faces.web.words import period_words

SETTLED_A_PAGE = 50
both = require_http_methods(["GET", "POST"])


@both
def add(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A new target."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    choices = target_choices(entity_id_of(request), version)
    form = TargetForm(request.POST or None, initial={"node": request.GET.get("nivel", "")}, **choices.offered)
    if request.method == "POST" and form.is_valid():
        data = target_told(choices, form.cleaned_data, TargetData("", "", ""))
        placement, _refusals = attempt(
            request, lambda: place_target(actor_of(request), version, data), _("La meta quedó escrita.")
        )
        if placement is not None:
            return redirect("web:plans-target", placement.uid)
    return _page(request, version, form, _("Escribir una meta"), reverse("web:plans-version", args=[version.uid]))


@both
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Another wording of a target."""
    placement = _editable(request, uid)
    choices = target_choices(entity_id_of(request), placement.version)
    (data,) = target_data([placement])
    form = TargetForm(request.POST or None, initial=initial_of(choices, data), **choices.offered)
    return _rewrite(
        request, placement, form, lambda told: target_told(choices, told, data), _("Editar la acción {number}")
    )


@both
def programme(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a target programmes for the fiscal year and for each period of it, or for each year of a plan of several."""
    placement = _editable(request, uid)
    (data,) = target_data([placement])
    plan, periodicity = placement.version.plan, PERIODICITIES.get(data.periodicity)
    years = range(plan.first_year, plan.last_year + 1) if plan.first_year and plan.last_year else [plan.fiscal_year]
    shorter = [periodicity] if plan.fiscal_year and periodicity and periodicity.months else []
    cut = [(year, one) for year in years if year for one in dict.fromkeys((ANNUAL, *shorter))]
    known = [row for year, one in cut for row in periods_of(entity_id_of(request), year, one.code)]
    form = ProgrammeForm(
        request.POST or None,
        initial={_field(row): data.programme[row.pk] for row in known if row.pk in data.programme},
        periods=[(_field(each), period_words(each)) for year, one in cut for each in periods_of_year(year, one)],
    )

    def told(answers: dict[str, Any]) -> TargetData:
        entity, actor = person_of(request).entity, actor_of(request)
        rows = [row for year, one in cut for row in ensure_periods(actor, entity, year, one.code)]
        written = {row.pk: answers[_field(row)] for row in rows}
        # An empty year is no programme of the year: the quantity promised stands for it.
        empty = {row.pk for row in rows if row.periodicity == ANNUAL.code and written[row.pk] is None}
        kept = {**data.programme, **written}
        return replace(data, programme={key: amount for key, amount in kept.items() if key not in empty})

    return _rewrite(request, placement, form, told, _("Programación de la acción {number}"), "programme")


def _field(period: Any) -> str:
    """The name of the field of a period, a row or a value."""
    return f"{getattr(period.periodicity, 'code', period.periodicity)}_{period.fiscal_year}_{period.ordinal}"


@both
def milestones(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The dated steps of a target that is reported by milestones."""
    placement = _editable(request, uid)
    (data,) = target_data([placement])
    initial = {
        f"{name}_{row}": getattr(step, name)
        for row, step in enumerate(data.milestones, start=1)
        for name in ("title", "due", "weight")
    }
    form = MilestonesForm(request.POST or None, initial=initial)

    def told(answers: dict[str, Any]) -> TargetData:
        steps = tuple(MilestoneData(title, due, weight) for title, due, weight in form.written())
        return replace(data, milestones=steps, report_kind="milestones" if steps else data.report_kind)

    return _rewrite(request, placement, form, told, _("Hitos de la acción {number}"), "milestones")


@both
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Takes a target out of the draft, once asked."""
    placement = _editable(request, uid)
    version = placement.version
    form = OptionalReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _value, refusals = attempt(
            request,
            lambda: remove_target(actor_of(request), version, placement, reason=reason),
            _("La acción quedó fuera de esta versión."),
        )
        if not refusals:
            return redirect("web:plans-version", version.uid)
    context = {
        "heading": _("Quitar la acción {number}").format(number=placement.number),
        "consequences": [
            placement.revision.statement,
            _("Si viene de una versión anterior, lo que ya se reportó de ella se conserva."),
        ],
        "form": form,
        "verb": _("Quitar la acción"),
        "danger": True,
        "crumbs": crumbs(version),
        "cancel_href": reverse("web:plans-target", args=[placement.uid]),
    }
    return render(request, "web/plans/ask.html", context, status=422 if form.is_bound else 200)


@both
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What each target reports and weighs, fifty at once."""
    version = version_asked(request, uid)
    refuse_unless_editable(request, version)
    rows = matrix_rows(version)
    page = Paginator(rows, SETTLED_A_PAGE).get_page(request.GET.get("pagina"))
    form = SettleForm(request.POST or None, placements=page)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        found = placements_by_uid(version, [str(each.uid) for each in page])
        kinds = {each: told[f"kind_{key}"] for key, each in found.items()}
        weights = {each: told[f"weight_{key}"] for key, each in found.items()}
        edit = int(seen) if (seen := request.POST.get("edit", "")).isdecimal() else -1
        changed, refusals = attempt(
            request, lambda: settle_targets(actor_of(request), version, kinds, weights, edit=edit)
        )
        if not refusals:
            messages.success(request, ngettext("{n} meta cambió.", "{n} metas cambiaron.", changed).format(n=changed))
            return redirect(request.get_full_path())
    context = {
        "version": version,
        "crumbs": crumbs(version, Link(_("Forma de reporte y pesos"), "")),
        "tabs": version_tabs(version, "web:plans-settle", editable=True),
        "form": form,
        "page": page,
    }
    return render(request, "web/plans/settle.html", context, status=422 if form.is_bound else 200)


def _editable(request: HttpRequest, uid: UUID) -> Any:
    placement = placement_asked(request, uid)
    refuse_unless_editable(request, placement.version)
    return placement


def _rewrite(
    request: HttpRequest,
    placement: Any,
    form: Any,
    told: Callable[[dict[str, Any]], TargetData],
    heading: str,
    page: str = "target_form",
) -> HttpResponse:
    """Rewrites a target from a form that carries the revision its editor saw: who comes second is told."""
    version = placement.version
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        written, refusals = attempt(
            request,
            lambda: place_target(actor_of(request), version, told(form.cleaned_data), placement=placement, seen=seen),
            _("La meta quedó guardada."),
        )
        if not refusals:
            return redirect("web:plans-target", written.uid)
    title = heading.format(number=placement.number)
    back = reverse("web:plans-target", args=[placement.uid])
    return _page(request, version, form, title, back, page=page, placement=placement, detail=target_detail(placement))


def _page(
    request: HttpRequest, version: Any, form: Any, heading: str, back: str, *, page: str = "target_form", **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "version": version,
        "crumbs": crumbs(version, Link(heading, "")),
        "cancel_href": back,
        **more,
    }
    return render(request, f"web/plans/{page}.html", context, status=422 if form.is_bound else 200)
