"""A publication is approved: its dossier is frozen and digested, its drawings are made, and everybody can read it."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django_tasks import task

from rumbo.apps.audit.actor import Actor, system_actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.plans.models import Placement
from rumbo.apps.publishing.actions.moving import move
from rumbo.apps.publishing.bridge import dossier_of, number_of
from rumbo.apps.publishing.models import Publication, PublicationFile, PublicationState
from rumbo.domain.dossier import Dossier, digest, to_json
from rumbo.layouts.drawing import Manner, dossier_attachment, draw_followup, draw_plan, write_open_data
from rumbo.papers.writing import render

DRAWN_AT_ONCE = 150
READY = (PublicationState.PREPARED, PublicationState.FAILED)


@doorway("publishing.publication.publish")
def publish(actor: Actor, publication: Publication, *, approver: str, day: date | None = None) -> Publication:
    """Publishes with the post of who approves and the day. A large plan is drawn by the task worker."""
    day = day or timezone.localdate()
    drawing = move(publication, *READY, state=PublicationState.DRAWING, approver=approver, published_on=day, failure="")
    if Placement.objects.filter(version=publication.plan_version_id).count() <= DRAWN_AT_ONCE:
        return _draw(drawing, actor.origin)
    draw_large_publication.enqueue(publication.pk)
    return drawing


@task()
def draw_large_publication(key: int) -> None:
    """The task worker's part. What goes wrong is told on the screen, and publishing can be tried again."""
    publication = Publication.objects.get(pk=key)
    actor = system_actor("task", publication.entity_id)
    try:
        _finish(actor, publication)
    except Exception as error:
        _tell_failure(actor, publication, error=type(error).__name__)
        raise


@doorway("publishing.publication.draw")
def _finish(actor: Actor, publication: Publication) -> Publication:
    return _draw(publication, actor.origin)


@doorway("publishing.publication.fail")
def _tell_failure(actor: Actor, publication: Publication, *, error: str) -> Publication:
    return move(publication, PublicationState.DRAWING, state=PublicationState.FAILED, failure=error)


def _draw(publication: Publication, origin: str) -> Publication:
    """Freezes, draws and stores: all the files and the digest, or nothing."""
    day = publication.published_on or timezone.localdate()
    dossier = dossier_of(publication, day=day, approver=publication.approver)
    logo = publication.entity.logo_svg.encode()
    machine = system_actor(origin, publication.entity_id)
    name = f"publicacion-{number_of(publication)}"
    for form, suffix, content in drawings(dossier, logo):
        file = store_file(machine, publication.entity, f"{name}.{suffix}", content)
        PublicationFile.objects.create(entity_id=publication.entity_id, publication=publication, format=form, file=file)
    return move(
        publication,
        PublicationState.DRAWING,
        state=PublicationState.PUBLISHED,
        digest=digest(dossier),
        published_at=timezone.now(),
    )


def drawings(dossier: Dossier, logo: bytes = b"") -> Iterator[tuple[str, str, bytes]]:
    """The dossier in every format: (format, ending of the file, bytes). All drawn from the one value."""
    manner = Manner(logo=logo)
    document = draw_followup(dossier, manner) if dossier.period else draw_plan(dossier, manner)
    yield "json", "json", to_json(dossier)
    yield "csv", "csv.zip", write_open_data(dossier, manner)
    yield "xlsx", "xlsx", render(document, "xlsx")
    yield "pdf", "pdf", render(document, "pdf", (dossier_attachment(dossier, manner),))
    yield "html", "html", render(document, "html")
