"""A printed map of risks as a value: what a layout reads from a document and prints again, and records are made of.

Everything that an edition of a method names (levels, zones, classes, options) stands here as the document says it; what
those words mean by an edition is told in `reading`. What a document only counts (so many corruption risks of a process)
is an announced number to compare with; it never becomes a risk.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class MapControl:
    """A control of a risk. `documentation`, `continuity` and `record` inform and weigh nothing; `design` are the
    answers about it ("¿…?: Asignado") and `execution` how it is carried out, where the method asks for them."""

    action: str = ""
    responsible: str = ""
    complement: str = ""
    kind: str = ""
    way: str = ""
    frequency: str = ""
    deviations: str = ""
    evidence: str = ""
    documentation: str = ""
    continuity: str = ""
    record: str = ""
    design: tuple[str, ...] = ()
    execution: str = ""


@dataclass(frozen=True, slots=True)
class MapTreatment:
    """An action of the plan of treatment. `unit` is the name of who answers for it."""

    action: str = ""
    unit: str = ""
    start: date | None = None
    end: date | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RiskEntry:
    """A risk of the map. `causes` are the immediate ones, or all where the document does not tell them apart; `money`
    is in legal monthly minimum wages; `answers` lists the questions answered yes ("1, 2, 5"). Asset, threat and
    vulnerability are those of risks of information security."""

    code: str = ""
    process: str = ""
    project: str = ""
    unit: str = ""
    risk_class: str = ""
    category: str = ""
    method: str = ""
    statement: str = ""
    point: str = ""
    asset: str = ""
    asset_property: str = ""
    threat: str = ""
    vulnerability: str = ""
    impact_kind: str = ""
    factor: str = ""
    causes: tuple[str, ...] = ()
    root_causes: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    times_a_year: int | None = None
    money: Quantity | None = None
    reputation: str = ""
    answers: str = ""
    probability: str = ""
    impact: str = ""
    inherent: str = ""
    controls: tuple[MapControl, ...] = ()
    residual_probability: str = ""
    residual_impact: str = ""
    residual: str = ""
    option: str = ""
    treatments: tuple[MapTreatment, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many risks of a class a document says there are."""

    risk_class: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """How many risks a document says that a process or a project has, class by class, and the total it prints."""

    name: str = ""
    counts: tuple[ClassCount, ...] = ()
    total: int | None = None

    @property
    def sum(self) -> int:
        """What the classes add up to."""
        return sum(each.count or 0 for each in self.counts)


@dataclass(frozen=True, slots=True)
class RiskMap:
    """A map of risks: its entries, and the numbers that its document announces (`total` is the one at the bottom)."""

    name: str = ""
    entity: str = ""
    fiscal_year: int | None = None
    version: str = ""
    entries: tuple[RiskEntry, ...] = ()
    announced: tuple[AnnouncedRow, ...] = ()
    total: int | None = None
