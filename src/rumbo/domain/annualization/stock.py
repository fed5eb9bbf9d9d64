"""Stock: a level to keep. Measured as constant, under the name that national guides use."""

from dataclasses import replace

from rumbo.domain.annualization import constant
from rumbo.findings import marked

RULE = replace(
    constant.RULE,
    id="stock",
    name=marked("Stock"),
    source=marked("Guía nacional de indicadores (stock); equivale a constante"),
)
