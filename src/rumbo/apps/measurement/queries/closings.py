"""The files by columns of what was closed: which there are, which lack, and whether they still say what was frozen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rumbo.apps.evidence.bridge import Damaged, check, place_of
from rumbo.apps.followup.models import Followup, FollowupState
from rumbo.apps.measurement.bridge.closing_rows import FORM
from rumbo.apps.measurement.models import ClosingFile, Correction


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing as a consolidation reads it: the file of what stands, where its bytes lie, and both digests."""

    followup: str
    entity: str
    slug: str
    name: str
    plan: str
    plan_name: str
    version: int
    fiscal_year: int
    periodicity: str
    period: int
    last_day: date
    correction: int
    rows: int
    digest: str
    file_digest: str

    @property
    def place(self) -> Path:
        """Where its bytes lie."""
        return place_of(self.file_digest)


COLUMNS = (
    "followup__uid",
    "entity__uid",
    "entity__slug",
    "entity__name",
    "followup__plan_version__plan__uid",
    "followup__plan_version__plan__name",
    "followup__plan_version__number",
    "followup__period__fiscal_year",
    "followup__period__periodicity",
    "followup__period__ordinal",
    "followup__period__last_day",
    "correction",
    "rows",
    "digest",
    "file__digest",
)


def corrections_without_file(followup: Followup) -> list[int]:
    """The ordinals of a closing that have no file of today's form yet: 0 is as it was closed."""
    told = {0, *Correction.objects.filter(followup=followup).values_list("ordinal", flat=True)}
    return sorted(told - set(_of_this_form().filter(followup=followup).values_list("correction", flat=True)))


@dataclass(frozen=True, slots=True)
class Kept:
    """The file of a closing that is read today, by its correction: whether its bytes are still there and its own."""

    correction: int
    ordinal: int
    digest: str
    is_whole: bool


def files_of(followup: Followup) -> list[Kept]:
    """The files of a closing, of each correction the last that was written."""
    rows = _latest().filter(followup=followup).values_list("correction", "ordinal", "digest", "file__digest")
    return [Kept(correction, ordinal, digest, _is_whole(file)) for correction, ordinal, digest, file in rows]


def closings_without_file() -> QuerySet[Followup]:
    """What was closed, or corrected since, and has no file yet, over all entities."""
    files = _of_this_form().filter(followup=OuterRef("pk"))
    corrected = Correction.objects.filter(followup=OuterRef("pk"))
    written = _of_this_form().filter(followup=OuterRef("followup"), correction=OuterRef("ordinal"))
    lacking = Q(~Exists(files.filter(correction=0))) | Q(Exists(corrected.filter(~Exists(written))))
    closed = Followup.objects.filter(lacking, state=FollowupState.CLOSED, closed_at__isnull=False)
    return closed.select_related("entity", "period", "plan_version__plan").order_by("entity_id", "pk")


def closings_to_write() -> Iterator[Followup]:
    """What lacks a file, and what has one whose bytes are gone or are not its own: each file is read."""
    lacking = set(closings_without_file().values_list("pk", flat=True))
    closed = Followup.objects.filter(state=FollowupState.CLOSED, closed_at__isnull=False)
    for each in closed.select_related("entity", "period", "plan_version__plan").order_by("entity_id", "pk").iterator():
        if each.pk in lacking or not all(kept.is_whole for kept in files_of(each)):
            yield each


def closings_kept(**filters: Any) -> Iterator[Closing]:
    """The closings of all entities that have a file, each as its last correction left it; `filters` are those of
    followups. One query, its rows streamed."""
    told = {f"followup__{name}": value for name, value in filters.items()}
    later = _of_this_form().filter(followup=OuterRef("followup"), correction__gt=OuterRef("correction"))
    rows = _latest().filter(~Exists(later), **told).order_by("entity__slug", "followup__period__last_day", "pk")
    for followup, entity, slug, name, plan, *rest in rows.values_list(*COLUMNS).iterator(chunk_size=2000):
        yield Closing(str(followup), str(entity), slug, name, str(plan), *rest)


def damaged(closings: list[Closing]) -> list[Closing]:
    """Those whose bytes are gone or are not the ones that were kept."""
    return [each for each in closings if not _is_whole(each.file_digest)]


def digest_of_closings(closings: list[Closing]) -> str:
    """One digest of what was read: of the digests of the closings, in their order."""
    return sha256("\n".join(sorted(each.digest for each in closings)).encode()).hexdigest()


def _is_whole(digest: str) -> bool:
    try:
        check(place_of(digest), digest)
    except Damaged:
        return False
    return True


def _latest() -> QuerySet[ClosingFile]:
    same = {name: OuterRef(name) for name in ("followup", "correction")}
    return _of_this_form().filter(~Exists(_of_this_form().filter(ordinal__gt=OuterRef("ordinal"), **same)))


def _of_this_form() -> QuerySet[ClosingFile]:
    return ClosingFile.objects.filter(form=FORM)
