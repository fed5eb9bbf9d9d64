"""Reads of what came in and how it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from rumbo.apps.followup.models import Followup
from rumbo.apps.intake.bridge import CannotSay, Reading, answer_of
from rumbo.apps.intake.models import Continuity, EntityLayout, Intake, IntakeState, Outcome
from rumbo.apps.intake.queries.names import names_to_settle
from rumbo.apps.plans.bridge import lines_of
from rumbo.apps.plans.models import LineageKind, Placement, Plan, PlanVersion, Target, TargetRevision, VersionState
from rumbo.apps.plans.queries import version_in_force
from rumbo.domain.checks.reference import called
from rumbo.domain.plan.difference import Change, Step
from rumbo.domain.plan.difference import Continuity as Proposed
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.domain.plan.served import served_targets
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.layouts import compare
from rumbo.layouts.engine.folding import folded

MANAGEMENT = "management_plan"
OPEN = (IntakeState.READING, IntakeState.SETTLING, IntakeState.PROPOSING, IntakeState.PROPOSED)
MOST_PAIRS = 250_000
"""Of more pairs of lines only those of the same statement are proposed: comparing each with each would take minutes."""

STILL_WRONG = declare(
    Sentences(
        code="intake.errors_left",
        severity=Severity.ERROR,
        title=marked("Quedan errores por resolver"),
        what=marked("Errores del documento que siguen sin corregir ni justificar: {count}."),
        why=marked("Lo que se aprueba no se puede cambiar después; es más fácil corregirlo ahora."),
        how=marked("Corrija cada error o escriba por qué el documento debe quedar así."),
    )
)

NAMES_LEFT = declare(
    Sentences(
        code="intake.names_left",
        severity=Severity.ERROR,
        title=marked("Quedan dependencias por confirmar"),
        what=marked("Dependencias que el documento nombra y la entidad todavía no tiene: {count}."),
        why=marked("Una dependencia escrita de dos maneras reportaría sus metas por separado."),
        how=marked("Diga de cada nombre si es una dependencia nueva u otra manera de escribir una que ya existe."),
    )
)

NOBODY_LEFT = declare(
    Sentences(
        code="intake.nobody_reports",
        severity=Severity.ERROR,
        title=marked("Hay acciones que ninguna dependencia reporta"),
        what=marked("{count} acciones del documento no dicen qué dependencia responde."),
        why=marked("Lo que no es de nadie no se reporta, y un plan así no se puede proponer."),
        how=marked("Señale qué columna dice la dependencia, o dé una sola a todas esas acciones en «Dependencias»."),
    )
)

CONTINUITY_LEFT = declare(
    Sentences(
        code="intake.continuity_left",
        severity=Severity.ERROR,
        title=marked("Falta decir qué continúa qué"),
        what=marked("Sin respuesta todavía: acciones nuevas, {lines}; acciones de la versión anterior, {targets}."),
        why=marked("Sin esa respuesta se perdería la historia de las acciones o se mezclaría la de dos distintas."),
        how=marked("Diga, acción por acción, si es la misma, se redactó de nuevo, se dividió, es nueva o se retiró."),
    )
)

NOTHING_READ = declare(
    Sentences(
        code="intake.nothing_read",
        severity=Severity.ERROR,
        title=marked("No se leyó ninguna acción"),
        what=marked("En el documento no se reconoció ninguna acción del plan."),
        why=marked("Sin acciones no hay plan que traer."),
        how=marked("Revise que la tabla tenga los encabezados del formato, o descargue la plantilla y pase los datos."),
    )
)

YEAR_MISSING = declare(
    Sentences(
        code="intake.year_missing",
        severity=Severity.ERROR,
        title=marked("Falta la vigencia"),
        what=marked("El documento no dice de qué vigencia es el plan."),
        why=marked("De la vigencia dependen los trimestres y las metas del año."),
        how=marked("Escriba la vigencia en los datos del documento."),
    )
)

NO_REPORTS = declare(
    Sentences(
        code="intake.no_reports",
        severity=Severity.ERROR,
        title=marked("El documento no trae reportes"),
        what=marked("Se pidió traer solo los reportes, pero el documento no dice de qué periodo es su avance."),
        why=marked("Un reporte es de un periodo; sin él no se sabe dónde guardarlo."),
        how=marked("Elija traerlo como versión del plan, o revise el encabezado del avance (por ejemplo, "
                   "«II trimestre 2024»)."),
    )
)  # fmt: skip

CANNOT_SAY = declare(
    Sentences(
        code="intake.progress_does_not_fit",
        severity=Severity.ERROR,
        title=marked("El avance no se puede pasar a lo que la acción reporta"),
        what=marked("Lo que el documento dice de la acción {number} no equivale exactamente a lo que ella reporta."),
        why=marked("Redondear un avance ajeno lo cambiaría sin que nadie lo haya dicho."),
        how=marked("Corrija el avance en el documento, o repórtelo en el seguimiento de esa acción."),
    )
)


def intakes_of(entity_id: int) -> QuerySet[Intake]:
    """Everything that came in, the latest first, with its file and what became of it."""
    return Intake.objects.filter(entity_id=entity_id).select_related("file", "plan", "version__plan")


def intakes_to_settle(entity_id: int) -> QuerySet[Intake]:
    """What waits for the planning office."""
    return intakes_of(entity_id).filter(state__in=OPEN)


def intake_by_uid(entity_id: int, uid: UUID) -> Intake | None:
    """One received document of the entity, or None."""
    return intakes_of(entity_id).select_related("entity", "mapping").filter(uid=uid).first()


def mappings_of(entity_id: int) -> QuerySet[EntityLayout]:
    """What the entity says of its own tables, the latest first, with how many documents were read by it (`read`)."""
    return EntityLayout.objects.filter(entity_id=entity_id, active=True).annotate(read=Count("intakes"))


def outcomes_of(intake: Intake) -> QuerySet[Outcome]:
    """What an intake wrote, line by line."""
    return Outcome.objects.filter(intake=intake).order_by("line", "kind")


def followup_from(intake: Intake, reading: Reading) -> Followup | None:
    """The round into which the reports of a document went, or will go; None when there is none yet."""
    ref, version = reading.matrix.period, intake.version
    if ref is None or version is None:
        return None
    year = Followup.objects.filter(plan_version=version, period__fiscal_year=ref.fiscal_year)
    return year.filter(period__ordinal=ref.ordinal).select_related("period").order_by("pk").first()


class Lined(Protocol):
    """A document whose targets are told line by line."""

    @property
    def matrix(self) -> Matrix:
        """The lines."""
        ...


@dataclass(frozen=True, slots=True)
class EarlierTarget:
    """A target of the version before, as a person recognises it when settling what continues what. Where its number
    stands more than once in the plan, the code of its level stands before it ("7868.3")."""

    target: Target
    number: str
    statement: str
    indicator: str


def version_before(intake: Intake) -> PlanVersion | None:
    """The version in force of the plan that the document continues; None for the first of its plan."""
    return version_in_force(intake.plan) if intake.plan is not None else None


def earlier_targets(intake: Intake) -> list[EarlierTarget]:
    """The targets that the document may continue, in the order of their plan."""
    before = version_before(intake)
    if before is None:
        return []
    placed = Placement.objects.filter(version=before).select_related("revision__target", "revision__indicator", "node")
    first: dict[int, Placement] = {}
    for each in placed.order_by("ordinal"):
        first.setdefault(each.revision.target_id, each)
    times = Counter(p.number for p in first.values())
    return [
        EarlierTarget(p.revision.target, _told_apart(p, times), p.revision.statement, p.revision.indicator.name)
        for p in first.values()
    ]


def _told_apart(placed: Placement, times: Mapping[str, int]) -> str:
    """A number by which no other target of its version is called, as far as its level has a code."""
    code = placed.node.code if placed.node and times[placed.number] > 1 else ""
    return f"{code}.{placed.number}" if code else placed.number


def _lines_in_force(version: PlanVersion) -> Matrix:
    """A version as lines, each target once, in the order of `earlier_targets`."""
    first: dict[int, PlanLine] = {}
    for target, line in lines_of(version):
        first.setdefault(target, line)
    return Matrix(version.layout or version.plan.kind, lines=tuple(first.values()))


def continuity_of(intake: Intake) -> QuerySet[Continuity]:
    """What a person settled so far."""
    return Continuity.objects.filter(intake=intake).select_related("target").order_by("line", "pk")


@dataclass(frozen=True, slots=True)
class ContinuityLine:
    """What a line of the document is to the version before: as settled, or else as proposed by resemblance.

    `before` is the index of the earlier target among `earlier_targets`, or None for a new line; `others` are those of
    the further targets that it merges.
    """

    line: int
    kind: str
    before: int | None
    reason: str = ""
    settled: bool = False
    similarity: int = 0
    changes: tuple[Change, ...] = ()
    others: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """An earlier target that no line continues, with the reason given for it, empty when nobody has said one."""

    before: int
    reason: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class ContinuityTable:
    """The earlier targets, what each line is to them, and those that end here."""

    earlier: tuple[EarlierTarget, ...]
    lines: tuple[ContinuityLine, ...]
    endings: tuple[Ending, ...]


def continuity_table(intake: Intake, reading: Lined) -> ContinuityTable | None:
    """Everything there is to settle between the version in force and the document; None for a first version."""
    version, earlier = version_before(intake), earlier_targets(intake)
    if version is None or not earlier:
        return None
    position = {each.target.pk: at for at, each in enumerate(earlier)}
    said = list(continuity_of(intake))
    settled: dict[int, list[Continuity]] = {}
    for each in said:
        if each.line is not None:
            settled.setdefault(each.line, []).append(each)
    steps = {step.after: step for step in proposals(_lines_in_force(version), reading.matrix) if step.after is not None}
    lines = tuple(
        _as_settled(settled[at], position, steps.get(at)) if at in settled else _as_proposed(at, steps.get(at), intake)
        for at in range(len(reading.matrix.lines))
    )
    spoken = {before for each in lines for before in (each.before, *each.others)}
    reasons = {position.get(each.target_id or 0): each.reason for each in said if each.line is None}
    endings = tuple(Ending(at, reasons.get(at, ""), at in reasons) for at in range(len(earlier)) if at not in spoken)
    return ContinuityTable(tuple(earlier), lines, () if intake.reports_only else endings)


def _as_settled(rows: Sequence[Continuity], position: Mapping[int, int], step: Step | None) -> ContinuityLine:
    said, *more = rows
    before = position.get(said.target_id) if said.target_id else None
    others = tuple(position[key] for each in more if (key := each.target_id) is not None and key in position)
    near = step if step is not None and step.before == before else None
    changes, similarity = (near.changes, near.similarity) if near else ((), 0)
    return ContinuityLine(said.line or 0, said.kind, before, said.reason, True, similarity, changes, others)


def _as_proposed(at: int, step: Step | None, intake: Intake) -> ContinuityLine:
    """A report cannot split a target: of a document that brings nothing else, such a line is left to the person."""
    if step is None or (intake.reports_only and step.continuity == Proposed.SPLIT):
        return ContinuityLine(at, LineageKind.NEW, None)
    return ContinuityLine(at, step.continuity.value, step.before, "", False, step.similarity, step.changes)


def proposals(before: Matrix, after: Matrix) -> tuple[Step, ...]:
    """What continues what, proposed by resemblance; for very large plans only by the same statement."""
    if len(before.lines) * len(after.lines) <= MOST_PAIRS:
        return compare(before, after)
    places: dict[str, int] = {}
    for at, line in enumerate(before.lines):
        places.setdefault(folded(line.statement), at)
    steps = []
    for at, line in enumerate(after.lines):
        old = places.pop(folded(line.statement), None)
        steps.append(Step(Proposed.NEW if old is None else Proposed.SAME, old, at, 0 if old is None else 100))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What still has to be decided: the lines without answer and the earlier targets nobody spoke for."""

    lines: tuple[int, ...]
    targets: tuple[EarlierTarget, ...]

    def __bool__(self) -> bool:
        return bool(self.lines or self.targets)


def unsettled_continuity(intake: Intake, reading: Lined) -> Unsettled:
    """Nothing for the first version of a plan; else every line wants an answer, and every earlier target too, unless
    the document only brings reports: a follow-up drops nothing."""
    earlier = earlier_targets(intake)
    if not earlier:
        return Unsettled((), ())
    settled = list(continuity_of(intake))
    spoken_lines = {each.line for each in settled if each.line is not None}
    spoken_targets = {each.target_id for each in settled if each.target_id is not None}
    lines = tuple(index for index in range(len(reading.matrix.lines)) if index not in spoken_lines)
    targets = tuple(each for each in earlier if each.target.pk not in spoken_targets)
    return Unsettled(lines, () if intake.reports_only else targets)


def obstacles(intake: Intake, reading: Reading) -> list[Finding]:
    """What stands in the way of proposing a document, all of it at once."""
    matrix, found = reading.matrix, list[Finding]()
    if not matrix.lines:
        return [_finding(NOTHING_READ)]
    if matrix.fiscal_year is None:
        found.append(_finding(YEAR_MISSING))
    if intake.reports_only and matrix.period is None:
        found.append(_finding(NO_REPORTS))
    if count := len(reading.open_errors()):
        found.append(_finding(STILL_WRONG, count=count))
    if names := names_to_settle(reading):
        found.append(_finding(NAMES_LEFT, count=len(names)))
    silent = sum(not line.units for line in matrix.lines)
    if silent and not intake.reports_only:
        found.append(_finding(NOBODY_LEFT, count=silent))
    if left := unsettled_continuity(intake, reading):
        found.append(_finding(CONTINUITY_LEFT, lines=len(left.lines), targets=len(left.targets)))
    reports = _unsayable(intake, reading) if intake.reports_only and not found else ()
    return [*found, *reports]


def _finding(sentences: Sentences, **facts: int) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)


def _unsayable(intake: Intake, reading: Reading) -> Iterator[Finding]:
    """The lines whose progress, a percentage, is not what their target reports and cannot be turned into it."""
    asked = revisions_asked(intake)
    for each in continuity_of(intake):
        revision = asked.get(each.target_id or 0)
        if each.line is not None and revision is not None:
            line = reading.matrix.lines[each.line]
            try:
                answer_of(reading.matrix, each.line, revision.report_kind, revision.quantity)
            except CannotSay:
                where = reading.draft.where(each.line, "progress" if reading.draft.has("progress") else "achieved")
                yield Finding(CANNOT_SAY.code, CANNOT_SAY.severity, where, {"number": called(line)})


def revisions_asked(intake: Intake) -> dict[int, TargetRevision]:
    """What the version in force promises of each target, by the key of the target."""
    version = version_before(intake)
    placed = Placement.objects.filter(version=version).select_related("revision") if version else ()
    return {each.revision.target_id: each.revision for each in placed}


def plans_to_continue(entity_id: int) -> QuerySet[Plan]:
    """The plans of which a document may be a version; `ruled` says whether one of theirs is in force."""
    ruling = PlanVersion.objects.filter(plan=OuterRef("pk"), state=VersionState.APPROVED)
    return Plan.objects.filter(entity_id=entity_id).exclude(kind=MANAGEMENT).annotate(ruled=Exists(ruling))


def served_count(reading: Reading) -> int:
    """How many targets of the management plan the lines of a document serve."""
    return len(served_targets(reading.matrix))


def kind_of(word: str) -> LineageKind:
    """What became of a target, by its word."""
    return LineageKind(word)
