"""A photograph or a bitmap as the drawing that holds it: decoded, drawn again in a small size, put inside of an SVG.

What comes out is made here: nothing of the file that was sent goes on but what it shows. Sizes are read first, so that
no file of a few bytes unfolds into gigabytes. PNG: https://www.w3.org/TR/png-3/#11IHDR; JPEG: ITU-T T.81, B.2.2.
"""

import struct
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 6000
"""The widest or highest picture that is decoded."""
SIDE = 480
"""The longest side of what is kept, in pixels: sharp in a header of 24 mm."""
# The frames of a JPEG that say its size; C4, C8 and CC are other tables.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class NotAPicture(ValueError):
    """A file that says it is a PNG or a JPEG and is not a whole one, or is larger than what is decoded."""


def is_bitmap(content: bytes) -> bool:
    """Whether a file begins as a PNG or a JPEG."""
    return content.startswith((PNG, JPEG))


def framed(content: bytes) -> str:
    """The SVG that shows a PNG or a JPEG. Raises `NotAPicture`."""
    width, height = size = _size(content)
    if not 0 < min(size) <= max(size) <= MOST_PIXELS:
        raise NotAPicture
    scale = min(1.0, SIDE / max(size))
    drawn = b64encode(_drawn_again(content, width * scale)).decode()
    box = f"{round(width * scale)} {round(height * scale)}"
    shown = f'<image width="100%" height="100%" href="data:image/png;base64,{drawn}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}">{shown}</svg>'


def _drawn_again(content: bytes, width: float) -> bytes:
    kind = "png" if content.startswith(PNG) else "jpg"
    source = f'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("it", format: "{kind}", '
    with TemporaryDirectory() as folder:
        (Path(folder) / "it").write_bytes(content)
        try:
            # One point is one pixel.
            compiler = typst.Compiler(input=f"{source}width: {width}pt)".encode(), root=folder)
            drawn = compiler.compile(format="png", ppi=72)
        except typst.TypstError as error:
            raise NotAPicture from error
    if not isinstance(drawn, bytes):
        raise TypeError("one picture gives one image")
    return drawn


def _size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the file says them."""
    try:
        if content.startswith(PNG):
            width, height = struct.unpack(">II", content[16:24])
            return width, height
        for marker, at in _segments(content):
            if marker in FRAMES:
                height, width = struct.unpack(">HH", content[at + 5 : at + 9])
                return width, height
    except struct.error as error:
        raise NotAPicture from error
    raise NotAPicture


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """The marker of each segment of a JPEG, with where it begins, up to the image data."""
    at = 2
    while at < len(content) and content[at] == 0xFF and content[at + 1 : at + 2] not in (b"\xda", b"\xd9", b""):
        yield content[at + 1], at
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
