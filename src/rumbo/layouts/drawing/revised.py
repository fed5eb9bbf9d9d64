"""What became other than it was first said, as tables: corrected figures, the change log of the plan, and the targets
that an act cancelled or suspended. Each section stands only where there is something to tell."""

from collections.abc import Iterator
from datetime import date

from rumbo.domain.dossier import Correction, Dossier, FigureCorrected, PlanChange, Weaker
from rumbo.domain.plan.weakening import WEAKER
from rumbo.findings import Finding, Severity, marked, word
from rumbo.layouts.drawing.manner import Manner
from rumbo.papers.document import Block, Cell, Column, Kind, Paragraph, Section, Table, Tone

Row = tuple[Cell, ...]
ISO_LETTERS = 10
CODE, TEXT, DATE = Kind.CODE, Kind.TEXT, Kind.DATE


def revised_sections(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """The corrections of the period, the change log and what no longer asks for anything."""
    drawn = (corrections_section(dossier, manner), changes_section(dossier, manner), standings_section(dossier, manner))
    return tuple(section for sections in drawn for section in sections)


def corrections_section(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """Each figure that a correction changed, beside what it was; a correction that changed none has a row too."""
    columns = (
        (marked("Desde"), 11, DATE),
        (marked("No."), 5, CODE),
        (marked("Reporte corregido"), 34, TEXT),
        (marked("Cifra"), 26, TEXT),
        (marked("Antes"), 12, Kind.PERCENT),
        (marked("Corregida"), 12, Kind.PERCENT),
        (marked("Motivo y acto"), 44, TEXT),
        (marked("Reabrió"), 20, TEXT),
        (marked("Publicada antes en"), 12, TEXT),
    )
    rows = tuple(row for each in dossier.corrections for row in _correction_rows(each, dossier, manner))
    note = marked(
        "Las cifras de este documento ya traen la corrección. Lo que se cerró no se borra: aquí está lo que decía, y "
        "la publicación anterior se conserva en su dirección."
    )
    title = marked("Correcciones después del cierre")
    return _section(title, marked("Correcciones"), note, columns, rows, manner)


def changes_section(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """The change log: what each change said and says, why and by which act, and in what less is promised."""
    columns = (
        (marked("Versión"), 9, TEXT),
        (marked("No."), 5, CODE),
        (marked("Acción"), 34, TEXT),
        (marked("Qué cambió"), 18, TEXT),
        (marked("Decía"), 20, TEXT),
        (marked("Dice"), 20, TEXT),
        (marked("En qué se promete menos"), 30, TEXT),
        (marked("Motivo y acto"), 40, TEXT),
    )
    rows = tuple(_change_row(each, manner) for each in dossier.changes)
    note = marked("Un plan se cambia con su motivo y por acto. Donde se promete menos de lo que se adoptó, se dice.")
    return _section(marked("Control de cambios"), marked("Cambios"), note, columns, rows, manner)


def standings_section(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """What an act cancelled or suspended: it stays in the plan and is told, and asks for nothing in its days."""
    columns = (
        (marked("No."), 5, CODE),
        (marked("Acción"), 50, TEXT),
        (marked("Estado"), 14, TEXT),
        (marked("Desde"), 12, DATE),
        (marked("Hasta"), 12, DATE),
        (marked("Motivo y acto"), 60, TEXT),
    )
    rows = tuple(
        (
            Cell(each.number),
            Cell(each.statement),
            Cell(manner.label("standing", each.kind)),
            manner.day_cell(each.since),
            manner.day_cell(each.until),
            Cell(_joined(each.reason, each.act)),
        )
        for each in dossier.standings
    )
    note = marked("Son cambios del plan decididos por acto: en esas fechas la acción no se mide ni cuenta en su nivel.")
    title = marked("Acciones canceladas y suspendidas")
    return _section(title, marked("Canceladas"), note, columns, rows, manner)


def corrected_sentence(dossier: Dossier, uid: str, manner: Manner) -> str:
    """That the figure of the year of a target or a level was corrected, and what it said; empty where it was not."""
    told = [(each.day, figure) for each in dossier.corrections for figure in each.figures if figure.uid == uid]
    if not told:
        return ""
    day, first = told[-1][0], told[0][1]
    said = marked("Cifra corregida el {day}; al cerrar era: {before}.")
    return manner.say(said, day=manner.day(day), before=manner.figure_cell(first.before).text)


def weaker_words(weaker: Weaker, manner: Manner) -> str:
    """In what a change asks less, as a sentence."""
    if weaker.code not in WEAKER:
        # A later program may point out what this one does not know.
        return weaker.code
    facts = {name: _day_told(str(fact), manner) for name, fact in weaker.facts.items()}
    return word(Finding(weaker.code, Severity.WARNING, facts=facts), manner.translate).what


def subject_of(figure: FigureCorrected, dossier: Dossier, manner: Manner) -> str:
    """What a corrected figure is of."""
    if figure.kind == "plan":
        return manner.say(marked("Todo el plan"))
    kind = next((level.kind for level in dossier.levels if level.uid == figure.uid), "")
    name = figure.name if figure.kind == "level" else manner.say(marked("La acción"))
    return f"{kind}: {name}" if kind else name


def change_words(change: PlanChange, manner: Manner) -> str:
    """What a change is, with the field that it changes."""
    kind = manner.label("change", change.kind)
    return f"{kind}: {manner.label('field', change.field)}" if change.field else kind


def _correction_rows(told: Correction, dossier: Dossier, manner: Manner) -> Iterator[Row]:
    given = (manner.day_cell(told.day), Cell(told.number), Cell(told.statement))
    why = (Cell(_joined(told.reason, told.act)), Cell(told.post), Cell(told.published))
    for figure in told.figures:
        numbers = (manner.figure_cell(figure.before), manner.figure_cell(figure.after))
        yield (*given, Cell(subject_of(figure, dossier, manner)), *numbers, *why)
    if not told.figures:
        yield (*given, Cell(manner.say(marked("Ninguna cifra del año cambió"))), Cell(), Cell(), *why)


def _change_row(change: PlanChange, manner: Manner) -> Row:
    return (
        Cell(change.version),
        Cell(change.number),
        Cell(change.statement),
        Cell(change_words(change, manner)),
        Cell(change.before),
        Cell(change.after),
        Cell(" ".join(weaker_words(each, manner) for each in change.weaker)),
        Cell(_joined(change.reason, change.act, change.unit)),
    )


def _day_told(fact: str, manner: Manner) -> str:
    """A fact that is a plain day ("2026-07-15") as the language writes days."""
    try:
        return manner.day(date.fromisoformat(fact)) if len(fact) == ISO_LETTERS else fact
    except ValueError:
        return fact


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _section(
    title: str, tab: str, note: str, columns: tuple[tuple[str, int, Kind], ...], rows: tuple[Row, ...], manner: Manner
) -> tuple[Section, ...]:
    if not rows:
        return ()
    header = tuple(Cell(manner.say(name)) for name, _width, _kind in columns)
    shapes = tuple(Column(width, kind) for _name, width, kind in columns)
    table = Table(manner.say(title), shapes, (header,), rows)
    blocks: tuple[Block, ...] = (Paragraph(manner.say(note), Tone.NOTE), table)
    return (Section(manner.say(title), manner.say(tab), blocks),)
