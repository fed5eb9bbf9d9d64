"""The registration sheet of a project (ficha de registro) as values, without any address of a file.

It follows the small form of the MGA that entities fill before a project enters their plan of action: what the problem
is, what is wanted, what is done for it, with what money, when, and what comes out. A layout reads into it, a live
project is printed from it; two sheets say the same when they are equal here.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.domain.numbers import Money, Quantity

DIRECT, INDIRECT = "direct", "indirect"


@dataclass(frozen=True, slots=True)
class DocumentControl:
    """What the head of a controlled form says of the form itself: its process, code, version and name."""

    process: str = ""
    code: str = ""
    version: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a narrative. `kind` is paragraph, item, picture, source or note; `number` as printed ("a)")."""

    kind: str
    text: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause or an effect of the problem. `level` is direct or indirect where it is said, else empty, which counts as
    direct; an indirect one hangs from the direct one before it."""

    statement: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Objective:
    """A specific objective: a cause of the problem, turned positive. `number` as printed; `cause` refers to the one it
    answers (`rumbo.domain.project.tree.referred`), empty where nobody said it."""

    number: str
    statement: str
    cause: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A sub-activity. `number` as printed; `marks` are the periods of the schedule that carry a mark ("Mes 1")."""

    number: str
    statement: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProjectGoal:
    """What an activity must reach: its indicator, the code of the plan it comes from, its steps and its evidence.

    `quantity` and `measure_unit` stay empty where the form asks for a goal and only a sentence was written.
    """

    number: str
    statement: str
    indicator: str = ""
    quantity: Quantity | None = None
    measure_unit: str = ""
    plan_code: str = ""
    steps: tuple[Step, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """What is done for the objectives of the project, and the goals it answers for; `objective` refers to the specific
    one that it serves, empty where nobody said it."""

    statement: str
    goals: tuple[ProjectGoal, ...] = ()
    number: str = ""
    objective: str = ""


@dataclass(frozen=True, slots=True)
class PlanRelation:
    """Where a goal of the project hangs in a plan: the levels from the highest down, each as printed."""

    component: str = ""
    line: str = ""
    programme: str = ""
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A name and its value, as in the table of the relation with the plan of action ("SECTOR": "Gobierno")."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """What an activity buys: the object, its unit, how many, and what it costs in all."""

    activity: str
    object: str
    measure_unit: str = ""
    quantity: Quantity | None = None
    value: Money | None = None
    activity_number: str = ""


@dataclass(frozen=True, slots=True)
class CodedName:
    """A code, which is text and keeps its zeros, and the name printed beside it."""

    code: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class BudgetCode:
    """A budget line (rubro) by the codes of the MGA, each of which begins with the one before it."""

    sector: CodedName = CodedName()
    programme: CodedName = CodedName()
    element: CodedName = CodedName()
    product: CodedName = CodedName()
    product_indicator: CodedName = CodedName()
    funding_source: str = ""
    initial_value: Money | None = None


@dataclass(frozen=True, slots=True)
class ScheduledActivity:
    """An activity in the schedule with its steps, in the order in which the schedule lists them."""

    statement: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule (cronograma): the names of its periods, and who carries which marks."""

    periods: tuple[str, ...] = ()
    activities: tuple[ScheduledActivity, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """An impact of the project. `kind` is environmental, social or economic where the document says it, else empty."""

    statement: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: post, name, and whether the document shows a signature."""

    post: str
    name: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class ProjectSheet:
    """One project as registered."""

    control: DocumentControl = DocumentControl()
    registered_on: date | None = None
    fiscal_year: int | None = None
    code: str = ""
    name: str = ""
    unit: str = ""
    antecedents: tuple[Passage, ...] = ()
    problem: tuple[Passage, ...] = ()
    central_problem: str = ""
    magnitude: str = ""
    causes: tuple[Branch, ...] = ()
    effects: tuple[Branch, ...] = ()
    general_objective: str = ""
    objectives: tuple[Objective, ...] = ()
    justification: tuple[Passage, ...] = ()
    population: tuple[Passage, ...] = ()
    zone: tuple[Passage, ...] = ()
    activities: tuple[Activity, ...] = ()
    development_plan: tuple[PlanRelation, ...] = ()
    action_plan: tuple[Labelled, ...] = ()
    budget: tuple[BudgetItem, ...] = ()
    printed_total: Money | None = None
    budget_codes: tuple[BudgetCode, ...] = ()
    schedule: Schedule = Schedule()
    benefits: tuple[Passage, ...] = ()
    impacts: tuple[Impact, ...] = ()
    deliverables: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
