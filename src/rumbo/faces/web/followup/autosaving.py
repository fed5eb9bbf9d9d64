"""A report that keeps itself while it is written: the same draft as its button keeps, told in a line of words.

Evidence is never attached on the way: it would be attached again with the button.
"""

from typing import Any

from django.http import Http404, HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import save_draft
from rumbo.faces.kit.written import written_moment
from rumbo.faces.web.followup.answering import ReportForm
from rumbo.faces.web.followup.forms import sentence
from rumbo.faces.web.session import actor_of

LEFT_OUT = ("link", "link_title", "link_date", "evidence_date")


def typed_in(request: HttpRequest) -> Any:
    """What was typed in a form, but for its evidence."""
    typed = request.POST.copy()
    for name in LEFT_OUT:
        typed.pop(name, None)
    return typed


def autosaved(request: HttpRequest, found: Any, form: ReportForm) -> JsonResponse:
    """Keeps the draft and says when; 409 when the report is no longer as the person sees it, 422 when something in it
    cannot be kept. What is on the screen stays there either way."""
    if not form.is_valid():
        name = next(iter(form.errors))
        label = form.fields[name].label if name in form.fields else ""
        return _told(_("Todavía sin guardar: revise «{field}».").format(field=label), 422)
    try:
        kept = save_draft(actor_of(request), found, form.answer(), form.cleaned_data["edit"])
    except Forbidden as forbidden:
        raise Http404 from forbidden
    except Refused as refused:
        (first, *_more) = refused.findings
        if first.code != FASTER.code:
            return _told(sentence(first), 422)
        return _told(_somebody_else(found), 409)
    when = written_moment(timezone.now())
    return _told(_("Borrador guardado: {when}").format(when=when), 200, edit=kept.edit)


def _somebody_else(found: Any) -> str:
    entry = queries.draft_of(found)
    who = entry.written_by if entry is not None else _("Otra persona")
    told = _(
        "{who} cambió este reporte mientras usted escribía, y ya no se guarda solo. Pulse «Guardar borrador»: verá lo "
        "de ambos y no se pierde nada."
    )
    return told.format(who=who)


def _told(words: str, status: int, **more: Any) -> JsonResponse:
    return JsonResponse({"told": words, **more}, status=status)
