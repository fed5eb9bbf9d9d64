"""The review of a round of follow-up: what its reports say (V16–V18), and whether it measures the version in force."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import OuterRef, Subquery

from rumbo.apps.followup.models import Followup, FollowupState, Report, ReportEntry, ReportState
from rumbo.apps.measurement.bridge.reviewing import reports_reviewed
from rumbo.apps.plans.queries import version_in_force
from rumbo.apps.reviewing.bridge import About, Kind, Record
from rumbo.domain.checks.narratives import CANCELLED, cancellation_told
from rumbo.domain.checks.rounds import check_round
from rumbo.findings import CheckResult, Finding, Outcome, Where


def round_record(followup: Followup) -> Record:
    """A round with everything that the rules say of it; its rows are its reports. A target that owes none in it and
    still says something is told of the whole round, by its number."""
    reviewed = list(reports_reviewed(followup))
    reports, narratives = _reports(followup, {placed.target_id: placed.number for placed, _ in reviewed})
    positions = {target: at for at, target in enumerate(reports)}
    found: defaultdict[str, list[Finding]] = defaultdict(list)
    found[CANCELLED.code] = list(_cancelled(reports, narratives, positions))
    for placed, results in reviewed:
        at = positions.get(placed.target_id)
        for result in results if placed.counts else ():
            where = Where(cell=str(at)) if at is not None else Where(header=placed.number)
            found[result.code] += [replace(told, where=where) for told in result.findings]
    checks = tuple(
        CheckResult(code, Outcome.FOUND if told else Outcome.PASSED, tuple(told)) for code, told in found.items()
    )
    period = f"{followup.period.fiscal_year}-{followup.period.ordinal}"
    name = f"{followup.plan_version.plan.name}, {period}"
    record = Record(Kind.ROUND, str(followup.uid), name, checks, "", tuple(reports.values()))
    return record.with_checks(_of_version(followup))


def _cancelled(
    reports: Mapping[int, About], narratives: Mapping[int, str], positions: Mapping[int, int]
) -> Iterable[Finding]:
    """Reports whose latest narrative says that the target will not be done, while it still owes."""
    for target, narrative in narratives.items():
        if words := cancellation_told(narrative):
            facts = {"number": reports[target].name, "words": words}
            yield Finding(CANCELLED.code, CANCELLED.severity, Where(cell=str(positions[target])), facts=facts)


def _of_version(followup: Followup) -> tuple[CheckResult, ...]:
    measured, ruling = followup.plan_version, version_in_force(followup.plan_version.plan)
    label = (ruling.label or str(ruling.number)) if ruling else None
    opened = followup.state == FollowupState.OPEN
    if ruling is not None and ruling.pk != measured.pk and label == (measured.label or str(measured.number)):
        label = f"{label} ({ruling.number})"
    return check_round(measured.label or str(measured.number), label, opened=opened)


def _reports(followup: Followup, numbers: Mapping[int, str]) -> tuple[Mapping[int, About], Mapping[int, str]]:
    """The reports of a round by target, in the order of the plan, and the latest narrative of those that owe. One
    query."""
    latest = ReportEntry.objects.filter(report=OuterRef("pk")).order_by("-ordinal").values("narrative")[:1]
    reports = Report.objects.filter(followup=followup).order_by("pk").annotate(told=Subquery(latest))
    rows = list(reports.values_list("target_id", "uid", "unit__name", "state", "told"))
    about = {target: About(str(uid), numbers.get(target, ""), unit or "") for target, uid, unit, *_ in rows}
    return about, {row[0]: row[4] or "" for row in rows if row[3] != ReportState.RELEASED}
