"""Whether the answers to reports, and the steps that answered them, are still the text that was signed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from rumbo.apps.followup.bridge import digest_of, signed_text
from rumbo.apps.followup.bridge.signing import review_digest
from rumbo.apps.followup.models import Followup, MilestoneDone, Report, ReportEntry, ReportEvidence, ReportState
from rumbo.apps.followup.queries import KEPT, VERIFIED
from rumbo.apps.followup.queries.chain import broken_steps
from rumbo.apps.followup.queries.reopened import broken_reopenings
from rumbo.findings import Finding, Sentences, Severity, declare, marked

ALTERED = declare(
    Sentences(
        "followup.report_altered",
        Severity.ERROR,
        marked("Un reporte firmado fue alterado"),
        marked("«{target}», corte del {day}, ya no dice lo que se firmó: la huella era {kept} y hoy es {found}."),
        marked("Lo que se reportó y lo que se le respondió queda firmado; nadie puede cambiarlo después."),
        marked("No lo dé por cierto: compárelo con una copia de seguridad anterior y averigüe quién lo modificó."),
    )
)
HANDED = (ReportState.SUBMITTED, ReportState.ENDORSED, ReportState.ACCEPTED)
"""In these states nothing that hangs from an answer changes, so that its digest can be made again."""


def entries_with_broken_signature(followup: Followup) -> list[tuple[str, str, str]]:
    """Answers of a round that count, and what corrected them, whose text is no longer the one signed: what it is about,
    digest kept, digest found. The last of the round, and the last of each reopening.

    Three queries, however many.
    """
    counting = ReportEntry.objects.filter(KEPT, VERIFIED, report__followup=followup)
    broken = _broken_answers(counting, Report.objects.filter(followup=followup))
    return [(report.revision.statement, kept, found) for report, kept, found in broken]


def altered_reports(entity_id: int) -> list[Finding]:
    """What is no longer as it was signed in the reports of an entity, in sentences: each report once. Eight queries,
    however many."""
    reports = Report.objects.filter(entity_id=entity_id)
    standing = Q(report__state__in=HANDED) | (KEPT & VERIFIED)
    answers = ReportEntry.objects.filter(standing, report__entity_id=entity_id)
    broken = (*_broken_answers(answers, reports), *broken_steps(reports), *broken_reopenings(reports))
    told = {report.pk: _altered(report, kept, found) for report, kept, found in reversed(broken)}
    return [told[key] for key in sorted(told)]


def altered_report(report: Report, entries: Iterable[ReportEntry], delivered: Iterable[Any]) -> Finding | None:
    """The same of one report, from what its page has at hand already: its answers, the latest first, and the evidence
    that was delivered. No query."""
    rows = list(entries)
    signed = next((each for each in rows if each.submitted_at is not None), None)
    if signed is not None and report.state in HANDED:
        signed.report = report
        last = signed.reopening.ordinal if signed.reopening else 0
        evidence = [
            (str(each.uid), each.file.digest if each.file else each.link) for each in delivered if each.since <= last
        ]
        done = {str(each.milestone.uid): each.done_on for each in signed.milestones_done.all()}
        if (found := digest_of(signed_text(signed, evidence, done))) != signed.digest:
            return _altered(report, signed.digest, found)
    for entry in rows:
        for review in entry.reviews.all():
            remarks = {each.field: each.remark for each in review.field_remarks.all()}
            account = str(review.reviewer.uid) if review.reviewer else ""
            found = review_digest(review, entry.digest, account, remarks)
            if review.digest and found != review.digest:
                return _altered(report, review.digest, found)
    return None


def _altered(report: Report, kept: str, found: str) -> Finding:
    facts = {"target": report.revision.statement, "day": report.period.last_day.isoformat()}
    return Finding(ALTERED.code, ALTERED.severity, facts={**facts, "kept": kept[:12], "found": found[:12]})


def _broken_answers(entries: QuerySet[ReportEntry], reports: QuerySet[Report]) -> Iterator[tuple[Report, str, str]]:
    """Of these answers the last of each report, and of each reopening of it, that is no longer the text signed."""
    signed = entries.filter(submitted_at__isnull=False).order_by("report_id", "ordinal")
    needed = ("report__revision", "report__period", "reopening")
    latest = {(entry.report_id, entry.reopening_id): entry for entry in signed.select_related(*needed)}
    attached, done = _signed_evidence(reports), _signed_milestones(list(latest.values()))
    for each in latest.values():
        found = digest_of(signed_text(each, _known_to(each, attached), done[each.pk]))
        if each.digest != found:
            yield each.report, each.digest, found


Attached = defaultdict[int, list[tuple[int, str, str]]]


def _known_to(entry: ReportEntry, attached: Attached) -> list[tuple[str, str]]:
    """The evidence that an answer was signed with: what came under a later reopening was not there yet."""
    last = entry.reopening.ordinal if entry.reopening else 0
    return [(uid, told) for since, uid, told in attached[entry.report_id] if since <= last]


def _signed_evidence(reports: QuerySet[Report]) -> Attached:
    """The evidence of each report, with the ordinal of the reopening under which it came; 0 before any."""
    rows = ReportEvidence.objects.filter(report__in=reports)
    attached: Attached = defaultdict(list)
    columns = ("report_id", "reopening__ordinal", "evidence__uid", "evidence__file__digest", "evidence__link")
    for report, reopening, uid, digest, link in rows.values_list(*columns):
        attached[report].append((reopening or 0, str(uid), digest or link))
    return attached


def _signed_milestones(entries: list[ReportEntry]) -> defaultdict[int, dict[str, date]]:
    done: defaultdict[int, dict[str, date]] = defaultdict(dict)
    rows = MilestoneDone.objects.filter(entry__in=entries).values_list("entry_id", "milestone__uid", "done_on")
    for entry, uid, day in rows:
        done[entry][str(uid)] = day
    return done
