"""Reading a workbook, findings included, against the bare reading of its values."""

import resource
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.rounds import Ratio, compared
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes

EXAMPLE = Path(__file__).parent.parent / "examples" / "plan-de-accion-2024.txt"
SIZES = {"small": 2_000, "full": 10_000}


def run(size: str) -> list[Ratio]:
    """A workbook of the shape of the example, as long as the size says."""
    data = workbook(SIZES[size])
    ratio = compared(
        f"reading {SIZES[size]} rows with findings",
        lambda: read_plan(read_bytes(data, "plan.xlsx")),
        lambda: CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(),
        bound=6,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory so far: {peak} MiB (300 promised for the reading)")
    return [ratio]


def workbook(rows: int) -> bytes:
    """The header of the example and its lines again and again, each with a number of its own."""
    lines = [line.split("\t") for line in EXAMPLE.read_text(encoding="utf-8").splitlines() if "\t" in line]
    header, lines = lines[:2], [line for line in lines if line[0].strip().isdecimal()]
    held = BytesIO()
    book = xlsxwriter.Workbook(held, {"constant_memory": True})
    sheet = book.add_worksheet("Plan")
    for number, line in enumerate(header):
        sheet.write_row(number, 0, line)
    for number, line in enumerate(islice(cycle(lines), rows), start=1):
        sheet.write_row(number + 1, 0, [number, *line[1:]])
    book.close()
    return held.getvalue()
