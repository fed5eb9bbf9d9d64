"""Says to follow-up what is known from before: no round opens over what was loaded, and it is shown with its source."""

from rumbo.apps.earlier.bridge import earlier_values
from rumbo.apps.earlier.bridge.telling import LOADED_PERIOD, told
from rumbo.apps.earlier.queries import targets_loaded_in
from rumbo.apps.followup.bridge.before import Before, knows
from rumbo.apps.plans.models import Period, Placement, PlanVersion
from rumbo.findings import Finding


def _refusal(version: PlanVersion, period: Period) -> Finding | None:
    number = targets_loaded_in(Placement.objects.filter(version=version), period)
    return told(LOADED_PERIOD, number=number) if number else None


knows(Before(values=lambda targets, until: earlier_values(targets, until=until), refusal=_refusal))
