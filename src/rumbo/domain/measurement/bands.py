"""Traffic lights: half-open bands over one named percentage, each with a word, a shape and a tone, never colour
alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.numbers import FIGURE_UNITS
from rumbo.domain.outcomes import Computed, Outcome
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked
from rumbo.findings import Outcome as CheckOutcome


class Percentage(StrEnum):
    """Which percentage of a target is meant; a figure never goes without this name."""

    YEAR = "year"
    TO_DATE = "to_date"
    TERM = "term"
    EXPECTED = "expected"
    AT_CUTOFF = "at_cutoff"
    COMPLIANCE = "compliance"


@dataclass(frozen=True, slots=True)
class Band:
    """A range [lower, upper) of figures; None is without limit. `word` is a Spanish source text; `tone` names the
    colour and `shape` what is drawn with it."""

    code: str
    word: str
    tone: str
    shape: str
    lower: int | None
    upper: int | None

    def holds(self, figure: int) -> bool:
        """Whether a figure lies in the band: the lower limit belongs to it, the upper one to the next."""
        return (self.lower is None or figure >= self.lower) and (self.upper is None or figure < self.upper)


def points(percent: int) -> int:
    """The figure of a whole percentage: 60 is 60 %."""
    return percent * FIGURE_UNITS // 100


DEFAULT_BANDS = (
    Band("critical", marked("Crítico"), "bad", "square", None, points(60)),
    Band("acceptable", marked("Aceptable"), "watch", "triangle", points(60), points(80)),
    Band("satisfactory", marked("Satisfactorio"), "good", "circle", points(80), points(125)),
    Band("over", marked("Sobrecumplido"), "over", "arrow", points(125), None),
)

declare(
    Sentences(
        "measurement.bands_gap",
        Severity.ERROR,
        marked("Los rangos del semáforo dejan un hueco"),
        marked("Entre {upper} % y {lower} % no hay rango."),
        marked("Un porcentaje que cae en el hueco no tendría semáforo."),
        marked("Haga que cada rango empiece donde termina el anterior, sin límite abajo ni arriba."),
    )
)
declare(
    Sentences(
        "measurement.bands_overlap",
        Severity.ERROR,
        marked("Los rangos del semáforo se cruzan"),
        marked("El rango «{band}» empieza en {lower} %, antes de que termine el anterior ({upper} %)."),
        marked("Un mismo porcentaje tendría dos semáforos."),
        marked("Haga que cada rango empiece donde termina el anterior."),
    )
)

UNLIMITED = marked("sin límite")


def band_of(bands: Sequence[Band], outcome: Outcome) -> Band | None:
    """The band of a percentage. Undefined has none: it is shown as "no data" with its reason, never as the worst
    band."""
    if not isinstance(outcome, Computed):
        return None
    return next((band for band in bands if band.holds(outcome.figure)), None)


def check_bands(bands: Sequence[Band]) -> tuple[CheckResult, ...]:
    """Whether the bands, in order, cover every percentage once."""
    gaps: list[Finding] = []
    overlaps: list[Finding] = []
    upper: int | None = None
    first = True
    for band in bands:
        begins_late = band.lower is not None if first else upper is not None and _above(band.lower, upper)
        begins_early = not first and (upper is None or band.lower is None or band.lower < upper)
        facts = {"band": band.word, "lower": _spoken(band.lower), "upper": _spoken(upper)}
        if begins_late:
            gaps.append(Finding("measurement.bands_gap", Severity.ERROR, facts=facts))
        if begins_early or _empty(band):
            overlaps.append(Finding("measurement.bands_overlap", Severity.ERROR, facts=facts))
        upper, first = band.upper, False
    if first or upper is not None:
        facts = {"band": "", "lower": UNLIMITED, "upper": _spoken(upper)}
        gaps.append(Finding("measurement.bands_gap", Severity.ERROR, facts=facts))
    return _result("measurement.bands_gap", gaps), _result("measurement.bands_overlap", overlaps)


def _above(lower: int | None, upper: int) -> bool:
    return lower is not None and lower > upper


def _empty(band: Band) -> bool:
    return band.lower is not None and band.upper is not None and band.lower >= band.upper


def _spoken(figure: int | None) -> str:
    return UNLIMITED if figure is None else str(figure * 100 // FIGURE_UNITS)


def _result(code: str, findings: list[Finding]) -> CheckResult:
    return CheckResult(code, CheckOutcome.FOUND if findings else CheckOutcome.PASSED, tuple(findings))
