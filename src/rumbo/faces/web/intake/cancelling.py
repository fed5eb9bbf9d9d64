"""From the line of a follow-up whose narrative says that an action will not be done, to asking that it be cancelled."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.changing.access import may
from rumbo.apps.changing.queries import placement_in_force
from rumbo.apps.intake.queries import continuity_table
from rumbo.content.periodicities import calendar_code
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year
from rumbo.domain.plan.matrix import Matrix
from rumbo.faces.web.changing.asking import TOLD
from rumbo.faces.web.intake.continuity import SAME
from rumbo.faces.web.intake.pages import address, opened
from rumbo.faces.web.session import actor_of, entity_id_of


@require_safe
def cancel(request: HttpRequest, uid: UUID, number: int) -> HttpResponse:
    """One step from the finding to the request, with its day and what the line says. Where nobody has said yet which
    action of the plan the line is, that is asked first; whoever may not ask reads the line."""
    intake, reading = opened(request, uid)
    if not 1 <= number <= len(reading.matrix.lines):
        raise Http404
    table = continuity_table(intake, reading)
    said = table.lines[number - 1] if table else None
    known = said is not None and said.before is not None and (said.settled or said.similarity == SAME)
    target: Any = table.earlier[said.before].target if table and said and known else None  # type: ignore[index]
    placement = placement_in_force(entity_id_of(request), target.uid) if target else None
    if placement is None:
        messages.info(
            request, _("Diga primero qué acción del plan en vigor es esta; después podrá pedir su cancelación.")
        )
        return redirect(address(intake, "web:intake-continuity"))
    if not may(actor_of(request), "changing.request.ask", placement.version):
        return redirect(address(intake, "web:intake-line", number))
    told = {"motivo": reading.matrix.lines[number - 1].narrative[:TOLD]}
    if since := _since(reading.matrix):
        told["desde"] = since.isoformat()
    return redirect(f"{reverse('web:changing-ask', args=[target.uid, 'cancel'])}?{urlencode(told)}")


def _since(matrix: Matrix) -> date | None:
    """The first day of the period that the document follows up."""
    code = calendar_code(matrix.period.periodicity) if matrix.period else ""
    if matrix.period is None or code not in PERIODICITIES:
        return None
    periods = periods_of_year(matrix.period.fiscal_year, PERIODICITIES[code])
    return next((each.first_day for each in periods if each.ordinal == matrix.period.ordinal), None)
