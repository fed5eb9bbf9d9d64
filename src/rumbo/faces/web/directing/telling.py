"""What the board tells in words and tables: how each plan goes, what is behind and who answers, what changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.apps.measurement.queries.board import BoardPlan
from rumbo.apps.measurement.queries.board_targets import TargetTold
from rumbo.apps.measurement.queries.board_units import Shift
from rumbo.apps.measurement.queries.directing import NAMED, Behind, Board
from rumbo.domain.outcomes import Outcome
from rumbo.faces.kit.pieces import Fact
from rumbo.faces.web.measurement.telling import address, figure_of, light_of
from rumbo.faces.web.measurement.trending import point_of
from rumbo.faces.web.words import period_words
from rumbo.layouts.drawing.charts import Point


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan of the year: where it stands at the cut-off, against what, and what it was before."""

    name: str
    href: str
    period: str
    year: Point
    expected: Point
    against: Point
    light: tuple[str, str]
    before: int | None
    version: str


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target that is behind or silent: its figures, who answers, what was last told of it and where."""

    title: str
    href: str
    plan: str
    year: Point
    expected: Point
    light: tuple[str, str]
    unit: str
    who: str
    told: TargetTold
    report: str
    period: str
    projection: str


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A target whose light changed."""

    title: str
    plan: str
    before: Point
    after: Point
    light_before: tuple[str, str]
    light: tuple[str, str]


def plan_lines(board: Board) -> list[PlanLine]:
    """Every plan of the year at the cut-off."""
    return [_plan_line(board, each) for each in board.choice.plans]


def behind_lines(board: Board) -> list[TargetLine]:
    """The targets that are furthest behind."""
    return [_target_line(board, each) for each in board.behind[:NAMED]]


def silent_lines(board: Board) -> list[TargetLine]:
    """The targets that were due and that nobody reported."""
    return [_target_line(board, each) for each in board.silent[:NAMED]]


def shift_lines(board: Board) -> list[ShiftLine]:
    """The targets whose light changed since the period before."""
    return [_shift_line(board, plan, shift) for plan, shift in board.shifts[:NAMED]]


def changes_of(board: Board) -> Iterator[Fact]:
    """What else changed since the period before: another version, one that waits, corrections."""
    for plan in board.looked:
        version, name = plan.followup.plan_version, plan.followup.plan_version.plan.name
        if plan.before is not None and plan.before.plan_version_id != version.pk:
            said = _("Se mide la versión {label}; antes, la {before}.").format(
                label=version.label, before=plan.before.plan_version.label
            )
            yield Fact(name, said, href=reverse("web:plans-version", args=[version.uid]))
        elif plan.followup.in_force and plan.followup.in_force != version.label:
            said = _("La versión {label} está aprobada; este corte mide la {measured}.").format(
                label=plan.followup.in_force, measured=version.label
            )
            yield Fact(name, said, href=reverse("web:plans-version", args=[version.uid]))
        yield from _corrections(plan, name)


def bare_note(board: Board) -> str:
    """How many targets cannot be behind, for nothing is expected of them period by period."""
    said = ngettext(
        "De {n} meta no se sabe si está atrasada: su plan no dice qué se espera en cada periodo.",
        "De {n} metas no se sabe si están atrasadas: su plan no dice qué se espera en cada periodo.",
        board.bare,
    )
    return said.format(n=board.bare)


def compared_with(board: Board) -> str:
    """The period that the plan in focus is compared with; empty for a first one."""
    before = board.focus.before if board.focus else None
    return period_words(before.period) if before is not None else ""


def _corrections(plan: BoardPlan, name: str) -> Iterator[Fact]:
    """The closings that were corrected after the period before had ended."""
    since = plan.before.period.last_day if plan.before else None
    for each in plan.history:
        if each.corrected and (since is None or each.corrected_at.date() > since):
            said = ngettext("{n} corrección de {period}", "{n} correcciones de {period}", each.corrected)
            told = said.format(n=each.corrected, period=period_words(each.period))
            yield Fact(name, told, href=reverse("web:measurement-sheet", args=[each.uid]))


def _plan_line(board: Board, plan: BoardPlan) -> PlanLine:
    followup = plan.followup
    outcomes = board.figures.plans[followup.pk]
    before = board.figures.plans[plan.before.pk].get("year") if plan.before else None
    lit = board.settings[followup.pk].bands_on.value
    return PlanLine(
        name=followup.plan_version.plan.name,
        href=reverse("web:measurement-sheet", args=[followup.uid]),
        period=period_words(followup.period),
        **_figures(followup, "", outcomes),
        against=_point(followup, "", outcomes, lit),
        light=light_of(board.band(followup, outcomes)),
        before=figure_of(before),
        version=followup.plan_version.label,
    )


def _target_line(board: Board, each: Behind) -> TargetLine:
    told, followup = board.told[each.placement], each.plan.followup
    who, last = told.answering, told.last
    return TargetLine(
        title=f"{told.number}. {told.statement}",
        href=address(followup.uid, told.uid, "at_cutoff"),
        plan=followup.plan_version.plan.name,
        **_figures(followup, told.uid, each.outcomes),
        light=light_of(board.band(followup, each.outcomes)),
        unit=who.unit,
        who=", ".join(said for said in (who.person, who.post) if said),
        told=told,
        report=reverse("web:followup-report", args=[last.report]) if last else "",
        period=period_words(last) if last else "",
        projection=address(followup.uid, told.uid, "projection"),
    )


def _shift_line(board: Board, plan: BoardPlan, shift: Shift) -> ShiftLine:
    told, earlier, before = board.told[shift.placement], board.told[shift.placed_before], plan.before or plan.followup
    now, then = (board.settings[each.pk].bands_on.value for each in (plan.followup, before))
    return ShiftLine(
        title=f"{told.number}. {told.statement}",
        plan=plan.followup.plan_version.plan.name,
        before=point_of(shift.before, address(before.uid, earlier.uid, then)),
        after=point_of(shift.after, address(plan.followup.uid, told.uid, now)),
        light_before=light_of(shift.band_before),
        light=light_of(shift.band),
    )


def _figures(followup: Any, subject: str, outcomes: Mapping[str, Outcome]) -> dict[str, Point]:
    return {measure: _point(followup, subject, outcomes, measure) for measure in ("year", "expected")}


def _point(followup: Any, subject: str, outcomes: Mapping[str, Outcome], measure: str) -> Point:
    return point_of(outcomes.get(measure), address(followup.uid, subject, measure))
