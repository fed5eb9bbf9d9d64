"""A version of a map ⇄ what the rules say of it: the same rules as for a document that was read."""

from collections.abc import Sequence
from dataclasses import dataclass

from rumbo.apps.risks.bridge.overruling import Overruled, decision_among, overruled_of
from rumbo.apps.risks.bridge.printed import map_of
from rumbo.apps.risks.models import Assessment, MapVersion
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.findings import CheckResult, Finding, Severity, Where
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.drafting import NOTHING_KNOWN, checked

LAYOUT = "risk_map"


@dataclass(frozen=True, slots=True)
class Review:
    """The answers of every rule. The cell of a place is the position in `risks` (uid, code) of what it is about; a
    place without a cell is the whole map. `left` is, in the same order, what people left as it is."""

    checks: tuple[CheckResult, ...]
    risks: tuple[tuple[str, str], ...]
    left: tuple[tuple[Overruled, ...], ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, left as it is or not."""
        return tuple(each for result in self.checks for each in result.findings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stands against proposing it: what nobody left as it is with a reason."""
        return tuple(
            each for each in self.findings if each.severity is Severity.ERROR and self.decision_on(each) is None
        )

    def decision_on(self, finding: Finding) -> Overruled | None:
        """Why a finding stays, and who said so; None while nobody did."""
        at = position_of(finding)
        return None if at is None else decision_among(self.left[at], finding)

    def uid_of(self, finding: Finding) -> str:
        """The risk that a finding is about; empty for the whole map."""
        at = position_of(finding)
        return "" if at is None else self.risks[at][0]


def position_of(finding: Finding) -> int | None:
    """Which of the risks of a review a finding is about; None for the whole map."""
    cell = finding.where.cell if finding.where else ""
    return int(cell) if cell.isdigit() else None


def reviewed(version: MapVersion, rows: Sequence[Assessment]) -> Review:
    """Everything that the rules say of a version whose rows are at hand, in the words of their documents."""
    found = outline(LAYOUT)
    draft = DocumentDraft(
        Source(version.map.name, ""),
        Recognition(found.key, found.title),
        map_of(version, rows, as_printed=True),
        {("entries", at): Where(cell=str(at)) for at in range(len(rows))},
    )
    return Review(
        checked(draft, found, NOTHING_KNOWN).checks,
        tuple((str(row.uid), row.code) for row in rows),
        tuple(overruled_of(row) for row in rows),
    )
