"""Reads of projects: a fixed number of queries, however many rows they have."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.queries import bytes_of
from rumbo.apps.plans.bridge.institutional import PROJECT
from rumbo.apps.plans.models import Placement, Target
from rumbo.apps.plans.models import VersionState as PlanState
from rumbo.apps.projects.bridge import NARRATIVES, PICTURE, Content, money_of, sheet_of
from rumbo.apps.projects.models import (
    BankStep,
    BudgetCode,
    BudgetLine,
    Goal,
    PlanRelation,
    Project,
    ProjectVersion,
    Section,
    State,
    Statement,
    Step,
)
from rumbo.domain.document import Path
from rumbo.domain.numbers import Money
from rumbo.domain.project.sheet import ProjectSheet

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ProjectFilter:
    """What a list of projects is narrowed by."""

    words: str = ""
    unit_uid: str = ""
    state: str = ""
    fiscal_year: int | None = None


def projects_of(entity_id: int, narrow: ProjectFilter = ProjectFilter()) -> QuerySet[ProjectVersion]:
    """The projects of an entity, each as its last version, with its unit."""
    found = _latest(entity_id).select_related("unit", "project").order_by("-fiscal_year", "name", "pk")
    if narrow.words:
        words = narrow.words
        found = found.filter(
            Q(name__icontains=words) | Q(code__icontains=words) | Q(general_objective__icontains=words)
        )
    if narrow.unit_uid:
        found = found.filter(unit__uid=narrow.unit_uid)
    if narrow.state:
        found = found.filter(state=narrow.state)
    if narrow.fiscal_year is not None:
        during = Q(first_year__lte=narrow.fiscal_year, last_year__gte=narrow.fiscal_year)
        found = found.filter(Q(fiscal_year=narrow.fiscal_year) | during)
    return found


def projects_awaiting_review(entity_id: int) -> QuerySet[ProjectVersion]:
    """The projects that the bank has to review."""
    return _latest(entity_id).filter(state=State.IN_REVIEW).select_related("unit").order_by("name")


def projects_returned(entity_id: int, unit_ids: Iterable[int]) -> QuerySet[ProjectVersion]:
    """The projects of some units that the bank returned and that wait to be mended."""
    return _latest(entity_id).filter(state=State.RETURNED, unit__in=list(unit_ids)).order_by("name")


def fiscal_years_of(entity_id: int) -> list[int]:
    """The fiscal years for which projects are registered, the last first."""
    years = ProjectVersion.objects.filter(entity_id=entity_id, fiscal_year__isnull=False)
    found = years.order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return [year for year in found if year is not None]


def version_by_uid(entity_id: int, uid: UUID | str) -> ProjectVersion | None:
    """A version of a project of the entity, with its project and unit and `last_code`, the code that the last version
    of the project says; or None."""
    of_same = ProjectVersion.objects.filter(project=OuterRef("project")).order_by("-number")
    found = ProjectVersion.objects.filter(entity_id=entity_id, uid=uid).select_related("project", "unit")
    return found.annotate(last_code=Subquery(of_same.values("code")[:1])).first()


def project_by_code(entity_id: int, code: str) -> ProjectVersion | None:
    """The last version of the project that has a code, or None."""
    return _latest(entity_id).filter(code=code).exclude(code="").select_related("project").first()


def version_to_show(project: Project) -> ProjectVersion | None:
    """The last version of a project."""
    return ProjectVersion.objects.filter(project=project).order_by("-number").first()


def versions_of(version: ProjectVersion) -> QuerySet[ProjectVersion]:
    """All the versions of the project of a version, the last first."""
    return ProjectVersion.objects.filter(project_id=version.project_id).order_by("-number")


def bank_steps_of(version: ProjectVersion) -> QuerySet[BankStep]:
    """The steps of a version in the bank, in the order in which they were taken."""
    return BankStep.objects.filter(version=version).order_by("pk")


def content_of(version: ProjectVersion) -> Content:
    """All the rows of a version with the files of its pictures, in six queries."""
    return contents_of([version])[version.pk]


def contents_of(versions: Sequence[ProjectVersion]) -> dict[int, Content]:
    """The same of several versions, by their keys, in as many queries."""
    said = Statement.objects.select_related("picture").order_by("section", "ordinal")
    rows: list[dict[Any, list[Any]]] = [
        _by("version_id", found.filter(version__in=versions))
        for found in (
            said,
            Goal.objects.select_related("target").order_by("ordinal"),
            Step.objects.order_by("ordinal", "pk"),
            BudgetLine.objects.order_by("ordinal"),
            BudgetCode.objects.order_by("ordinal"),
            PlanRelation.objects.order_by("ordinal"),
        )
    ]
    return {each.pk: _content(each, *(found.get(each.pk, []) for found in rows)) for each in versions}


def _content(
    version: ProjectVersion,
    said: list[Statement],
    goals: list[Goal],
    steps: list[Step],
    budget: list[BudgetLine],
    codes: list[BudgetCode],
    relations: list[PlanRelation],
) -> Content:
    return Content(
        version,
        statements=_by("section", said),
        goals=_by("activity_id", goals),
        goal_steps=_by("goal_id", (step for step in steps if step.goal_id)),
        scheduled_steps=_by("scheduled_id", (step for step in steps if step.scheduled_id)),
        budget=budget,
        codes=codes,
        relations=relations,
    )


def pictures_of(content: Content) -> dict[Path, bytes]:
    """What the passages of a version show, by the paths that they have in its sheet; a file that is damaged is left
    out, and `rumbo check` tells it."""
    found: dict[Path, bytes] = {}
    for section in NARRATIVES:
        for at, row in enumerate(content.of(section)):
            if row.picture is not None:
                with suppress(Refused):
                    found[section.value, at] = bytes_of(row.picture)
    return found


def picture_by_uid(entity_id: int, uid: UUID | str) -> Statement | None:
    """A picture of a project of the entity, with its file and its version, or None."""
    found = Statement.objects.filter(entity_id=entity_id, uid=uid, kind=PICTURE)
    return found.select_related("picture", "version").first()


def schedule_content(version: ProjectVersion) -> Content:
    """Only the rows of the schedule of a version, in two queries."""
    lines = Statement.objects.filter(version=version, section=Section.SCHEDULE).order_by("ordinal")
    steps = Step.objects.filter(version=version, scheduled__isnull=False).order_by("ordinal", "pk")
    return Content(version, statements=_by("section", lines), scheduled_steps=_by("scheduled_id", steps))


def sheet(version: ProjectVersion) -> ProjectSheet:
    """A version as the sheet that it is, in six queries."""
    return sheet_of(content_of(version))


def sheets_of(versions: Sequence[ProjectVersion]) -> dict[int, ProjectSheet]:
    """The sheets of several versions, by their keys, in as many queries."""
    return {key: sheet_of(content) for key, content in contents_of(versions).items()}


def statements_of(version: ProjectVersion, *sections: str) -> QuerySet[Statement]:
    """The statements of some sections, with what each answers to."""
    found = Statement.objects.filter(version=version, section__in=sections)
    return found.select_related("parent").order_by("section", "ordinal")


def budget_of(version: ProjectVersion) -> QuerySet[BudgetLine]:
    """The lines of the budget of a version."""
    return BudgetLine.objects.filter(version=version).order_by("ordinal")


@dataclass(frozen=True, slots=True)
class Served:
    """A project as its last version, by the key of each, with the targets that its goals are."""

    project_id: int
    project_uid: UUID
    version_id: int
    code: str
    name: str
    fiscal_year: int | None
    total: Money | None
    targets: frozenset[int]


def projects_served(entity_id: int) -> list[Served]:
    """Every project of an entity with the targets that it serves, the latest year first. One query."""
    columns = ("project_id", "project__uid", "pk", "code", "name", "fiscal_year", "printed_total")
    rows = _latest(entity_id).order_by("-fiscal_year", "name", "pk").values_list(*columns, "goals__target_id")
    found: dict[int, Served] = {}
    for project, uid, version, code, name, year, total, target in rows:
        before = found[version].targets if version in found else frozenset()
        targets = before | {target} if target else before
        found[version] = Served(project, uid, version, code, name, year, money_of(total), targets)
    return list(found.values())


def total_of(version: ProjectVersion) -> Money | None:
    """The total that is written below the budget of a version."""
    return money_of(version.printed_total)


def codes_of(version: ProjectVersion) -> QuerySet[BudgetCode]:
    """The budget lines of a version."""
    return BudgetCode.objects.filter(version=version).order_by("ordinal")


def relations_of(version: ProjectVersion) -> QuerySet[PlanRelation]:
    """Where a version hangs in plans."""
    return PlanRelation.objects.filter(version=version).order_by("ordinal")


def activity_by_uid(version: ProjectVersion, uid: UUID | str) -> Statement | None:
    """An activity of a version, or None."""
    return Statement.objects.filter(version=version, section=Section.ACTIVITIES, uid=uid).first()


def scheduled_by_uid(version: ProjectVersion, uid: UUID | str) -> Statement | None:
    """A line of the schedule of a version, or None."""
    return Statement.objects.filter(version=version, section=Section.SCHEDULE, uid=uid).first()


def steps_scheduled(line: Statement) -> QuerySet[Step]:
    """The steps of a line of the schedule."""
    return Step.objects.filter(scheduled=line).order_by("ordinal", "pk")


def goal_by_uid(entity_id: int, uid: UUID | str) -> Goal | None:
    """A goal of the entity with its activity, version and target, or None."""
    related = ("version__project", "version__unit", "activity", "target")
    return Goal.objects.select_related(*related).filter(entity_id=entity_id, uid=uid).first()


def steps_of_goal(goal: Goal) -> QuerySet[Step]:
    """The steps of a goal."""
    return Step.objects.filter(goal=goal).order_by("ordinal", "pk")


@dataclass(frozen=True, slots=True)
class OfferedTarget:
    """A target of a plan in force that a goal of a project may be."""

    uid: str
    words: str


def targets_offered(entity_id: int) -> list[OfferedTarget]:
    """The targets of the plans in force, in one query."""
    ruling = Placement.objects.filter(entity_id=entity_id, version__state=PlanState.APPROVED, counts=True)
    columns = ("revision__target__uid", "version__plan__name", "number", "revision__statement")
    rows = ruling.order_by("version__plan__name", "version", "ordinal").values_list(*columns)
    return [OfferedTarget(str(uid), f"{plan} · {number}. {statement}") for uid, plan, number, statement in rows]


@dataclass(frozen=True, slots=True)
class FedTarget:
    """A target of a plan that goals of a project are: where it stands in the plan in force (none: it no longer does),
    and those goals."""

    target_id: int
    placement: Placement | None
    goals: tuple[Goal, ...]


def targets_of_plans(version: ProjectVersion) -> list[Placement]:
    """The targets that the plans in force place under a project, by its code: they are its goals, registered once, in
    the plan."""
    return list(_in_plans(_under(version))) if version.code else []


def _under(version: ProjectVersion) -> Q:
    return Q(node__kind=PROJECT, node__code=version.code, entity_id=version.entity_id)


def _in_plans(wanted: Q) -> QuerySet[Placement]:
    placed = Placement.objects.filter(wanted, version__state=PlanState.APPROVED)
    return placed.select_related("revision__indicator", "version__plan").order_by("version", "ordinal")


def targets_fed(version: ProjectVersion) -> list[FedTarget]:
    """The targets of plans that the goals of a version are, in the order of the goals; then those that the plans place
    under the project: two queries."""
    goals: defaultdict[int, list[Goal]] = defaultdict(list)
    settled = Goal.objects.filter(version=version, target__isnull=False).select_related("activity")
    for goal in settled.order_by("activity__ordinal", "ordinal"):
        goals[goal.target_id or 0].append(goal)
    wanted = Q(counts=True, revision__target__in=list(goals))
    placed, below = dict[int, Placement](), dict[int, Placement]()
    for each in _in_plans(wanted | _under(version) if version.code else wanted):
        target = each.revision.target_id
        if target not in goals:
            below[target] = each
        elif each.counts:
            placed[target] = each
    fed = [FedTarget(target, placed.get(target), tuple(found)) for target, found in goals.items()]
    return [*fed, *(FedTarget(target, each, ()) for target, each in below.items())]


def target_by_uid(entity_id: int, uid: UUID | str) -> Target | None:
    """A target of the entity, or None."""
    return Target.objects.filter(entity_id=entity_id, uid=uid).first()


def targets_named(entity_id: int, target_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Where each target stands in the plans in force: the uid of its placement and its words, in one query."""
    placed = Placement.objects.filter(
        entity_id=entity_id, version__state=PlanState.APPROVED, counts=True, revision__target__in=list(target_ids)
    )
    columns = ("revision__target_id", "uid", "version__plan__name", "number")
    return {target: (str(uid), f"{plan}, {number}") for target, uid, plan, number in placed.values_list(*columns)}


def _latest(entity_id: int) -> QuerySet[ProjectVersion]:
    later = ProjectVersion.objects.filter(project=OuterRef("project"), number__gt=OuterRef("number"))
    return ProjectVersion.objects.filter(~Exists(later), entity_id=entity_id)


def _by(name: str, found: Iterable[Row]) -> dict[Any, list[Row]]:
    """Rows grouped by one of their columns, their order kept."""
    grouped: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in found:
        grouped[getattr(row, name)].append(row)
    return dict(grouped)
