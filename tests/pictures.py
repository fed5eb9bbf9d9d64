"""Pictures for tests, drawn here."""

import io

from PIL import Image

MARK = (250, 250, 250)


def picture(form: str, shade: int = 90) -> bytes:
    """A picture of 640 by 400 with a mark in its upper left corner, so that a turned or mirrored one is another one."""
    drawn = Image.new("RGB", (640, 400), (shade, 120, 30))
    drawn.paste(MARK, (0, 0, 200, 60))
    held = io.BytesIO()
    drawn.save(held, form)
    return held.getvalue()
