"""What the checks of a sheet found, in words: all of it in a list, and each finding beside the cell it is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from rumbo.apps.projects.bridge import LIVE
from rumbo.domain.project.checks import check_live
from rumbo.domain.project.places import SECTIONS as PLACES
from rumbo.domain.project.places import place_of
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.faces.web.projects.words import SLUGS
from rumbo.faces.web.session import worded
from rumbo.findings import CheckResult, Finding, Outcome, Severity, Where, sentences_of

GRAVEST = (Severity.ERROR, Severity.WARNING, Severity.NOTICE)

SECTION_OF = {
    **dict.fromkeys(("name", "code", "unit", "registered_on"), "identity"),
    **dict.fromkeys(("central_problem", "magnitude"), "problem"),
    "printed_total": "budget",
    "budget_codes": "codes",
    "general_objective": "objectives",
    "development_plan": "relations",
}
"""The section of the screen on which a field of a sheet is written, where it is not called as the field."""
ANCHORS = {part: SLUGS[SECTION_OF.get(name, name)] for name, part in PLACES.items()}


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a cell: how grave, what was found, and what would mend it."""

    severity: str
    texts: tuple[str, ...]
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sheet after its checks: every result with its title, the findings from the gravest on (`placed` with the anchor
    of the section of each), and where each is."""

    lines: tuple[tuple[CheckResult, str], ...]
    findings: tuple[Finding, ...]
    placed: tuple[tuple[Finding, str], ...]
    beside: dict[Where, list[Finding]]

    @property
    def errors(self) -> int:
        """How many findings stand against viability."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def passed(self) -> int:
        """How many checks found nothing."""
        return sum(result.outcome is Outcome.PASSED for result, _title in self.lines)

    def at(self, *path: str | int) -> Note | None:
        """What was found at a value of the sheet, or None."""
        return note_of(self.beside.get(place_of(path), ()))


def checked(sheet: ProjectSheet) -> Checked:
    """A live sheet, asked everything."""
    results = check_live(sheet, LIVE)
    findings = [finding for result in results for finding in result.findings]
    beside: defaultdict[Where, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.where:
            beside[finding.where].append(finding)
    ordered = sorted(findings, key=lambda finding: GRAVEST.index(finding.severity))
    lines = tuple((result, _(sentences_of(result.code).title)) for result in results)
    placed = tuple((translated(finding), anchor_of(finding)) for finding in ordered)
    return Checked(lines, tuple(finding for finding, _anchor in placed), placed, dict(beside))


def anchor_of(finding: Finding) -> str:
    """The anchor of the section in which a finding is mended; empty where it is of none alone."""
    return ANCHORS.get(finding.where.part, "") if finding.where else ""


def note_of(findings: Iterable[Finding]) -> Note | None:
    """Findings of one cell as what stands beside it."""
    listed = list(findings)
    if not listed:
        return None
    gravest = min(listed, key=lambda finding: GRAVEST.index(finding.severity))
    suggestion = next((finding.suggestion for finding in listed if finding.suggestion), "")
    return Note(gravest.severity.value, tuple(told.what for told in worded(listed)), suggestion or "")


def translated(finding: Finding) -> Finding:
    """A finding whose place is said in the language of the reader."""
    where = finding.where
    if where is None:
        return finding
    part, header = (_(text) if text else "" for text in (where.part, where.header))
    return replace(finding, where=replace(where, part=part, header=header))
