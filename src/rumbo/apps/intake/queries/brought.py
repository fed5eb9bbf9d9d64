"""What comes of a matrix when it is proposed and approved, in counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from rumbo.apps.intake.bridge import Reading
from rumbo.apps.intake.models import Intake
from rumbo.apps.intake.queries import continuity_of, served_count
from rumbo.domain.followup.states import NotProgrammed, NotReported
from rumbo.domain.plan.matrix import Matrix


@dataclass(frozen=True, slots=True)
class Brought:
    """What a document brings when it is proposed and approved: counts, by what they are."""

    lines: int
    units: int
    served: int
    reports: int
    kinds: Mapping[str, int]


def plan_brought(intake: Intake, reading: Reading) -> Brought:
    """What will come of a document as it stands."""
    lines = reading.matrix.lines
    answered = sum(_answers(reading.matrix, at) for at in range(len(lines)))
    said = {(each.line, each.kind, each.line is None and each.target_id) for each in continuity_of(intake)}
    kinds = Counter(kind for _line, kind, _target in said)
    units = len({name for line in lines for name in line.units})
    return Brought(len(lines), units, served_count(reading), answered if reading.matrix.period else 0, dict(kinds))


def _answers(matrix: Matrix, at: int) -> bool:
    """Whether a line tells how it went."""
    line = matrix.lines[at]
    told = line.narrative or (matrix.achieved and matrix.achieved[at] is not None)
    return bool(told) or not isinstance(line.progress, NotReported | NotProgrammed)
