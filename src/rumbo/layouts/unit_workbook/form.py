"""The workbook of a unit and a period: what it asks, in which columns, and by what it is known again.

One row for each report that the unit owes, and in a sheet of their own one for each contribution to what another unit
reports. Grey columns are what the plan and the program say; the others are the answer. The headings stay as they are,
whatever the language: they are what makes the workbook readable again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rumbo.domain.numbers import Quantity
from rumbo.findings import marked
from rumbo.layouts.engine.folding import folded

Value = Quantity | bool | str | None


class Holds(StrEnum):
    """What the cells of a column hold: an exact number, a yes or no, or a text."""

    NUMBER = "number"
    YES = "yes"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Asked:
    """A column to fill in: the part of the answer that it holds, its heading, and the kinds of report it is asked of
    (empty: all). `choices` are what its list offers."""

    name: str
    heading: str
    holds: Holds
    width: int
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


YES, NO = "Sí", "No"
GIVEN = (("N.º", 8), ("Acción", 46), ("Indicador", 28), ("Cómo se reporta", 16), ("Meta", 16), ("Programado", 14),
         ("Reportado antes", 18), ("Lo de otras dependencias", 24), ("Estado", 16))  # fmt: skip
ASKED = (
    Asked("quantity", marked("Cantidad o resultado"), Holds.NUMBER, 14, ("quantity",)),
    Asked("numerator", marked("Numerador"), Holds.NUMBER, 14, ("ratio",)),
    Asked("denominator", marked("Denominador"), Holds.NUMBER, 14, ("ratio",)),
    Asked("percentage", marked("Porcentaje acumulado"), Holds.NUMBER, 14, ("percentage",)),
    Asked("done", marked("¿Se hizo?"), Holds.YES, 10, ("done",), (YES, NO)),
    Asked("not_applicable", marked("¿No aplica?"), Holds.YES, 10, (), (YES,)),
    Asked("not_applicable_reason", marked("Por qué no aplica"), Holds.TEXT, 28),
    Asked("narrative", marked("Avance cualitativo"), Holds.TEXT, 56),
    Asked("difficulties", marked("Dificultades"), Holds.TEXT, 36),
    Asked("next_steps", marked("Próximos pasos"), Holds.TEXT, 36),
    Asked("justification", marked("Justificación"), Holds.TEXT, 36),
)
CONTRIBUTED_GIVEN = (("N.º", 8), ("Acción", 46), ("Indicador", 28), ("Quién la reporta", 26),
                     ("Qué se hace con lo suyo", 22), ("Programado", 14), ("Aportado antes", 18),
                     ("Estado", 16))  # fmt: skip
CONTRIBUTED = (
    *(each for each in ASKED if each.name in ("quantity", "numerator", "denominator")),
    Asked("narrative", marked("Qué hizo su dependencia"), Holds.TEXT, 56),
)
"""The columns that a contribution fills."""
TOLD = ("narrative", "difficulties", "next_steps")
"""The columns of words that an entity may name in its own way, or leave out."""
KEY, STEP_KEY, CONTRIBUTED_KEY = "Clave de la fila", "Clave del hito", "Clave del aporte"
STEPS_GIVEN = (("N.º", 8), ("Acción", 46), ("Hito", 46), ("Programado para", 14), ("Peso", 10))
DONE_ON = "Cumplido el"
SHEET, STEPS_SHEET, CONTRIBUTED_SHEET, LISTS = "Reporte", "Hitos", "Aportes", "Listas"
ENTITY, UNIT, PERIOD, PLANS, DIGEST = "Entidad", "Dependencia", "Periodo", "Plan y versión", "Huella del libro"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which workbook it is, as it shows it: whose, of which unit, period and versions, and the digest of all four."""

    entity: str
    unit: str
    period: str
    plans: str
    digest: str

    def told(self) -> tuple[tuple[str, str], ...]:
        """The names and texts under which it stands at the top of the sheet."""
        return (
            (ENTITY, self.entity),
            (UNIT, self.unit),
            (PERIOD, self.period),
            (PLANS, self.plans),
            (DIGEST, self.digest),
        )


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone of a row: its key, what the plan says of it, and the day it was done, if it was."""

    key: str
    title: str
    due: date
    weight: str
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class BookRow:
    """A report or a contribution that is owed. `given` are the texts of the grey columns, in their order; `answer` is
    what stands."""

    key: str
    kind: str
    given: Sequence[str]
    answer: Mapping[str, Value] = field(default_factory=dict)
    steps: Sequence[Step] = ()


def asked_with(parts: Sequence[tuple[str, str]]) -> tuple[Asked, ...]:
    """The columns where an entity has parts of its own for the words: (name, heading), in their order.

    A heading that is taken already is told apart, for it is what the column is found by.
    """
    rest = [each for each in ASKED if each.name not in TOLD]
    taken = {folded(name) for name in (*(name for name, _ in GIVEN), *(each.heading for each in rest), KEY, STEP_KEY)}
    width = {each.name: each.width for each in ASKED}
    told = [
        Asked(name, f"{heading} (relato)" if folded(heading) in taken else heading, Holds.TEXT, width.get(name, 36))
        for name, heading in parts
    ]
    at = next(place for place, each in enumerate(ASKED) if each.name == TOLD[0])
    return (*rest[:at], *told, *rest[at:])


def columns_for(kinds: set[str], asked: Sequence[Asked] = ASKED) -> tuple[Asked, ...]:
    """The columns that a workbook with these kinds of report has."""
    return tuple(each for each in asked if not each.kinds or kinds & {*each.kinds})
