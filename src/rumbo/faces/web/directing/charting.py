"""The charts of the board, made of its figures: each point leads to how it came about."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.apps.measurement.queries.axes import UNIT as UNITS
from rumbo.apps.measurement.queries.board import BoardPlan
from rumbo.apps.measurement.queries.board_figures import Row as BoardRow
from rumbo.apps.measurement.queries.board_units import UnitCell
from rumbo.apps.measurement.queries.directing import Board
from rumbo.apps.measurement.queries.groups import MEAN, MET, WITHOUT, Groups, GroupTold
from rumbo.apps.measurement.queries.histories import Past
from rumbo.apps.measurement.queries.money import SHOWN_FIRST, MoneyBeside
from rumbo.apps.measurement.queries.money import Beside as Told
from rumbo.domain.outcomes import Outcome
from rumbo.faces.web.budget.pages import cut_name
from rumbo.faces.web.budget.spending import RATIOS, told_ratio
from rumbo.faces.web.directing.asked import LEVEL, UNIT, query_of
from rumbo.faces.web.measurement.grouped import axis_title, group_address, number_address
from rumbo.faces.web.measurement.grouped import query_of as measured_by
from rumbo.faces.web.measurement.money_views import money_address, physical_address, ratio_address, row_name
from rumbo.faces.web.measurement.telling import address, short_reason
from rumbo.faces.web.measurement.trending import ground_of, lines_of, point_of
from rumbo.faces.web.words import short_period_words
from rumbo.layouts.drawing.charts import Bar, Bars, Beside, BesideRow, Branch, Chart, Heat, Lines, Point, Tree

YEAR, EXPECTED = "year", "expected"


def charts_of(board: Board) -> dict[str, Chart]:
    """Every chart of the board by its key, in the order of the page; none that has nothing to draw."""
    if board.focus is None:
        return {}
    drawn: tuple[Chart | None, ...] = (
        plans_chart(board),
        trend_chart(board),
        levels_chart(board),
        units_chart(board),
        tree_chart(board),
        *(contribution_chart(board, each) for each in board.sides.contributed),
        money_chart(board),
    )
    return {each.key: each for each in drawn if each is not None}


def plans_chart(board: Board) -> Bars | None:
    """Each plan of the year against what was expected of it; of one plan alone its levels tell more."""
    if len(board.choice.plans) < 2:
        return None
    rows = tuple(_plan_bar(board, each) for each in board.choice.plans)
    return Bars("planes", _("Avance de los planes frente a lo esperado"), _("Plan"), rows)


def levels_chart(board: Board) -> Bars | None:
    """The levels at the top of the plan in focus, or those right below the one that is looked at."""
    top = board.level.node if board.level else None
    rows = tuple(_level_bar(board, row) for row in board.levels if row.parent == top)
    if not rows:
        return None
    title = _("«{name}»: avance por nivel frente a lo esperado").format(name=subject_name(board))
    return Bars("niveles", title, _("Nivel"), rows)


def trend_chart(board: Board) -> Lines | None:
    """Planned and reached at each cut-off, of the plan in focus or the level of it that is looked at; none where no
    cut-off has a figure."""
    plan = board.focus
    if plan is None:
        return None
    past = [Past(each, *_kept(board, each)) for each in plan.history]
    drawn = lines_of(_("«{name}»: planeado y alcanzado").format(name=subject_name(board)), past)
    told = any(point.figure is not None for each in drawn.series for point in each.points)
    return drawn if told else None


def contribution_chart(board: Board, groups: Groups) -> Beside | None:
    """How the targets of the plan in focus that serve each entry of a list go: their mean, and how many are met."""
    if not groups.groups or board.focus is None:
        return None
    rows = tuple(_contributed(groups, each) for each in groups.groups)
    title = _("«{name}»: aporte ({axis})").format(name=_name(board.focus), axis=axis_title(groups.axis))
    names = (_("Avance promedio de sus metas"), _("Metas cumplidas de las que tienen cifra"))
    note = _("{without} de {all} metas no dicen a cuál aportan; {several} aportan a varios y cuentan en cada uno.")
    facts = {
        "without": groups.without.group.counts.items,
        "all": groups.whole.group.counts.items,
        "several": groups.several,
    }
    return Beside(groups.axis.key, title, axis_title(groups.axis), names, rows, note.format(**facts))


def money_chart(board: Board) -> Beside | None:
    """Physical progress beside money obligated, of the plan in focus, of each of its projects, and of all that the
    executions tell; without an execution nothing is known of money."""
    money = board.sides.money
    if money is None or not money.cuts or board.focus is None:
        return None
    rows = tuple(_money_row(money, each) for each in (money.whole, *money.rows, money.entire))
    title = _("«{name}»: avance físico y dinero").format(name=_name(board.focus))
    names = (_("Avance físico del año"), str(RATIOS[SHOWN_FIRST]))
    note = _(
        "El dinero es lo obligado dividido entre la apropiación definitiva, suma entre suma, al mismo corte: {cuts}."
    )
    cuts = "; ".join(cut_name(each) for each in money.cuts)
    return Beside("dinero", title, _("Proyecto"), names, rows, note.format(cuts=cuts))


def units_chart(board: Board) -> Heat | None:
    """Units by periods: the simple mean of the targets that each reports, by the percentage of the light."""
    plan = board.focus
    if plan is None or not board.cells:
        return None
    columns = tuple(short_period_words(each.period) for each in plan.history)
    named = sorted((board.units[key].name if key in board.units else _("Sin dependencia"), key) for key in board.cells)
    rows = tuple((name, _unit_href(board, key), _cells(board, plan, key)) for name, key in named)
    title = _("«{name}»: dependencias por periodo").format(name=_name(plan))
    note = _(
        "Cada casilla es el promedio simple, sin pesos, de las metas que la dependencia reporta: el porcentaje que "
        "mira el semáforo, con el tope de la entidad. Toque una para ver sus metas."
    )
    return Heat("mapa", title, _("Dependencia"), columns, rows, note)


def tree_chart(board: Board) -> Tree | None:
    """From the plan in focus, or the level that is looked at, down to its targets where they are not too many."""
    plan = board.focus
    if plan is None:
        return None
    under: defaultdict[int | None, list[Branch]] = defaultdict(list)
    for row in board.tree_targets:
        under[row.placed_at].append(_leaf(board, plan, row))
    for row in sorted(board.levels, key=lambda each: (-(each.depth or 0), each.ordinal or 0)):
        below = tuple(under.pop(row.node, ()))
        branch = Branch(_level_bar(board, row), f"{row.kind} {row.code}".strip(), below)
        if board.level is not None and row.node == board.level.node:
            return _tree(board, branch)
        under[row.parent].append(branch)
    return _tree(board, Branch(_plan_bar(board, plan), "", tuple(under.get(None, ()))))


def subject_name(board: Board) -> str:
    """What is looked at closely: the plan in focus, or a level of it."""
    return (board.level.name if board.level else _name(board.focus) if board.focus else "") or ""


def _tree(board: Board, trunk: Branch) -> Tree:
    title = _("«{name}»: del nivel más alto a la meta").format(name=subject_name(board))
    note = "" if board.tree_targets else _("Son muchas metas para un solo árbol: elija un nivel para verlas.")
    return Tree("arbol", title, _("Nivel o meta"), trunk, note)


def _kept(board: Board, followup: Any) -> tuple[str, dict[str, Outcome]]:
    """What is looked at, by its uid in a follow-up, with its outcomes there."""
    if board.level is None:
        return "", board.figures.plans[followup.pk]
    key = board.level.level or 0
    row = board.figures.level_rows.get((followup.pk, key))
    return str(row.uid) if row else "", board.figures.levels[followup.pk][key] if row else {}


def _plan_bar(board: Board, plan: BoardPlan) -> Bar:
    outcomes, followup = board.figures.plans[plan.followup.pk], plan.followup
    return _bar(board, followup, "", _name(plan), outcomes, reverse("web:measurement-sheet", args=[followup.uid]))


def _level_bar(board: Board, row: BoardRow) -> Bar:
    followup = board.focus.followup if board.focus else None
    outcomes = board.figures.levels[row.followup][row.level or 0]
    return _bar(board, followup, str(row.uid), row.name or "", outcomes, query_of(board, **{LEVEL: str(row.uid)}))


def _leaf(board: Board, plan: BoardPlan, row: BoardRow) -> Branch:
    told = board.told[row.placement or 0]
    outcomes = board.figures.targets[row.followup][row.target or 0]
    return Branch(_bar(board, plan.followup, told.uid, f"{told.number}. {told.statement}", outcomes, ""))


def _bar(board: Board, followup: Any, subject: str, name: str, outcomes: Mapping[str, Outcome], href: str) -> Bar:
    band = board.band(followup, outcomes)
    reached = point_of(outcomes.get(YEAR), address(followup.uid, subject, YEAR), band)
    return Bar(name, reached, point_of(outcomes.get(EXPECTED), address(followup.uid, subject, EXPECTED)), href)


def _contributed(groups: Groups, told: GroupTold) -> BesideRow:
    uid, axis, key = groups.followup.uid, groups.axis.key, told.key
    number = ngettext("{n} meta", "{n} metas", told.group.counts.items).format(n=told.group.counts.items)
    mean = point_of(told.group.sums.outcome, number_address(uid, axis, key.key, MEAN))
    met = point_of(told.group.counts.met_share.outcome, number_address(uid, axis, key.key, MET))
    name = f"{key.code}. {key.name}" if key.code else key.name
    return BesideRow(f"{name} ({number})", mean, met, group_address(uid, axis, key.key))


def _money_row(money: MoneyBeside, each: Told) -> BesideRow:
    uid, axis = money.followup.uid, money.axis.key
    spent = told_ratio(each.ratios[SHOWN_FIRST], ratio_address(uid, axis, each.key.key, SHOWN_FIRST))
    physical = Point(None, _("no aplica"), ground="outside")
    if each.physical is not None:
        physical = point_of(each.physical, physical_address(each, money))
    second = Point(spent.figure, spent.word if spent.figure is None else "", spent.href)
    return BesideRow(row_name(each, money), physical, second, money_address(uid, axis))


def _cells(board: Board, plan: BoardPlan, unit: int) -> tuple[Point, ...]:
    return tuple(_cell(board, unit, each, board.cells[unit].get(each.pk)) for each in plan.history)


def _cell(board: Board, unit: int, followup: Any, cell: UnitCell | None) -> Point:
    if cell is None:
        return Point(None, _("sin metas"), ground="outside")
    key = str(board.units[unit].uid) if unit in board.units else WITHOUT
    href = number_address(followup.uid, UNITS, key, MEAN, measured_by(board.settings[followup.pk].bands_on.value))
    if cell.reason is not None:
        return Point(None, short_reason(cell.reason.value), href, ground=ground_of(cell.reason))
    return point_of(cell.outcome, href, cell.band)


def _unit_href(board: Board, unit: int) -> str:
    return query_of(board, **{UNIT: str(board.units[unit].uid)}) if unit in board.units else ""


def _name(plan: BoardPlan) -> str:
    name: str = plan.followup.plan_version.plan.name
    return name
