"""Reads of publications: for those who prepare them, and for everybody. The portal reads nothing else."""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import IO

from django.db.models import Count, Max, Prefetch, QuerySet

from rumbo.apps import progress
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.evidence.queries import bytes_of, opened_file
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.queries import CorrectionTold, corrections_of
from rumbo.apps.people.models import Entity
from rumbo.apps.plans.models import Placement, PlanVersion, VersionState
from rumbo.apps.publishing.bridge import dossier_of, drawing_findings, number_of, shown_changes, shown_sections
from rumbo.apps.publishing.models import Publication, PublicationFile, PublicationState
from rumbo.apps.reviewing.queries import Record, plan_record, round_record
from rumbo.content.legal_days import legal_day
from rumbo.domain.checks.published import check_published
from rumbo.domain.dossier import Dossier, from_json
from rumbo.findings import Finding, Severity, Where

__all__ = [
    "PUBLISHED",
    "Damaged",
    "Publishable",
    "PublishingEntity",
    "corrected_after",
    "drawing_findings",
    "file_in_format",
    "files_of",
    "job_of",
    "key_of_finding",
    "left_in_the_middle",
    "number_of",
    "open_errors",
    "open_findings",
    "open_review",
    "opened",
    "placed_targets",
    "preview_of",
    "progress_of",
    "public_addresses",
    "public_entity",
    "public_plans",
    "public_publication",
    "public_publications",
    "publication_by_uid",
    "publications_in_progress",
    "publications_of",
    "publishable",
    "published_before",
    "published_dossier",
    "publishing_entities",
    "read_back",
    "shown_changes",
    "shown_sections",
    "targets_published",
]

PUBLISHED = PublicationState.PUBLISHED
KEY = 16
# One that is only prepared does not yet take the place of another.
LATER = Prefetch("superseded_by", Publication.objects.filter(state=PUBLISHED), to_attr="superseding")


def publications_of(entity_id: int) -> QuerySet[Publication]:
    """Everything an entity published or prepares, the latest first."""
    return (
        Publication.objects.filter(entity_id=entity_id)
        .exclude(state=PublicationState.DISCARDED)
        .select_related("entity", "plan_version__plan", "followup__period", "followup__plan_version", "supersedes")
        .prefetch_related(LATER)
    )


def publication_by_uid(entity_id: int, uid: str) -> Publication | None:
    """One publication of the entity, or None."""
    return publications_of(entity_id).filter(uid=uid).first()


def publications_in_progress(entity_id: int) -> QuerySet[Publication]:
    """What waits to be approved, is being drawn, or could not be."""
    states = (PublicationState.PREPARED, PublicationState.DRAWING, PublicationState.FAILED)
    return publications_of(entity_id).filter(state__in=states)


def files_of(publication: Publication) -> QuerySet[PublicationFile]:
    """The files of a publication, with their bytes' digest and size."""
    return PublicationFile.objects.filter(publication=publication).select_related("file").order_by("format")


def file_in_format(publication: Publication, form: str) -> PublicationFile | None:
    """The file of a publication in one format, or None."""
    return files_of(publication).filter(format=form).first()


class Damaged(Exception):
    """What is kept of a publication is not what was published, or it is gone."""


def opened(file: PublicationFile) -> IO[bytes]:
    """The bytes of a published file, ready to read; `Damaged` when they are not the ones that were published."""
    try:
        return opened_file(file.file)
    except Refused as error:
        raise Damaged(file.file.name) from error


def corrected_after(publication: Publication) -> list[CorrectionTold]:
    """What was corrected of a published closing since it was published; its files stay as they went out. Nothing is
    asked of a plan, and one query of a closing that nobody corrected."""
    if publication.followup is None or publication.published_at is None:
        return []
    since = publication.published_at
    return [each for each in corrections_of(publication.followup) if each.at > since]


def published_dossier(publication: Publication) -> Dossier | None:
    """The dossier as it was published, read back from its own file."""
    kept = file_in_format(publication, "json")
    return from_json(bytes_of(kept.file)) if kept else None


def read_back(publication: Publication) -> Dossier:
    """The dossier of a publication, its digest compared with the one published; `Damaged` when they differ. The last
    ones read are kept, for they never change."""
    return _read_back(publication.pk, publication.digest)


@lru_cache(maxsize=4)
def _read_back(key: int, digest: str) -> Dossier:
    kept = PublicationFile.objects.select_related("file").filter(publication=key, format="json").first()
    if kept is None:
        raise Damaged("json")
    with opened(kept) as content:
        told = content.read()
    if sha256(told).hexdigest() != digest:
        raise Damaged(kept.file.name)
    return from_json(told)


def published_before(version: PlanVersion, followup: Followup | None) -> Publication | None:
    """The last publication of the same plan for the same period (or, without one, of the plan itself)."""
    earlier = Publication.objects.filter(plan_version__plan=version.plan_id, state=PUBLISHED)
    same = earlier.filter(followup__period=followup.period_id) if followup else earlier.filter(followup__isnull=True)
    return same.order_by("-published_at", "-pk").first()


def job_of(publication: Publication) -> str:
    """The name under which a drawing tells how far it has come."""
    return f"publication-{publication.pk}"


def progress_of(publication: Publication) -> progress.Progress | None:
    """What the task worker last said of a drawing."""
    return progress.progress_of(job_of(publication))


def left_in_the_middle(publication: Publication) -> bool:
    """Whether nobody is any more at the drawing that a publication waits for."""
    return publication.state == PublicationState.DRAWING and progress.interrupted(job_of(publication))


def targets_published(publication: Publication) -> int:
    """How many targets a publication tells: counted, without composing it."""
    return Placement.objects.filter(version=publication.plan_version_id, counts=True).count()


def preview_of(publication: Publication, *, approver: str, day: date) -> Dossier:
    """The dossier that would be published now; of what is published, the one that was, or `Damaged`."""
    if publication.state == PUBLISHED:
        return read_back(publication)
    return dossier_of(publication, day=day, approver=approver)


def placed_targets(publication: Publication) -> dict[str, str]:
    """By the uid of a target, as a dossier calls it, that of its place in the version, by which its figures are
    explained while they are not published."""
    rows = Placement.objects.filter(version=publication.plan_version_id, counts=True)
    return {str(target): str(uid) for target, uid in rows.values_list("revision__target__uid", "uid")}


def open_review(publication: Publication, day: date) -> Record:
    """The review of what would be published on a day: of a plan everything that its own finds and its legal day; of a
    follow-up what its reports say that somebody should look at. A correction is never late."""
    version, followup = publication.plan_version, publication.followup
    if followup is not None:
        return round_record(followup)
    due = legal_day(version.layout or version.plan.kind) if publication.supersedes_id is None else None
    on_time = check_published(day, version.plan.fiscal_year, due, Where(file=publication.title))
    return plan_record(version).with_checks(on_time)


def open_findings(publication: Publication, day: date) -> list[Finding]:
    """Everything that review finds, each with the number of the target it is about for a place."""
    return [told.finding for told in open_review(publication, day).told()]


def open_errors(publication: Publication, day: date) -> list[Finding]:
    """What stands against publishing on a day, unless who publishes says that it is known."""
    return [each for each in open_findings(publication, day) if each.severity is Severity.ERROR]


def key_of_finding(finding: Finding) -> str:
    """A finding told apart from every other: by its rule, its place and its facts."""
    told = json.dumps([finding.code, str(finding.where or ""), *sorted(map(str, finding.facts.items()))])
    return sha256(told.encode()).hexdigest()[:KEY]


@dataclass(frozen=True, slots=True)
class Publishable:
    """Something that may be published: an approved version, or the closed follow-up of one, and the publication that a
    new one would supersede."""

    version: PlanVersion
    followup: Followup | None
    before: Publication | None


def publishable(entity_id: int) -> list[Publishable]:
    """What an entity may publish now: closed follow-ups, the latest first, then versions in force. Three queries."""
    closed = Followup.objects.filter(entity_id=entity_id, state=FollowupState.CLOSED)
    closed = closed.select_related("plan_version__plan", "period").order_by("-period__last_day", "-pk")
    versions = PlanVersion.objects.filter(entity_id=entity_id, state=VersionState.APPROVED).select_related("plan")
    out = Publication.objects.filter(entity_id=entity_id, state=PUBLISHED).order_by("published_at", "pk")
    rows = out.select_related("followup", "plan_version")
    last = {(each.plan_version.plan_id, each.followup.period_id if each.followup else None): each for each in rows}
    return [
        *(
            Publishable(each.plan_version, each, last.get((each.plan_version.plan_id, each.period_id)))
            for each in closed
        ),
        *(Publishable(each, None, last.get((each.plan_id, None))) for each in versions.order_by("plan__name")),
    ]


@dataclass(frozen=True, slots=True)
class PublishingEntity:
    """An entity with something published: how many, and the day of the last."""

    name: str
    slug: str
    publications: int
    last: date


def publishing_entities() -> list[PublishingEntity]:
    """The entities that have published something, by name."""
    published = Publication.objects.filter(state=PUBLISHED).values("entity__name", "entity__slug").order_by()
    rows = published.annotate(number_of=Count("pk"), last=Max("published_on")).order_by("entity__name")
    return [PublishingEntity(r["entity__name"], r["entity__slug"], r["number_of"], r["last"]) for r in rows]


def public_entity(slug: str) -> Entity | None:
    """An entity that has published something, or None: the others are nobody's business."""
    out = Publication.objects.filter(state=PUBLISHED).values("entity")
    return Entity.objects.filter(slug=slug, pk__in=out).first()


def public_addresses() -> list[tuple[str, int, int, date]]:
    """Slug, year, number and day of every publication, for search engines."""
    rows = Publication.objects.filter(state=PUBLISHED).order_by("entity__slug", "year", "number")
    columns = ("entity__slug", "year", "number", "published_on")
    return [(slug, year, number, day) for slug, year, number, day in rows.values_list(*columns) if day]


def public_publications(slug: str) -> QuerySet[Publication]:
    """What an entity published, the latest first; superseded ones stay in the list."""
    return (
        Publication.objects.filter(entity__slug=slug, state=PUBLISHED)
        .select_related("entity", "plan_version__plan", "followup__period", "supersedes")
        .prefetch_related(LATER)
        .order_by("-year", "-number")
    )


def public_plans(slug: str) -> list[tuple[int, str, str]]:
    """Year, uid and name of the plans of which an entity published something: what a list can be narrowed by."""
    rows = Publication.objects.filter(entity__slug=slug, state=PUBLISHED).order_by("-year", "plan_version__plan__name")
    return list(rows.values_list("year", "plan_version__plan__uid", "plan_version__plan__name").distinct())


def public_publication(slug: str, year: int, number: int) -> Publication | None:
    """One publication at its lasting address, or None."""
    return public_publications(slug).filter(year=year, number=number).first()
