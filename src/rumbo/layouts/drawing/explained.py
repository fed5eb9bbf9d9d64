"""How each figure of a dossier came about, one row a figure: what is printed and its exact integer, the formula with
the numbers in it, and the rule. With it a paper explains itself far from any page."""

from collections.abc import Iterator
from fractions import Fraction

from rumbo.domain.dossier import Dossier, Figure, Level, TargetEntry, figure_in, names_in, trace_in, unscheduled
from rumbo.domain.measurement.explaining import explain, rule_name
from rumbo.domain.measurement.trace import Percent, Trace
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity, shown_points
from rumbo.findings import marked
from rumbo.layouts.drawing.figures import MEASURES, measures_told
from rumbo.layouts.drawing.lights import of_level
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import Cell, Column, Kind, Paragraph, Section, Table, Tone

TOLD = ("formula", "reason", "mark")
MOST_PARTS = 40
TITLE, SHEET = marked("Cómo se obtuvo cada cifra"), marked("Cómo se obtuvo")
WHAT, WHICH, VALUE, EXACT = marked("De qué es"), marked("Cifra"), marked("Valor"), marked("Valor exacto")
COLUMNS = (
    (marked("No."), Column(6, Kind.CODE)),
    (WHAT, Column(36)),
    (WHICH, Column(16)),
    (VALUE, Column(12, Kind.PERCENT)),
    (EXACT, Column(16, Kind.CODE)),
    (marked("Cómo se obtuvo"), Column(60)),
    (marked("Regla"), Column(22)),
)
NOTE = marked(
    "El valor exacto es el número entero que se guarda: 1000000000000 es 100 %. Todo lo que se imprime se redondea de "
    "él una sola vez."
)


def explained_section(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """Every figure of the document with how it came about; nothing where the dossier brings no explanation."""
    rows = tuple(_rows(dossier, manner))
    if not rows:
        return ()
    title = manner.say(TITLE)
    header = tuple(Cell(manner.say(name)) for name, _column in COLUMNS)
    table = Table(title, tuple(column for _name, column in COLUMNS), (header,), rows, row_heading=False)
    return (Section(title, manner.say(SHEET), (table, Paragraph(manner.say(NOTE), Tone.NOTE))),)


def _rows(dossier: Dossier, manner: Manner) -> Iterator[tuple[Cell, ...]]:
    names, bare = names_in(dossier), unscheduled(dossier)
    for level in dossier.levels:
        for measure in measures_told(dossier):
            figure = figure_in(level, measure)
            if figure is not None:
                shown = of_level(measure, figure, bare)
                yield from _row(level, level.code, level.name, measure, shown, names, manner)
    for target in dossier.targets:
        for measure in measures_told(dossier):
            figure = figure_in(target, measure)
            if figure is not None:
                yield from _row(target, target.line.number, target.line.statement, measure, figure, names, manner)


def _row(
    subject: Level | TargetEntry,
    number: str,
    name: str,
    measure: str,
    figure: Figure,
    names: dict[str, str],
    manner: Manner,
) -> Iterator[tuple[Cell, ...]]:
    trace = trace_in(subject, measure)
    if trace is None:
        return
    yield (
        Cell(number),
        Cell(name),
        Cell(manner.say(MEASURES[measure])),
        manner.figure_cell(figure, manner.explained_at(subject.uid, measure)),
        Cell("" if figure.value is None else str(figure.value)),
        Cell(_how(trace, names, manner)),
        Cell(_rule(trace, manner)),
    )


def _how(trace: Trace, names: dict[str, str], manner: Manner) -> str:
    """The formula with its numbers or why there is none, what to know beside it, and the parts of a level."""

    def shown(value: Fraction | Percent) -> str:
        if isinstance(value, Percent):
            return manner.points_cell(shown_points(value.figure)).text
        return manner.number(Quantity(round(value * QUANTITY_UNITS)).decimal)

    try:
        lines = explain(trace, manner.translate, shown, names)
    except KeyError:
        # A later program may tell in a way that this one does not know: its numbers stand in the dossier.
        return ""
    told = [line.text for line in lines if line.role in TOLD and line.depth == 0]
    parts = [line.text for line in lines if line.role == "weight"]
    more = len(parts) - MOST_PARTS
    if more > 0:
        parts = [*parts[:MOST_PARTS], manner.say(marked("y {n} más, con su cifra en esta tabla"), n=more)]
    return ". ".join(text.removesuffix(".") for text in (*told, "; ".join(parts)) if text)


def _rule(trace: Trace, manner: Manner) -> str:
    """The rule by its name and edition; one that this program does not know stands by its key."""
    if trace.rule is None:
        return ""
    name = rule_name(trace.rule.id, trace.rule.edition)
    return manner.say(marked("{rule}, edición {edition}"), rule=manner.translate(name), edition=trace.rule.edition)
