"""The choices of the columns, on a sheet of their own, in view like every other: a cell offers what stands there. In a
document without such a sheet, short lists stand in the cell itself."""

from typing import Any

from xlsxwriter.utility import xl_col_to_name

from rumbo.papers.document import Choices, Document, Table
from rumbo.papers.writing.sheet_heights import height_of
from rumbo.papers.writing.sheet_styles import Styles
from rumbo.papers.writing.sheet_texts import fitted

WIDTH, CAPITALS = 40, 8
LONGEST = 255
"""Characters of a list that a spreadsheet keeps in a cell itself."""


class Lists:
    """The choices of a document, each list once under the heading of its first column."""

    def __init__(self, document: Document) -> None:
        self.sheet = document.lists[:31]
        self.named: dict[Choices, str] = {}
        tables = (block for section in document.sections for block in section.blocks if isinstance(block, Table))
        for table in tables if self.sheet else ():
            for at, column in enumerate(table.columns):
                if column.choices and column.choices.names:
                    self.named.setdefault(column.choices, table.heading_of(at))

    def source(self, choices: Choices) -> str | list[str]:
        """Where the names stand, or the names themselves; empty where the workbook offers none."""
        if choices not in self.named:
            short = not self.sheet and len(",".join(choices.names)) <= LONGEST
            return list(choices.names) if short and not any("," in name for name in choices.names) else ""
        letter = xl_col_to_name(list(self.named).index(choices))
        sheet = self.sheet.replace("'", "''")
        return f"='{sheet}'!${letter}$2:${letter}${len(choices.names) + 1}"

    def draw(self, book: Any, styles: Styles) -> None:
        """The sheet, where there is anything to offer."""
        if not self.named:
            return
        sheet = book.add_worksheet(self.sheet)
        sheet.set_column(0, len(self.named) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        if high := height_of((heading, WIDTH * CAPITALS // 10) for heading in self.named.values()):
            sheet.set_row(0, high)
        for at, heading in enumerate(self.named.values()):
            sheet.write_string(0, at, heading, styles["head"])
        for row in range(max(len(choices.names) for choices in self.named)):
            names = (choices.names[row] for choices in self.named if row < len(choices.names))
            if high := height_of((name, WIDTH) for name in names):
                sheet.set_row(row + 1, high)
            for at, choices in enumerate(self.named):
                if row < len(choices.names):
                    sheet.write_string(row + 1, at, fitted(choices.names[row]), styles["cell"])
