"""Tables made with other headings, in another order, under groups, far below the top: the proposal finds its way."""

import random
from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.layouts import Known, read_plan
from rumbo.layouts.engine.mapping import mapping_text, own_layout
from rumbo.layouts.proposing import Asked, mapping_of, propose_mapping
from rumbo.papers.raw import Percent, RawTable, RawValue
from tests.layouts.tables import document, sheet

COLUMNS: dict[str, tuple[Sequence[str], Sequence[RawValue]]] = {
    "statement": (
        ("Qué se va a hacer (actividad)", "Actividad programada por el área", "Nombre corto de la tarea"),
        ("Publicar los datos abiertos de la red", "Renovar el archivo de gestión", "Capacitar a los equipos", "Medir"),
    ),
    "units": (
        ("Quién responde", "Dep. resp.", "Área encargada"),
        ("Oficina de Tecnología", "Secretaría General", "Subdirección de Gestión", "Oficina de Tecnología"),
    ),
    "indicator": (
        ("Indicador con que se mide", "Ind. de la tarea", "Nombre del indicador propuesto"),
        ("Conjuntos publicados", "Metros de archivo", "Equipos capacitados", "Mediciones"),
    ),
    "quantity": (("Meta esperada", "Meta prevista del año", "Cant. meta"), (12, 30, 4, 2)),
    "start": (("Fec. inicio", "Inicia el", "Fecha de arranque (inicio)"), ("1/02/2025",) * 4),
    "end": (("Fec. final", "Termina: fecha fin", "Fecha de cierre prevista"), ("30/11/2025", "15/12/2025") * 2),
    "periodicity": (
        ("Cada cuánto se mira", "Cuándo se revisa", "Ritmo de revisión"),
        ("Trimestral", "Mensual", "Trimestral", "Semestral"),
    ),
}
OTHER = {"Costo estimado ($)": (1_500_000, 20_000_000, 350_000, 12_450_000), "Sede": ("Norte", "Sur", "Norte", "Sur")}


def generated(seed: int, above: int = 3) -> tuple[RawTable, dict[str, int]]:
    """A table of plan with shuffled headings below some lines of title, and the column of each field."""
    dice = random.Random(seed)
    named = [(field, dice.choice(headers), values) for field, (headers, values) in COLUMNS.items()]
    named += [("", header, values) for header, values in OTHER.items()]
    dice.shuffle(named)
    lines = [[values[at] for _field, _header, values in named] for at in range(4)]
    titles: list[list[RawValue]] = [["ENTIDAD DE PRUEBA"], ["PLAN DE ACCIÓN 2025"], *([None] for _ in range(above - 2))]
    table = sheet(*titles, [header for _field, header, _values in named], *lines)
    return table, {field: at for at, (field, _header, _values) in enumerate(named, 1) if field}


@given(st.integers(0, 10**6), st.integers(2, 10))
def test_shuffled_headings_are_found_and_read_into_the_plan(seed: int, above: int) -> None:
    table, wanted = generated(seed, above)
    (found,) = propose_mapping(document(table))
    assert found.header_rows == (above + 1,)
    assert found.kind == "action_plan_matrix"
    taken = {field: column for column, field in found.taken.items()}
    assert taken["statement"] == wanted["statement"]
    right = [field for field, column in wanted.items() if taken.get(field) == column]
    assert len(right) >= len(wanted) - 1, set(wanted) - set(right)
    own = own_layout(mapping_text(mapping_of(found, "Plan", fields={at: field for field, at in wanted.items()})))
    draft = read_plan(document(table), Known(layouts=(own,)))
    assert [line.statement for line in draft.matrix.lines] == list(COLUMNS["statement"][1])
    assert draft.recognition.mapping == own.key


def test_groups_over_labels_and_a_row_of_column_numbers_make_one_header() -> None:
    top = ["QUÉ", None, "CUÁNDO", None, "CÓMO VA", None]
    labels = ["Actividad", "Meta", "Inicio", "Fin", "% de avance", "Observaciones del avance"]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    days = ["1/1/2025", "2/2/2025"]
    lines = [["Abrir", 3, *days, Percent(Decimal(1)), "Se abrió"], ["Cerrar", 1, *days, None, None]]
    (found,) = propose_mapping(document(sheet(*[[None]] * 9, top, labels, numbers, *lines)))
    assert found.header_rows == (10, 11)
    assert found.kind == "followup_matrix"
    assert found.taken == {1: "statement", 2: "quantity", 3: "start", 4: "end", 5: "progress", 6: "narrative"}
    assert [column.cell.group for column in found.columns] == ["QUÉ", "QUÉ", "CUÁNDO", "CUÁNDO", "CÓMO VA", "CÓMO VA"]


def test_what_a_person_says_goes_before_what_was_guessed() -> None:
    table, _wanted = generated(7)
    (found,) = propose_mapping(document(table), Asked(row=5, kind="risk_map"))
    assert (found.header_rows, found.kind) == ((5,), "risk_map")
    assert propose_mapping(document(table), Asked(row=99)) == ()


def test_risks_are_told_from_plans() -> None:
    labels = ["Proceso", "Riesgo", "Causas", "Consecuencias", "Probabilidad", "Impacto", "Zona de riesgo inherente",
              "Controles", "Zona de riesgo residual", "Tratamiento", "Responsable"]  # fmt: skip
    line = ["Compras", "Posibilidad de afectación por compras sin estudio", "Afán", "Sanciones", "Probable", "Mayor",
            "Alto", "El profesional revisa cada estudio", "Moderado", "Reducir", "Oficina de Compras"]  # fmt: skip
    (found,) = propose_mapping(document(sheet(["MAPA DE RIESGOS 2025"], labels, line, line)))
    assert found.kind == "risk_map"
    assert found.taken[2] == "statement"
    assert found.kinds[0].sureness > 2 * found.kinds[1].sureness


@pytest.mark.parametrize("rows", [(), (["solo"],), ([1, 2, 3], [4, 5, 6]), ([None, None],)])
def test_what_has_no_labels_is_proposed_nothing(rows: tuple[list[RawValue], ...]) -> None:
    assert propose_mapping(document(sheet(*rows))) == ()


def test_only_the_beginning_of_a_large_table_is_looked_at() -> None:
    asked = []

    def rows():  # type: ignore[no-untyped-def]
        for row in generated(3)[0].rows:
            yield row
        for number in range(9, 10**7):
            asked.append(number)
            yield type(row)(number, row.values)

    class Endless:
        def __iter__(self):  # type: ignore[no-untyped-def]
            return rows()

    assert propose_mapping(document(RawTable("Hoja1", "sheet", Endless())))
    assert len(asked) < 1000
