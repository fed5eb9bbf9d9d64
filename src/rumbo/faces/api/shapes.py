"""The shapes of the answers. Figures are integers of 10⁻¹² (10¹² is 100 %), beside what a person reads."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

SOURCE = "of when groups and money are: `closing`, as they were kept when it closed; `today`, as they are registered"


class Problem(Schema):
    """Why there is no answer. What is unknown and what is not for this person are answered alike."""

    detail: str


class FigureTold(Schema):
    """A figure, or why there is none. `explanation` is the address of how it came about, in this API."""

    value: int | None = Field(description="integer of 10⁻¹²: 778000000000 is 77.8 %; null where there is none")
    written: str = Field(description="the figure, or why there is none, as the screens show it")
    undefined: str = Field("", description="the code of why there is none")
    marks: list[str] = []
    explanation: str = ""


class EntityTold(Schema):
    """An entity in which the person works, and as what."""

    slug: str
    name: str
    roles: list[str]


class PlanTold(Schema):
    """A plan with the version in force."""

    uid: str
    name: str
    fiscal_year: int | None
    version_uid: str
    version: str


class FollowupTold(Schema):
    """A follow-up with the figures of its whole plan; `light` is the code of the range, empty without one."""

    uid: str
    plan: str
    plan_uid: str
    version: str
    fiscal_year: int
    periodicity: str
    ordinal: int
    last_day: date
    state: str
    light: str
    reports: int
    accepted: int
    figures: dict[str, FigureTold]


class StandingTold(Schema):
    """Where a target, a level or the plan stands: its figures by name, and how many parts a level counts and leaves
    out."""

    kind: str
    uid: str
    number: str
    name: str
    depth: int
    unit: str
    light: str
    counts: bool
    counted: int
    excluded: int
    figures: dict[str, FigureTold]


class SheetTold(Schema):
    """A page of the figures of a follow-up, as a tree in the order of the plan. `total` counts the targets of all
    pages."""

    page: int
    pages: int
    total: int
    plan: StandingTold
    rows: list[StandingTold]


class SentenceTold(Schema):
    """A line of an explanation: what it is (sentence, formula, input, weight …) and the row behind it, if any."""

    role: str
    depth: int
    text: str
    uid: str = ""


class EvidenceTold(Schema):
    """A piece of evidence of a report that went in; only for who may see it."""

    report: str
    uid: str
    title: str
    link: str


class ExplanationTold(Schema):
    """How a figure came about, in sentences and as a trace from which it can be computed again."""

    kind: str
    subject: str
    number: str
    name: str
    measure: str
    figure: FigureTold
    light: str = ""
    frozen: bool = Field(description="kept when the period closed, so that it no longer changes")
    correction: int = 0
    source: str = Field(default="", description=SOURCE)
    sentences: list[SentenceTold]
    trace: dict[str, Any] | None
    evidence: list[EvidenceTold] = []


class OutlookTold(Schema):
    """How the year of a target would end."""

    uid: str
    number: str
    name: str
    unit: str
    way: str
    trend: str
    figure: FigureTold


class OutlooksTold(Schema):
    """A page of outlooks."""

    page: int
    pages: int
    total: int
    rows: list[OutlookTold]


class AxisTold(Schema):
    """A side from which the targets can be looked at, and how many have a key on it."""

    key: str
    title: str
    targets: int


class GroupShown(Schema):
    """The targets under one key: how many there are, are measured and met, with their mean and stated shares."""

    key: str
    code: str
    name: str
    items: int
    measured: int
    met: int
    figures: dict[str, FigureTold]


class GroupsTold(Schema):
    """The targets of a follow-up by the keys of one axis; `several` stand in more than one group."""

    axis: str
    measure: str
    several: int
    source: str = Field(description=SOURCE)
    whole: GroupShown
    without: GroupShown
    groups: list[GroupShown]


class MoneyTold(Schema):
    """The ratios of money of one thing, beside its physical figure of the year; `since` are those that are others with
    what is known today of what was closed."""

    key: str
    code: str
    name: str
    lines: int
    physical: FigureTold | None
    ratios: dict[str, FigureTold]
    since: dict[str, FigureTold] = {}


class CutTold(Schema):
    """A version of an execution of the budget that was read: up to which day it runs, and when it was recorded."""

    uid: str
    name: str
    cut_off: date
    version: int
    recorded_at: datetime


class MoneyBesideTold(Schema):
    """Money beside physical progress by one axis, and the executions that tell it. Of a closing, `come` are those that
    are read today instead, and `gone` those of the closing that are not in use any more."""

    axis: str
    source: str = Field(description=SOURCE)
    cuts: list[CutTold]
    come: list[CutTold]
    gone: list[CutTold]
    whole: MoneyTold
    entire: MoneyTold
    rows: list[MoneyTold]


class PublicationTold(Schema):
    """A publication at its lasting address; `digest` is the sha-256 of its dossier."""

    number: str
    year: int
    ordinal: int
    title: str
    published_on: date | None
    digest: str
    superseded_by: str
    address: str
    figures: str


class PublishedFigures(Schema):
    """The published figures of each level and target."""

    plan: str
    version: str
    digest: str
    rows: list[StandingTold]
