"""A follow-up ⇄ what its reports say that somebody should look at before a figure is believed."""

from collections import defaultdict
from dataclasses import replace

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.bridge.placed import measured_placements, settings_on
from rumbo.apps.plans.models import Placement
from rumbo.domain.measurement import check_reports
from rumbo.findings import CheckResult, Finding, Outcome, Where


def reports_reviewed(followup: Followup) -> tuple[CheckResult, ...]:
    """Each rule once, with what it found in any target; the cell of a place is the number of the target."""
    settings = settings_on(followup.entity_id, followup.period.last_day)
    numbers = dict(Placement.objects.filter(version=followup.plan_version_id).values_list("pk", "number"))
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    for each in measured_placements(followup, settings, closed=followup.closed_at is not None):
        where = Where(cell=numbers[each.pk])
        for result in check_reports(each.figures):
            found[result.code] += [replace(told, where=where) for told in result.findings]
    return tuple(
        CheckResult(code, Outcome.FOUND if told else Outcome.PASSED, tuple(told)) for code, told in found.items()
    )
