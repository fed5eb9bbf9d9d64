"""The words that a map of a year offers: those of the editions of the method that ruled in it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from rumbo.content.risk_methods import methods
from rumbo.domain.risk.method import Method
from rumbo.domain.risk.reading import Named


def offered(fiscal_year: int | None) -> Mapping[str, tuple[str, ...]]:
    """The classes, levels, zones, controls and ways of treating by the field where they are chosen, each once."""
    found: dict[str, dict[str, None]] = {}
    for method in _ruling(fiscal_year):
        for field, name in _words(method):
            found.setdefault(f"entries.{field}", {})[name] = None
    return {field: tuple(names) for field, names in found.items()}


def _ruling(fiscal_year: int | None) -> list[Method]:
    """The editions in force on some day of a year, the newest first; without a year, those that nothing took over."""
    if fiscal_year is None:
        return [each for each in methods() if each.valid_to is None]
    first, last = date(fiscal_year, 1, 1), date(fiscal_year, 12, 31)
    return [each for each in methods() if each.valid_from <= last and (each.valid_to is None or first <= each.valid_to)]


def _words(method: Method) -> Iterator[tuple[str, str]]:
    yield "method", method.edition
    named: Mapping[str, Sequence[Named]] = {
        "risk_class": method.classes,
        "probability": method.probability.levels,
        "impact": method.impact.levels,
        "inherent": method.zones,
        "controls.kind": method.controls.kinds,
        "controls.way": method.controls.ways,
        "residual_probability": method.probability.levels,
        "residual_impact": method.impact.levels,
        "residual": method.zones,
        "option": method.options,
    }
    for field, parts in named.items():
        yield from ((field, each.name) for each in parts)
    yield from (("factor", name) for _, name in method.factors)
