"""Screens of money beside physical progress for a follow-up, at the same cut, and how each percentage came about."""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rumbo.apps.budget.queries import Cut
from rumbo.apps.measurement import queries
from rumbo.apps.measurement.queries.groups import MEAN, WHOLE
from rumbo.apps.measurement.queries.money import ENTIRE, Beside, ExplainedMoney, MoneyBeside
from rumbo.domain.measurement.ratios import MoneyRatio, Spent
from rumbo.faces.kit.pieces import Link
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.budget.pages import cut_name, cut_recorded
from rumbo.faces.web.budget.spending import RATIOS, ratio_context, told_ratio
from rumbo.faces.web.downloading import FORMS, listing_file
from rumbo.faces.web.measurement.grouped import axis_title, key_name, listed_figure, number_address
from rumbo.faces.web.measurement.telling import Told, address, told
from rumbo.faces.web.measurement.views import crumbs, title_of
from rumbo.faces.web.session import entity_id_of, found_or_404
from rumbo.layouts.drawing.listing import MONEY, ListedMoney

KNOWN, TODAY = "conocido", "hoy"
"""What an address asks for besides: what is known today of what was closed."""
SHOWN = (Spent.COMMITTED_OF_DEFINITIVE, Spent.OBLIGATED_OF_DEFINITIVE, Spent.PAID_OF_DEFINITIVE)


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of the table: its physical figure and each ratio of its money, leading to how they came about."""

    name: str
    code: str
    physical: Told | None
    of_group: bool
    ratios: tuple["RatioCell", ...]
    projects: int
    lines: int


@dataclass(frozen=True, slots=True)
class RatioCell:
    """A percentage of money by its name, as its closing kept it; and as it is known since, where it is another."""

    name: str
    told: Told
    ratio: MoneyRatio
    since: Told | None = None


@require_safe
def beside(request: HttpRequest, uid: UUID, axis: str = "project") -> HttpResponse:
    """Money beside physical progress, by the keys of an axis, of the whole plan and of all that the budget tells."""
    found = _asked(request, uid, axis)
    followup = found.followup
    axes = [each for each in queries.axes_with_money(followup, axis) if each.targets or each.key == axis]
    rows = rows_of(found)
    context = {
        "followup": followup,
        "title": _("Dinero y avance físico"),
        "over": title_of(followup),
        "tabs": [Link(axis_title(each), money_address(uid, each.key), each.key == axis) for each in axes],
        "axis": axis_title(found.axis),
        "names": [str(RATIOS[which]) for which in SHOWN],
        "rows": rows,
        "others": any(cell.since for row in rows for cell in row.ratios),
        "cuts": _cuts(found.cuts),
        "kept": found.kept,
        "come": _cuts(found.come),
        "gone": _cuts(found.gone),
        "source": source_words(found),
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
    now = request.GET.get(KNOWN) == TODAY
    found = found_or_404(queries.explained_money(followup, axis, key, which, now=now))
    title = row_name(found.told, found.beside)
    way = _way(found.beside, Link(f"{RATIOS[found.ratio.which]}: {title}", ""))
    known = [each for each in Spent if found.told.ratios[each].counted or each == found.ratio.which]
    context = ratio_context(request, found.ratio, found.trace, found.told.lines, found.cuts) | {
        "title": title,
        "over": title_of(followup),
        "crumbs": way,
        "data": reverse("api:money-figure", args=[followup.entity.slug, uid, axis, key, which]) + ("?now=true" * now),
        "tabs": [Link(str(RATIOS[each]), ratio_address(uid, axis, key, each, now), each == which) for each in known],
        "source": source_words(found.beside),
        "since": _since(found, uid, axis, key),
    }
    return render(request, "web/budget/ratio.html", context)


def _since(found: ExplainedMoney, uid: UUID, axis: str, key: str) -> Told | None:
    """The same as it is known today, where that is another."""
    which = found.ratio.which
    ratio = found.told.others_since().get(which)
    return told_ratio(ratio, ratio_address(uid, axis, key, which, True)) if ratio is not None else None


def money_address(followup: UUID, axis: str = "project") -> str:
    """Money beside physical progress by an axis."""
    return reverse("web:measurement-money", args=[followup, axis])


def ratio_address(followup: UUID, axis: str, key: str, which: Spent, now: bool = False) -> str:
    """Where a percentage of money of a follow-up is explained: as its closing kept it or, with `now`, as it is known
    today."""
    at = reverse("web:measurement-money-ratio", args=[followup, axis, key, which.value])
    return f"{at}?{KNOWN}={TODAY}" if now else at


def source_words(found: MoneyBeside) -> str:
    """Of when what is told of money was known; nothing of what is open."""
    closed = found.followup.closed_at
    if closed is None:
        return ""
    if found.kept:
        return _("Es lo que se conocía al cerrar, el {day}.").format(day=written_day(closed))
    if found.now:
        return _("Es lo que se conoce hoy de ese corte; lo que se conocía al cerrar está guardado aparte.")
    return _("Este cierre es de antes de que se guardara el dinero: es lo que se conoce hoy de su corte.")


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
    uid, axis, key, since = found.followup.uid, found.axis.key, each.key.key, each.others_since()

    def at(ratio: MoneyRatio, now: bool) -> Told:
        return told_ratio(ratio, ratio_address(uid, axis, key, ratio.which, now))

    ratios = tuple(
        RatioCell(
            str(RATIOS[which]),
            at(each.ratios[which], found.now),
            each.ratios[which],
            at(since[which], True) if which in since else None,
        )
        for which in SHOWN
    )
    physical = told(each.physical, physical_address(each, found)) if each.physical is not None else None
    name = row_name(each, found)
    return MoneyRow(name, each.key.code, physical, each.of_group, ratios, each.projects, len(each.lines))


def _listed(found: MoneyBeside, absolute: Callable[[str], str]) -> Iterator[ListedMoney]:
    """Each line; one that is another today is told twice, as it was closed and as it is known."""
    for row in _told_twice(found):
        committed, obligated, paid = (listed_figure(each.told, absolute) for each in row.ratios)
        definitive = row.ratios[0].ratio
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


def _told_twice(found: MoneyBeside) -> Iterator[MoneyRow]:
    for each in (*found.rows, found.whole, found.entire):
        yield _row(each, found)
        if each.since is not None:
            today = _row(each.since, dataclasses.replace(found, now=True))
            yield dataclasses.replace(today, name=_("{name}: lo que se conoce hoy").format(name=today.name))


def _cuts(cuts: Iterable[Cut]) -> list[Link]:
    return [
        Link(f"{cut_name(cut)} ({cut_recorded(cut)})", reverse("web:budget-execution", args=[cut.uid])) for cut in cuts
    ]


def _asked(request: HttpRequest, uid: UUID, axis: str) -> MoneyBeside:
    followup = found_or_404(queries.followup_to_measure(entity_id_of(request), str(uid)))
    return found_or_404(queries.money_beside(followup, axis))


def _way(found: MoneyBeside, *further: Link) -> list[Link]:
    uid = found.followup.uid
    sheet = (title_of(found.followup), reverse("web:measurement-sheet", args=[uid]))
    return [*crumbs(sheet, (_("Dinero y avance físico"), money_address(uid, found.axis.key))), *further]
