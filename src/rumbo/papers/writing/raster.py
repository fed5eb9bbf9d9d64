"""A picture as PNG or JPEG for the formats that take no SVG, and whether one can be drawn at all."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from rumbo.papers.document import Picture
from rumbo.papers.pictures import JPEG, PNG, Sized, sized
from rumbo.papers.writing.legible import FONTS

SVG = "image/svg+xml"
SHARPNESS = 192
ALONE = "#set page(width: auto, height: auto, margin: 0pt, fill: none)\n"
VECTOR = f'{ALONE}#image(bytes(sys.inputs.svg), format: "svg")'
FRAMED = VECTOR.replace("margin: 0pt, fill: none", "margin: 8pt, fill: white")
"""A drawing that is looked at alone stands on white, so that its dark words are read wherever it is shown."""
RASTER = '{alone}#image("/picture", format: "{format}", width: 1cm)'
FORMATS = {SVG: "svg", PNG: "png", JPEG: "jpg"}
"""What the drawing program calls each kind."""


def raster_of(picture: Picture) -> tuple[bytes, Sized]:
    """The PNG or JPEG of a picture, with what it is. ValueError for one that nobody asked `is_drawable`."""
    content = picture.content
    if picture.media_type == SVG:
        content = _drawn(content.decode(), VECTOR)
    if (known := sized(content)) is None:
        raise ValueError(picture.alt)
    return content, known


def is_drawable(content: bytes) -> bool:
    """Whether a picture is a PNG or JPEG of a bounded size, whole and undamaged: what is printed was drawn once."""
    known = sized(content)
    if known is None:
        return False
    source = RASTER.format(alone=ALONE, format=FORMATS[known.media_type])
    with TemporaryDirectory() as folder:
        (Path(folder) / "picture").write_bytes(content)
        try:
            typst.Compiler(input=source.encode(), root=folder).compile(format="pdf")
        except typst.TypstError:
            return False
    return True


def image_of(svg: bytes) -> bytes:
    """A drawing as a PNG of its own."""
    return _drawn(svg.decode(), FRAMED)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])


def _drawn(svg: str, template: str) -> bytes:
    compiler = typst.Compiler(input=template.encode(), font_paths=_fonts())
    drawn = compiler.compile(format="png", ppi=SHARPNESS, sys_inputs={"svg": svg})
    if not isinstance(drawn, bytes):
        raise TypeError("one picture gives one image")
    return drawn
