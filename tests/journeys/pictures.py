"""The pictures of the documents, taken while the journeys walk: only with `--screenshots DIR`.

`make pictures` asks for them. One that would weigh more than a page should load is refused.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image

LIMIT = 200_000


class Pictures:
    """Writes into `folder`; with None it takes none."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def take(self, page: Any, name: str) -> None:
        """`name.png`: what the window shows."""
        if self.folder is None:
            return
        # Nothing hovered: a pointer left over a row would colour it.
        page.mouse.move(0, 0)
        data = smaller(page.screenshot())
        assert len(data) < LIMIT, f"{name} takes {len(data)} bytes"
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / f"{name}.png").write_bytes(data)


def smaller(png: bytes) -> bytes:
    """The same picture without transparency, as tightly packed as its format allows."""
    with Image.open(BytesIO(png)) as image:
        picture = image.convert("RGB")
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
