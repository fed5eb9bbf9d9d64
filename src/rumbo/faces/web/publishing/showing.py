"""Publications as a person reads them: number, state, files, and the preview drawn from the very dossier."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.measurement.queries import corrections_of
from rumbo.apps.publishing import queries
from rumbo.apps.publishing.queries import Publishable
from rumbo.domain.dossier import Dossier
from rumbo.faces.kit.papers import downloads, manner
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.measurement.telling import address
from rumbo.faces.web.reviewing.showing import cards_of, review_address
from rumbo.faces.web.session import worded
from rumbo.faces.web.words import period_words
from rumbo.findings import Finding, Severity, Where, declared
from rumbo.layouts.drawing.review import GRAVEST

PREVIEWED = 100
MOST_OPEN = 10
"""Targets in a preview: enough to see how it comes out, whatever the plan holds."""
STATES: dict[str, tuple[str, Promise]] = {
    "prepared": ("draft", __("Preparada")),
    "drawing": ("waiting", __("En elaboración")),
    "failed": ("returned", __("No se pudo elaborar")),
    "published": ("done", __("Publicada")),
    "superseded": ("stopped", __("Reemplazada")),
}


def key_of(each: Publishable) -> str:
    """How a form names something that may be published."""
    return f"s-{each.followup.uid}" if each.followup else f"v-{each.version.uid}"


def superseding_address(publication: Any) -> str:
    """Where the publication that takes the place of this one is prepared."""
    followup = publication.followup
    key = f"s-{followup.uid}" if followup else f"v-{publication.plan_version.uid}"
    return f"{reverse('web:publishing-prepare')}?de={key}"


def title_of(each: Publishable) -> str:
    """What a publication is called unless somebody says otherwise."""
    plan = each.version.plan.name
    if each.followup is None:
        return str(plan)
    return _("{plan}: seguimiento, {period}").format(plan=plan, period=period_words(each.followup.period))


def choice_of(each: Publishable) -> str:
    """The same as an option, telling what it would take the place of."""
    version = each.version.label or each.version.number
    title = _("{title} (versión {version})").format(title=title_of(each), version=version)
    if each.before is None:
        return title
    return _("{title}. Reemplaza a la {number}").format(title=title, number=queries.number_of(each.before))


def number_words(publication: Any) -> str:
    """A publication as it is cited."""
    return _("Publicación {number}").format(number=queries.number_of(publication))


def row_of(publication: Any) -> dict[str, Any]:
    """A line of the list."""
    state = "superseded" if publication.superseding else publication.state
    tone, word = STATES.get(state, ("stopped", __("Descartada")))
    followup = publication.followup
    return {
        "publication": publication,
        "number": queries.number_of(publication),
        "tone": tone,
        "word": word,
        "period": period_words(followup.period) if followup else "",
        "later": publication.superseding[0] if publication.superseding else None,
    }


def facts_of(publication: Any) -> list[Fact]:
    """What is known of a publication."""
    version = publication.plan_version
    rows = [
        (_("Plan"), f"{version.plan.name}, {_('versión')} {version.label or version.number}"),
        (_("Periodo"), period_words(publication.followup.period) if publication.followup else ""),
        (_("Preparada por"), publication.prepared_by),
        (_("Aprobada por"), publication.approver),
        (_("Fecha"), written_day(publication.published_on)),
        (_("Reemplaza a"), queries.number_of(publication.supersedes) if publication.supersedes else ""),
        (_("Motivo"), publication.reason),
        (_("Errores reconocidos"), _known_words(publication)),
        (_("Huella digital (SHA-256)"), publication.digest),
    ]
    found = [Fact(label, value) for label, value in rows if value]
    if publication.state == queries.PUBLISHED:
        address = reverse("portal:publication", args=public_key(publication))
        found.append(Fact(_("Página pública"), address, href=address))
    return found


def _known_words(publication: Any) -> str:
    if not publication.known_errors:
        return ""
    return _("{n}, por {who} el {day}").format(
        n=len(publication.known_errors), who=publication.known_by, day=written_day(publication.known_at.date())
    )


def public_key(publication: Any) -> list[Any]:
    """The parts of the lasting address."""
    return [publication.entity.slug, publication.year, publication.number]


def downloads_of(publication: Any) -> list[Download]:
    """The files of a publication, as the public page offers them."""
    files = {each.format: each.file for each in queries.files_of(publication)}
    return downloads(files, lambda form: reverse("portal:file", args=[*public_key(publication), form]))


def preview(publication: Any) -> dict[str, Any]:
    """The drawing of what would be published, or was, and what a format could not show exactly."""
    day = publication.published_on or timezone.localdate()
    try:
        dossier = queries.preview_of(publication, approver=publication.approver or _("por definir"), day=day)
    except queries.Damaged:
        return {"damaged": True}
    explained_at = _explained_at(publication, dossier)
    language = manner().language
    return {
        "drawn": markup(queries.shown_sections(dossier, _, language, rows=PREVIEWED, explained_at=explained_at)),
        "findings": queries.drawing_findings(dossier),
        "shown": min(len(dossier.targets), PREVIEWED),
        "total": len(dossier.targets),
    }


def _explained_at(publication: Any, dossier: Dossier) -> Callable[[str, str], str]:
    """Where the figures of a preview are explained: once they are published, in their publication; until then, as they
    stand with what was corrected after their closing."""
    if publication.state == queries.PUBLISHED:
        return lambda uid, measure: reverse("portal:figure", args=[*public_key(publication), uid, measure])
    if publication.followup is None:
        return lambda uid, measure: ""
    placed, followup = queries.placed_targets(publication), publication.followup
    corrections = corrections_of(followup) if dossier.corrections else []
    last = corrections[-1].ordinal if corrections else 0
    subjects = placed | {dossier.plan.uid: ""}
    return lambda uid, measure: address(followup.uid, subjects.get(uid, uid), measure, last)


def open_of(publication: Any) -> dict[str, Any]:
    """What the rules still find in what would be published today, the errors first, and where all of it is told."""
    record = queries.open_review(publication, timezone.localdate())
    cards = sorted(cards_of(record), key=lambda card: GRAVEST.index(card[0].severity))
    errors = [told.finding for told in record.told() if told.finding.severity is Severity.ERROR]
    return {
        "errors": len(errors),
        "keys": " ".join(queries.key_of_finding(each) for each in errors),
        "total": len(cards),
        "shown": cards[:MOST_OPEN],
        "whole": review_address(record),
    }


def known_of(publication: Any) -> list[Finding]:
    """The errors with which it was published, as findings again; of a rule that is no more, none."""
    return [
        Finding(each["code"], Severity.ERROR, Where(cell=each["place"]) if each["place"] else None, each["facts"])
        for each in publication.known_errors
        if each["code"] in declared()
    ]


def markup(drawn: str) -> SafeString:
    """The writer of papers escapes every text: what it gives is markup of ours."""
    return mark_safe(drawn)  # noqa: S308


def consequences_of(publication: Any) -> list[str]:
    """What happens when it is published."""
    told = [
        _("Cualquier persona podrá leerla sin iniciar sesión."),
        _("No se podrá cambiar ni retirar; una corrección será otra publicación que la reemplaza."),
    ]
    if publication.supersedes:
        number = queries.number_of(publication.supersedes)
        told.append(_("Reemplaza a la {number}, que se conserva y queda marcada.").format(number=number))
    return told


def add_findings(form: forms.Form, findings: Iterable[Finding], field: str) -> None:
    """What stands in the way, beside the field that mends it."""
    for wording in worded(list(findings)):
        form.add_error(field, f"{wording.what} {wording.how}")
