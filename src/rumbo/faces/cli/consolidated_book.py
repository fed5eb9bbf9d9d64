"""A consolidation as a book to hand on: what came out by group and from which sums, how it came about, and every
closing that was read.

Sums stand as text: they are whole numbers of more digits than a cell of a workbook keeps exactly.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from rumbo.domain.measurement.sentences import REASONS
from rumbo.domain.numbers import shown_points
from rumbo.faces.cli.language import said as _
from rumbo.faces.cli.language import spoken
from rumbo.faces.cli.reporting import written
from rumbo.findings import marked
from rumbo.layouts.drawing import Manner
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
    Section,
    Table,
    page_for,
)

WEIGHTS = {
    "equal": marked("Todas las metas pesan lo mismo"),
    "stated": marked("Cada plan pesa 1 y lo reparte entre sus metas como pesaron en su cifra"),
}
Told = Mapping[str, Any]


def write_book(target: Path, told: Told, rows: Sequence[tuple[str, Told]]) -> None:
    """Writes the book in the form that the file's name ends in; the command ends with a sentence where it cannot.
    `told` is what the command tells as JSON, `rows` its groups in order with their names."""
    written(target, _book(told, rows))


def _book(told: Told, rows: Sequence[tuple[str, Told]]) -> Document:
    manner, title = Manner("en" if spoken() == "en" else "es-CO", _), _("Consolidado de varias entidades")
    sections = (
        Section(title, _("Consolidado"), (_asked(told), _groups(rows, manner)), opens=True),
        Section(_("Cómo salió cada número"), _("Explicación"), tuple(_explained(rows))),
        Section(_("Cierres leídos"), _("Cierres"), (_closings(told["closings"], manner),)),
    )
    return Document(
        title=title,
        language=manner.language,
        header=Header(title, page_label=_("Página {page} de {pages}")),
        moment=datetime.now(UTC).replace(microsecond=0),
        sections=sections,
        page=page_for(block for section in sections for block in section.blocks),
    )


def _asked(told: Told) -> Facts:
    read = told["read"]
    facts = (
        (_("Porcentaje"), told["measure"]),
        (_("Por"), told["by"]),
        (_("Peso de cada meta"), _(WEIGHTS[told["weights"]])),
        *((_("Solo"), text) for text in told["only"]),
        (_("Cierres leídos"), str(read["closings"])),
        (_("Huella de lo leído"), read["digest"]),
        (_("Cierres que faltan en los números, sin archivo"), str(read["lacking"])),
        (_("Cierres que faltan en los números, con el archivo dañado"), str(read["lost"])),
    )
    return Facts(tuple(Fact(name, text) for name, text in facts))


def _groups(rows: Sequence[tuple[str, Told]], manner: Manner) -> Table:
    heads = (
        (_("Clave"), 12, Kind.TEXT),
        (_("Grupo"), 40, Kind.TEXT),
        *((_(head), 11, Kind.NUMBER) for head in COUNTED.values()),
        (_("Promedio"), 14, Kind.PERCENT),
        (_("Promedio de los planes"), 14, Kind.PERCENT),
        (_("Contaron"), 11, Kind.NUMBER),
        (_("Suma de cada avance por su peso"), 36, Kind.TEXT),
        (_("Suma de los pesos"), 24, Kind.TEXT),
    )
    columns = tuple(Column(width, kind) for _head, width, kind in heads)
    header = tuple(Cell(head) for head, _width, _kind in heads)
    return Table(_("Por grupo"), columns, (header,), tuple(tuple(_cells(*row, manner)) for row in rows), False)


COUNTED = {
    "entities": marked("Entidades"),
    "closings": marked("Cierres"),
    "targets": marked("Metas"),
    "measured": marked("Con cifra"),
    "met": marked("Cumplidas"),
}


def _cells(name: str, each: Told, manner: Manner) -> Iterator[Cell]:
    yield Cell(each["key"])
    yield Cell(name)
    yield from (_count(each[count], manner) for count in COUNTED)
    yield from (_figure(each[which], manner) for which in ("mean", "plans"))
    yield _count(each["sums"]["counted"], manner)
    yield from (Cell(each["sums"][which]) for which in ("weighted_total", "weights"))


def _figure(told: Told, manner: Manner) -> Cell:
    if told["value"] is None:
        return Cell(_(REASONS[told["undefined"]]))
    return replace(manner.points_cell(shown_points(told["value"])), figure=told["value"])


def _count(count: int, manner: Manner) -> Cell:
    return Cell(manner.number(Decimal(count)), Decimal(count))


def _explained(rows: Sequence[tuple[str, Told]]) -> Iterator[Block]:
    for name, each in rows:
        yield Heading(name)
        yield Listing(tuple(each["explanation"]))


def _closings(closings: Sequence[Told], manner: Manner) -> Table:
    heads = {
        "entity": (_("Entidad"), 36),
        "plan_name": (_("Plan"), 40),
        "last_day": (_("Corte"), 14),
        "correction": (_("Corrección"), 12),
        "digest": (_("Huella"), 68),
    }
    rows = tuple(tuple(Cell(str(each[name])) for name in heads) for each in closings)
    columns = tuple(Column(width) for _head, width in heads.values())
    return Table(_("Cierres leídos"), columns, (tuple(Cell(head) for head, _width in heads.values()),), rows, False)
