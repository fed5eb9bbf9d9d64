"""A pdf with text as a document: pages one by one up to the limits, then what repeats, tables over pages, and the flow.

PDFium reads the file (decision 0020), in a process of its own (`apart`).
"""

import time
from ctypes import byref, c_ulong
from typing import Any

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.raw import RawDocument, RawTable
from rumbo.papers.reading.pdf.flow import Telling
from rumbo.papers.reading.pdf.looking import look_at
from rumbo.papers.reading.pdf.parts import PageParts, arrange, is_torn, parts_of
from rumbo.papers.reading.pictures import Gathered
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.told_texts import ToldTexts

PDF = "application/pdf"
_LARGEST_ATTACHMENT = 16 * 1024 * 1024
_MOST_ATTACHMENTS = 20

declare(
    Sentences(
        "file.scanned",
        Severity.ERROR,
        marked("PDF escaneado"),
        marked("«{file}» solo tiene imágenes de páginas; no trae texto que se pueda leer."),
        marked("De una imagen habría que adivinar las letras, y una cifra mal adivinada no se nota."),
        marked("Cargue el archivo del que salió el PDF (Excel o Word), o un PDF guardado desde ese programa."),
    )
)
declare(
    Sentences(
        "file.page_without_text",
        Severity.WARNING,
        marked("Páginas sin texto"),
        marked("En «{file}» hay páginas que solo son imagen y no se leyeron: {pages}."),
        marked("Si en esas páginas hay parte del plan, falta en lo leído."),
        marked("Revise esas páginas; si hacen parte del plan, cargue el archivo del que salió el PDF."),
    )
)
declare(
    Sentences(
        "file.recognised_letters",
        Severity.WARNING,
        marked("Texto reconocido de una imagen"),
        marked("El texto de las páginas {pages} no se dibuja: lo reconoció un programa sobre una imagen."),
        marked("Un programa que reconoce letras confunde cifras, y lo que no se ve puede no ser lo que se imprime."),
        marked("Compare cada cifra con la imagen, o cargue el archivo del que salió el PDF."),
    )
)
declare(
    Sentences(
        "file.table_torn",
        Severity.WARNING,
        marked("Parte de una tabla quedó fuera"),
        marked("En las páginas {pages} hay renglones de una tabla sin líneas cuyas columnas no se pudieron separar."),
        marked("Esos renglones se leyeron como texto: faltan filas en la tabla, o hay celdas incompletas."),
        marked("Cargue el archivo del que salió el PDF, o uno con líneas en la tabla y el texto sin justificar."),
    )
)
declare(
    Sentences(
        "file.invisible_text",
        Severity.WARNING,
        marked("Texto invisible"),
        marked("En las páginas {pages} hay texto que no se dibuja; no se leyó."),
        marked("Quien mira el documento no ve ese texto; si fuera parte del plan, nadie lo sabría."),
        marked("Revise esas páginas en el archivo del que salió el PDF."),
    )
)
declare(
    Sentences(
        "file.pages_left_out",
        Severity.WARNING,
        marked("El documento no se leyó completo"),
        marked("De las {pages} páginas de «{file}» se leyeron {read}."),
        marked("Leer sin límite detendría el servidor; lo que sigue de la página {read} falta en lo leído."),
        marked("Guarde en otro PDF solo las páginas del plan y cargue ese archivo."),
    )
)


def read_pages(source: Source) -> RawDocument:
    """Reads a pdf in this process. Raises `Unreadable`."""
    return _Reading(source).document()


class _Reading:
    def __init__(self, source: Source) -> None:
        self.source, self.told = source, ToldTexts(source)
        self.pages: list[PageParts] = []
        self.shown = Gathered()
        self.pictures: list[int] = []
        self.recognised: list[int] = []
        self.invisible: list[int] = []

    def document(self) -> RawDocument:
        file = self._opened()
        try:
            self._look(file)
            attachments = self._attachments(file)
        finally:
            file.close()
        if not any(page.body for page in self.pages):
            raise self.source.refusal("file.empty")
        if len(self.pictures) == len(self.pages):
            raise self.source.refusal("file.scanned")
        self._tell_pages()
        arrange(self.pages)
        if torn := [page.number for page in self.pages if is_torn(page)]:
            self.told.tell("file.table_torn", pages=_said(torn))
        flow = Telling(self.told).flow(self.pages)
        tables = [block for block in flow if isinstance(block, RawTable)]
        self.shown.tell(self.told)
        source, told = self.source, (tables, self.told.findings, flow, attachments, self.shown.contents)
        return RawDocument(source.name, source.digest, len(source.data), PDF, *told)

    def _opened(self) -> Any:
        import pypdfium2
        from pypdfium2 import raw

        try:
            return pypdfium2.PdfDocument(self.source.data)
        except pypdfium2.PdfiumError as error:
            locked = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD
            raise self.source.refusal("file.password" if locked else "file.damaged") from error

    def _look(self, file: Any) -> None:
        import pypdfium2

        limits, count = self.source.limits, len(file)
        until = time.monotonic() + limits.seconds
        for at in range(min(count, limits.pages)):
            if time.monotonic() > until:
                break
            try:
                page = file[at]
            except pypdfium2.PdfiumError as error:
                raise self.source.refusal("file.damaged") from error
            self._see(page, at + 1)
            page.close()
        if len(self.pages) < count:
            self.told.tell("file.pages_left_out", pages=count, read=len(self.pages))

    def _see(self, page: Any, number: int) -> None:
        sheet = look_at(page, number, self.shown.take)
        drawn = sum(not letter.text.isspace() for letter in sheet.letters)
        if not drawn and sheet.pictures:
            self.pictures.append(number)
        if sheet.hidden:
            (self.recognised if drawn == sheet.hidden else self.invisible).append(number)
        self.pages.append(parts_of(sheet))

    def _tell_pages(self) -> None:
        found = (
            ("file.page_without_text", self.pictures),
            ("file.recognised_letters", self.recognised),
            ("file.invisible_text", self.invisible),
        )
        for code, pages in found:
            if pages:
                self.told.tell(code, pages=_said(pages))

    def _attachments(self, file: Any) -> dict[str, bytes]:
        """The files that the pdf carries, as they are; very large ones are left where they are."""
        from pypdfium2 import raw

        found: dict[str, bytes] = {}
        for at in range(min(file.count_attachments(), _MOST_ATTACHMENTS)):
            attachment = file.get_attachment(at)
            size = c_ulong()
            raw.FPDFAttachment_GetFile(attachment, None, 0, byref(size))
            if size.value <= _LARGEST_ATTACHMENT:
                found[attachment.get_name()] = bytes(attachment.get_data()) if size.value else b""
        return found


def _said(pages: list[int]) -> str:
    """Numbers of pages as people write them: 1, 3–5."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
