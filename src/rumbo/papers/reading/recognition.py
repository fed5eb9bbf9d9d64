"""What a file is, told from its first bytes and never from its name."""

from rumbo.findings import Sentences, Severity, declare, marked

declare(
    Sentences(
        "file.not_what_it_says",
        Severity.ERROR,
        marked("No es una tabla"),
        marked("El contenido de «{file}» es de tipo {kind}, no una hoja de cálculo ni un texto."),
        marked("La terminación del nombre no cambia lo que hay dentro."),
        marked("Abra el plan en su programa y guárdelo como .xlsx, .ods o .csv."),
    )
)
declare(
    Sentences(
        "file.not_read_yet",
        Severity.ERROR,
        marked("Este tipo de archivo todavía no se lee"),
        marked("«{file}» es un documento de tipo {kind}, que esta versión no lee."),
        marked("Se leen hojas de cálculo, documentos de Word, páginas HTML, textos y PDF con texto."),
        marked("Ábralo en su programa, guárdelo como .xlsx, .docx o .csv y cargue ese archivo."),
    )
)

NOT_READ_YET = {"pdf": "PDF", "doc": "Word (.doc)", "pptx": "PowerPoint", "html": "HTML", "xlsb": "xlsb"}
"""Kinds of documents that hold plans but are not read in this version, as people call them."""

_MARKS = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"RIFF", "RIFF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"SQLite format 3\x00", "SQLite"),
)
_HTML = (b"<!doctype html", b"<html")


def kind_of(data: bytes) -> str:
    """The kind of a content: "text", "zip", "ole", "pdf", "html" or the name of a format that holds no table."""
    for mark, kind in _MARKS:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:64]):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if beginning.startswith(_HTML) else "text"
