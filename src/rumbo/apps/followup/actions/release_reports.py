"""What a target owed in open rounds is no longer owed: an act cancelled it, or suspended it for a while."""

from datetime import date

from django.db.models import F, Q

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions.moving import EDITABLE
from rumbo.apps.followup.models import FollowupState, Report, ReportState
from rumbo.apps.plans.models import Target


@doorway("followup.target.release")
def release_reports(actor: Actor, target: Target, *, since: date, until: date | None) -> int:
    """Releases what nobody handed in of the periods that end within these days; how many. A draft stays in its report,
    and what was handed in goes on its way."""
    ends = Q(period__last_day__gte=since)
    ends &= Q(period__last_day__lte=until) if until is not None else Q()
    owed = Report.objects.filter(ends, target=target, state__in=EDITABLE, followup__state=FollowupState.OPEN)
    return owed.update(state=ReportState.RELEASED, edit=F("edit") + 1)
