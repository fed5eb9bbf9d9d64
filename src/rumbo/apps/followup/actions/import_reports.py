"""What a follow-up document says was reported becomes reports, each with the place in the file it came from."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Forbidden, Refused, doorway, not_permitted, somebody_was_faster
from rumbo.apps.followup.access import SIGNS_AS
from rumbo.apps.followup.actions.answering import cleaned, unfit
from rumbo.apps.followup.actions.save_draft import entry_columns
from rumbo.apps.followup.actions.submit_report import seal
from rumbo.apps.followup.bridge import ImportedAnswer
from rumbo.apps.followup.bridge.signing import review_digest
from rumbo.apps.followup.models import (
    Decision,
    Followup,
    FollowupState,
    MilestoneDone,
    Report,
    ReportEntry,
    ReportEvidence,
    ReportState,
    Review,
)
from rumbo.apps.people.queries import account_of, post_held
from rumbo.apps.plans.models import Milestone, Placement, TargetUnit
from rumbo.domain.followup.chain import Step

CHUNK = 500
Told = Sequence[tuple[Report, ImportedAnswer]]
Steps = Mapping[int, Mapping[str, int]]
"""The milestones of revisions, each by its uid."""


@doorway("followup.report.import")
def import_reports(actor: Actor, followup: Followup, answers: Sequence[ImportedAnswer]) -> list[Report]:
    """Makes accepted reports from a document, in the order of its answers; as many statements for one as for hundreds.

    The document tells more than the calendar: a target it reports is reported, even where nothing was owed. An answer
    with words but neither a value nor "not applicable" is kept as a draft: it stays not reported. A report that
    somebody has already begun is never overwritten.
    """
    open_round = Followup.objects.select_for_update().filter(pk=followup.pk, state=FollowupState.OPEN)
    if not open_round.exists():
        raise somebody_was_faster()
    placed = _placed(followup, {each.target.pk for each in answers})
    reports: list[Report] = []
    for start in range(0, len(answers), CHUNK):
        reports += _import(actor, followup, placed, answers[start : start + CHUNK])
    return reports


def _placed(followup: Followup, targets: set[int]) -> dict[int, Placement]:
    rows = Placement.objects.filter(version=followup.plan_version_id, counts=True)
    placed = {row.revision.target_id: row for row in rows.select_related("revision")}
    if targets - set(placed):
        raise Forbidden(not_permitted())
    return placed


def _import(
    actor: Actor, followup: Followup, placed: Mapping[int, Placement], answers: Sequence[ImportedAnswer]
) -> list[Report]:
    reports = _reports(followup, [placed[each.target.pk] for each in answers])
    told = list(zip(reports, answers, strict=True))
    for state, brings_value in ((ReportState.ACCEPTED, True), (ReportState.DRAFT, False)):
        _begin([report for report, each in told if each.answer.brings_value == brings_value], state)
    entries = _write_entries(actor, told)
    Review.objects.bulk_create(_verified(actor, [entry for entry in entries if entry.submitted_at is not None]))
    return reports


def _verified(actor: Actor, entries: Sequence[ReportEntry]) -> Iterable[Review]:
    """Who brings a document in answers for it: what it tells passes without the chain, signed by them."""
    post, account, now = post_held(actor, SIGNS_AS[Step.VERIFY]), account_of(actor), timezone.now()
    for entry in entries:
        told = Review(
            entity_id=entry.entity_id,
            entry=entry,
            step=Step.VERIFY.value,
            decision=Decision.ACCEPTED,
            reviewed_by=actor.name[:200],
            reviewer_id=actor.user_id,
            post=post,
            at=now,
        )
        told.digest = review_digest(told, entry.digest, account, {})
        yield told


def _reports(followup: Followup, placements: Sequence[Placement]) -> list[Report]:
    """The report that each target owes in the round, or a new one where the calendar owed none."""
    targets = [each.revision.target_id for each in placements]
    asked = Report.objects.filter(period=followup.period_id, target__in=targets).select_related("revision")
    found = {each.target_id: each for each in asked}
    unasked = {each.revision.target_id: each.revision for each in placements if each.revision.target_id not in found}
    reporting = TargetUnit.objects.filter(revision__in=[each.pk for each in unasked.values()], reports=True)
    units = dict(reporting.values_list("revision_id", "unit_id"))
    fresh = [
        Report(
            entity_id=followup.entity_id,
            followup=followup,
            target_id=target,
            period_id=followup.period_id,
            revision=revision,
            unit_id=units.get(revision.pk),
        )
        for target, revision in unasked.items()
    ]
    try:
        with transaction.atomic():
            found |= {each.target_id: each for each in Report.objects.bulk_create(fresh)}
    except IntegrityError as error:
        raise somebody_was_faster() from error
    return [found[target] for target in targets]


def _begin(reports: Sequence[Report], state: ReportState) -> None:
    """Moves reports that nobody has begun; one that somebody has, or that is told twice, stops them all."""
    pending = Report.objects.filter(pk__in=[each.pk for each in reports], state=ReportState.PENDING)
    if pending.update(state=state, edit=F("edit") + 1) != len(reports):
        raise somebody_was_faster()
    for each in reports:
        each.state, each.edit = state, each.edit + 1


def _write_entries(actor: Actor, told: Told) -> list[ReportEntry]:
    """The answers as the first entry of each report, signed where they bring a value, with the milestones done."""
    steps, evidence = _milestones(told), _evidence(told)
    entries = []
    for report, each in told:
        if findings := unfit(each.answer, dict.fromkeys(steps[report.revision_id], "")):
            raise Refused(*findings)
        entry = ReportEntry(entity_id=report.entity_id, report=report, ordinal=1, origin=dict(each.origin))
        for column, value in entry_columns(actor, cleaned(each.answer)).items():
            setattr(entry, column, value)
        if each.answer.brings_value:
            seal(entry, evidence[report.pk], each.answer.milestones)
        entries.append(entry)
    ReportEntry.objects.bulk_create(entries)
    MilestoneDone.objects.bulk_create(_done(told, entries, steps))
    return entries


def _done(
    told: Told, entries: Sequence[ReportEntry], steps: Mapping[int, Mapping[str, int]]
) -> Iterable[MilestoneDone]:
    for (report, each), entry in zip(told, entries, strict=True):
        for uid, day in each.answer.milestones.items():
            key = steps[report.revision_id][uid]
            yield MilestoneDone(entity_id=report.entity_id, entry=entry, milestone_id=key, done_on=day)


def _milestones(told: Told) -> defaultdict[int, dict[str, int]]:
    """The milestones of what is reported, by revision and uid."""
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    rows = Milestone.objects.filter(revision__in=[report.revision_id for report, _ in told])
    for revision, uid, key in rows.values_list("revision_id", "uid", "pk"):
        found[revision][str(uid)] = key
    return found


def _evidence(told: Told) -> defaultdict[int, list[tuple[str, str]]]:
    """The evidence that already hangs from the reports, as a signature covers it."""
    found: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = ReportEvidence.objects.filter(report__in=[report.pk for report, _ in told])
    columns = ("report_id", "evidence__uid", "evidence__file__digest", "evidence__link")
    for report, uid, digest, link in rows.values_list(*columns):
        found[report].append((str(uid), digest or link))
    return found
