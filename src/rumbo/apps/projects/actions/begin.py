"""A project begins: empty, as the copy of a version that rules, or whole from its registration sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted
from rumbo.apps.people.models import Entity, Unit
from rumbo.apps.projects.access import writes_for
from rumbo.apps.projects.actions.moving import keep_step
from rumbo.apps.projects.actions.pictures import put_pictures
from rumbo.apps.projects.actions.rows import put_budget, put_codes, put_goal, put_relations, put_statements, put_steps
from rumbo.apps.projects.bridge import (
    IdentityData,
    RelationData,
    goal_data,
    identity_columns,
    statements_of,
)
from rumbo.apps.projects.models import (
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
from rumbo.apps.versions.actions.copying import copied
from rumbo.apps.versions.actions.moving import next_number
from rumbo.domain.document import Path
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.project.tree import meant
from rumbo.findings import Finding, Sentences, Severity, declare, marked

NAMELESS = declare(
    Sentences(
        code="projects.nameless",
        severity=Severity.ERROR,
        title=marked("Proyecto sin nombre"),
        what=marked("El proyecto no tiene nombre."),
        why=marked("El nombre dice qué se hace, con qué objeto y dónde; con él se busca en el banco de proyectos."),
        how=marked("Escriba el nombre del proyecto."),
    )
)
CODE_TAKEN = declare(
    Sentences(
        code="projects.code_taken",
        severity=Severity.ERROR,
        title=marked("Ese código ya es de otro proyecto"),
        what=marked("El código {code} ya es de «{name}»."),
        why=marked("El código identifica al proyecto en el presupuesto; repetido, ya no identifica a ninguno."),
        how=marked("Escriba otro código, o empiece una versión nueva de ese proyecto."),
    )
)
OPEN_VERSION = declare(
    Sentences(
        code="projects.version_open",
        severity=Severity.ERROR,
        title=marked("Ya hay una versión en preparación"),
        what=marked("«{name}» ya tiene una versión que todavía no es viable."),
        why=marked("Con dos versiones a la vez, lo que se escribe en una se perdería al aprobar la otra."),
        how=marked("Siga en la versión que está en preparación."),
    )
)


@doorway("projects.project.create")
def create_project(actor: Actor, entity: Entity, data: IdentityData, *, unit: Unit | None = None) -> ProjectVersion:
    """A new project with an empty first draft. A unit begins its own projects only."""
    refuse_unfit(entity.pk, data)
    _refuse_other_unit(actor, unit)
    return _version(Project.objects.create(entity=entity), 1, data, unit)


@doorway("projects.project.register")
def register_project(
    actor: Actor,
    entity: Entity,
    sheet: ProjectSheet,
    *,
    unit: Unit | None = None,
    project: Project | None = None,
    term: tuple[int | None, int | None] = (None, None),
    pictures: Mapping[Path, bytes] = MappingProxyType({}),
) -> ProjectVersion:
    """A project as its registration sheet says it, registered in the bank; `project` where it is a new version of one.

    `unit` is the unit that its text means; while nobody settled that, only planning writes the project. `term` are the
    first and the last year of a project that a plan of several years brings; `pictures` what the passages of the sheet
    show, by their paths.
    """
    data = IdentityData(
        sheet.name,
        sheet.code,
        sheet.fiscal_year,
        *term,
        registered_on=sheet.registered_on,
        control=sheet.control,
    )
    refuse_unfit(entity.pk, data, but=project)
    _refuse_other_unit(actor, unit)
    number = _next_number(project) if project else 1
    version = _version(project or Project.objects.create(entity=entity), number, data, unit, written=sheet.unit)
    ProjectVersion.objects.filter(pk=version.pk).update(
        state=State.REGISTERED,
        central_problem=sheet.central_problem,
        magnitude=sheet.magnitude,
        general_objective=sheet.general_objective,
        printed_total=sheet.printed_total.centavos if sheet.printed_total else None,
        periods=list(sheet.schedule.periods),
    )
    version.refresh_from_db()
    said = _fill(version, sheet)
    put_pictures(actor, version, said, pictures)
    keep_step(actor, version, {"day": sheet.registered_on})
    return version


@doorway("projects.version.continue")
def continue_version(actor: Actor, version: ProjectVersion) -> ProjectVersion:
    """A draft in which everything stands as in the version given."""
    number = _next_number(version.project)
    left = {"id", "uid", "state", "number", "edit", "remarks", "viable_at", "approved_by"}
    names = [each.attname for each in ProjectVersion._meta.concrete_fields if each.name not in left]
    draft = ProjectVersion.objects.create(number=number, **{name: getattr(version, name) for name in names})
    said = copied(Statement.objects.filter(version=version).order_by("section", "ordinal"), version=draft)
    _hang_again(said)
    goals = copied(Goal.objects.filter(version=version).order_by("ordinal"), {"activity_id": said}, version=draft)
    copied(Step.objects.filter(version=version), {"goal_id": goals, "scheduled_id": said}, version=draft)
    copied(BudgetLine.objects.filter(version=version), {"activity_id": said}, version=draft)
    for model in (BudgetCode, PlanRelation):
        copied(model._default_manager.filter(version=version), version=draft)
    return draft


def refuse_unfit(entity_id: int, data: IdentityData, but: Project | None = None) -> None:
    """A project without a name, or with the code of another one, is refused."""
    if not data.name.strip():
        raise Refused(Finding(NAMELESS.code, NAMELESS.severity))
    others = ProjectVersion.objects.filter(entity_id=entity_id, code=data.code.strip()).exclude(code="")
    taken = others.exclude(project=but).first() if but else others.first()
    if taken:
        facts = {"code": data.code, "name": taken.name}
        raise Refused(Finding(CODE_TAKEN.code, CODE_TAKEN.severity, facts=facts))


def _refuse_other_unit(actor: Actor, unit: Unit | None) -> None:
    if not writes_for(actor, unit.pk if unit else None):
        raise Forbidden(not_permitted())


def _next_number(project: Project) -> int:
    """The number of the next version; refused while one is still in preparation."""
    versions = ProjectVersion.objects.filter(project=project)
    number = next_number(project, versions)
    if waiting := versions.filter(viable_at__isnull=True).first():
        raise Refused(Finding(OPEN_VERSION.code, OPEN_VERSION.severity, facts={"name": waiting.name}))
    return number


def _version(
    project: Project, number: int, data: IdentityData, unit: Unit | None, written: str | None = None
) -> ProjectVersion:
    told = written if written is not None else unit.name if unit else ""
    columns = identity_columns(replace(data, name=data.name, code=data.code))
    return ProjectVersion.objects.create(
        entity_id=project.entity_id, project=project, number=number, unit=unit, unit_written=told, **columns
    )


def _fill(version: ProjectVersion, sheet: ProjectSheet) -> Mapping[Section, list[Statement]]:
    """Everything a sheet says, as rows of an empty version."""
    said = {section: put_statements(version, section, data) for section, data in statements_of(sheet).items()}
    _hang(said[Section.OBJECTIVES], [each.cause for each in sheet.objectives], said[Section.CAUSES])
    _hang(said[Section.ACTIVITIES], [each.objective for each in sheet.activities], said[Section.OBJECTIVES])
    lines = [each.statement for each in sheet.schedule.activities]
    _hang(said[Section.SCHEDULE], lines, said[Section.ACTIVITIES])
    for row, activity in zip(said[Section.ACTIVITIES], sheet.activities, strict=True):
        for goal in activity.goals:
            put_goal(version, row, goal_data(goal))
    for row, scheduled in zip(said[Section.SCHEDULE], sheet.schedule.activities, strict=True):
        put_steps(version, scheduled.steps, scheduled=row)
    put_relations(version, [RelationData(relation) for relation in sheet.development_plan])
    put_budget(version, sheet.budget)
    put_codes(version, sheet.budget_codes)
    return said


def _hang(rows: Sequence[Statement], references: Sequence[str], listed: Sequence[Statement]) -> None:
    """Each text answers to what its printed reference means, where it means something."""
    numbers, texts = [each.label for each in listed], [each.text for each in listed]
    for row, reference in zip(rows, references, strict=True):
        place = meant(reference, numbers, texts)
        row.parent = None if place is None else listed[place]
    Statement.objects.bulk_update([row for row in rows if row.parent], ["parent"])


def _hang_again(said: dict[int, Any]) -> None:
    """What a statement answers to is the copy of what it answered to before."""
    for row in said.values():
        if row.parent_id:
            row.parent = said.get(row.parent_id)
    Statement.objects.bulk_update([row for row in said.values() if row.parent_id], ["parent"])
