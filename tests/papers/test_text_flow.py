"""The flow of texts and Markdown: blocks and tables in the order of reading, with their true addresses."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.papers.raw import Piece, RawBlock, RawTable
from rumbo.papers.reading import address, read_bytes, read_file

CONTROL = "\tPROCESO DE MEJORA\tCÓDIGO: ME-FO-007\n\tFICHA DE MEJORA\tVERSIÓN: 03\n"


def flow(text: str) -> list[RawBlock | RawTable]:
    return read_bytes(text.encode(), "ficha.txt").flow


def blocks(text: str) -> list[RawBlock]:
    return [piece for piece in flow(text) if isinstance(piece, RawBlock)]


def tables(text: str) -> list[RawTable]:
    return [piece for piece in flow(text) if isinstance(piece, RawTable)]


def rows(table: RawTable) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.values) for row in table]


@pytest.mark.parametrize(
    ("line", "kind", "number", "text"),
    [
        ("## Misión", Piece.HEADING, "", "Misión"),
        ("## 3. Acciones integradas", Piece.HEADING, "3.", "Acciones integradas"),
        ("5.1. Antecedentes:", Piece.HEADING, "5.1.", "Antecedentes:"),
        ("7.3.", Piece.HEADING, "7.3.", ""),
        ("**Vigencia:** 2031", Piece.PARAGRAPH, "", "Vigencia: 2031"),
        ("- a) Primera salida.", Piece.ITEM, "a)", "Primera salida."),
        ("- ✓ Plan de vías (2 actividades)", Piece.ITEM, "✓", "Plan de vías (2 actividades)"),
        ("• Huertas", Piece.ITEM, "", "Huertas"),
        ("2. Comprar semillas", Piece.ITEM, "2.", "Comprar semillas"),
        ("Imagen 2: Mapa de veredas", Piece.PICTURE, "", "Imagen 2: Mapa de veredas"),
        ("![Mapa de veredas](mapa.png)", Piece.PICTURE, "", "Mapa de veredas"),
        ("Fuente: Censo de 2030", Piece.NOTE, "", "Fuente: Censo de 2030"),
        (r"\*Se mide cada año.", Piece.NOTE, "", "*Se mide cada año."),
        (r"El aporte es de \$20 &amp; no más", Piece.PARAGRAPH, "", "El aporte es de $20 & no más"),
        (
            "La *huerta* y la __feria__ de [la red](https://red.example)",
            Piece.PARAGRAPH,
            "",
            "La huerta y la feria de la red",
        ),
        ("Página 3 de 9", Piece.PAGE_FOOTER, "", "Página 3 de 9"),
        ("2.5 millones de pesos", Piece.PARAGRAPH, "", "2.5 millones de pesos"),
    ],
)
def test_a_line_as_its_reader_sees_it(line: str, kind: Piece, number: str, text: str) -> None:
    (block,) = blocks(f"\n{line}\n")
    assert (block.kind, block.number, block.text, block.cell) == (kind, number, text, "2:1")


def test_a_line_in_bold_is_marked_also_where_it_was_wrapped() -> None:
    found = blocks("**Recursos  \nde 2031**\n\nNo **todo** es fuerte\n")
    assert [(block.text, block.marked) for block in found] == [
        ("Recursos", True),
        ("de 2031", True),
        ("No todo es fuerte", False),
    ]


def test_a_number_of_one_level_is_a_heading_only_beside_numbers_of_more_levels_and_alone() -> None:
    leveled = blocks("5. Condiciones.\n\n5.1. Antecedentes\n\n1. Uno\n2. Dos\n")
    assert [block.kind for block in leveled] == [Piece.HEADING, Piece.HEADING, Piece.ITEM, Piece.ITEM]
    assert [block.kind for block in blocks("5. Condiciones.\n\nSiguen.\n")] == [Piece.ITEM, Piece.PARAGRAPH]


def test_tables_are_cut_out_and_keep_their_addresses() -> None:
    text = "Misión\n\nMeta\tSuma\n1. Abrir\t**10**\n\nFin\n\n| A | B |\n|---|---|\n| x | y<br>z |\n"
    first, second = tables(text)
    assert rows(first) == [(3, ("Meta", "Suma")), (4, ("1. Abrir", "10"))]
    assert address(first, 4, 2) == "4:10"
    assert rows(second) == [(8, ("A", "B")), (10, ("x", "y\nz"))]
    assert [type(piece).__name__ for piece in flow(text)] == ["RawBlock", "RawTable", "RawBlock", "RawTable"]


def test_a_table_goes_on_after_a_page_header_and_after_a_blank_line_in_a_merged_cell() -> None:
    text = f"{CONTROL}\nAcción\tMeta\tPaso\nUna\tM1\ta\n\n{CONTROL}\n\t\tb\n\n\t\tc\n\nOtra\tTabla\tNueva\n"
    found = tables(text)
    assert [[number for number, _ in rows(table)] for table in found] == [[4, 5, 10, 12], [14]]
    told = [(block.kind, block.text, block.cell) for block in blocks(text)]
    assert told[:2] == [
        (Piece.PAGE_HEADER, "PROCESO DE MEJORA", "1:2"),
        (Piece.PAGE_HEADER, "CÓDIGO: ME-FO-007", "1:20"),
    ]
    assert len(told) == 8


def test_a_page_header_without_a_blank_line_is_told_from_the_rows_around_it() -> None:
    text = f"{CONTROL}\nAcción\tMeta\tPaso\nUna\tM1\ta\n{CONTROL}Dos\tM2\tb\n"
    (table,) = tables(text)
    assert [values for _, values in rows(table)] == [("Acción", "Meta", "Paso"), ("Una", "M1", "a"), ("Dos", "M2", "b")]


def test_lists_and_paragraphs_of_html_inside_a_cell_become_lines_with_their_numbers() -> None:
    cell = '<ol style="x"> 1. Leer. 2. Sembrar 3 surcos. 3. Medir.</ol>'
    other = "Dos\t<ul><li>a</li><li>b</li></ul>\t<ol><li>c</li></ol>"
    (table,) = tables(f"Acción\tPasos\tPrueba\nUna\t{cell}\t<p>Acta.</p> <p>Foto.</p>\n{other}\n")
    assert rows(table)[1:] == [
        (2, ("Una", "1. Leer.\n2. Sembrar 3 surcos.\n3. Medir.", "Acta.\nFoto.")),
        (3, ("Dos", "a\nb", "1. c")),
    ]


def test_a_header_whose_rows_fell_apart_is_a_table_of_one_row() -> None:
    found = flow("Meta\tSuma\n----\t----\n\nAbrir\n\nConstante\n")
    assert isinstance(found[0], RawTable)
    assert rows(found[0]) == [(1, ("Meta", "Suma"))]
    assert [piece.text for piece in found[1:] if isinstance(piece, RawBlock)] == ["Abrir", "Constante"]


@given(st.text(alphabet="ab1.#*-_<>p/lio &;\\|\t\n$[]()", max_size=120))
def test_no_text_stops_the_reading(text: str) -> None:
    document = read_bytes(f"Uno dos\n{text}".encode(), "ficha.txt")
    if document.media_type != "text/csv":
        assert isinstance(document.flow[0], RawBlock)
        assert all(list(piece) is not None for piece in document.flow if isinstance(piece, RawTable))


def test_the_seeds_fall_into_sections_and_tables(shared: Path) -> None:
    (sheet,) = (shared / "seeds").glob("004_*")
    document = read_file(sheet)
    found = [piece for piece in document.flow if isinstance(piece, RawTable)]
    assert [len(list(table)) for table in found] == [10, 8, 3, 6, 2, 33, 2]
    numbers = [piece.number for piece in document.flow if isinstance(piece, RawBlock) and piece.kind is Piece.HEADING]
    assert numbers[:6] == ["1.", "2.", "3.", "4.", "5.", "5.1."]
    assert [numbers.count(number) for number in ("7.3.", "8.2.", "10.")] == [1, 2, 2]
