"""The frozen values of a dossier, from the entity down to the targets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.dossier.plain import frozen
from rumbo.domain.dossier.reported import NO_FIGURES, Figures, Report
from rumbo.domain.dossier.revised import Correction, PlanChange, Standing
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotProgrammed, Programmed, Reported
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.matrix import PeriodRef, PlanLine

SCHEMA_EDITION = "1"

Plain = None | bool | int | str | tuple["Plain", ...] | Mapping[str, "Plain"]


@dataclass(frozen=True, slots=True)
class Logo:
    """Which picture stands in the header: its sha-256 and media type; the bytes are kept apart."""

    digest: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Signatory:
    """A line to sign: the act ("elaboró", "revisó", "aprobó") and who signs by post and unit."""

    act: str
    post: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DocumentHeader:
    """The document control of the entity's quality system; `day` is that of the version of the format."""

    process: str = ""
    code: str = ""
    version: str = ""
    logo: Logo | None = None
    signatories: tuple[Signatory, ...] = ()
    day: date | None = field(default=None, metadata={"later": True})


NO_HEADER = DocumentHeader()


@dataclass(frozen=True, slots=True)
class EntityCard:
    """The entity as it names itself; `nit` is its tax number as printed."""

    name: str
    nit: str = ""
    header: DocumentHeader = NO_HEADER


@dataclass(frozen=True, slots=True)
class PlanCard:
    """Which plan; `layout` is the key of the layout in which the entity prints it."""

    uid: str
    name: str
    fiscal_year: int
    layout: str


@dataclass(frozen=True, slots=True)
class Act:
    """The administrative act that approved: kind ("Resolución"), number and day."""

    kind: str
    number: str
    day: date


@dataclass(frozen=True, slots=True)
class VersionCard:
    """Which approved version of the plan, its objective, the note of what changed, and its act."""

    uid: str
    number: str
    objective: str = ""
    note: str = ""
    act: Act | None = None


@dataclass(frozen=True, slots=True)
class PeriodCard:
    """The period followed up and its days; `layout` is the key of the layout of the follow-up."""

    ref: PeriodRef
    first_day: date
    last_day: date
    layout: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one figure came about: its name ("expected") and the plain form of its trace. The inputs of a target stand in
    the trace of its year only, for they are the same for all of its figures."""

    measure: str
    trace: Mapping[str, Plain]

    def __post_init__(self) -> None:
        object.__setattr__(self, "trace", frozen(self.trace))


@dataclass(frozen=True, slots=True)
class Level:
    """A node of the plan's levels: `kind` is the entity's own name of the level ("Objetivo estratégico"), `parent` the
    uid of the node above, empty at the top. `excluded` counts the targets that its figures leave out."""

    uid: str
    kind: str
    name: str
    code: str = ""
    parent: str = ""
    figures: Figures = NO_FIGURES
    excluded: int = 0
    explanations: tuple[Explanation, ...] = field(default=(), metadata={"later": True})


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """What was promised for one period."""

    period: PeriodRef
    amount: Programmed


@dataclass(frozen=True, slots=True)
class TargetEntry:
    """A target as the version places it: identity, the frozen revision, the line of the matrix, how it is annualized,
    what was promised and reported, its figures, and the trace that tells how the year's figure came about.

    `levels` are the uids of all nodes it stands under, the first is where it counts upward. `annualization` is
    the key of a rule ("sum@1"), `report_kind` of what a report answers: a "percentage" is reported in points, "done" as
    1 or 0. `trace` is the trace's plain form: mappings, sequences, texts and integers only; `explanations` are those of
    the other figures.
    """

    uid: str
    revision_uid: str
    line: PlanLine
    levels: tuple[str, ...] = ()
    annualization: str = ""
    basis: str = ""
    report_kind: str = ""
    baseline: Quantity | None = None
    weight: Quantity | None = None
    reporting_unit: str = ""
    programme: tuple[ProgrammeEntry, ...] = ()
    reports: tuple[Report, ...] = ()
    figures: Figures = NO_FIGURES
    trace: Mapping[str, Plain] = field(default_factory=dict)
    explanations: tuple[Explanation, ...] = field(default=(), metadata={"later": True})

    def __post_init__(self) -> None:
        object.__setattr__(self, "trace", frozen(self.trace))

    def report_of(self, period: PeriodRef) -> Report | None:
        """The report of a period, or none when nobody answered."""
        return next((report for report in self.reports if report.period == period), None)

    def answer_in(self, period: PeriodRef) -> Reported | NotProgrammed:
        """What is known of a period: what was answered, that nobody answered, or that nothing was asked.

        A round holds a report, if only an unanswered one, of every target that owes one; a target without report was
        not programmed in the period, unless the plan promises something for that very period.
        """
        report = self.report_of(period)
        if report is not None:
            return report.value
        promised = (each.amount for each in self.programme if each.period == period)
        return NOT_REPORTED if any(isinstance(each, Quantity) for each in promised) else NOT_PROGRAMMED


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A catalogue entry that the plan names: catalogue, edition, source of the edition, code and official name."""

    catalogue: str
    edition: str
    source: str
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SettingUsed:
    """A dated setting under which the figures were computed; `value` as text, in force `since`."""

    key: str
    value: str
    since: date | None = None


@dataclass(frozen=True, slots=True)
class BandUsed:
    """A range [lower, upper) of the traffic light in figures of 10⁻¹², none is without limit: its key, its word as the
    entity says it, its tone and its shape."""

    code: str
    word: str
    tone: str = ""
    shape: str = ""
    lower: int | None = None
    upper: int | None = None


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """A rule by its id ("sum"), its edition and the source of the rule."""

    rule: str
    edition: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """How the dossier was made: the program and its version, the editions of its rules, the cut-off, and the head of
    the chain of seals over the trail of the entity (empty while nothing was sealed): who wrote the trail anew could
    not write the papers anew that print it."""

    generated_by: str
    rules: tuple[RuleUsed, ...] = ()
    cut_off: date | None = None
    trail_head: str = field(default="", metadata={"later": True})


@dataclass(frozen=True, slots=True)
class PublicationCard:
    """The publication that carries it: number, day, post of the approver, the number of the publication it supersedes
    (empty for the first), and why it was corrected."""

    number: str
    day: date
    approver: str
    supersedes: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """A plan version, with or without the follow-up of a period. `schema` is the edition of this shape. What was
    changed, cancelled, suspended or corrected is absent where nothing was."""

    entity: EntityCard
    plan: PlanCard
    version: VersionCard
    about: About
    period: PeriodCard | None = None
    levels: tuple[Level, ...] = ()
    targets: tuple[TargetEntry, ...] = ()
    catalogues: tuple[CatalogueEntry, ...] = ()
    settings: tuple[SettingUsed, ...] = ()
    bands: tuple[BandUsed, ...] = ()
    publication: PublicationCard | None = None
    changes: tuple[PlanChange, ...] = field(default=(), metadata={"later": True})
    standings: tuple[Standing, ...] = field(default=(), metadata={"later": True})
    corrections: tuple[Correction, ...] = field(default=(), metadata={"later": True})
    schema: str = SCHEMA_EDITION
