"""Pdf files made for the tests, by typst from rows of cells, or by hand where it is the bytes that matter."""

import json
from collections.abc import Sequence

import typst

_TABLE = """
#set page(width: {width}pt, height: {height}pt, margin: {margin}pt, header: [{header}], footer: context [{footer}])
#set text(font: "Libertinus Serif", size: 8pt, lang: "es", hyphenate: {hyphenate})
#let rows = json(bytes(sys.inputs.rows))
#let merged(cell) = if type(cell) == dictionary {{
  table.cell(colspan: cell.at("across", default: 1), rowspan: cell.at("down", default: 1))[#cell.text]
}} else {{ [#cell] }}
{before}
#table(columns: {columns}, stroke: {stroke}, inset: 3pt,
  table.header(..rows.slice(0, {heads}).flatten().map(merged)),
  ..rows.slice({heads}).flatten().map(merged))
{after}
"""


def table_pdf(
    rows: Sequence[Sequence[object]],
    columns: str,
    heads: int = 1,
    stroke: str = "0.5pt",
    width: int = 842,
    height: int = 595,
    margin: int = 40,
    header: str = "",
    footer: str = "",
    before: str = "",
    after: str = "",
    hyphenate: str = "false",
) -> bytes:
    """A pdf with one table; a merged cell is {"text", "across", "down"}."""
    source = _TABLE.format(
        width=width,
        height=height,
        margin=margin,
        header=header,
        footer=footer,
        before=before,
        after=after,
        columns=columns,
        stroke=stroke,
        heads=heads,
        hyphenate=hyphenate,
    )
    return typst.compile(source.encode(), format="pdf", sys_inputs={"rows": json.dumps(rows, ensure_ascii=False)})


def text_pdf(body: str) -> bytes:
    """A pdf of what typst writes."""
    return typst.compile(body.encode(), format="pdf")


def page_pdf(content: bytes, page: str = "", more: str = "") -> bytes:
    """A pdf of one page with a stream of drawing commands, written by hand."""
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R" + page + ">>",
        f"<</Length {len(content)}{more}>>stream\n",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(data))
        data += f"{number} 0 obj".encode() + part.encode()
        data += content + b"\nendstream" if number == 4 else b""
        data += b"\nendobj\n"
    start = len(data)
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    table = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{rows}trailer<</Root 1 0 R/Size {len(parts) + 1}>>\n"
    return data + f"{table}startxref\n{start}\n%%EOF".encode()
