"""Findings and checks told to a person at a terminal: errors first, then what was asked and what it found."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import said_by_number as ngettext
from rumbo.faces.cli.language import spoken
from rumbo.findings import (
    CheckResult,
    Finding,
    Outcome,
    Severity,
    marked,
    sentences_of,
    word,
    word_missing,
    word_passed,
)
from rumbo.notation.numbers import print_number

SEVERITIES = {
    Severity.ERROR: ("red", marked("Error")),
    Severity.WARNING: ("yellow", marked("Advertencia")),
    Severity.NOTICE: ("cyan", marked("Aviso")),
}
MOST_PLACES = 8
MOST_ALIKE = 20
"""Findings of one code told in words of their own: who reads more than that asks for them all."""
_every: ContextVar[bool] = ContextVar("every", default=False)


@contextmanager
def telling_every_one() -> Iterator[None]:
    """Inside, no finding is left out for there being many like it."""
    token = _every.set(True)
    try:
        yield
    finally:
        _every.reset(token)


def tell_findings(console: Console, findings: Sequence[Finding]) -> None:
    """Findings with the same words told once, with all their places; errors first. Of a code that says more than so
    many things, the first of them and how many are left."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    told, left = Counter[str](), Counter[str]()
    for found in findings:
        key = (found.code, word(found, _).what)
        if key not in groups and told[found.code] >= MOST_ALIKE and not _every.get():
            left[found.code] += 1
            continue
        told[found.code] += key not in groups
        groups.setdefault(key, []).append(found)
    order = list(SEVERITIES)
    listed = sorted(groups.values(), key=lambda group: order.index(group[0].severity))
    last = {group[0].code: group for group in listed}
    for group in listed:
        tell_finding(console, group)
        if group is last[group[0].code] and (more := left[group[0].code]):
            console.print(escape("  " + _more(more)))
            console.print()


def _more(number: int) -> str:
    told = ngettext(
        "Y {n} hallazgo más como este; con --all se muestra.",
        "Y {n} hallazgos más como estos; con --all se muestran todos.",
        number,
    )
    return told.format(n=print_number(Decimal(number), spoken()))


def tell_finding(console: Console, group: Sequence[Finding]) -> None:
    """Findings that say the same: where each is, what is wrong, why it matters, how to go on."""
    colour, name = SEVERITIES[group[0].severity]
    words = word(group[0], _)
    console.print(f"[{colour} bold]{_(name)}[/] [bold]{escape(words.title)}[/] [dim]{group[0].code}")
    places = [_place(found) for found in group if found.where]
    if places:
        listed = ", ".join(places[:MOST_PLACES])
        if len(places) > MOST_PLACES:
            listed = _("{places} y {n} más").format(places=listed, n=len(places) - MOST_PLACES)
        header = group[0].where.header if group[0].where else ""
        console.print(escape(f"  {_('Dónde')}: {listed}" + (f" ({header})" if header else "")))
    for label, text in ((_("Qué"), words.what), (_("Por qué"), words.why), (_("Cómo seguir"), words.how)):
        console.print(Padding(escape(f"{label}: {text}"), (0, 0, 0, 2)))
    console.print()


def _place(found: Finding) -> str:
    where = found.where
    if where is None or not where.cell:
        return str(where or "")
    if where.cell[0] in "¶p":
        return where.cell
    if ":" in where.cell and where.cell[0].isdigit():
        line, column = where.cell.split(":")
        return _("línea {line}, columna {column}").format(line=line, column=column)
    if where.part:
        return _("hoja «{sheet}», celda {cell}").format(sheet=where.part, cell=where.cell)
    return _("celda {cell}").format(cell=where.cell)


def tell_checks(console: Console, checks: Sequence[CheckResult]) -> None:
    """What was asked: what was found wrong, what was not, and what could not be asked."""
    counted = Counter(result.outcome for result in checks)
    if not counted:
        return
    console.print(f"[bold]{_('Comprobaciones')}")
    summary = _("Con hallazgos: {found} · Sin hallazgos: {passed} · No se pudieron hacer: {not_made}")
    console.print("  " + summary.format(**{outcome.value: counted[outcome] for outcome in Outcome}))
    passed = [_passed(result) for result in checks if result.outcome is Outcome.PASSED]
    if passed:
        told = _("Se revisó y no se encontró: {titles}.").format(titles="; ".join(passed))
        console.print(Padding(escape(told), (0, 0, 0, 2)))
    lacking: dict[str, list[str]] = {}
    for result in checks:
        if result.outcome is Outcome.NOT_MADE:
            lacking.setdefault(word_missing(result, _), []).append(_(sentences_of(result.code).title))
    for missing, titles in lacking.items():
        told = _("No se pudo revisar (falta: {missing}): {titles}.").format(missing=missing, titles="; ".join(titles))
        console.print(Padding(escape(told), (0, 0, 0, 2)))
    console.print()


def _passed(result: CheckResult) -> str:
    """The title of a check that passed, with what it compared."""
    compared = word_passed(result, _)
    title = _(sentences_of(result.code).title)
    return f"{title} ({compared})" if compared else title
