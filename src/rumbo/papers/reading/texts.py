"""A file of text as one table: lines of cells between tabs, commas or semicolons, Markdown tables, and free lines.

Every line that is not blank is a row with the number of the line it begins on; a free line is a row of one value. A
cell between double quotes may hold separators and line ends ("" is one quote). A quote that never closes is an
ordinary character: one slip of a typist must not swallow the file. Values are texts, never numbers: what a text means
is decided by who knows the column.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_lines, clean_text, lines_of, refused_characters, without_refused
from rumbo.papers.inert import told
from rumbo.papers.raw import RawDocument, RawRow, RawTable
from rumbo.papers.reading.decoding import decoded
from rumbo.papers.reading.extent import check_extent
from rumbo.papers.reading.formula_texts import formula_texts
from rumbo.papers.reading.markdown import pipe_cells, pipe_lines
from rumbo.papers.reading.source import Source
from rumbo.papers.reading.text_flow import flow_of

declare(
    Sentences(
        "file.control_characters",
        Severity.WARNING,
        marked("Caracteres de control"),
        marked("Hay caracteres que no se ven ({characters}); se dejaron por fuera."),
        marked("Estos caracteres no se imprimen y dañan los archivos que se publican."),
        marked("Escriba de nuevo el texto de ese lugar o péguelo «solo como texto»."),
    )
)
Cells = tuple[tuple[str, ...], tuple[int, ...]]
_QUOTED = {
    mark: re.compile(rf' *"((?:[^"{inner}]++|"")*+)" *+(?={mark}|\n|\Z)')
    for mark, inner in (("\t", "\t"), (",", ""), (";", ""))
}
_DECLARED = re.compile(r'"?sep=([,;\t])"?\n')


def _told_clean(text: str) -> str:
    return clean_text(told(text))


@dataclass(slots=True)
class TextRows:
    """The rows of a text, split anew at each walk; `separator` is a tab, a comma or a semicolon."""

    text: str
    separator: str
    pipes: frozenset[int] = frozenset()
    rules: frozenset[int] = frozenset()
    first_line: int = 1
    offsets: dict[int, int] = field(default_factory=dict)

    def __iter__(self) -> Iterator[RawRow]:
        # A csv keeps a text from running as a formula with an apostrophe, which is no part of the text.
        read = clean_text if self.separator == "\t" else _told_clean
        for line, (texts, _) in self.records():
            values = tuple([read(text) or None for text in texts])
            if any(value is not None for value in values):
                yield RawRow(line, values)

    def records(self, first: int = 1) -> Iterator[tuple[int, Cells]]:
        """Each record with the line it begins on: its cells as written, and the character each begins at, from 0.

        A walk from a line other than the first needs that it has been walked before.
        """
        position, line = self.offsets.get(first, 0), first if first in self.offsets else 1
        text, size = self.text, len(self.text)
        while position < size:
            self.offsets[line] = position
            cells, end = self._record(line, position)
            if line >= self.first_line and line not in self.rules:
                yield line, cells
            line += text.count("\n", position, end) + 1
            position = end + 1

    def _record(self, line: int, position: int) -> tuple[Cells, int]:
        end = self.text.find("\n", position)
        end = len(self.text) if end < 0 else end
        written = self.text[position:end]
        if line in self.pipes:
            return pipe_cells(written), end
        if '"' not in written:
            texts = written.split(self.separator)
            return (tuple(texts), ()), end
        return self._quoted_record(position)

    def _quoted_record(self, position: int) -> tuple[Cells, int]:
        text, separator, quoted = self.text, self.separator, _QUOTED[self.separator]
        first, texts, starts = position, [], []
        while True:
            starts.append(position - first)
            if found := quoted.match(text, position):
                texts.append(found[1].replace('""', '"'))
                position = found.end()
            else:
                ends = [
                    at
                    for at in (
                        text.find(separator, position),
                        text.find("\n", position),
                    )
                    if at >= 0
                ]
                end = min(ends, default=len(text))
                texts.append(text[position:end])
                position = end
            if text[position : position + 1] != separator:
                return (tuple(texts), tuple(starts)), position
            position += 1

    def starts(self, line: int) -> tuple[int, ...]:
        """The character, from 1, at which each cell of the record that begins on a line begins."""
        position = self.offsets[line]
        (texts, starts), _ = self._record(line, position)
        if not starts:
            sizes = [0]
            for text in texts[:-1]:
                sizes.append(sizes[-1] + len(text) + 1)
            starts = tuple(sizes)
        return tuple(self._seen(position + start) - position + 1 for start in starts)

    def _seen(self, position: int) -> int:
        """The first character from a position on that is no blank, or the position itself in an empty cell."""
        end = position
        while self.text[end : end + 1] == " ":
            end += 1
        return position if self.text[end : end + 1] in ("", "\n", self.separator) else end


class Starts(dict[int, tuple[int, ...]]):
    """The beginnings of the cells of each line, counted when asked for: a large text has too many to keep."""

    def __init__(self, rows: TextRows) -> None:
        super().__init__()
        self._rows = rows

    def __missing__(self, line: int) -> tuple[int, ...]:
        return self._rows.starts(line)


def read_text(source: Source) -> RawDocument:
    """Reads a text: the form with tabs, csv with commas or semicolons, Markdown, or plain lines."""
    raw, findings = decoded(source)
    text = clean_lines(raw)
    findings += _control_characters(source, raw)
    if not text.strip():
        raise source.refusal("file.empty")
    rows, media_type = _rows_of(text)
    _check_size(source, rows)
    table = RawTable("", "text", rows, starts=Starts(rows))
    findings += formula_texts(source, text, rows)
    flow = [] if media_type == "text/csv" else flow_of(table, rows)
    return RawDocument(source.name, source.digest, len(source.data), media_type, [table], findings, flow)


def _rows_of(text: str) -> tuple[TextRows, str]:
    if found := _DECLARED.match(text):
        return TextRows(text, found[1], first_line=2), "text/csv"
    pipes, rules = pipe_lines(text)
    if pipes:
        return TextRows(text, "\t", pipes, rules), "text/markdown"
    separator = _separator(text)
    return TextRows(text, separator), "text/csv" if separator in ",;" else "text/plain"


def _separator(text: str) -> str:
    """The separator under which most records agree on how many cells they have; a tab when none convinces."""
    best = max(("\t", ";", ","), key=lambda separator: _agreement(text, separator))
    share, _ = _agreement(text, best)
    return best if share >= 0.5 else "\t"


def _agreement(text: str, separator: str) -> tuple[float, int]:
    records = islice(TextRows(text, separator).records(), 400)
    widths = Counter(len(texts) for _, (texts, _) in records if any(text.strip() for text in texts))
    total = widths.total()
    width, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]), default=(1, 0))
    if width < 2 or (total == 1 and width < 3):
        return 0.0, 1
    return count / total, width


def _check_size(source: Source, rows: TextRows) -> None:
    """Counts the rows and columns once, which also learns where each line begins."""
    height, width = 0, 0
    for _, (texts, _) in rows.records():
        height, width = height + 1, max(width, len(texts))
    check_extent(source, source.name, height, width)


def _control_characters(source: Source, raw: str) -> list[Finding]:
    """One finding for each line with characters that no entry accepts, up to twenty."""
    if not refused_characters(raw):
        return []
    found = []
    for number, line in enumerate(lines_of(raw), 1):
        if refused := refused_characters(line):
            column = next(at for at, letter in enumerate(line, 1) if not without_refused(letter))
            facts = {"characters": ", ".join(refused)}
            found.append(source.finding("file.control_characters", "", f"{number}:{column}", facts))
    return found[:20]
