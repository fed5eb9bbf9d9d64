"""What a dossier tells of the work done: reports with their evidence and review, and the figures born from them."""

from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.followup.states import Reported
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import PeriodRef


@dataclass(frozen=True, slots=True)
class Evidence:
    """A public piece of evidence. `kind` is "file" or "link"; a file carries its sha-256, a link its address; `dated`
    is the piece's own date."""

    kind: str
    title: str
    address: str = ""
    digest: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated milestone of a target and its weight; `done` is the day it was reached, none while it was not."""

    name: str
    weight: Quantity
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """Who accepted a report: the post and the unit, never the person, and the day."""

    post: str
    unit: str
    day: date


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of what a unit tells beside its narrative ("Dificultades"), as the entity calls it."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the responsible unit answered for one period. `state` is the key of the review state ("accepted",
    "returned" ...); `value` keeps zero, not applicable and not reported apart; numerator and denominator, or
    milestones, stand behind a value that was computed from them; `parts` are absent where nothing else was told."""

    period: PeriodRef
    state: str
    value: Reported
    narrative: str = ""
    numerator: Quantity | None = None
    denominator: Quantity | None = None
    milestones: tuple[Milestone, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    review: Review | None = None
    parts: tuple[Part, ...] = field(default=(), metadata={"later": True})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was born: `value` is a ratio as an integer of 10⁻¹² (778000000000 is 77.8 %), or none with the
    key of the reason why it could not be computed. `band` is the key of its range of the traffic light, `marks` are the
    keys of what a reader must know beside it ("over", "carried" ...). The band stands beside the figure that the light
    looks at, and beside no other."""

    value: int | None = None
    undefined: str = ""
    band: str = ""
    marks: tuple[str, ...] = ()


NO_FIGURE = Figure()


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a target or a level: of the year, of the years to date, of the whole term of the plan, what was
    expected at the cut-off, and progress against what was expected. A band stands beside the one that the light looks
    at (setting "bands_on")."""

    year: Figure = NO_FIGURE
    to_date: Figure = NO_FIGURE
    term: Figure = NO_FIGURE
    expected: Figure = NO_FIGURE
    at_cutoff: Figure = NO_FIGURE


NO_FIGURES = Figures()
