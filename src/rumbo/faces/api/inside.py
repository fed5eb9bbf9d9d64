"""What a signed-in person reads: their entities, plans and follow-ups, the figures of one, and how each came about."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Path, Query, Router

from rumbo.apps.measurement import queries
from rumbo.apps.plans.queries import versions_in_force
from rumbo.faces.api import telling
from rumbo.faces.api.asking import PAGES, PROBLEMS, SignedIn, followup_asked, found_or_404, place, places
from rumbo.faces.api.shapes import EntityTold, ExplanationTold, FollowupTold, OutlooksTold, PlanTold, SheetTold

router = Router(auth=SignedIn(), tags=["figures"])
Page = Annotated[int, Query(ge=1, le=PAGES)]
Ordinal = Annotated[int, Query(ge=0, le=PAGES)]
Uuid = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
Subject = Annotated[str, Path(pattern=f"^(plan|{Uuid})$", description="uid of a target or level of the plan, or plan")]
Words = Annotated[str, Query(max_length=200)]
Narrowing = Annotated[str, Query(pattern=f"^({Uuid})?$")]
Code = Annotated[str, Query(max_length=40, description="code of a range of the light, or none")]


@router.get("", response={200: list[EntityTold], **PROBLEMS}, url_name="entities")
def entities(request: HttpRequest) -> list[EntityTold]:
    """The entities in which you work."""
    return [
        EntityTold(slug=entity.slug, name=entity.name, roles=sorted({grant.role for grant in actor.grants}))
        for entity, actor in places(request)
    ]


@router.get("{slug:entity}/plans/", response={200: list[PlanTold], **PROBLEMS}, url_name="plans")
def plans(request: HttpRequest, entity: str) -> list[PlanTold]:
    """The plans in force."""
    row, _actor = place(request, entity)
    return [
        PlanTold(
            uid=str(version.plan.uid),
            name=version.plan.name,
            fiscal_year=version.plan.fiscal_year,
            version_uid=str(version.uid),
            version=version.label,
        )
        for version in versions_in_force(row.pk)
    ]


@router.get("{slug:entity}/followups/", response={200: list[FollowupTold], **PROBLEMS}, url_name="followups")
def followups(request: HttpRequest, entity: str) -> list[FollowupTold]:
    """The follow-ups with the figures of their plans, the latest first."""
    row, _actor = place(request, entity)
    return [telling.followup_told(entity, each) for each in queries.measured_followups(row.pk)]


@router.get("{slug:entity}/followups/{uuid:uid}/figures/", response={200: SheetTold, **PROBLEMS}, url_name="figures")
def figures(
    request: HttpRequest,
    entity: str,
    uid: UUID,
    page: Page = 1,
    words: Words = "",
    unit: Narrowing = "",
    level: Narrowing = "",
    light: Code = "",
) -> SheetTold:
    """A page of the figures of a follow-up, narrowed as on the screen."""
    followup = followup_asked(request, entity, uid)
    narrow = queries.SheetFilter(words.replace("\0", "").strip(), unit, level, light)
    found = queries.sheet_of(followup, narrow, page)
    return SheetTold(
        page=page,
        pages=_pages(found.total),
        total=found.total,
        plan=telling.standing_told(entity, uid, found.plan),
        rows=[telling.standing_told(entity, uid, each) for each in found.rows],
    )


@router.get(
    "{slug:entity}/followups/{uuid:uid}/figures/{subject}/{slug:measure}/",
    response={200: ExplanationTold, **PROBLEMS},
    url_name="figure",
)
def figure(
    request: HttpRequest, entity: str, uid: UUID, subject: Subject, measure: str, correction: Ordinal = 0
) -> ExplanationTold:
    """How a figure came about; `projection` is how the year of a target would end."""
    followup = followup_asked(request, entity, uid)
    _entity, actor = place(request, entity)
    if measure == queries.PROJECTION and subject != telling.PLAN:
        found = queries.explained_projection(actor, followup, subject)
    else:
        found = queries.explained_figure(actor, followup, subject, measure, correction)
    return telling.explanation_told(entity, found_or_404(found))


@router.get(
    "{slug:entity}/followups/{uuid:uid}/outlooks/", response={200: OutlooksTold, **PROBLEMS}, url_name="outlooks"
)
def outlooks(request: HttpRequest, entity: str, uid: UUID, page: Page = 1) -> OutlooksTold:
    """How the year of each target would end."""
    followup = followup_asked(request, entity, uid)
    rows, total = queries.outlook_page(followup, queries.SheetFilter(), page)
    told = [telling.outlook_told(entity, uid, row) for row in rows]
    return OutlooksTold(page=page, pages=_pages(total), total=total, rows=told)


def _pages(total: int) -> int:
    return max(1, -(-total // queries.PAGE))
