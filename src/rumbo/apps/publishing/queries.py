"""Reads of publications: for those who prepare them, and for everybody. The portal reads nothing else."""

from typing import IO

from django.db.models import QuerySet

from rumbo.apps.evidence.queries import bytes_of, opened_file
from rumbo.apps.people.models import Entity
from rumbo.apps.publishing.models import Publication, PublicationFile, PublicationState
from rumbo.domain.dossier import Dossier, from_json

PUBLISHED = PublicationState.PUBLISHED


def publications_of(entity_id: int) -> QuerySet[Publication]:
    """Everything an entity published or prepares, the latest first."""
    return (
        Publication.objects.filter(entity_id=entity_id)
        .exclude(state=PublicationState.DISCARDED)
        .select_related("plan_version__plan", "followup__period", "supersedes")
        .prefetch_related("superseded_by")
    )


def publication_by_uid(entity_id: int, uid: str) -> Publication | None:
    """One publication of the entity, or None."""
    return publications_of(entity_id).select_related("entity").filter(uid=uid).first()


def publications_in_progress(entity_id: int) -> QuerySet[Publication]:
    """What waits to be approved, is being drawn, or could not be."""
    states = (PublicationState.PREPARED, PublicationState.DRAWING, PublicationState.FAILED)
    return publications_of(entity_id).filter(state__in=states)


def files_of(publication: Publication) -> QuerySet[PublicationFile]:
    """The files of a publication, with their bytes' digest and size."""
    return PublicationFile.objects.filter(publication=publication).select_related("file").order_by("format")


def file_in_format(publication: Publication, form: str) -> PublicationFile | None:
    """The file of a publication in one format, or None."""
    return files_of(publication).filter(format=form).first()


def opened(file: PublicationFile) -> IO[bytes]:
    """The bytes of a published file, ready to read."""
    return opened_file(file.file)


def published_dossier(publication: Publication) -> Dossier | None:
    """The dossier as it was published, read back from its own file."""
    kept = file_in_format(publication, "json")
    return from_json(bytes_of(kept.file)) if kept else None


def publishing_entities() -> QuerySet[Entity]:
    """The entities that have published something."""
    with_any = Publication.objects.filter(state=PUBLISHED).values("entity_id")
    return Entity.objects.filter(pk__in=with_any).order_by("name")


def public_publications(slug: str) -> QuerySet[Publication]:
    """What an entity published, the latest first; superseded ones stay in the list."""
    return (
        Publication.objects.filter(entity__slug=slug, state=PUBLISHED)
        .select_related("entity", "plan_version__plan", "followup__period", "supersedes")
        .prefetch_related("superseded_by")
        .order_by("-year", "-number")
    )


def public_publication(slug: str, year: int, number: int) -> Publication | None:
    """One publication at its lasting address, or None."""
    return public_publications(slug).filter(year=year, number=number).first()


def publication_superseded_by(publication: Publication) -> Publication | None:
    """The publication that took the place of this one, or None."""
    later = Publication.objects.filter(supersedes=publication, state=PUBLISHED)
    return later.order_by("-published_at").first()
