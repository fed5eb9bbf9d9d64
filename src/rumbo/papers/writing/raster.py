"""A picture as PNG for the formats that take no SVG."""

import struct

import typst

from rumbo.papers.document import Picture

SHARPNESS = 192
SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""


def png_of(picture: Picture) -> tuple[bytes, int, int]:
    """The PNG of a picture, with its width and height in pixels."""
    content = picture.content
    if picture.media_type == "image/svg+xml":
        content = _drawn(content.decode())
    width, height = struct.unpack(">II", content[16:24])
    return content, width, height


def _drawn(svg: str) -> bytes:
    source = (
        '#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image(bytes(sys.inputs.svg), format: "svg")'
    )
    drawn = typst.Compiler(input=source.encode()).compile(format="png", ppi=SHARPNESS, sys_inputs={"svg": svg})
    if not isinstance(drawn, bytes):
        raise TypeError("one picture gives one image")
    return drawn
