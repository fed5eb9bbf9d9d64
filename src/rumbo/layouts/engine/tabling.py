"""A table that makes no plan, read by what was said of it: rows of amounts, codes and texts, and the rows that sum up.

Amounts are pesos, exact to the centavo; percentages are points, and a column of plain numbers up to one and a half is
taken for proportions. A cell that cannot be read is told and left without value, never taken for zero.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import takewhile

from rumbo.domain.checks.execution import run_execution_checks
from rumbo.domain.numbers import Money
from rumbo.domain.plan.draft import Block, Recognition, Source
from rumbo.domain.table import TableDraft, TableRow, Value
from rumbo.findings import Finding, Sentences, Severity, Where, declare, marked
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.about import About
from rumbo.layouts.engine.beyond import counts_columns
from rumbo.layouts.engine.cells import Memo, date_of, text_of
from rumbo.layouts.engine.cut_off import cut_off_in
from rumbo.layouts.engine.declaration import Field, Layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.headers import field_scores
from rumbo.layouts.engine.proportions import plain_number
from rumbo.layouts.engine.scales import SCALED, says_pesos, scale_of
from rumbo.layouts.engine.sections import Section, repeats, sections_of
from rumbo.layouts.engine.unnamed import unnamed_cell, unnamed_columns
from rumbo.layouts.engine.walking import block_of
from rumbo.notation.blanks import meaning_of
from rumbo.notation.numbers import NumberKind, parse_money, read_number
from rumbo.papers.raw import Percent, Piece, RawBlock, RawDocument, RawRow, RawTable, RawValue
from rumbo.papers.reading import address

AMOUNTS, SHARES, CODES = ("money",), ("percent", "number"), ("code", "bpin")
_TOTALS = ("total", "totales", "subtotal", "suma", "sumatoria")
_MOST_PROPORTION = Fraction(3, 2)
_MOST_TOLD = 200
_MOSTLY, _LOOKED_AT = 0.6, 200
CODE_OR_NAME = (("project_code", "project"), ("programme_code", "programme"), ("fund_code", "fund"))

NOT_AN_AMOUNT = declare(
    Sentences(
        "table.not_an_amount",
        Severity.ERROR,
        marked("Una cifra que no se puede leer"),
        marked("«{written}», en «{header}», no es una cifra."),
        marked("Una cifra que no se lee no entra en las sumas, y tomarla por cero las cambiaría."),
        marked("Escriba solo el número en la celda."),
    )
)
COLUMNS_LEFT = declare(
    Sentences(
        "table.columns_left",
        Severity.NOTICE,
        marked("Columnas que no se leyeron"),
        marked("La tabla trae otras columnas, que se conservan con el archivo: {columns}."),
        marked("Sus encabezados no son de ningún dato que Rumbo lleve de esta tabla."),
        marked("Si alguna hace falta, diga qué es en «Qué es cada columna»."),
    )
)
ANOTHER_TABLE = declare(
    Sentences(
        "table.another_below",
        Severity.WARNING,
        marked("Hay otra tabla debajo"),
        marked("Desde la fila {row} comienza una tabla con otros encabezados, que no se leyó."),
        marked(
            "Lo que está debajo de otros encabezados no es de esta tabla; leerlo como si lo fuera daría cifras falsas."
        ),
        marked("Si también la necesita, diga qué son sus columnas, señalando la fila de sus encabezados."),
    )
)


def read_table(document: RawDocument, wanted: Sequence[Layout]) -> TableDraft | None:
    """The first table that is one of those wanted; None when none is."""
    return next(_tables(document, wanted), None)


def read_tables(document: RawDocument, wanted: Sequence[Layout]) -> tuple[TableDraft, ...]:
    """Every table that is one of those wanted: of each sheet, and one below the other in a sheet."""
    return tuple(_tables(document, wanted))


def _tables(document: RawDocument, wanted: Sequence[Layout]) -> Iterator[TableDraft]:
    for table in document.tables:
        if not table.hidden:
            above = list(_texts_above(document, table))
            yield from (_Tabling(document, section, above).draft() for section in sections_of(table, wanted))


def _texts_above(document: RawDocument, table: RawTable) -> Iterator[RawBlock]:
    """What a document that is more than tables says before one of them."""
    parts = [piece.part for piece in document.flow if isinstance(piece, RawTable)]
    if table.part in parts:
        for piece in takewhile(lambda piece: isinstance(piece, RawBlock) or piece.part != table.part, document.flow):
            if isinstance(piece, RawBlock) and piece.kind is not Piece.PAGE_FOOTER:
                yield piece


class _Tabling:
    """One table being read."""

    def __init__(self, document: RawDocument, section: Section, above: Sequence[RawBlock]) -> None:
        self.document, self.section = document, section
        self.table: RawTable = section.table
        self.header = section.header
        best = self.header.best
        self.layout: Layout = best.layout
        self.columns = {name: cell.column - 1 for name, cell in best.columns.items()}
        self.amounts = [at for name, at in self.columns.items() if self.layout.field(name).kind in AMOUNTS]
        self.findings: list[Finding] = list(document.findings)
        self.about = About(self.layout)
        self.titles = [block.text for block in above]
        for block in above:
            where = Where(document.name, document.digest, block.part, block.cell)
            self.about.read((block.text,), lambda _, where=where: where, alone=True, walk=self.tell)
        self.readers: Mapping[str, Memo] = {}

    def draft(self) -> TableDraft:
        kept = list(self.rows())
        self.name_accounts(kept)
        self.name_things(kept)
        block = block_of(self.table, self.header)
        scales = self.scales()
        self.readers = {
            name: Memo(self.reader(name, self.values(kept, name), block, scales.get(name, 1))) for name in self.columns
        }
        rows, totals = list[TableRow](), list[TableRow]()
        for number, values in kept:
            (totals if _sums_up(values) else rows).append(TableRow(number, self.read(number, values, block)))
        for column in self.unnamed(kept):
            where = self.place(self.header.rows[-1], column - 1)
            self.tell(say.COLUMN_UNNAMED, where, column=unnamed_cell(column).label)
        named = {each.column for each in self.header.best.columns.values()}
        left = [f"«{each.written}»" for each in self.header.cells if each.column not in named]
        if left and not self.layout.own:
            self.tell(COLUMNS_LEFT, None, columns=", ".join(left))
        if self.section.other:
            self.tell(ANOTHER_TABLE, self.place(self.section.other, 0), row=self.section.other)
        year = self.header.best.fiscal_year or self.about.fiscal_year
        cut_off = self.cut_off(year)
        draft = TableDraft(
            source=Source(self.document.name, self.document.digest, self.document.media_type),
            recognition=Recognition(
                self.layout.built_in.key,
                self.layout.title,
                self.header.confidence,
                tuple(self.columns),
                (),
                self.layout.key,
            ),
            block=block,
            rows=tuple(rows),
            totals=tuple(totals),
            fiscal_year=year or (cut_off.year if cut_off else None),
            findings=tuple(self.findings),
            cut_off=cut_off,
        )
        return replace(draft, checks=run_execution_checks(draft)) if draft.has("definitive") else draft

    def name_accounts(self, kept: Sequence[tuple[int, tuple[RawValue, ...]]]) -> None:
        """Takes the texts right beside the codes, under the same merged header, for the names of the accounts."""
        codes = self.header.best.columns.get("account")
        if codes is None or "account_name" in self.columns or codes.column + 1 not in self.unnamed(kept):
            return
        texts = [text_of(values[codes.column]) for _number, values in kept]
        if sum(any(map(str.isalpha, text)) for text in texts) < _MOSTLY * len(texts):
            return
        beside = replace(codes, column=codes.column + 1)
        cells = sorted((*self.header.cells, beside), key=lambda cell: cell.column)
        best = replace(self.header.best, columns={**self.header.best.columns, "account_name": beside})
        self.header = replace(self.header, cells=tuple(cells), best=best)
        self.columns["account_name"] = codes.column

    def name_things(self, kept: Sequence[tuple[int, tuple[RawValue, ...]]]) -> None:
        """Takes a column whose header may head a code or a name ("Proyecto") for names where its cells say no codes."""
        for code, name in CODE_OR_NAME:
            cell = self.header.best.columns.get(code)
            if cell is None or name in self.columns or (name, 100) not in field_scores(cell.label, self.layout):
                continue
            texts = [text_of(value) for value in self.values(kept, code) if value is not None]
            if sum(" " in text.strip() or text.isalpha() for text in texts) > _MOSTLY * len(texts):
                columns = {name if each == code else each: at for each, at in self.header.best.columns.items()}
                sureness = {name if each == code else each: sure for each, sure in self.header.best.sureness.items()}
                best = replace(self.header.best, columns=columns, sureness=sureness)
                self.header = replace(self.header, best=best)
                self.columns[name] = self.columns.pop(code)

    def scales(self) -> Mapping[str, int]:
        """By how much the amounts of each column are multiplied: as its header says, else as the titles say, told."""
        headers = {name: cell.written for name, cell in self.header.best.columns.items()}
        money = {name: headers[name] for name in self.columns if self.layout.field(name).kind in AMOUNTS}
        text = next((text for text in self.titles if scale_of(text) > 1), "")
        own = {name: scale_of(header) for name, header in money.items()}
        scales = {name: own[name] if own[name] > 1 or says_pesos(money[name]) else scale_of(text) for name in money}
        if (times := max(scales.values(), default=1)) > 1:
            spoken = text or next(header for name, header in money.items() if own[name] > 1)
            self.tell(SCALED, None, text=" ".join(spoken.split())[:120], times=f"{times:,}".replace(",", "."))
        return scales

    def unnamed(self, kept: Sequence[tuple[int, tuple[RawValue, ...]]]) -> list[int]:
        """The columns (from 1) that bring values under no header."""
        named = {cell.column for cell in self.header.cells}
        return list(unnamed_columns([RawRow(number, values) for number, values in kept[:_LOOKED_AT]], named))

    def cut_off(self, year: int | None) -> date | None:
        """The day up to which the figures run: as said above the table, by its sheet, or by the name of its file."""
        said = self.about.texts.get("cut_off", "")
        return cut_off_in((said, *self.titles, self.table.part, self.document.name), year)

    def rows(self) -> Iterator[tuple[int, tuple[RawValue, ...]]]:
        """The rows of the table by number; titles, repeated headers and notes are left out, the notes told."""
        labels = {cell.column - 1: cell.label for cell in self.header.cells}
        width = max(labels) + 1
        for row in self.table.rows:
            values = (*row.values, *(None,) * (width - len(row.values)))
            filled = sum(value is not None for value in values)
            if row.number < self.header.rows[0]:
                self.about.read(values, partial(self.place, row.number), alone=True, walk=self.tell)
                self.titles += [value for value in values if isinstance(value, str)]
            elif row.number <= self.header.rows[-1] or not filled or counts_columns(values) or repeats(values, labels):
                continue
            elif filled == 1 or self.is_note(values):
                at = next(at for at, value in enumerate(values) if value is not None)
                self.tell(say.ROW_LEFT_OUT, self.place(row.number, at), text=_joined(values)[:90])
            else:
                yield row.number, values

    def is_note(self, values: Sequence[RawValue]) -> bool:
        """Whether a row of a table of amounts says none and no code: a heading, a signature, a note."""
        codes = [at for name, at in self.columns.items() if self.layout.field(name).kind in CODES]
        return bool(self.amounts) and not any(_has_figure(values[at]) for at in (*self.amounts, *codes))

    def values(self, kept: Sequence[tuple[int, tuple[RawValue, ...]]], name: str) -> list[RawValue]:
        return [values[self.columns[name]] for _number, values in kept]

    def read(self, number: int, values: tuple[RawValue, ...], block: Block) -> dict[str, Value]:
        """What a row says, field by field."""
        said: dict[str, Value] = {}
        for name, at in self.columns.items():
            value = values[at]
            if value is None or meaning_of(text_of(value)) is not None:
                continue
            read = self.readers[name][value]
            if read is None:
                written = text_of(value)
                header = next(column.header for column in block.columns if column.column == at + 1)
                self.tell(NOT_AN_AMOUNT, self.place(number, at, header), written=written[:80], header=header)
            else:
                said[name] = read  # type: ignore[assignment]
        return said

    def reader(self, name: str, values: Sequence[RawValue], block: Block, scale: int) -> Callable[[RawValue], object]:
        """How the cells of a column are read; percentages written as parts of one are told, for they are a guess."""
        found = self.layout.field(name)
        parts = found.kind == "percent" and _are_proportions(values)
        if parts:
            header = next(column.header for column in block.columns if column.column == self.columns[name] + 1)
            self.tell(say.PROPORTIONS, None, header=header)
        return _reader(found, 100 if parts else scale)

    def place(self, number: int, at: int, header: str = "") -> Where:
        cell = address(self.table, number, at + 1)
        return Where(self.document.name, self.document.digest, self.table.part, cell, header)

    def tell(
        self, sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: str | int
    ) -> None:
        """Notes a finding; of the same kind only so many, for a wrong column would tell one a row."""
        if sum(found.code == sentences.code for found in self.findings[-_MOST_TOLD:]) < _MOST_TOLD:
            self.findings.append(Finding(sentences.code, sentences.severity, where, facts, suggestion))


def _reader(found: Field, times: int) -> Callable[[RawValue], object]:
    if found.kind in AMOUNTS:
        return lambda value: _money(value, times)
    if found.kind in SHARES:
        return lambda value: _points(value, times)
    if found.kind == "date":
        return lambda value: date_of(value) or text_of(value)
    return lambda value: " ".join(text_of(value).split())


def _money(value: RawValue, times: int) -> Money | None:
    match value:
        case str():
            centavos = parse_money(value)
            return None if centavos is None else Money(centavos * times)
        case bool() | None | date() | Percent():
            return None
        case int() | Decimal():
            # A formula leaves parts of a centavo, which are no money.
            return Money(round(Fraction(value) * 100 * times))


def _are_proportions(values: Sequence[RawValue]) -> bool:
    plain = [number for value in values if (number := plain_number(value)) is not None]
    # Zeros are no percentages in any way; a 1 alone may be one percent.
    parts = any(0 < abs(number) < 1 for number in plain) or plain.count(Decimal(1)) > 1
    return parts and all(abs(number) <= _MOST_PROPORTION for number in plain)


def _points(value: RawValue, times: int) -> Fraction | None:
    if isinstance(value, Percent):
        return Fraction(value.ratio) * 100
    if isinstance(value, str) and (read := read_number(value)) and read.kind is NumberKind.PERCENT:
        return Fraction(read.value)
    plain = plain_number(value)
    return None if plain is None else Fraction(plain) * times


def _sums_up(values: Sequence[RawValue]) -> bool:
    texts = [text_of(value) for value in values if value is not None][:2]
    return any(folded(text).split(" ")[0] in _TOTALS for text in texts)


def _has_figure(value: RawValue) -> bool:
    return any(letter.isdigit() for letter in text_of(value))


def _joined(values: Sequence[RawValue]) -> str:
    return " · ".join(text_of(value) for value in values if value is not None)
