"""Every write on results from before: a file is loaded whole, or not at all."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.earlier.bridge.telling import NOT_TAKEN, NOTHING_NEW, told
from rumbo.apps.earlier.models import EarlierResult, ResultLoad
from rumbo.apps.earlier.queries.comparing import ResultLine, compared_results
from rumbo.apps.evidence.models import StoredFile
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.models import Period, Plan, PlanVersion
from rumbo.domain.calendar.periods import Period as PeriodValue
from rumbo.layouts.filled_sheets.reading import SheetRow


@doorway("earlier.results.load")
def load_results(
    actor: Actor, version: PlanVersion, file: StoredFile, rows: Sequence[SheetRow], *, today: date, reason: str = ""
) -> ResultLoad:
    """Keeps what the rows say that is new or another than what was loaded before, which stays beside it. They are
    compared anew; one that cannot be taken refuses the whole, and a file that brings nothing new is no load."""
    # Two loads of a plan at once wait for each other: the second is compared with what the first kept.
    Plan.objects.select_for_update().get(pk=version.plan_id)
    lines = compared_results(version, rows, today)
    if refused := sum(line.outcome == "problem" for line in lines):
        raise Refused(told(NOT_TAKEN, number=refused))
    taken = [line for line in lines if line.outcome in ("new", "changed")]
    if not taken:
        raise Refused(told(NOTHING_NEW))
    load = ResultLoad.objects.create(
        entity_id=version.entity_id,
        plan_id=version.plan_id,
        file=file,
        reason=reason,
        loaded_by=actor.name[:200],
        author_id=actor.user_id,
        loaded_at=timezone.now(),
    )
    periods = _Periods(actor, version)
    EarlierResult.objects.bulk_create([_result(load, line, periods) for line in taken], batch_size=500)
    return load


class _Periods:
    """The rows of periods, made where they are missing: once for each year and periodicity."""

    def __init__(self, actor: Actor, version: PlanVersion) -> None:
        self.actor, self.entity = actor, version.entity
        self.known: dict[tuple[int, str, int], Period] = {}

    def of(self, value: PeriodValue) -> Period:
        key = (value.fiscal_year, value.periodicity.code, value.ordinal)
        if key not in self.known:
            for row in ensure_periods(self.actor, self.entity, *key[:2]):
                self.known[row.fiscal_year, row.periodicity, row.ordinal] = row
        return self.known[key]


def _result(load: ResultLoad, line: ResultLine, periods: _Periods) -> EarlierResult:
    if line.placement is None or line.period is None:
        raise ValueError("a row without target or period is refused before")
    revision = line.placement.revision
    return EarlierResult(
        entity_id=load.entity_id,
        load=load,
        target_id=revision.target_id,
        period=periods.of(line.period),
        report_kind=revision.report_kind,
        measure_unit=revision.measure_unit,
        **line.columns,
    )
