"""How a text of a csv file is kept from running as a formula, and read back exactly: the rule of writer and reader.

A spreadsheet that opens a csv runs a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return. Such a
text is written with an apostrophe before it, which spreadsheets understand as "this is text". So that nothing is lost,
a text that already begins with apostrophes before such a sign gets one more. Reading takes exactly one away. Numbers
and days are written as they are: they hold no letters and cannot run.
"""

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]")
_WRITTEN = re.compile(r"'+[=+\-@\t\r]")


def inert(text: str) -> str:
    """The text as a csv cell holds it."""
    return f"'{text}" if _RUNS.match(text) else text


def told(cell: str) -> str:
    """The text that a csv cell holds; the inverse of `inert`."""
    return cell[1:] if _WRITTEN.match(cell) else cell
