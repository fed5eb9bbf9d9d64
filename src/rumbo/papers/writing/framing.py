"""A photograph or a bitmap as the drawing that holds it: decoded, drawn again in a small size, put inside of an SVG.

What comes out is made here: nothing of the file that was sent goes on but what it shows. Sizes are read first, so that
no file of a few bytes unfolds into gigabytes.
"""

from base64 import b64encode
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from rumbo.papers.pictures import JPEG_MARK, PNG_MARK, sized

MOST_PIXELS = 6000
"""The widest or highest picture that is decoded."""
SIDE = 480
"""The longest side of what is kept, in pixels: sharp in a header of 24 mm."""


class NotAPicture(ValueError):
    """A file that says it is a PNG or a JPEG and is not a whole one, or is larger than what is decoded."""


def is_bitmap(content: bytes) -> bool:
    """Whether a file begins as a PNG or a JPEG."""
    return content.startswith((PNG_MARK, JPEG_MARK))


def framed(content: bytes) -> str:
    """The SVG that shows a PNG or a JPEG. Raises `NotAPicture`."""
    known = sized(content)
    if known is None or max(known.width, known.height) > MOST_PIXELS:
        raise NotAPicture
    width, height = known.width, known.height
    scale = min(1.0, SIDE / max(width, height))
    drawn = b64encode(_drawn_again(content, width * scale)).decode()
    box = f"{round(width * scale)} {round(height * scale)}"
    shown = f'<image width="100%" height="100%" href="data:image/png;base64,{drawn}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {box}">{shown}</svg>'


def _drawn_again(content: bytes, width: float) -> bytes:
    kind = "png" if content.startswith(PNG_MARK) else "jpg"
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
