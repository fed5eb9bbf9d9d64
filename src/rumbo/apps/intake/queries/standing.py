"""What the version in force already says of what a document leaves open: the next version asks only what is new."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries.one_target import plans_at_hand
from rumbo.apps.people.models import Unit
from rumbo.apps.plans.bridge.held import targets_held
from rumbo.apps.plans.bridge.institutional import PROCESS, PROJECT
from rumbo.apps.plans.models import Placement, TargetUnit
from rumbo.domain.annualization import UNSAID
from rumbo.domain.document import Path, at
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.layouts.engine.folding import folded


@dataclass(frozen=True, slots=True)
class Standing:
    """Of the version that a document continues: who reports each project (by its code) and each process (by its name,
    folded); how each statement is counted; under which level each counts that stands under several; its targets."""

    reporters: Mapping[tuple[str, str], Unit] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    counts_under: Mapping[str, str] = field(default_factory=dict)
    targets: frozenset[int] = frozenset()

    def reporter(self, content: Any, path: Path) -> Unit | None:
        """Who reports what stands at a path; None where nobody does, or several."""
        if not isinstance(content, InstitutionalPlan) or path[:1] not in (("projects",), ("processes",)):
            return None
        record = at(content, path)
        key = (PROJECT, record.code) if path[0] == "projects" else (PROCESS, folded(record.name))
        return self.reporters.get(key)


def standing_of(intake: Intake) -> Standing:
    """What the version before the one of the document says; nothing for the first of a plan. One query beside those of
    `plans_at_hand`."""
    version = plans_at_hand(intake).continued
    if version is None:
        return Standing()
    placed = targets_held(version.pk)
    counting = [each for each in placed if each.counts]
    several = {each.revision_id for each in placed if not each.counts}
    return Standing(
        reporters=_reporters(counting),
        rules={
            folded(each.revision.statement): each.revision.annualization
            for each in counting
            if each.revision.annualization != UNSAID.id
        },
        counts_under={
            folded(each.revision.statement): folded(each.node.name)
            for each in counting
            if each.node and each.revision_id in several
        },
        targets=frozenset(each.revision.target_id for each in counting),
    )


def _reporters(placed: list[Placement]) -> dict[tuple[str, str], Unit]:
    reporting = TargetUnit.objects.filter(revision__in=[each.revision_id for each in placed], reports=True)
    units = {each.revision_id: each.unit for each in reporting.select_related("unit")}
    found: defaultdict[tuple[str, str], set[Unit | None]] = defaultdict(set)
    for each in placed:
        if each.node and each.node.kind in (PROJECT, PROCESS):
            key = each.node.code if each.node.kind == PROJECT else folded(each.node.name)
            found[each.node.kind, key].add(units.get(each.revision_id))
    alone = {key: next(iter(said)) for key, said in found.items() if len(said) == 1}
    return {key: unit for key, unit in alone.items() if unit is not None}
