"""The package of a Word document: which part holds the body, and what stands around it."""

from collections.abc import Mapping
from types import MappingProxyType

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.pictures import MOST_BYTES
from rumbo.papers.raw import Piece, RawBlock, RawDocument, RawTable
from rumbo.papers.reading.archive import Archive
from rumbo.papers.reading.docx.numbering import Numbering
from rumbo.papers.reading.docx.story import Notes, Story
from rumbo.papers.reading.docx.styles import Styles
from rumbo.papers.reading.layers import Flow, Layers, is_text, text_of
from rumbo.papers.reading.parts import relations_of, targets_of
from rumbo.papers.reading.pictures import Gathered
from rumbo.papers.reading.settling import settled
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.told_texts import ToldTexts
from rumbo.papers.reading.xml_stream import Attributes, attribute, walk

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

declare(
    Sentences(
        "file.comments",
        Severity.NOTICE,
        marked("Comentarios al margen"),
        marked("El documento tiene {count} comentarios; no se leyeron."),
        marked("Los comentarios son notas de trabajo y no hacen parte del documento."),
        marked("Si alguno cambia un dato, lleve ese cambio al texto y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.document_macros",
        Severity.WARNING,
        marked("El documento trae macros"),
        marked("«{file}» trae macros; no se ejecutaron ni se conservan."),
        marked("Una macro puede cambiar el texto según quién abra el documento."),
        marked("Compruebe que lo leído es lo que quiere y, si puede, guarde el documento sin macros (.docx)."),
    )
)


def read_docx(source: Source, archive: Archive) -> RawDocument:
    """Reads a document whose archive has been opened. Raises `Unreadable`."""
    mains = list(targets_of(archive, "_rels/.rels", "/officeDocument").values())
    if len(mains) != 1 or mains[0] not in archive.entries:
        raise source.refusal("file.damaged")
    package = _Package(archive, mains[0])
    flow = package.flow()
    if not flow:
        raise source.refusal("file.empty")
    tables = [block for block in flow if isinstance(block, RawTable)]
    found, shown = package.findings(), package.pictures.contents
    return RawDocument(source.name, source.digest, len(source.data), DOCX, tables, found, flow, pictures=shown)


class _Package:
    def __init__(self, archive: Archive, main: str) -> None:
        self._archive, self._main = archive, main
        folder, _, name = main.rpartition("/")
        self._relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        self._layers = Layers(ToldTexts(archive.source))
        self._styles, self._numbering, self._notes = Styles(), Numbering(), Notes()
        self.pictures = Gathered()

    def flow(self) -> Flow:
        """The body with its notes, between what stands at the head and at the foot of the pages."""
        archive = self._archive
        for path in self._parts("/styles"):
            walk(archive.source, path, archive.pieces(path), self._styles.start, self._styles.end)
        for path in self._parts("/numbering"):
            walk(archive.source, path, archive.pieces(path), self._numbering.start)
        for path in (*self._parts("/footnotes"), *self._parts("/endnotes")):
            self._story(path)
        named = targets_of(archive, self._relations, "/image") if self._relations in archive.entries else {}
        body = settled(self._story(self._main, named))
        head = self._furniture("/header", Piece.PAGE_HEADER)
        return [*head, *body, *self._furniture("/footer", Piece.PAGE_FOOTER)]

    def _parts(self, kind: str) -> list[str]:
        if self._relations not in self._archive.entries:
            return []
        found = dict.fromkeys(targets_of(self._archive, self._relations, kind).values())
        return [path for path in found if path in self._archive.entries]

    def _story(self, path: str, pictures: Mapping[str, str] = MappingProxyType({})) -> Flow:
        """The flow of a part; `pictures` are the parts that hold its pictures, by the name that it gives them."""
        layers = Layers(self._layers.told, self._layers.tally)
        story = Story(
            layers, self._styles, self._numbering, self._notes, lambda named: self._picture(pictures.get(named, ""))
        )
        walk(self._archive.source, path, self._archive.pieces(path), story.start, story.end, story.text)
        return layers.flows[0]

    def _picture(self, path: str) -> str:
        """The digest of a picture that lies in the file; empty where it does not, or is not kept."""
        entry = self._archive.entries.get(path)
        if entry is None:
            return ""
        if entry.file_size > MOST_BYTES:
            self.pictures.left_out += 1
            return ""
        return self.pictures.take(self._archive.content(path))

    def _furniture(self, kind: str, piece: Piece) -> Flow:
        """The texts of the headers or footers, each once: sections often repeat them."""
        blocks: dict[str, RawBlock] = {}
        for path in self._parts(kind):
            for block in self._story(path):
                for text in _texts_of(block):
                    blocks.setdefault(text, RawBlock(piece, text))
        return list(blocks.values())

    def findings(self) -> list[Finding]:
        """What there is to tell of the document."""
        found, tell = self._layers.findings(), self._layers.told.tell
        if self._notes.comments:
            tell("file.comments", count=self._notes.comments)
        if outside := self._outside():
            tell("file.external_content", count=outside)
        self.pictures.tell(self._layers.told)
        if any(name.lower().endswith("vbaproject.bin") for name in self._archive.entries):
            tell("file.document_macros")
        return found

    def _outside(self) -> int:
        """How many things that the body shows lie outside the file; the address of a link shows nothing."""
        if self._relations not in self._archive.entries:
            return 0
        found: list[Attributes] = relations_of(self._archive, self._relations)
        return sum(
            attribute(each, "TargetMode") == "External" and not attribute(each, "Type").endswith("/hyperlink")
            for each in found
        )


def _texts_of(block: RawBlock | RawTable) -> list[str]:
    if isinstance(block, RawTable):
        return [str(value) for row in block.rows for value in row.values if value is not None]
    return [text_of(block)] if is_text(block) else []
