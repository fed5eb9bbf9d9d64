"""A prepared publication is put aside; its number is not used again."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.publishing.actions.moving import move
from rumbo.apps.publishing.models import Publication, PublicationState


@doorway("publishing.publication.discard")
def discard_publication(actor: Actor, publication: Publication, *, reason: str = "") -> Publication:
    """What was published cannot be discarded: it is superseded by another."""
    return move(publication, PublicationState.PREPARED, PublicationState.FAILED, state=PublicationState.DISCARDED)
