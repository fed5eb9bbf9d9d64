"""The targets of a follow-up from another side, and money beside physical progress, each number with its trace."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from ninja import Query, Router

from rumbo.apps.budget.queries import Cut
from rumbo.apps.measurement import queries
from rumbo.apps.measurement.queries.groups import MEAN, MEASURED, MET, GroupTold
from rumbo.apps.measurement.queries.money import Beside
from rumbo.domain.measurement.explaining import reason_words
from rumbo.domain.measurement.ratios import MoneyRatio, Spent, trace_of_ratio
from rumbo.domain.measurement.trace import to_plain
from rumbo.faces.api import telling
from rumbo.faces.api.asking import PROBLEMS, SignedIn, followup_asked, found_or_404
from rumbo.faces.api.shapes import (
    AxisTold,
    CutTold,
    ExplanationTold,
    FigureTold,
    GroupShown,
    GroupsTold,
    MoneyBesideTold,
    MoneyTold,
)

router = Router(auth=SignedIn(), tags=["sides"])
Measure = Annotated[str, Query(pattern="^[a-z_]{1,40}$")]
YEAR = "year"


@router.get("{slug:entity}/followups/{uuid:uid}/groups/", response={200: list[AxisTold], **PROBLEMS}, url_name="axes")
def axes(request: HttpRequest, entity: str, uid: UUID) -> list[AxisTold]:
    """The sides from which the targets can be looked at."""
    followup = followup_asked(request, entity, uid)
    return [AxisTold(key=each.key, title=each.title, targets=each.targets) for each in queries.axes_of(followup)]


@router.get(
    "{slug:entity}/followups/{uuid:uid}/groups/{axis}/", response={200: GroupsTold, **PROBLEMS}, url_name="groups"
)
def groups(request: HttpRequest, entity: str, uid: UUID, axis: str, measure: Measure = YEAR) -> GroupsTold:
    """The targets by the keys of one axis: counts, stated shares and simple means."""
    found = found_or_404(queries.groups_of(followup_asked(request, entity, uid), axis, measure))

    def told(each: GroupTold) -> GroupShown:
        return _group(each, [entity, uid, axis], measure)

    return GroupsTold(
        axis=axis,
        measure=measure,
        several=found.several,
        source=_source(found.kept),
        whole=told(found.whole),
        without=told(found.without),
        groups=[told(each) for each in found.groups],
    )


@router.get(
    "{slug:entity}/followups/{uuid:uid}/groups/{axis}/{key}/{slug:what}/",
    response={200: ExplanationTold, **PROBLEMS},
    url_name="group-figure",
)
def group_figure(
    request: HttpRequest, entity: str, uid: UUID, axis: str, key: str, what: str, measure: Measure = YEAR
) -> ExplanationTold:
    """How a number of a group came about."""
    followup = followup_asked(request, entity, uid)
    found = found_or_404(queries.explained_group(followup, axis, key, what, measure))
    return ExplanationTold(
        kind="group",
        subject=key,
        number=found.told.key.code,
        name=found.told.key.name,
        measure=found.measure,
        figure=telling.figure_told(found.outcome, _group_address([entity, uid, axis], key, what, measure)),
        light=found.band.code if found.band else "",
        frozen=followup.closed_at is not None,
        source=_source(found.groups.kept),
        sentences=telling.sentences_told(found.trace, found.names),
        trace=to_plain(found.trace),
    )


@router.get(
    "{slug:entity}/followups/{uuid:uid}/money/{axis}/", response={200: MoneyBesideTold, **PROBLEMS}, url_name="money"
)
def money(request: HttpRequest, entity: str, uid: UUID, axis: str) -> MoneyBesideTold:
    """Money beside physical progress by one axis; each ratio is one of sums."""
    found = found_or_404(queries.money_beside(followup_asked(request, entity, uid), axis))

    def told(each: Beside) -> MoneyTold:
        return _money(each, entity, uid, axis)

    rows = [told(each) for each in found.rows]
    return MoneyBesideTold(
        axis=axis,
        source=_source(found.kept),
        cuts=[_cut(each) for each in found.cuts],
        come=[_cut(each) for each in found.come],
        gone=[_cut(each) for each in found.gone],
        whole=told(found.whole),
        entire=told(found.entire),
        rows=rows,
    )


@router.get(
    "{slug:entity}/followups/{uuid:uid}/money/{axis}/{key}/{slug:which}/",
    response={200: ExplanationTold, **PROBLEMS},
    url_name="money-figure",
)
def money_figure(
    request: HttpRequest, entity: str, uid: UUID, axis: str, key: str, which: str, now: bool = False
) -> ExplanationTold:
    """How a ratio of money came about, as its closing kept it; with `now`, as it is known today."""
    found = found_or_404(queries.explained_money(followup_asked(request, entity, uid), axis, key, which, now=now))
    here = _money_address([entity, uid, axis, key, which], now)
    return ExplanationTold(
        kind="money",
        subject=key,
        number=found.told.key.code,
        name=found.told.key.name,
        measure=which,
        figure=_ratio(found.ratio, here),
        frozen=found.beside.kept,
        source=_source(found.beside.kept),
        sentences=telling.sentences_told(found.trace, {}),
        trace=to_plain(found.trace),
    )


def _group(each: GroupTold, way: list[object], measure: str) -> GroupShown:
    counts = each.group.counts
    outcomes = {
        MEAN: each.group.sums.outcome,
        MEASURED: counts.measured_share.outcome,
        MET: counts.met_share.outcome,
    }
    return GroupShown(
        key=each.key.key,
        code=each.key.code,
        name=each.key.name,
        items=counts.items,
        measured=counts.measured,
        met=counts.met,
        figures={
            what: telling.figure_told(outcome, _group_address(way, each.key.key, what, measure))
            for what, outcome in outcomes.items()
        },
    )


def _group_address(way: list[object], key: str, what: str, measure: str) -> str:
    at = reverse("api:group-figure", args=[*way, key, what])
    return at if measure == YEAR else f"{at}?measure={measure}"


def _money(each: Beside, entity: str, uid: UUID, axis: str) -> MoneyTold:
    key = each.key.key
    return MoneyTold(
        key=key,
        code=each.key.code,
        name=each.key.name,
        lines=len(each.lines),
        physical=_physical(each, entity, uid, axis),
        ratios=_ratios(each.ratios, [entity, uid, axis, key]),
        since=_ratios(each.others_since(), [entity, uid, axis, key], now=True),
    )


def _ratios(ratios: Mapping[Spent, MoneyRatio], way: list[object], *, now: bool = False) -> dict[str, FigureTold]:
    return {which.value: _ratio(ratio, _money_address([*way, which.value], now)) for which, ratio in ratios.items()}


def _money_address(way: list[object], now: bool) -> str:
    at = reverse("api:money-figure", args=way)
    return f"{at}?now=true" if now else at


def _cut(cut: Cut) -> CutTold:
    return CutTold(uid=cut.uid, name=cut.name, cut_off=cut.cut_off, version=cut.number, recorded_at=cut.recorded_at)


def _source(kept: bool) -> str:
    return "closing" if kept else "today"


def _ratio(ratio: MoneyRatio, explanation: str) -> FigureTold:
    return telling.figure_told(ratio.outcome, explanation, reason_words(trace_of_ratio(ratio)))


def _physical(each: Beside, entity: str, uid: UUID, axis: str) -> FigureTold | None:
    """The figure of the year beside the money: that of the plan or of a level, or the mean of its group."""
    if each.physical is None:
        return None
    if each.of_group:
        return telling.figure_told(each.physical, _group_address([entity, uid, axis], each.key.key, MEAN, YEAR))
    return telling.figure_told(each.physical, telling.address(entity, uid, each.subject, YEAR))
