"""Results from before are loaded, and the figures of what is open count them in the same transaction."""

from collections.abc import Sequence
from datetime import date

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.earlier import actions as earlier
from rumbo.apps.earlier.models import ResultLoad
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.actions.writing import held, write_open
from rumbo.apps.plans.models import PlanVersion
from rumbo.layouts.filled_sheets.reading import SheetRow


@doorway("measurement.results.load")
def load_results(
    actor: Actor, version: PlanVersion, file: StoredFile, rows: Sequence[SheetRow], *, today: date, reason: str = ""
) -> ResultLoad:
    """Loads them and measures anew every open follow-up of the entity; what is closed stays as it was."""
    open_ones = held(Followup.objects.filter(entity_id=version.entity_id, state=FollowupState.OPEN))
    load = earlier.load_results(actor, version, file, rows, today=today, reason=reason)
    for followup in open_ones:
        write_open(followup)
    return load
