"""Reads of executions of the budget: a fixed number of queries, however many lines they have."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from rumbo.apps.budget.bridge import AMOUNTS, draft_of
from rumbo.apps.budget.models import CodeKind, Execution, ExecutionLine, ExecutionVersion, LineKind, Pairing
from rumbo.apps.projects.models import Project, ProjectVersion
from rumbo.apps.remembering import asked_once
from rumbo.domain.measurement.ratios import Amount, MoneyRatio, Spent, ratio_of_sums
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft

Amounts = Mapping[str, Money]
KINDS = (CodeKind.BPIN, CodeKind.PROJECT_CODE)


@dataclass(frozen=True, slots=True)
class ExecutionFilter:
    """What the list of executions is narrowed by."""

    words: str = ""
    fiscal_year: int | None = None


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the lines of an execution are narrowed by: words in any code or name, a unit, a source; `depth` is the
    deepest level to show, None for all."""

    words: str = ""
    unit: str = ""
    fund: str = ""
    depth: int | None = None


def standing_versions(entity_id: int) -> QuerySet[ExecutionVersion]:
    """The version in use of each execution: the last one that was not withdrawn."""
    order = Window(RowNumber(), partition_by=[F("execution")], order_by=F("number").desc())
    found = ExecutionVersion.objects.filter(entity_id=entity_id, withdrawal=None).annotate(turn=order).filter(turn=1)
    return found.select_related("execution", "file")


def executions_of(entity_id: int, narrow: ExecutionFilter = ExecutionFilter()) -> QuerySet[ExecutionVersion]:
    """The executions of an entity, the latest cut first, each as its version in use with how many lines it has."""
    found = ExecutionVersion.objects.filter(pk__in=[each.pk for each in standing_versions(entity_id)])
    if narrow.words:
        found = found.filter(execution__name__icontains=narrow.words)
    if narrow.fiscal_year is not None:
        found = found.filter(execution__fiscal_year=narrow.fiscal_year)
    counted = Count("lines", filter=Q(lines__kind=LineKind.LINE))
    ordered = found.select_related("execution", "file").annotate(listed=counted)
    return ordered.order_by("-execution__cut_off", "execution__name", "pk")


def fiscal_years_of(entity_id: int) -> list[int]:
    """The fiscal years with an execution, the latest first."""
    years = Execution.objects.filter(entity_id=entity_id).values_list("fiscal_year", flat=True)
    return sorted(set(years), reverse=True)


def names_of(entity_id: int) -> list[str]:
    """The names that executions have, to be used again at the next cut."""
    found = Execution.objects.filter(entity_id=entity_id).order_by("name")
    return list(found.values_list("name", flat=True).distinct())


def version_by_uid(entity_id: int, uid: UUID | str) -> ExecutionVersion | None:
    """A version of an execution of the entity with its file and, if any, its withdrawal; or None."""
    found = ExecutionVersion.objects.select_related("execution", "file", "withdrawal", "entity")
    return found.filter(entity_id=entity_id, uid=uid).first()


def versions_by_uid(entity_id: int, uids: Iterable[UUID]) -> QuerySet[ExecutionVersion]:
    """The versions of some uids, each with its execution and file."""
    found = ExecutionVersion.objects.filter(entity_id=entity_id, uid__in=list(uids))
    return found.select_related("execution", "file")


def versions_of(version: ExecutionVersion) -> QuerySet[ExecutionVersion]:
    """Every version of the same execution, the latest first."""
    found = ExecutionVersion.objects.filter(execution_id=version.execution_id)
    return found.select_related("withdrawal").order_by("-number")


def lines_of(version: ExecutionVersion, narrow: LineFilter = LineFilter()) -> QuerySet[ExecutionLine]:
    """The lines of a version in the order of its file, its totals left out."""
    found = ExecutionLine.objects.filter(version=version).exclude(kind=LineKind.TOTAL).order_by("ordinal")
    if narrow.words:
        texts = ("account", "account_name", "bpin", "project_code", "project", "fund_code", "fund", "unit", "unit_code")
        sought = Q()
        for name in texts:
            sought |= Q(**{f"{name}__icontains": narrow.words})
        found = found.filter(sought)
    if narrow.unit:
        found = found.filter(unit=narrow.unit)
    if narrow.fund:
        found = found.filter(fund=narrow.fund)
    return found if narrow.depth is None else found.filter(depth__lte=narrow.depth)


def choices_of(version: ExecutionVersion, name: str) -> list[str]:
    """The different texts of a column ("unit", "fund"), in order."""
    found = ExecutionLine.objects.filter(version=version, kind=LineKind.LINE).exclude(**{name: ""})
    return list(found.order_by(name).values_list(name, flat=True).distinct())


def deepest_of(version: ExecutionVersion) -> int:
    """How many levels stand above the deepest line."""
    deepest = ExecutionLine.objects.filter(version=version).order_by("-depth").values_list("depth", flat=True).first()
    return deepest or 0


def sums_of(found: QuerySet[ExecutionLine], names: Sequence[str] = AMOUNTS) -> Amounts:
    """The sums of columns over lines; those that sum up others are left out, and what no line says has no sum."""
    sums = found.filter(kind=LineKind.LINE).order_by().aggregate(**{f"sum_{name}": Sum(name) for name in names})
    return {name: Money(int(amount)) for name in names if (amount := sums[f"sum_{name}"]) is not None}


def printed_totals(version: ExecutionVersion) -> QuerySet[ExecutionLine]:
    """The rows of totals as they were printed."""
    return ExecutionLine.objects.filter(version=version, kind=LineKind.TOTAL).order_by("ordinal")


def draft_of_version(version: ExecutionVersion) -> TableDraft:
    """The whole execution as the domain sees it, with its checks: two queries."""
    return draft_of(version, ExecutionLine.objects.filter(version=version).order_by("ordinal"))


@dataclass(frozen=True, slots=True)
class CodeToPair:
    """A project's code as an execution writes it: on how many lines, with which amounts and name; the project settled
    for it (None with `settled`: none of these), or the one proposed."""

    kind: str
    code: str
    name: str
    lines: int
    amounts: Amounts
    settled: bool
    project: ProjectVersion | None


def codes_to_pair(version: ExecutionVersion) -> list[CodeToPair]:
    """The projects that an execution names, by BPIN or, on lines without it, by their code: five queries."""
    said = {(each.kind, each.code): each.project_id for each in Pairing.objects.filter(entity_id=version.entity_id)}
    projects = _last_versions(version.entity_id)
    by_code = {bare_code(each.code): each for each in projects if each.code}
    by_key = {each.project_id: each for each in projects}
    rows = []
    for kind, found in _coded_lines(version).items():
        summed = found.values(kind).annotate(n=Count("pk"), **{f"sum_{name}": Sum(name) for name in AMOUNTS})
        named = dict(found.exclude(project="").order_by("-ordinal").values_list(kind, "project"))
        for row in summed.order_by(kind):
            code = row[kind]
            settled = (str(kind), code) in said
            project = by_key.get(said[str(kind), code] or 0) if settled else by_code.get(bare_code(code))
            amounts = {name: Money(int(row[f"sum_{name}"])) for name in AMOUNTS if row[f"sum_{name}"] is not None}
            rows.append(CodeToPair(str(kind), code, named.get(code, ""), row["n"], amounts, settled, project))
    return rows


@dataclass(frozen=True, slots=True)
class CodedSums:
    """What the version in use of an execution says under one code of a project: the project settled for it (None with
    `settled`: none of these) and its sums. A version that names no project has one without a code."""

    version_id: int
    name: str
    fiscal_year: int
    cut_off: date
    bare: str
    settled: bool
    project_id: int | None
    amounts: Amounts

    def is_of(self, project_id: int, bare: str) -> bool:
        """Whether it is a project's, by its key: as a person settled, or by the bare code of its last version."""
        return self.project_id == project_id if self.settled else self.bare == bare != ""


def coded_sums(entity_id: int, names: Sequence[str] = AMOUNTS) -> list[CodedSums]:
    """What every execution of an entity says of every code, the latest cut first: one query."""
    later = ExecutionVersion.objects.filter(
        execution=OuterRef("execution"), number__gt=OuterRef("number"), withdrawal=None
    )
    said = Pairing.objects.filter(entity_id=entity_id, kind=OuterRef("coded_by"), code=OuterRef("coded"))
    told: QuerySet[Any] = (
        ExecutionVersion.objects.filter(~Exists(later), entity_id=entity_id, withdrawal=None)
        .annotate(line=FilteredRelation("lines", condition=Q(lines__kind=LineKind.LINE)), **_coded("line__"))
        .values("pk", "execution__name", "execution__fiscal_year", "execution__cut_off", "coded_by", "coded")
        .annotate(settled=Exists(said), paired=Subquery(said.values("project_id")[:1]))
        .annotate(**{f"sum_{name}": Sum(f"line__{name}") for name in names})
        .order_by("-execution__cut_off", "execution__name", "pk", "coded_by", "coded")
    )
    return [
        CodedSums(
            version_id=row["pk"],
            name=row["execution__name"],
            fiscal_year=row["execution__fiscal_year"],
            cut_off=row["execution__cut_off"],
            bare=bare_code(row["coded"]),
            settled=row["settled"],
            project_id=row["paired"],
            amounts={name: Money(int(row[f"sum_{name}"])) for name in names if row[f"sum_{name}"] is not None},
        )
        for row in told
    ]


def _coded_lines(version: ExecutionVersion) -> Mapping[CodeKind, QuerySet[ExecutionLine]]:
    lines = ExecutionLine.objects.filter(version=version, kind=LineKind.LINE).order_by()
    return {
        CodeKind.BPIN: lines.exclude(bpin=""),
        CodeKind.PROJECT_CODE: lines.filter(bpin="").exclude(project_code=""),
    }


@asked_once
def _last_versions(entity_id: int) -> tuple[ProjectVersion, ...]:
    order = Window(RowNumber(), partition_by=[F("project")], order_by=F("number").desc())
    found = ProjectVersion.objects.filter(entity_id=entity_id).annotate(turn=order).filter(turn=1)
    return tuple(found.select_related("project").order_by("name"))


def projects_to_pair(entity_id: int) -> tuple[ProjectVersion, ...]:
    """The projects that a code may be, by name, each as its last version."""
    return _last_versions(entity_id)


def bare_code(code: str) -> str:
    """A code without the signs and zeros that one writes and another leaves out."""
    return "".join(letter for letter in code if letter.isalnum()).lstrip("0").casefold()


@dataclass(frozen=True, slots=True)
class ProjectExecution:
    """What an execution says of a project: the project's lines in the order of their file, and their sums. `settled` is
    whether a person said that all of its codes are the project's; what nobody said is proposed by equal codes."""

    version: ExecutionVersion
    rows: tuple[ExecutionLine, ...]
    settled: bool

    @property
    def cut_off(self) -> date:
        """The day up to which the amounts run."""
        return self.version.execution.cut_off

    @property
    def lines(self) -> int:
        """How many lines of the execution are the project's."""
        return len(self.rows)

    @property
    def amounts(self) -> Amounts:
        """The sums of its amounts; what no line says is left out."""
        said = {name: [each for row in self.rows if (each := getattr(row, name)) is not None] for name in AMOUNTS}
        return {name: Money(sum(amounts)) for name, amounts in said.items() if amounts}

    def ratio(self, which: Spent) -> MoneyRatio:
        """A ratio of the sums of its lines, of those that have both amounts."""
        rows = ([getattr(row, each.value) for each in Amount] for row in self.rows)
        return ratio_of_sums((_spent(amounts) for amounts in rows), which)


def execution_of_project(
    project: Project, fiscal_year: int | None = None, on: date | None = None, code: str | None = None
) -> tuple[ProjectExecution, ...]:
    """What the latest cut of each execution says of a project, up to a day and in a fiscal year, where those are given:
    three queries, however many executions there are; two where the caller gives the `code` of its last version.

    Several executions (one of each secretariat) give one each; amounts that no line says are not in `amounts`.
    """
    if code is None:
        versions = ProjectVersion.objects.filter(project=project).order_by("-number")
        code = versions.values_list("code", flat=True).first()
    cuts = list(_latest_cuts(project.entity_id, fiscal_year, on))
    told: QuerySet[Any] = ExecutionLine.objects.filter(version__in=cuts, kind=LineKind.LINE).annotate(**_coded(""))
    said = Pairing.objects.filter(entity_id=project.entity_id, kind=OuterRef("coded_by"), code=OuterRef("coded"))
    told = told.annotate(settled=Exists(said), paired=Subquery(said.values("project_id")[:1]))
    proposed = Q(settled=False, coded=code) if code else Q(pk__in=())
    rows: defaultdict[int, list[Any]] = defaultdict(list)
    for row in told.filter(Q(paired=project.pk) | proposed).order_by("version_id", "ordinal"):
        rows[row.version_id].append(row)
    return tuple(
        ProjectExecution(cut, tuple(found), all(row.settled for row in found))
        for cut in cuts
        if (found := rows.get(cut.pk))
    )


@dataclass(frozen=True, slots=True)
class SpentLine:
    """A line of an execution that names a project: the uid of its version, its row in the file, what it is called, the
    project settled for its code (None with `settled`: none of these), its bare code, and its amounts."""

    version: str
    row: int
    name: str
    settled: bool
    project_id: int | None
    bare: str
    amounts: Mapping[Amount, Money | None]


@dataclass(frozen=True, slots=True)
class Cut:
    """A version of an execution as what was read of it names it: which it is, up to which day it runs, the file and
    sheet that it came from, and when it was recorded here."""

    uid: str
    name: str
    cut_off: date
    number: int
    recorded_at: datetime
    file: str = ""
    part: str = ""


def cut_of(version: ExecutionVersion) -> Cut:
    """A version, with its execution and file at hand, as a cut."""
    told, file = version.execution, version.file
    name = file.name if file else ""
    return Cut(str(version.uid), told.name, told.cut_off, version.number, version.recorded_at, name, version.part)


def lines_spent(cuts: Sequence[ExecutionVersion]) -> list[SpentLine]:
    """The lines of some executions that are no sums of others, in the order of their files. One query."""
    if not cuts:
        return []
    said = Pairing.objects.filter(entity_id=cuts[0].entity_id, kind=OuterRef("coded_by"), code=OuterRef("coded"))
    told: QuerySet[Any] = ExecutionLine.objects.filter(version__in=cuts, kind=LineKind.LINE).annotate(**_coded(""))
    told = told.annotate(settled=Exists(said), paired=Subquery(said.values("project_id")[:1]))
    amounts = tuple(each.value for each in Amount)
    columns = ("version__uid", "row", "account", "account_name", "settled", "paired", "coded", *amounts)
    return [
        SpentLine(str(version), row, f"{account} {name}".strip(), settled, paired, bare_code(coded), _spent(said))
        for version, row, account, name, settled, paired, coded, *said in told.order_by(
            "version_id", "ordinal"
        ).values_list(*columns)
    ]


def _spent(amounts: Sequence[int | None]) -> dict[Amount, Money | None]:
    return {which: Money(amount) if amount is not None else None for which, amount in zip(Amount, amounts, strict=True)}


def latest_cuts(entity_id: int, fiscal_year: int | None = None, on: date | None = None) -> list[ExecutionVersion]:
    """The latest cut of each execution of an entity, up to a day and in a fiscal year, where those are given. One
    query."""
    return list(_latest_cuts(entity_id, fiscal_year, on))


def _coded(prefix: str) -> dict[str, Any]:
    """Of a line its code of a project and of which kind that is: its BPIN or, where it has none, its own code."""
    by_bpin = ~Q(**{f"{prefix}bpin": ""}) & Q(**{f"{prefix}bpin__isnull": False})
    own = Coalesce(F(f"{prefix}project_code"), Value(""))
    return {
        "coded_by": Case(When(by_bpin, then=Value(str(CodeKind.BPIN))), default=Value(str(CodeKind.PROJECT_CODE))),
        "coded": Case(When(by_bpin, then=F(f"{prefix}bpin")), default=own, output_field=TextField()),
    }


def _latest_cuts(entity_id: int, fiscal_year: int | None, on: date | None) -> Iterable[ExecutionVersion]:
    found = standing_versions(entity_id)
    latest: dict[str, ExecutionVersion] = {}
    for version in found:
        execution = version.execution
        if (fiscal_year is not None and execution.fiscal_year != fiscal_year) or (
            on is not None and execution.cut_off > on
        ):
            continue
        before = latest.get(execution.name)
        if before is None or before.execution.cut_off < execution.cut_off:
            latest[execution.name] = version
    return sorted(latest.values(), key=lambda each: (each.execution.cut_off, each.execution.name), reverse=True)
