"""The act of a closing as a file to print, and what a closed round says of the trail."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.audit.queries import head_at
from rumbo.apps.followup import queries
from rumbo.faces.kit import papers
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.kit.written import written_moment
from rumbo.faces.web.downloading import file_answer
from rumbo.faces.web.issuing import issued
from rumbo.faces.web.session import actor_of, found_or_404, person_of
from rumbo.faces.web.words import period_words
from rumbo.layouts.drawing.closing import ClosedUnit, Closing, draw_closing
from rumbo.papers import writing

NAME = 60
FORMS = {"pdf": "PDF", "docx": "Word", "html": "HTML"}


@dataclass(frozen=True, slots=True)
class Closed:
    """What a closed round shows of its closing: the head of the trail then, and its act as files."""

    about: tuple[Fact, ...]
    files: tuple[Download, ...]


def closed_shown(followup: Any) -> Closed | None:
    """What to show of a round that is closed. One query; None and no query for one that is open."""
    if followup.state != "closed":
        return None
    head = head_at(followup.entity_id, followup.closed_at)
    files = (
        Download(_("Acta de cierre"), reverse("web:followup-closing", args=[followup.uid, form]), label)
        for form, label in FORMS.items()
    )
    told = Fact(_("Cabeza del rastro de auditoría"), head or _("todavía sin sellos cuando se cerró"))
    return Closed((told,), tuple(files))


@require_safe
def act(request: HttpRequest, uid: UUID, form: str) -> HttpResponse:
    """The act of a closed round; what is still open has none."""
    followup: Any = found_or_404(queries.followup_by_uid(actor_of(request), str(uid)))
    if followup.state != "closed" or form not in FORMS:
        raise Http404
    manner = papers.manner()
    document = issued(request, draw_closing(_closing(request, followup), manner), manner, followup.closed_at)
    name = slugify(f"{_('acta de cierre')} {followup.plan_version.plan.name} {period_words(followup.period)}")[:NAME]
    return file_answer(writing.render(document, form), writing.MEDIA_TYPES[form], f"{name}.{form}")


def _closing(request: HttpRequest, followup: Any) -> Closing:
    entity = person_of(request).entity
    board = queries.board_of(followup)
    said = _("{who}, {moment}")
    return Closing(
        entity=entity.name,
        plan=followup.plan_version.plan.name,
        version=followup.plan_version.label,
        period=period_words(followup.period),
        opened=said.format(who=followup.opened_by, moment=written_moment(followup.opened_at)),
        closed=said.format(who=followup.closed_by, moment=written_moment(followup.closed_at)),
        units=tuple(
            ClosedUnit(row.unit or _("Sin dependencia"), row.counts["closed"], row.counts[queries.CLOSED_UNREPORTED])
            for row in board
        ),
        head=head_at(followup.entity_id, followup.closed_at),
        signatories=tuple((each["label"], each["name"], each["post"]) for each in entity.signatories),
        moment=followup.closed_at.replace(microsecond=0),
    )
