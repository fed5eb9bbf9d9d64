"""A follow-up opens, and every figure stands from the first day: not reported yet, not zero."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions.writing import write_open
from rumbo.apps.plans.models import Period, PlanVersion
from rumbo.domain.calendar.windows import UNSET, Windows


@doorway("measurement.period.open")
def open_period(actor: Actor, version: PlanVersion, period: Period, *, windows: Windows = UNSET) -> Followup:
    """Opens the follow-up of a version in a period and measures it."""
    followup = open_followup(actor, version, period, windows=windows)
    write_open(followup)
    return followup
