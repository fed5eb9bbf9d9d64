"""Money of a project: its lines and their total, its budget lines by the codes of the MGA."""

from rumbo.domain.budget.amounts import agreed, printed_pesos, sum_of
from rumbo.domain.budget.codes import LEVELS, CodeLevel, CodeReading, Shape, extends, read_code
from rumbo.domain.budget.nesting import extends_code, levels_among, parents_of
from rumbo.domain.budget.repair import Repair, repairs

__all__ = [
    "LEVELS",
    "CodeLevel",
    "CodeReading",
    "Repair",
    "Shape",
    "agreed",
    "extends",
    "extends_code",
    "levels_among",
    "parents_of",
    "printed_pesos",
    "read_code",
    "repairs",
    "sum_of",
]
