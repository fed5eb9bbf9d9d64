"""The review of one live record, in one shape for every kind: its answers, and what each finding is about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from rumbo.findings import CheckResult, Finding, Where


class Kind(StrEnum):
    """What a record is. `ACROSS` are several of them side by side."""

    PLAN = "plan"
    ROUND = "round"
    PROJECT = "project"
    PROCESS = "process"
    INDICATOR = "indicator"
    RISKS = "risks"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class About:
    """The row that a finding is about: its uid, how it is called (a number, a code), and the unit that answers."""

    uid: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the row it is about. Of a record as a whole, that is the record itself."""

    finding: Finding
    about: About
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """A record and the answers of its rules. `rows` are what its findings may be about: where there are any, the cell
    of a place is the position of its row; a place without one is the whole record. `mended` is the kind of the
    record of that uid where it is another's."""

    kind: Kind
    uid: str
    name: str
    checks: tuple[CheckResult, ...]
    unit: str = ""
    rows: tuple[About, ...] = ()
    mended: Kind | None = None

    def told(self) -> Iterator[Told]:
        """Every finding, in the order of the rules."""
        for result in self.checks:
            for found in result.findings:
                yield self._told(found)

    def with_checks(self, checks: tuple[CheckResult, ...]) -> "Record":
        """The same record with more answers; where a rule answers twice, the later answer, unless it could not ask."""
        answers = {result.code: result for result in self.checks}
        for result in checks:
            if result.code not in answers or not result.missing:
                answers[result.code] = result
        return replace(self, checks=tuple(answers.values()))

    def _told(self, found: Finding) -> Told:
        at = found.where.cell if found.where else ""
        if self.rows and at.isdigit() and int(at) < len(self.rows):
            about = self.rows[int(at)]
            return Told(replace(found, where=Where(cell=about.name) if about.name else None), about)
        where = found.where if found.where and (found.where.part or found.where.header) else None
        return Told(replace(found, where=where), About(self.uid, self.name, self.unit), whole=True)
