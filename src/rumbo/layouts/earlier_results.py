"""The sheet with results of periods that ended before the entity worked here, and how a period is written in it."""

import re

from rumbo.domain.calendar.periods import (
    ANNUAL,
    BIMONTHLY,
    FOUR_MONTHLY,
    MONTHLY,
    QUARTERLY,
    SEMIANNUAL,
    Period,
    periods_of_year,
)
from rumbo.layouts.filled_sheets.form import Asked, Form, Holds

YES, NO = "Sí", "No"
LETTERS = {"M": MONTHLY, "B": BIMONTHLY, "T": QUARTERLY, "C": FOUR_MONTHLY, "S": SEMIANNUAL}
_OF_CODE = {periodicity.code: letter for letter, periodicity in LETTERS.items()}
_WRITTEN = re.compile(r"(?P<year>[12]\d{3})(?:\s*[-/ ]\s*(?P<letter>[MBTCS])\s*(?P<ordinal>\d{1,2}))?", re.IGNORECASE)

RESULTS = Form(
    sheet="Resultados anteriores",
    how="Una fila por meta y periodo ya terminado. Llene el resultado en la columna que corresponde a como se reporta "
    "la meta, y diga siempre de qué documento sale y de qué fecha es. Las filas que no conozca, déjelas como están. "
    "El periodo es el año (2024) o una parte de él: 2024-T1 (trimestre), 2024-S1 (semestre), 2024-M03 (mes).",
    key=("period", "source"),
    idle=("number", "period"),
    asked=(
        Asked("target", "Clave", 12, longest=40, given=True),
        Asked("number", "N.º de la meta", 12, longest=20),
        Asked("statement", "Meta", 46, longest=5000, given=True, lines=True),
        Asked("indicator", "Indicador", 30, longest=5000, given=True, lines=True),
        Asked("kind", "Cómo se reporta", 18, given=True),
        Asked("measure_unit", "Unidad de medida", 16, given=True),
        Asked("period", "Periodo", 12, required=True, longest=20),
        Asked("quantity", "Cantidad o resultado", 14, Holds.NUMBER),
        Asked("numerator", "Numerador", 12, Holds.NUMBER),
        Asked("denominator", "Denominador", 12, Holds.NUMBER),
        Asked("percentage", "Porcentaje acumulado del año", 14, Holds.NUMBER),
        Asked("done", "¿Se hizo?", 10, choices=(YES, NO), listed=True),
        Asked("narrative", "Qué se hizo", 50, longest=20_000, lines=True),
        Asked("source", "Documento fuente", 40, required=True),
        Asked("source_day", "Fecha del documento", 14, Holds.DAY, required=True),
    ),
)
VALUES = {
    "quantity": ("quantity",),
    "ratio": ("numerator", "denominator"),
    "percentage": ("percentage",),
    "milestones": ("percentage",),
    "done": ("done",),
}
"""The columns that carry the value, by kind of report."""

HEADINGS = {each.name: each.heading for each in RESULTS.asked}


def written_period(fiscal_year: int, periodicity: str, ordinal: int) -> str:
    """A period as the sheet writes it: "2024", "2024-T1"."""
    letter = _OF_CODE.get(periodicity)
    return (
        str(fiscal_year)
        if letter is None
        else f"{fiscal_year}-{letter}{ordinal:02d}"
        if letter == "M"
        else (f"{fiscal_year}-{letter}{ordinal}")
    )


def period_written(text: str) -> Period | None:
    """The period that a text writes; None for one that there is not."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        return None
    periodicity = LETTERS[found["letter"].upper()] if found["letter"] else ANNUAL
    periods = periods_of_year(int(found["year"]), periodicity)
    ordinal = int(found["ordinal"] or 1)
    return periods[ordinal - 1] if 0 < ordinal <= len(periods) else None
