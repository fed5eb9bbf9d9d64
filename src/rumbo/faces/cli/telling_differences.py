"""What `rumbo measure --verify` says of each difference, in words; the JSON keeps the codes."""

from collections.abc import Mapping

from rumbo.content.periodicities import catalogue_code
from rumbo.domain.measurement.differing import WHATS
from rumbo.domain.measurement.sentences import REASONS
from rumbo.domain.plan.matrix import PeriodRef
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.faces.kit.written import exact_points, written_figure
from rumbo.layouts.drawing.figures import MEASURES
from rumbo.layouts.drawing.manner import Manner

NOTHING = "—"


def sentence(told: Mapping[str, str]) -> str:
    """One difference as a line: where, of what, what is wrong, and both values."""
    place = ", ".join(part for part in (told["entity"], told["plan"], period_named(told["period"])) if part)
    subject, measure = told["subject"] or _("todo el plan"), told["measure"]
    named = f"{subject} ({_(MEASURES[measure])})" if measure in MEASURES else subject
    values = [_value(told["what"], told[key]) for key in ("stored", "found")]
    shown = f": {values[0]} → {values[1]}" if any(value != NOTHING for value in values) else ""
    return f"{place}: {named}: {_(WHATS.get(told['what'], told['what']))}{shown}"


def period_named(code: str) -> str:
    """A period kept as "2024 quarterly 1" the way people name it: I trimestre de 2024."""
    year, periodicity, ordinal = code.split() if code.count(" ") == 2 else ("", "", "")
    if not (year.isdigit() and ordinal.isdigit()):
        return code
    return Manner(spoken(), _).period(PeriodRef(int(year), catalogue_code(periodicity), int(ordinal)))


def _value(what: str, text: str) -> str:
    """A stored or computed value: a figure with every digit, or why there is none; other values as they are."""
    if what not in ("figure", "missing", "extra"):
        return text or NOTHING
    value, _space, _marks = text.partition(" ")
    if value.lstrip("-").isdigit():
        return written_figure(int(value), exact_points)
    return _(REASONS[value]) if value in REASONS else text or NOTHING
