"""Reading a workbook, findings included, against the bare reading of its values."""

import subprocess
import sys
from io import BytesIO
from itertools import cycle, islice
from pathlib import Path
from tempfile import NamedTemporaryFile

import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.rounds import Amount, Ratio, compared
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes

EXAMPLE = Path(__file__).parent.parent / "examples" / "plan-de-accion-2024.txt"
SIZES = {"small": 2_000, "full": 10_000}
LONGEST = {"small": 10_000, "full": 100_000}
DRAFT = """
from rumbo.layouts import read_plan
from rumbo.papers.reading import read_bytes
draft = read_plan(read_bytes(open(sys.argv[1], "rb").read(), "plan.xlsx"))
assert draft.matrix.lines and draft.everything_found()
"""
COMMAND = """
from rumbo.faces.cli.main import main
sys.argv = ["rumbo", "read", *sys.argv[1:]]
try:
    main()
except SystemExit as ended:
    assert ended.code == 1, "a document with errors"
"""
# Not `ru_maxrss`: a process inherits that of the one it came from.
WEIGHED = """
print(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1], file=sys.stderr)
"""


def run(size: str) -> list[Ratio | Amount]:
    """A workbook of the shape of the example, as long as the size says; memory in processes of their own."""
    rows, longest = SIZES[size], LONGEST[size]
    data = workbook(rows)
    ratio = compared(
        f"reading {rows} rows with findings",
        lambda: read_plan(read_bytes(data, "plan.xlsx")),
        lambda: CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python(),
        bound=6,
    )
    return [
        ratio,
        Amount(f"most memory while drafting {rows} rows", most_memory(DRAFT, data), 300, "MiB"),
        *(
            Amount(f"most memory while telling {rows} rows as {form}", told, 300, "MiB")
            for form in ("text", "json")
            for told in [most_memory(COMMAND, data, "--format", form)]
        ),
        Amount(f"most memory while drafting {longest} rows", most_memory(DRAFT, workbook(longest)), 500, "MiB"),
    ]


def most_memory(code: str, data: bytes, *arguments: str) -> float:
    """The most memory, in MiB, of a process that runs the code on a file with the data and writes to nowhere."""
    with NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        asked = [sys.executable, "-c", f"import sys{code}{WEIGHED}", file.name, *arguments]
        done = subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return int(done.stderr) / 1024


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
