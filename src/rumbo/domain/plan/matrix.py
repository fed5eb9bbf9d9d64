"""A plan of action as values: the lines of its matrix, without any address of a file and without rows of a database.

This is what a layout reads into, what a dossier freezes and what a layout prints. Two matrices are the same plan when
they are equal here.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.domain.followup.states import NOT_REPORTED, Followed, Programmed
from rumbo.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class Alignment:
    """A link to a catalogue entry. `catalogue` is its key ("ods", "pnd", "mipg_policies", "associated_plans");
    `code` is empty when the entry is not (yet) in the catalogue; `number` is the number that the document prints
    before the name where that number claims to be the entry's code, else empty."""

    catalogue: str
    code: str
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class ServedTarget:
    """The target of the institutional management plan that an action serves: its own indicator, unit and quantity."""

    indicator: str
    measure_unit: str
    quantity: Quantity | None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One action of the plan: what is promised, by whom, until when, and what it serves.

    `number` is text as printed. `progress` is in percentage points (25 is 25 %), for a matrix that follows up.
    `periodicity` and `measure_unit` are texts of the document; catalogues give them codes later.
    """

    number: str
    statement: str
    indicator: str = ""
    measure_unit: str = ""
    quantity: Quantity | None = None
    units: tuple[str, ...] = ()
    objective: str = ""
    programme: str = ""
    serves: ServedTarget | None = None
    start: date | None = None
    end: date | None = None
    periodicity: str = ""
    expense_type: str = ""
    funding_source: str = ""
    alignments: tuple[Alignment, ...] = ()
    progress: Followed = NOT_REPORTED
    narrative: str = ""


@dataclass(frozen=True, slots=True)
class PeriodRef:
    """A period as a document names it: the second quarter of 2024 is (2024, "trimestral", 2)."""

    fiscal_year: int
    periodicity: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """A plan or its follow-up as one table. `kind` is the key of its layout; `version` as printed, empty when none.

    `programmed` tells, line by line, what was promised for the period followed up, None where it does not say; empty
    when the document has no column for it; `achieved` tells in the same way what was done in it, in the unit of the
    target.
    """

    kind: str
    objective: str = ""
    version: str = ""
    fiscal_year: int | None = None
    period: PeriodRef | None = None
    lines: tuple[PlanLine, ...] = ()
    programmed: tuple[Programmed | None, ...] = ()
    achieved: tuple[Quantity | None, ...] = ()
