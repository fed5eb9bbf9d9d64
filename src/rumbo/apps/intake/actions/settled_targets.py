"""What was settled of the targets of a document of several parts, by the path of each. Steps of the verbs."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.bridge import DocumentReading, document_origin
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries import continuity_of
from rumbo.apps.intake.queries.continuing import DIFFERENT, lines_of_document
from rumbo.apps.intake.queries.documents import Questions
from rumbo.apps.intake.queries.one_target import SAME, listed_targets
from rumbo.apps.plans.actions import ensure_periods
from rumbo.apps.plans.bridge import Continues, TargetData, target_data
from rumbo.apps.plans.bridge.strategic import SettledTargets
from rumbo.apps.plans.models import LineageKind, Target
from rumbo.apps.plans.queries import known_nodes
from rumbo.domain.document import Path
from rumbo.domain.plan.strategic import TermTarget
from rumbo.layouts.outline.mending import path_of

UNSAID = "unsaid"


def settled_targets(
    actor: Actor,
    intake: Intake,
    reading: DocumentReading,
    questions: Questions,
    units: Mapping[Path, tuple[int, ...]] | None = None,
) -> tuple[SettledTargets, dict[Target, str]]:
    """What was said of every target; and the earlier targets that end here, each with the reason a person gave."""
    targets = listed_targets(reading.content)
    again, counting = _shared_places(questions)
    continues, dropped = _continuity(intake, reading)
    return SettledTargets(
        years=_year_keys(actor, intake, targets.values()),
        again=again,
        counting=counting,
        counting_by={
            each.path: each.choice for group in questions.counting for each in group.targets if _tells(each.choice)
        },
        standing=_standing(questions),
        continues=_continued_by(questions) | continues,
        units=units or {},
        origins={path: document_origin(reading, path) for path in targets},
        nodes=known_nodes(intake.entity_id),
    ), dropped


def _tells(choice: str) -> bool:
    return choice not in ("", UNSAID)


def _year_keys(actor: Actor, intake: Intake, targets: Iterable[TermTarget]) -> dict[int, int]:
    """The keys of the periods of the years that targets programme."""
    years = sorted({year.year for each in targets for year in each.years if year.year})
    return {year: ensure_periods(actor, intake.entity, year, "annual")[0].pk for year in years}


def _shared_places(questions: Questions) -> tuple[dict[Path, Path], frozenset[Path]]:
    """Of each target that stands in several places: of which each is another place, and which of them counts."""
    again: dict[Path, Path] = {}
    counting: set[Path] = set()
    for each in questions.shared:
        if each.choice and each.choice != DIFFERENT:
            again |= dict.fromkeys(each.paths[1:], each.paths[0])
            counting.add(path_of(each.choice))
    return again, frozenset(counting)


def _continued_by(questions: Questions) -> dict[Path, Continues]:
    """What each target continues of another plan: the same, or said in other words."""
    return {
        each.path: Continues(
            LineageKind.REWORDED if any(d.field == "statement" for d in each.differences) else LineageKind.SAME,
            each.placement.revision.target,
        )
        for each in questions.same
        if each.choice == SAME
    }


def _continuity(intake: Intake, reading: DocumentReading) -> tuple[dict[Path, Continues], dict[Target, str]]:
    """What each target continues of the version before, and what ends; of a new one nothing is said here, for another
    plan may have it."""
    paths = lines_of_document(intake, reading).paths
    continues: dict[Path, Continues] = {}
    dropped: dict[Target, str] = {}
    for each in continuity_of(intake):
        if each.line is None and each.target is not None:
            dropped[each.target] = each.reason
        elif each.line is not None and each.line < len(paths) and each.target is not None:
            first = continues.get(paths[each.line])
            more = Continues(LineageKind(each.kind), each.target, each.reason)
            continues[paths[each.line]] = replace(first, others=(*first.others, each.target)) if first else more
    return continues, dropped


def _standing(questions: Questions) -> dict[Path, TargetData]:
    """What another plan promises of the targets that are also its own, with the basis of its programme."""
    same = [each for each in questions.same if each.choice == SAME]
    told = target_data([each.placement for each in same])
    return {
        each.path: replace(data, programme_basis=data.programme_basis or each.placement.version.plan.programme_basis)
        for each, data in zip(same, told, strict=True)
    }
