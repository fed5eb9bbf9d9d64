"""The pictures of the documents, taken while the journeys walk: only with `--screenshots DIR`.

`make pictures` asks for them. They are kept small: as many colours as a screen of text needs, and no more.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

COLOURS = 160
WIDTH = 1200
LIMIT = 200_000


class Pictures:
    """Writes into `folder`; with None it takes none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def take(self, page: Any, name: str, *, whole: bool = False, of: str = "") -> None:
        """`name.png`: what the window shows, the whole page, or the first element `of` a selector."""
        if self.folder is None:
            return
        # Nothing hovered: a pointer left over a row would colour it.
        page.mouse.move(0, 0)
        taken = page.locator(of).first.screenshot() if of else page.screenshot(full_page=whole)
        data = smaller(taken)
        assert len(data) < LIMIT, f"{name} takes {len(data)} bytes"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.png").write_bytes(data)


def smaller(png: bytes) -> bytes:
    """The same picture with few colours, and no wider than a document shows it."""
    with Image.open(BytesIO(png)) as image:
        picture = image.convert("RGB")
    if picture.width > WIDTH:
        picture = picture.resize((WIDTH, round(picture.height * WIDTH / picture.width)), Image.Resampling.LANCZOS)
    out = BytesIO()
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
