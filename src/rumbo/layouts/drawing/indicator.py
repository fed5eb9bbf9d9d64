"""The sheet of an indicator → Document: the form of its layout, and its results as a line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rumbo.domain.indicators.measuring import is_percent
from rumbo.domain.indicators.sheet import IndicatorSheet
from rumbo.findings import marked
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, Manner
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.printing import print_outline
from rumbo.papers.document import Document, Header, Picture, Section
from rumbo.papers.figures import trend

KEY = "indicator_sheet"
SPANISH = Manner()
CHART_MM = 160


@dataclass(frozen=True, slots=True)
class Keeper:
    """Whose sheet it is, and its state in the words of the reader."""

    entity: str
    state: str = ""


def draw_indicator(sheet: IndicatorSheet, keeper: Keeper, moment: datetime, manner: Manner = SPANISH) -> Document:
    """The document of a sheet. The form stays as its layout says it, whatever the language, so that it reads again."""
    form = Section(outline(KEY).title, manner.say(marked("Hoja")), print_outline(sheet, KEY), opens=True)
    return Document(
        title=sheet.name,
        language=FORM_LANGUAGE,
        header=Header(keeper.entity, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=moment,
        # The line stands before the form: behind it, a reader would take it for the end of the last table.
        sections=(*_chart(sheet, manner), form),
        subtitle=keeper.state,
        subject=sheet.objective,
    )


def _chart(sheet: IndicatorSheet, manner: Manner) -> Iterator[Section]:
    points = trend_points(sheet)
    if any(reached is not None for _, reached in points):
        title = manner.say(marked("Resultados en una línea"))
        alt = manner.say(marked("Línea de los resultados; sus datos están en la tabla de la hoja"))
        picture = Picture("image/svg+xml", trend(points, alt), alt, CHART_MM)
        yield Section(title, manner.say(marked("Línea")), (picture,))


def trend_points(sheet: IndicatorSheet) -> tuple[tuple[str, int | None], ...]:
    """Each period with its result in thousandths: of one hundred per cent, or of the target where it is no percentage.
    Without a target there is nothing to draw against."""
    whole = 100 if is_percent(sheet.measure_unit) else sheet.target.fraction if sheet.target else 0
    if not whole:
        return ()
    return tuple(
        (each.period, None if each.result is None else round(each.result.fraction / whole * 1000))
        for each in sheet.measurements
    )
