"""The board as a document: the tables that are read, then every chart with its table."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from rumbo.apps.measurement.queries.directing import Board
from rumbo.faces.kit import papers
from rumbo.faces.web.directing import telling
from rumbo.faces.web.directing.charting import charts_of
from rumbo.faces.web.downloading import CSV, file_answer
from rumbo.faces.web.issuing import as_data, issued
from rumbo.faces.web.session import person_of
from rumbo.faces.web.words import period_words
from rumbo.layouts.drawing import Manner
from rumbo.layouts.drawing.charts import Point, blocks_of, cell_of
from rumbo.papers import writing
from rumbo.papers.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Facts,
    Header,
    Kind,
    Listing,
    Paragraph,
    Section,
    Table,
    Tone,
    page_for,
)
from rumbo.papers.writing.csv_file import write_csv_blocks

Entry = str | Point


def board_file(request: HttpRequest, board: Board, form: str) -> HttpResponse:
    """The board in a form: "pdf", "docx", "xlsx", "html" or "csv"; Http404 for a form there is not."""
    manner, name = papers.manner(), f"{_('tablero')}.{form}"
    document = board_document(board, person_of(request).entity.name, manner)
    if form == "csv":
        blocks = [block for section in document.sections for block in section.blocks]
        told = [as_data(request, each, manner) if isinstance(each, Table) else each for each in blocks]
        return file_answer(write_csv_blocks(told), CSV, name)
    if form not in writing.MEDIA_TYPES:
        raise Http404
    return file_answer(writing.render(issued(request, document, manner), form), writing.MEDIA_TYPES[form], name)


def board_document(board: Board, entity: str, manner: Manner) -> Document:
    """The document, in the language and conventions of its reader."""
    sections = tuple(_sections(board, manner))
    return Document(
        title=_("Tablero de dirección"),
        language=manner.language,
        header=Header(entity, page_label=_("Página {page} de {pages}")),
        moment=timezone.now().replace(microsecond=0),
        sections=sections,
        page=page_for(block for section in sections for block in section.blocks),
        subtitle=period_words(board.choice.period) if board.choice.period else "",
    )


def _sections(board: Board, manner: Manner) -> Iterator[Section]:
    yield Section(_("Cómo van los planes"), _("Planes"), (_chosen(board), _plans(board, manner)), opens=True)
    yield Section(_("Qué está atrasado y quién responde"), _("Atrasado"), tuple(_behind(board, manner)))
    yield Section(_("Qué cambió"), _("Cambios"), tuple(_changes(board, manner)))
    for chart in charts_of(board).values():
        # The board itself opens the book under the name of its plans.
        sheet = _("Avance") if chart.key == "planes" else chart.key.capitalize()
        yield Section(chart.title, sheet, blocks_of(chart, manner))


def _chosen(board: Board) -> Block:
    """What the board looks at, as its address says it."""
    choice = board.choice
    plans = ", ".join(each.followup.plan_version.plan.name for each in board.looked)
    told = [(_("Vigencia"), str(choice.year)), (_("Corte"), period_words(choice.period)), (_("Planes"), plans)]
    if board.unit is not None:
        told.append((_("Dependencia"), board.unit.name))
    if board.level is not None:
        told.append((_("Nivel del plan"), board.level.name or ""))
    return Facts(tuple(Fact(name, said) for name, said in told))


def _plans(board: Board, manner: Manner) -> Table:
    head = ((_("Plan"), 50), (_("Corte"), 22), (_("Avance del año"), 14), (_("Esperado"), 14), (_("Semáforo"), 16))
    rows: list[list[Entry]] = [
        [line.name, line.period, line.year, line.expected, line.light[1]] for line in telling.plan_lines(board)
    ]
    return _table(_("Planes de la vigencia"), head, rows, manner)


def _behind(board: Board, manner: Manner) -> Iterator[Block]:
    head = ((_("Meta"), 44), (_("Avance del año"), 12), (_("Esperado"), 12), (_("Semáforo"), 14),
            (_("Dependencia"), 24), (_("Quién responde"), 26), (_("Lo que explica"), 40))  # fmt: skip
    for title, lines, none in (
        (_("Metas por debajo de lo esperado"), telling.behind_lines(board), _("Ninguna meta está por debajo.")),
        (_("Metas sin reporte"), telling.silent_lines(board), _("A ninguna meta le falta el reporte.")),
    ):
        rows: list[list[Entry]] = [
            [_named(board, line), line.year, line.expected, line.light[1], line.unit, line.who,
             line.told.last.words if line.told.last else ""]
            for line in lines
        ]  # fmt: skip
        yield _table(title, head, rows, manner) if rows else Paragraph(none)
    if board.bare:
        yield Paragraph(telling.bare_note(board), Tone.NOTE)


def _changes(board: Board, manner: Manner) -> Iterator[Block]:
    before = telling.compared_with(board)
    if not before:
        yield Paragraph(_("Es el primer corte: no hay con qué comparar."))
    rows: list[list[Entry]] = [[_named(board, line), line.before, line.light_before[1], line.after, line.light[1]]
            for line in telling.shift_lines(board)]  # fmt: skip
    head = ((_("Meta"), 60), (_("Antes"), 14), (_("Semáforo antes"), 16), (_("Ahora"), 14), (_("Semáforo"), 16))
    if rows:
        yield _table(_("Metas que cambiaron de semáforo desde {period}").format(period=before), head, rows, manner)
    elif before:
        yield Paragraph(_("Ninguna meta cambió de semáforo."))
    told = tuple(f"{each.label}: {each.value}" for each in telling.changes_of(board))
    if told:
        yield Listing(told)


def _named(board: Board, line: telling.TargetLine | telling.ShiftLine) -> str:
    """A target, and its plan where several are looked at."""
    return f"{line.title} ({line.plan})" if len(board.looked) > 1 else line.title


def _table(caption: str, head: tuple[tuple[str, int], ...], rows: Sequence[Sequence[Entry]], manner: Manner) -> Table:
    kinds = [Kind.PERCENT if any(isinstance(row[at], Point) for row in rows) else Kind.TEXT for at in range(len(head))]
    columns = tuple(Column(width, kind) for (_name, width), kind in zip(head, kinds, strict=True))
    told = tuple(tuple(cell_of(each, manner) for each in row) for row in rows)
    return Table(caption, columns, (tuple(Cell(name) for name, _width in head),), told)
