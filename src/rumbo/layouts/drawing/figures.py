"""The figures of a dossier as tables: by level of the plan, by target with how each came about, and the evidence."""

from decimal import Decimal

from rumbo.domain.annualization import rule_of
from rumbo.domain.dossier import Dossier, Level, PeriodCard, TargetEntry, looked_at, unscheduled
from rumbo.findings import marked
from rumbo.layouts.drawing.answers import answered, reported
from rumbo.layouts.drawing.lights import TERM, band_word, light_notes, of_level
from rumbo.layouts.drawing.manner import Manner
from rumbo.layouts.drawing.revised import corrected_sentence
from rumbo.papers.document import Block, Cell, Column, Kind, Paragraph, Picture, Section, Table, Tone
from rumbo.papers.figures import Bar, bars

PICTURE_MM = 215
DRAWN = 14
MEASURES = {
    "year": marked("Avance del año"),
    "to_date": marked("Avance a la fecha"),
    "term": marked("Avance de todo el periodo"),
    "expected": marked("Esperado"),
    "at_cutoff": marked("Frente a lo esperado"),
}


def levels_section(dossier: Dossier, manner: Manner) -> tuple[Section, ...]:
    """How far the plan went by level, as bars for the first levels and as a table for all."""
    if not dossier.levels:
        return ()
    measures = measures_told(dossier)
    names = (
        marked("Nivel"),
        marked("Código"),
        marked("Nombre"),
        *(MEASURES[each] for each in measures),
        marked("Semáforo"),
        marked("Sin contar"),
    )
    widths = (18, 8, 46, *[14] * len(measures), 14, 8)
    kinds = (Kind.TEXT, Kind.CODE, Kind.TEXT, *[Kind.PERCENT] * len(measures), Kind.TEXT, Kind.NUMBER)
    bare = unscheduled(dossier)
    rows = tuple(_level_row(level, bare, dossier, manner) for level in dossier.levels)
    table = _table(manner, marked("Avance por nivel del plan"), names, widths, kinds, rows, heading=False)
    note = marked(
        "«Sin contar» es el número de metas que la cifra del nivel deja por fuera: las que no aplican, las no "
        "programadas y las que no se pueden calcular."
    )
    notes = (*light_notes(dossier, manner), manner.say(note), *_corrected(dossier, manner))
    blocks: tuple[Block, ...] = (_bars(dossier, manner), table, *(Paragraph(text, Tone.NOTE) for text in notes))
    return (Section(manner.say(marked("Resultados por nivel")), manner.say(marked("Niveles")), blocks),)


def _corrected(dossier: Dossier, manner: Manner) -> list[str]:
    """Of each level whose figure was corrected, that it was and what it said."""
    told = ((level.name, corrected_sentence(dossier, level.uid, manner)) for level in dossier.levels)
    return [f"{name}. {sentence}" for name, sentence in told if sentence]


def origins_section(dossier: Dossier, period: PeriodCard, manner: Manner) -> Section:
    """How each figure came about, one row per target."""
    measures = measures_told(dossier)
    names = (
        marked("No."),
        marked("Acción"),
        marked("Reportado en el periodo"),
        *(MEASURES[each] for each in measures),
        marked("Semáforo"),
        marked("De dónde sale"),
        marked("Revisión"),
    )
    widths = (5, 38, 18, *[13] * len(measures), 14, 46, 26)
    kinds = (Kind.CODE, Kind.TEXT, Kind.TEXT, *[Kind.PERCENT] * len(measures), Kind.TEXT, Kind.TEXT, Kind.TEXT)
    rows = tuple(_origin_row(target, dossier, period, manner) for target in dossier.targets)
    table = _table(manner, marked("Cifras de cada acción y su origen"), names, widths, kinds, rows)
    return Section(manner.say(marked("De dónde sale cada cifra")), manner.say(marked("Cifras")), (table,))


def parts_section(dossier: Dossier, period: PeriodCard, manner: Manner) -> tuple[Section, ...]:
    """What the units tell beside their narrative, one row per labelled part."""
    rows = tuple(
        (Cell(target.line.number), Cell(manner.translate(part.label)), Cell(part.text))
        for target in dossier.targets
        for report in target.reports
        if report.period == period.ref
        for part in report.parts
    )
    if not rows:
        return ()
    names = (marked("No."), marked("Parte"), marked("Lo que dice la dependencia"))
    kinds = (Kind.CODE, Kind.TEXT, Kind.TEXT)
    table = _table(manner, marked("Partes del relato"), names, (5, 28, 103), kinds, rows)
    return (Section(manner.say(marked("Partes del relato")), manner.say(marked("Relato")), (table,)),)


def evidence_section(dossier: Dossier, period: PeriodCard, manner: Manner) -> tuple[Section, ...]:
    """The public evidence of the period, one row per piece."""
    rows = tuple(
        (
            Cell(target.line.number),
            Cell(manner.label("evidence", piece.kind)),
            Cell(piece.title),
            Cell(piece.address or piece.digest),
            manner.day_cell(piece.dated),
        )
        for target in dossier.targets
        for report in target.reports
        if report.period == period.ref
        for piece in report.evidence
    )
    if not rows:
        return ()
    names = (marked("No."), marked("Tipo"), marked("Soporte"), marked("Dirección o huella"), marked("Fecha"))
    kinds = (Kind.CODE, Kind.TEXT, Kind.TEXT, Kind.TEXT, Kind.DATE)
    table = _table(manner, marked("Soportes del periodo"), names, (5, 10, 50, 60, 11), kinds, rows)
    return (Section(manner.say(marked("Soportes")), manner.say(marked("Soportes")), (table,)),)


def _level_row(level: Level, bare: bool, dossier: Dossier, manner: Manner) -> tuple[Cell, ...]:
    figures = level.figures
    return (
        Cell(level.kind),
        Cell(level.code),
        Cell(level.name),
        *(
            manner.figure_cell(of_level(each, getattr(figures, each), bare), manner.explained_at(level.uid, each))
            for each in measures_told(dossier)
        ),
        Cell(band_word(figures, dossier, manner)),
        Cell(str(level.excluded), Decimal(level.excluded)),
    )


def _origin_row(target: TargetEntry, dossier: Dossier, period: PeriodCard, manner: Manner) -> tuple[Cell, ...]:
    report, figures = target.report_of(period.ref), target.figures
    review = report.review if report else None
    accepted = marked("Aceptado por {post}, {day}")
    return (
        Cell(target.line.number),
        Cell(target.line.statement),
        Cell(answered(target, target.answer_in(period.ref), manner, report)),
        *(
            manner.figure_cell(getattr(figures, each), manner.explained_at(target.uid, each))
            for each in measures_told(dossier)
        ),
        Cell(band_word(figures, dossier, manner)),
        Cell(_origin(target, dossier, period, manner)),
        Cell(manner.say(accepted, post=review.post, day=manner.day(review.day)) if review else ""),
    )


def _origin(target: TargetEntry, dossier: Dossier, period: PeriodCard, manner: Manner) -> str:
    """A short sentence: the rule and its edition, what was promised, what was reported period by period; before all of
    it, that the figure was corrected."""
    year, periodicity = dossier.plan.fiscal_year, period.ref.periodicity
    parts = [told] if (told := corrected_sentence(dossier, target.uid, manner)) else []
    parts += [_rule(target.annualization, manner)] if target.annualization else []
    if target.line.quantity is not None:
        quantity = manner.number(target.line.quantity.decimal)
        parts.append(manner.say(marked("Meta del año: {quantity}."), quantity=quantity))
    promised = ((it.period, manner.state_cell(it.amount).text) for it in target.programme)
    answers = reported(target, periodicity, manner)
    for name, entries in ((marked("Programado: {list}."), promised), (marked("Reportado: {list}."), answers)):
        if told := "; ".join(f"{manner.short_period(ref, year)}: {text}" for ref, text in entries):
            # A reason may end in its own full stop.
            parts.append(manner.say(name, list=told.removesuffix(".")))
    return " ".join(parts)


def _rule(key: str, manner: Manner) -> str:
    """The rule by its name and edition; one that this program does not know stands by its key."""
    try:
        rule = rule_of(key)
    except KeyError:
        return manner.say(marked("Regla «{rule}»."), rule=key)
    return manner.say(
        marked("Regla «{rule}», edición {edition}."), rule=manner.translate(rule.name), edition=rule.edition
    )


def measures_told(dossier: Dossier) -> tuple[str, ...]:
    """The names of the figures shown, in their order; that of the whole term only where the light looks at it."""
    whole = (TERM,) if looked_at(dossier) == TERM else ()
    return ("year", "to_date", *whole, "expected", "at_cutoff")


def _bars(dossier: Dossier, manner: Manner) -> Picture:
    """The levels of the top, and of the next one where the picture stays readable."""
    tops = [level for level in dossier.levels if not level.parent]
    parents = {level.uid for level in tops}
    nexts = [level for level in dossier.levels if level.parent in parents]
    shown = tops + nexts if len(tops) + len(nexts) <= DRAWN else tops[:DRAWN]
    rows = tuple(
        Bar(
            level.name,
            manner.figure_cell(level.figures.year).text,
            _thousandths(level.figures.year.value),
            _thousandths(level.figures.expected.value),
        )
        for level in shown
    )
    told = "; ".join(f"{bar.label}: {bar.printed}" for bar in rows)
    alt = manner.say(marked("Avance del año por nivel. {list}."), list=told)
    caption = manner.say(marked("Avance del año por nivel; la raya marca lo esperado al corte"))
    return Picture("image/svg+xml", bars(rows, alt), alt, PICTURE_MM, caption)


def _thousandths(value: int | None) -> int | None:
    return None if value is None else value // 10**9


def _table(
    manner: Manner,
    caption: str,
    names: tuple[str, ...],
    widths: tuple[int, ...],
    kinds: tuple[Kind, ...],
    rows: tuple[tuple[Cell, ...], ...],
    heading: bool = True,
) -> Table:
    columns = tuple(Column(width, kind) for width, kind in zip(widths, kinds, strict=True))
    return Table(manner.say(caption), columns, (tuple(Cell(manner.say(name)) for name in names),), rows, heading)
