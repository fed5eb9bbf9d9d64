"""What a component of the plan holds, by its name: the projects, the indicators of the processes, the plans that it
brings together, or the map of risks."""

from rumbo.layouts.engine.folding import folded

HOLDS = (
    ("projects", ("proyecto",)),
    ("processes", ("indicador", "proceso")),
    ("integrated_plans", ("integrado", "decreto 612", "planes institucionales")),
    ("risks", ("riesgo",)),
)


def holding(names: list[str]) -> dict[str, int]:
    """For each part of the plan the index of the component that holds it; a part that none names is left out."""
    found: dict[str, int] = {}
    for part, words in HOLDS:
        for at, name in enumerate(names):
            if part not in found and at not in found.values() and any(word in folded(name) for word in words):
                found[part] = at
    return found
