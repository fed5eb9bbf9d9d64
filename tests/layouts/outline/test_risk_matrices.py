"""Matrices of risks as entities keep them: headings that leave a doubt, the name of the entity above the title, levels
said by name, number or percentage, zones of several editions."""

from rumbo.domain.document import DocumentDraft
from rumbo.domain.risk.map import RiskMap
from rumbo.layouts import read_document
from rumbo.papers.reading import read_bytes

SECURITY = """Matriz de riesgos de seguridad digital 2023
ID;Proceso;Activo;Amenaza;Riesgo;Propiedad;Probabilidad;Impacto;Zona;Control;Probabilidad residual;Impacto residual;\
Zona residual;Opción de tratamiento;Acciones;Responsable;Fecha inicio;Fecha fin
RSD-01;TI;Base de datos;Intruso;Pérdida de la base;Confidencialidad;60%;80%;Alto;Claves;25,2%;80%;Alto;Mitigar;\
Doble factor;Oficina TIC;15/12/2023;01/02/2023
"""
CORRUPTION = """ALCALDÍA DE SAN BARTOLO
MAPA DE RIESGOS DE CORRUPCIÓN 2018

Proceso;Causa;Riesgo de corrupción;Consecuencia;Probabilidad;Impacto;Zona de riesgo;Controles;Acciones;Responsable
Trámites;Influencias;Cobrar por un trámite;Mala imagen;Improbable;Mayor;Moderada;Tarifas visibles;Campaña;Gobierno
"""


def read(text: str) -> DocumentDraft[RiskMap]:
    draft = read_document(read_bytes(text.encode(), "mapa.csv"))
    assert isinstance(draft, DocumentDraft)
    return draft


def test_a_heading_that_leaves_a_doubt_goes_on_with_the_one_before() -> None:
    draft = read(SECURITY)
    (entry,) = draft.content.entries
    assert (entry.probability, entry.impact, entry.impact_kind) == ("60%", "80%", "")
    assert (entry.treatments[0].unit, entry.controls[0].responsible) == ("Oficina TIC", "")
    assert "risk.treatment_reversed" in {each.code for each in draft.everything_found()}
    assert "risk.zone_differs" not in {each.code for each in draft.everything_found()}


def test_the_title_is_known_below_the_name_of_the_entity() -> None:
    draft = read(CORRUPTION)
    told = draft.content
    assert (told.name, told.entity, told.fiscal_year) == (
        "MAPA DE RIESGOS DE CORRUPCIÓN 2018",
        "ALCALDÍA DE SAN BARTOLO",
        2018,
    )
    # The map of 2015 is not confirmed: nothing that is read by it is accused.
    assert "risk.zone_differs" not in {each.code for each in draft.everything_found()}
