"""Screens of money beside physical progress for a follow-up, at the same cut, and how each percentage came about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.measurement import queries
from rumbo.apps.measurement.queries.groups import MEAN, WHOLE
from rumbo.apps.measurement.queries.money import ENTIRE, Beside, MoneyBeside
from rumbo.domain.measurement.ratios import MoneyRatio, Spent
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.budget.pages import cut_name
from rumbo.faces.web.budget.spending import RATIOS, ratio_context, told_ratio
from rumbo.faces.web.downloading import FORMS, listing_file
from rumbo.faces.web.measurement.grouped import axis_title, key_name, listed_figure, number_address
from rumbo.faces.web.measurement.telling import Told, address, told
from rumbo.faces.web.measurement.views import crumbs, title_of
from rumbo.faces.web.session import entity_id_of, found_or_404
from rumbo.layouts.drawing.listing import MONEY, ListedMoney

SHOWN = (Spent.COMMITTED_OF_DEFINITIVE, Spent.OBLIGATED_OF_DEFINITIVE, Spent.PAID_OF_DEFINITIVE)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of the table: its physical figure and each ratio of its money, leading to how they came about."""

    name: str
    code: str
    physical: Told | None
    of_group: bool
    ratios: tuple[tuple[str, Told, MoneyRatio], ...]
    projects: int
    lines: int


@require_safe
def beside(request: HttpRequest, uid: UUID, axis: str = "project") -> HttpResponse:
    """Money beside physical progress, by the keys of an axis, of the whole plan and of all that the budget tells."""
    found = _asked(request, uid, axis)
    followup = found.followup
    axes = [each for each in queries.axes_with_money(followup, axis) if each.targets or each.key == axis]
    context = {
        "followup": followup,
        "title": _("Dinero y avance físico"),
        "over": title_of(followup),
        "tabs": [Link(axis_title(each), money_address(uid, each.key), each.key == axis) for each in axes],
        "axis": axis_title(found.axis),
        "names": [str(RATIOS[which]) for which in SHOWN],
        "rows": rows_of(found),
        "cuts": [Link(cut_name(cut), reverse("web:budget-execution", args=[cut.uid])) for cut in found.cuts],
        "last_day": written_day(followup.period.last_day),
        "forms": FORMS.items(),
        "download": money_address(uid, axis),
        "crumbs": _way(found),
    }
    return render(request, "web/measurement/money.html", context)


@require_safe
def printed(request: HttpRequest, uid: UUID, axis: str, form: str) -> HttpResponse:
    """The same table as a file, with the addresses where its percentages are explained."""
    found = _asked(request, uid, axis)
    return listing_file(request, MONEY, lambda: tuple(_listed(found, request.build_absolute_uri)), form)


@require_safe
def ratio(request: HttpRequest, uid: UUID, axis: str, key: str, which: str) -> HttpResponse:
    """How a percentage of money came about: both sums, their lines, and the executions that tell them."""
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    found = found_or_404(queries.explained_money(followup, axis, key, which))
    title = row_name(found.told, found.beside)
    way = _way(found.beside, Link(f"{RATIOS[found.ratio.which]}: {title}", ""))
    known = [each for each in Spent if found.told.ratios[each].counted or each == found.ratio.which]
    context = ratio_context(request, found.ratio, found.trace, found.told.lines, found.cuts) | {
        "title": title,
        "over": title_of(followup),
        "crumbs": way,
        "data": reverse("api:money-figure", args=[followup.entity.slug, uid, axis, key, which]),
        "tabs": [Link(str(RATIOS[each]), ratio_address(uid, axis, key, each), each == which) for each in known],
    }
    return render(request, "web/budget/ratio.html", context)


def money_address(followup: UUID, axis: str = "project") -> str:
    """Money beside physical progress by an axis."""
    return reverse("web:measurement-money", args=[followup, axis])


def ratio_address(followup: UUID, axis: str, key: str, which: Spent) -> str:
    """Where a percentage of money of a follow-up is explained."""
    return reverse("web:measurement-money-ratio", args=[followup, axis, key, which.value])


def physical_address(each: Beside, found: MoneyBeside) -> str:
    """Where a physical figure that stands beside money is explained: that of a level, the plan, or a group."""
    uid = found.followup.uid
    if each.of_group:
        return number_address(uid, found.axis.key, each.key.key, MEAN)
    return address(uid, each.subject, "year")


def rows_of(found: MoneyBeside) -> list[MoneyRow]:
    """The lines of the table: each key, the whole plan, and all that the executions tell."""
    return [_row(each, found) for each in (*found.rows, found.whole, found.entire)]


def row_name(each: Beside, found: MoneyBeside) -> str:
    """What a line is called."""
    if each.key.key == ENTIRE:
        return _("Todo lo que dicen las ejecuciones")
    return _("Todo el plan") if each.key.key == WHOLE else key_name(each.key, found.axis)


def _row(each: Beside, found: MoneyBeside) -> MoneyRow:
    uid, axis = found.followup.uid, found.axis.key
    ratios = tuple(
        (str(RATIOS[which]), told_ratio(each.ratios[which], ratio_address(uid, axis, each.key.key, which)),
         each.ratios[which])
        for which in SHOWN
    )  # fmt: skip
    physical = told(each.physical, physical_address(each, found)) if each.physical is not None else None
    name = row_name(each, found)
    return MoneyRow(name, each.key.code, physical, each.of_group, ratios, each.projects, len(each.lines))


def _listed(found: MoneyBeside, absolute: Callable[[str], str]) -> Iterator[ListedMoney]:
    for row in rows_of(found):
        committed, obligated, paid = (listed_figure(each, absolute) for _name, each, _ratio in row.ratios)
        definitive = row.ratios[0][2]
        yield ListedMoney(
            code=row.code,
            name=row.name,
            physical=listed_figure(row.physical, absolute) if row.physical else None,
            definitive=definitive.below if definitive.counted else None,
            committed=committed,
            obligated=obligated,
            paid=paid,
            lines=row.lines,
        )


def _asked(request: HttpRequest, uid: UUID, axis: str) -> MoneyBeside:
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    return found_or_404(queries.money_beside(followup, axis))


def _way(found: MoneyBeside, *further: Link) -> list[Link]:
    uid = found.followup.uid
    sheet = (title_of(found.followup), reverse("web:measurement-sheet", args=[uid]))
    return [*crumbs(sheet, (_("Dinero y avance físico"), money_address(uid, found.axis.key))), *further]
