"""The columns of an unknown table as the page of its mapping shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.declaration import KEPT, Field, Layout, layout
from rumbo.layouts.engine.mapping import names_of, own_layout
from rumbo.layouts.proposing import ColumnProposal, TableProposal, Why
from rumbo.papers.raw import RawRow
from rumbo.papers.reading.places import column_letters

SURE, LIKELY, LONGEST = 85, 70, 160
Option = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column with its select: the options by group, how sure what was proposed is, and why."""

    number: int
    letters: str
    group: str
    label: str
    options: list[tuple[str, list[Option]]]
    chosen: str
    sureness: int
    tone: str
    word: str
    why: list[str]


class Columns:
    """The columns of a table as proposed, or as the person said them when the page comes back."""

    def __init__(self, table: TableProposal, said: Mapping[str, Any] | None) -> None:
        base = layout(table.kind)
        self.numbers = [column.cell.column for column in table.columns]
        self.listed = [_shown(column, base, said) for column in table.columns]

    def texts(self, row: RawRow) -> list[str]:
        """What a row says in each of the columns, cut short."""
        values = [row.values[at - 1] if at <= len(row.values) else None for at in self.numbers]
        return [text[:LONGEST] + "…" if len(text) > LONGEST else text for text in map(text_of, values)]


def kinds_of(table: TableProposal) -> list[tuple[str, str, int, list[str]]]:
    """The kinds of document that a table may be: key, title, sureness and the evidence."""
    return [(kind.key, _(kind.title), kind.sureness, [said(why) for why in kind.evidence]) for kind in table.kinds]


def levels_of(table: TableProposal, told: Mapping[str, Any] | None) -> list[tuple[int, str, list[Option]]]:
    """The marks of levels, each with what its rows may be."""
    if table.levels is None:
        return []
    words = [
        ("line", _("Una acción, como las demás filas")),
        ("pass", _("Un nivel que no se guarda")),
        ("objective", _("El objetivo de las acciones que siguen")),
        ("programme", _("El programa de las acciones que siguen")),
    ]
    shown = []
    for at, (mark, fill) in enumerate(table.levels.fills.items()):
        chosen = told.get(f"n{at}", "") if told else fill or "pass"
        shown.append((at, mark, [(value, label, value == chosen) for value, label in words]))
    return shown


def said_before(table: TableProposal, declaration: str) -> dict[str, str]:
    """What another mapping says of the columns of a table, as the page's form would bring it: its headings that are
    there keep their field, the others what is proposed."""
    own = own_layout(declaration)
    said = {f"c{column.cell.column}": column.taken for column in table.columns}
    for found in own.fields:
        for column in table.columns:
            if found.label.names & names_of(column.cell.label):
                said[f"c{column.cell.column}"] = "" if found.kind == KEPT else found.field
                break
    return said


def said(why: Why) -> str:
    """A piece of evidence in the language of the reader."""
    return _(why.sentence).format(**why.facts)


def _shown(column: ColumnProposal, base: Layout, said_here: Mapping[str, Any] | None) -> ColumnShown:
    cell, number = column.cell, column.cell.column
    chosen = said_here.get(f"c{number}", "") if said_here else column.taken
    choice = next((each for each in column.choices if each.field == chosen), None)
    sureness = choice.sureness if choice else 0
    tone, word = _sure(sureness) if choice else ("absent", "")
    label, group = " ".join(cell.label.split()), " ".join(cell.group.split())
    why = [said(each) for each in choice.why] if choice else []
    options = _options(column, base, chosen)
    return ColumnShown(number, column_letters(number), group, label, options, chosen, sureness, tone, word, why)


def _sure(sureness: int) -> tuple[str, str]:
    if sureness >= SURE:
        return "done", _("Muy probable")
    return ("waiting", _("Probable")) if sureness >= LIKELY else ("returned", _("Por confirmar"))


def _options(column: ColumnProposal, base: Layout, chosen: str) -> list[tuple[str, list[Option]]]:
    """What the column seems to be first, then every field of the layout by its group."""
    near = [base.field(choice.field) for choice in column.choices[:3]]
    groups: dict[str, list[Option]] = {}
    if near:
        groups[_("Lo que parece")] = [(field.field, _label(field), field.field == chosen) for field in near]
    listed = {field.field for field in near}
    for field in base.fields:
        if field.field not in listed:
            group = _bare(base.groups[field.group].header) if field.group else _("Otros datos")
            groups.setdefault(group, []).append((field.field, _label(field), field.field == chosen))
    return list(groups.items())


def _label(field: Field) -> str:
    label = _bare(field.label.header)
    return _("{label} (del plan de gestión)").format(label=label) if field.field.startswith("serves.") else label


def _bare(header: str) -> str:
    return " ".join(header.replace("{fiscal_year}", "").replace("{period}", "").split())
