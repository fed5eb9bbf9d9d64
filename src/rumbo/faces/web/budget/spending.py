"""Percentages of money as a person reads them: each a ratio of sums with its denominator in its name, leading to both
sums, to the lines that they are of, and to the execution that tells them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.views.decorators.http import require_safe

from rumbo.apps.budget.queries import Cut, SpentLine, cut_of
from rumbo.apps.measurement.queries import spending_of
from rumbo.domain.measurement.ratios import MADE_OF, Amount, MoneyRatio, Spent
from rumbo.domain.measurement.trace import Trace
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.story import Story
from rumbo.faces.web.budget.pages import cut_name, cut_recorded, cut_words, version_asked, way
from rumbo.faces.web.measurement.telling import Told, told
from rumbo.faces.web.session import found_or_404

ENTIRE = "todo"
LINES = 200
RATIOS: dict[Spent, Promise] = {
    Spent.COMMITTED_OF_DEFINITIVE: __("Comprometido de lo definitivo"),
    Spent.OBLIGATED_OF_DEFINITIVE: __("Obligado de lo definitivo"),
    Spent.PAID_OF_DEFINITIVE: __("Pagado de lo definitivo"),
    Spent.PAID_OF_COMMITTED: __("Pagado de lo comprometido"),
    Spent.EXECUTED_OF_DEFINITIVE: __("Ejecutado de lo definitivo"),
}
AMOUNTS: dict[Amount, Promise] = {
    Amount.DEFINITIVE: __("Apropiación definitiva"),
    Amount.COMMITMENTS: __("Compromisos"),
    Amount.OBLIGATIONS: __("Obligaciones"),
    Amount.PAYMENTS: __("Pagos"),
    Amount.EXECUTED: __("Ejecutado"),
}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of an execution in a ratio: where it stands, and its two amounts in centavos; one that lacks an amount
    counts in neither sum."""

    href: str
    row: int
    name: str
    above: int | None
    below: int | None

    @property
    def counts(self) -> bool:
        """Whether it has both amounts."""
        return self.above is not None and self.below is not None


def ratio_address(version: UUID, which: Spent, project: str = "") -> str:
    """Where a ratio of an execution is explained: of all of it, or of a project by its uid."""
    return reverse("web:budget-ratio", args=[version, project or ENTIRE, which.value])


def told_ratio(ratio: MoneyRatio, href: str) -> Told:
    """A ratio as it is shown; where there is none, that its amounts are not told or that there is nothing below."""
    shown = told(ratio.outcome, href)
    if shown.figure is not None:
        return shown
    return replace(shown, word=_("dividido por cero") if ratio.counted else _("no se dice"))


def ratio_facts(ratios: Iterable[MoneyRatio], address: Callable[[Spent], str]) -> list[tuple[str, Told, MoneyRatio]]:
    """Ratios by their names; those of which no line has both amounts are left out."""
    return [
        (str(RATIOS[ratio.which]), told_ratio(ratio, address(ratio.which)), ratio) for ratio in ratios if ratio.counted
    ]


def ratio_context(
    request: HttpRequest, ratio: MoneyRatio, trace: Trace, lines: Iterable[SpentLine], cuts: Mapping[str, Cut]
) -> dict[str, Any]:
    """What a page that explains a ratio shows: its story, its two sums, and its lines, those that count first."""
    upper, lower = MADE_OF[ratio.which]
    shown = [_line(each, cuts[each.version], upper, lower) for each in lines]
    return {
        "story": Story(trace, {}),
        "told": told_ratio(ratio, ""),
        "name": RATIOS[ratio.which],
        "above": AMOUNTS[upper],
        "below": AMOUNTS[lower],
        "ratio": ratio,
        "page": Paginator(sorted(shown, key=lambda each: not each.counts), LINES).get_page(request.GET.get("pagina")),
        "sources": [_source(cut) for cut in cuts.values()],
    }


@require_safe
def ratio(request: HttpRequest, uid: UUID, key: str, which: str) -> HttpResponse:
    """How a percentage of an execution came about, of all of it or of a project."""
    version = version_asked(request, uid)
    spent = found_or_404(next((each for each in Spent if each == which), None))
    found = found_or_404(spending_of(version, "" if key == ENTIRE else key))
    title = found.project.name if found.project else _("Toda la ejecución")
    project = "" if key == ENTIRE else key
    ratios = {each: found.ratio(each) for each in Spent}
    known = [each for each in Spent if ratios[each].counted or each == spent]
    trace = found.trace(spent)
    context = ratio_context(request, ratios[spent], trace, found.lines, {str(version.uid): cut_of(version)}) | {
        "title": title,
        "over": cut_words(version),
        "crumbs": way(version, Link(f"{RATIOS[spent]}: {title}", "")),
        "tabs": [Link(str(RATIOS[each]), ratio_address(uid, each, project), each == spent) for each in known],
    }
    return render(request, "web/budget/ratio.html", context)


def _line(line: SpentLine, cut: Cut, upper: Amount, lower: Amount) -> LineShown:
    above, below = line.amounts[upper], line.amounts[lower]
    href = reverse("web:budget-execution", args=[cut.uid])
    return LineShown(href, line.row, line.name, above.centavos if above else None, below.centavos if below else None)


def _source(cut: Cut) -> Fact:
    """An execution with its day of cut and the file that it came from."""
    place = _("Hoja «{part}»").format(part=cut.part) if cut.part else ""
    note = " · ".join(each for each in (cut.file or _("Sin archivo"), place, cut_recorded(cut)) if each)
    return Fact(_("Ejecución"), cut_name(cut), note, reverse("web:budget-execution", args=[cut.uid]))
