"""The targets that the sentences of a plan of action state, told to a person at a terminal as they were understood."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table as Grid

from rumbo.content.load import catalogue
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.stated import Operator, StatedTarget
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.findings import marked
from rumbo.notation.dates import MONTHS
from rumbo.notation.numbers import print_number

OPERATORS = {
    Operator.AT_LEAST: marked("mínimo {amount}"),
    Operator.AT_MOST: marked("máximo {amount}"),
    Operator.EQUAL: marked("exactamente {amount}"),
}


def tell_targets(console: Console, plan: InstitutionalPlan) -> None:
    """A row for each indicator; what no sentence says stays blank."""
    if not any(process.indicators for process in plan.processes):
        return
    grid = Grid(box=None, padding=(0, 1), header_style="bold")
    for name in (_("Proceso"), _("Indicador"), _("Meta"), _("Cada cuánto"), _("Meses")):
        grid.add_column(name)
    for process in plan.processes:
        for each in process.indicators:
            place = f"{process.number} {process.name}"
            grid.add_row(*map(escape, (place, each.number, *_told(each.target))))
    console.print(f"[bold]{escape(_('Lo que las frases prometen'))}")
    console.print(Padding(grid, (0, 0, 1, 2)))


def _told(target: StatedTarget) -> tuple[str, str, str]:
    if target.quantity is None:
        return _("sin leer"), "", ""
    amount = f"{print_number(target.quantity.decimal, spoken())} {target.measure_unit}".strip()
    if target.operator:
        amount = _(OPERATORS[target.operator]).format(amount=amount)
    return amount, _how_often(target.periodicity), _months(target)


def _how_often(key: str) -> str:
    """The name of a periodicity in the language that is spoken."""
    listed = catalogue("periodicities")
    entry = next((each for each in listed.entries if each.code == key), None) if listed else None
    if entry is None:
        return key
    return entry.facts["name_en"] if spoken() == "en" else entry.name


def _months(target: StatedTarget) -> str:
    if target.first_month is None or target.last_month is None:
        return ""
    names = MONTHS[spoken()]
    first, last = names[target.first_month - 1], names[target.last_month - 1]
    return first if first == last else _("{first} a {last}").format(first=first, last=last)
