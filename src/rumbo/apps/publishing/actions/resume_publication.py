"""A drawing that nobody is at any more, because its worker was killed, is asked for again."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.publishing.actions.moving import move
from rumbo.apps.publishing.actions.publish import draw_by_the_worker
from rumbo.apps.publishing.models import Publication, PublicationState
from rumbo.apps.publishing.queries import left_in_the_middle


@doorway("publishing.publication.resume")
def resume_publication(actor: Actor, publication: Publication) -> Publication:
    """Draws a publication again whose worker left it in the middle: of what it had done nothing stands."""
    if not left_in_the_middle(publication):
        raise somebody_was_faster()
    drawing = move(publication, PublicationState.DRAWING, state=PublicationState.DRAWING)
    draw_by_the_worker(drawing)
    return drawing
