"""What a line above a table says once for all its rows: "Proceso: Gestión financiera" over the risks of that process.

It holds for the tables of its sheet, up to the next such line, where no column says it row by row.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rumbo.domain.document import KeptText
from rumbo.layouts.outline import sentences as say
from rumbo.layouts.outline.declaration import Part
from rumbo.layouts.outline.pieces import Text
from rumbo.layouts.outline.values import Path

if TYPE_CHECKING:
    from rumbo.layouts.outline.reading import Reader

LONGEST = 160


@dataclass(slots=True)
class Line:
    """A line above a table: its text, the fields it says, and how many rows took them."""

    text: Text
    values: dict[str, str]
    part: Part
    rows: int = 0


class SaidAbove:
    """The lines above the tables of one document being read."""

    def __init__(self, reader: "Reader") -> None:
        self.reader = reader
        self.parts = [part for part in reader.outline.walk() if part.above]
        self.line: Line | None = None

    def take(self, text: Text) -> bool:
        """Keeps a line that says a field of the rows below it; False for any other."""
        if not self.parts or len(text.spoken) > LONGEST:
            return False
        said = text.spoken.replace(":", " ", 1)
        for part in self.parts:
            if found := next((taken for each in part.above if (taken := each.take(said))), None):
                values = {name: value for name, value in found.values.items() if name != "_"}
                self.close()
                self.line = Line(text, values, part)
                return True
        return False

    def any_of(self, texts: Sequence[Text]) -> bool:
        """Whether a cell of a row says a field, by itself or with the cell after it; the others are kept then."""
        for at, text in enumerate(texts):
            label = text.text.rstrip().endswith(":") and at + 1 < len(texts)
            if self.take(text.saying(f"{text.text} {texts[at + 1].text}") if label else text):
                for each in (*texts[:at], *texts[at + 1 + label :]):
                    self.reader.keep(each)
                return True
        return False

    def fill(self, part: Part, sheet: str, path: Path, columns: Collection[str]) -> None:
        """Gives a new record of a part what the lines above its table say and no column of it does."""
        line = self.line
        if line is None or line.part is not part or line.text.where.part != sheet:
            return
        told = {name: value for name, value in line.values.items() if name not in columns}
        for name, value in told.items():
            self.reader.tree.set(path, name, value, line.text.where)
        line.rows += bool(told)

    def close(self) -> None:
        """Ends the line that holds: told where rows took it, else kept."""
        line, self.line = self.line, None
        if line and line.rows:
            self.reader.tell(say.SAID_ABOVE, line.text.where, text=line.text.spoken, count=line.rows)
        elif line:
            self.reader.kept.append(KeptText(line.text.spoken, line.text.where))
