"""The logo of an entity: an SVG drawing rebuilt from the parts that only draw, or a PNG or JPEG redrawn inside of one.

What could run, fetch or take the reader elsewhere is refused and named; what editors leave for themselves (other
namespaces, metadata, comments) falls off. Allowed is what is listed: SVG 2, https://www.w3.org/TR/SVG2/eltindex.html.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rumbo.apps.audit.doorway import Refused
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.papers.writing.framing import MOST_PIXELS, NotAPicture, framed, is_bitmap

MAX_CHARACTERS = 200_000
MAX_DEPTH = 40
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"}
PAINTS = {"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "style"}
DRAWS = frozenset({"svg", "g", "defs", "symbol", "use", "title", "desc"} | SHAPES | PAINTS)
LEFT_OUT = frozenset({"metadata"})
# A reference goes to a part of the same drawing; a style imports nothing and hides nothing behind an escape.
OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#|['\"\s])|//|javascript:|data:|expression\(|image-set\(|src\(|@|\\", re.I)
# In a document these prefixes are what people expect to read; the names are those of the standards.
register_namespace("", SVG[1:-1])
register_namespace("xlink", XLINK[1:-1])

LOGO_NOT_DRAWING = declare(
    Sentences(
        code="people.logo_not_drawing",
        severity=Severity.ERROR,
        title=marked("El logo no es una imagen que se pueda leer"),
        what=marked("El archivo no se pudo leer como un dibujo SVG ni como una imagen PNG o JPEG completa."),
        why=marked("El logo encabeza las pantallas y los documentos; un archivo dañado los dejaría sin él."),
        how=marked("Guarde el logo como SVG, PNG o JPEG, de {limit} píxeles de lado a lo sumo, y súbalo de nuevo."),
    )
)

LOGO_TOO_LARGE = declare(
    Sentences(
        code="people.logo_too_large",
        severity=Severity.ERROR,
        title=marked("El logo es demasiado pesado"),
        what=marked("El dibujo pasa de {limit} caracteres o tiene demasiados grupos unos dentro de otros."),
        why=marked("El logo se repite en cada pantalla y en cada documento que se publica."),
        how=marked("Simplifique el dibujo al exportarlo: sin fotografías ni efectos, con trazos unidos."),
    )
)

LOGO_UNSAFE = declare(
    Sentences(
        code="people.logo_unsafe",
        severity=Severity.ERROR,
        title=marked("El logo trae algo que no es dibujo"),
        what=marked("El archivo contiene «{part}», que ejecuta código, pide datos a otro sitio o no se imprime."),
        why=marked("El logo sale en páginas públicas de la entidad; no debe hacer nada más que verse."),
        how=marked("Expórtelo como «SVG simple», con las imágenes y los textos convertidos en trazos."),
    )
)


def safe_logo(sent: str | bytes) -> str:
    """The drawing that is kept of a file as it was sent, or of a drawing as text; refused when it is none."""
    if isinstance(sent, str):
        return safe_drawing(sent)
    if not is_bitmap(sent):
        return safe_drawing(sent.decode("utf-8", "replace"))
    try:
        return framed(sent)
    except NotAPicture as broken:
        raise _no_picture() from broken


def safe_drawing(text: str) -> str:
    """The drawing with nothing in it but drawing; an empty text stays empty, anything else unfit is refused."""
    if not text.strip():
        return ""
    if len(text) > MAX_CHARACTERS:
        raise _too_large()
    root = _parsed(text)
    if root.tag != f"{SVG}svg":
        raise _no_picture()
    for element in _walk(root):
        _check_element(element)
    return tostring(root, encoding="unicode")


def _parsed(text: str) -> Element:
    try:
        return fromstring(text)
    except DefusedXmlException as trap:
        raise _unsafe("<!ENTITY>") from trap
    except (ParseError, ValueError) as broken:
        raise _no_picture() from broken


def _walk(root: Element) -> Iterator[Element]:
    """Every element that stays, parents first; what editors left is taken off on the way."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _too_large()
        yield element
        for child in list(element):
            if child.tag.startswith(SVG) and child.tag.removeprefix(SVG) not in LEFT_OUT:
                waiting.append((child, depth + 1))
            else:
                element.remove(child)


def _check_element(element: Element) -> None:
    name = element.tag.removeprefix(SVG)
    if name not in DRAWS:
        raise _unsafe(f"<{name}>")
    if name == "style" and OUTSIDE.search("".join(element.itertext())):
        raise _unsafe("<style>")
    for attribute, value in list(element.attrib.items()):
        plain = attribute.removeprefix(XLINK)
        if plain == "href":
            _check_reference(value)
        elif attribute.startswith("{"):
            del element.attrib[attribute]
        elif plain.lower().startswith("on") or OUTSIDE.search(value):
            raise _unsafe(plain)


def _check_reference(value: str) -> None:
    if not value.strip().startswith("#"):
        raise _unsafe("href")


def _no_picture() -> Refused:
    return Refused(Finding(LOGO_NOT_DRAWING.code, LOGO_NOT_DRAWING.severity, facts={"limit": MOST_PIXELS}))


def _unsafe(part: str) -> Refused:
    return Refused(Finding(LOGO_UNSAFE.code, LOGO_UNSAFE.severity, facts={"part": part}))


def _too_large() -> Refused:
    return Refused(Finding(LOGO_TOO_LARGE.code, LOGO_TOO_LARGE.severity, facts={"limit": MAX_CHARACTERS}))
