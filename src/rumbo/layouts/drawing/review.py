"""What the rules found in some documents → Document: the report that a planning office sends to its units.

Each document has its part: what was found, by who answers for it and from the gravest on, what was looked at and held,
and what could not be looked at and why. What the documents say together comes last. It accuses nobody: who reads it
finds the place, the reason and how to go on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TypeAlias

from rumbo.findings import (
    CheckResult,
    Finding,
    Outcome,
    Severity,
    Where,
    marked,
    sentences_of,
    word,
    word_missing,
    word_passed,
)
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Heading,
    Kind,
    Listing,
    Paragraph,
    Section,
    Table,
    Tone,
)

SEVERITIES = {
    Severity.ERROR: marked("Error"),
    Severity.WARNING: marked("Advertencia"),
    Severity.NOTICE: marked("Aviso"),
}
GRAVEST = tuple(SEVERITIES)
MOST_PLACES = 12
SPANISH = Manner()
Stays: TypeAlias = tuple[Finding, str, str]
"""A finding that a person left as it is: why, and who said so."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document, a live record or several of them together: its name, what it is, what was found while it was read
    and what the rules answered. `files` where places must say in which file they are; `stays` is what was found and
    somebody left as it is; `answering` tells who answers for a finding, where the document says it."""

    name: str
    kind: str
    findings: tuple[Finding, ...]
    checks: tuple[CheckResult, ...] = ()
    files: bool = False
    stays: tuple[Stays, ...] = ()
    answering: Callable[[Finding], tuple[str, ...]] | None = None

    @property
    def all_found(self) -> tuple[Finding, ...]:
        """Everything found, from the gravest on."""
        found = (*self.findings, *(each for result in self.checks for each in result.findings))
        return tuple(sorted(found, key=lambda each: GRAVEST.index(each.severity)))

    def counted(self, outcome: Outcome) -> int:
        """How many rules answered so."""
        return sum(result.outcome is outcome for result in self.checks)


def draw_review(
    reviewed: Sequence[Reviewed],
    issuer: str,
    moment: datetime,
    manner: Manner = SPANISH,
    named: str = marked("Documento"),
) -> Document:
    """The report of some reviews, in their order; `named` is what each of them is of."""
    title = manner.say(marked("Informe de revisión de documentos de planeación"))
    parts = tuple(_part(at, each, manner) for at, each in enumerate(reviewed, 1))
    return Document(
        title=title,
        language=manner.language,
        header=Header(issuer, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        sections=(_summary(reviewed, manner, named), *parts),
        subject=title,
    )


def _summary(reviewed: Sequence[Reviewed], manner: Manner, named: str) -> Section:
    title = manner.say(marked("Resumen"))
    lead = manner.say(
        marked(
            "Un error se debe corregir antes de aprobar; una advertencia se decide; un aviso solo informa. "
            "Nada se cambió en los documentos."
        )
    )
    names = (named, marked("Qué es"), marked("Errores"), marked("Advertencias"), marked("Avisos"))
    asked = (marked("Revisado sin hallazgos"), marked("No se pudo revisar"))
    header = tuple(Cell(manner.say(name)) for name in (*names, *asked))
    widths = ((34, Kind.TEXT), (30, Kind.TEXT), *((12, Kind.NUMBER),) * 5)
    rows = tuple(_row(each, manner) for each in reviewed)
    columns = tuple(Column(width, kind) for width, kind in widths)
    return Section(title, title, (Paragraph(lead, Tone.LEAD), Table(title, columns, (header,), rows)), opens=True)


def _row(each: Reviewed, manner: Manner) -> tuple[Cell, ...]:
    counts = Counter(group[0].severity for group in _groups(each.all_found, manner))
    numbers = [
        *(counts[severity] for severity in GRAVEST),
        each.counted(Outcome.PASSED),
        each.counted(Outcome.NOT_MADE),
    ]
    return (Cell(each.name), Cell(manner.say(each.kind)), *(_number(number) for number in numbers))


def _number(number: int) -> Cell:
    return Cell(str(number), Decimal(number))


def _part(at: int, each: Reviewed, manner: Manner) -> Section:
    sheet = f"{at}. {each.name}"
    facts = Facts((Fact(manner.say(marked("Qué es")), manner.say(each.kind)),)) if each.kind else None
    blocks: list[Block] = [facts] if facts else []
    blocks += _found(each, manner)
    blocks += _staying(each, manner)
    blocks += _held(each, manner)
    blocks += _lacking(each, manner)
    return Section(each.name, sheet[:31], tuple(blocks))


def _found(each: Reviewed, manner: Manner) -> Iterator[Block]:
    if not each.all_found:
        yield Paragraph(manner.say(marked("No se encontró nada que corregir ni que preguntar.")))
        return
    title = manner.say(marked("Hallazgos"))
    names = (marked("Gravedad"), marked("Dónde"), marked("Qué"), marked("Por qué importa"), marked("Cómo seguir"))
    header = tuple(Cell(manner.say(name)) for name in names)
    columns = tuple(Column(width) for width in (12, 22, 44, 36, 36))
    yield Heading(title)
    parts = _by_answering(each)
    for who, found in parts:
        named = who or manner.say(marked("Del documento entero"))
        rows = tuple(_finding(group, manner, each.files) for group in _groups(found, manner))
        if len(parts) > 1 or who:
            yield Heading(named, 2)
        yield Table(f"{title}: {named if len(parts) > 1 else each.name}", columns, (header,), rows)


def _by_answering(each: Reviewed) -> list[tuple[str, list[Finding]]]:
    """What was found, apart for each that answers for some of it, so that each is sent its own: what is of the
    document as a whole first, the rest by name. What several answer for is told to each of them."""
    parts: dict[str, list[Finding]] = {}
    for found in each.all_found:
        for who in (each.answering(found) if each.answering else ()) or ("",):
            parts.setdefault(who, []).append(found)
    return sorted(parts.items(), key=lambda part: part[0].casefold())


def _staying(each: Reviewed, manner: Manner) -> Iterator[Block]:
    if not each.stays:
        return
    title = manner.say(marked("Queda así, con su razón"))
    names = (marked("Dónde"), marked("Qué"), marked("Razón"), marked("Quién lo dijo"))
    columns = tuple(Column(width) for width in (22, 50, 50, 28))
    rows = tuple(
        (
            Cell("\n".join(_places([found.where] if found.where else [], manner, each.files))),
            Cell(word(found, manner.translate).what),
            Cell(reason),
            Cell(who),
        )
        for found, reason, who in each.stays
    )
    yield Heading(title)
    yield Table(f"{title}: {each.name}", columns, (tuple(Cell(manner.say(name)) for name in names),), rows)


def _groups(findings: Iterable[Finding], manner: Manner) -> Iterator[list[Finding]]:
    """Findings that say the same, once, with all their places."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for found in findings:
        groups.setdefault((found.code, word(found, manner.translate).what), []).append(found)
    yield from groups.values()


def _finding(group: Sequence[Finding], manner: Manner, files: bool) -> tuple[Cell, ...]:
    words = word(group[0], manner.translate)
    shown = "\n".join(_places([found.where for found in group if found.where], manner, files))
    severity = manner.say(SEVERITIES[group[0].severity])
    return (Cell(severity), Cell(shown), Cell(f"{words.title}. {words.what}"), Cell(words.why), Cell(words.how))


def _places(places: Iterable[Where], manner: Manner, files: bool) -> Iterator[str]:
    """Places as a person looks for them, those under one header in one line: page, lines or cells, header."""
    together: dict[tuple[str, str, str], list[str]] = {}
    for where in places:
        line, colon, column = where.cell.partition(":")
        cell = line if colon and line.isdigit() and column.isdigit() else where.cell
        together.setdefault((where.file if files else "", where.part, where.header), []).append(cell)
    for (file, part, header), cells in together.items():
        named = [cell for cell in dict.fromkeys(cells) if cell]
        listed = ", ".join(named[:MOST_PLACES])
        if len(named) > MOST_PLACES:
            listed = manner.say(marked("{places} y {n} más"), places=listed, n=len(named) - MOST_PLACES)
        if named and all(cell.isdigit() for cell in named):
            listed = manner.say(marked("línea {line}") if len(named) == 1 else marked("líneas {line}"), line=listed)
        place = ", ".join(text for text in (file, part, listed) if text)
        yield f"{place} ({header})" if header and place else place or header


def _held(each: Reviewed, manner: Manner) -> Iterator[Block]:
    passed = [_passed(result, manner) for result in each.checks if result.outcome is Outcome.PASSED]
    if passed:
        yield Heading(manner.say(marked("Se revisó y no se encontró")))
        yield Listing(tuple(dict.fromkeys(passed)))


def _passed(result: CheckResult, manner: Manner) -> str:
    title, compared = manner.say(sentences_of(result.code).title), word_passed(result, manner.translate)
    return f"{title} ({compared})" if compared else title


def _lacking(each: Reviewed, manner: Manner) -> Iterator[Block]:
    lacking: dict[str, list[str]] = {}
    for result in each.checks:
        if result.outcome is Outcome.NOT_MADE:
            title = manner.say(sentences_of(result.code).title)
            lacking.setdefault(word_missing(result, manner.translate), []).append(title)
    if lacking:
        yield Heading(manner.say(marked("No se pudo revisar")))
        say = marked("{titles}. Hace falta: {missing}.")
        yield Listing(
            tuple(
                manner.say(say, missing=missing, titles="; ".join(dict.fromkeys(titles)))
                for missing, titles in lacking.items()
            )
        )
