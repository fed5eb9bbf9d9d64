"""xlsx: a sheet per section, real numbers and days, texts that never run, print set-up with the document control.

A sheet shows all it has: no hidden sheet, no comment, no property that a reader of the sheet does not see. Rows are
streamed to disk, so memory does not grow with the plan.
"""

import io
from decimal import Decimal
from typing import Any

import xlsxwriter

from rumbo.papers.document import (
    Cell,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Section,
    Signatures,
    Table,
    Tone,
)
from rumbo.papers.writing.raster import SVG, raster_of
from rumbo.papers.writing.sheet_cells import cell_writer
from rumbo.papers.writing.sheet_heights import height_of, height_of_row, rooms_of
from rumbo.papers.writing.sheet_lists import Lists
from rumbo.papers.writing.sheet_styles import FREE, GIVEN, Styles
from rumbo.papers.writing.sheet_texts import fitted

MARGINS = {"left": 0.4, "right": 0.4, "top": 0.9, "bottom": 0.6}
GROWING = ("plain", "lead", "notice", "heading", "subheading")
ROW_PT, ROOM_PT, FROZEN_PT = 15, 45, 260
"""A header that stands lower than this is not frozen: on a small screen nothing would be left to scroll."""
FEW_ROWS, MOST_BREAKS = 8, 1000
MOST_FITTED = 2_000
"""Rows of a table whose heights are worked out; a longer one is sorted and filtered rather than read."""
CAPITALS = 8
"""Tenths of a character of width that a capital of a header leaves."""
WIDEST_NAME = 30
"""Characters of the first column that the names of data widen, where a sheet has several tables."""
INCH_MM = Decimal("25.4")
PIXELS_A_LETTER, TALLEST = 7, 400
"""How wide a column of one character is, and how high a photograph may be: a row has no more than 546 pixels."""
ALLOWED = {"format_columns": True, "format_rows": True, "select_locked_cells": True}
"""What may be done to the sheet of a form besides filling it in; no password, for it keeps nobody's secret."""


def write_xlsx(document: Document) -> bytes:
    """The workbook of a document. A text longer than a cell allows ends in a mark; `xlsx_findings` tells which."""
    held = io.BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    book = xlsxwriter.Workbook(held, options)
    moment = document.moment.replace(tzinfo=None)
    book.set_properties({"title": document.title, "author": document.header.issuer, "created": moment})
    styles, lists = Styles(book), Lists(document)
    for section in document.sections:
        _SheetDrawing(document, section, book.add_worksheet(section.sheet[:31]), styles, lists).draw()
    lists.draw(book, styles)
    book.close()
    return held.getvalue()


class _SheetDrawing:
    """Draws one section downwards; `row` is the next free row, for a streamed sheet never goes back."""

    def __init__(self, document: Document, section: Section, sheet: Any, styles: Styles, lists: Lists) -> None:
        self.document, self.section, self.sheet, self.styles, self.lists = document, section, sheet, styles, lists
        self.row = 0
        self.height = 0.0
        self.breaks: list[int] = []
        self.tables = [block for block in section.blocks if isinstance(block, Table)]
        self.span = max([len(table.columns) for table in self.tables], default=2)
        self.widths = self._widths()
        self.form = any(cell.given for table in self.tables for row in table.rows for cell in row)

    def draw(self) -> None:
        self._set_up()
        if self.section.opens:
            self.sheet.activate()
        self._across(self.document.header.issuer, "issuer")
        control = (f"{fact.name} {fact.text}" for fact in self.document.header.control)
        self._across(" · ".join(control), "small")
        self._across(self.section.title, "title")
        for block in self.section.blocks:
            self._block(block)
        if self.form:
            self.sheet.protect("", ALLOWED)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), max(self.span - 1, 1))
        self.sheet.set_h_pagebreaks(self.breaks[:MOST_BREAKS])

    def _set_up(self) -> None:
        """How the sheet is printed: lying, as wide as one page, with the document control on each."""
        sheet, header = self.sheet, self.document.header
        sheet.set_landscape()
        sheet.set_paper(self.document.page.paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(**MARGINS)
        sheet.hide_gridlines(2)
        control = "\n".join(f"{fact.name}: {fact.text}" for fact in header.control)
        page = header.page_label.replace("&", "&&").replace("{page}", "&P").replace("{pages}", "&N")
        sheet.set_header(f"&L&9{_plain(header.issuer)}\n{_plain(self.document.title)}&R&8{_plain(control)}"[:250])
        sheet.set_footer(f"&R&8{page}")
        for index, width in enumerate(self.widths):
            sheet.set_column(index, index, width)

    def _widths(self) -> list[int]:
        """Characters of each column: as the first table has it, and beyond it as the widest. Where there are several
        tables the names of data have room; where there is one, its first column is often a narrow number."""
        if not self.tables:
            return [34, 90]
        columns = max(self.tables, key=lambda table: len(table.columns)).columns
        widths = [each.width + 2 for each in (*self.tables[0].columns, *columns[len(self.tables[0].columns) :])]
        names = [len(item.name) for block in self.section.blocks if isinstance(block, Facts) for item in block.items]
        if len(self.tables) > 1 and names:
            widths[0] = max(widths[0], min(max(names) + 2, WIDEST_NAME))
        return widths

    def _across(self, text: str, style: str) -> None:
        """A line of text over the width of the table."""
        if not text:
            return
        last = max(self.span - 1, 1)
        if style in GROWING:
            self._grow(text)
        self.sheet.merge_range(self.row, 0, self.row, last, "", self.styles[style])
        self.sheet.write_string(self.row, 0, fitted(text), self.styles[style])
        self._logo()
        self.row += 1
        self.height += ROW_PT

    def _room(self) -> None:
        """An empty row to write a text in."""
        self.sheet.set_row(self.row, ROOM_PT)
        self.sheet.merge_range(self.row, 0, self.row, max(self.span - 1, 1), "", self.styles["cell"])
        self.row += 1
        self.height += ROOM_PT

    def _grow(self, text: str) -> None:
        """Makes the row as high as a text needs; a spreadsheet does not do so by itself for merged cells."""
        self._high(height_of([(text, max(sum(self.widths), 1))]))

    def _high(self, height: float) -> None:
        """Makes the row so many points high; 0 leaves it as it is."""
        if height:
            self.sheet.set_row(self.row, height)
            self.height += height - ROW_PT

    def _logo(self) -> None:
        logo = self.document.header.logo
        if self.row == 0 and logo is not None:
            picture, known = raster_of(logo)
            scale = float(Decimal(logo.width_mm) / INCH_MM * 96 / known.width)
            self.sheet.set_row_pixels(0, max(24, round(known.height * scale) + 8))
            placing = {"image_data": io.BytesIO(picture), "x_scale": scale, "y_scale": scale}
            corner = max(self.span - 2, 1)
            self.sheet.insert_image(0, corner, "logo.png", {**placing, "y_offset": 4, "description": logo.alt})

    def _block(self, block: object) -> None:
        match block:
            case Paragraph(""):
                self._room()
            case Paragraph(text, tone):
                self._across(text, {Tone.LEAD: "lead", Tone.NOTICE: "notice"}.get(tone, "plain"))
            case Heading(text, level):
                if level == 1 and len(self.tables) > 1 and self.row > FEW_ROWS:
                    self.breaks.append(self.row)
                self._across(text, "heading" if level == 1 else "subheading")
            case Listing(items, marked):
                for text in items:
                    self._across(f"• {text}" if marked else text, "plain")
            case Facts(items):
                for item in items:
                    self._fact(item)
            case Table():
                self._table(block)
            case Picture():
                self._picture(block)
            case Signatures(lines):
                for line in lines:
                    self.row += 1
                    self._pair(line.act, " · ".join(filter(None, (line.post, line.unit))), self.styles["plain"])

    def _picture(self, block: Picture) -> None:
        """A photograph in a row of its own, and its words below it; a drawing only repeats the tables beside it."""
        if block.media_type != SVG:
            content, known = raster_of(block)
            across = min(Decimal(block.width_mm) / INCH_MM * 96, Decimal(sum(self.widths)) * PIXELS_A_LETTER)
            scale = min(across / known.width, Decimal(TALLEST) / known.height)
            drawn = {"image_data": io.BytesIO(content), "x_scale": float(scale), "y_scale": float(scale)}
            placing = {**drawn, "y_offset": 4}
            self.sheet.set_row_pixels(self.row, round(known.height * scale) + 8)
            self.sheet.insert_image(self.row, 0, "imagen.png", {**placing, "description": block.alt})
            self.row += 1
        told = block.caption if block.alt in block.caption else f"{block.caption}: {block.alt}".removeprefix(": ")
        self._across(told, "plain")

    def _fact(self, fact: Fact) -> None:
        """A name and what it is; where that is to be filled in, a box that offers what there is to choose."""
        self._pair(fact.name, fact.text, self.styles["plain"] if fact.text else self.styles.empty(fact.kind))
        if fact.choices and (source := self.lists.source(fact.choices)):
            self._offer(source, (self.row - 1, 1, self.row - 1, 1))

    def _pair(self, name: str, text: str, style: Any) -> None:
        self._high(height_of([(name, self.widths[0]), (text, max(sum(self.widths[1:]), 1))]))
        self.sheet.write_string(self.row, 0, fitted(name), self.styles["name"])
        if self.span > 2:
            self.sheet.merge_range(self.row, 1, self.row, self.span - 1, "", style)
        self.sheet.write_string(self.row, 1, fitted(text), style)
        self.row += 1

    def _table(self, table: Table) -> None:
        first = self.row
        for depth, placed in enumerate(table.header_places()):
            self._header_row(depth, placed, table)
        if len(self.tables) == 1:
            self.sheet.repeat_rows(first, self.row - 1)
            if self.height <= FROZEN_PT:
                self.sheet.freeze_panes(self.row, 0)
        begins = self.row
        self._rows(table)
        self._choices(table, begins)
        self.row += 1

    def _rows(self, table: Table) -> None:
        free, given = (self.styles.like(FREE), self.styles.like(GIVEN)) if self.form else (self.styles, self.styles)
        writers = [
            (cell_writer(self.sheet, free, each), cell_writer(self.sheet, given, each)) for each in table.columns
        ]
        short = len(table.rows) <= MOST_FITTED
        rooms = rooms_of(self.widths[: len(table.columns)])
        for row, cells in enumerate(table.rows, self.row):
            if short and (high := height_of_row(cells, rooms)):
                self.sheet.set_row(row, high)
            for at, cell in enumerate(cells):
                writers[at][cell.given](row, at, cell)
        self.row += len(table.rows)

    def _choices(self, table: Table, begins: int) -> None:
        """Offers the choices of each column in the cells of the table."""
        for at, column in enumerate(table.columns):
            if column.choices and self.row > begins and (source := self.lists.source(column.choices)):
                self._offer(source, (begins, at, self.row - 1, at), freely=column.choices.many)

    def _offer(self, source: str | list[str], place: tuple[int, int, int, int], *, freely: bool = False) -> None:
        """Offers names in the cells of a place; `freely`: another text is taken without a word."""
        told = {"validate": "list", "source": source, "show_error": not freely, "error_type": "warning"}
        self.sheet.data_validation(*place, told)

    def _header_row(self, depth: int, placed: tuple[tuple[int, Cell], ...], table: Table) -> None:
        """One header row. A vertical merge is only registered: a streamed sheet cannot write the rows below first."""
        alone = [(cell.text, self.widths[at]) for at, cell in placed if cell.columns == 1 and cell.rows == 1]
        self._high(height_of((text, max(width * CAPITALS // 10, 1)) for text, width in alone))
        for column in range(len(table.columns)):
            self.sheet.write_blank(self.row, column, None, self.styles["head"])
        for column, cell in placed:
            self.sheet.write_string(self.row, column, cell.text, self.styles["head"])
            if cell.columns > 1 or cell.rows > 1:
                last = (self.row + cell.rows - 1, column + cell.columns - 1)
                self.sheet.merge.append([self.row, column, *last])
        self.row += 1


def _plain(text: str) -> str:
    """A text in a page header, where & begins a command."""
    return text.replace("&", "&&")
