"""Reads of follow-up: a fixed number of queries, however many targets."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.calendar.models import ReportingException
from rumbo.apps.calendar.queries import standings_on
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.followup.access import REPORT, reads_everything
from rumbo.apps.followup.bridge import Asked
from rumbo.apps.followup.models import (
    Contribution,
    Decision,
    Evaluation,
    FieldRemark,
    Followup,
    FollowupState,
    MilestoneDone,
    Reopening,
    Report,
    ReportEntry,
    ReportEvidence,
    ReportState,
    Review,
    Step,
)
from rumbo.apps.followup.queries.parts import parts_on
from rumbo.apps.people.models import Inheritance, Unit
from rumbo.apps.plans.models import (
    Milestone,
    Period,
    Placement,
    PlanVersion,
    ProgrammeEntry,
    ReportKind,
    TargetRevision,
)
from rumbo.domain.calendar.periods import ANNUAL, ON_DEMAND
from rumbo.domain.followup.due import due_by_calendar, owes_report, periodicity_of
from rumbo.domain.followup.states import NOT_PROGRAMMED, Programmed

PAGE = 50
OWED = (ReportState.PENDING, ReportState.DRAFT, ReportState.RETURNED)
KEPT = Q(report__state=ReportState.ACCEPTED) | Q(report__closed_accepted=True)
"""Answers of reports that count; a correction that is under way is one of them too, until it is seen to be VERIFIED."""
VERIFIED = Q(reviews__step=Step.VERIFY, reviews__decision=Decision.ACCEPTED)


def state_by_clock() -> Case:
    """`Report.state_now` as part of a query."""
    over = When(reopened_until__lte=timezone.now(), then=Value(ReportState.CLOSED))
    return Case(over, default=F("state"), output_field=CharField())


def still_open() -> Q:
    """Reports of an open round, and of a closed one those that are open to be corrected."""
    return Q(followup__state=FollowupState.OPEN) | Q(reopened_until__gt=timezone.now())


# --- What a round asks


def placements_owing(version: PlanVersion, period: Period) -> list[Placement]:
    """The placed targets that owe a report in a period and have none there yet, in the order of the plan."""
    placements = list(_without_report(version, period).filter(counts=True).select_related("revision"))
    standing = standings_on(version.entity_id, period.last_day)
    programmed = programmed_in(period, [placement.revision_id for placement in placements])
    return [
        each
        for each in placements
        if each.revision.target_id not in standing and _owes(each.revision, period, programmed.get(each.revision_id))
    ]


def unowed_targets(followup: Followup) -> QuerySet[Placement]:
    """The placed targets from which the round expects no report: not programmed in it, or not due."""
    without = _without_report(followup.plan_version, followup.period)
    return without.select_related("revision__indicator")


def on_demand_in(followup: Followup) -> QuerySet[Placement]:
    """The targets on demand that were not asked for their report of a round yet."""
    return unowed_targets(followup).filter(counts=True, revision__periodicity=ON_DEMAND.code)


def programmed_in(period: Period, revisions: Sequence[int]) -> dict[int, Programmed]:
    """What each revision programmed for a period; absent for one that programmes no stretch like it.

    A revision programmed by year answers for every period of that year only when the year was not programmed.
    """
    alike = Q(period__periodicity=period.periodicity) | Q(period__periodicity=ANNUAL.code)
    rows = ProgrammeEntry.objects.filter(alike, revision__in=revisions, period__fiscal_year=period.fiscal_year)
    found: dict[int, Programmed] = {}
    by_year: dict[int, Programmed] = {}
    for revision, its_period, periodicity, quantity in rows.values_list(
        "revision_id", "period_id", "period__periodicity", "quantity"
    ):
        if its_period == period.pk:
            found[revision] = NOT_PROGRAMMED if quantity is None else quantity
        elif periodicity == period.periodicity:
            found.setdefault(revision, NOT_PROGRAMMED)
        elif quantity is None:
            by_year[revision] = NOT_PROGRAMMED
    return by_year | found


def _without_report(version: PlanVersion, period: Period) -> QuerySet[Placement]:
    reported = Report.objects.filter(target=OuterRef("revision__target"), period=period)
    return Placement.objects.filter(~Exists(reported), version=version).order_by("ordinal")


def _owes(revision: TargetRevision, period: Period, programmed: Programmed | None) -> bool:
    periodicity = periodicity_of(revision.periodicity)
    due = due_by_calendar(revision.start, revision.end, periodicity, period.first_day, period.last_day)
    return owes_report(due, programmed)


# --- Rounds


def reports_counted(*which: Q) -> Coalesce:
    """How many reports of an outer query's round fulfil all conditions, counted in an index and not by joining them."""
    reports = Report.objects.filter(*which, followup=OuterRef("pk")).order_by().values("followup")
    return Coalesce(Subquery(reports.annotate(number=Count("pk")).values("number")), 0)


def rounds_of(entity_id: int) -> QuerySet[Followup]:
    """The rounds of an entity, the latest first, each with its reports counted by state. One query."""
    counts = {
        f"{state.value}_reports": reports_counted(Q(state=state))
        for state in ReportState
        if state != ReportState.CLOSED
    }
    return (
        Followup.objects.filter(entity_id=entity_id)
        .select_related("plan_version__plan", "period")
        .annotate(
            **counts,
            all_reports=reports_counted(),
            closed_reports=reports_counted(Q(state=ReportState.CLOSED)),
            frozen_reports=reports_counted(Q(closed_accepted=True)),
        )
        .order_by("-period__last_day", "-pk")
    )


def followup_by_uid(actor: Actor, uid: str) -> Followup | None:
    """A round, for those who read the follow-up of the whole entity; None for everybody else."""
    if actor.entity_id is None or not reads_everything(actor):
        return None
    rounds = Followup.objects.select_related("plan_version__plan", "period", "entity")
    return rounds.filter(entity_id=actor.entity_id or 0, uid=uid).first()


def open_followups(entity_id: int) -> QuerySet[Followup]:
    """The rounds that are open, for choosing or for telling what goes on."""
    rounds = Followup.objects.filter(entity_id=entity_id, state=FollowupState.OPEN)
    return rounds.select_related("plan_version__plan", "period")


def rounds_of_year(entity_id: int, fiscal_year: int) -> QuerySet[Followup]:
    """The rounds of a fiscal year with their plan and period, in the order of the calendar."""
    rounds = Followup.objects.filter(entity_id=entity_id, period__fiscal_year=fiscal_year)
    return rounds.select_related("plan_version__plan", "period").order_by("period__last_day", "pk")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """How a unit stands in a round: its reports by state, and how many it still owes."""

    unit_uid: str
    unit: str
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def owed(self) -> int:
        """Reports that nobody has submitted, or that came back."""
        return sum(self.counts[state] for state in OWED)

    @property
    def total(self) -> int:
        """All the reports of the unit in the round."""
        return self.counts.total()


CLOSED_UNREPORTED = "closed_unreported"


def board_of(followup: Followup) -> list[BoardRow]:
    """Units × states of a round, who owes most first. Two queries, however many reports.

    Closed reports are told apart: `closed` had been accepted, `closed_unreported` had not.
    """
    # Of an open round by key, in an index: names are looked up once for each unit, not for each report. Only what was
    # closed may have been opened again, and closed again by the clock.
    state = F("state") if followup.state == FollowupState.OPEN else state_by_clock()
    reports = Report.objects.filter(followup=followup).order_by().annotate(now=state)
    grouped = list(reports.values_list("now", "closed_accepted", "unit_id").annotate(count=Count("pk")))
    units = Unit.objects.in_bulk({key for _, _, key, _ in grouped if key})
    board: dict[int | None, BoardRow] = {}
    for state, accepted, key, count in grouped:
        unit = units.get(key or 0)
        row = board.setdefault(key, BoardRow(str(unit.uid) if unit else "", unit.name if unit else "", Counter()))
        row.counts[CLOSED_UNREPORTED if state == ReportState.CLOSED and not accepted else state] += count
    return sorted(board.values(), key=lambda row: (-row.owed, row.unit))


# --- Reports


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a list of reports is narrowed by."""

    words: str = ""
    unit_uid: str = ""
    state: str = ""


def visible_reports(actor: Actor) -> QuerySet[Report]:
    """The reports that an actor may see: all of the entity, or those of the units in which they report."""
    reports = Report.objects.filter(entity_id=actor.entity_id or 0)
    return reports if reads_everything(actor) else reports.filter(unit__in=actor.units_as(*REPORT))


def reports_of_target(actor: Actor, target_id: int) -> QuerySet[Report]:
    """The reports of a target that the actor may see, the latest period first."""
    return with_target(visible_reports(actor).filter(target=target_id)).order_by("-period__last_day", "-pk")


def report_by_uid(actor: Actor, uid: str) -> Report | None:
    """A report that the actor may see, with what its screen shows; None for every other."""
    if not uid:
        return None
    period, target = OuterRef("period"), OuterRef("target")
    excepted = ReportingException.objects.filter(Q(unit=OuterRef("unit")) | Q(target=target), period=period)
    told: dict[str, Any] = {"evaluated": Evaluation, "contributed": Contribution, "reopened": Reopening}
    found = (
        with_target(visible_reports(actor))
        .select_related("entity", "target")
        .annotate(
            # What is seldom there is only asked for where it is.
            **{name: Exists(model.objects.filter(report=OuterRef("pk"))) for name, model in told.items()},
            excepted=Exists(excepted.filter(withdrawn_at__isnull=True)),
            renamed=Exists(Inheritance.objects.filter(successor=OuterRef("unit"))),
        )
    )
    return found.filter(uid=uid).first()


def reports_of_round(followup: Followup, narrow: ReportFilter = ReportFilter()) -> QuerySet[Report]:
    """The reports of a round in the order of the plan."""
    reports = with_target(Report.objects.filter(followup=followup))
    if narrow.words:
        words = Q(revision__statement__icontains=narrow.words)
        reports = reports.filter(words | Q(revision__indicator__name__icontains=narrow.words))
    if narrow.unit_uid:
        reports = reports.filter(unit__uid=narrow.unit_uid)
    if narrow.state == CLOSED_UNREPORTED:
        reports = reports.annotate(now=state_by_clock()).filter(now=ReportState.CLOSED, closed_accepted=False)
    elif narrow.state:
        reports = reports.annotate(now=state_by_clock()).filter(now=narrow.state)
    # They were made in the order of the plan.
    return reports.order_by("pk")


def reports_owed(actor: Actor) -> QuerySet[Report]:
    """What an actor has still to report in open rounds, or to correct in closed ones, the most urgent first: returned,
    then by the day it is due."""
    urgency = Case(When(state=ReportState.RETURNED, then=Value(0)), default=Value(1), output_field=IntegerField())
    owed = Report.objects.filter(
        entity_id=actor.entity_id or 0,
        unit__in=actor.units_as(*REPORT),
        state__in=OWED,
    ).filter(still_open())
    return with_target(owed).order_by(
        urgency, F("followup__report_until").asc(nulls_last=True), "period__last_day", "pk"
    )


def reports_handed_in(actor: Actor) -> QuerySet[Report]:
    """What the units of an actor no longer have in their hands, the latest first."""
    handed = Report.objects.filter(entity_id=actor.entity_id or 0, unit__in=actor.units_as(*REPORT))
    handed = handed.annotate(now=state_by_clock()).exclude(now__in=OWED)
    return with_target(handed).order_by("-period__last_day", "-pk")


def with_target(reports: QuerySet[Report]) -> QuerySet[Report]:
    """The reports with their target, period, unit and round at hand, and the number that the plan gives the target."""
    placed = Placement.objects.filter(version=OuterRef("followup__plan_version"), revision=OuterRef("revision"))
    # By key, which is the order of the plan too: by ordinal SQLite would walk the whole version for every report.
    return reports.select_related(
        "revision__indicator", "period", "unit", "followup__plan_version__plan", "followup__period"
    ).annotate(number=Subquery(placed.order_by("pk").values("number")[:1]))


def report_evidence(report: Report) -> QuerySet[Evidence]:
    """The evidence attached to a report, with its files."""
    return Evidence.objects.filter(reports__report=report).select_related("file").order_by("own_date", "pk")


def visible_evidence(actor: Actor, uid: str) -> Evidence | None:
    """Evidence of a report that the actor may see, or that their units contributed to; None for every other."""
    seen = Q(report__in=visible_reports(actor).values("pk")) | Q(unit__in=actor.units_as(*REPORT))
    attached = ReportEvidence.objects.filter(seen, evidence=OuterRef("pk"))
    evidence = Evidence.objects.select_related("file").filter(Exists(attached), entity_id=actor.entity_id or 0, uid=uid)
    return evidence.first()


def entries_of(report: Report) -> list[ReportEntry]:
    """The answers to a report, the latest first, each with its reviews, their remarks by field, and the milestones
    it says are done."""
    done = MilestoneDone.objects.select_related("milestone").order_by("milestone__ordinal")
    if report.revision.report_kind != ReportKind.MILESTONES:
        done = done.none()
    entries = ReportEntry.objects.filter(report=report).select_related("reopening").order_by("-ordinal")
    reviewed = Prefetch("reviews", queryset=Review.objects.select_related("reviewer"))
    found = list(entries.prefetch_related(reviewed, Prefetch("milestones_done", queryset=done)))
    reviews = [review for entry in found for review in entry.reviews.all()]
    # What passes asks nothing of any field.
    asking = any(review.decision == Decision.RETURNED for review in reviews)
    remarks = FieldRemark.objects.all() if asking else FieldRemark.objects.none()
    prefetch_related_objects(reviews, Prefetch("field_remarks", queryset=remarks))
    return found


def draft_of(report: Report) -> ReportEntry | None:
    """The answer that is being written: the one nobody signed, or of a returned report the last; None while nobody
    began."""
    entries = ReportEntry.objects.filter(report=report)
    if report.state != ReportState.RETURNED:
        entries = entries.filter(submitted_at=None)
    return entries.order_by("-ordinal").first()


def milestones_of(report: Report) -> list[Milestone]:
    """The milestones that the plan gives the target of a report."""
    return list(Milestone.objects.filter(revision=report.revision_id).order_by("ordinal"))


def milestones_done_before(report: Report) -> dict[str, date]:
    """By the title of a milestone, the day the last report before this one says it was done. What was done stays done,
    though another version of the plan may hold the milestone as another row."""
    before = _kept_before(report).values_list("pk", flat=True).first()
    return dict(MilestoneDone.objects.filter(entry=before).values_list("milestone__title", "done_on"))


def _kept_before(report: Report) -> QuerySet[ReportEntry]:
    """The answers to the same target in earlier periods that count, the latest first."""
    return ReportEntry.objects.filter(
        KEPT,
        VERIFIED,
        report__target=report.target_id,
        report__period__last_day__lt=report.period.first_day,
        submitted_at__isnull=False,
    ).order_by("-report__period__last_day", "-ordinal")


def asked_of(report: Report) -> Asked:
    """What an answer to a report is checked against."""
    revision = report.revision
    titles = Milestone.objects.filter(revision=revision).values_list("uid", "title")
    told = ("quantity", "percentage", "report__period__fiscal_year")
    quantity, percentage, year = _kept_before(report).values_list(*told).first() or (None, None, 0)
    return Asked(
        kind=revision.report_kind,
        annualization=revision.annualization,
        last_day=report.period.last_day,
        milestones={str(uid): title for uid, title in titles},
        quantity_before=quantity,
        # A percentage counts from the beginning of its year.
        percentage_before=percentage if year == report.period.fiscal_year else None,
        parts=parts_on(report.entity_id, report.period.last_day),
    )
