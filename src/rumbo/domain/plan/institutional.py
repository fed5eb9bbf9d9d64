"""An institutional plan of action as values: its components, and what each of them brings together.

Investment projects with their money and goals, indicators of the processes, the plans that Decreto 612 de 2018 brings
into one, and the counts of the map of risks. A count that the document announces is kept as announced, to be compared
with what it lists; it never becomes records.
"""

from dataclasses import dataclass

from rumbo.domain.numbers import Money
from rumbo.domain.plan.stated import NOTHING_STATED, StatedTarget
from rumbo.domain.plan.strategic import TermTarget


@dataclass(frozen=True, slots=True)
class Component:
    """A part of the plan that is approved; `measured` is False when the document leaves it out of its measuring."""

    number: str
    name: str
    measured: bool | None = None


@dataclass(frozen=True, slots=True)
class NumberedObjective:
    """A strategic objective that the plan repeats; its text may be cut short."""

    number: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class InvestmentProject:
    """A project with the money and the goals of the year. `printed_share` is its "100 %" as printed, never a weight;
    `budget_year` is the year that its share and its money are printed for."""

    code: str
    name: str
    general_objective: str = ""
    printed_share: str = ""
    budget: Money | None = None
    budget_year: int | None = None
    goals: tuple[TermTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class ProcessIndicator:
    """An indicator of a process: its sentence as printed, and the target that the sentence states."""

    number: str
    statement: str
    target: StatedTarget = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class ProcessIndicators:
    """The indicators of one process. `number` as printed."""

    number: str
    name: str
    indicators: tuple[ProcessIndicator, ...] = ()


@dataclass(frozen=True, slots=True)
class IntegratedPlan:
    """A plan brought into the plan of action: its name as printed and the count of activities it announces.
    `catalogue_code` is its code in the list of the plans that a norm brings together, as far as its name tells; empty
    for a plan beyond that list."""

    name: str
    announced_activities: int | None = None
    catalogue_code: str = ""


@dataclass(frozen=True, slots=True)
class OwnerPlans:
    """The integrated plans of one unit."""

    unit: str
    plans: tuple[IntegratedPlan, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskCount:
    """How many risks of each class the document counts for a process or a project, and the total it prints."""

    name: str
    corruption: int | None = None
    management: int | None = None
    total: int | None = None


@dataclass(frozen=True, slots=True)
class InstitutionalPlan:
    """The plan of one year, with goals for the years from `first_year` to `last_year`. `measuring` is what it says of
    the components that are measured, and each component has its answer; `announced_…` are the counts of its sentences,
    `announced_besides` what it names beside its count of plans ("la estrategia de participación"); `printed_totals` is
    its row of totals."""

    title: str = ""
    entity: str = ""
    fiscal_year: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    legal_basis: str = ""
    components: tuple[Component, ...] = ()
    measuring: str = ""
    objectives: tuple[NumberedObjective, ...] = ()
    projects: tuple[InvestmentProject, ...] = ()
    announced_indicators: int | None = None
    announced_processes: int | None = None
    processes: tuple[ProcessIndicators, ...] = ()
    announced_activities: int | None = None
    announced_plans: int | None = None
    announced_besides: str = ""
    integrated_plans: tuple[OwnerPlans, ...] = ()
    announced_risks: int | None = None
    announced_corruption_risks: int | None = None
    announced_management_risks: int | None = None
    risks: tuple[RiskCount, ...] = ()
    printed_totals: RiskCount | None = None
    sources: tuple[str, ...] = ()
