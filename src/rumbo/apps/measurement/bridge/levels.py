"""The levels of a version as the roll-up sees them, and the money of its targets: what its approved document says.

Money weighs as the version promised it, by source of funding or as its levels print it, and not as it is spent: so the
weights of a closed figure are those of its own version, which never changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum

from rumbo.apps.followup.models import Followup
from rumbo.apps.plans.models import NodeRevision, Placement
from rumbo.domain.measurement.rules import FIRST_MEAN
from rumbo.domain.measurement.settings import Settings, Weighting
from rumbo.domain.numbers import Money
from rumbo.domain.shapes import from_plain

COLUMNS = ("pk", "uid", "parent_id", "weight", "kind", "name", "printed")


@dataclass(frozen=True, slots=True)
class Level:
    """A level as the roll-up sees it. `weight` is explicit, in ten-thousandths; `budget` in centavos, as printed."""

    pk: int
    uid: str
    parent_id: int | None
    weight: int | None
    budget: int | None = None
    left_out: bool = False


def levels_of(followup: Followup, settings: Settings, edition: str) -> tuple[Level, ...]:
    """The levels of the version measured, those below before those above. One query."""
    rows = NodeRevision.objects.filter(version=followup.plan_version_id).order_by("-depth", "ordinal")
    first = edition == FIRST_MEAN
    return tuple(
        Level(
            pk,
            str(uid),
            parent,
            weight.units if weight is not None else None,
            None if first else _budget(printed),
            not first and is_left_out(settings, kind, name, printed),
        )
        for pk, uid, parent, weight, kind, name, printed in rows.values_list(*COLUMNS)
    )


def is_left_out(settings: Settings, kind: str, name: str, printed: Mapping[str, Any]) -> bool:
    """Whether a level does not count above it: the plan itself says that it does not measure it, or the entity."""
    return printed.get("measured") is False or settings.leaves_out(kind, name)


def budgets_of(followup: Followup, settings: Settings, edition: str) -> Mapping[int, int]:
    """By placement, the centavos that its revision has from all its sources; only where money weighs. One query."""
    if settings.weighting is not Weighting.BUDGET or edition == FIRST_MEAN:
        return {}
    placed = Placement.objects.filter(version=followup.plan_version_id, revision__funding__isnull=False)
    told = placed.order_by().values("pk").annotate(money=Sum("revision__funding__amount"))
    return {row["pk"]: int(row["money"]) for row in told}


def _budget(printed: Mapping[str, Any]) -> int | None:
    told = printed.get("budget")
    return from_plain(Money, told).centavos if told is not None else None
