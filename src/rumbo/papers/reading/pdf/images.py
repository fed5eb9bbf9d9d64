"""A picture of a pdf as a file of its own: the JPEG that it is, or its pixels as a PNG."""

import struct
import zlib
from ctypes import byref, c_uint, create_string_buffer, string_at
from typing import Any

from rumbo.papers.pictures import MOST_BYTES, MOST_PIXELS

_WIDTHS = {"FPDFBitmap_Gray": 1, "FPDFBitmap_BGR": 3, "FPDFBitmap_BGRx": 4, "FPDFBitmap_BGRA": 4}
"""How many bytes a pixel has in each kind of bitmap."""


def content_of(raw: Any, drawn: Any) -> bytes:
    """The bytes of a picture that is drawn; none where it is too large or of a kind that cannot be taken out."""
    if _filters(raw, drawn) == ["DCTDecode"]:
        size = raw.FPDFImageObj_GetImageDataRaw(drawn, None, 0)
        if not 0 < size <= MOST_BYTES:
            return b""
        buffer = create_string_buffer(size)
        raw.FPDFImageObj_GetImageDataRaw(drawn, buffer, size)
        return buffer.raw
    return _drawn(raw, drawn)


def _filters(raw: Any, drawn: Any) -> list[str]:
    """How the picture is packed, from the outermost wrapping on."""
    names = []
    for at in range(raw.FPDFImageObj_GetImageFilterCount(drawn)):
        buffer = create_string_buffer(64)
        raw.FPDFImageObj_GetImageFilter(drawn, at, buffer, 64)
        names.append(buffer.value.decode("ascii", "replace"))
    return names


def _drawn(raw: Any, drawn: Any) -> bytes:
    width, height = c_uint(), c_uint()
    raw.FPDFImageObj_GetImagePixelSize(drawn, byref(width), byref(height))
    if not 0 < width.value * height.value <= MOST_PIXELS:
        return b""
    bitmap = raw.FPDFImageObj_GetBitmap(drawn)
    if not bitmap:
        return b""
    try:
        return _as_png(raw, bitmap)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _as_png(raw: Any, bitmap: Any) -> bytes:
    kinds = {getattr(raw, name): wide for name, wide in _WIDTHS.items()}
    wide = kinds.get(raw.FPDFBitmap_GetFormat(bitmap), 0)
    if not wide:
        return b""
    width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
    stride = raw.FPDFBitmap_GetStride(bitmap)
    pixels = string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
    packer, packed = zlib.compressobj(6), []
    for row in range(height):
        packed.append(packer.compress(b"\0" + _row(pixels[row * stride : row * stride + width * wide], wide)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0 if wide == 1 else 2, 0, 0, 0)
    body = (*((b"IDAT", each) for each in (*packed, packer.flush()) if each), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, each) for name, each in ((b"IHDR", head), *body))


def _row(pixels: bytes, wide: int) -> bytes:
    """A row of a bitmap, which is blue, green, red, as a PNG has it."""
    if wide == 1:
        return pixels
    row = bytearray(len(pixels) // wide * 3)
    row[0::3], row[1::3], row[2::3] = pixels[2::wide], pixels[1::wide], pixels[0::wide]
    return bytes(row)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
