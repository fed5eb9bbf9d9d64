"""Percentages of a follow-up: readable, on one scale, and not beyond the whole without a word (domain rule 1.5)."""

from collections.abc import Iterable, Iterator, Sequence

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, not_made
from rumbo.domain.followup.states import NotReported
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.domain.plan.draft import Block, ColumnRead, PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

UNREADABLE = declare(
    Sentences(
        "followup.progress_unreadable",
        Severity.ERROR,
        marked("Avance que no se puede leer"),
        marked("«{written}» no es un porcentaje, ni N/A, ni una celda vacía."),
        marked("Un avance que no se puede leer quedaría como no reportado."),
        marked("Escriba el porcentaje (por ejemplo 25 %), o N/A con su motivo."),
    )
)
SCALE = declare(
    Sentences(
        "followup.percent_scale",
        Severity.WARNING,
        marked("Avances en escalas distintas"),
        marked("«{written}» se leyó como {written} %; otros avances van de 0 a 100 o la celda no tiene signo."),
        marked("0,25 y 25 pueden querer decir lo mismo; leídos en escalas distintas la consolidación sale mal."),
        marked("Escriba todos los avances como porcentaje de 0 a 100, con el signo %."),
    )
)
SCALE_ASKED = declare(
    Sentences(
        "followup.percent_scale_asked",
        Severity.ERROR,
        marked("Falta decir en qué escala están los avances"),
        marked(
            "En «{written}» los avances van de {least} a {most} y ninguno tiene el signo % (valores: {count}; valen "
            "exactamente 1: {ones}). «{value}» puede ser el {percent} % o el {value} %."
        ),
        marked("La diferencia es de cien veces y el documento no la dice; por eso no se supone ninguna."),
        marked("Si son partes de uno, el encabezado «{suggestion}» lo dice; si son porcentajes, que quede como está."),
    )
)
OVER_HUNDRED = declare(
    Sentences(
        "followup.over_hundred",
        Severity.WARNING,
        marked("Avance mayor que 100 %"),
        marked("La acción {number} reporta {written}."),
        marked("Se conserva como está, pero al consolidar cuenta hasta el tope; la meta quizá estaba mal puesta."),
        marked("Confirme la cifra y explique en el relato por qué se superó la meta."),
    )
)
NOTHING_REPORTED = frozenset(
    ("", "-", "–", "—", "n/d", "nd", "n.d.", "sin dato", "sin datos", "sin reporte", "no reporta", "no reportado")
)
"""What people write, in lower case, where nothing was reported."""
NOTHING_PROGRAMMED = frozenset(("np", "n.p.", "n/p", "no programado", "no programada"))
"""What people write, in lower case, where the plan promised nothing for the period."""
HUNDRED = 100 * QUANTITY_UNITS
PARTS = "(de 0 a 1)"
"""What a header says whose percentages are written as parts of one: 0,75 for 75 %."""


def _progress(draft: PlanDraft) -> Iterator[tuple[int, Quantity]]:
    for at, line in enumerate(draft.matrix.lines):
        if isinstance(line.progress, Quantity):
            yield at, line.progress


def _unreadable(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress"):
        return not_made(UNREADABLE, FOLLOWUP)

    def found() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            if isinstance(line.progress, NotReported):
                written = draft.written(at, "progress")
                if written.strip().casefold() not in NOTHING_REPORTED:
                    yield finding(UNREADABLE, draft.where(at, "progress"), written=written)

    return asked(UNREADABLE, found())


def says_parts(header: str) -> bool:
    """Whether a header says that its values are parts of one."""
    return PARTS in header


Told = Sequence[tuple[int, Quantity]]
"""Lines with what they report."""


def _scales(draft: PlanDraft) -> Iterator[tuple[Block, ColumnRead, Told, Told]]:
    """Each column of progress with all that it reports but zeros, and what of it may be parts of one: numbers up to one
    that carry no percent sign and are no shown percentage."""
    for number, block in enumerate(draft.blocks):
        column = block.column_of("progress")
        if column is not None and not says_parts(column.header):
            told = [(at, each) for at, each in _progress(draft) if draft.origins[at].block == number and each.units]
            small = [(at, each) for at, each in told if each.units <= QUANTITY_UNITS and "%" not in _written(draft, at)]
            if small:
                yield block, column, told, small


def _scale(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    """What is suspected among percentages of a hundred."""
    if not draft.has("progress"):
        return not_made(SCALE, FOLLOWUP)
    return asked(
        SCALE,
        (
            finding(SCALE, draft.where(at, "progress"), written=_written(draft, at))
            for _block, _column, told, small in _scales(draft)
            if len(small) < len(told)
            for at, each in small
            if each.units < QUANTITY_UNITS
        ),
    )


def _scale_unsaid(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    """Where all of a column may be parts of one, it is asked once what they are."""
    if not draft.has("progress"):
        return not_made(SCALE_ASKED, FOLLOWUP)
    return asked(
        SCALE_ASKED,
        (
            _asked_of(draft, block, column, small)
            for block, column, told, small in _scales(draft)
            if len(small) == len(told)
        ),
    )


def _asked_of(draft: PlanDraft, block: Block, column: ColumnRead, small: Told) -> Finding:
    amounts = sorted(each.units for _, each in small)
    label = column.header.rpartition(" › ")[2]
    _, example = min(small, key=lambda pair: (pair[1].units == QUANTITY_UNITS, pair[0]))
    cell = block.locate(block.header_row, column.column)
    return finding(
        SCALE_ASKED,
        Where(draft.source.file, draft.source.digest, block.part, cell, column.header),
        f"{label} {PARTS}",
        written=label,
        count=len(small),
        ones=amounts.count(QUANTITY_UNITS),
        least=_number(Quantity(amounts[0])),
        most=_number(Quantity(amounts[-1])),
        value=_number(example),
        percent=_number(Quantity(example.units * 100)),
    )


def _over(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("progress"):
        return not_made(OVER_HUNDRED, FOLLOWUP)
    return asked(
        OVER_HUNDRED,
        (
            finding(
                OVER_HUNDRED,
                draft.where(at, "progress"),
                number=called(draft.matrix.lines[at]),
                written=_percent(progress),
            )
            for at, progress in _progress(draft)
            if progress.units > HUNDRED
        ),
    )


def _written(draft: PlanDraft, at: int) -> str:
    """The cell as text; a value that the sheet shows as a percentage is worded with its sign."""
    value = draft.value(at, "progress")
    if isinstance(value, str):
        return value
    progress = draft.matrix.lines[at].progress
    words = _percent(progress) if isinstance(progress, Quantity) else ""
    return words if hasattr(value, "ratio") else words.removesuffix(" %")


def _percent(progress: Quantity) -> str:
    return f"{_number(progress)} %"


def _number(amount: Quantity) -> str:
    return f"{amount.decimal.normalize():f}".replace(".", ",")


CHECKS = (
    Check(UNREADABLE, _unreadable),
    Check(SCALE, _scale),
    Check(SCALE_ASKED, _scale_unsaid),
    Check(OVER_HUNDRED, _over),
)
