"""Reading Word, web pages and pdf, against the bare work of a library: hearing the elements, and the text of pages."""

from html.parser import HTMLParser
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZipFile

import pypdfium2
import typst

from benchmarks.rounds import Amount, Ratio, compared
from rumbo.papers.reading import read_bytes

SIZES = {"small": 1_000, "full": 10_000}
PAGES = {"small": 200, "full": 2_000}
TEXTS = tuple(f"Celda {at} con algo de texto" for at in range(12))
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(size: str) -> list[Ratio | Amount]:
    """One table of twelve columns in each kind of file."""
    rows, printed = SIZES[size], PAGES[size]
    word, page, paper = word_document(rows), web_page(rows), pdf(printed)
    with ZipFile(BytesIO(word)) as archive:
        xml = archive.read("word/document.xml")
    return [
        compared(f"reading {rows} rows of Word", lambda: read(word, rows), lambda: heard(xml), bound=15),
        compared(f"reading {rows} rows of HTML", lambda: read(page, rows), lambda: split(page.decode()), bound=6),
        compared(f"reading {printed} rows of pdf", lambda: read(paper, printed), lambda: texts(paper), bound=30),
    ]


def read(data: bytes, rows: int) -> None:
    (table,) = read_bytes(data, "plan").tables
    assert len(list(table)) == rows


def heard(xml: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler = parser.CharacterDataHandler = lambda *_: None
    parser.Parse(xml, True)


def split(page: str) -> None:
    HTMLParser().feed(page)


def texts(data: bytes) -> None:
    for page in pypdfium2.PdfDocument(data):
        page.get_textpage().get_text_range()


def word_document(rows: int) -> bytes:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in TEXTS)
    body = f"<w:tbl>{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>"
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        relation = f'<Relationship Id="d" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return file.getvalue()


def web_page(rows: int) -> bytes:
    row = "<tr>" + "".join(f"<td>{text}</td>" for text in TEXTS) + "</tr>"
    return f"<html><meta charset=utf-8><table>{row * rows}</table></html>".encode()


def pdf(rows: int) -> bytes:
    cells = ", ".join(f'"{text}"' for text in TEXTS)
    table = f"#table(columns: {len(TEXTS) + 1}, ..range({rows}).map(at => (str(at), {cells})).flatten())"
    return typst.compile(f'#set page(paper: "a3", flipped: true)\n{table}'.encode(), format="pdf")
