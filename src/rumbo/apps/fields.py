"""Columns that hold exact numbers, one class each on both engines, and the random uid of every addressable row."""

import uuid
from typing import Any

from django.db import models
from django.db.models.expressions import Combinable

from rumbo.domain.numbers import Quantity


class QuantityField(models.BigIntegerField):
    """A `Quantity`, stored as the integer of its ten-thousandths."""

    description = "exact quantity in ten-thousandths"

    # What the type checker's Django stubs read for the value set and the value got.
    _pyi_private_set_type: Quantity | Combinable  # type: ignore[assignment]
    _pyi_private_get_type: Quantity  # type: ignore[assignment]

    def from_db_value(self, value: int | None, expression: Any, connection: Any) -> Quantity | None:
        """From the integer of the column."""
        return None if value is None else Quantity(value)

    def to_python(self, value: Any) -> Quantity | None:
        """From whatever a fixture or a form may hold."""
        if value is None or isinstance(value, Quantity):
            return value
        return Quantity(int(value))

    def get_prep_value(self, value: Any) -> Any:
        """To the integer of the column."""
        return value.units if isinstance(value, Quantity) else value

    def value_to_string(self, obj: models.Model) -> Any:
        """To a line of a copy: the integer of the column."""
        return self.get_prep_value(self.value_from_object(obj))


class MoneyField(models.BigIntegerField):
    """Pesos, stored as integer centavos."""

    description = "money in centavos"


class FigureField(models.BigIntegerField):
    """A ratio as an integer of 10⁻¹² (docs/decisions): 1 000 000 000 000 is 100 %."""

    description = "figure in 10⁻¹²"


def uid_field() -> models.UUIDField:
    """The random identity that addresses and files carry; numeric keys never leave the database."""
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
