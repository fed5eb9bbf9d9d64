"""A unit takes note of what others changed in what it had handed in."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.formulating.access import WRITES
from rumbo.apps.formulating.actions.moving import know, signature
from rumbo.apps.formulating.bridge import content_of, promises_of
from rumbo.apps.formulating.models import Noted, Part
from rumbo.apps.formulating.queries import HANDED, placements_of


@doorway("formulating.changes.note")
def note_changes(actor: Actor, part: Part) -> Noted:
    """Signs that the unit knows how its targets read now. It agrees to nothing: who does not agree asks for its part to
    be returned."""
    standing = Part.objects.select_for_update().filter(pk=part.pk, state__in=HANDED)
    if not standing.filter(formulation__finished_at__isnull=True).exists():
        raise somebody_was_faster()
    rows = placements_of(part)
    content = content_of(promises_of(rows))
    know(part, rows)
    told = {"part": str(part.uid), "noted": content}
    return Noted.objects.create(
        entity_id=part.entity_id, part=part, content=content, **signature(actor, WRITES, part.unit_id, **told)
    )
