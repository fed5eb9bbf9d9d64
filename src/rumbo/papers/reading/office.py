"""Office files told apart by what is inside: workbooks, text documents of Word, and the kinds not read."""

from rumbo.papers.raw import RawDocument
from rumbo.papers.reading.archive import Archive, opened
from rumbo.papers.reading.docx import read_docx
from rumbo.papers.reading.opendocument import ODS, read_ods
from rumbo.papers.reading.recognition import NOT_READ_YET
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.workbook import read_xls, read_xlsx

_INSIDE = (("xl/_rels/workbook.xml.rels", "xlsx"), ("xl/workbook.bin", "xlsb"))
_FOLDERS = (("word/", "docx"), ("ppt/", "pptx"), ("Index/", "numbers"))
_OPEN_KINDS = ((ODS, "ods"), ("application/vnd.oasis.opendocument.text", "odt"))


def read_archive(source: Source) -> RawDocument:
    """Reads a zip that is a workbook or a text document; refuses any other. Raises `Unreadable`."""
    archive = opened(source)
    kind = _kind_inside(archive)
    if kind == "xlsx":
        return read_xlsx(source, archive)
    if kind == "ods":
        return read_ods(source, archive)
    if kind == "docx":
        return read_docx(source, archive)
    code = "file.not_read_yet" if kind in NOT_READ_YET else "file.not_what_it_says"
    raise source.refusal(code, facts={"kind": NOT_READ_YET.get(kind, kind)})


def read_ole(source: Source) -> RawDocument:
    """Reads the container of older office files: a workbook before 2007, or the wrapping of an encrypted file."""
    data = source.data
    if _stream_name("EncryptedPackage") in data:
        raise source.refusal("file.password")
    if _stream_name("Workbook") in data or _stream_name("Book") in data:
        return read_xls(source)
    if _stream_name("WordDocument") in data:
        raise source.refusal("file.not_read_yet", facts={"kind": NOT_READ_YET["doc"]})
    raise source.refusal("file.not_what_it_says", facts={"kind": "OLE"})


def _kind_inside(archive: Archive) -> str:
    for name, kind in _INSIDE:
        if name in archive.entries:
            return kind
    for folder, kind in _FOLDERS:
        if any(name.startswith(folder) for name in archive.entries):
            return kind
    said = archive.content("mimetype", 200).decode("latin-1") if "mimetype" in archive.entries else ""
    return next((kind for media_type, kind in _OPEN_KINDS if said.startswith(media_type)), "ZIP")


def _stream_name(name: str) -> bytes:
    return name.encode("utf-16-le") + b"\0\0"
