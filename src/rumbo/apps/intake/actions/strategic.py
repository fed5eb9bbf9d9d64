"""A strategic plan that was settled becomes a version of a plan of several years. Steps of the verbs."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.actions.settled_targets import settled_targets
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.documents import questions_of
from rumbo.apps.plans.actions import (
    create_plan,
    describe_version,
    draft_version,
    say_basis,
    write_version,
)
from rumbo.apps.plans.bridge.strategic import objective_nodes, objective_targets, texts_of
from rumbo.apps.plans.models import Plan, PlanVersion
from rumbo.domain.annualization import Basis
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.layouts.engine.folding import folded

NAME = "Plan estratégico"


def write_strategic(actor: Actor, intake: Intake, reading: DocumentReading) -> PlanVersion:
    """The plan and a draft of its version, with its objectives, targets and texts."""
    content: StrategicPlan = reading.content
    questions = questions_of(intake, reading)
    plan = intake.plan or _new_plan(actor, intake, content)
    if questions.basis_said and not plan.programme_basis:
        say_basis(actor, plan, Basis(questions.basis_said))
    settled, dropped = settled_targets(actor, intake, reading, questions)
    about = {"label": str(content.fiscal_year or ""), "objective": "", "layout": intake.layout}
    version = intake.version or draft_version(actor, plan, source=intake.file, **about)
    if intake.version is not None:
        describe_version(actor, version, **about)
    nodes, data = objective_nodes(content, settled.nodes), objective_targets(content, settled, folded)
    write_version(actor, version, nodes, data, dropped=dropped, narrative=texts_of(content))
    return version


def _new_plan(actor: Actor, intake: Intake, content: StrategicPlan) -> Plan:
    term = (content.first_year or 0, content.last_year or 0)
    name = intake.plan_name or content.title or NAME
    return create_plan(actor, intake.entity, name[:300], intake.layout, term=term)
