"""The charts of the gallery, of an invented plan."""

from rumbo.layouts.drawing.charts import (
    Bar,
    Bars,
    Beside,
    BesideRow,
    Branch,
    Chart,
    Heat,
    Lines,
    Look,
    Point,
    Series,
    Tree,
)

PERCENT = 10**10
PERIODS = ("I trimestre", "II trimestre", "III trimestre", "IV trimestre")
GOOD, WATCH, BAD = ("good", "Satisfactorio"), ("watch", "Aceptable"), ("bad", "Crítico")


def charts() -> list[Chart]:
    """One of each kind."""
    objective = Branch(
        Bar("Cuidar la cuenca media", _lit(80, GOOD), _at(75), "#"),
        "Objetivo 1",
        (Branch(Bar("1. Realizar diez jornadas", Point(None, "no reportado", "#"), _at(50))),),
    )
    bars = (objective.bar, Bar("Abrir los datos", _lit(41, BAD), _at(60)))
    silent, unplanned = Point(None, "no reportado", ground="silent"), Point(None, "no programado", ground="unplanned")
    outside = Point(None, "no aplica", ground="outside")
    units = (
        ("Oficina Asesora de Planeación", "#", (_lit(92, GOOD), _lit(70, WATCH), silent, unplanned)),
        ("Subdirección de Gestión Ambiental", "", (_lit(40, BAD), outside, _lit(81, GOOD), unplanned)),
    )
    plan = Bar("Plan de acción 2024", _lit(61, WATCH), _at(75), "#")
    money = (
        BesideRow("Cuidar la cuenca", _at(60), _at(90)),
        BesideRow("Abrir los datos", Point(None, "no reportado"), _at(130)),
    )
    return [
        Lines("tendencia", "Avance del plan, planeado y alcanzado", "Periodo", PERIODS, _series()),
        Bars("objetivos", "Avance de los objetivos frente a lo esperado", "Objetivo", bars),
        Heat("mapa", "Dependencias por trimestre", "Dependencia", PERIODS, units),
        Tree("arbol", "Del plan a la acción", "Elemento", Branch(plan, "", (objective, Branch(bars[1], "Objetivo 2")))),
        Beside("dinero", "Dinero y avance físico", "Proyecto", ("Avance físico", "Comprometido"), money),
    ]


def _series() -> tuple[Series, ...]:
    return (
        Series("Planeado", Look.PLANNED, (_at(10), _at(40), _at(70), _at(100))),
        Series("Alcanzado", Look.ACTUAL, (_at(12), Point(None, "no reportado"), _at(55), Point())),
        Series("Proyección", Look.PROJECTED, (Point(), Point(), _at(55), _at(85))),
    )


def _at(percent: int) -> Point:
    return Point(percent * PERCENT, href="#")


def _lit(percent: int, light: tuple[str, str]) -> Point:
    return Point(percent * PERCENT, "", "#", *light)
