"""The one write on the trail that is not the doorway's own: its seals."""

from datetime import timedelta

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.audit.models import Seal
from rumbo.apps.audit.queries import SETTLED_AFTER, last_seal, seal_digest, unsealed_lines

BATCH = 5_000


@doorway("audit.trail.seal")
def seal_trail(actor: Actor, *, settled_after: timedelta = SETTLED_AFTER) -> Seal | None:
    """Seals the next lines of the actor's entity (of the installation, when it has none), at most `BATCH`.

    None when there is nothing to seal. Call it again until then.
    """
    waiting = unsealed_lines(actor.entity_id, timezone.now() - settled_after)
    keys = list(waiting.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return None
    lines = waiting.filter(pk__lte=keys[-1])
    before = last_seal(actor.entity_id)
    previous = before.digest if before else ""
    return Seal.objects.create(
        entity_id=actor.entity_id,
        first_line=keys[0],
        last_line=keys[-1],
        digest=seal_digest(previous, lines),
        previous=previous,
        at=timezone.now(),
    )
