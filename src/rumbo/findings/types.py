"""The values of a check: frozen, comparable and free of any language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Fact = str | int


class Severity(StrEnum):
    """How much a finding matters: an error stops approval, a warning asks for a decision, a notice only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


class Outcome(StrEnum):
    """What came of a check. One that could not be made is never shown as passed."""

    FOUND = "found"
    PASSED = "passed"
    NOT_MADE = "not_made"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file, as the person who opens that file would look for it.

    `part` is the sheet name or "page 3" or "" for a text; `cell` is "B7" for a sheet and "12:3" (line:column, from 1)
    for a text; `header` is the header as written above the cell, with its group ("PLAN DE ACCIÓN 2024 › META").
    """

    file: str = ""
    digest: str = ""
    part: str = ""
    cell: str = ""
    header: str = ""

    def __str__(self) -> str:
        return " · ".join(piece for piece in (self.file, self.part, self.cell) if piece)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check found: its code, how grave, where, and the facts its sentences are filled with.

    `suggestion` is the text that would mend the cell, where the rule knows it.
    """

    code: str
    severity: Severity
    where: Where | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The outcome of one check. `missing` says what was lacking when it could not be made: a sentence to translate,
    whose places `facts` fill, as they fill what the sentences of the code say of a check that passed."""

    code: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    missing: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
