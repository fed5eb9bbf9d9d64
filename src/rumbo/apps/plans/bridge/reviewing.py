"""A version ⇄ what the rules say of it: the same rules as for a document that was read, asked of its records."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rumbo.apps.plans.bridge import lines_of, matrix_of
from rumbo.apps.plans.bridge.held import hold, levels_held, programme_held, targets_held, units_held
from rumbo.apps.plans.bridge.lines import PRINTED
from rumbo.apps.plans.bridge.printed import content_of, placed_paths, prints
from rumbo.apps.plans.bridge.programming import programme_checks
from rumbo.apps.plans.models import Lineage, LineageKind, Placement, PlanVersion
from rumbo.apps.remembering import remembering
from rumbo.domain.checks.changed import check_changes, nothing_to_compare
from rumbo.domain.checks.documents.programme import BASIS
from rumbo.domain.document import DocumentDraft
from rumbo.domain.measurement.rollup import check_weights
from rumbo.domain.plan.difference import REPORTS, Continuity, Step
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.findings import CheckResult, Outcome, Where, marked
from rumbo.layouts.engine.live import checked_matrix
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.drafting import NOTHING_KNOWN, checked

NO_WEIGHTS = marked("pesos escritos (todos pesan igual)")
Lines = list[tuple[int, PlanLine]]


@dataclass(frozen=True, slots=True)
class Review:
    """The answers of every rule. The cell of a place is the position in `placements` (uid, number, key of the
    target) of what it is about; a place without a cell is the whole version."""

    checks: tuple[CheckResult, ...]
    placements: tuple[tuple[str, str, int], ...]


def review_of(version: PlanVersion) -> Review:
    """Everything that the rules say of a version. A fixed number of queries, however many targets."""
    with remembering():
        before = _with_the_one_before(version)
        rows = targets_held(version.pk)
        answers = {result.code: result for result in _of_layout(version, rows)}
        for result in (*_of_programme(version, rows), *_of_weights(version, rows), *_of_changes(before, version)):
            if result.outcome is not Outcome.NOT_MADE or result.code not in answers:
                answers[result.code] = result
    about = tuple((str(row.uid), row.number, row.revision.target_id) for row in rows)
    return Review(tuple(answers.values()), about)


def answering_units(version: PlanVersion) -> Mapping[str, str]:
    """The unit that reports each target, else the first that answers for it, by the uid of its placement."""
    told = units_held(version.pk)
    answering = ((row, told.get(row.revision_id, ())) for row in targets_held(version.pk))
    return {
        str(row.uid): next((name for name, does in units if does == REPORTS), units[0][0])
        for row, units in answering
        if units
    }


def _with_the_one_before(version: PlanVersion) -> PlanVersion | None:
    """The version before one, where that holds any target; what both hold is read together."""
    if version.number == 1:
        return None
    both = PlanVersion.objects.filter(plan=version.plan_id, number__lte=version.number).order_by("-number")[:2]
    held = hold(both.values("pk"), [version.pk], *PRINTED)
    placed = next((targets_held(key) for key in held if key != version.pk), ())
    return placed[0].version if placed else None


def _of_layout(version: PlanVersion, rows: Sequence[Placement]) -> tuple[CheckResult, ...]:
    if not prints(version):
        return checked_matrix(matrix_of(version), "").checks
    positions = {row.pk: at for at, row in enumerate(rows)}
    places = {path: Where(cell=str(positions[row.pk])) for path, row in placed_paths(version).items()}
    found = outline(version.layout)
    draft = DocumentDraft(
        Source(version.plan.name, ""), Recognition(found.key, found.title), content_of(version), places
    )
    told = checked(draft, found, NOTHING_KNOWN).checks
    # What a document cannot say, and somebody has said since, is no finding any more.
    return tuple(_said(each) if version.plan.programme_basis and each.code == BASIS.code else each for each in told)


def _said(result: CheckResult) -> CheckResult:
    return result if result.outcome is Outcome.NOT_MADE else CheckResult(result.code, Outcome.PASSED)


def _of_programme(version: PlanVersion, rows: Iterable[Placement]) -> Iterator[CheckResult]:
    """What the annualization types ask of each target, gathered by rule."""
    told = {
        revision: {slot: amount for slot, amount in slots.items() if amount is not None}
        for revision, slots in programme_held(version.pk).items()
    }
    asked: defaultdict[str, list[CheckResult]] = defaultdict(list)
    for at, row in enumerate(rows):
        for result in programme_checks(row.revision, version.plan, told.get(row.revision_id, {})):
            found = tuple(replace(each, where=Where(cell=str(at))) for each in result.findings)
            asked[result.code].append(replace(result, findings=found))
    for code, results in asked.items():
        yield _together(code, results)


def _together(code: str, results: list[CheckResult]) -> CheckResult:
    """One answer of a rule that was asked of many targets."""
    found = tuple(each for result in results for each in result.findings)
    made = [result for result in results if result.outcome is not Outcome.NOT_MADE]
    if not made:
        return results[0]
    return CheckResult(code, Outcome.FOUND if found else Outcome.PASSED, found)


def _of_weights(version: PlanVersion, rows: Iterable[Placement]) -> tuple[CheckResult, ...]:
    """Whether what stands below a level weighs together what it must, wherever a weight is written."""
    nodes = levels_held(version.pk)
    names = {node.pk: node.name for node in nodes}
    below: defaultdict[tuple[int | None, str], list[int | None]] = defaultdict(list)
    for node in nodes:
        below[node.parent_id, "levels"].append(node.weight.units if node.weight else None)
    for row in rows:
        below[row.node_id, "targets"].append(row.weight.units if row.weight else None)
    answers: defaultdict[str, list[CheckResult]] = defaultdict(list)
    for (owner, _kind), weights in below.items():
        stated = any(weight is not None for weight in weights)
        for result in check_weights(names.get(owner or 0, version.plan.name), weights):
            answers[result.code].append(
                result if stated else CheckResult(result.code, Outcome.NOT_MADE, (), NO_WEIGHTS)
            )
    return tuple(_together(code, results) for code, results in answers.items())


def _of_changes(before: PlanVersion | None, version: PlanVersion) -> tuple[CheckResult, ...]:
    """What this version takes back from the one before, as its lineage was settled."""
    if before is None:
        return nothing_to_compare()
    old, new = lines_of(before), lines_of(version)
    lineage = list(Lineage.objects.filter(version=version, from_target__isnull=False))
    steps, reasons = _steps(old, new, lineage)
    names = (_named(before), _named(version))
    return check_changes(
        _matrix(before, old), _matrix(version, new), steps, names, lambda at, _name: Where(cell=str(at)), reasons
    )


def _named(version: PlanVersion) -> str:
    return f"{version.plan.name} ({version.label or version.number})"


def _matrix(version: PlanVersion, rows: Lines) -> Matrix:
    return Matrix(version.layout, lines=tuple(line for _, line in rows))


def _steps(old: Lines, new: Lines, lineage: Iterable[Lineage]) -> tuple[list[Step], dict[int, str]]:
    """The settled steps between two versions, and the reasons that were written, by the position before."""
    before = {target: at for at, (target, _) in enumerate(old)}
    after = {target: at for at, (target, _) in enumerate(new)}
    steps = [Step(Continuity.REWORDED, before[target], at) for target, at in after.items() if target in before]
    reasons: dict[int, str] = {}
    gone = {at for target, at in before.items() if target not in after}
    for row in lineage:
        at = before.get(row.from_target_id or 0)
        if at is None:
            continue
        gone.discard(at)
        if row.reason:
            reasons[at] = row.reason
        if row.kind == LineageKind.DROPPED:
            steps.append(Step(Continuity.DROPPED, at, None))
        elif row.to_target_id in after and row.kind != LineageKind.SAME:
            kind = Continuity.SPLIT if row.kind == LineageKind.SPLIT else Continuity.REWORDED
            steps.append(Step(kind, at, after[row.to_target_id]))
    return [*steps, *(Step(Continuity.DROPPED, at, None) for at in sorted(gone))], reasons
