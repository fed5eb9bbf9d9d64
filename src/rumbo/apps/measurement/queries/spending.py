"""What one execution of the budget says was spent, of all of it or of one project, as a ratio with its trace."""

from dataclasses import dataclass

from rumbo.apps.budget.models import ExecutionVersion
from rumbo.apps.budget.queries import SpentLine, bare_code, lines_spent, projects_to_pair
from rumbo.apps.projects.models import ProjectVersion
from rumbo.domain.measurement.ratios import MoneyRatio, Spent, ratio_of_sums, trace_of_ratio
from rumbo.domain.measurement.trace import Trace


@dataclass(frozen=True, slots=True)
class Spending:
    """The lines of an execution, all of them or those of a project, as its last version."""

    version: ExecutionVersion
    lines: tuple[SpentLine, ...]
    project: ProjectVersion | None = None

    def ratio(self, which: Spent) -> MoneyRatio:
        """A ratio of their sums, of those that have both amounts."""
        return ratio_of_sums((line.amounts for line in self.lines), which)

    def trace(self, which: Spent) -> Trace:
        """How that ratio came about."""
        return trace_of_ratio(self.ratio(which))


def spending_of(version: ExecutionVersion, project_uid: str = "") -> Spending | None:
    """The lines of an execution, of one project where its uid is given; None for a project that the entity has not.
    One query, and the projects where one is asked for."""
    lines = tuple(lines_spent([version]))
    if not project_uid:
        return Spending(version, lines)
    found = [each for each in projects_to_pair(version.entity_id) if str(each.project.uid) == project_uid]
    if not found:
        return None
    key, bare = found[0].project_id, bare_code(found[0].code)
    its = (line for line in lines if (line.project_id == key if line.settled else line.bare == bare != ""))
    return Spending(version, tuple(its), found[0])
