"""A target that stands in a sentence ("atender como mínimo el 95 % de las solicitudes cada mes"), taken apart.

What the sentence does not say stays empty: it is asked, never assumed.
"""

from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.numbers import Quantity


class Operator(StrEnum):
    """How a result is held against its target."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EQUAL = "equal"


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """`measure_unit` as a name ("%", "días hábiles", "unidades"); `periodicity` is a key of the list of periodicities
    ("mensual"), empty when the sentence says none; `first_month` and `last_month` count from 1 when it is held in
    part of the year (January to May is 1 and 5, the last quarter 10 and 12)."""

    quantity: Quantity | None = None
    operator: Operator | None = None
    measure_unit: str = ""
    periodicity: str = ""
    first_month: int | None = None
    last_month: int | None = None


NOTHING_STATED = StatedTarget()


def nothing_stated(sentence: str) -> StatedTarget:
    """No idea of what a sentence promises; a layout brings a reading."""
    return NOTHING_STATED
