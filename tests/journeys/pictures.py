"""The pictures of the documents, taken while the journeys walk: only with `--screenshots DIR`.

`make pictures` asks for them. One that would weigh more than a page should load is refused.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

LIMIT = 200_000


class Pictures:
    """Writes under `folder`, which is that of the documents; with None it takes none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def take(self, page: Any, name: str) -> None:
        """What the window shows, as `name.png`: of the guide, or of the README where the name says so."""
        if self.folder is None:
            return
        # Nothing hovered: a pointer left over a row would colour it.
        page.mouse.move(0, 0)
        data = smaller(page.screenshot())
        assert len(data) < LIMIT, f"{name} takes {len(data)} bytes"
        file = self.folder / (f"{name}.png" if "/" in name else f"guia/imagenes/{name}.png")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def smaller(png: bytes) -> bytes:
    """The same picture with the 256 colours that come nearest to its own; less would tint the paper."""
    with Image.open(BytesIO(png)) as image:
        picture = image.convert("RGB").quantize(256, kmeans=4, dither=Image.Dither.NONE)
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
