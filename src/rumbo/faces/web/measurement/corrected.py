"""What was corrected after a closing, as a person reads it: which report, why, when, and each figure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.measurement.queries import CorrectionTold, FigureChange, corrections_of
from rumbo.faces.kit.written import written_moment
from rumbo.faces.web.measurement.telling import address, outcome_html

KINDS: dict[str, Promise] = {"target": __("Meta"), "level": __("Nivel"), "plan": __("Plan")}


@dataclass(frozen=True, slots=True)
class CorrectionShown:
    """One correction in sentences; `figures` are those of the year that changed, by their line of the sheet."""

    what: str
    why: str
    when: str
    changes: tuple[str, ...]
    href: str
    figures: dict[str, str]


def corrections_shown(followup: Any, since: datetime | None = None) -> list[CorrectionShown]:
    """The corrections of a closing, or those made since a moment; nothing is asked of what is open."""
    if followup is None or followup.closed_at is None:
        return []
    return [_shown(each, followup) for each in corrections_of(followup) if since is None or each.at > since]


def _shown(told: CorrectionTold, followup: Any) -> CorrectionShown:
    def href(change: FigureChange, ordinal: int) -> str:
        return address(followup.uid, change.place, "year", ordinal)

    lines = tuple(
        format_html(
            _("{what}: {before} al cerrar, {after} corregido"),
            what=f"{KINDS[each.kind]} {each.subject}".strip(),
            before=outcome_html(each.before, href(each, told.ordinal - 1)),
            after=outcome_html(each.after, href(each, told.ordinal)),
        )
        for each in told.changes
    )
    when = _("Corregido el {when}").format(when=written_moment(told.at))
    return CorrectionShown(
        what=f"{told.number}. {told.statement}".lstrip(". "),
        why="\n".join(part for part in (told.reason, told.act) if part),
        when=f"{when}, {told.post}" if told.post else when,
        changes=lines or (_("Ninguna cifra del año cambió; cambió lo que el reporte cuenta."),),
        href=reverse("web:followup-report", args=[told.report]),
        figures={each.place: outcome_html(each.after, href(each, told.ordinal)) for each in told.changes},
    )
