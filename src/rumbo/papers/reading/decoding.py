"""Bytes of a text into characters: UTF-8 and UTF-16 are known by their bytes, anything else is a guess and is told."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.reading.source import Source

declare(
    Sentences(
        "file.encoding_guessed",
        Severity.NOTICE,
        marked("Tildes y eñes deducidas"),
        marked("El texto de «{file}» no está en UTF-8; se leyó como {encoding}."),
        marked("Si la deducción no acierta, las tildes y las eñes salen cambiadas."),
        marked(
            "Revise algunos nombres con tilde; si están mal, guarde el archivo como «CSV UTF-8» y vuelva a cargarlo."
        ),
    )
)
declare(
    Sentences(
        "file.binary",
        Severity.ERROR,
        marked("No es un documento que se pueda leer"),
        marked("El contenido de «{file}» no es texto ni una hoja de cálculo."),
        marked("De un contenido que no se reconoce no se puede sacar un plan."),
        marked("Abra el archivo en su programa y guárdelo como .xlsx, .ods o .csv."),
    )
)

_MARKS = ((BOM_UTF8, "utf-8-sig"), (BOM_UTF16_LE, "utf-16"), (BOM_UTF16_BE, "utf-16"))
_WESTERN = ("cp1252", "latin_1", "mac_roman", "cp850")


def decoded(source: Source) -> tuple[str, list[Finding]]:
    """The text of a file and, where its encoding had to be guessed, the finding that says so."""
    for mark, encoding in _MARKS:
        if source.data.startswith(mark):
            return _decoded_as(source, encoding), []
    if b"\0" in source.data:
        return _unmarked_utf16(source), []
    try:
        return source.data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guessed(source)


def _decoded_as(source: Source, encoding: str) -> str:
    try:
        return source.data.decode(encoding)
    except UnicodeDecodeError as error:
        raise source.refusal("file.binary") from error


def _unmarked_utf16(source: Source) -> str:
    """UTF-16 without its mark: in a text of Latin letters nearly every second byte is zero."""
    half = len(source.data) / 2
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if source.data[first::2].count(0) > 0.7 * half and source.data[1 - first :: 2].count(0) == 0:
            return _decoded_as(source, encoding)
    raise source.refusal("file.binary")


def _guessed(source: Source) -> tuple[str, list[Finding]]:
    from charset_normalizer import from_bytes

    best = from_bytes(source.data[:200_000], cp_isolation=list(_WESTERN)).best()
    if best is None or _junk(source.data):
        raise source.refusal("file.binary")
    encoding = "cp1252" if best.encoding in ("latin_1", "cp1252") else best.encoding
    text = source.data.decode(encoding, errors="replace")
    return text, [source.finding("file.encoding_guessed", facts={"encoding": encoding})]


def _junk(data: bytes) -> bool:
    """Whether too many control bytes stand here for a text that a person typed."""
    sample = data[:65_536]
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in sample)
    return controls * 100 > len(sample)
