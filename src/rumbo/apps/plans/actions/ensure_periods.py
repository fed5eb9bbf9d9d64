"""The periods of a fiscal year exist as rows."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.models import Period
from rumbo.domain.calendar.periods import PERIODICITIES, periods_of_year


@doorway("plans.periods.ensure")
def ensure_periods(actor: Actor, entity: Entity, fiscal_year: int, periodicity: str) -> list[Period]:
    """The periods of a year for a periodicity, in order; those that are missing are made."""
    wanted = periods_of_year(fiscal_year, PERIODICITIES[periodicity])
    rows = [
        Period(
            entity=entity,
            fiscal_year=fiscal_year,
            periodicity=periodicity,
            ordinal=period.ordinal,
            first_day=period.first_day,
            last_day=period.last_day,
        )
        for period in wanted
    ]
    Period.objects.bulk_create(rows, ignore_conflicts=True)
    kept = Period.objects.filter(entity=entity, fiscal_year=fiscal_year, periodicity=periodicity)
    return list(kept.order_by("ordinal"))
