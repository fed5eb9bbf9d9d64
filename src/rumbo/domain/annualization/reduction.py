"""Reduction: a level brought down from a baseline. Measured as decreasing, under the name that national guides use."""

from dataclasses import replace

from rumbo.domain.annualization import decreasing
from rumbo.findings import marked

RULE = replace(
    decreasing.RULE,
    id="reduction",
    name=marked("Reducción"),
    source=marked("Guía nacional de indicadores (reducción); equivale a decreciente"),
)
