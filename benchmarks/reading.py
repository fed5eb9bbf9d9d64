"""Reading a workbook, findings included, against the bare reading of its values."""

import subprocess
import sys
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.rounds import Amount, Ratio, compared
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes

EXAMPLE = Path(__file__).parent.parent / "examples" / "plan-de-accion-2024.txt"
SIZES = {"small": 2_000, "full": 10_000}
PEAK = """
import resource, sys
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes
draft = read_plan(read_bytes(sys.stdin.buffer.read(), "plan.xlsx"))
assert draft.matrix.lines and draft.everything_found()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def run(size: str) -> list[Ratio | Amount]:
    """A workbook of the shape of the example, as long as the size says; memory in a process of its own."""
    data = workbook(SIZES[size])
    ratio = compared(
        f"reading {SIZES[size]} rows with findings",
        lambda: read_plan(read_bytes(data, "plan.xlsx")),
        lambda: CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(),
        bound=6,
    )
    peak = subprocess.run([sys.executable, "-c", PEAK], input=data, capture_output=True, check=True)
    return [ratio, Amount(f"most memory while reading {SIZES[size]} rows", float(peak.stdout), 300, "MiB")]


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
