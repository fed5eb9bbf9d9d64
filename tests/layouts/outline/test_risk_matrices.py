"""Matrices of risks as entities keep them: headings that leave a doubt, the name of the entity above the title, levels
said by name, number or percentage, zones of several editions."""

from dataclasses import replace
from fractions import Fraction

import pytest

from rumbo.content.risk_methods import method
from rumbo.domain.document import DocumentDraft
from rumbo.domain.risk import assess
from rumbo.domain.risk.map import RiskEntry, RiskMap
from rumbo.domain.risk.reading import control_said, exposure_said
from rumbo.layouts import read_document
from rumbo.layouts.outline.listed_cells import listed
from rumbo.papers.raw import RawTable, RawValue
from rumbo.papers.reading import read_bytes
from tests.layouts.tables import document, sheet

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


LISTED = """Mapa de riesgos de gestión 2024
Código;Proceso;Riesgo;Causas;Frecuencia de la actividad;Afectación económica (SMLMV);Controles;Tipo de control;\
Implementación;Acciones de tratamiento;Responsable de la acción
R1;Compras;Pagar dos veces;Desorden;100;80;"1. Revisar la orden 2. Cruzar con el extracto";"Preventivo
Detectivo";Manual;"a) Capacitar
b) Integrar";Hacienda
R2;Compras;Perder un soporte;Desorden;100;80;"- Archivar
- Digitalizar a diario";Preventivo;Manual;;
R3;Compras;Citar mal la norma;Desorden;100;80;Verificar el numeral 1. de la guía y el 2. del manual;Preventivo;Manual;;
"""


def test_controls_of_one_cell_are_several_in_their_order_and_each_takes_its_part() -> None:
    draft = read(LISTED)
    first, second, third = draft.content.entries
    assert [(each.action, each.kind, each.way) for each in first.controls] == [
        ("Revisar la orden", "Preventivo", "Manual"),
        ("Cruzar con el extracto", "Detectivo", "Manual"),
    ]
    assert [(each.action, each.unit) for each in first.treatments] == [
        ("Capacitar", "Hacienda"),
        ("Integrar", "Hacienda"),
    ]
    assert [each.action for each in second.controls] == ["Archivar", "Digitalizar a diario"]
    assert [each.action for each in third.controls] == ["Verificar el numeral 1. de la guía y el 2. del manual"]
    told = [each.facts["column"] for each in draft.everything_found() if each.code == "outline.cell_lists"]
    assert told == ["Controles", "Acciones de tratamiento", "Controles"]
    # 60 % − 60·(25+15) = 36 %; 36 − 36·(15+15) = 25,2 %; the second risk 60 → 36 → 21,6 %.
    assert [taken(each) for each in (first, second)] == [
        [Fraction(36, 100), Fraction(252, 1000)],
        [Fraction(36, 100), Fraction(216, 1000)],
    ]


def taken(entry: RiskEntry) -> list[Fraction]:
    """What each control of a risk leaves of its probability, by the edition of 2022."""
    edition = method("dafp_2022_v6")
    assert edition
    controls = [control_said(edition, each) for each in entry.controls]
    return [each.after for each in assess(edition, exposure_said(edition, entry), controls).effects]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1) Uno\n2) Dos\nque sigue", ("Uno", "Dos\nque sigue")),
        ("i. Uno; ii. Dos", ("Uno", "Dos")),
        ("• Uno\n• Dos", ("Uno", "Dos")),
        ("1. Uno solo", ()),
        ("Uno\n- dos", ()),
        ("1.500 visitas 2.000 llamadas", ()),
        ("a) Uno c) Tres", ()),
        ("Una sola frase. Otra.", ()),
    ],
)
def test_a_list_is_known_by_marks_that_go_on(text: str, parts: tuple[str, ...]) -> None:
    assert listed(text) == parts


HEADER: list[RawValue] = [
    "No.",
    "Riesgo",
    "Causas",
    "Consecuencias",
    "Probabilidad",
    "Impacto",
    "Zona de riesgo",
    "Control",
]


def risk(number: int, text: str) -> list[RawValue]:
    return [number, text, "Desorden", "Sanciones", "Posible", "Mayor", "Extrema", "Revisar"]


def map_of(*tables: RawTable) -> DocumentDraft[RiskMap]:
    draft = read_document(document(*tables))
    assert isinstance(draft, DocumentDraft)
    return draft


def test_a_process_written_above_a_table_is_that_of_its_risks_and_is_told() -> None:
    title: list[RawValue] = ["MAPA DE RIESGOS DE GESTIÓN 2024"]
    first = sheet(
        title, ["Proceso: Compras", None], [], HEADER, risk(1, "Pagar dos veces"), risk(2, "Perder un soporte")
    )
    second = sheet(title, ["PROCESO:", "Archivo", "Objetivo:", "Guardar"], [], HEADER, risk(1, "Perder un folio"))
    third = sheet(["PROYECTO: 7871 Archivo digital"], [], HEADER, risk(1, "Comprar tarde"))
    stacked = [
        ["Proceso Jurídica"],
        HEADER,
        risk(1, "Vencer un término"),
        ["Proceso Atención"],
        HEADER,
        risk(1, "Demorar"),
    ]
    tables = [replace(each, part=f"Hoja{at}") for at, each in enumerate((first, second, third, sheet(*stacked)))]
    draft = map_of(*tables)
    said = [(each.statement, each.process, each.project) for each in draft.content.entries]
    assert said == [
        ("Pagar dos veces", "Compras", ""),
        ("Perder un soporte", "Compras", ""),
        ("Perder un folio", "Archivo", ""),
        ("Comprar tarde", "", "7871"),
        ("Vencer un término", "Jurídica", ""),
        ("Demorar", "Atención", ""),
    ]
    told = [found.facts["count"] for found in draft.findings if found.code == "outline.said_above"]
    assert told == [2, 1, 1, 1, 1]
    assert draft.places["entries", 0, "process"].cell == "A2"


def test_a_process_above_a_table_with_its_own_column_says_nothing_of_its_rows() -> None:
    header = [*HEADER, "Proceso"]
    draft = map_of(
        sheet(["MAPA DE RIESGOS 2024"], ["Proceso: Todos"], header, [*risk(1, "Pagar dos veces"), "Compras"])
    )
    assert draft.content.entries[0].process == "Compras"
    assert "outline.said_above" not in {found.code for found in draft.findings}


def test_the_sheets_of_lists_and_of_colours_are_told_once_and_no_warning() -> None:
    own = replace(sheet(["MAPA DE RIESGOS 2024"], HEADER, risk(1, "Pagar dos veces")), part="Mapa")
    lists = replace(sheet(["Impacto", "Zona"], ["Menor", "Baja"], ["Mayor", "Alta"]), part="Listas")
    heat = [["Casi seguro", "Alta", "Extrema"], ["Posible", "Moderada", "Alta"], ["Rara vez", "Baja", "Moderada"]]
    draft = map_of(own, lists, replace(sheet(*heat), part="Hoja5"))
    assert [found.code for found in draft.findings] == ["outline.lists_kept"] * 2
    other = replace(sheet(["Funcionario", "Cargo"], ["Ana Ruiz", "Auditora"], ["Luis Paz", "Jefe"]), part="Equipo")
    assert [found.code for found in map_of(own, other).findings] == ["outline.table_kept"]
