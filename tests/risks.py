"""A map of risks for the tests: one of management with the official example, one of corruption, in a house."""

from datetime import date

from rumbo.apps.processes.actions import ProcessData, create_process
from rumbo.apps.processes.models import Process
from rumbo.apps.risks.actions import (
    Act,
    add_risk,
    approve_version,
    choose_option,
    create_map,
    draft_version,
    propose_version,
    write_control,
)
from rumbo.apps.risks.bridge import ControlData, RiskData
from rumbo.apps.risks.models import Assessment, MapVersion
from rumbo.domain.numbers import Quantity
from tests.characters import House

MANAGEMENT = RiskData(
    code="GC-1",
    method="dafp_2022_v6",
    risk_class="management",
    statement="Posibilidad de afectación económica por la firma tardía de contratos",
    impact_kind="economic",
    immediate_cause="la firma tardía de contratos",
    factor="processes",
    times_a_year=100,
    money=Quantity.of(80),
)
CORRUPTION = RiskData(
    code="GC-2",
    method="corruption_2022_v6",
    risk_class="corruption",
    statement="Posibilidad de recibir una dádiva para favorecer a un proponente",
    history=1,
    answers=(1, 2, 3, 4, 5, 6),
)
PREVENTS = ControlData(
    "La profesional de contratación", "verifica los requisitos antes de firmar", "preventive", "manual"
)
DETECTS = ControlData("El jefe de la oficina", "compara los contratos con el plan cada mes", "detective", "manual")
ACT = Act("Acta", "3", date(2024, 1, 30))


def process_of(house: House, name: str = "Gestión contractual", code: str = "GC") -> Process:
    """A process of the house; its owner is the legal office."""
    data = ProcessData(name, "support", code)
    return create_process(house.system, house.entity, data, owner=house.units["Oficina Jurídica"])


def draft_of(house: House) -> MapVersion:
    """A first version of a map, with the two risks, the first with its two controls."""
    pilar, unit, process = house.pilar.actor, house.units["Oficina de Proyectos"], process_of(house)
    version = draft_version(pilar, create_map(pilar, house.entity, "Mapa de riesgos", fiscal_year=2024))
    first = add_risk(pilar, version, MANAGEMENT, unit=unit, process=process)
    add_risk(pilar, version, CORRUPTION, unit=house.units["Oficina Jurídica"], process=process)
    for control in (PREVENTS, DETECTS):
        write_control(pilar, first, control)
    return version


def risk_of(version: MapVersion, code: str = "GC-1") -> Assessment:
    """A risk of a version by its code."""
    return Assessment.objects.select_related("version__map", "risk", "process", "unit").get(version=version, code=code)


def approved_of(house: House) -> MapVersion:
    """The same, decided and approved."""
    version = draft_of(house)
    for code in ("GC-1", "GC-2"):
        choose_option(house.pilar.actor, risk_of(version, code), "mitigate")
    propose_version(house.pilar.actor, version)
    return approve_version(house.diana.actor, version, ACT)
