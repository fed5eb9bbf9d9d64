"""A version of a map ⇄ what the rules say of it: the same rules as for a document that was read."""

from collections.abc import Sequence
from dataclasses import dataclass

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
    place without a cell is the whole map."""

    checks: tuple[CheckResult, ...]
    risks: tuple[tuple[str, str], ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What stands against proposing it."""
        found = (each for result in self.checks for each in result.findings)
        return tuple(each for each in found if each.severity is Severity.ERROR)


def reviewed(version: MapVersion, rows: Sequence[Assessment]) -> Review:
    """Everything that the rules say of a version whose rows are at hand, in the words of their documents."""
    found = outline(LAYOUT)
    draft = DocumentDraft(
        Source(version.map.name, ""),
        Recognition(found.key, found.title),
        map_of(version, rows, as_printed=True),
        {("entries", at): Where(cell=str(at)) for at in range(len(rows))},
    )
    return Review(checked(draft, found, NOTHING_KNOWN).checks, tuple((str(row.uid), row.code) for row in rows))
