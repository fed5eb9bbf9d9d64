"""A round as a dossier tells it: what was accepted of each target, in the words, the evidence and the posts that go
out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q
from django.utils import timezone

from rumbo.apps.followup.bridge import ReportedValue, reported_values_of
from rumbo.apps.followup.models import (
    Decision,
    Ending,
    Followup,
    MilestoneDone,
    Report,
    ReportEntry,
    ReportEvidence,
    ReportState,
    Review,
    Step,
)
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.plans.models import Milestone, ReportKind
from rumbo.content.periodicities import catalogue_code
from rumbo.domain import dossier
from rumbo.domain.followup import reporting
from rumbo.domain.followup.parts import COLUMNS, NARRATIVE, Part
from rumbo.domain.followup.states import NOT_REPORTED, Reported
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.outcomes import Share, Undefined
from rumbo.domain.plan.matrix import PeriodRef


def dossier_reports(followup: Followup) -> dict[str, tuple[dossier.Report, ...]]:
    """The reports of a round as a dossier tells them, by the uid of the target. Eight queries, however many.

    What nobody accepted is not reported, and its words stay inside; so do the parts that the entity keeps inside.
    Only public evidence goes out. A ratio is its value
    in the unit of the target, rounded half to even to four decimals; percentages and milestones are percentage points;
    done is one, not done is zero.
    """
    parts = parts_on(followup.entity_id, followup.period.last_day)
    rows = list(
        Review.objects.filter(step=Step.VERIFY, decision=Decision.ACCEPTED, entry__report__followup=followup)
        .filter(Q(entry__report__state=ReportState.ACCEPTED) | Q(entry__report__closed_accepted=True))
        .select_related("entry__report__revision", "entry__report__target", "entry__report__unit")
        .order_by("entry__ordinal", "pk")
    )
    latest = {row.entry.report_id: row for row in rows}
    steps = _told_steps([row.entry for row in latest.values()])
    evidence = _public_evidence(list(latest))
    ref = PeriodRef(followup.period.fiscal_year, catalogue_code(followup.period.periodicity), followup.period.ordinal)
    worth = {each.report_id: each for each in reported_values_of(Report.objects.filter(followup=followup))}
    known = Report.objects.filter(followup=followup).select_related("target")
    return {
        str(report.target.uid): (
            _told_report(ref, report, worth[report.pk], latest.get(report.pk), steps, evidence[report.pk], parts),
        )
        for report in known.order_by("pk")
    }


_ToldSteps = Mapping[int, tuple[dossier.Milestone, ...]]


def _told_report(
    ref: PeriodRef,
    report: Report,
    worth: ReportedValue,
    review: Review | None,
    steps: _ToldSteps,
    evidence: tuple[dossier.Evidence, ...],
    parts: Sequence[Part],
) -> dossier.Report:
    if review is None:
        silent = (ReportState.CLOSED, ReportState.RELEASED)
        state = "not_reported" if report.state in silent else report.state
        return dossier.Report(ref, state, NOT_REPORTED)
    entry = review.entry
    return dossier.Report(
        period=ref,
        state=ReportState.ACCEPTED,
        value=_told_value(worth.answer, entry.report.revision.report_kind),
        narrative=entry.narrative,
        numerator=entry.numerator,
        denominator=entry.denominator,
        milestones=steps.get(entry.pk, ()),
        evidence=evidence,
        review=dossier.Review(
            post=review.post or post_of(review.reviewed_by), unit="", day=timezone.localdate(review.at)
        ),
        parts=_told_parts(entry, parts),
    )


def _told_parts(entry: ReportEntry, parts: Sequence[Part]) -> tuple[dossier.Part, ...]:
    """What the entity lets out beside the narrative, under its own names."""
    told = [(part, getattr(entry, part.key) if part.key in COLUMNS else entry.parts.get(part.key)) for part in parts]
    return tuple(
        dossier.Part(part.label, text) for part, text in told if text and part.public and part.key != NARRATIVE
    )


def post_of(reviewer: str) -> str:
    """The post of who reviewed, without the person: an actor with a post is called "name (post)"."""
    return reviewer[:-1].rpartition(" (")[2] if reviewer.endswith(")") else ""


def _told_value(answer: reporting.Answer, kind: str) -> Reported:
    """The answer as one value in the unit that its kind of report has."""
    if isinstance(answer, reporting.Ratio):
        if answer.denominator.units == 0:
            return NOT_REPORTED
        exact = answer.numerator.fraction / answer.denominator.fraction * answer.per
        return Quantity(round(exact * QUANTITY_UNITS))
    if isinstance(answer, Share):
        return Quantity(round(answer.part * (1 if kind == ReportKind.DONE else 100) * QUANTITY_UNITS))
    return NOT_REPORTED if isinstance(answer, Undefined) else answer


def _told_steps(entries: list[ReportEntry]) -> _ToldSteps:
    """For each entry the milestones of its target, with the day on which the entry says each was done."""
    rows = MilestoneDone.objects.filter(entry__in=entries).values_list("entry_id", "milestone_id", "done_on")
    done = {(entry, milestone): day for entry, milestone, day in rows}
    plan: defaultdict[int, list[Milestone]] = defaultdict(list)
    revisions = {entry.report.revision_id for entry in entries}
    for step in Milestone.objects.filter(revision__in=revisions).order_by("ordinal"):
        plan[step.revision_id].append(step)
    return {
        entry.pk: tuple(
            dossier.Milestone(step.title, step.weight, step.due, done.get((entry.pk, step.pk)))
            for step in plan[entry.report.revision_id]
        )
        for entry in entries
    }


def _public_evidence(reports: list[int]) -> defaultdict[int, tuple[dossier.Evidence, ...]]:
    # What came with a correction goes out with it, once it is accepted.
    settled = Q(reopening__isnull=True) | Q(reopening__ending=Ending.CORRECTED)
    rows = ReportEvidence.objects.filter(settled, report__in=reports, evidence__public=True).order_by("pk")
    found: defaultdict[int, tuple[dossier.Evidence, ...]] = defaultdict(tuple)
    columns = ("report_id", "evidence__title", "evidence__link", "evidence__file__digest", "evidence__own_date")
    for report, title, link, digest, dated in rows.values_list(*columns):
        kind = "link" if link else "file"
        found[report] += (dossier.Evidence(kind, title, link, digest or "", dated),)
    return found
