"""The targets of the institutional plan that the actions serve, each once, however many actions serve it."""

from dataclasses import dataclass

from rumbo.domain.plan.matrix import Matrix, ServedTarget


@dataclass(frozen=True, slots=True)
class Served:
    """A served target under its objective and programme, with the indices of the lines that serve it."""

    objective: str
    programme: str
    target: ServedTarget
    lines: tuple[int, ...]


def served_targets(matrix: Matrix) -> tuple[Served, ...]:
    """The served targets in the order in which they first appear."""
    found: dict[tuple[str, str, ServedTarget], list[int]] = {}
    for at, line in enumerate(matrix.lines):
        if line.serves is not None:
            found.setdefault((line.objective, line.programme, line.serves), []).append(at)
    return tuple(Served(*key, tuple(lines)) for key, lines in found.items())
