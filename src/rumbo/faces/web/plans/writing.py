"""The pages on which a target is written, its programme and its milestones, from whichever desk: that of the planning
office in a draft, or that of a unit in what it formulates."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge import MilestoneData, TargetData, hanging_from, target_data
from rumbo.apps.plans.bridge.programming import programme_findings
from rumbo.apps.plans.queries import periods_of
from rumbo.domain.calendar.periods import ANNUAL, PERIODICITIES, periods_of_year
from rumbo.faces.kit.pieces import Link
from rumbo.faces.web.plans.choices import Choices, initial_of, target_choices, target_told
from rumbo.faces.web.plans.forms import MilestonesForm, ProgrammeForm, TargetForm
from rumbo.faces.web.session import actor_of, attempt, entity_id_of, person_of, worded
from rumbo.faces.web.words import period_words


@dataclass(frozen=True, slots=True)
class Desk:
    """From where a target is written: of which version, by which deed (data, the placement or None, the revision seen
    or None), where its page is and where it is edited, where one goes back to, and the way there. `unit` is the one
    that reports, where only that may; `remarks` are what was asked of each field; `propose_href` is where a level is
    asked for that the plan lacks; `needed` are the fields without which nothing is handed in."""

    version: Any
    write: Callable[[TargetData, Any, str | None], Any]
    address: Callable[[Any], str]
    edit: Callable[[Any], str]
    back: str
    crumbs: Callable[[str], list[Link]]
    unit: Any = None
    remarks: tuple[tuple[str, str], ...] = ()
    propose_href: str = ""
    needed: tuple[str, ...] = ()


def add(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new target."""
    choices = _choices(request, desk)
    initial = {"node": request.GET.get("nivel", ""), "reporting_unit": str(desk.unit.uid) if desk.unit else ""}
    form = _say_needed(TargetForm(request.POST or None, initial=initial, **choices.offered), desk)
    if request.method == "POST" and form.is_valid():
        data = target_told(choices, form.cleaned_data, TargetData("", "", ""))
        placement, _refusals = attempt(request, lambda: desk.write(data, None, None), _("La meta quedó escrita."))
        if placement is not None:
            return redirect(desk.address(placement))
    return _page(request, desk, form, _("Escribir una meta"), desk.back, indicators=choices.indicators)


def edit(request: HttpRequest, desk: Desk, placement: Any) -> HttpResponse:
    """Another wording of a target."""
    # Whoever only looks sees neither the programme nor the milestones here.
    hanging = hanging_from([placement.revision_id], dated=request.method == "POST")
    (data,) = target_data([placement], hanging)
    choices = _choices(request, desk, data.units)
    form = _say_needed(TargetForm(request.POST or None, initial=initial_of(choices, data), **choices.offered), desk)
    return _rewrite(
        request, desk, placement, form, lambda told: target_told(choices, told, data), _("Editar la acción {number}"),
        indicators=choices.indicators,
    )  # fmt: skip


def programme(request: HttpRequest, desk: Desk, placement: Any) -> HttpResponse:
    """What a target programmes for the fiscal year and for each period of it, or for each year of a plan of several."""
    (data,) = target_data([placement])
    plan, periodicity = desk.version.plan, PERIODICITIES.get(data.periodicity)
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

    return _rewrite(request, desk, placement, form, told, _("Programación de la acción {number}"), "programme")


def milestones(request: HttpRequest, desk: Desk, placement: Any) -> HttpResponse:
    """The dated steps of a target that is reported by milestones."""
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

    return _rewrite(request, desk, placement, form, told, _("Hitos de la acción {number}"), "milestones")


def _say_needed(form: TargetForm, desk: Desk) -> TargetForm:
    """What may be empty while it is drafted, and not when it is handed in, is said so."""
    form.optional_unsaid = bool(desk.needed)
    for name in desk.needed:
        form.fields[name].help_text = _("Se necesita para enviar.")
    return form


def _field(period: Any) -> str:
    """The name of the field of a period, a row or a value."""
    return f"{getattr(period.periodicity, 'code', period.periodicity)}_{period.fiscal_year}_{period.ordinal}"


def _choices(request: HttpRequest, desk: Desk, named: Collection[int] = ()) -> Choices:
    known = {*named, desk.unit.pk} if desk.unit else named
    return target_choices(entity_id_of(request), desk.version, reporting=desk.unit, named=known)


def _rewrite(
    request: HttpRequest,
    desk: Desk,
    placement: Any,
    form: Any,
    told: Callable[[dict[str, Any]], TargetData],
    heading: str,
    page: str = "target_form",
    **more: Any,
) -> HttpResponse:
    """Rewrites a target from a form that carries the revision its editor saw: who comes second is told."""
    if request.method == "POST" and form.is_valid():
        seen = request.POST.get("seen", "")
        written, refusals = attempt(
            request, lambda: desk.write(told(form.cleaned_data), placement, seen), _("La meta quedó guardada.")
        )
        if not refusals:
            _say_programme(request, desk, written)
            return redirect(desk.address(written))
    title = heading.format(number=placement.number)
    return _page(request, desk, form, title, desk.address(placement), page=page, placement=placement, **more)


def _say_programme(request: HttpRequest, desk: Desk, written: Any) -> None:
    """What its annualization type asks of the programme is said at once; it does not stop who is drafting."""
    found = worded(programme_findings([written], desk.version.plan).get(written.pk, ()))
    for title, group in groupby(found, key=lambda told: told.title):
        alike = list(group)
        messages.warning(request, f"{title}. {' '.join(each.what for each in alike)} {alike[-1].how}")


def _page(
    request: HttpRequest, desk: Desk, form: Any, heading: str, back: str, *, page: str = "target_form", **more: Any
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "version": desk.version,
        "crumbs": desk.crumbs(heading),
        "cancel_href": back,
        "remarks": desk.remarks,
        "propose_href": desk.propose_href,
        "edit_href": desk.edit(more["placement"]) if "placement" in more else "",
        **more,
    }
    return render(request, f"web/plans/{page}.html", context, status=422 if form.is_bound else 200)
