"""The rounds of a year as one list, to open, lock or close several; and the page that reassigns one target."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rumbo.apps.calendar.queries import rounds_planned
from rumbo.apps.followup import access
from rumbo.apps.followup.queries import rounds_of_year
from rumbo.apps.followup.queries.answerable import target_by_uid
from rumbo.apps.plans.queries import versions_in_force
from rumbo.faces.web.followup.bulk import buttons_for, interrupted
from rumbo.faces.web.followup.bulk_deeds import ReassignForm, reassign
from rumbo.faces.web.followup.narrowing import asked, today_of
from rumbo.faces.web.followup.rounds import crumbs
from rumbo.faces.web.people.forms import carried_out
from rumbo.faces.web.session import actor_of, entity_id_of, found_or_404
from rumbo.faces.web.words import period_words

FIELDS = {
    "reassignment.reason_missing": "reason",
    "reassignment.unit_not_valid": "unit",
    "reassignment.same_unit": "unit",
}


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of a year: those that the calendar asks for and are not open, and those that are."""
    actor, entity = actor_of(request), entity_id_of(request)
    if not access.may(actor, "followup.followup.open"):
        raise Http404
    year = asked(request.GET, today_of(request).year).fiscal_year
    kept = list(rounds_of_year(entity, year))
    context = {
        "year": year,
        "open": [(each, period_words(each.period)) for each in kept if each.state == "open"],
        "planned": _planned(entity, year, kept),
        "open_buttons": buttons_for(actor, "open"),
        "planned_buttons": buttons_for(actor, "planned"),
        "interrupted": interrupted(request),
        "back": request.get_full_path(),
        "crumbs": crumbs((_("Quién debe qué"), reverse("web:followup-board")), (_("Seguimientos"), "")),
    }
    return render(request, "web/followup/several_rounds.html", context)


def _planned(entity: int, year: int, kept: list[Any]) -> list[tuple[str, str, str, int]]:
    """The rounds to open: the key by which each is chosen, its period, its plan, and how many targets are due."""
    known = {(each.plan_version.plan_id, each.period.last_day) for each in kept}
    versions = {each.pk: each for each in versions_in_force(entity) if each.plan.fiscal_year in (None, year)}
    return [
        (
            f"{versions[key].uid}:{year}:{planned.period.periodicity.code}:{planned.period.ordinal}",
            period_words(planned.period),
            versions[key].plan.name,
            planned.targets,
        )
        for key, rows in rounds_planned(entity, versions.values(), year).items()
        for planned in rows
        if (versions[key].plan_id, planned.period.last_day) not in known
    ]


@require_http_methods(["GET", "POST"])
def reassign_one(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Says which unit reports a target from a day on."""
    target = found_or_404(target_by_uid(entity_id_of(request), str(uid)))
    if not access.may(actor_of(request), "followup.target.reassign", target):
        raise Http404
    form, moved = ReassignForm(request.POST or None, entity_id=entity_id_of(request)), [0]

    def act() -> None:
        moved[0] = reassign(request, target, form.cleaned_data)

    if form.is_valid() and carried_out(request, form, act, _("La meta tiene quien la reporte."), FIELDS):
        return redirect("web:followup-unanswered")
    here = _("Decir quién reporta la meta")
    context = {
        "heading": here,
        "form": form,
        "consequences": [_("Los reportes abiertos que nadie ha enviado pasan a esa dependencia.")],
        "verb": _("Guardar"),
        "cancel_href": reverse("web:followup-unanswered"),
        "crumbs": crumbs((_("Sin quien responda"), reverse("web:followup-unanswered")), (here, "")),
    }
    return render(request, "web/people/form.html", context, status=422 if request.method == "POST" else 200)
