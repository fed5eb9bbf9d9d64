"""A unit that does not report a target tells what it did for it, to whoever reports: kept as a draft, then signed.

It is told while the report is in the hands of the unit that reports, within its term: what is signed afterwards names
what was added. What is told again stands beside what was told before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import IO

from django.db.models import F
from django.utils import timezone

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.evidence.actions import provide_file, provide_link
from rumbo.apps.evidence.models import Evidence
from rumbo.apps.followup.access import REPORT
from rumbo.apps.followup.actions.answering import NO_NARRATIVE, answer_findings, cleaned, unfit
from rumbo.apps.followup.actions.attach_evidence import attach
from rumbo.apps.followup.actions.moving import EDITABLE
from rumbo.apps.followup.bridge import Asked
from rumbo.apps.followup.bridge.contributing import AMOUNTS, ContributionData, asks_amount, contribution_digest
from rumbo.apps.followup.models import Contribution, Report, ReportEvidence
from rumbo.apps.followup.queries.contributing import contribution_lock
from rumbo.apps.followup.queries.reopened import reopening_in_force
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import account_of, heirs_on, post_held
from rumbo.apps.plans.models import Counting, TargetUnit
from rumbo.domain.followup.contributing import can_add
from rumbo.domain.followup.parts import NARRATIVE, USUAL
from rumbo.findings import Finding

TOLD = tuple(part for part in USUAL if part.key == NARRATIVE)


def ask_contributions(reports: Iterable[Report]) -> None:
    """Makes the first, empty contribution of each other unit that the plan names for the targets of new reports of one
    round, or of who answers for it since it became another. Three queries, however many."""
    by_revision = {report.revision_id: report for report in reports}
    if not by_revision:
        return
    first = next(iter(by_revision.values()))
    heirs, known = heirs_on(first.entity_id, first.period.last_day), set[tuple[int, int]]()
    rows = TargetUnit.objects.filter(revision__in=by_revision, reports=False).select_related("revision")
    asked = []
    for row in rows.order_by("revision", "ordinal"):
        report = by_revision[row.revision_id]
        adds = can_add(row.revision.report_kind, row.revision.measure_unit)
        counting = row.counting if adds or row.counting != Counting.ADDS else Counting.INFORMS
        unit = heirs.get(row.unit_id, row.unit_id)
        if unit != report.unit_id and (report.target_id, unit) not in known:
            known.add((report.target_id, unit))
            told = {"entity_id": report.entity_id, "report": report, "unit_id": unit}
            asked.append(Contribution(**told, ordinal=1, counting=counting))
    Contribution.objects.bulk_create(asked, batch_size=500)


@doorway("followup.contribution.draft")
def save_contribution(
    actor: Actor, contribution: Contribution, told: ContributionData, expected_edit: int
) -> Contribution:
    """Keeps what a unit tells, without signing it: whoever reports does not see it yet."""
    _hold(contribution)
    return _write(actor, contribution, told, expected_edit)


@doorway("followup.contribution.submit")
def submit_contribution(
    actor: Actor, contribution: Contribution, told: ContributionData, expected_edit: int
) -> Contribution:
    """Signs what a unit tells and gives it to whoever reports; refuses with findings while something is missing."""
    report = contribution.report
    _hold(contribution)
    if findings := _findings(told, contribution):
        raise Refused(*findings)
    row = _write(actor, contribution, told, expected_edit)
    row.post, row.submitted_at = post_held(actor, REPORT, row.unit_id), timezone.now()
    attached = ReportEvidence.objects.filter(report=report, unit=row.unit_id)
    pieces = attached.values_list("evidence__uid", "evidence__file__digest", "evidence__link")
    evidence = [(str(uid), digest or link) for uid, digest, link in pieces]
    row.digest = contribution_digest(row, account_of(actor), evidence)
    row.save(update_fields=["post", "submitted_at", "digest"])
    return row


@doorway("followup.contribution.attach")
def contribute_file(
    actor: Actor, contribution: Contribution, name: str, content: bytes | IO[bytes], *, own_date: date, title: str = ""
) -> Evidence:
    """Attaches a file with its own date, as evidence of what the unit did."""
    report = contribution.report
    _hold(contribution)
    piece = provide_file(actor, report.entity, name, content, own_date=own_date, title=title)
    return attach(report, piece, unit=contribution.unit)


@doorway("followup.contribution.attach")
def contribute_link(
    actor: Actor, contribution: Contribution, link: str, *, own_date: date, title: str = ""
) -> Evidence:
    """Attaches a link with its own date, as evidence of what the unit did."""
    report = contribution.report
    _hold(contribution)
    return attach(
        report, provide_link(actor, report.entity, link, own_date=own_date, title=title), unit=contribution.unit
    )


@doorway("followup.contribution.detach")
def withdraw_evidence(actor: Actor, contribution: Contribution, evidence: Evidence) -> None:
    """Takes off evidence that the unit contributed, while the report is not handed in."""
    _hold(contribution)
    ReportEvidence.objects.filter(
        report=contribution.report,
        unit=contribution.unit_id,
        evidence=evidence,
        reopening=reopening_in_force(contribution.report),
    ).delete()


def pass_on_contributions(unit: Unit, places: Mapping[int, Unit], rest: Unit) -> None:
    """What a unit that became others had not signed yet is asked of who goes on with each target, once; who goes on and
    was asked already, or reports it, is not asked again."""
    open_ones = Contribution.objects.filter(unit=unit, submitted_at__isnull=True).select_related("report")
    for row in open_ones:
        place = places.get(row.report.target_id, rest)
        asked = Contribution.objects.filter(report=row.report_id, unit=place).exists()
        if asked or row.report.unit_id == place.pk:
            row.delete()
        else:
            Contribution.objects.filter(pk=row.pk).update(unit=place, edit=F("edit") + 1)


def _hold(contribution: Contribution) -> None:
    """Locks the report while it is still with the unit that reports, within the term of whoever contributes; refuses
    with what became of it."""
    held = Report.objects.filter(pk=contribution.report_id)
    held.filter(state__in=EDITABLE).update(edit=F("edit"))
    contribution.report = held.select_related("followup", "unit", "revision", "period", "entity").get()
    if lock := contribution_lock(contribution):
        raise Refused(lock)


def _findings(told: ContributionData, contribution: Contribution) -> list[Finding]:
    """What is missing: of an amount that the plan counts on, and of the words."""
    revision, answer = contribution.report.revision, cleaned(told.answer)
    counted = contribution.counting != Counting.INFORMS or any(getattr(told, name) is not None for name in AMOUNTS)
    asked = Asked(revision.report_kind, revision.annualization, contribution.report.period.last_day, {}, parts=TOLD)
    if asks_amount(revision) and counted:
        return answer_findings(answer, asked)
    return [each for each in answer_findings(answer, asked) if each.code == NO_NARRATIVE.code]


def _write(actor: Actor, contribution: Contribution, told: ContributionData, expected_edit: int) -> Contribution:
    """Writes into the row that nobody signed yet, or into a new one after the signed ones."""
    if findings := unfit(told.answer, {}):
        raise Refused(*findings)
    told = replace(told, narrative=cleaned(told.answer).narrative)
    columns = {name: getattr(told, name) for name in (*AMOUNTS, "narrative")}
    columns |= {"written_by": actor.name[:200], "author_id": actor.user_id}
    standing = Contribution.objects.filter(report=contribution.report_id, unit=contribution.unit_id)
    last = standing.select_for_update(of=("self",)).order_by("-ordinal").first()
    if last is None or last.edit != expected_edit:
        raise somebody_was_faster()
    if last.submitted_at is not None:
        last = Contribution(
            entity_id=last.entity_id,
            report_id=last.report_id,
            unit_id=last.unit_id,
            ordinal=last.ordinal + 1,
            counting=last.counting,
            edit=last.edit,
        )
    for name, value in columns.items():
        setattr(last, name, value)
    last.edit += 1
    last.save()
    last.report, last.unit = contribution.report, contribution.unit
    return last
