"""Where some targets stand, whatever their plans: the last figures that were measured of each."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge import band_lit, outcome_of, settings_on
from rumbo.apps.measurement.models import Figure
from rumbo.domain.measurement.bands import Band
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.outcomes import Computed, Outcome


@dataclass(frozen=True, slots=True)
class LastMeasured:
    """The outcomes of a target by measure at its last follow-up, the band of its light, and the uid of its placement
    there."""

    followup: Followup
    placement_uid: str
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    band: Band | None = None

    def value(self, measure: str) -> int | None:
        """One of its figures, None when undefined."""
        outcome = self.outcomes.get(measure)
        return outcome.figure if isinstance(outcome, Computed) else None


def last_measured(entity_id: int, target_ids: Collection[int]) -> dict[int, LastMeasured]:
    """The last figures of each target, by its key: one query and the settings of each day that a follow-up ended on. A
    target that was never measured is left out."""
    settings: dict[date, Settings] = {}
    return {target: _told(figures, settings) for target, figures in last_figures(entity_id, target_ids).items()}


def last_figures(entity_id: int, target_ids: Collection[int]) -> dict[int, list[Figure]]:
    """The figures of each target at its last follow-up, by its key. One query."""
    found = Figure.objects.filter(entity_id=entity_id, placement__revision__target__in=list(target_ids))
    related = ("followup__period", "followup__plan_version__plan", "placement")
    last: dict[int, list[Figure]] = {}
    of_targets = found.annotate(target=F("placement__revision__target")).select_related(*related)
    for figure in of_targets.order_by("followup__period__last_day", "followup"):
        standing = last.setdefault(vars(figure)["target"], [])
        if standing and standing[0].followup_id != figure.followup_id:
            standing.clear()
        standing.append(figure)
    return last


def _told(figures: list[Figure], settings: dict[date, Settings]) -> LastMeasured:
    followup, placement = figures[0].followup, figures[0].placement
    day = followup.period.last_day
    if day not in settings:
        settings[day] = settings_on(followup.entity_id, day)
    outcomes = {figure.measure: outcome_of(figure) for figure in figures}
    return LastMeasured(followup, str(placement.uid if placement else ""), outcomes, band_lit(outcomes, settings[day]))
