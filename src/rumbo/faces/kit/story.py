"""The explanation of a figure in parts, for every page that shows one: signed in or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from rumbo.domain.measurement.explaining import Line, explain, rule_name
from rumbo.domain.measurement.sentences import RULE
from rumbo.domain.measurement.trace import Percent, Trace, canonical, to_plain
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.faces.kit.written import written_figure, written_quantity


@dataclass(frozen=True, slots=True)
class Part:
    """A line of the story with its address and the evidence behind it."""

    line: Line
    href: str = ""
    evidence: tuple[tuple[str, str], ...] = ()


class Story:
    """A trace in the parts of a page. `names` are what levels and targets are called, by uid; whoever knows addresses
    gives them in `part_of`."""

    def __init__(self, trace: Trace, names: Mapping[str, str]) -> None:
        self.trace, self.names = trace, names

    def part_of(self, line: Line) -> Part:
        """A line, as far as it leads anywhere."""
        return Part(line)

    @property
    def plain(self) -> str:
        """The trace as the canonical text of its plain values."""
        return canonical(to_plain(self.trace))

    @cached_property
    def parts(self) -> list[Part]:
        """Every line, in order."""
        return [self.part_of(line) for line in explain(self.trace, _, shown, self.names)]

    def of(self, *roles: str) -> list[Part]:
        """The lines of some roles."""
        return [part for part in self.parts if part.line.role in roles]

    @property
    def sentence(self) -> str:
        """The short sentence that tells the figure."""
        return self.parts[0].line.text

    @property
    def formula(self) -> list[Part]:
        """The formula with its numbers, why there is none, and what to know beside it."""
        return [part for part in self.of("formula", "reason", "note", "mark") if part.line.depth == 0]

    @property
    def inputs(self) -> list[Part]:
        """What went in."""
        return self.of("input")

    @property
    def counted(self) -> list[Part]:
        """What counted in a level, with its weight."""
        return self.of("weight")

    @property
    def excluded(self) -> list[Part]:
        """What did not count, and why."""
        return self.of("excluded")

    @property
    def steps(self) -> list[Part]:
        """The years behind a figure of several years."""
        return [part for part in self.of("sentence", "formula", "reason") if part.line.depth > 0]

    @property
    def rules(self) -> list[Part]:
        """The rule with its edition and source, and the version of the plan."""
        versions, rule = self.of("version"), self.trace.rule
        if rule is None:
            return versions
        facts = {"rule": _(rule_name(rule.id, rule.edition)), "edition": rule.edition, "source": _(rule.source)}
        return [*versions, Part(Line(0, "rule", _(RULE).format(**facts)))]


def shown(value: Fraction | Percent) -> str:
    """A number of a trace in the reader's language, with four decimals at most."""
    if isinstance(value, Percent):
        return written_figure(value.figure)
    return written_quantity(Quantity(round(value * QUANTITY_UNITS)))
