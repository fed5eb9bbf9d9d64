"""The way in: a raw document becomes a draft of a plan, with everything the reading and the checks have to say."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from rumbo.content.norms import norms
from rumbo.domain.checks import Reference, run_checks
from rumbo.domain.checks.reference import CatalogueNames
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import Block, PlanDraft, Recognition, Source
from rumbo.domain.plan.matrix import Matrix
from rumbo.findings import Finding, Where
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.catalogue_index import CatalogueIndex
from rumbo.layouts.engine.cells import quantity_of
from rumbo.layouts.engine.declaration import Layout, layouts
from rumbo.layouts.engine.doubtful import doubtful_numbers
from rumbo.layouts.engine.drafting import Drafting, Known, indices
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.foreign import foreign
from rumbo.layouts.engine.headers import NO_SPAN
from rumbo.layouts.engine.levels import sheets_that_number
from rumbo.layouts.engine.periods import columns_of_others, last_sheet, last_told, other_periods, period_words
from rumbo.layouts.engine.recognise import WINDOW, Header, find_header
from rumbo.layouts.engine.unnamed import unnamed_cell, unnamed_columns
from rumbo.layouts.engine.walking import Place, Walk
from rumbo.notation.dates import Doubtful, Month, read_date
from rumbo.papers.raw import RawDocument, RawRow, RawTable
from rumbo.papers.reading import address

LOOKED_AT = 200
Found = list[tuple[RawTable, Header]]


def read_plan(document: RawDocument, known: Known = Known(), compared: PlanDraft | None = None) -> PlanDraft:  # noqa: B008
    """The draft of a document: lines with their places, proposals, findings and checks.

    `compared` is the draft of the plan that a follow-up answers for, when it is at hand. A document that follows no
    known layout gives a draft without lines and a finding that says which headers were found and which are missing.

    A document that only this call holds is let go before the lines are drafted: its cells weigh as much as the draft.
    """
    found = _headers(document, (*(own for own in known.layouts if own.plan), *layouts()))
    walk = _walked(document, found)
    if walk is None:
        return _unknown(document, found)
    del document, found
    return _draft(walk, known, compared)


def _headers(document: RawDocument, wanted: Sequence[Layout]) -> Found:
    """The tables that are shown and have a header, complete or not."""
    shown = (table for table in document.tables if not table.hidden)
    found = ((table, find_header(table, wanted)) for table in shown)
    return [(table, last_told(header, list(islice(table.rows, WINDOW)))) for table, header in found if header]


def _walked(document: RawDocument, found: Found) -> Walk | None:
    """The walk through every table of the layout that fits best, with its cells let go; None where no layout fits."""
    complete = [(table, header) for table, header in found if header.best.complete]
    if not complete:
        return None
    layout = max((header.best for _, header in complete), key=lambda best: (best.layout.own, best.score)).layout
    mine, passed = last_sheet([(table, header) for table, header in complete if header.best.layout is layout])
    walk = Walk(document, layout, sheets=sheets_that_number(mine))
    _tell_parts(walk, document, complete)
    _around(walk, document, complete[0][0])
    if passed:
        read, others = mine[0][0], "; ".join(f"«{table.part}»" for table in passed)
        walk.tell(say.PERIOD_SHEETS, _of_part(document, read), read=read.part, others=others)
    for table, header in mine:
        _tell_periods(walk, table, header)
        walk.table(table, header)
    walk.document = replace(document, tables=[], flow=[])
    return walk


def _around(walk: Walk, document: RawDocument, first: RawTable) -> None:
    """Data about the document that stand around its matrices, as text or in small tables; those of a plain text are
    rows of its one table."""
    alone = True
    for block in document.flow if first.kind != "text" else ():
        if isinstance(block, RawTable):
            alone = alone and block is not first
            for row in block.rows if alone else ():
                walk.about.read(row.values, Place(document, block, row.number), alone=True, walk=walk.tell)
            continue
        where = Where(document.name, document.digest, block.part, block.cell)
        text = f"{block.number} {block.text}".strip()
        walk.about.read((text,), lambda _, where=where: where, alone=alone, walk=walk.tell)


def _draft(walk: Walk, known: Known, compared: PlanDraft | None) -> PlanDraft:
    drafting = Drafting(walk, known)
    matrix = drafting.matrix()
    drafting.tell_rounded()
    _tell_columns(walk)
    walk.findings += doubtful_numbers(walk)
    if not matrix.lines:
        walk.tell(say.NO_LINES, None, layout=walk.layout.title)
    draft = PlanDraft(
        source=_source(walk.document),
        recognition=_recognition(walk.headers[0], walk.layout),
        matrix=matrix,
        blocks=tuple(walk.blocks),
        origins=tuple(walk.origins),
        about=dict(walk.about.places),
        proposals=drafting.proposals(matrix),
        findings=(*walk.document.findings, *walk.findings),
    )
    return replace(draft, checks=run_checks(draft, reference(walk.layout, drafting.indices, compared)))


def rechecked(draft: PlanDraft, compared: PlanDraft | None = None, known: Known = Known()) -> PlanDraft:  # noqa: B008
    """The draft with its checks made again, now that another document is at hand."""
    layout = next(found for found in layouts() if found.key == draft.recognition.layout)
    ready = indices(layout, draft.matrix.fiscal_year, known)
    return replace(draft, checks=run_checks(draft, reference(layout, ready, compared)))


def reference(layout: Layout, ready: dict[str, CatalogueIndex], compared: PlanDraft | None = None) -> Reference:
    """What the checks may ask: the catalogues by the field that uses them, and the plan to compare with."""
    names = {name: _names(ready[key]) for name, key in layout.catalogues.items() if key in ready}
    # A column that the mapping of an entity does not name is told by the name that everybody uses.
    headers = {found.field: found.label.header for found in (*layout.built_in.fields, *layout.fields)}
    groups = {found.field: layout.groups[found.group].header for found in layout.fields if found.group}
    return Reference(names, compared, folded, headers, groups, _doubt, norms(), _amount)


def _doubt(text: str) -> tuple[str, date | None]:
    """What kind of slip a text that is no day is, and the day that was probably meant; of a month alone its first."""
    match read_date(text):
        case Doubtful(reason, suggestion):
            return reason, suggestion
        case Month(year, month):
            return "month_only", date(year, month, 1)
        case _:
            return "", None


def _amount(value: object) -> Quantity | None:
    return quantity_of(value)  # type: ignore[arg-type]


def _names(index: CatalogueIndex) -> CatalogueNames:
    codes = {code: entry.name for code, entry in index.by_code.items()}
    months = {code: entry.facts.get("months", "") for code, entry in index.by_code.items()}
    title = f"{index.catalogue.title} ({index.catalogue.edition})"
    return CatalogueNames(title, index.catalogue.source, codes, _code_of(index), index.is_official, months)


def _code_of(index: CatalogueIndex) -> Callable[[str], str]:
    def code_of(name: str) -> str:
        entry = index.entry(name)
        return entry.code if entry else ""

    return code_of


def _source(document: RawDocument) -> Source:
    return Source(document.name, document.digest, document.media_type)


def _recognition(header: Header, layout: Layout) -> Recognition:
    columns = header.best.columns
    matched = tuple(found.field for found in layout.fields if found.field in columns)
    missing = tuple(found.field for found in layout.fields if found.field not in columns and found.print == "always")
    own = layout.key if layout.own else ""
    return Recognition(layout.built_in.key, layout.title, header.confidence, matched, missing, own)


def _unknown(document: RawDocument, found: Found) -> PlanDraft:
    """A draft that says what was seen where no layout fits."""
    wanted = layouts()[-1]
    findings = list(document.findings)
    told = ((table, sentences) for table in document.tables if (sentences := foreign(table, document.name)))
    if other := next(told, None):
        findings.append(Finding(other[1].code, other[1].severity, _of_part(document, other[0])))
    elif found:
        table, header = max(found, key=lambda pair: pair[1].best.score)
        cell = address(table, header.rows[-1], header.cells[0].column)
        written = "; ".join(cell.written for cell in header.cells)
        where = Where(document.name, document.digest, table.part, cell)
        findings.append(_not_recognised(where, written, "; ".join(header.best.missing)))
    else:
        missing = "; ".join(
            field.label.header for field in wanted.fields if field.field in wanted.supporting | {"statement"}
        )
        findings.append(_not_recognised(Where(document.name, document.digest), "ninguno", missing))
    return PlanDraft(_source(document), Recognition(""), Matrix(""), findings=tuple(findings))


def _not_recognised(where: Where, headers: str, missing: str) -> Finding:
    sentences = say.NOT_RECOGNISED
    facts = {"headers": headers if len(headers) <= 600 else f"{headers[:599]}…", "missing": missing}
    return Finding(sentences.code, sentences.severity, where, facts)


def _tell_parts(walk: Walk, document: RawDocument, complete: Found) -> None:
    """Tells the sheets that were not read, and why."""
    for table in document.tables:
        if table.hidden:
            walk.tell(say.HIDDEN_PART, _of_part(document, table), part=table.part)
    for table, header in complete:
        if header.best.layout is not walk.layout:
            titles = {"other": header.best.layout.title, "layout": walk.layout.title}
            walk.tell(say.OTHER_LAYOUT, _of_part(document, table), part=table.part, **titles)


def _tell_periods(walk: Walk, table: RawTable, header: Header) -> None:
    """Tells the periods whose columns stand beside those that are read."""
    if header.best.span != NO_SPAN and (others := "; ".join(other_periods(header))):
        read = period_words(header.best.span, header.best.fiscal_year or 0)
        walk.tell(say.OTHER_PERIODS, _of_part(walk.document, table), read=read, others=others)


def _of_part(document: RawDocument, table: RawTable) -> Where:
    return Where(document.name, document.digest, table.part)


def _tell_columns(walk: Walk) -> None:
    """Tells the columns that were read by resemblance, and those that were kept without being understood."""
    for number, block in enumerate(walk.blocks):
        _tell_unnamed(walk, number, block)
        told = columns_of_others(walk.headers[number])
        for column in block.columns:
            if not column.field and column.column in told:
                continue  # the other periods were told once
            cell = block.locate(block.header_row, column.column)
            where = Where(walk.document.name, walk.document.digest, block.part, cell, column.header)
            if not column.field and walk.layout.own:
                continue  # a person said that this column is only kept
            if not column.field:
                walk.tell(say.COLUMN_KEPT, where, written=column.header, layout=walk.layout.title)
            elif not column.certain:
                header = walk.layout.field(column.field).label.header
                bare = " ".join(header.format(fiscal_year="", period="").split())
                walk.tell(say.HEADER_RESEMBLES, where, bare, written=column.header, header=bare)


def _tell_unnamed(walk: Walk, number: int, block: Block) -> None:
    """Tells the columns that bring values under no header, of a block by its number."""
    lines = (origin for origin in islice(walk.origins, LOOKED_AT) if origin.block == number)
    rows = [RawRow(origin.row, origin.values) for origin in lines]  # type: ignore[arg-type]
    for column in unnamed_columns(rows, {each.column for each in block.columns}):
        where = Where(walk.document.name, walk.document.digest, block.part, block.locate(block.header_row, column))
        walk.tell(say.COLUMN_UNNAMED, where, column=unnamed_cell(column).label)
