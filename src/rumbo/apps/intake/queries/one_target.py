"""The targets of a document that a plan of the entity already has: the same record, or another?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import DocumentAnswer, Intake, Question
from rumbo.apps.plans.bridge.held import hold, levels_held, programme_held, targets_held, texts_held, years_held
from rumbo.apps.plans.bridge.institutional import (
    PROJECT,
    institutional_goals,
    institutional_indicators,
    institutional_of,
)
from rumbo.apps.plans.bridge.printed import placed_paths
from rumbo.apps.plans.bridge.strategic import shared_groups, strategic_of, strategic_targets
from rumbo.apps.plans.models import Placement, PlanVersion, VersionState
from rumbo.apps.remembering import asked_once
from rumbo.domain.document import Path
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.basis import rule_named
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.one_target import TargetDifference, shared_targets
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget, YearQuantity
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

SAME = "same"


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


def term_targets(content: Any) -> dict[Path, TermTarget]:
    """The targets of several years of a document, by path."""
    if isinstance(content, InstitutionalPlan):
        return {path: _of_project(content, path, goal) for path, goal in institutional_goals(content).items()}
    return strategic_targets(content) if isinstance(content, StrategicPlan) else {}


def _of_project(content: InstitutionalPlan, path: Path, goal: TermTarget) -> TermTarget:
    """A goal names its project by where it stands."""
    return goal if goal.project_code else replace(goal, project_code=content.projects[int(path[1])].code)


def listed_targets(content: Any) -> dict[Path, TermTarget]:
    """Every target of a document by path: those of several years, and those that stand in a sentence for one."""
    found = term_targets(content)
    if isinstance(content, InstitutionalPlan):
        year = content.fiscal_year or 0
        for path, each in institutional_indicators(content).items():
            found[path] = TermTarget(each.statement, number="", years=(YearQuantity(year, each.target.quantity),))
    return found


HELD = (levels_held, targets_held, programme_held, texts_held)


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a document is read beside: the versions in force of the other plans of several parts of its entity, and the
    last one that was approved of its own plan, which it continues."""

    others: tuple[PlanVersion, ...]
    continued: PlanVersion | None


@asked_once
def plans_at_hand(intake: Intake) -> AtHand:
    """The plans beside which a document is read, with what each of them prints: five queries within `remembering`."""
    own = Q(plan=intake.plan_id or 0)
    ruling = ~own & Q(state=VersionState.APPROVED, plan__kind__in=("strategic_plan", "institutional_action_plan"))
    before = own & Q(approved_at__isnull=False)
    if intake.version is not None:
        before &= Q(number__lt=intake.version.number)
    found = PlanVersion.objects.filter(ruling | before, entity_id=intake.entity_id).select_related("plan")
    rows = list(found.order_by("plan", "number"))
    others = tuple(each for each in rows if each.plan_id != intake.plan_id)
    continued = next((each for each in reversed(rows) if each.plan_id == intake.plan_id), None)
    keys = [each.pk for each in (*others, continued) if each]
    if keys:
        hold(PlanVersion.objects.filter(pk__in=keys).values("pk"), keys, *HELD)
    return AtHand(others, continued)


def same_questions(
    intake: Intake,
    reading: DocumentReading,
    targets: Mapping[Path, TermTarget],
    said: Mapping[Any, DocumentAnswer],
    standing: Collection[int] = (),
) -> list[SameQuestion]:
    """Each target of the document beside the one that a plan in force already has: by project and number, by the same
    statement, or by what the two documents share. What the version that it continues already says to be the same (it
    has those targets too, by key: `standing`) is not asked again."""
    rows = [each for plan in plans_at_hand(intake).others for each in targets_held(plan.pk) if each.counts]
    by_number = {key: row for row in rows if (key := _numbered(row))}
    by_words = {folded(row.revision.statement): row for row in rows}
    year = getattr(reading.content, "fiscal_year", None)
    listed, programmed = listed_targets(reading.content), _programmed(rows, year)
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
        before = SAME if row.revision.target_id in standing and answer is None else ""
        choice = answer.choice if answer and answer.target_id == row.revision.target_id else before
        amount = programmed.get(row.revision_id)
        differences = tuple(_differences(listed[path], row, amount, year))
        found.append(SameQuestion(path, listed[path].statement, row, sure, differences, choice))
    return found


def _alike(intake: Intake, content: Any) -> dict[Path, tuple[Placement, bool]]:
    """What a plan of action shares with the strategic plan in force, or the other way round, as the documents tell."""
    pairs: dict[Path, tuple[Placement, bool]] = {}
    for version in plans_at_hand(intake).others:
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


def _programmed(rows: list[Placement], year: int | None) -> dict[int, Quantity]:
    """What the placed targets programme for a year, by the key of their revision."""
    years = {version: years_held(version) for version in {row.version_id for row in rows}}
    amounts = {row.revision_id: years[row.version_id].get(row.revision_id, {}).get(year or 0) for row in rows}
    return {revision: amount for revision, amount in amounts.items() if amount is not None}


def _differences(
    target: TermTarget, row: Placement, programmed: Quantity | None, year: int | None
) -> list[TargetDifference]:
    """What the document says differently from the plan in force (V11): the type, the amounts, the words."""
    revision, found = row.revision, list[TargetDifference]()
    rule = rule_named(target.annualization, folded)
    if rule is not None and rule.id != revision.annualization:
        found.append(TargetDifference("annualization", revision.annualization, rule.id))
    if target.term is not None and revision.quantity is not None and target.term != revision.quantity:
        found.append(TargetDifference("term", revision.quantity, target.term))
    of_year = next((each.quantity for each in target.years if each.year == year), None)
    if programmed is not None and of_year is not None and programmed != of_year:
        found.append(TargetDifference("year", programmed, of_year))
    if folded(target.statement) != folded(revision.statement):
        found.append(TargetDifference("statement", revision.statement, target.statement))
    return found
