"""What variables of indicators take from plans: the targets of a follow-up counted, as their figures stand today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rumbo.apps.followup.models import Followup
from rumbo.apps.indicators.bridge import Reported, lends
from rumbo.apps.indicators.models import Variable
from rumbo.apps.measurement.bridge.corrected import outcome_since, with_correction
from rumbo.apps.measurement.bridge.rows import outcome_of
from rumbo.apps.measurement.models import Figure, PlanCount
from rumbo.apps.plans.models import NodeRevision
from rumbo.domain.annualization import PeriodKey
from rumbo.domain.measurement.grouping import Item, count_variables, counts_of
from rumbo.domain.measurement.settings import DEFAULTS
from rumbo.domain.outcomes import Outcome


@dataclass(frozen=True, slots=True)
class CountedTarget:
    """A target among those counted: its uid where it is placed, what it is called, and its outcome."""

    uid: str
    number: str
    statement: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class CountedPeriod:
    """A count of a plan in a period: the follow-up it is of, the targets looked at, and how many that makes."""

    followup: Followup
    targets: tuple[CountedTarget, ...]
    value: Fraction


@lends
def lend_counts(variables: Sequence[Variable], year: int) -> Reported:
    """The counts of a year that some variables take, by variable and period. The variables come with what they count;
    one query, two where some count a level."""
    links = [each.plan_count for each in variables]
    return {
        key: {period: each.value for period, each in found.items()} for key, found in counts_taken(links, year).items()
    }


def counts_taken(links: Sequence[PlanCount], year: int) -> dict[int, dict[PeriodKey, CountedPeriod]]:
    """The counts of a year by variable and by period of its periodicity; a period without follow-up has none, and of
    several follow-ups the last opened counts. Each link brings its variable. One query, two where some count a
    level."""
    rounds: dict[tuple[int, str, PeriodKey], Followup] = {}
    rows: defaultdict[tuple[int, str], list[Figure]] = defaultdict(list)
    for figure in _figures(links, year):
        followup = figure.followup
        period, plan = followup.period, followup.plan_version.plan_id
        rounds[plan, period.periodicity, (period.fiscal_year, period.ordinal)] = followup
        rows[followup.pk, figure.measure].append(figure)
    below = _below(links, rounds.values()) if any(link.node_id for link in links) else {}
    found: dict[int, dict[PeriodKey, CountedPeriod]] = {link.variable_id: {} for link in links}
    for link in links:
        for (plan, periodicity, key), followup in rounds.items():
            if (plan, periodicity) == (link.plan_id, link.variable.periodicity):
                of_link = rows[followup.pk, link.measure]
                found[link.variable_id][key] = _counted(link, followup, of_link, below)
    return found


def _figures(links: Sequence[PlanCount], year: int) -> Iterable[Figure]:
    """The figures of the targets of some plans in a year with what they are of, and what each is since it was
    corrected; the follow-up that was opened last comes last."""
    plans, measures = {link.plan_id for link in links}, {link.measure for link in links}
    found = Figure.objects.filter(followup__plan_version__plan__in=plans, followup__period__fiscal_year=year)
    found = with_correction(found.filter(placement__isnull=False, measure__in=measures))
    related = ("followup__period", "followup__plan_version", "placement__revision")
    order = ("followup__opened_at", "followup", "-placement__counts", "placement__ordinal")
    return found.select_related(*related).order_by(*order)


def _stands(figure: Figure) -> Outcome:
    """A figure as its corrections left it."""
    since = outcome_since(figure)
    return outcome_of(figure) if since is None else since[0]


def _below(links: Sequence[PlanCount], followups: Iterable[Followup]) -> Mapping[tuple[int, int], set[int]]:
    """By version and identity of a level, the keys of that level and of all below it."""
    versions = {each.plan_version_id for each in followups}
    rows = NodeRevision.objects.filter(version__in=versions).order_by("depth")
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    asked = {link.node_id for link in links if link.node_id}
    for pk, version, parent, node in rows.values_list("pk", "version_id", "parent_id", "node_id"):
        for identity in asked:
            if node == identity or parent in found.get((version, identity), ()):
                found[version, identity].add(pk)
    return found


def _counted(
    link: PlanCount, followup: Followup, figures: Iterable[Figure], below: Mapping[tuple[int, int], set[int]]
) -> CountedPeriod:
    """A target that stands in several places is one."""
    inside = below.get((followup.plan_version_id, link.node_id), set()) if link.node_id else None
    targets: dict[int, CountedTarget] = {}
    for figure in figures:
        placed = figure.placement
        if placed is not None and (inside is None or placed.node_id in inside):
            told = CountedTarget(str(placed.uid), placed.number, placed.revision.statement, _stands(figure))
            targets.setdefault(placed.revision.target_id, told)
    counts = counts_of((Item(each.uid, each.outcome) for each in targets.values()), DEFAULTS)
    return CountedPeriod(followup, tuple(targets.values()), count_variables(counts)[link.tally])
