"""How much a reader takes in before it refuses."""

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one file. `inflated` and `entries` concern compressed files: bytes after inflating and files inside;
    `ratio` is how many times a compressed part may grow. `area` is rows times columns of one sheet, which decides the
    memory that reading it takes. `elements` are the pieces of a text document or web page, `pages` those of a pdf read
    before the rest is left out and told, `seconds` how long a pdf may take before the same happens."""

    size: int = 50 * MEBIBYTE
    inflated: int = 400 * MEBIBYTE
    ratio: int = 200
    entries: int = 5_000
    rows: int = 200_000
    columns: int = 500
    area: int = 4_000_000
    elements: int = 3_000_000
    pages: int = 400
    seconds: int = 60
