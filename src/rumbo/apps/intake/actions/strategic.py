"""A strategic plan that was settled becomes a version of a plan of several years. Steps of the verbs."""

from collections.abc import Iterable

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.bridge import DocumentReading, document_origin
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.documents import DIFFERENT, Questions, basis_of, questions_of, target_keys
from rumbo.apps.plans.actions import (
    create_plan,
    describe_version,
    draft_version,
    ensure_periods,
    say_basis,
    write_version,
)
from rumbo.apps.plans.bridge import Continues
from rumbo.apps.plans.bridge.strategic import (
    SettledTargets,
    objective_nodes,
    objective_targets,
    strategic_targets,
    texts_of,
)
from rumbo.apps.plans.models import LineageKind, Plan, PlanVersion, Target
from rumbo.apps.plans.queries import known_nodes, targets_by_ordinal, version_in_force
from rumbo.domain.document import Path
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.mending import path_of

NAME = "Plan estratégico"


def write_strategic(actor: Actor, intake: Intake, reading: DocumentReading) -> PlanVersion:
    """The plan and a draft of its version, with its objectives, targets and texts."""
    content: StrategicPlan = reading.content
    questions = questions_of(intake, reading)
    plan = intake.plan or _new_plan(actor, intake, content)
    if questions.basis_said and not plan.programme_basis:
        say_basis(actor, plan, basis_of(questions.basis_said))
    targets = strategic_targets(content)
    again, counting = shared_places(questions)
    settled = SettledTargets(
        years=year_keys(actor, intake, targets.values()),
        again=again,
        counting=counting,
        continues=continued_by(questions),
        origins={path: document_origin(reading, path) for path in targets},
        nodes=known_nodes(intake.entity_id),
    )
    about = {"label": str(content.fiscal_year or ""), "objective": "", "layout": intake.layout}
    version = intake.version or draft_version(actor, plan, source=intake.file, **about)
    if intake.version is not None:
        describe_version(actor, version, **about)
    nodes, data = objective_nodes(content, settled.nodes), objective_targets(content, settled, folded)
    continued = {each.continues.target for each in data}
    dropped = {each: DROPPED for each in ruling_targets(plan) if each not in continued}
    write_version(actor, version, nodes, data, dropped=dropped, narrative=texts_of(content))
    return version


DROPPED = "El documento nuevo ya no la trae"


def ruling_targets(plan: Plan) -> list[Target]:
    """The targets that the version in force of the plan places."""
    version = version_in_force(plan)
    return list(dict.fromkeys(targets_by_ordinal(version))) if version else []


def _new_plan(actor: Actor, intake: Intake, content: StrategicPlan) -> Plan:
    term = (content.first_year or 0, content.last_year or 0)
    name = intake.plan_name or content.title or NAME
    return create_plan(actor, intake.entity, name[:300], intake.layout, term=term)


def year_keys(actor: Actor, intake: Intake, targets: Iterable[TermTarget]) -> dict[int, int]:
    """The keys of the periods of the years that targets programme."""
    years = sorted({year.year for each in targets for year in each.years})
    return {year: ensure_periods(actor, intake.entity, year, "annual")[0].pk for year in years}


def shared_places(questions: Questions) -> tuple[dict[Path, Path], frozenset[Path]]:
    """Of each target that stands in several places: of which each is another place, and which of them counts."""
    again: dict[Path, Path] = {}
    counting: set[Path] = set()
    for each in questions.shared:
        if each.choice and each.choice != DIFFERENT:
            again |= dict.fromkeys(each.paths[1:], each.paths[0])
            counting.add(path_of(each.choice))
    return again, frozenset(counting)


def continued_by(questions: Questions) -> dict[Path, Continues]:
    """What each target continues: the same, or said in other words."""
    reworded = {each.path for each in questions.same if any(d.field == "statement" for d in each.differences)}
    return {
        path: Continues(LineageKind.REWORDED if path in reworded else LineageKind.SAME, target)
        for path, target in target_keys(questions).items()
    }
