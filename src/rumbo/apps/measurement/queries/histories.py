"""How one thing went, follow-up by follow-up: what was reached of the year and what was expected, as it was kept."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet, Subquery

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import outcome_of
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.apps.measurement.queries.board import PERIODS_SHOWN
from rumbo.apps.measurement.queries.explanation import THE_PLAN
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.outcomes import Outcome

DRAWN = (Measure.YEAR, Measure.EXPECTED)


@dataclass(frozen=True, slots=True)
class Past:
    """A follow-up, the uid under which the thing stands there ("" for the plan), and its outcomes by measure."""

    followup: Any
    subject: str
    outcomes: dict[str, Outcome]


def history_of(followup: Followup, subject: str) -> tuple[Past, ...]:
    """The figures of a target, a level (both by uid) or the plan ("plan") at each follow-up of the plan up to one, the
    earliest first, whatever the version: what is the same goes on being the same. One query."""
    plan, day = followup.plan_version.plan_id, followup.period.last_day
    rows: QuerySet[Any] = Figure.objects.filter(
        followup__entity=followup.entity_id,
        followup__plan_version__plan=plan,
        followup__period__last_day__lte=day,
        measure__in=DRAWN,
    )
    # Shown in several places, a thing is the one that counts; of two versions in one period, the later one.
    rows = rows.filter(_same(subject)).order_by(
        "followup__period__last_day", "followup", F("placement__counts").asc(nulls_first=True)
    )
    found: dict[Any, Past] = {}
    for row in rows.select_related("followup__period", "placement", "node"):
        at = row.followup.period.last_day
        known = found.get(at)
        here = row.placement or row.node
        uid = str(here.uid) if here else ""
        if known is None or known.followup.pk != row.followup_id or known.subject != uid:
            known = found[at] = Past(row.followup, uid, {})
        known.outcomes[row.measure] = outcome_of(row)
    return tuple(found[at] for at in sorted(found))[-PERIODS_SHOWN:]


def _same(subject: str) -> Q:
    if subject in ("", THE_PLAN):
        return Q(placement__isnull=True, node__isnull=True)
    target = Placement.objects.filter(uid=subject).values("revision__target")[:1]
    node = NodeRevision.objects.filter(uid=subject).values("node")[:1]
    return Q(placement__revision__target=Subquery(target)) | Q(node__node=Subquery(node))
