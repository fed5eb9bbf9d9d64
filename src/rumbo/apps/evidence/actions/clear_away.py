"""Bytes that nothing names go away: what a refused upload or a killed process left in the folder of files."""

from datetime import datetime

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.evidence.bridge import digests_kept, left_on_the_way, orphans, throw_away


@doorway("evidence.files.clear_away")
def clear_away(actor: Actor, *, before: datetime) -> int:
    """Removes what lay there before a moment, long enough ago for every upload of then to have ended; how many.

    Where no file at all is named the folder is that of another database, or its rows are about to be restored: nothing
    but what never arrived is taken away.
    """
    until = before.timestamp()
    lost, nameless = left_on_the_way(until), orphans(before)
    for place in lost:
        place.unlink(missing_ok=True)
    if len(nameless) == len(digests_kept(until)):
        nameless = []
    return len(lost) + sum(throw_away(digest, until) for digest in nameless)
