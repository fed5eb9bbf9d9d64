"""What a file is, told from its first bytes and never from its name."""

from codecs import BOM_UTF16_BE, BOM_UTF16_LE

from rumbo.findings import Sentences, Severity, declare, marked

declare(
    Sentences(
        "file.not_what_it_says",
        Severity.ERROR,
        marked("No es un documento que se lea"),
        marked("El contenido de «{file}» es de tipo {kind}: no es una hoja de cálculo, ni un documento, ni un texto."),
        marked("La terminación del nombre no cambia lo que hay dentro."),
        marked("Abra el plan en su programa y guárdelo como .xlsx, .docx o .csv."),
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

declare(
    Sentences(
        "file.other_ending",
        Severity.NOTICE,
        marked("El nombre termina como otro tipo de archivo"),
        marked("El nombre de «{file}» termina en {ending}, pero su contenido es {kind}, y así se leyó."),
        marked("Otros programas pueden negarse a abrirlo, o abrirlo mal, por creerle al nombre."),
        marked("Guárdelo de nuevo en su programa, con la terminación que corresponde."),
    )
)

NOT_READ_YET = {
    "doc": "Word (.doc)",
    "pptx": "PowerPoint",
    "xlsb": "xlsb",
    "odt": "OpenDocument (.odt)",
    "numbers": "Numbers",
}
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
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table", b"<title", b"<style")
_HTML_LATER = (b"<?xml", b"<!--")


def kind_of(data: bytes) -> str:
    """The kind of a content: "text", "zip", "ole", "pdf", "html" or the name of a format that holds no table."""
    for mark, kind in _MARKS:
        if data.startswith(mark) and (len(mark) > 2 or b"\0" in data[:64]):
            return kind
    if b"%PDF-" in data[:1024]:
        return "pdf"
    beginning = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        beginning = data[:2048].decode("utf-16", "ignore").lstrip().lower().encode("ascii", "ignore")
    if beginning.startswith(_HTML) or (beginning.startswith(_HTML_LATER) and b"<html" in beginning):
        return "html"
    return "text"


# What a reader calls its file -> how people call it, and the endings that such a file may have.
_ENDINGS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx", ("xlsx", "xlsm", "xltx")),
    "application/vnd.ms-excel": (".xls", ("xls", "xlt")),
    "application/vnd.oasis.opendocument.spreadsheet": (".ods", ("ods", "ots")),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (
        ".docx",
        ("docx", "docm", "dotx"),
    ),
    "application/pdf": (".pdf", ("pdf",)),
    "application/json": (".json", ("json",)),
    "text/html": (".html", ("html", "htm", "xhtml")),
}
_TEXT = (".txt", ("txt", "csv", "tsv", "tab", "md", "markdown", "text", "prn", "rst", "log"))
_KNOWN = frozenset(ending for _, endings in (*_ENDINGS.values(), _TEXT) for ending in endings) | {"doc", "ppt", "pptx"}


def other_ending(name: str, media_type: str) -> tuple[str, str] | None:
    """The ending of a name and what the content is instead, where the two do not agree."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    kind, endings = _ENDINGS.get(media_type, _TEXT)
    return (f".{ending}", kind) if ending in _KNOWN and ending not in endings else None
