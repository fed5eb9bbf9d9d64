"""The rules of measuring that are no annualization, by the names by which docs/measurement.md defines them.

A corrected rule is a new edition beside the old one, so that what was closed can be computed again.
"""

from dataclasses import dataclass

from rumbo.findings import marked


@dataclass(frozen=True, slots=True)
class MeasuringRule:
    """A rule by its id and edition. `name` and `source` are Spanish source texts: what a person calls it, and where it
    comes from, as its trace shows it."""

    id: str
    edition: str
    name: str
    source: str


WEIGHTED_MEAN = MeasuringRule(
    "weighted_mean",
    "2",
    marked("Promedio ponderado"),
    marked("Promedio ponderado de lo que se puede medir; los pesos se reparten entre lo que cuenta"),
)
FIRST_MEAN = "1"
"""The edition before money weighed: what states no weight never counts, and only the entity leaves a level out."""
MEANS = (FIRST_MEAN, WEIGHTED_MEAN.edition)
YEAR_END = MeasuringRule(
    "year_end",
    "1",
    marked("Proyección al cierre del año"),
    marked("Regla del sistema: lo que falta del año se hace como se ha hecho lo que ya pasó"),
)
GROUPED = MeasuringRule(
    "grouped",
    "1",
    marked("Conteo por grupos"),
    marked("Las mismas metas vistas por otro lado: se cuentan, y cada parte dice de qué total es"),
)
RATIO_OF_SUMS = MeasuringRule(
    "ratio_of_sums",
    "1",
    marked("Razón de sumas"),
    marked(
        "Dinero: la suma de los numeradores sobre la suma de los denominadores, nunca el promedio de los porcentajes"
    ),
)
CONSOLIDATED = MeasuringRule(
    "consolidated",
    "2",
    marked("Consolidado de varias entidades"),
    marked("Regla del sistema: solo cifras congeladas, cada una con los ajustes que su entidad tenía al cerrar"),
)

MEASURING_RULES = (WEIGHTED_MEAN, YEAR_END, GROUPED, RATIO_OF_SUMS, CONSOLIDATED)
