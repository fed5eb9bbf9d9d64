"""A period closes: its figures are computed once more, with every trace, and never change again."""

from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import doorway
from rumbo.apps.followup.actions import close_followup
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions.keep_closing import keep_after_commit
from rumbo.apps.measurement.actions.writing import held, write_all
from rumbo.apps.measurement.bridge import Computation, compute
from rumbo.apps.measurement.models import Figure, FrozenSettings, FrozenSides, FrozenTrace
from rumbo.apps.measurement.queries.money import sides_to_keep
from rumbo.apps.rows import insert_objects
from rumbo.domain.measurement.bands import Percentage
from rumbo.domain.measurement.settings import plain
from rumbo.domain.measurement.trace import digest, to_plain


@doorway("measurement.period.close")
def close_period(actor: Actor, followup: Followup, *, reason: str = "") -> Followup:
    """Closes the follow-up and freezes its figures, their traces, its groups and its money, in one transaction; the
    task worker then keeps them as a file by columns."""
    # Held before the moment of closing is taken: whoever accepts a report is done before it or begins after it.
    held(Followup.objects.filter(pk=followup.pk))
    closed = close_followup(actor, followup, reason=reason)
    computation = compute(closed, closed=True)
    figures = write_all(closed, computation, frozen_at=closed.closed_at or timezone.now())
    insert_objects(_traces(figures, computation))
    _keep_choices(closed, computation)
    keep_after_commit(closed)
    return closed


def _keep_choices(closed: Followup, computation: Computation) -> None:
    """What the figures of a closing are read with: its settings, its groups and the money known of its cut."""
    seen, chosen = sides_to_keep(closed), plain(computation.settings)
    found = digest(seen)
    FrozenSides.objects.create(entity_id=closed.entity_id, followup=closed, sides=seen, digest=found)
    FrozenSettings.objects.create(
        entity_id=closed.entity_id, followup=closed, settings=chosen, digest=digest(chosen), sides=found
    )


def _traces(figures: list[Figure], computation: Computation) -> list[FrozenTrace]:
    rows = []
    for figure in figures:
        told = to_plain(computation.trace(figure.placement_id, figure.node_id, Percentage(figure.measure)))
        rows.append(FrozenTrace(entity_id=figure.entity_id, figure=figure, trace=told, digest=digest(told)))
    return rows
