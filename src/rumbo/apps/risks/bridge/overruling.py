"""A finding that a person left as it is, with a reason ⇄ its row in the risk that it is about.

It holds while the finding says the same: when the risk is assessed otherwise, it is asked again.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rumbo.apps.risks.models import Assessment
from rumbo.findings import Finding

NAME = "code"
"""The fact by which a finding names its risk: a risk may be called otherwise and the finding says the same of it."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """The code of the finding, what it said by fact, why it stays, and who said so."""

    finding: str
    said: dict[str, str]
    reason: str
    by: str

    def speaks_of(self, finding: Finding) -> bool:
        """Whether this is about that finding, which still says the same."""
        return self.finding == finding.code and self.said == _said(finding)

    def plain(self) -> dict[str, Any]:
        """As the column `overruled` keeps it."""
        return asdict(self)


def overruled(finding: Finding, reason: str, by: str) -> Overruled:
    """The finding stays, says somebody."""
    return Overruled(finding.code, _said(finding), reason, by)


def overruled_of(row: Assessment) -> tuple[Overruled, ...]:
    """What was left as it is in a risk."""
    return tuple(Overruled(**each) for each in row.overruled)


def decision_among(left: Iterable[Overruled], finding: Finding) -> Overruled | None:
    """The one that is about a finding, or None."""
    return next((each for each in left if each.speaks_of(finding)), None)


def _said(finding: Finding) -> dict[str, str]:
    return {name: str(fact) for name, fact in finding.facts.items() if name != NAME}
