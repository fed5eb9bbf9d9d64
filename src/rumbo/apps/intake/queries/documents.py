"""What a document of several parts leaves open, and what a person answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import DocumentAnswer, Intake, Outcome, Question
from rumbo.apps.intake.queries import STILL_WRONG, YEAR_MISSING
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import unit_names
from rumbo.apps.plans.bridge.institutional import PROJECT, institutional_goals, institutional_of
from rumbo.apps.plans.bridge.printed import placed_paths
from rumbo.apps.plans.bridge.strategic import shared_groups, strategic_of, strategic_targets
from rumbo.apps.plans.models import Placement, Plan, PlanVersion, Target, VersionState
from rumbo.apps.processes.queries import process_names
from rumbo.apps.projects.models import ProjectVersion
from rumbo.domain.annualization import Basis
from rumbo.domain.document import Path, at
from rumbo.domain.plan.basis import BasisQuestion, basis_question, rule_named
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.one_target import TargetDifference, shared_targets
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

DIFFERENT = "different"
SAME = "same"
KNOWN, NEW, NOBODY = "known", "new", "nobody"

QUESTIONS_LEFT = declare(
    Sentences(
        code="intake.questions_left",
        severity=Severity.ERROR,
        title=marked("Quedan preguntas sin responder"),
        what=marked("El documento deja {count} preguntas que solo una persona puede responder."),
        why=marked("De ellas depende que una meta se registre y se reporte una sola vez, y que nada se suponga."),
        how=marked("Responda cada pregunta; donde hay una propuesta, basta con confirmarla."),
    )
)

TERM_MISSING = declare(
    Sentences(
        code="intake.term_missing",
        severity=Severity.ERROR,
        title=marked("Falta el periodo del plan"),
        what=marked("El documento no dice el primer año y el último del plan."),
        why=marked("Sin ellos no se sabe de qué años son las metas ni cuál es la de todo el periodo."),
        how=marked("Escriba el primer año y el último en los datos del documento."),
    )
)

NO_TARGETS = declare(
    Sentences(
        code="intake.no_targets",
        severity=Severity.ERROR,
        title=marked("No se leyó ninguna meta"),
        what=marked("En el documento no se reconoció ninguna meta."),
        why=marked("Un plan sin metas no se puede aprobar ni seguir."),
        how=marked("Revise que las tablas de metas tengan los encabezados del formato."),
    )
)


@dataclass(frozen=True, slots=True)
class SharedQuestion:
    """A target that stands in several places: under which of them does it count upward, or are they different ones?
    `choice` is the path of the place, "different", or empty while nobody has said it."""

    paths: tuple[Path, ...]
    target: TermTarget
    choice: str

    @property
    def path(self) -> str:
        """The path by which the answer is kept."""
        return pointer(self.paths[0])


@dataclass(frozen=True, slots=True)
class SameQuestion:
    """A target that a plan of the entity already has: the same record, or another? `differences` is what the two
    documents say differently of it."""

    path: Path
    statement: str
    placement: Placement
    sure: bool
    differences: tuple[TargetDifference, ...]
    choice: str


@dataclass(frozen=True, slots=True)
class UnitQuestion:
    """A name of a unit that the entity's lists do not know, or a part of the document that names no unit: who answers
    for it? `choice` is "known" with `unit`, "new", "nobody", or empty while nobody has said it."""

    path: Path
    text: str
    choice: str
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class ProjectQuestion:
    """A project whose code the entity already has: its next version, or another project? `standing` is the one that
    stands."""

    path: Path
    standing: ProjectVersion
    choice: str


@dataclass(frozen=True, slots=True)
class ProcessQuestion:
    """A name that is of no process of the entity: another name of one (`choice` is its uid), or a new one of a kind."""

    path: Path
    text: str
    choice: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that a document leaves open, with what was answered. The basis may stay unsaid."""

    basis: BasisQuestion | None
    basis_said: str
    shared: tuple[SharedQuestion, ...]
    same: tuple[SameQuestion, ...]
    units: tuple[UnitQuestion, ...] = ()
    projects: tuple[ProjectQuestion, ...] = ()
    processes: tuple[ProcessQuestion, ...] = ()

    @property
    def left(self) -> int:
        """How many stand in the way of proposing."""
        asked: tuple[Any, ...] = (*self.shared, *self.same, *self.units, *self.projects, *self.processes)
        return [each.choice for each in asked].count("")

    def __bool__(self) -> bool:
        return bool(self.basis or self.shared or self.same or self.units or self.projects or self.processes)


def answers_to(intake: Intake) -> dict[tuple[str, str], DocumentAnswer]:
    """What was answered, by question and path."""
    rows = DocumentAnswer.objects.filter(intake=intake).select_related("target", "unit")
    return {(row.question, row.path): row for row in rows}


def term_targets(content: Any) -> dict[Path, TermTarget]:
    """The targets of several years of a document, by path."""
    if isinstance(content, InstitutionalPlan):
        return {path: _of_project(content, path, goal) for path, goal in institutional_goals(content).items()}
    return strategic_targets(content) if isinstance(content, StrategicPlan) else {}


def _of_project(content: InstitutionalPlan, path: Path, goal: TermTarget) -> TermTarget:
    """A goal names its project by where it stands."""
    return goal if goal.project_code else replace(goal, project_code=content.projects[int(path[1])].code)


def questions_of(intake: Intake, reading: DocumentReading) -> Questions:
    """The questions of a document. A fixed number of queries."""
    said = answers_to(intake)
    targets = term_targets(reading.content)

    def choice(question: Question, paths: tuple[str, ...]) -> str:
        row = said.get((question, paths[0]))
        return row.choice if row and row.choice in (*paths, DIFFERENT) else ""

    last = getattr(reading.content, "last_year", None)
    shared = tuple(
        SharedQuestion(paths, targets[paths[0]], choice(Question.SHARED, tuple(map(pointer, paths))))
        for paths in shared_groups(targets, folded)
    )
    basis = basis_question(targets.values(), last, folded)
    if intake.plan is not None and intake.plan.programme_basis:
        basis = None
    return Questions(
        basis=basis,
        basis_said=said[Question.BASIS, ""].choice if (Question.BASIS, "") in said else "",
        shared=shared,
        same=tuple(_same(intake, reading, targets, said)),
        units=tuple(_units(intake, reading, said)),
        projects=tuple(_projects(intake, reading, said)),
        processes=tuple(_processes(intake, reading, said)),
    )


def unit_places(content: Any) -> list[tuple[Path, str]]:
    """The places of a document at which a unit answers, with the name written there."""
    if isinstance(content, InstitutionalPlan):
        owners = [(("integrated_plans", at, "unit"), each.unit) for at, each in enumerate(content.integrated_plans)]
        projects = [(("projects", at), each.name) for at, each in enumerate(content.projects) if each.goals]
        return [*owners, *projects, *((("processes", at), each.name) for at, each in enumerate(content.processes))]
    return [(("unit",), content.unit)] if isinstance(content, ProjectSheet) and content.unit else []


def names_a_unit(path: Path) -> bool:
    """Whether what stands at a place is the name of a unit, and no project or process for which one answers."""
    return path[-1] == "unit"


def known_units(intake: Intake) -> dict[str, int]:
    """Every name of a unit of the entity, folded, with its key."""
    names = unit_names(intake.entity_id)
    return {folded(name): key for name, key in (*names.aliases.items(), *names.official.items())}


def _units(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer]
) -> list[UnitQuestion]:
    known, found = known_units(intake), []
    for path, text in unit_places(reading.content):
        if folded(text) not in known:
            row = said.get((Question.UNIT, pointer(path)))
            found.append(UnitQuestion(path, text, row.choice if row else "", row.unit if row else None))
    return found


def known_processes(intake: Intake) -> dict[str, int]:
    """Every name of a process of the entity, folded, with its key."""
    names = process_names(intake.entity_id)
    return {folded(name): key for name, key in (*names.aliases.items(), *names.official.items())}


def _processes(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer]
) -> list[ProcessQuestion]:
    if not isinstance(reading.content, InstitutionalPlan):
        return []
    known, found = known_processes(intake), []
    for at_, each in enumerate(reading.content.processes):
        if folded(each.name) not in known:
            path: Path = ("processes", at_, "name")
            row = said.get((Question.PROCESS, pointer(path)))
            found.append(ProcessQuestion(path, each.name, row.choice if row else ""))
    return found


def _projects(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer]
) -> list[ProjectQuestion]:
    code = reading.content.code.strip() if isinstance(reading.content, ProjectSheet) else ""
    versions = ProjectVersion.objects.filter(entity_id=intake.entity_id, code=code).select_related("project")
    standing = versions.order_by("-number").first() if code else None
    row = said.get((Question.PROJECT, "/code"))
    return [ProjectQuestion(("code",), standing, row.choice if row else "")] if standing else []


def plans_at_hand(intake: Intake) -> QuerySet[PlanVersion]:
    """The versions in force of the plans of several parts of an entity."""
    ruling = PlanVersion.objects.filter(entity_id=intake.entity_id, state=VersionState.APPROVED)
    kinds = ("strategic_plan", "institutional_action_plan")
    return ruling.filter(plan__kind__in=kinds).exclude(pk=intake.version_id or 0).select_related("plan")


def _same(
    intake: Intake, reading: DocumentReading, targets: Mapping[Path, TermTarget], said: Mapping[Any, DocumentAnswer]
) -> list[SameQuestion]:
    """Each target of the document beside the one that a plan in force already has: by project and number, by the same
    statement, or by what the two documents share."""
    placed = Placement.objects.filter(version__in=plans_at_hand(intake), counts=True)
    rows = list(placed.select_related("revision__target", "version__plan", "node").order_by("version", "ordinal"))
    by_number = {key: row for row in rows if (key := _numbered(row))}
    by_words = {folded(row.revision.statement): row for row in rows}
    again = {path for paths in shared_groups(targets, folded) for path in paths[1:]}
    pairs: dict[Path, tuple[Placement, bool]] = {}
    for path, target in targets.items():
        key = _key(target.project_code, target.number)
        numbered = by_number.get(key) if key else None
        if row := numbered or by_words.get(folded(target.statement)):
            pairs[path] = (row, numbered is not None)
    pairs = {**_alike(intake, reading.content), **pairs}
    found: list[SameQuestion] = []
    taken: set[int] = set()
    for path, (row, sure) in pairs.items():
        if path in again or row.revision.target_id in taken:
            continue
        taken.add(row.revision.target_id)
        answer = said.get((Question.SAME_TARGET, pointer(path)))
        choice = answer.choice if answer and answer.target_id == row.revision.target_id else ""
        differences = tuple(_differences(targets[path], row)) if path in targets else ()
        found.append(SameQuestion(path, at(reading.content, path).statement, row, sure, differences, choice))
    return found


def _alike(intake: Intake, content: Any) -> dict[Path, tuple[Placement, bool]]:
    """What a plan of action shares with the strategic plan in force, or the other way round, as the documents tell."""
    pairs: dict[Path, tuple[Placement, bool]] = {}
    for version in plans_at_hand(intake):
        standing = placed_paths(version)
        if isinstance(content, InstitutionalPlan) and version.layout == "strategic_plan":
            for pair in shared_targets(strategic_of(version), content, folded):
                pairs[pair.after] = (standing[pair.before], pair.sure)
        elif isinstance(content, StrategicPlan) and version.layout == "institutional_action_plan":
            for pair in shared_targets(content, institutional_of(version), folded):
                pairs[pair.before] = (standing[pair.after], pair.sure)
    return pairs


def _numbered(row: Placement) -> tuple[str, str] | None:
    """The project and number of a placed target; the goal of a project has its code above it."""
    above = row.node.code if row.node and row.node.kind == PROJECT else ""
    return _key(row.printed.get("project_code", "") or above, row.printed.get("number", ""))


def _key(project: str, number: str) -> tuple[str, str] | None:
    return (project, number.lstrip("0")) if project and number else None


def _differences(target: TermTarget, row: Placement) -> list[TargetDifference]:
    """What the document says differently from the plan in force (V11)."""
    revision, found = row.revision, list[TargetDifference]()
    rule = rule_named(target.annualization, folded)
    if rule is not None and rule.id != revision.annualization:
        found.append(TargetDifference("annualization", revision.annualization, rule.id))
    if target.term is not None and revision.quantity is not None and target.term != revision.quantity:
        found.append(TargetDifference("term", revision.quantity, target.term))
    if folded(target.statement) != folded(revision.statement):
        found.append(TargetDifference("statement", revision.statement, target.statement))
    return found


def document_obstacles(intake: Intake, reading: DocumentReading) -> list[Finding]:
    """What stands in the way of bringing a document in, all of it at once."""
    found: list[Finding] = []
    if count := len(reading.open_errors()):
        found.append(Finding(STILL_WRONG.code, STILL_WRONG.severity, facts={"count": count}))
    if isinstance(reading.content, InstitutionalPlan) and not reading.content.fiscal_year:
        found.append(Finding(YEAR_MISSING.code, YEAR_MISSING.severity))
    if isinstance(reading.content, StrategicPlan):
        if not term_targets(reading.content):
            found.append(Finding(NO_TARGETS.code, NO_TARGETS.severity))
        if not (reading.content.first_year and reading.content.last_year):
            found.append(Finding(TERM_MISSING.code, TERM_MISSING.severity))
    if left := questions_of(intake, reading).left:
        found.append(Finding(QUESTIONS_LEFT.code, QUESTIONS_LEFT.severity, facts={"count": left}))
    return found


def basis_of(word: str) -> Basis:
    """A basis by its word."""
    return Basis(word)


def kept_target(path: Path, reading: DocumentReading) -> TermTarget:
    """The target at a path."""
    found: TermTarget = at(reading.content, path)
    return found


def continued_plans(intake: Intake) -> QuerySet[Plan]:
    """The plans of the kind of a document, of which it may be the next version."""
    return Plan.objects.filter(entity_id=intake.entity_id, kind=intake.layout)


def target_keys(questions: Questions) -> dict[Path, Target]:
    """The target that each path was settled to be."""
    return {each.path: each.placement.revision.target for each in questions.same if each.choice == SAME}


def intake_of_record(entity_id: int, uid: UUID) -> Intake | None:
    """The document that a record came from, with its file; None for one that was written by hand."""
    row = Outcome.objects.filter(entity_id=entity_id, record_uid=uid).select_related("intake__file").first()
    return row.intake if row else None


def record_of(intake: Intake, kind: str) -> UUID | None:
    """The record of a kind that a document made, by its uid; the first of several."""
    row = Outcome.objects.filter(intake=intake, kind=kind).order_by("line").first()
    return row.record_uid if row else None
