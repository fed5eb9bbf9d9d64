"""The traffic light of a dossier: on which figure it stands, and for how many targets there is none, and why."""

from collections import Counter
from collections.abc import Mapping

from rumbo.domain.dossier.reported import Figure, Figures
from rumbo.domain.dossier.values import Dossier

AGAINST_EXPECTED = "at_cutoff"
UNSCHEDULED = "no_period_programme"


def looked_at(dossier: Dossier) -> str:
    """The name of the figure that the light stands on, as the entity chose it."""
    return next((each.value for each in dossier.settings if each.key == "bands_on"), AGAINST_EXPECTED)


def lit(figures: Figures, looked_at: str) -> Figure:
    """The figure that the light stands on: it carries the band."""
    found: Figure = getattr(figures, looked_at, figures.at_cutoff)
    return found


def is_share_of_year(figures: Figures) -> bool:
    """Whether the figure of the year tells only how much of it is done: nothing could be expected of it."""
    return figures.year.value is not None and figures.expected.undefined in (UNSCHEDULED, "nothing_measured")


def without_light(dossier: Dossier) -> Mapping[str, int]:
    """How many targets have no light, by the key of the reason; the commonest first."""
    which = looked_at(dossier)
    figures = (lit(target.figures, which) for target in dossier.targets)
    return dict(Counter(each.undefined for each in figures if each.value is None and each.undefined).most_common())


def unscheduled(dossier: Dossier) -> bool:
    """Whether nothing can be expected of any target, for the plan has no programme by period: nor then of a level."""
    reasons = {target.figures.expected.undefined for target in dossier.targets}
    return reasons == {UNSCHEDULED}
