"""An institutional plan of action that was settled becomes the version of a plan of one year; its act registers its
projects, its processes and the counts of its risks. Steps of the verbs."""

from collections.abc import Mapping

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.actions.settled_targets import settled_targets
from rumbo.apps.intake.actions.units_of_documents import settled_units
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake, Outcome
from rumbo.apps.intake.queries.documents import UnitQuestion, known_processes, questions_of
from rumbo.apps.plans.actions import (
    create_plan,
    describe_version,
    draft_version,
    say_basis,
    write_version,
)
from rumbo.apps.plans.bridge.institutional import (
    component_key,
    institutional_goals,
    institutional_indicators,
    institutional_nodes,
    institutional_printed,
    institutional_targets,
)
from rumbo.apps.plans.bridge.strategic import texts_of
from rumbo.apps.plans.models import Plan, PlanVersion
from rumbo.apps.processes.actions import ProcessData, create_process, create_process_alias
from rumbo.apps.processes.models import Process, ProcessKind
from rumbo.apps.projects.actions import register_project
from rumbo.apps.projects.models import ProjectVersion
from rumbo.apps.risks.actions import create_map
from rumbo.apps.risks.actions import draft_version as draft_map
from rumbo.apps.risks.models import RiskMap
from rumbo.apps.risks.queries import version_open
from rumbo.domain.annualization import Basis
from rumbo.domain.document import Path
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.risk import AnnouncedRow, ClassCount
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.institutional_action_plan.components import holding

NAME, MAP = "Plan de acción institucional", "Mapa de riesgos"


def write_institutional(actor: Actor, intake: Intake, reading: DocumentReading) -> PlanVersion:
    """The plan of the year and a draft of its version, with its levels, targets and texts."""
    content: InstitutionalPlan = reading.content
    questions = questions_of(intake, reading)
    plan = intake.plan or _new_plan(actor, intake, content)
    if questions.basis_said and not plan.programme_basis:
        say_basis(actor, plan, Basis(questions.basis_said))
    units = settled_units(actor, intake, reading, questions)
    paths = (*institutional_goals(content), *institutional_indicators(content))
    answering = {path: (units[path[:2]],) for path in paths if path[:2] in units}
    settled, dropped = settled_targets(actor, intake, reading, questions, answering)
    about = {"label": str(content.fiscal_year or ""), "objective": "", "layout": intake.layout}
    version = intake.version or draft_version(actor, plan, source=intake.file, **about)
    if intake.version is not None:
        describe_version(actor, version, **about)
    under = {part: component_key(at) for part, at in holding([each.name for each in content.components]).items()}
    nodes = institutional_nodes(content, settled.nodes, under)
    data = institutional_targets(content, settled, folded)
    printed = institutional_printed(content)
    write_version(actor, version, nodes, data, dropped=dropped, narrative=texts_of(content), printed=printed)
    return version


def _new_plan(actor: Actor, intake: Intake, content: InstitutionalPlan) -> Plan:
    name = intake.plan_name or content.title or NAME
    return create_plan(actor, intake.entity, name[:300], intake.layout, fiscal_year=content.fiscal_year)


def register_parts(actor: Actor, intake: Intake, reading: DocumentReading) -> None:
    """The projects that the entity does not have yet, in the bank; its processes; the counts of its risks."""
    content: InstitutionalPlan = reading.content
    questions = questions_of(intake, reading)
    _register_processes(actor, intake, content, {each.path: each.choice for each in questions.processes})
    _register_projects(actor, intake, content, {each.path: each for each in questions.units})
    if content.risks:
        _announce_risks(actor, intake, content)


def _register_processes(actor: Actor, intake: Intake, content: InstitutionalPlan, said: Mapping[Path, str]) -> None:
    known = known_processes(intake)
    for at, each in enumerate(content.processes):
        choice = said.get(("processes", at, "name"), "")
        if not choice or folded(each.name) in known:
            continue
        if choice in ProcessKind.values:
            process = create_process(actor, intake.entity, ProcessData(each.name, choice))
            _tell(intake, at, "process", process)
        else:
            standing = Process.objects.get(entity_id=intake.entity_id, uid=choice)
            create_process_alias(actor, standing, each.name)


def _register_projects(
    actor: Actor, intake: Intake, content: InstitutionalPlan, units: Mapping[Path, UnitQuestion]
) -> None:
    """The projects that the entity does not have yet, registered in the bank with their objective and their money in
    pesos. Their goals are targets of the plan, where they are reported; the project shows them."""
    for at, each in enumerate(content.projects):
        if ProjectVersion.objects.filter(entity_id=intake.entity_id, code=each.code).exclude(code="").exists():
            continue
        asked = units.get(("projects", at))
        unit = asked.unit if asked else None
        sheet = ProjectSheet(
            name=each.name,
            code=each.code,
            fiscal_year=content.fiscal_year,
            unit=unit.name if unit else "",
            general_objective=each.general_objective,
            printed_total=each.budget,
        )
        term = (content.first_year, content.last_year)
        version = register_project(actor, intake.entity, sheet, unit=unit, term=term)
        _tell(intake, at, "project", version)


def _announce_risks(actor: Actor, intake: Intake, content: InstitutionalPlan) -> None:
    """What the plan counts of risks stands in a map of its own, a draft that waits for its risks. The next version of
    the plan finds that map: its draft goes on, and one that rules is followed by another."""
    rows = [
        AnnouncedRow(
            each.name,
            (ClassCount("Corrupción", each.corruption or 0), ClassCount("Gestión", each.management or 0)),
            each.total,
        )
        for each in content.risks
    ]
    name = f"{MAP} {content.fiscal_year}, {intake.version.plan.name}" if intake.version else MAP
    risk_map = RiskMap.objects.filter(entity_id=intake.entity_id, name=name[:300]).first()
    standing = version_open(risk_map) if risk_map else None
    if standing is None:
        risk_map = risk_map or create_map(actor, intake.entity, name[:300], fiscal_year=content.fiscal_year)
        standing = draft_map(actor, risk_map, announced=rows)
    _tell(intake, 0, "risk_map", standing)


def _tell(intake: Intake, line: int, kind: str, record: object) -> None:
    uid = getattr(record, "uid")  # noqa: B009
    Outcome.objects.create(entity_id=intake.entity_id, intake=intake, line=line, kind=kind, record_uid=uid)
