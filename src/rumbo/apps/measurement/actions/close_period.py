"""A period closes: its figures are computed once more, with every trace, and never change again."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions import close_followup
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions.writing import write_all
from rumbo.apps.measurement.bridge import MEASURES, Computation, compute, trace_of_placement
from rumbo.apps.measurement.models import Figure, FrozenTrace
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.trace import Trace, digest, to_plain
from rumbo.domain.measurement.tracing import trace_of_node


@doorway("measurement.period.close")
def close_period(actor: Actor, followup: Followup) -> Followup:
    """Closes the follow-up and freezes its figures and their traces, in one transaction."""
    closed = close_followup(actor, followup)
    computation = compute(closed, closed=True)
    figures = write_all(closed, computation)
    FrozenTrace.objects.bulk_create(_traces(figures, computation), batch_size=500)
    Figure.objects.filter(followup=closed).update(frozen_at=timezone.now())
    return closed


def _traces(figures: list[Figure], computation: Computation) -> list[FrozenTrace]:
    placed = {each.pk: each for each in computation.placements}
    measures = {measure.value: which for measure, which in MEASURES}
    rows = []
    for figure in figures:
        which = measures[figure.measure]
        measured = placed.get(figure.placement_id or 0)
        trace = trace_of_placement(measured, which) if measured else node_trace(computation, figure.node_id, which)
        plain = to_plain(trace)
        rows.append(FrozenTrace(entity_id=figure.entity_id, figure=figure, trace=plain, digest=digest(plain)))
    return rows


def node_trace(computation: Computation, level: int | None, which: Percentage) -> Trace:
    """The trace of a level (None: of the plan)."""
    return trace_of_node(computation.children(level, which), computation.settings, computation.closed)
