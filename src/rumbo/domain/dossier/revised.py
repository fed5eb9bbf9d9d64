"""What a dossier tells of what became other than it was first said: the change log of the plan, the targets that an act
cancelled or suspended, and the corrections of the closed period."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rumbo.domain.dossier.reported import Figure


@dataclass(frozen=True, slots=True)
class Weaker:
    """In what a change asks less than was promised: the code of the finding that says so, and what fills its words."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A change of a plan in force, part of it since `version` (its label): of which target, and what. `kind` is "edit",
    "add", "remove", "move", "cancel" or "suspend"; `field` the key of the field that an edit changed. `before` and
    `after` are as people read them; `reason`, `act` and `unit` say why, by which act and who asked (empty where the
    planning office did). `weaker` points out in what less is promised."""

    version: str
    target: str
    number: str
    statement: str
    kind: str
    field: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    act: str = ""
    unit: str = ""
    weaker: tuple[Weaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """By an act a target asks for nothing: "cancelled" since a day, or "suspended" from a day to another."""

    target: str
    number: str
    statement: str
    kind: str
    since: date
    until: date | None = None
    reason: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True)
class FigureCorrected:
    """A figure of the year before a correction and since it: of the "plan", a "level" or a "target", by uid."""

    kind: str
    uid: str
    name: str
    before: Figure
    after: Figure


@dataclass(frozen=True, slots=True)
class Correction:
    """A report of the closed period that was corrected after closing: of which target, why, by which act and on the
    authority of which post, since which day, and the figures that changed. `published` is the number of the publication
    that still tells what was before, empty where nothing had been published."""

    target: str
    number: str
    statement: str
    reason: str
    act: str
    post: str
    day: date
    published: str = ""
    figures: tuple[FigureCorrected, ...] = ()
