"""What variables of indicators take from plans, with the targets that were counted."""

from rumbo.apps.indicators.models import Variable
from rumbo.apps.measurement.bridge.lending import CountedPeriod, counts_taken
from rumbo.apps.measurement.models import PlanCount
from rumbo.apps.plans.models import NodeRevision, PlanVersion, VersionState
from rumbo.domain.annualization import PeriodKey


def counted_periods(variable: Variable, year: int) -> dict[PeriodKey, CountedPeriod]:
    """The counts that a variable takes in a year, by period; none where it takes none. At most five queries."""
    link = PlanCount.objects.filter(variable=variable).select_related("variable").first()
    return counts_taken([link], year)[variable.pk] if link is not None else {}


def plans_to_count(entity_id: int) -> list[tuple[PlanVersion, list[NodeRevision]]]:
    """The versions in force of an entity with their levels, to choose what is counted. Two queries."""
    versions = PlanVersion.objects.filter(entity_id=entity_id, state=VersionState.APPROVED).select_related("plan")
    found = {each.pk: (each, list[NodeRevision]()) for each in versions.order_by("-plan__fiscal_year", "plan__name")}
    for node in NodeRevision.objects.filter(version__in=found).select_related("node").order_by("ordinal"):
        found[node.version_id][1].append(node)
    return list(found.values())


def level_counted(variable: Variable) -> str:
    """What the level that a variable counts is called in the last version that has it; empty for a whole plan."""
    node = NodeRevision.objects.filter(node__in=PlanCount.objects.filter(variable=variable).values("node"))
    return node.order_by("-pk").values_list("name", flat=True).first() or ""
