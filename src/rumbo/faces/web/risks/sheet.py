"""One risk close by: what it is, where it stands and why, its controls, its treatment, what came true, its life."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import history_of
from rumbo.apps.projects.queries import version_to_show
from rumbo.apps.risks import queries
from rumbo.apps.risks.bridge import assessed, told
from rumbo.domain.risk import Method, check_treatment
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.history import moments_of
from rumbo.faces.web.risks.editions import class_words, edition
from rumbo.faces.web.risks.events import can_tell
from rumbo.faces.web.risks.pages import can_write, risk_way
from rumbo.faces.web.risks.reviewing import staying
from rumbo.faces.web.risks.showing import IMPACT_KINDS, reckoning_of, whose, zone_words
from rumbo.faces.web.session import entity_id_of, found_or_404, may

PRINTED = {
    "probability": __("Probabilidad inherente"),
    "impact": __("Impacto inherente"),
    "inherent": __("Zona inherente"),
    "residual_probability": __("Probabilidad residual"),
    "residual_impact": __("Impacto residual"),
    "residual": __("Zona residual"),
}
"""What a document says of where a risk stands, in its order."""


@require_safe
def risk(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The sheet of a risk as its version assesses it."""
    row = found_or_404(queries.whole_risk(entity_id_of(request), uid))
    spoken, controls, treatments = edition(row.method), list(row.controls.all()), list(row.treatments.all())
    found, story = assessed(row, controls, spoken), told(row, controls, spoken)
    review = queries.review_of_whole(row)
    checks = check_treatment(spoken, row.risk_class, found, row.option, len(treatments), row.code)
    context = {
        "row": row,
        "edition": spoken,
        "crumbs": risk_way(row),
        "facts": _facts(row, spoken),
        "printed": [Fact(str(label), row.printed[name]) for name, label in PRINTED.items() if row.printed.get(name)],
        "inherent": zone_words(row.method, row.zone),
        "residual": zone_words(row.method, row.residual_zone),
        "assessed": found.inherent is not None,
        "stories": [
            reckoning_of(_("Riesgo inherente"), zone_words(row.method, row.zone)[1], story.inherent),
            reckoning_of(_("Riesgo residual"), zone_words(row.method, row.residual_zone)[1], story.residual),
        ],
        "controls": [_control(each, spoken) for each in controls],
        "option": next((each.name for each in spoken.options if each.code == row.option), ""),
        "treatments": treatments,
        "findings": [finding for check in checks for finding in check.findings],
        "errors": [replace(each, where=None) for each in review.errors],
        "stays": [(wording, left, uid, "") for wording, left, uid, _code in staying(review)],
        "may_take_back": can_write(request, row) and may(request, "risks.finding.ask_again", row),
        "may_leave": may(request, "risks.finding.overrule", row),
        "events": queries.materializations_of(row.risk_id),
        "life": [_step(each) for each in queries.life_of_risk(row.risk_id)],
        "moments": moments_of(history_of(row)),
        "editable": can_write(request, row),
        "may_tell": can_tell(request, row),
    }
    return render(request, "web/risks/risk.html", context)


def _facts(row: Any, spoken: Method) -> list[Fact]:
    """What is said of a risk, only what was said."""
    said = [
        Fact(_("Proceso o proyecto"), whose(row), href=_address(row)),
        Fact(_("Dependencia que responde por el riesgo"), row.unit.name),
        Fact(_("Clase"), class_words(row.risk_class)),
        Fact(_("Clasificación"), row.category),
        Fact(_("Metodología"), spoken.name, spoken.note),
        Fact(_("Punto de riesgo"), row.point),
        Fact(_("Activo de información"), row.asset),
        Fact(_("Propiedad que se pierde"), row.asset_property),
        Fact(_("Amenaza"), row.threat),
        Fact(_("Vulnerabilidad"), row.vulnerability),
        Fact(_("Qué afectaría"), str(IMPACT_KINDS.get(row.impact_kind, row.impact_kind))),
        Fact(_("Causa inmediata"), row.immediate_cause),
        Fact(_("Causa raíz"), row.root_cause),
        Fact(_("Consecuencias"), row.consequences),
        Fact(_("Factor de riesgo"), dict(spoken.factors).get(row.factor, row.factor)),
    ]
    return [fact for fact in said if fact.value]


def _address(row: Any) -> str:
    """Where the process or the project of a risk is shown; empty for a project that is not kept here."""
    if row.process:
        return reverse("web:processes-process", args=[row.process.uid])
    version = version_to_show(row.project) if row.project else None
    return reverse("web:projects-sheet", args=[version.uid]) if version else ""


def _control(row: Any, spoken: Method) -> tuple[Any, str, str]:
    """A control with the words of its kind and of what informs about it."""
    named = {part.code: part.name for part in spoken.controls.kinds}
    named |= {part.code: part.name for part in spoken.controls.ways}
    yes_no = (
        (row.documented, _("documentado"), _("sin documentar")),
        (row.continuous, _("se ejecuta siempre"), _("se ejecuta a veces")),
        (row.leaves_record, _("deja registro"), _("no deja registro")),
    )
    informs = [yes if answer else no for answer, yes, no in yes_no if answer is not None]
    kind = [words for words in (named.get(row.kind, row.kind), named.get(row.way, row.way).lower()) if words]
    return row, ", ".join(kind), ", ".join(informs)


def _step(row: Any) -> tuple[Any, tuple[str, str], tuple[str, str], str]:
    return (
        row,
        zone_words(row.method, row.zone),
        zone_words(row.method, row.residual_zone),
        edition(row.method).edition,
    )
