"""A version in preparation is written section by section. Each says what its editor saw (`edit`): who comes second is
told, and what the first wrote stays."""

from collections.abc import Mapping, Sequence

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted, somebody_was_faster
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.models import Target
from rumbo.apps.projects.access import writes_for
from rumbo.apps.projects.actions.begin import refuse_unfit
from rumbo.apps.projects.actions.moving import hold
from rumbo.apps.projects.actions.rows import (
    put_budget,
    put_codes,
    put_goal,
    put_relations,
    put_statements,
    put_steps,
    take_goals,
)
from rumbo.apps.projects.bridge import PICTURE, GoalData, IdentityData, RelationData, StatementData, identity_columns
from rumbo.apps.projects.models import Goal, ProjectVersion, Section, Statement, Step
from rumbo.domain.numbers import Money
from rumbo.domain.project.sheet import BudgetCode, BudgetItem
from rumbo.domain.project.sheet import Step as StepValue
from rumbo.findings import Finding, Sentences, Severity, declare, marked

LEADS: Mapping[str, tuple[str, ...]] = {
    Section.PROBLEM: ("central_problem", "magnitude"),
    Section.OBJECTIVES: ("general_objective",),
}
"""The texts of the version itself that are written together with a section."""

EMPTY_TEXT = declare(
    Sentences(
        code="projects.text_empty",
        severity=Severity.ERROR,
        title=marked("Fila sin texto"),
        what=marked("La fila {row} no dice nada."),
        why=marked("Una fila vacía se imprimiría como si algo se hubiera perdido."),
        how=marked("Escriba su texto o quite la fila."),
    )
)
STRANGE_MARK = declare(
    Sentences(
        code="projects.mark_unknown",
        severity=Severity.ERROR,
        title=marked("Periodo que no está en el cronograma"),
        what=marked("«{mark}» no es un periodo de este cronograma."),
        why=marked("Esa marca no se podría dibujar ni seguir."),
        how=marked("Elija entre los periodos del cronograma, o agréguelo antes."),
    )
)
PERIODS_UNFIT = declare(
    Sentences(
        code="projects.periods_unfit",
        severity=Severity.ERROR,
        title=marked("Periodos que no sirven"),
        what=marked("Los periodos del cronograma deben tener nombre, ser distintos y no pasar de {most}."),
        why=marked("Cada marca dice su periodo por su nombre; con dos iguales no se sabría cuál."),
        how=marked("Escriba un periodo en cada línea: Mes 1, Mes 2…"),
    )
)
MOST_PERIODS = 60


@doorway("projects.identity.write")
def write_identity(
    actor: Actor, version: ProjectVersion, data: IdentityData, *, unit: Unit | None, edit: int | None = None
) -> ProjectVersion:
    """Another name, code, unit, year or form. A unit does not give its project away to another one."""
    if not writes_for(actor, unit.pk if unit else None):
        raise Forbidden(not_permitted())
    refuse_unfit(version.entity_id, data, but=version.project)
    written = version.unit_written if unit == version.unit else unit.name if unit else ""
    hold(version, edit, unit=unit, unit_written=written, **identity_columns(data))
    return version


@doorway("projects.section.write")
def write_section(
    actor: Actor,
    version: ProjectVersion,
    section: str,
    rows: Sequence[StatementData],
    *,
    lead: Mapping[str, str] | None = None,
    edit: int | None = None,
) -> ProjectVersion:
    """A section of texts as it is now said, with the texts that stand above it (`lead`, of `LEADS`). An activity that
    is taken out takes its goals with it; a line of the schedule its steps."""
    for number, row in enumerate(rows, start=1):
        # A post may lack its name, and a picture its caption.
        if not row.text.strip() and section != Section.SIGNATURES and row.kind != PICTURE:
            raise Refused(Finding(EMPTY_TEXT.code, EMPTY_TEXT.severity, facts={"row": number}))
    told = {name: text for name, text in (lead or {}).items() if name in LEADS.get(section, ())}
    hold(version, edit, **told)
    put_statements(version, section, rows)
    return version


@doorway("projects.tree.settle")
def settle_tree(
    actor: Actor,
    version: ProjectVersion,
    *,
    lead: Mapping[str, str],
    causes: Mapping[str, str],
    edit: int | None = None,
) -> ProjectVersion:
    """What a person settles of the trees: the central problem and its magnitude (`lead`, of `LEADS`), and the cause
    that each objective turns positive, both by uid. What is not given stays as it is."""
    hold(version, edit, **{name: text for name, text in lead.items() if name in LEADS[Section.PROBLEM]})
    known = {str(row.uid): row for row in Statement.objects.filter(version=version)}
    for objective, cause in causes.items():
        row, parent = known.get(objective), known.get(cause)
        if row is None or parent is None:
            raise somebody_was_faster()
        Statement.objects.filter(pk=row.pk).update(parent=parent)
    return version


@doorway("projects.goal.write")
def write_goal(
    actor: Actor,
    version: ProjectVersion,
    activity: Statement,
    data: GoalData,
    *,
    goal: Goal | None = None,
    target: Target | None = None,
    edit: int | None = None,
) -> Goal:
    """A goal of an activity, with its steps and evidence; `target` is the target of a plan that it is."""
    if not data.statement.strip():
        raise Refused(Finding(EMPTY_TEXT.code, EMPTY_TEXT.severity, facts={"row": 1}))
    _refuse_of_another(version, activity, goal)
    hold(version, edit)
    return put_goal(version, activity, data, goal=goal, target=target)


@doorway("projects.goal.remove")
def remove_goal(actor: Actor, version: ProjectVersion, goal: Goal) -> None:
    """Takes a goal out with its steps."""
    _refuse_of_another(version, goal)
    hold(version)
    take_goals(version, [goal])


@doorway("projects.budget.write")
def write_budget(
    actor: Actor,
    version: ProjectVersion,
    items: Sequence[BudgetItem],
    *,
    total: Money | None,
    edit: int | None = None,
) -> ProjectVersion:
    """The lines of the budget and the total that is written below them; that they agree is for the checks to say."""
    hold(version, edit, printed_total=total.centavos if total else None)
    put_budget(version, items)
    return version


@doorway("projects.codes.write")
def write_codes(
    actor: Actor, version: ProjectVersion, codes: Sequence[BudgetCode], *, edit: int | None = None
) -> ProjectVersion:
    """The budget lines with their codes, source and value."""
    hold(version, edit)
    put_codes(version, codes)
    return version


@doorway("projects.relations.write")
def write_relations(
    actor: Actor, version: ProjectVersion, relations: Sequence[RelationData], *, edit: int | None = None
) -> ProjectVersion:
    """Where the project hangs in plans."""
    hold(version, edit)
    put_relations(version, relations)
    return version


@doorway("projects.schedule.write")
def write_schedule(
    actor: Actor,
    version: ProjectVersion,
    *,
    periods: Sequence[str] | None = None,
    line: Statement | None = None,
    steps: Sequence[StepValue] = (),
    edit: int | None = None,
) -> ProjectVersion:
    """The periods of the schedule, or the steps of one of its lines with their marks, which are of its periods."""
    if periods is not None:
        named = [period.strip() for period in periods]
        if not all(named) or len(set(named)) < len(named) or len(named) > MOST_PERIODS:
            raise Refused(Finding(PERIODS_UNFIT.code, PERIODS_UNFIT.severity, facts={"most": MOST_PERIODS}))
        hold(version, edit, periods=named)
        return version
    for mark in (mark for step in steps for mark in step.marks):
        if mark not in version.periods:
            raise Refused(Finding(STRANGE_MARK.code, STRANGE_MARK.severity, facts={"mark": mark}))
    _refuse_of_another(version, line)
    hold(version, edit)
    put_steps(version, steps, scheduled=line)
    return version


@doorway("projects.schedule.bring")
def bring_schedule(actor: Actor, version: ProjectVersion) -> ProjectVersion:
    """Puts the activities that the schedule does not have yet into it, each with the steps of its goals, unmarked."""
    hold(version)
    in_order = Statement.objects.filter(version=version, section=Section.SCHEDULE).order_by("ordinal")
    lines = list(in_order.select_related("parent"))
    known = {row.parent_id for row in lines} | {row.text for row in lines}
    said = [StatementData(row.text, row.label, row.kind, str(row.uid), _uid(row.parent)) for row in lines]
    activities = Statement.objects.filter(version=version, section=Section.ACTIVITIES).order_by("ordinal")
    missing = [row for row in activities if row.pk not in known and row.text not in known]
    said += [StatementData(row.text, parent=str(row.uid)) for row in missing]
    placed = put_statements(version, Section.SCHEDULE, said)
    steps: dict[int, list[StepValue]] = {}
    found = Step.objects.filter(version=version, goal__isnull=False).select_related("goal")
    for step in found.order_by("goal__ordinal", "ordinal"):
        if step.goal is not None:
            steps.setdefault(step.goal.activity_id, []).append(StepValue(step.number, step.statement))
    for row, activity in zip(placed[len(placed) - len(missing) :], missing, strict=True):
        put_steps(version, steps.get(activity.pk, ()), scheduled=row)
    return version


def _refuse_of_another(version: ProjectVersion, *rows: Statement | Goal | None) -> None:
    """Rows of another version are as gone as those that somebody took out meanwhile."""
    if any(row is not None and row.version_id != version.pk for row in rows):
        raise somebody_was_faster()


def _uid(row: Statement | None) -> str:
    return str(row.uid) if row else ""
