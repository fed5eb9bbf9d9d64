"""An unknown table looked at: where its header is, what document it is, what each column is. Pure, and bounded: only
the first rows of a table are looked at, whatever its size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rumbo.findings import marked
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.foreign import foreign
from rumbo.layouts.engine.headers import FOLLOWED, NO_SPAN, HeaderCell, span_of
from rumbo.layouts.engine.mapping import bases
from rumbo.layouts.engine.unnamed import unnamed_cell, unnamed_columns
from rumbo.layouts.proposing.bare import with_bare_columns
from rumbo.layouts.proposing.fits import SURE_ENOUGH, choices_of
from rumbo.layouts.proposing.headers import FoundHeader, header_at, likely_header
from rumbo.layouts.proposing.levels import levels_among
from rumbo.layouts.proposing.looks import Look, Looks, looks_of
from rumbo.layouts.proposing.proposals import Choice, ColumnProposal, KindProposal, TableProposal, Why
from rumbo.papers.raw import RawDocument, RawRow, RawTable, RawValue

LOOKED_AT, SHOWN, MOST_TABLES = 320, 12, 20
_FULL, _TITLE = 11, 2
AMOUNTS, DAYS = "budget_execution", {"start", "end"}

HEADERS_SAY = marked("Tiene columnas de {fields}.")
NOTHING_SAYS = marked("Ninguno de sus encabezados se parece a los de este documento.")
TITLE_SAYS = marked("El título dice «{title}».")
LACKS = marked("No se ve cuál columna es {missing}.")

_WEIGHTS: Mapping[str, int] = {
    "statement": 3,
    "indicator": 2,
    "quantity": 2,
    "periodicity": 2,
    "mipg_policies": 2,
    "associated_plans": 2,
    "progress": 4,
    "narrative": 4,
    "programmed": 2,
    "achieved": 4,
    "ods": 1,
    "pnd": 1,
    "definitive": 3,
    "initial": 3,
    "commitments": 3,
    "obligations": 3,
    "payments": 3,
    "certificates": 3,
    "additions": 2,
    "reductions": 2,
    "credits": 1,
    "counter_credits": 2,
    "available": 2,
    "account": 2,
    "causes": 2,
    "consequences": 2,
    "vulnerability": 2,
    "probability": 3,
    "impact": 2,
    "inherent": 3,
    "controls.action": 3,
    "residual": 3,
    "option": 2,
    "risk_class": 2,
}
"""How much a column of a field says of the kind of document; the others say one, or half of it in a table."""
_TITLES: Mapping[str, tuple[str, ...]] = {
    "action_plan_matrix": ("plan de accion", "plan operativo", "plan anual"),
    "followup_matrix": ("seguimiento", "avance", "monitoreo"),
    "budget_execution": ("ejecucion presupuestal", "presupuesto", "ejecucion de gastos"),
    "risk_map": ("mapa de riesgos", "matriz de riesgos", "riesgos"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person already said of a table: its part, the lowest row of its header and how many rows it has, and the
    kind of document. Whatever is left out is proposed."""

    part: str = ""
    row: int = 0
    depth: int = 1
    kind: str = ""


def propose_mapping(document: RawDocument, asked: Asked = Asked()) -> tuple[TableProposal, ...]:
    """What every table that is shown probably is: the one asked about first, then the likeliest; a table without labels
    is left out."""
    shown = [table for table in document.tables if not table.hidden][:MOST_TABLES]
    said = ((table, asked if asked.part in ("", table.part) else Asked()) for table in shown)
    tried = (propose_table(table, of_table, document.name) for table, of_table in said)
    found = [proposal for proposal in tried if proposal]
    return tuple(sorted(found, key=lambda each: (each.part != asked.part, *_likelihood(each.kinds[0]))))


def _likelihood(kind: KindProposal) -> tuple[bool, int]:
    return (not kind.complete, -kind.sureness)


def propose_table(table: RawTable, asked: Asked = Asked(), name: str = "") -> TableProposal | None:
    """What one table of a file of some name probably is; None when nothing in it looks like a header."""
    rows = list(islice(table.rows, LOOKED_AT))
    header = header_at(rows, table.merges, asked.row, asked.depth) if asked.row else likely_header(rows, table.merges)
    if header is None:
        return None
    header = replace(header, cells=_every_cell(rows[header.below :], header))
    looks = _looks(rows[header.below :], header)
    titles = [_title(row) for row in rows if row.number < header.rows[0]]
    other = foreign(table, name)
    read = {base.key: _columns(header, looks, base) for base in bases()}
    if other and not asked.kind:
        read = {key: tuple(replace(each, taken="") for each in columns) for key, columns in read.items()}
    kinds = sorted((_beside(_kind(base, read[base.key], titles), read) for base in bases()), key=_likelihood)
    wanted = asked.kind if asked.kind in read else kinds[0].key
    first = next(at for at, row in enumerate(rows) if row.number == header.rows[0])
    shown = tuple(rows[max(0, first - 4) : header.below + SHOWN])
    taken = {column.cell.column: column.taken for column in read[wanted] if column.taken}
    levels = levels_among(rows[header.below :], header.cells, taken)
    return TableProposal(table.part, header.rows, tuple(kinds), wanted, read[wanted], shown, levels, other)


def _every_cell(rows: Sequence[RawRow], header: FoundHeader) -> tuple[HeaderCell, ...]:
    """The cells of a header, and those of the columns that bring values under none."""
    named = {cell.column for cell in header.cells}
    bare = map(unnamed_cell, unnamed_columns(rows, named))
    return tuple(sorted((*header.cells, *bare), key=lambda cell: cell.column))


def _looks(rows: Sequence[RawRow], header: FoundHeader) -> Mapping[int, Looks]:
    def values(column: int) -> list[RawValue]:
        return [row.values[column - 1] for row in rows if column <= len(row.values)]

    return {cell.column: looks_of(values(cell.column)) for cell in header.cells}


def _columns(header: FoundHeader, looks: Mapping[int, Looks], base: Layout) -> tuple[ColumnProposal, ...]:
    choices = {cell.column: choices_of(cell, looks[cell.column], base) for cell in header.cells}
    others = _of_other_periods(header, looks)
    taken = _settled({column: each for column, each in choices.items() if column not in others})
    columns = [ColumnProposal(cell, choices[cell.column], taken.get(cell.column, "")) for cell in header.cells]
    return with_bare_columns(columns, looks, base, _weight)


def _of_other_periods(header: FoundHeader, looks: Mapping[int, Looks]) -> set[int]:
    """Of periods that stand side by side, the columns of all but the last that tells how things went."""
    spans: dict[tuple[str, int], list[int]] = {}
    for cell in header.cells:
        if (span := span_of(cell)) != NO_SPAN:
            spans.setdefault(span, []).append(cell.column)
    told = [span for span, columns in spans.items() if any(_tells(looks[column]) for column in columns)]
    last = max(told, key=lambda span: span[1], default=NO_SPAN)
    return {column for span, columns in spans.items() if told and span != last for column in columns}


def _tells(looks: Looks) -> bool:
    return bool(looks.counts[Look.TEXT] + looks.counts[Look.LONG_TEXT])


def _settled(choices: Mapping[int, Sequence[Choice]]) -> dict[int, str]:
    """One field for a column and one column for a field, the surest pairs first, then the first column."""
    pairs = sorted(
        (-choice.sureness, column, choice.field)
        for column, each in choices.items()
        for choice in each
        if choice.sureness >= SURE_ENOUGH
    )
    taken: dict[int, str] = {}
    for _sureness, column, field in pairs:
        if column not in taken and field not in taken.values():
            taken[column] = field
    return taken


def _kind(base: Layout, columns: Sequence[ColumnProposal], titles: Sequence[str]) -> KindProposal:
    sure = {column.taken: column.chosen.sureness for column in columns if column.chosen}
    points = sum(_weight(base, name) * sureness for name, sureness in sure.items()) / 100
    lacking = min((names - sure.keys() for names in base.required), key=len)
    enough = len(base.supporting & sure.keys()) >= base.needed
    title = next((text for text in titles for words in _TITLES.get(base.key, ()) if words in folded(text)), "")
    sureness = min(100, round(100 * (points + (_TITLE if title else 0)) / (points + _FULL)))
    complete = not lacking and enough
    if not complete and base.plan and _follows_up(base) and not {*FOLLOWED} & sure.keys():
        sureness //= 2  # where nothing is followed up, a plan is likelier than its follow-up
    told = [(field.label.header, _weight(base, field.field)) for field in base.fields if field.field in sure]
    names = [name for name, weight in told if weight > 1] or [name for name, _weight in told]
    evidence = [Why(HEADERS_SAY, {"fields": _listed(names)}) if names else Why(NOTHING_SAYS)]
    if title:
        evidence.append(Why(TITLE_SAYS, {"title": " ".join(title.split())[:120]}))
    if lacking:
        missing = _listed([field.label.header for field in base.fields if field.field in lacking])
        evidence.append(Why(LACKS, {"missing": missing}))
    return KindProposal(base.key, base.title, sureness if complete else sureness // 2, complete, tuple(evidence))


def _beside(kind: KindProposal, read: Mapping[str, Sequence[ColumnProposal]]) -> KindProposal:
    """A kind weighed beside the others: amounts on lines that begin and end some day are more likely of a plan."""
    dated = any({column.taken for column in columns} >= DAYS for columns in read.values())
    return replace(kind, sureness=kind.sureness // 2) if kind.key == AMOUNTS and dated else kind


def _weight(base: Layout, name: str) -> float:
    if name in (*FOLLOWED, "programmed") and not _follows_up(base):
        return 0
    return _WEIGHTS.get(name, 1 if base.plan else 0.5)


def _follows_up(base: Layout) -> bool:
    return any({*FOLLOWED} & names for names in base.required)


def _listed(headers: Sequence[str]) -> str:
    bare = (" ".join(text.replace("{period}", "").replace("{fiscal_year}", "").split()) for text in headers)
    return ", ".join(f"«{text.capitalize() if text.isupper() and len(text) > 4 else text}»" for text in bare)


def _title(row: RawRow) -> str:
    return " ".join(text_of(value) for value in row.values if isinstance(value, str))[:300]
