"""Pdf files with text: tables with and without lines, over pages, turned pages, columns; what is refused or told."""

import io
import zlib
from unicodedata import normalize

import pikepdf
import pytest

from rumbo.papers.document import Attachment
from rumbo.papers.raw import Merge, Piece, RawBlock, RawDocument, RawTable, Unreadable
from rumbo.papers.reading import Limits, address, read_bytes
from rumbo.papers.writing.pdf import write_pdf
from tests.papers.pdf_files import page_pdf, table_pdf, text_pdf
from tests.papers.writing.documents import document, row

FOUR = "(30pt, 1fr, 1fr, 60pt)"
HEAD = ["No.", "META", "INDICADOR", "FECHA"]
LONG = "Asistir técnicamente a los municipios en la formulación de sus proyectos de inversión"


def read(data: bytes, limits: Limits | None = None) -> RawDocument:
    return read_bytes(data, "plan.pdf", limits)


def rows(found: RawTable) -> list[tuple[object, ...]]:
    return [each.values for each in found]


def said(found: RawDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, block.text) for block in found.flow if isinstance(block, RawBlock)]


def codes(found: RawDocument) -> list[str]:
    return [finding.code for finding in found.findings]


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as raised:
        read(data)
    return raised.value.finding.code


def lines(count: int) -> list[list[object]]:
    return [[str(at), f"{LONG} {at}", f"Proyectos {at}", "31/12/2024"] for at in range(1, count + 1)]


@pytest.mark.parametrize("stroke", ["0.5pt", "(x: 0.5pt)", "(y: 0.5pt)"])
def test_a_table_with_lines_gives_its_cells_as_written(stroke: str) -> None:
    found = read(table_pdf([HEAD, *lines(3)], FOUR, stroke=stroke))
    (table,) = found.tables
    assert rows(table) == [tuple(HEAD), *(tuple(line) for line in lines(3))]
    assert (table.part, table.kind) == ("Tab. 1", "pages")
    assert address(table, [each.number for each in table][1], 2) == "p. 1, B2"
    assert codes(found) == []


def test_merged_cells_stand_where_the_page_shows_them() -> None:
    head: list[object] = [
        {"text": "No.", "down": 2},
        {"text": "PLAN DE ACCIÓN", "across": 2},
        {"text": "FECHA", "down": 2},
    ]
    body: list[list[object]] = [["META", "INDICADOR"], ["1", {"text": "Una", "down": 2}, "a", "b"], ["2", "c", "d"]]
    (table,) = read(table_pdf([head, *body], FOUR, heads=2)).tables
    assert [(each.number, each.values) for each in table] == [
        (10001, ("No.", "PLAN DE ACCIÓN", None, "FECHA")),
        (10002, (None, "META", "INDICADOR")),
        (10003, ("1", "Una", "a", "b")),
        (10004, ("2", None, "c", "d")),
    ]
    assert set(table.merges) == {
        Merge(10001, 1, 10002, 1),
        Merge(10001, 2, 10001, 3),
        Merge(10001, 4, 10002, 4),
        Merge(10003, 2, 10004, 2),
    }


def test_a_table_goes_on_over_pages_without_its_repeated_header() -> None:
    found = read(table_pdf([HEAD, *lines(40)], FOUR, width=400, height=300, header="PROCESO DE PLANEACIÓN"))
    (table,) = found.tables
    assert rows(table) == [tuple(HEAD), *(tuple(line) for line in lines(40))]
    pages = {each.number // 10_000 for each in table}
    assert len(pages) > 2
    assert {number // 10_000 for number in table.repeated} == pages - {1}
    assert said(found) == [(Piece.PAGE_HEADER, "", "PROCESO DE PLANEACIÓN")]


def test_a_row_cut_by_the_end_of_a_page_is_made_whole_and_told() -> None:
    long = " ".join(f"palabra{at}" for at in range(60))
    found = read(table_pdf([["No.", "META"], ["1", "Corta"], ["2", long], ["3", "Otra"]], "(30pt, 60pt)", height=260))
    (table,) = found.tables
    assert rows(table) == [("No.", "META"), ("1", "Corta"), ("2", long), ("3", "Otra")]
    assert set(codes(found)) == {"file.row_across_pages"}


def test_the_next_item_of_a_list_that_the_end_of_a_page_cuts_stands_on_its_own_line() -> None:
    steps = "\n".join(f"{at}. Medir el nivel del pozo número {at} cada mes" for at in range(1, 9))
    found = read(table_pdf([["No.", "PASOS", "META"], ["1", steps, "Dos"]], "(30pt, 200pt, 40pt)", height=150))
    (table,) = found.tables
    assert rows(table) == [("No.", "PASOS", "META"), ("1", steps, "Dos")]
    assert set(codes(found)) == {"file.row_across_pages"}


def test_a_row_that_says_the_same_as_the_only_one_before_the_end_of_a_page_is_no_header() -> None:
    row, drawn = ("1", "Perforar un pozo"), "#set table.cell(breakable: false)\n#show table.cell.where(y: 0): strong"
    (table,) = read(table_pdf([["No.", "META"], row, row], "(30pt, 40pt)", height=120, before=drawn)).tables
    assert rows(table) == [("No.", "META"), row, row]
    assert table.rows[-1].number > 20_000


def test_words_parted_at_the_end_of_a_line_are_whole_again_and_kept_breaks_stay() -> None:
    text = "Acompañamiento institucional interadministrativo"
    (table,) = read(table_pdf([["ESTRATÉGICO", "B"], [text, "x"]], "(50pt, 60pt)", hyphenate="true")).tables
    assert rows(table) == [("ESTRATÉGICO", "B"), (text, "x")]
    text = "Una meta corta\nSegundo renglón\n• Tercero"
    (table,) = read(table_pdf([["A", "B"], [text, "x"]], "(150pt, 60pt)")).tables
    assert rows(table)[1] == (text, "x")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_are_read_upright(turn: int) -> None:
    straight = table_pdf([HEAD, *lines(3)], FOUR)
    with pikepdf.open(io.BytesIO(straight)) as pdf:
        pdf.pages[0].rotate(turn, relative=True)
        shown = io.BytesIO()
        pdf.save(shown)
    assert rows(read(shown.getvalue()).tables[0]) == rows(read(straight).tables[0])


def test_a_page_drawn_sideways_is_read_too() -> None:
    table = "#table(columns: 2, [No.], [META], [1], [Una meta])"
    body = f"#set page(width: 400pt, height: 600pt)\n#rotate(-90deg, reflow: true)[{table}]"
    assert rows(read(text_pdf(body)).tables[0]) == [("No.", "META"), ("1", "Una meta")]


def test_columns_are_read_one_after_the_other() -> None:
    words = " ".join(f"a{at} la vez" for at in range(160))
    body = f"= Diagnóstico\n#columns(2)[{words}]"
    (title, *rest) = said(read(text_pdf(f"#set page(width: 400pt, height: 400pt)\n{body}")))
    assert title == ("heading", "", "Diagnóstico")
    assert " ".join(text for _, _, text in rest).split() == words.split()


def test_headings_lists_and_paragraphs() -> None:
    body = f"= Plan de acción\n5.1. Antecedentes\n\n{LONG}. {LONG}.\n\n- a) Capacitar\n- b) Medir\n\n*En negrilla*\n\n"
    body += "Fuente: yo"
    found = read(text_pdf(f"#set page(width: 300pt, height: 400pt)\n{body}"))
    assert [(kind, number, text) for kind, number, text in said(found)] == [
        ("heading", "", "Plan de acción"),
        ("heading", "5.1.", "Antecedentes"),
        ("paragraph", "", f"{LONG}. {LONG}."),
        ("item", "a)", "Capacitar"),
        ("item", "b)", "Medir"),
        ("paragraph", "", "En negrilla"),
        ("note", "", "Fuente: yo"),
    ]
    blocks = [block for block in found.flow if isinstance(block, RawBlock)]
    assert [block.text for block in blocks if block.marked] == ["En negrilla"]
    assert (blocks[0].cell, blocks[2].cell) == ("p. 1, l. 1", "p. 1, l. 3")


def test_a_sentence_goes_on_over_a_page_and_an_item_begins_anew() -> None:
    document = read(
        text_pdf(
            """#set page(width: 300pt, height: 200pt)
            Se consulta a las comunidades
            #pagebreak()
            de la vereda antes de perforar
            #pagebreak()
            b) se mide el nivel de cada pozo
            """
        )
    )
    paragraphs = [text for _, _, text in said(document)]
    assert paragraphs[0] == "Se consulta a las comunidades de la vereda antes de perforar"
    assert "se mide el nivel" in paragraphs[1]


def test_a_table_without_lines_is_read_by_alignment_and_told() -> None:
    body = [["1", "Capacitar", "Personas", "40"], ["2", "Medir", "Informes", "4"], ["3", "Publicar", "Datos", "12"]]
    found = read(table_pdf([HEAD, *body], FOUR, stroke="none"))
    assert rows(found.tables[0]) == [tuple(HEAD), *(tuple(line) for line in body)]
    assert codes(found) == ["file.table_by_alignment"]


def test_our_own_pdf_comes_back_with_what_it_carries() -> None:
    attached = (Attachment("d.json", "application/json", b'{"a":1}', "Datos"),)
    found = read(write_pdf(document(*(row(number) for number in range(1, 30))), attached))
    assert found.attachments == {"d.json": b'{"a":1}'}
    assert max(len(list(table)) for table in found.tables) >= 29


def picture_pdf(text: str = "") -> bytes:
    content = zlib.compress(b"q 380 0 0 380 10 10 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \xff EI Q " + text.encode())
    return page_pdf(content, more="/Filter/FlateDecode")


def test_pages_that_are_only_pictures_are_refused_or_told() -> None:
    assert refused(picture_pdf()) == "file.scanned"
    with (
        pikepdf.open(io.BytesIO(picture_pdf())) as pdf,
        pikepdf.open(io.BytesIO(table_pdf([HEAD, *lines(2)], FOUR))) as more,
    ):
        pdf.pages.extend(more.pages)
        both = io.BytesIO()
        pdf.save(both)
    found = read(both.getvalue())
    assert codes(found) == ["file.page_without_text"]
    assert found.findings[0].facts["pages"] == "1"


def test_text_that_is_not_drawn_is_left_out_or_told_as_recognised() -> None:
    mixed = read(page_pdf(b"BT /F 12 Tf 50 300 Td (Se ve) Tj 3 Tr 0 -40 Td (Oculto) Tj ET"))
    assert said(mixed) == [("paragraph", "", "Se ve")]
    assert codes(mixed) == ["file.invisible_text"]
    under = read(picture_pdf("BT /F 12 Tf 3 Tr 50 300 Td (Reconocido) Tj ET"))
    assert ("paragraph", "", "Reconocido") in said(under)
    assert codes(under) == ["file.recognised_letters"]


def test_encrypted_empty_and_damaged_files_are_refused() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(table_pdf([HEAD], FOUR))) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert refused(locked.getvalue()) == "file.password"
    assert refused(page_pdf(b"")) == "file.empty"
    assert refused(b"%PDF-1.7\n") == "file.damaged"
    assert refused(table_pdf([HEAD], FOUR)[:400]) == "file.damaged"


def test_reading_stops_at_the_limits_and_says_so() -> None:
    many = table_pdf([HEAD, *lines(60)], FOUR, width=400, height=300)
    found = read(many, Limits(pages=2))
    assert codes(found) == ["file.pages_left_out"]
    assert found.findings[0].facts["read"] == 2
    assert {each.number // 10_000 for each in found.tables[0]} == {1, 2}


def test_a_stream_that_swells_does_not_take_the_memory() -> None:
    bomb = zlib.compress(b"0 0 m 1 1 l S " * 3_000_000, 9)
    assert refused(page_pdf(bomb, more="/Filter/FlateDecode")) == "file.empty"


def test_letters_with_several_marks_drawn_apart_are_read_once_and_in_their_order() -> None:
    written = "Aq\u0301\u0302B Việt ệ e\u0323\u0302 q\u0323\u0302 J\u0301J\u0301 x\u0301\u0308 x\u0308\u0301z éé ññ"
    found = read(text_pdf('#set text(font: "Libertinus Serif")\n' + written))
    assert [getattr(block, "text", "") for block in found.flow] == [normalize("NFC", written)]
