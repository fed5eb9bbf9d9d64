"""The review of a version of a plan: its own rules, and the projects that serve its targets beside their budget."""

from collections.abc import Iterable

from rumbo.apps.plans.bridge.reviewing import answering_units, review_of
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.remembering import remembering
from rumbo.apps.reviewing.bridge import About, Kind, Record
from rumbo.apps.reviewing.bridge.spending import Spent, check_spent, spending_of_entity
from rumbo.findings import Where


def plan_record(version: PlanVersion, spent: Iterable[Spent] | None = None) -> Record:
    """A version with everything that the rules say of it; `spent` where it is known already."""
    with remembering():
        told, units = review_of(version), answering_units(version)
    targets = {target: at for at, (_uid, _number, target) in enumerate(told.placements)}
    rows = tuple(About(uid, number, units.get(uid, "")) for uid, number, _target in told.placements)
    plan = version.plan
    name = f"{plan.name} ({version.label or version.number})"
    record = Record(Kind.PLAN, str(version.uid), name, told.checks, rows=rows)
    known = spending_of_entity(version.entity_id) if spent is None else spent
    shared = ((each, each.project.targets & targets.keys()) for each in known)
    served = [(each, min(targets[key] for key in keys)) for each, keys in shared if keys]
    return record.with_checks(check_spent((each, Where(cell=str(at))) for each, at in served))
