"""Publications as a citizen reads them."""

from dataclasses import replace
from functools import partial
from hashlib import sha256
from importlib.metadata import version as release_of
from typing import Any

from django.urls import reverse
from django.utils.http import quote_etag
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rumbo.apps.publishing import queries
from rumbo.domain.annualization import rule_of
from rumbo.domain.dossier import Dossier, RuleUsed, TargetEntry
from rumbo.faces.kit.papers import downloads, manner
from rumbo.faces.kit.pieces import Download, Fact
from rumbo.faces.kit.written import written_day, written_figure
from rumbo.faces.portal.corrected import figure_address
from rumbo.faces.portal.levels import tone_of
from rumbo.layouts.drawing import light_notes

ENDINGS = {"csv": "csv.zip"}
LONGEST_NAME = 80
NO_CAP = "null"


def etag_of(publication: Any) -> str:
    """What a page depends on besides its address: publication, what superseded it or was corrected since, entity,
    language, program."""
    later = [each.digest for each in publication.superseding]
    entity = publication.entity
    corrected = [each.at for each in publication.corrected]
    told = (publication.digest, later, corrected, entity.name, entity.logo_svg, manner().language, release_of("rumbo"))
    return quote_etag(sha256(repr(told).encode()).hexdigest()[:32])


def key_of(publication: Any) -> list[Any]:
    """The parts of the lasting address."""
    return [publication.entity.slug, publication.year, publication.number]


def address_of(publication: Any) -> str:
    """The lasting address."""
    return reverse("portal:publication", args=key_of(publication))


def row_of(publication: Any) -> dict[str, Any]:
    """A publication in a list, with what superseded it."""
    later = publication.superseding[0] if publication.superseding else None
    slug = publication.entity.slug
    return {
        "publication": publication,
        "href": address_of(publication),
        "number": queries.number_of(publication),
        "later": later,
        "later_number": queries.number_of(later) if later else "",
        "later_href": reverse("portal:publication", args=[slug, later.year, later.number]) if later else "",
    }


def facts_of(publication: Any, dossier: Dossier) -> list[Fact]:
    """What the publication is."""
    before, act = publication.supersedes, dossier.version.act
    earlier = (
        reverse("portal:publication", args=[publication.entity.slug, before.year, before.number]) if before else ""
    )
    approval = f"{act.kind} {act.number}, {written_day(act.day)}" if act else ""
    rows = [
        (_("Entidad"), dossier.entity.name, ""),
        (_("Plan"), dossier.plan.name, ""),
        (_("Versión del plan"), dossier.version.number, ""),
        (_("Adoptado por"), approval, ""),
        (_("Periodo"), manner().period(dossier.period.ref) if dossier.period else "", ""),
        (_("Fecha de publicación"), written_day(publication.published_on), ""),
        (_("Publicación aprobada por"), publication.approver, ""),
        (_("Reemplaza a"), queries.number_of(before) if before else "", earlier),
        (_("Motivo"), publication.reason, ""),
        (_("Huella digital (SHA-256)"), publication.digest, ""),
    ]
    return [Fact(label, value, href=href) for label, value, href in rows if value]


def legend_of(dossier: Dossier) -> list[tuple[str, str]]:
    """The ranges of the traffic light: tone, and word with its limits."""
    return [(tone_of(band), f"{_(band.word)}: {_limits(band.lower, band.upper)}") for band in dossier.bands]


def _limits(lower: int | None, upper: int | None) -> str:
    if lower is None:
        return _("menos de {upper}").format(upper=written_figure(upper))
    if upper is None:
        return _("{lower} o más").format(lower=written_figure(lower))
    return _("desde {lower} y menos de {upper}").format(lower=written_figure(lower), upper=written_figure(upper))


def choices_of(dossier: Dossier) -> list[str]:
    """In sentences: what the light looks at, why some targets have none, how a level is made, and the cap."""
    told = list(light_notes(dossier, manner()))
    used = {each.key: each.value for each in dossier.settings}
    if (cap := used.get("cap")) and cap != NO_CAP:
        told.append(_("Al consolidar, cada cifra cuenta hasta {cap} %.").format(cap=cap))
    return told


def lead_of(publication: Any, dossier: Dossier) -> str:
    """What it is at a glance: which plan, of when, published when."""
    period = manner().period(dossier.period.ref) if dossier.period else str(dossier.plan.fiscal_year)
    said = _("{plan}, {period}. Publicado el {day}.")
    return said.format(plan=dossier.plan.name, period=period, day=written_day(publication.published_on))


def rules_of(dossier: Dossier) -> list[Fact]:
    """The rules of calculation behind the figures, each with its edition and source."""
    said = _("Regla «{rule}», edición {edition}")
    return [
        Fact(said.format(rule=_named(each), edition=each.edition), each.source or _("sin fuente registrada"))
        for each in dossier.about.rules
    ]


def _named(used: RuleUsed) -> str:
    try:
        return _(rule_of(f"{used.rule}@{used.edition}").name)
    except KeyError:
        return used.rule


def downloads_of(publication: Any) -> list[Download]:
    """The files of a publication, each with format, size and digest."""
    files = {each.format: each.file for each in queries.files_of(publication)}
    return downloads(files, lambda form: reverse("portal:file", args=[*key_of(publication), form]))


def file_name(publication: Any, form: str) -> str:
    """How a file is called where it is taken to: plan-de-accion-2026-publicacion-2-2026.pdf."""
    stem = slugify(publication.title)[:LONGEST_NAME].strip("-") or publication.entity.slug
    return f"{stem}-publicacion-{queries.number_of(publication)}.{ENDINGS.get(form, form)}"


def drawn(dossier: Dossier, targets: tuple[TargetEntry, ...], publication: Any) -> SafeString:
    """Some targets of a dossier as their matrix, where each figure comes from, and the evidence: the same drawing as
    in the files, without the sections that the page tells itself."""
    part = replace(dossier, targets=targets, levels=())
    explained_at = partial(figure_address, publication)
    shown = queries.shown_sections(part, _, manner().language, whole=False, explained_at=explained_at)
    # The writer of papers escapes every text: what it gives is markup of ours.
    return mark_safe(shown)  # noqa: S308


def changed(dossier: Dossier) -> SafeString:
    """The change log of the plan and what an act cancelled or suspended, as in the files; empty without any."""
    return mark_safe(queries.shown_changes(dossier, _, manner().language))  # noqa: S308
