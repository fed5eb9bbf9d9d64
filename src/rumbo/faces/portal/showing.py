"""Publications as a citizen reads them."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version as release_of
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import quote_etag
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.publishing import queries
from rumbo.domain.dossier import Dossier, Figure
from rumbo.faces.kit.pieces import Download, Fact, Frame, Link
from rumbo.faces.kit.written import written_day
from rumbo.layouts.drawing import Manner

FORMS: dict[str, Promise] = {
    "pdf": __("Documento para leer e imprimir"),
    "xlsx": __("Matriz en hoja de cálculo"),
    "html": __("Documento como página"),
    "csv": __("Datos abiertos en tablas (CSV comprimido)"),
    "json": __("Expediente completo de datos (JSON)"),
}


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level of the plan with its progress, the light of its range, and how many parts it leaves out."""

    name: str
    kind: str
    depth: int
    year: int | None
    word: str
    expected: int | None
    light: tuple[str, str]
    excluded: int


def language() -> str:
    """The language in which a dossier is drawn."""
    return "en" if (get_language() or "es").startswith("en") else "es-CO"


def edition() -> str:
    """The program that draws."""
    return release_of("rumbo")


def etag_of(request: HttpRequest, publication: Any) -> str:
    """What the page depends on; the cookie of forms too, for the page carries its token."""
    later = publication.superseding[0].digest if publication.superseding else ""
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    told = "|".join((publication.digest, later, language(), edition(), cookie))
    return quote_etag(hashlib.sha256(told.encode()).hexdigest()[:32])


def frame(entity: Any = None) -> Frame:
    """What surrounds a public page."""
    links = [
        Link(_("Entidades"), reverse("portal:entities")),
        Link(_("Cómo leer las cifras"), reverse("portal:reading")),
    ]
    return Frame(entity=entity.name if entity else "", home=reverse("portal:entities"), nav=links)


def crumbs(*more: tuple[str, str]) -> list[Link]:
    """The way from the entities to a page."""
    return [Link(label, href) for label, href in ((_("Entidades"), reverse("portal:entities")), *more)]


def entity_address(entity: Any) -> str:
    """Where the publications of an entity stand."""
    return reverse("portal:entity", args=[entity.slug])


def address_of(publication: Any) -> str:
    """The lasting address."""
    return reverse("portal:publication", args=[publication.entity.slug, publication.year, publication.number])


def row_of(publication: Any) -> dict[str, Any]:
    """A publication in a list, with what superseded it."""
    later = publication.superseding[0] if publication.superseding else None
    return {
        "publication": publication,
        "href": address_of(publication),
        "number": queries.number_of(publication),
        "later": later,
        "later_href": reverse("portal:publication", args=[publication.entity.slug, later.year, later.number])
        if later
        else "",
    }


def facts_of(publication: Any, dossier: Dossier) -> list[Fact]:
    """What the publication is."""
    before = publication.supersedes
    period = Manner(language(), _).period(dossier.period.ref) if dossier.period else ""
    act = dossier.version.act
    rows = [
        (_("Entidad"), dossier.entity.name, ""),
        (_("Plan"), dossier.plan.name, ""),
        (_("Objetivo"), dossier.version.objective, ""),
        (_("Versión del plan"), dossier.version.number, ""),
        (_("Adoptada por"), f"{act.kind} {act.number}, {written_day(act.day)}" if act else "", ""),
        (_("Periodo"), period, ""),
        (_("Corte de las cifras"), written_day(dossier.about.cut_off), ""),
        (_("Fecha de publicación"), written_day(publication.published_on), ""),
        (_("Aprobada por"), publication.approver, ""),
        (_("Reemplaza a"), queries.number_of(before) if before else "", _earlier(publication, before)),
        (_("Motivo"), publication.reason, ""),
        (_("Huella digital (SHA-256)"), publication.digest, ""),
    ]
    return [Fact(label, value, href=href) for label, value, href in rows if value]


def levels_of(dossier: Dossier) -> list[LevelRow]:
    """The progress of the plan and its levels, where it was followed up."""
    if dossier.period is None:
        return []
    bands = {band.code: (band.tone, _(band.word)) for band in dossier.bands}
    parents = {level.uid: level.parent for level in dossier.levels}
    manner = Manner(language(), _)
    return [
        LevelRow(
            name=level.name,
            kind=level.kind,
            depth=_depth(level.uid, parents),
            year=level.figures.year.value,
            word=_word(level.figures.year, manner),
            expected=level.figures.expected.value,
            light=bands.get(level.figures.year.band, ("none", _("sin dato"))),
            excluded=level.excluded,
        )
        for level in dossier.levels
    ]


def downloads_of(publication: Any) -> list[Download]:
    """The files of a publication, each with format, size and digest."""
    files = {each.format: each.file for each in queries.files_of(publication)}
    key = [publication.entity.slug, publication.year, publication.number]
    return [
        Download(
            label=str(FORMS[form]),
            href=reverse("portal:file", args=[*key, form]),
            form=form.upper(),
            size=files[form].size,
            digest=files[form].digest,
        )
        for form in FORMS
        if form in files
    ]


def markup(drawn: str) -> SafeString:
    """The writer of papers escapes every text: what it gives is markup of ours."""
    return mark_safe(drawn)  # noqa: S308


def _earlier(publication: Any, before: Any) -> str:
    if before is None:
        return ""
    return reverse("portal:publication", args=[publication.entity.slug, before.year, before.number])


def _depth(uid: str, parents: dict[str, str]) -> int:
    depth = 0
    while parents.get(uid):
        depth, uid = depth + 1, parents[uid]
    return min(depth, 4)


def _word(figure: Figure, manner: Manner) -> str:
    return manner.figure_cell(figure).text if figure.value is None else ""
