"""A plan of several years in one flat table (plan indicativo, plan plurianual): a row a target, the years side by side.

The layout reads objectives with a table of targets under each. Here such a sheet is put that way: a heading for every
new objective, and below it the rows that are its own, each cell still where it stood. What the layout has no place for
is told and stays in the file. The money of each year, under a label that says so, is not the programme of the target.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rumbo.findings import Finding, Sentences, Where
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import HeaderCell
from rumbo.layouts.engine.recognise import DEEPEST, header_cells, label_of
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

SEARCHED, FEWEST_YEARS, SHOWN = 40, 3, 90
PLAIN_LABEL = "Texto"
"""So that the name of an objective ("Eje 1") is not taken for another heading."""
_YEAR = re.compile(r"(?:(?P<words>.*?) )??(?P<year>20\d\d)")
_NTH = re.compile(r"(?:(?P<words>.*?) )??(?:ano|vigencia) (?P<nth>[1-9]|10)")
_TERM = re.compile(r"\b(20\d\d) (?:a )?(20\d\d)\b")
_NUMBER = re.compile(r"\D{0,40}?(\d{1,2}(?:\.\d{1,2})*)\b")
_MONEY = re.compile(r"inversion|recurso|financ|presupuest|cost|pesos|millones|apropiacion|valor|fuente|sgp|sgr")
_FOLLOWS = re.compile(r"avance|ejecutad|ejecucion|cumplimiento|seguimiento|logrado")
_TOTALS = ("total", "subtotal", "totales", "suma", "gran")
_HEADS: Mapping[str, tuple[str, ...]] = {
    "objective": ("objetivo", "linea estrategica", "linea", "eje", "pilar", "dimension", "reto", "campo", "programa"),
    "statement": (
        "meta de producto", "meta producto", "nombre de la meta", "descripcion de la meta", "meta del producto",
        "meta de resultado", "meta", "metas", "meta o indicador", "accion estrategica", "producto",
        "indicador de producto", "indicador",
    ),
    "number": ("no meta", "numero de la meta", "codigo meta", "codigo de la meta", "no", "numero", "codigo"),
    "annualization": ("tipo de anualizacion", "anualizacion", "tipo de acumulacion", "acumulacion", "tipo de meta"),
    "term": ("meta cuatrienio", "meta del cuatrienio", "meta de cuatrienio", "meta total", "meta final", "cuatrienio",
             "meta fisica cuatrienio", "meta del plan"),
}  # fmt: skip
_PRINTED = {"statement": "Nombre meta", "number": "Número", "annualization": "Anualización"}


@dataclass(frozen=True, slots=True)
class _Flat:
    """The header of a flat plan: its rows, the column (from 0) of what the layout reads, the years by their column."""

    rows: tuple[RawRow, ...]
    cells: tuple[HeaderCell, ...]
    columns: Mapping[str, int]
    years: Mapping[int, int]


def levelled(document: RawDocument) -> RawDocument:
    """The document with every flat plan of several years put under its objectives; as it is where it has none."""
    flat = {table.part: found for table in _shown(document) if (found := _flat(table))}
    if not flat or document.flow:
        return document
    flow: list[RawBlock | RawTable] = []
    findings = list(document.findings)
    for table in _shown(document):
        found = flat.get(table.part)
        flow += _Levelling(document, table, found, findings).pieces() if found else [table]
    return replace(document, flow=flow, findings=findings)


def _shown(document: RawDocument) -> list[RawTable]:
    return [table for table in document.tables if not table.hidden]


def _flat(table: RawTable) -> _Flat | None:
    rows = list(islice(table.rows, SEARCHED))
    said = " ".join(folded(value) for row in rows for value in row.values if isinstance(value, str))
    term = _TERM.search(said)
    for at, row in enumerate(rows):
        labels = [folded(label_of(value)) for value in row.values]
        if sum(_year(label, term) > 0 for label in labels) < FEWEST_YEARS or len(set(labels)) < FEWEST_YEARS + 2:
            continue
        header = tuple(_worded(each) for each in rows[max(0, at + 1 - DEEPEST) : at + 1])
        grouped = len(header) > 1 and sum(value is not None for value in header[-2].values) > 1
        for depth in (2, 1) if grouped else (1,):  # a title alone in its row is no label of a group
            if found := _read(header[-depth:], header_cells(list(header[-depth:]), table.merges), term, rows[at + 1 :]):
                return found
    return None


def _read(
    rows: tuple[RawRow, ...], cells: list[HeaderCell], term: "re.Match[str] | None", below: Sequence[RawRow]
) -> _Flat | None:
    if any(_FOLLOWS.search(folded(text)) for cell in cells for text in (cell.label, cell.group)):
        return None
    years = dict[int, int]()
    for cell in cells:
        year = _year(folded(cell.label), term)
        if year and not _MONEY.search(folded(f"{cell.group} {cell.label}")) and year not in years.values():
            years[cell.column - 1] = year
    columns = {name: at for name in _HEADS if (at := _column(name, cells, years, below)) is not None}
    if len(years) < FEWEST_YEARS or not {"objective", "statement"} <= columns.keys():
        return None
    return _Flat(rows, tuple(cells), columns, years)


def _column(name: str, cells: list[HeaderCell], years: Mapping[int, int], below: Sequence[RawRow]) -> int | None:
    """The column (from 0) whose header is the first of the names of a field, and whose values are fit for it."""
    labels = {folded(cell.label): cell.column - 1 for cell in reversed(cells) if cell.column - 1 not in years}
    for label in _HEADS[name]:
        at = labels.get(label)
        if at is not None and (name not in ("objective", "statement") or _texts(at, below)):
            return at
    return None


def _texts(at: int, below: Sequence[RawRow]) -> bool:
    """Whether a column holds words, not figures."""
    values = [row.values[at] for row in below if at < len(row.values) and row.values[at] is not None]
    return bool(values) and sum(isinstance(value, str) for value in values) * 2 > len(values)


def _worded(row: RawRow) -> RawRow:
    return RawRow(row.number, tuple(label_of(value) or None for value in row.values))


def _year(label: str, term: "re.Match[str] | None") -> int:
    """The year a folded label is for; "año 2" counts from the first one of the term. 0 where it is for none."""
    if found := _YEAR.fullmatch(label):
        return int(found["year"])
    if term and (found := _NTH.fullmatch(label)):
        return int(term[1]) + int(found["nth"]) - 1
    return 0


class _Levelling:
    """One sheet being put under its objectives."""

    def __init__(self, document: RawDocument, table: RawTable, flat: _Flat, findings: list[Finding]) -> None:
        self.document, self.table, self.flat, self.findings = document, table, flat, findings
        self.read = {**{at: name for name, at in flat.columns.items()}, **dict.fromkeys(flat.years, "years")}
        self.header = self._header()

    def pieces(self) -> Iterator[RawBlock | RawTable]:
        """What stands above the table, and then each objective with its rows."""
        first = self.flat.rows[0].number
        yield from self._above(first)
        self._tell_columns()
        objective, number, rows = "", 0, list[RawRow]()
        for row in self.table.rows:
            if row.number <= self.flat.rows[-1].number or not self._is_target(row):
                continue
            said = self._said(row, "objective") or objective
            if said != objective:
                yield from self._targets(rows)
                number, objective, rows = number + 1, said, []
                yield from self._heading(said, number, row)
            rows.append(
                RawRow(row.number, tuple(value if at in self.read else None for at, value in enumerate(row.values)))
            )
        yield from self._targets(rows)

    def _above(self, first: int) -> Iterator[RawBlock]:
        for row in self.table.rows:
            if row.number >= first:
                return
            if text := " ".join(text_of(value) for value in row.values if value is not None):
                yield RawBlock(Piece.PARAGRAPH, text, self.table.part, address(self.table, row.number, 1))

    def _header(self) -> RawRow:
        width = max(cell.column for cell in self.flat.cells)
        labels: list[RawValue] = [None] * width
        for name, at in self.flat.columns.items():
            labels[at] = _PRINTED.get(name)
        for at, year in self.flat.years.items():
            labels[at] = f"Programación {year}"
        if (term := self.flat.columns.get("term")) is not None:
            years = self.flat.years.values()
            labels[term] = f"Programación {min(years)}-{max(years)}"
        return RawRow(self.flat.rows[-1].number, tuple(labels))

    def _targets(self, rows: list[RawRow]) -> Iterator[RawTable]:
        if rows:
            yield replace(self.table, rows=[self.header, *rows], merges=())

    def _heading(self, said: str, number: int, row: RawRow) -> Iterator[RawBlock]:
        """The heading of an objective: by its own number where it says one, else by its place."""
        place = address(self.table, row.number, self.flat.columns["objective"] + 1)
        own = _NUMBER.match(said)
        part = self.table.part
        yield RawBlock(Piece.HEADING, f"Metas e indicadores Objetivo {own[1] if own else number}", part, place, level=1)
        yield RawBlock(Piece.PARAGRAPH, f"{PLAIN_LABEL}: {said}", part, place)

    def _is_target(self, row: RawRow) -> bool:
        texts = [text_of(value) for value in row.values if value is not None]
        if not texts:
            return False
        total = any(folded(text).split(" ")[0] in _TOTALS for text in texts[:2])
        if not total and self._said(row, "statement"):
            return True
        at = next(at for at, value in enumerate(row.values) if value is not None)
        self._tell(say.ROW_LEFT_OUT, row.number, at, text=" · ".join(texts)[:SHOWN])
        return False

    def _said(self, row: RawRow, name: str) -> str:
        at = self.flat.columns[name]
        return text_of(row.values[at]).strip() if at < len(row.values) and row.values[at] is not None else ""

    def _tell_columns(self) -> None:
        for cell in self.flat.cells:
            if cell.column - 1 not in self.read:
                title = "Plan estratégico institucional"
                self._tell(say.COLUMN_KEPT, self.header.number, cell.column - 1, written=cell.written, layout=title)

    def _tell(self, sentences: Sentences, row: int, at: int, **facts: str) -> None:
        where = Where(self.document.name, self.document.digest, self.table.part, address(self.table, row, at + 1))
        self.findings.append(Finding(sentences.code, sentences.severity, where, facts))
