"""Documents that entities bring and that are none of planning: the yearly programme of cash (PAC), appropriations month
by month, and the plan of purchases (PAA), what is bought and when, which is kept in the system of public purchases."""

from itertools import islice

from rumbo.findings import Sentences
from rumbo.layouts.engine import sentences as say
from rumbo.layouts.engine.cells import text_of
from rumbo.layouts.engine.folding import folded
from rumbo.notation.dates import MONTHS
from rumbo.papers.raw import RawTable

SEARCHED, LONGEST = 80, 300
_TITLES = (" pac ", "mensualizado de caja", "programa anual de caja", "plan anualizado de caja")
_MONEY = ("apropiacion", "rubro", "presupuesto", "cuenta")
_GOODS = ("unspsc", "clasificador de bienes y servicios")
_PURCHASE = ("modalidad de seleccion", "valor total estimado", "proceso de seleccion", "presentacion de ofertas")
_FEWEST = 2


def foreign(table: RawTable, name: str) -> Sentences | None:
    """What a table is that Rumbo does not keep, told as its finding; None for any other."""
    if is_cash_programme(table, name):
        return say.CASH_PROGRAMME
    return say.PROCUREMENT_PLAN if is_procurement_plan(table) else None


def is_procurement_plan(table: RawTable) -> bool:
    """Whether a row names the code of what is bought, and how and for how much: the headers of a plan of purchases."""
    for row in islice(table.rows, SEARCHED):
        texts = [folded(value) for value in row.values if isinstance(value, str) and len(value) <= LONGEST]
        if any(word in text for text in texts for word in _GOODS):
            return sum(any(words in text for text in texts) for words in _PURCHASE) >= _FEWEST
    return False


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
