"""What a document says while it is heard element by element: the flow of the page, and on top of it, in layers, the
tables, cells and boxes that are still open. Nothing recurses, however deep a file nests."""

from dataclasses import dataclass, field

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading.grid import Grid
from rumbo.papers.reading.told_texts import MOST_ALIKE, ToldTexts

declare(
    Sentences(
        "file.hidden_text",
        Severity.WARNING,
        marked("Texto oculto"),
        marked("Hay texto oculto en {count} lugares; no se leyó."),
        marked("Quien imprime el documento no ve ese texto; si fuera parte del plan, nadie lo sabría."),
        marked("Muéstrelo en el programa; si es parte del plan, quítele esa marca y cargue de nuevo el archivo."),
    )
)
declare(
    Sentences(
        "file.tracked_changes",
        Severity.WARNING,
        marked("Documento con control de cambios"),
        marked("«{file}» tiene cambios sin aceptar: {deletions} borrados y {insertions} agregados."),
        marked("Lo borrado no se leyó y lo agregado sí: puede que nadie haya aprobado todavía esos cambios."),
        marked("Acepte o rechace los cambios y cargue el documento definitivo."),
    )
)
declare(
    Sentences(
        "file.nested_table",
        Severity.NOTICE,
        marked("Tabla dentro de una celda"),
        marked("La celda {cell} de «{part}» contiene otra tabla, que se leyó por aparte como «{table}»."),
        marked("Los datos de la tabla de adentro no quedan en la celda que la contiene."),
        marked("Si son datos de esa celda, escríbalos como texto en lugar de una tabla."),
    )
)
declare(
    Sentences(
        "file.external_content",
        Severity.WARNING,
        marked("Contenido que está en otro lugar"),
        marked("«{file}» muestra {count} contenidos que se traen de otro archivo o de internet; no se leyeron."),
        marked("Lo que no viene dentro del archivo puede cambiar o perderse, y aquí nunca se busca por fuera."),
        marked("Copie ese contenido dentro del documento y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.too_complex",
        Severity.ERROR,
        marked("Documento demasiado extenso"),
        marked("«{file}» tiene más partes de las que se pueden leer de una vez."),
        marked("Leer sin límite agotaría la memoria del servidor; un plan ocupa mucho menos."),
        marked("Deje en el archivo solo el plan, o divídalo en varios documentos."),
    )
)

Flow = list[RawBlock | RawTable]
_DEEPEST = 60
_RUNNING = (Piece.HEADING, Piece.PARAGRAPH, Piece.ITEM)


@dataclass(slots=True)
class Tally:
    """What is counted over all parts of a document; the places (part, cell) are those where it was first met."""

    tables: int = 0
    paragraphs: int = 0
    elements: int = 0
    deletions: int = 0
    insertions: int = 0
    hidden: int = 0
    first_hidden: tuple[str, str] = ("", "")
    first_change: tuple[str, str] = ("", "")
    nested: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Layers:
    """The open layers; `flows[0]` is the page."""

    told: ToldTexts
    tally: Tally = field(default_factory=Tally)
    flows: list[Flow] = field(default_factory=lambda: [[]])
    grids: list[Grid] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, str]:
        """The part and cell of what is being read."""
        if self.grids:
            return self.grids[-1].part, self.grids[-1].address(self.grids[-1].column)
        return "", f"¶ {self.tally.paragraphs + 1}"

    def count_element(self) -> None:
        """One more piece of the file, up to the limit. Raises `Unreadable`."""
        self.tally.elements += 1
        if self.tally.elements > self.told.source.limits.elements:
            raise self.told.source.refusal("file.too_complex")

    def add(self, block: RawBlock | None) -> None:
        """Puts a block of text on the uppermost layer."""
        if block is not None:
            self.tally.paragraphs += not self.grids
            self.flows[-1].append(block)

    def open(self) -> None:
        """A new layer on top. Raises `Unreadable` when a file nests beyond reason."""
        if len(self.flows) > _DEEPEST:
            raise self.told.source.refusal("file.too_complex")
        self.flows.append([])

    def close(self) -> Flow:
        """Takes the uppermost layer away and gives what it held."""
        return self.flows.pop()

    def open_table(self) -> Grid:
        """A table begins."""
        part, cell = self.place
        inside = f"{part}, {cell}" if self.grids else ""
        self.tally.tables += 1
        grid = Grid(self.told, f"Tab. {self.tally.tables}", inside)
        if inside:
            self.tally.nested.append((grid.part, part, cell))
        self.open()
        self.grids.append(grid)
        return grid

    def close_table(self, table: RawTable) -> None:
        """A table ends: it stands in the flow, and after it what its cells held besides text."""
        self.grids.pop()
        beside = self.close()
        if table.rows:
            self.flows[-1].append(table)
        self.flows[-1] += beside

    def close_cell(self) -> str:
        """A cell ends: its texts, a line each; what is no text goes beside its table."""
        flow = self.close()
        self.flows[-1] += [block for block in flow if not is_text(block)]
        return "\n".join(text_of(block) for block in flow if is_text(block))

    def see_hidden(self) -> None:
        """Hidden text was met."""
        self.tally.hidden += 1
        if not any(self.tally.first_hidden):
            self.tally.first_hidden = self.place

    def see_change(self, *, deleted: bool) -> None:
        """Text was met that tracked changes took away or added."""
        self.tally.deletions += deleted
        self.tally.insertions += not deleted
        if not any(self.tally.first_change):
            self.tally.first_change = self.place

    def findings(self) -> list[Finding]:
        """What there is to tell."""
        tally, tell = self.tally, self.told.tell
        if tally.deletions or tally.insertions:
            part, cell = tally.first_change
            tell("file.tracked_changes", part, cell, deletions=tally.deletions, insertions=tally.insertions)
        if tally.hidden:
            tell("file.hidden_text", *tally.first_hidden, count=tally.hidden)
        for table, part, cell in tally.nested[:MOST_ALIKE]:
            tell("file.nested_table", part, cell, table=table)
        return self.told.findings


def is_text(block: RawBlock | RawTable) -> bool:
    """Whether a block is a part of the running text."""
    return isinstance(block, RawBlock) and block.kind in _RUNNING


def text_of(block: RawBlock | RawTable) -> str:
    """A block of text with its number, as a reader sees it."""
    return f"{block.number} {block.text}".strip() if isinstance(block, RawBlock) else ""
