"""A strategic plan as values: what the entity is for, its objectives, and the targets of several years under each.

This is what the layout reads into and prints from; two plans are the same when they are equal here. Counts and shares
that a document prints are kept as printed: a count is compared with what is listed, and a share is never a weight.
"""

from dataclasses import dataclass

from rumbo.domain.numbers import Quantity


@dataclass(frozen=True, slots=True)
class YearQuantity:
    """What is programmed for one year; `quantity` is None when the document says none that can be read."""

    year: int
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class TermTarget:
    """A target over several years. `kind` is what the document calls it ("Indicador sectorial", "Meta proyecto"),
    `number` and `project_code` are texts as printed, `annualization` is as written, `term` is the amount of all years
    together and `years` the programme year by year, as many as the document shows."""

    statement: str
    kind: str = ""
    number: str = ""
    project_code: str = ""
    annualization: str = ""
    term: Quantity | None = None
    years: tuple[YearQuantity, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategicObjective:
    """An objective. `announced_indicators` is the count it prints; `printed_share` its "100 %" as printed."""

    number: str
    statement: str = ""
    announced_indicators: int | None = None
    printed_share: str = ""
    targets: tuple[TermTarget, ...] = ()


@dataclass(frozen=True, slots=True)
class StrategicPlan:
    """The plan of an entity for the years from `first_year` to `last_year`, as issued for `fiscal_year`."""

    title: str = ""
    entity: str = ""
    fiscal_year: int | None = None
    first_year: int | None = None
    last_year: int | None = None
    legal_basis: str = ""
    mission: str = ""
    vision: str = ""
    sources: tuple[str, ...] = ()
    objectives: tuple[StrategicObjective, ...] = ()
