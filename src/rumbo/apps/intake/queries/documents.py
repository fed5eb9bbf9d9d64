"""What a document of several parts leaves open, and what a person answered so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import DocumentAnswer, Intake, Outcome, Question
from rumbo.apps.intake.queries import CONTINUITY_LEFT, STILL_WRONG, YEAR_MISSING, unsettled_continuity
from rumbo.apps.intake.queries.answers import answers_to, outcomes_of
from rumbo.apps.intake.queries.continuing import DIFFERENT, lines_of_document
from rumbo.apps.intake.queries.indicators import (
    SheetQuestion,
    VariableQuestion,
    is_indicators,
    sheet_questions,
    variable_questions,
)
from rumbo.apps.intake.queries.one_target import SAME, SameQuestion, same_questions, term_targets
from rumbo.apps.intake.queries.risks import RiskQuestion, risk_questions
from rumbo.apps.intake.queries.standing import Standing, standing_of
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import unit_names
from rumbo.apps.plans.bridge.institutional import institutional_indicators
from rumbo.apps.plans.bridge.strategic import shared_groups
from rumbo.apps.plans.models import Plan
from rumbo.apps.processes.queries import process_names
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.remembering import remembering
from rumbo.domain.document import Path, at
from rumbo.domain.indicators import sheets_in
from rumbo.domain.indicators.checks import ASKED_AT_APPROVAL
from rumbo.domain.plan.basis import BasisQuestion, basis_question
from rumbo.domain.plan.counting import Telling, counting_groups
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.domain.project.checks.goals import REGISTERED_ALL_THE_SAME
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

KNOWN, NEW, NOBODY = "known", "new", "nobody"

QUESTIONS_LEFT = declare(
    Sentences(
        code="intake.questions_left",
        severity=Severity.ERROR,
        title=marked("Quedan preguntas sin responder"),
        what=marked("Preguntas del documento que solo una persona puede responder: {count}."),
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


NO_SHEETS = declare(
    Sentences(
        code="intake.no_sheets",
        severity=Severity.ERROR,
        title=marked("No se leyó ningún indicador"),
        what=marked("En el documento no se reconoció ningún indicador."),
        why=marked("Sin indicadores no hay hoja de vida que registrar."),
        how=marked("Revise que la hoja o la tabla tenga los encabezados del formato."),
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
class UnitQuestion:
    """A name of a unit that the entity's lists do not know, or a part of the document that names no unit: who answers
    for it? `choice` is "known" with `unit`, "new", "nobody" (unless `needed`), or empty while nobody has said it."""

    path: Path
    text: str
    choice: str
    unit: Unit | None
    needed: bool = False


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
class CountedTarget:
    """A target that stands in a sentence: `choice` is the rule by which it is counted, "unsaid", or empty."""

    path: Path
    statement: str
    choice: str


@dataclass(frozen=True, slots=True)
class CountingQuestion:
    """The targets whose sentences speak alike of how they are counted, and the rule that they speak for."""

    telling: Telling
    proposed: str | None
    targets: tuple[CountedTarget, ...]

    @property
    def said(self) -> int:
        """How many have an answer."""
        return sum(1 for each in self.targets if each.choice)


@dataclass(frozen=True, slots=True)
class Questions:
    """Everything that a document leaves open, with what was answered. The basis and how targets of one sentence are
    counted may stay unsaid: then they are not measured."""

    basis: BasisQuestion | None
    basis_said: str
    shared: tuple[SharedQuestion, ...]
    same: tuple[SameQuestion, ...]
    units: tuple[UnitQuestion, ...] = ()
    projects: tuple[ProjectQuestion, ...] = ()
    processes: tuple[ProcessQuestion, ...] = ()
    sheets: tuple[SheetQuestion, ...] = ()
    variables: tuple[VariableQuestion, ...] = ()
    counting: tuple[CountingQuestion, ...] = ()
    risks: tuple[RiskQuestion, ...] = ()

    @property
    def asked(self) -> tuple[Any, ...]:
        """Every question that stands in the way of proposing until it is answered."""
        of_records = (*self.units, *self.projects, *self.processes, *self.sheets, *self.variables)
        return (*self.shared, *self.same, *of_records, *self.risks)

    @property
    def left(self) -> int:
        """How many stand in the way of proposing."""
        return [each.choice for each in self.asked].count("")

    def __bool__(self) -> bool:
        return bool(self.basis or self.counting or self.asked)


def questions_of(intake: Intake, reading: DocumentReading) -> Questions:
    """The questions of a document. A fixed number of queries."""
    with remembering():
        return _questions(intake, reading)


def _questions(intake: Intake, reading: DocumentReading) -> Questions:
    said = answers_to(intake, reading.rows)
    targets = term_targets(reading.content)

    def choice(question: Question, paths: tuple[str, ...]) -> str:
        row = said.get((question, paths[0]))
        return row.choice if row and row.choice in (*paths, DIFFERENT) else ""

    last, standing = getattr(reading.content, "last_year", None), standing_of(intake)
    shared = tuple(
        SharedQuestion(
            paths,
            targets[paths[0]],
            choice(Question.SHARED, tuple(map(pointer, paths))) or _counts_under(reading, paths, standing),
        )
        for paths in shared_groups(targets, folded)
    )
    basis = None if intake.plan and intake.plan.programme_basis else basis_question(targets.values(), last, folded)
    same = tuple(same_questions(intake, reading, targets, said, standing.targets))
    return Questions(
        basis=basis,
        basis_said=said[Question.BASIS, ""].choice if (Question.BASIS, "") in said else "",
        shared=shared,
        same=same,
        counting=_counting(reading.content, said, {each.path for each in same if each.choice == SAME}, standing),
        units=tuple(_units(intake, reading, said, standing)),
        projects=tuple(_projects(intake, reading, said)),
        processes=tuple(_processes(intake, reading, said)),
        sheets=tuple(sheet_questions(intake, reading.content, said)),
        variables=tuple(variable_questions(intake, reading.content, said)),
        risks=tuple(risk_questions(intake, reading.content, said)),
    )


def _counts_under(reading: DocumentReading, paths: tuple[Path, ...], standing: Standing) -> str:
    """The place under the level where the version in force counts a target; empty where it says none of them."""
    level = standing.counts_under.get(folded(at(reading.content, paths[0]).statement))
    above = {path: at(reading.content, path[:-2]) for path in paths} if level else {}
    told = {path: getattr(each, "statement", "") or getattr(each, "name", "") for path, each in above.items()}
    return next((pointer(path) for path, text in told.items() if folded(text) == level), "")


def _counting(
    content: Any, said: Mapping[tuple[str, str], DocumentAnswer], settled: set[Path], standing: Standing
) -> tuple[CountingQuestion, ...]:
    """How the targets of one sentence are counted; one that is the target of another plan is counted as that says, and
    one that the version in force has in the same words as it says."""
    if not isinstance(content, InstitutionalPlan):
        return ()
    asked = {path: each for path, each in institutional_indicators(content).items() if path not in settled}

    def counted(path: Path) -> CountedTarget:
        row = said.get((Question.COUNTING, pointer(path)))
        before = standing.rules.get(folded(asked[path].statement), "")
        return CountedTarget(path, asked[path].statement, row.choice if row else before)

    groups = counting_groups((path, each.target) for path, each in asked.items())
    return tuple(CountingQuestion(each.telling, each.proposed, tuple(map(counted, each.paths))) for each in groups)


def unit_places(content: Any) -> list[tuple[Path, str]]:
    """The places of a document at which a unit answers, with the name written there."""
    if isinstance(content, InstitutionalPlan):
        owners = [(("integrated_plans", at, "unit"), each.unit) for at, each in enumerate(content.integrated_plans)]
        projects = [(("projects", at), each.name) for at, each in enumerate(content.projects) if each.goals]
        return [*owners, *projects, *((("processes", at), each.name) for at, each in enumerate(content.processes))]
    if is_indicators(content):
        # A sheet that names no unit asks by its own name.
        told = ((path, "unit" if each.unit else "name", each) for path, each in sheets_in(content))
        return [((*path, field), getattr(each, field)) for path, field, each in told]
    return [(("unit",), content.unit)] if isinstance(content, ProjectSheet) and content.unit else []


def names_a_unit(path: Path) -> bool:
    """Whether what stands at a place is the name of a unit, and no project or process for which one answers."""
    return path[-1] == "unit"


def known_units(intake: Intake) -> dict[str, int]:
    """Every name of a unit of the entity, folded, with its key."""
    names = unit_names(intake.entity_id)
    return {folded(name): key for name, key in (*names.aliases.items(), *names.official.items())}


def _units(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer], standing: Standing
) -> list[UnitQuestion]:
    known, found, asked = known_units(intake), [], set[str]()
    needed = is_indicators(reading.content)
    for path, text in unit_places(reading.content):
        if folded(text) in known or (names_a_unit(path) and folded(text) in asked):
            continue
        asked.add(folded(text))
        row = said.get((Question.UNIT, pointer(path)))
        before = standing.reporter(reading.content, path) if row is None else None
        choice = "" if row is None or (needed and row.choice == NOBODY) else row.choice
        unit = row.unit if row else before
        found.append(UnitQuestion(path, text, KNOWN if before else choice, unit, needed))
    return found


def known_processes(intake: Intake) -> dict[str, int]:
    """Every name of a process of the entity, folded, with its key."""
    names = process_names(intake.entity_id)
    return {folded(name): key for name, key in (*names.aliases.items(), *names.official.items())}


def _processes(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer]
) -> list[ProcessQuestion]:
    known, found = set(known_processes(intake)), []
    for path, text in _process_places(reading.content):
        if folded(text) not in known:
            known.add(folded(text))
            row = said.get((Question.PROCESS, pointer(path)))
            found.append(ProcessQuestion(path, text, row.choice if row else ""))
    return found


def _process_places(content: Any) -> list[tuple[Path, str]]:
    """The places of a document at which a process is named, with its name."""
    if isinstance(content, InstitutionalPlan):
        return [(("processes", number, "name"), each.name) for number, each in enumerate(content.processes)]
    return [((*path, "process"), each.process) for path, each in sheets_in(content) if each.process.strip()]


def _projects(
    intake: Intake, reading: DocumentReading, said: Mapping[tuple[str, str], DocumentAnswer]
) -> list[ProjectQuestion]:
    code = reading.content.code.strip() if isinstance(reading.content, ProjectSheet) else ""
    versions = ProjectVersion.objects.filter(entity_id=intake.entity_id, code=code).select_related("project")
    standing = versions.order_by("-number").first() if code else None
    row = said.get((Question.PROJECT, "/code"))
    return [ProjectQuestion(("code",), standing, row.choice if row else "")] if standing else []


def document_obstacles(intake: Intake, reading: DocumentReading) -> list[Finding]:
    """What stands in the way of bringing a document in, all of it at once."""
    found: list[Finding] = []
    if count := sum(each.code not in asked_later(reading) for each in reading.open_errors()):
        found.append(Finding(STILL_WRONG.code, STILL_WRONG.severity, facts={"count": count}))
    if isinstance(reading.content, InstitutionalPlan) and not reading.content.fiscal_year:
        found.append(Finding(YEAR_MISSING.code, YEAR_MISSING.severity))
    if is_indicators(reading.content) and not any(True for _sheet in sheets_in(reading.content)):
        found.append(Finding(NO_SHEETS.code, NO_SHEETS.severity))
    if intake.plan_id and (unsettled := unsettled_continuity(intake, lines_of_document(intake, reading))):
        facts = {"lines": len(unsettled.lines), "targets": len(unsettled.targets)}
        found.append(Finding(CONTINUITY_LEFT.code, CONTINUITY_LEFT.severity, facts=facts))
    if isinstance(reading.content, StrategicPlan):
        if not term_targets(reading.content):
            found.append(Finding(NO_TARGETS.code, NO_TARGETS.severity))
        if not (reading.content.first_year and reading.content.last_year):
            found.append(Finding(TERM_MISSING.code, TERM_MISSING.severity))
    if left := questions_of(intake, reading).left:
        found.append(Finding(QUESTIONS_LEFT.code, QUESTIONS_LEFT.severity, facts={"count": left}))
    return found


def asked_later(reading: DocumentReading) -> frozenset[str]:
    """The errors that what a document becomes may still have: they stand in the way of its approval."""
    if isinstance(reading.content, ProjectSheet):
        return REGISTERED_ALL_THE_SAME
    return ASKED_AT_APPROVAL if is_indicators(reading.content) else frozenset()


def continued_plans(intake: Intake) -> QuerySet[Plan]:
    """The plans of the kind of a document, of which it may be the next version."""
    return Plan.objects.filter(entity_id=intake.entity_id, kind=intake.layout)


def intake_of_record(entity_id: int, uid: UUID) -> Intake | None:
    """The document that a record came from, with its file; None for one that was written by hand."""
    row = Outcome.objects.filter(entity_id=entity_id, record_uid=uid).select_related("intake__file").first()
    return row.intake if row else None


def record_of(intake: Intake, kind: str) -> UUID | None:
    """The record of a kind that a document made, by its uid; the first of several."""
    row = next((each for each in outcomes_of(intake.pk) if each.kind == kind), None)
    return row.record_uid if row else None
