"""Until when the value of a variable is asked for: within the term of the round in whose period it falls.

A variable has a periodicity of its own and no window. What it counts is read by the round that is open on the last day
of its period: a month by the round of its quarter, a year by that of its last one. Of several rounds the one of the
shortest period asks for it, and of those the one whose term ends first; where no open round covers the day nobody set a
term, and nobody is reminded.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rumbo.apps.calendar.bridge import windows_of
from rumbo.apps.calendar.queries import Extensions, extensions_in
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.indicators.models import Variable
from rumbo.apps.indicators.queries import last_periods, variables_lacking
from rumbo.apps.people.models import Unit
from rumbo.domain.calendar.locks import Term
from rumbo.domain.calendar.periods import Period


@dataclass(frozen=True, slots=True)
class OwedValue:
    """A variable whose last ended period has no value, and the last day to tell it (None: nobody set one)."""

    variable: Variable
    period: Period
    until: date | None

    @property
    def pk(self) -> int:
        """The key of the variable."""
        return self.variable.pk

    @property
    def uid(self) -> UUID:
        """By what messages know it."""
        return self.variable.uid

    @property
    def unit(self) -> Unit:
        """Who owes it."""
        return self.variable.unit

    @property
    def unit_id(self) -> int:
        """The key of who owes it."""
        return self.variable.unit_id


def values_owed(entity_id: int, unit_ids: frozenset[int] | None, on: date) -> list[OwedValue]:
    """What units (None: all) owe for indicators, by code, each with its term. One query, three where anything lacks."""
    variables = list(variables_lacking(entity_id, unit_ids, on).select_related("unit").order_by("code"))
    if not variables:
        return []
    periods = last_periods(on)
    rounds = _open_rounds(entity_id, {periods[each.periodicity].last_day for each in variables})
    extensions = extensions_in(entity_id, (each.period_id for each in rounds))
    return [
        OwedValue(each, period, _until(period, each.unit_id, rounds, extensions))
        for each in variables
        for period in [periods[each.periodicity]]
    ]


def value_owed(variable: Variable, on: date) -> OwedValue | None:
    """What is owed of one variable; None where its last ended period has its value. Three queries at most."""
    owed = values_owed(variable.entity_id, frozenset({variable.unit_id}), on)
    return next((each for each in owed if each.pk == variable.pk), None)


def _open_rounds(entity_id: int, days: Iterable[date]) -> list[Followup]:
    told = sorted(days)
    rounds = Followup.objects.filter(entity_id=entity_id, state=FollowupState.OPEN, report_until__isnull=False)
    rounds = rounds.filter(period__first_day__lte=told[-1], period__last_day__gte=told[0])
    return list(rounds.select_related("period").order_by("pk"))


def _until(period: Period, unit: int, rounds: Iterable[Followup], extensions: Extensions) -> date | None:
    """The last day of the round that covers a period, with what an exception of the unit adds."""
    covering = [
        (each.period.last_day - each.period.first_day, until)
        for each in rounds
        if each.period.first_day <= period.last_day <= each.period.last_day
        and (until := Term(windows_of(each), False, extensions.units.get((each.period_id, unit))).report_until)
    ]
    return min(covering)[1] if covering else None
