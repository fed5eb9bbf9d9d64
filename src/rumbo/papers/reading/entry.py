"""The door of the readers: a file is recognised by its content, never by the ending of its name."""

from collections.abc import Callable
from pathlib import Path

from rumbo.findings import Sentences, Severity, declare, marked
from rumbo.papers.raw import RawDocument, Unreadable
from rumbo.papers.reading.html import read_html
from rumbo.papers.reading.json_text import is_json, read_json
from rumbo.papers.reading.limits import Limits
from rumbo.papers.reading.office import read_archive, read_ole
from rumbo.papers.reading.pdf import read_pdf
from rumbo.papers.reading.recognition import NOT_READ_YET, kind_of, other_ending
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.texts import read_text

declare(
    Sentences(
        "file.empty",
        Severity.ERROR,
        marked("Archivo vacío"),
        marked("«{file}» no tiene contenido."),
        marked("De un archivo vacío no se puede leer nada; a veces la copia o la descarga quedó a medias."),
        marked("Ábralo en su equipo, compruebe que muestra el plan y vuelva a cargarlo."),
    )
)
declare(
    Sentences(
        "file.not_found",
        Severity.ERROR,
        marked("El archivo no se pudo abrir"),
        marked("No se pudo abrir «{file}»."),
        marked("El archivo no está en ese lugar, es una carpeta o no hay permiso para leerlo."),
        marked("Revise el nombre y la carpeta, y que el archivo no esté protegido."),
    )
)
declare(
    Sentences(
        "file.too_large",
        Severity.ERROR,
        marked("Archivo demasiado grande"),
        marked("«{file}» pesa {size} bytes; se aceptan hasta {most}."),
        marked("Un plan en tabla pesa mucho menos: suele tratarse de imágenes pegadas u hojas que sobran."),
        marked("Quite imágenes y hojas que no sean del plan, o guarde solo la hoja del plan en otro archivo."),
    )
)


def read_file(path: Path, name: str | None = None, limits: Limits | None = None) -> RawDocument:
    """Reads a file. `name` is what its owner calls it (by default, its name on disk). Raises `Unreadable`."""
    limits = limits or Limits()
    name = name or path.name
    try:
        with path.open("rb") as file:
            data = file.read(limits.size + 1)
            size = path.stat().st_size
    except OSError as error:
        raise Source(name, b"", limits).refusal("file.not_found") from error
    if len(data) > limits.size:
        raise _too_large(name, size, limits)
    return read_bytes(data, name, limits)


def read_bytes(data: bytes, name: str, limits: Limits | None = None) -> RawDocument:
    """Reads the bytes of a file called `name`. Raises `Unreadable`."""
    source = Source(name, data, limits or Limits())
    if len(data) > source.limits.size:
        raise _too_large(name, len(data), source.limits)
    if not data:
        raise source.refusal("file.empty")
    document = _reader_of(source)(source)
    if found := other_ending(name, document.media_type):
        ending, kind = found
        document.findings.insert(0, source.finding("file.other_ending", facts={"ending": ending, "kind": kind}))
    return document


def _reader_of(source: Source) -> Callable[[Source], RawDocument]:
    kind = kind_of(source.data)
    if kind == "text":
        return read_json if is_json(source) else read_text
    if kind == "zip":
        return read_archive
    if kind == "ole":
        return read_ole
    if kind == "html":
        return read_html
    if kind == "pdf":
        return read_pdf
    code = "file.not_read_yet" if kind in NOT_READ_YET else "file.not_what_it_says"
    raise source.refusal(code, facts={"kind": NOT_READ_YET.get(kind, kind)})


def _too_large(name: str, size: int, limits: Limits) -> Unreadable:
    return Source(name, b"", limits).refusal("file.too_large", facts={"size": size, "most": limits.size})
