"""Results that a file prints: offered as results from before, and kept or discarded by a person."""

from collections.abc import Collection, Sequence

from django.db.models import Max
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway, somebody_was_faster
from rumbo.apps.indicators.models import PrintedResult, PrintedState, SheetRevision
from rumbo.domain.indicators import SheetMeasurement

PERIOD_ROOM, SOURCE_ROOM = 300, 300


@doorway("indicators.printed_results.offer")
def offer_results(
    actor: Actor, row: SheetRevision, printed: Sequence[SheetMeasurement], source: str
) -> list[PrintedResult]:
    """The results of a file wait for a person; one that says what a file said before is not offered again."""
    known = PrintedResult.objects.filter(indicator_id=row.indicator_id)
    last = known.aggregate(last=Max("ordinal"))["last"] or 0
    said = set(known.values_list("period", "numerator", "denominator", "result"))
    told = [each for each in printed if each.result is not None or each.numerator is not None]
    fresh = [each for each in told if (each.period[:PERIOD_ROOM], *_numbers(each)) not in said]
    return PrintedResult.objects.bulk_create(
        PrintedResult(
            entity_id=row.entity_id,
            indicator_id=row.indicator_id,
            ordinal=ordinal,
            period=each.period[:PERIOD_ROOM],
            numerator=each.numerator,
            denominator=each.denominator,
            result=each.result,
            analysis=each.analysis,
            source=source[:SOURCE_ROOM],
        )
        for ordinal, each in enumerate(fresh, start=last + 1)
    )


@doorway("indicators.printed_results.settle")
def settle_results(actor: Actor, row: SheetRevision, seen: Collection[str], kept: Collection[str]) -> None:
    """Of the offered results that the person saw (by uid) those kept stay as results from before; the others do not.
    Refuses when somebody settled one in between."""
    offered = PrintedResult.objects.filter(indicator_id=row.indicator_id, state=PrintedState.OFFERED, uid__in=set(seen))
    if offered.count() != len(set(seen)):
        raise somebody_was_faster()
    told = {"settled_by": actor.name[:200], "settled_at": timezone.now()}
    left = set(seen) - set(kept)
    offered.filter(uid__in=left).update(state=PrintedState.DISCARDED, **told)
    offered.filter(uid__in=set(seen) & set(kept)).update(state=PrintedState.KEPT, **told)


def _numbers(each: SheetMeasurement) -> tuple[object, object, object]:
    return each.numerator, each.denominator, each.result
