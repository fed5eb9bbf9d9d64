"""What a correction changes in a closing: the figures as they are now, beside those that were frozen."""

from django.db.models import Max
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.followup.models import Followup, Reopening
from rumbo.apps.measurement.actions.keep_closing import keep_after_commit
from rumbo.apps.measurement.bridge import Computation, compute, rows_of
from rumbo.apps.measurement.bridge.corrected import (
    COLUMNS,
    identity,
    mean_of_closing,
    rules_of_closing,
    standing_figures,
    told,
)
from rumbo.apps.measurement.models import CorrectedFigure, Correction, Figure
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.trace import digest, to_plain


def write_correction(actor: Actor, followup: Followup, reopening: Reopening) -> Correction | None:
    """Writes which figures of a held closing are other since a correction was accepted. The closing of the report
    itself always keeps it, a later one only where a figure changed."""
    before, at = standing_figures(followup), timezone.now()
    rules, mean = rules_of_closing(followup), mean_of_closing(followup)
    computation = compute(followup, closed=True, rules=rules, corrected_until=at, edition=mean)
    now = {identity(row): row for row in rows_of(followup, computation)}
    changed = [(figure, now[key]) for key, (figure, kept) in before.items() if key in now and told(now[key]) != kept]
    if not changed and reopening.report.followup_id != followup.pk:
        return None
    last = Correction.objects.filter(followup=followup).aggregate(last=Max("ordinal"))["last"] or 0
    correction = Correction.objects.create(
        entity_id=followup.entity_id,
        followup=followup,
        reopening=reopening,
        ordinal=last + 1,
        at=at,
        corrected_by=actor.name[:200],
    )
    rows = [_row(correction, figure, fresh, computation) for figure, fresh in changed]
    CorrectedFigure.objects.bulk_create(rows, batch_size=500)
    keep_after_commit(followup)
    return correction


def _row(correction: Correction, figure: Figure, fresh: Figure, computation: Computation) -> CorrectedFigure:
    plain = to_plain(computation.trace(figure.placement_id, figure.node_id, Percentage(figure.measure)))
    columns = {name: getattr(fresh, name) for name in COLUMNS}
    return CorrectedFigure(
        entity_id=figure.entity_id, correction=correction, figure=figure, trace=plain, digest=digest(plain), **columns
    )
