"""From which sides a plan is looked at besides its own levels and units: the lists that its targets are aligned with.

What the country asks about is said here and nowhere in the code: which list is asked about, what it is called, and
where else the code of one of its entries stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rumbo.content.load import catalogue
from rumbo.findings import marked


@dataclass(frozen=True, slots=True)
class AlignedAxis:
    """A list that targets are aligned with, by its key. `title` is a Spanish source text.

    `through` is (another list, the column of it that has the code of this one): whoever names an entry there names one
    of this list too. `integrated` says that the levels of a plan which bring another plan in carry its code.
    """

    key: str
    title: str
    through: tuple[str, str] | None = None
    integrated: bool = False


AXES = (
    AlignedAxis(
        "decreto_612_plans",
        marked("Plan del Decreto 612 de 2018"),
        through=("associated_plans", "decreto_612"),
        integrated=True,
    ),
    AlignedAxis("associated_plans", marked("Plan asociado")),
    AlignedAxis("mipg_policies", marked("Política de MIPG")),
    AlignedAxis("ods", marked("Objetivo de desarrollo sostenible")),
    AlignedAxis("pnd", marked("Plan Nacional de Desarrollo")),
)


@cache
def codes_through(axis: AlignedAxis) -> Mapping[str, str]:
    """The code in the list of an axis, by the code of an entry of the list that it is named through."""
    listed = catalogue(axis.through[0]) if axis.through else None
    if listed is None or axis.through is None:
        return {}
    column = axis.through[1]
    return {entry.code: entry.facts[column] for entry in listed.entries if entry.facts.get(column)}


@cache
def names_in_list(key: str) -> Mapping[str, str]:
    """The names of the newest edition of a list, by code and in its order; empty for one that is not carried."""
    listed = catalogue(key)
    return {entry.code: entry.name for entry in listed.entries} if listed else {}
