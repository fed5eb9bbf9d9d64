"""The targets that two documents show, told to a person at a terminal: what is one target, why, and what differs."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.one_target import Evidence, SharedTarget
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.faces.cli.telling_found import tell_checks, tell_findings
from rumbo.findings import marked
from rumbo.layouts.across import Across, named
from rumbo.layouts.together import Registered
from rumbo.notation.numbers import print_number

EVIDENCE = {
    Evidence.SAME_NUMBER: marked("mismo proyecto y mismo número"),
    Evidence.SAME_WORDS: marked("casi las mismas palabras"),
    Evidence.SAME_TERM: marked("la misma cantidad para todos los años"),
    Evidence.SAME_YEAR: marked("la misma cantidad del año"),
}
FIELDS = {
    "annualization": marked("tipo de anualización"),
    "term": marked("cantidad de todos los años"),
    "year": marked("cantidad del año"),
}
LONGEST = 110


def tell_across(console: Console, found: Across) -> None:
    """Each target that both documents show, the sure ones and those that a person settles."""
    title = _("Una meta, varios documentos: {before} y {after}")
    facts = {"before": found.before.source.file, "after": found.after.source.file}
    console.rule(f"[bold]{escape(title.format(**facts))}", align="left")
    if not found.shared:
        console.print(_("Ninguna meta parece estar en los dos documentos."))
    for pair in found.shared:
        _pair(console, found, pair)
    console.print()
    tell_findings(console, [each for result in found.checks for each in result.findings])
    tell_checks(console, found.checks)


def tell_registered(console: Console, found: Registered) -> None:
    """A project that its sheet and a plan both tell: whether they say the same."""
    title = _("Un proyecto, dos documentos: {before} y {after}")
    facts = {"before": found.sheet.source.file, "after": found.plan.source.file}
    console.rule(f"[bold]{escape(title.format(**facts))}", align="left")
    tell_findings(console, [each for result in found.checks for each in result.findings])
    tell_checks(console, found.checks)


def _pair(console: Console, found: Across, pair: SharedTarget) -> None:
    kind = _("Es la misma") if pair.sure else _("Puede ser la misma (por confirmar)")
    why = "; ".join(_(EVIDENCE[each]) for each in pair.evidence)
    console.print(f"[bold]{escape(kind)}:[/] {escape(why)}")
    for content, path in ((found.before.content, pair.before), (found.after.content, pair.after)):
        console.print(Padding(escape(_short(named(content, path))), (0, 0, 0, 2)))
    for each in pair.differences:
        told = _("Distinto, {field}: «{before}» y «{after}».").format(
            field=_(FIELDS[each.field]), before=_text(each.before), after=_text(each.after)
        )
        console.print(Padding(escape(told), (0, 0, 0, 2)))


def _text(value: str | Quantity) -> str:
    return value if isinstance(value, str) else print_number(value.decimal, spoken())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
