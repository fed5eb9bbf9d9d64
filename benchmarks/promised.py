"""What the entities of an invented nation promise and report, drawn from their number alone: the same number always
gives the same, so that any fraction of the country can be made again, entity by entity, by anybody."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

ENTITIES, TARGETS, QUARTERS, YEARS = 6_000, 300, 4, 10
FIRST_YEAR = 2016
OBJECTIVES, PROGRAMMES = 4, 16
SILENT, ABSENT = 0.06, 0.02
"""Which part of the quarters nobody reports, and which part of the targets is never programmed by quarter."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A target of the plan of a year: whole units, programmed and reported by quarter (None: nobody reported)."""

    number: int
    rule: str
    total: int
    programme: tuple[int, ...]
    told: tuple[int | None, ...]
    weight: int
    under: int
    goals: tuple[str, ...]

    @property
    def statement(self) -> str:
        return f"Realizar {self.total} jornadas de la línea {self.number} con los municipios del programa {self.under}"


def promises(entity: int, year: int, targets: int = TARGETS) -> Iterator[Promise]:
    """The targets of one entity in one year, one at a time."""
    chance = random.Random(f"{entity}/{year}")
    for number in range(1, targets + 1):
        kept = chance.random() < 0.2
        total = chance.randint(4, 400)
        due = (total,) * QUARTERS if kept else _shared(total, chance)
        told = tuple(None if chance.random() < SILENT else _done(each, chance) for each in due)
        yield Promise(
            number=number,
            rule="constant" if kept else "sum",
            total=total,
            programme=() if chance.random() < ABSENT else due,
            told=told,
            weight=chance.randint(1, 10) * 1_000,
            under=chance.randrange(PROGRAMMES),
            goals=tuple(str(goal) for goal in sorted({chance.randint(1, 17) for _ in range(chance.randint(1, 2))})),
        )


def _shared(total: int, chance: random.Random) -> tuple[int, ...]:
    cuts = sorted(chance.randint(0, total) for _ in range(QUARTERS - 1))
    return tuple(last - first for first, last in zip((0, *cuts), (*cuts, total), strict=True))


def _done(due: int, chance: random.Random) -> int:
    return due * chance.randint(40, 130) // 100
