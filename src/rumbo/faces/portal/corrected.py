"""Corrections as a citizen reads them: what a publication brings corrected, and what was corrected after it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rumbo.apps.publishing.queries import number_of
from rumbo.domain.dossier import Correction, Dossier, Figure
from rumbo.domain.outcomes import Computed, Outcome
from rumbo.faces.kit.figures import figure_html
from rumbo.faces.kit.papers import manner
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_day, written_figure
from rumbo.layouts.drawing.revised import subject_of


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction: of which target and when, why and by which act, on whose authority (a post), each figure before and
    after, and where the publication stands that tells the other side (None where there is none)."""

    what: str
    why: str
    post: str
    figures: tuple[str, ...]
    other: Link | None


def corrections_of(publication: Any, dossier: Dossier) -> list[Corrected]:
    """What a publication brings corrected, each with the publication that tells what was before."""
    return [_told(each, dossier, publication) for each in dossier.corrections]


def corrections_after(publication: Any, dossier: Dossier) -> list[Corrected]:
    """What was corrected since a publication went out, each with the one that brings it corrected where it is out."""
    return [_since(each, dossier, publication) for each in publication.corrected]


def figure_address(publication: Any, uid: str, measure: str, number: str = "") -> str:
    """Where a published figure is explained; in another publication of the entity, by the number by which it is cited.
    Of what no number of a publication is known there is none."""
    ordinal, _dash, year = (number or number_of(publication)).partition("-")
    return reverse("portal:figure", args=[publication.entity.slug, int(year), int(ordinal), uid, measure])


def figure_before(dossier: Dossier, uid: str, publication: Any) -> str:
    """What the figure of the year of a level was at the closing; empty where no correction changed it."""
    every = ((figure, each) for each in dossier.corrections for figure in each.figures if figure.uid == uid)
    first = next(every, None)
    return _before(first[0].before, uid, publication, first[1].published) if first else ""


def _before(figure: Figure, uid: str, publication: Any, published: str) -> SafeString:
    """What a figure was, leading to its explanation in the publication that told it, where one did."""
    href = figure_address(publication, uid, "year", published) if published else ""
    return figure_html(figure.value, href, _said(figure))


def _told(told: Correction, dossier: Dossier, publication: Any) -> Corrected:
    spoken = manner()
    figures = tuple(
        format_html(
            _("{subject}: antes {before}; corregida {after}"),
            subject=subject_of(each, dossier, spoken),
            before=_before(each.before, each.uid, publication, told.published),
            after=figure_html(each.after.value, figure_address(publication, each.uid, "year"), _said(each.after)),
        )
        for each in told.figures
    )
    label = _("Ver lo que decía la publicación {number}").format(number=told.published)
    before = Link(label, _address(publication, told.published)) if told.published else None
    return Corrected(_what(told.number, told.statement, told.day), _why(told), told.post, _or_none(figures), before)


def _since(told: Any, dossier: Dossier, publication: Any) -> Corrected:
    later = next((each for each in publication.superseding if each.published_at > told.at), None)
    number = f"{later.number}-{later.year}" if later else ""

    def shown(outcome: Outcome, uid: str, where: str) -> SafeString:
        figure = outcome.figure if isinstance(outcome, Computed) else None
        return figure_html(figure, where and figure_address(publication, uid, "year", where), _("sin cifra"))

    figures = tuple(
        format_html(
            _("{subject}: {before} publicado, {after} corregido"),
            subject=each.subject or dossier.plan.name,
            before=shown(each.before, each.uid or dossier.plan.uid, number_of(publication)),
            after=shown(each.after, each.uid or dossier.plan.uid, number),
        )
        for each in told.changes
    )
    label = _("Ver la publicación {number}, que la trae corregida").format(number=number)
    after = Link(label, _address(publication, number)) if later else None
    return Corrected(
        _what(told.number, told.statement, localdate(told.at)), _why(told), told.post, _or_none(figures), after
    )


def _address(publication: Any, number: str) -> str:
    """The lasting address of another publication of the entity, by the number by which it is cited."""
    ordinal, _dash, year = number.partition("-")
    return reverse("portal:publication", args=[publication.entity.slug, int(year), int(ordinal)])


def _what(number: str, statement: str, day: Any) -> str:
    target = f"{number}. {statement}".removeprefix(". ")
    return _("{target}, corregida el {day}").format(target=target, day=written_day(day))


def _why(told: Any) -> str:
    return "\n".join(part for part in (told.reason, told.act) if part)


def _or_none(figures: tuple[str, ...]) -> tuple[str, ...]:
    return figures or (_("Ninguna cifra del año cambió; cambió lo que el reporte cuenta."),)


def _said(figure: Figure) -> str:
    return manner().figure_cell(figure).text if figure.value is None else written_figure(figure.value)
