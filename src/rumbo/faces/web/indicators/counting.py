"""A variable that nobody types: which plan it is counted in, and each count with the targets behind it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.measurement.actions import leave_counts, take_counts
from rumbo.apps.measurement.queries import counted_periods, level_counted, plans_to_count
from rumbo.domain.measurement.grouping import is_met
from rumbo.domain.outcomes import Computed
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.indicators.forms import CountForm
from rumbo.faces.web.indicators.pages import only, variable_asked, variables_way
from rumbo.faces.web.indicators.words import COUNTED_BY, COUNTS
from rumbo.faces.web.measurement.telling import address, told
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404, may
from rumbo.faces.web.words import period_words

both = require_http_methods(["GET", "POST"])


def link_of(variable: Any) -> Any:
    """What a variable counts, or None."""
    return getattr(variable, "plan_count", None)


def counted_facts(variable: Any) -> list[Fact]:
    """What a variable counts, in words."""
    link = link_of(variable)
    return [
        Fact(_("Se cuenta en el plan"), link.plan.name),
        Fact(_("Nivel"), level_counted(variable) if link.node_id else ""),
        Fact(_("Qué se cuenta"), COUNTS[link.tally]),
        Fact(_("Cumplidas según"), COUNTED_BY[link.measure] if link.tally != "items" else ""),
    ]


def counted_rows(variable: Any, year: int) -> list[tuple[str, int, str, str, str]]:
    """The counts of a year: period, value, where it is told target by target, the state of the follow-up and its
    figures."""
    rows = sorted(counted_periods(variable, year).items())
    return [
        (
            period_words(each.followup.period),
            int(each.value),
            reverse("web:indicators-count", args=[variable.uid, *key]),
            each.followup.state,
            reverse("web:measurement-sheet", args=[each.followup.uid]),
        )
        for key, each in rows
    ]


@both
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The values of a variable are taken from what a plan counts."""
    found = variable_asked(request, uid)
    only(request, may(request, "measurement.count.take", found))
    link = link_of(found)
    start = {"counts": link.tally, "measure": link.measure} if link else {"measure": "year"}
    form = CountForm(request.POST or None, offered=plans_to_count(entity_id_of(request)), initial=start)

    def put() -> None:
        plan, node = form.chosen
        wanted = form.cleaned_data
        take_counts(actor_of(request), found, plan, wanted["counts"], measure=wanted["measure"], node=node)

    back = reverse("web:indicators-variable", args=[uid])
    if form.is_valid() and carried_out(request, form, put, _("La variable se cuenta en el plan."), {}):
        return redirect(back)
    told = (
        _("Nadie escribe el valor: cada periodo es el conteo del seguimiento de ese plan en el mismo periodo."),
        _("Un resultado que se cierre conserva el conteo que tenía ese día."),
    )
    return _asked(request, found, form, _("Tomar el valor del conteo de un plan"), told, _("Tomarlo del plan"))


@both
def leave(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Its unit reports the variable again."""
    found = variable_asked(request, uid)
    only(request, may(request, "measurement.count.leave", found) and link_of(found) is not None)
    form = forms.Form(request.POST if request.method == "POST" else None)
    back = reverse("web:indicators-variable", args=[uid])

    def drop() -> None:
        leave_counts(actor_of(request), found)

    if request.method == "POST" and carried_out(request, form, drop, _("La dependencia la reporta de nuevo."), {}):
        return redirect(back)
    told = (
        _("Desde hoy «{unit}» reporta el valor de cada periodo.").format(unit=found.unit.name),
        _("Los resultados cerrados conservan lo que se contó."),
    )
    return _asked(request, found, form, _("Dejar de tomarla del plan"), told, _("Dejar de tomarla"))


def _asked(
    request: HttpRequest, found: Any, form: forms.Form, heading: str, consequences: Sequence[str], verb: str
) -> HttpResponse:
    """The form of what becomes of a variable, with what follows from it."""
    back = reverse("web:indicators-variable", args=[found.uid])
    context = {
        "form": form,
        "heading": heading,
        "lead": found.name,
        "consequences": consequences,
        "verb": verb,
        "cancel_href": back,
        "crumbs": variables_way(Link(found.name, back), Link(heading, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if form.errors else 200)


@require_safe
def count(request: HttpRequest, uid: UUID, year: int, ordinal: int) -> HttpResponse:
    """A count target by target, each leading to how its figure came about."""
    found = variable_asked(request, uid)
    link = found_or_404(link_of(found))
    here = found_or_404(counted_periods(found, year).get((year, ordinal)))
    period = period_words(here.followup.period)
    rows = [
        (
            f"{each.number}. {each.statement}".lstrip(". "),
            told(each.outcome, address(here.followup.uid, each.uid, link.measure)),
            counts_in(link.tally, each.outcome),
        )
        for each in here.targets
    ]
    back = reverse("web:indicators-variable", args=[uid])
    context = {
        "variable": found,
        "period": period,
        "value": int(here.value),
        "of": len(rows),
        "what": COUNTS[link.tally],
        "about": [fact for fact in counted_facts(found) if str(fact.value)],
        "followup": here.followup,
        "rows": rows,
        "crumbs": variables_way(Link(found.name, back), Link(period, "")),
    }
    return render(request, "web/indicators/count.html", context)


def counts_in(counts: str, outcome: Any) -> bool:
    """Whether a target is one of those that a variable counts."""
    return {"items": True, "measured": isinstance(outcome, Computed), "met": is_met(outcome)}[counts]
