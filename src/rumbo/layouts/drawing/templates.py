"""The empty document of any layout, to be filled in without the program and brought in again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from rumbo.findings import marked
from rumbo.layouts.documents import alone_tables
from rumbo.layouts.drawing.execution import KEY as EXECUTION
from rumbo.layouts.drawing.execution import execution_template
from rumbo.layouts.drawing.manner import FORM_LANGUAGE, Manner
from rumbo.layouts.drawing.printed import table_of
from rumbo.layouts.engine.declaration import layout, layouts
from rumbo.layouts.engine.printing import print_template
from rumbo.layouts.outline.declaration import outline, outlines
from rumbo.layouts.outline.printing import print_outline_template
from rumbo.papers.document import Block, Cell, Document, Fact, Facts, Header, Section, Table, page_for

SPANISH = Manner()
FORMS = ("xlsx", "docx")
"""What can be filled in by hand."""
MATRIX_ROWS, INNER_ROWS, WORD_ROWS = 100, 6, 6
"""Empty rows of the one table of a workbook, of a table among others, and of a table in Word, where a row is added by
pressing a key."""


def template_titles() -> Mapping[str, str]:
    """The source title of each layout that has a template, by key: those that the one door for documents reads."""
    flat = {each.key: each.title for each in reversed(layouts())}
    alone = {each.key: each.title for each in alone_tables()}
    return flat | {each.key: each.title for each in outlines()} | alone


def draw_template(
    key: str, form: str, fiscal_year: int, issuer: str = "", units: Sequence[str] = (), manner: Manner = SPANISH
) -> Document:
    """The empty document of a layout for a year, with rows to fill in; KeyError for an unknown layout. What reads it
    again (headers, headings) stays as the layout says it, whatever the language. `units` are those of the entity."""
    title, blocks = _blocks(key, fiscal_year, units, manner)
    alone = sum(isinstance(each, Table) for each in blocks) == 1
    # All of a document of several parts is read: a name above its data, or a sheet of lists, would be a text too many.
    several = key in {found.key for found in outlines()}
    named = "" if form == "xlsx" and several else issuer
    rows = WORD_ROWS if form == "docx" else MATRIX_ROWS if alone else INNER_ROWS
    filled = tuple(_with_rows(each, rows) if isinstance(each, Table) else each for each in blocks)
    section = Section("", manner.say(marked("Formato")), filled, opens=True)
    return Document(
        title=title,
        language=FORM_LANGUAGE,
        header=Header(named, page_label=manner.say(marked("Página {page} de {pages}"))),
        moment=datetime(fiscal_year, 1, 1, tzinfo=UTC),
        sections=(section,),
        page=page_for(blocks),
        lists="" if several else manner.say(marked("Listas")),
    )


def _blocks(key: str, fiscal_year: int, units: Sequence[str], manner: Manner) -> tuple[str, tuple[Block, ...]]:
    if key in {found.key for found in outlines()}:
        return outline(key).title, print_outline_template(key, fiscal_year)
    if key == EXECUTION:
        return layout(key).title, execution_template(fiscal_year, units)
    printed = print_template(key, fiscal_year, units)
    about = Facts(tuple(Fact(name, "") for name, _ in printed.about))
    table = table_of(printed, manner)
    return layout(key).title, (about, table) if about.items else (table,)


def _with_rows(table: Table, rows: int) -> Table:
    empty = tuple(Cell() for _ in table.columns)
    return replace(table, caption="", rows=(empty,) * rows)
