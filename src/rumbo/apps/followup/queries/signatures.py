"""Whether the answers of a round are still the text that was signed: those of the round, and what corrected them."""

from collections import defaultdict
from datetime import date

from rumbo.apps.followup.bridge import digest_of, signed_text
from rumbo.apps.followup.models import Followup, MilestoneDone, ReportEntry, ReportEvidence
from rumbo.apps.followup.queries import KEPT, VERIFIED


def entries_with_broken_signature(followup: Followup) -> list[tuple[str, str, str]]:
    """Answers of a round that count, and what corrected them, whose text is no longer the one signed: what it is about,
    digest kept, digest found. The last of the round, and the last of each reopening.

    Three queries, however many.
    """
    entries = list(
        ReportEntry.objects.filter(KEPT, VERIFIED, report__followup=followup, submitted_at__isnull=False)
        .select_related("report__revision", "reopening")
        .order_by("report_id", "ordinal")
    )
    latest = {(entry.report_id, entry.reopening_id): entry for entry in entries}
    attached, done = _signed_evidence(followup), _signed_milestones(list(latest.values()))
    found = ((each, digest_of(signed_text(each, _known_to(each, attached), done[each.pk]))) for each in latest.values())
    return [(each.report.revision.statement, each.digest, digest) for each, digest in found if each.digest != digest]


Attached = defaultdict[int, list[tuple[int, str, str]]]


def _known_to(entry: ReportEntry, attached: Attached) -> list[tuple[str, str]]:
    """The evidence that an answer was signed with: what came under a later reopening was not there yet."""
    last = entry.reopening.ordinal if entry.reopening else 0
    return [(uid, told) for since, uid, told in attached[entry.report_id] if since <= last]


def _signed_evidence(followup: Followup) -> Attached:
    """The evidence of each report, with the ordinal of the reopening under which it came; 0 before any."""
    rows = ReportEvidence.objects.filter(report__followup=followup)
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
