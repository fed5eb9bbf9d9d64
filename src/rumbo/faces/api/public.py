"""What anybody reads: who publishes, what, and the published figures, from the publications and nothing else."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Router

from rumbo.apps.publishing import queries
from rumbo.domain.dossier import MEASURES, Dossier, Level, TargetEntry, figure_in, names_in, subject_in, trace_in
from rumbo.domain.measurement.trace import to_plain
from rumbo.faces.api import telling
from rumbo.faces.api.asking import PROBLEMS, found_or_404, speak
from rumbo.faces.api.shapes import EntityTold, ExplanationTold, FigureTold, PublicationTold, PublishedFigures

router = Router(tags=["public"])
PUBLICATION = "{slug:entity}/{int:year}/{int:number}/figures/"


@router.get("", response={200: list[EntityTold], **PROBLEMS}, url_name="public-entities")
def entities(request: HttpRequest) -> list[EntityTold]:
    """The entities that published something."""
    speak(request)
    return [EntityTold(slug=each.slug, name=each.name, roles=[]) for each in queries.publishing_entities()]


@router.get("{slug:entity}/", response={200: list[PublicationTold], **PROBLEMS}, url_name="public-publications")
def publications(request: HttpRequest, entity: str) -> list[PublicationTold]:
    """What an entity published, the latest first."""
    speak(request)
    found_or_404(queries.public_entity(entity))
    return [_publication(each) for each in queries.public_publications(entity)]


@router.get(PUBLICATION, response={200: PublishedFigures, **PROBLEMS}, url_name="public-figures")
def figures(request: HttpRequest, entity: str, year: int, number: int) -> PublishedFigures:
    """The figures of a publication: of its plan, its levels and its targets."""
    published, dossier = _found(request, entity, year, number)
    subjects: tuple[Level | TargetEntry, ...] = (*dossier.levels, *dossier.targets)
    return PublishedFigures(
        plan=dossier.plan.name,
        version=dossier.version.number,
        digest=published.digest,
        rows=[telling.published_row(each, _figures(published, each), _lights(each)) for each in subjects],
    )


@router.get(
    PUBLICATION + "{uuid:subject}/{slug:measure}/",
    response={200: ExplanationTold, **PROBLEMS},
    url_name="public-figure",
)
def figure(request: HttpRequest, entity: str, year: int, number: int, subject: UUID, measure: str) -> ExplanationTold:
    """How a published figure came about, without evidence and without people."""
    published, dossier = _found(request, entity, year, number)
    what = found_or_404(subject_in(dossier, str(subject)))
    told = _figures(published, what).get(measure)
    if told is None:
        raise Http404
    trace = trace_in(what, measure)
    return ExplanationTold(
        kind="level" if isinstance(what, Level) else "target",
        subject=what.uid,
        number=what.code if isinstance(what, Level) else what.line.number,
        name=names_in(dossier)[what.uid],
        measure=measure,
        figure=told,
        light=next(iter(_lights(what)), ""),
        frozen=True,
        sentences=telling.sentences_told(trace, names_in(dossier)) if trace else [],
        trace=to_plain(trace) if trace else None,
    )


def _found(request: HttpRequest, entity: str, year: int, number: int) -> tuple[Any, Dossier]:
    speak(request)
    published = found_or_404(queries.public_publication(entity, year, number))
    return published, queries.read_back(published)


def _figures(published: Any, subject: Level | TargetEntry) -> dict[str, FigureTold]:
    way = [published.entity.slug, published.year, published.number, subject.uid]
    known = ((measure, figure_in(subject, measure)) for measure in MEASURES)
    return {
        measure: telling.published_told(figure, reverse("api:public-figure", args=[*way, measure]))
        for measure, figure in known
        if figure is not None and (figure.value is not None or figure.undefined)
    }


def _lights(subject: Level | TargetEntry) -> list[str]:
    figures = (figure_in(subject, measure) for measure in MEASURES)
    return [figure.band for figure in figures if figure is not None and figure.band]


def _publication(each: Any) -> PublicationTold:
    key = [each.entity.slug, each.year, each.number]
    later = each.superseding[0] if each.superseding else None
    return PublicationTold(
        number=queries.number_of(each),
        year=each.year,
        ordinal=each.number,
        title=each.title,
        published_on=each.published_on,
        digest=each.digest,
        superseded_by=queries.number_of(later) if later else "",
        address=reverse("portal:publication", args=key),
        figures=reverse("api:public-figures", args=key),
    )
