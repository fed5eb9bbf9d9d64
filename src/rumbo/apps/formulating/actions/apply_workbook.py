"""What a unit wrote in its workbook is kept: each row that was accepted, with what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.formulating.actions.formulate_target import formulate_target
from rumbo.apps.formulating.bridge.book import RowResult, book_of, compared
from rumbo.apps.formulating.models import Part
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.models import Period
from rumbo.domain.calendar.periods import PERIODICITIES
from rumbo.domain.numbers import Quantity
from rumbo.findings import Finding
from rumbo.layouts.unit_workbook.reading import ReadRow


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of a row: "saved", "unchanged" or "refused", with why."""

    number: int
    outcome: str
    findings: tuple[Finding, ...] = ()


@doorway("formulating.workbook.apply")
def apply_workbook(actor: Actor, part: Part, rows: Sequence[ReadRow]) -> list[Applied]:
    """Keeps what the rows change. One refused does not stop the others, and nothing is kept at all when the whole does
    not come to its end. The rows are compared anew: what somebody changed meanwhile is refused and told."""
    return [_apply(actor, part, each) for each in compared(book_of(part), rows)]


def _apply(actor: Actor, part: Part, result: RowResult) -> Applied:
    if result.findings or result.data is None:
        return Applied(result.row.number, "refused", result.findings)
    if not result.changes:
        return Applied(result.row.number, "unchanged")
    try:
        data = replace(result.data, programme=_programme(actor, part, result.data, result.programmed))
        formulate_target(actor, part, data, placement=result.placement)
    except Refused as refused:
        return Applied(result.row.number, "refused", refused.findings)
    return Applied(result.row.number, "saved")


def _programme(
    actor: Actor, part: Part, data: TargetData, programmed: Mapping[int, Quantity]
) -> dict[int, Quantity | None]:
    """What is programmed: the periods of the year as the row says them, and every other as it stood."""
    year = part.formulation.plan.fiscal_year
    periodicity = PERIODICITIES.get(data.periodicity)
    if periodicity is None or not periodicity.months or not year:
        return dict(data.programme)
    of_year = ensure_periods(actor, part.formulation.entity, year, data.periodicity)
    shorter = Period.objects.filter(pk__in=data.programme, fiscal_year=year).exclude(periodicity="annual")
    gone = set(shorter.values_list("pk", flat=True)) | {row.pk for row in of_year}
    kept = {key: amount for key, amount in data.programme.items() if key not in gone}
    if not programmed:
        return kept
    return kept | {row.pk: programmed.get(row.ordinal) for row in of_year}
