"""The rules that a draft of a plan or follow-up is asked. One file per subject; a new check is one line of `CHECKS`."""

from rumbo.domain.checks import (
    achieved,
    alignments,
    cited,
    dates,
    money,
    narratives,
    numbering,
    programme,
    progress,
    targets,
    versions,
)
from rumbo.domain.checks.reference import CatalogueNames, Check, Reference
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult

CHECKS: tuple[Check, ...] = (
    *targets.CHECKS,
    *dates.CHECKS,
    *numbering.CHECKS,
    *alignments.CHECKS,
    *money.CHECKS,
    *narratives.CHECKS,
    *progress.CHECKS,
    *achieved.CHECKS,
    *programme.CHECKS,
    *versions.CHECKS,
    *cited.CHECKS,
)


def run_checks(draft: PlanDraft, reference: Reference) -> tuple[CheckResult, ...]:
    """Asks every check, in order. A draft without lines is asked nothing: its findings already say why."""
    if not draft.matrix.lines:
        return ()
    return tuple(result for check in CHECKS for result in check.run(draft, reference))


__all__ = ["CHECKS", "CatalogueNames", "Check", "Reference", "run_checks"]
