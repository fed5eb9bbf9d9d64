"""Maps of risks made for tests."""

from datetime import date

from hypothesis import strategies as st

from rumbo.content.risk_methods import methods
from rumbo.domain.numbers import Quantity
from rumbo.domain.risk.map import AnnouncedRow, ClassCount, MapControl, MapTreatment, RiskEntry, RiskMap
from rumbo.layouts.engine.folding import folded
from tests.layouts.outline.indicator import items, maybe, names, some

KEY = "risk_map"
texts = some(items, 2).map(lambda listed: tuple({folded(each): each for each in listed}.values()))
days = st.none() | st.dates(date(1990, 1, 1), date(2090, 1, 1))
controls = st.builds(
    MapControl,
    action=names,
    responsible=maybe,
    complement=maybe,
    kind=st.sampled_from(["", "Preventivo", "Detectivo"]),
    way=st.sampled_from(["", "Manual"]),
    frequency=maybe,
    deviations=maybe,
    evidence=maybe,
    documentation=st.sampled_from(["", "Documentado"]),
    design=st.sampled_from([(), ("¿Hay un responsable asignado?: Asignado", "¿Queda evidencia?: Completa")]),
    execution=st.sampled_from(["", "Fuerte"]),
)
treatments = st.builds(MapTreatment, names, maybe, days, days, maybe)


@st.composite
def entries(draw: st.DrawFn, number: int) -> RiskEntry:
    """A risk of a process or of a project; what a document says once for many risks is said of each."""
    found = draw(st.sampled_from(methods()))
    probability, impact = (
        st.sampled_from(["", *(level.name for level in levels)])
        for levels in (found.probability.levels, found.impact.levels)
    )
    whose = draw(st.sampled_from([{"process": "Gestión documental"}, {"project": "7871"}]))
    acting = draw(st.lists(controls, max_size=3, unique_by=lambda each: folded(each.action)))
    planned = draw(st.lists(treatments, max_size=2, unique_by=lambda each: folded(each.action)))
    return RiskEntry(
        code=f"R{number}",
        unit="Oficina Asesora",
        risk_class=draw(st.sampled_from(found.classes)).name,
        category=draw(maybe),
        method=found.edition,
        statement=draw(names),
        point=draw(maybe),
        asset=draw(maybe),
        asset_property=draw(maybe),
        threat=draw(maybe),
        vulnerability=draw(maybe),
        impact_kind=draw(st.sampled_from(["", "Económica y reputacional"])),
        factor=draw(maybe),
        causes=draw(texts),
        root_causes=draw(texts),
        consequences=draw(texts),
        times_a_year=draw(st.none() | st.integers(0, 10**6)),
        money=draw(st.none() | st.integers(0, 10**8).map(Quantity)),
        reputation=draw(impact),
        answers=draw(st.sampled_from(["", "1, 2, 16"])),
        probability=draw(probability),
        impact=draw(impact),
        inherent=draw(st.sampled_from(["", *(zone.name for zone in found.zones)])),
        controls=tuple(acting),
        residual_probability=draw(probability),
        residual_impact=draw(impact),
        residual=draw(st.sampled_from(["", *(zone.name for zone in found.zones)])),
        option=draw(st.sampled_from(["", *(option.name for option in found.options)])),
        treatments=tuple(planned),
        **whose,
    )


@st.composite
def maps(draw: st.DrawFn) -> RiskMap:
    """A map with a few risks and what it announces."""
    count = draw(st.integers(1, 4))
    counts = st.lists(
        st.builds(ClassCount, st.sampled_from(["Gestión", "Corrupción"]), st.integers(0, 90)),
        min_size=1,
        max_size=2,
        unique_by=lambda each: each.risk_class,
    )
    rows = st.builds(AnnouncedRow, names, counts.map(tuple), st.none() | st.integers(0, 200))
    return RiskMap(
        name="Mapa de riesgos de prueba",
        entity=draw(maybe),
        fiscal_year=draw(st.none() | st.integers(2000, 2090)),
        version=draw(st.sampled_from(["", "3"])),
        entries=tuple(draw(entries(number)) for number in range(1, count + 1)),
        announced=tuple(draw(st.lists(rows, max_size=2, unique_by=lambda each: folded(each.name)))),
        total=draw(st.none() | st.integers(0, 300)),
    )
