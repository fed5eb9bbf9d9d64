"""The yearly programme of cash (PAC): appropriations month by month, which is no document of planning."""

from itertools import islice

from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.notation.dates import MONTHS
from rumbo.papers.raw import RawTable

SEARCHED, LONGEST = 80, 300
_TITLES = (" pac ", "mensualizado de caja", "programa anual de caja", "plan anualizado de caja")
_MONEY = ("apropiacion", "rubro", "presupuesto", "cuenta")


def is_cash_programme(table: RawTable, name: str) -> bool:
    """Whether the header of a table names the twelve months, and it says of itself that it programmes cash: in its
    titles, in the name of its sheet or file, or by a column of the budget beside the months."""
    said = f" {folded(name)} {folded(table.part)} "
    for row in islice(table.rows, SEARCHED):
        texts = [folded(text_of(value)) for value in row.values if value is not None][:100]
        words = {word for text in texts if len(text) <= LONGEST for word in text.split()}
        if words.issuperset(MONTHS["es"]):
            return any(title in said for title in _TITLES) or any(
                text.split(" ")[0] in _MONEY for text in texts if text
            )
        said += " ".join(text for text in texts if len(text) <= LONGEST) + " "
    return False
