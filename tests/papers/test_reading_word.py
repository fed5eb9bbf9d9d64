"""Word documents: what a reader of the page sees, in its order, and what is told of what was left out."""

from rumbo.papers.raw import Merge, Piece, RawBlock, RawDocument, RawTable
from rumbo.papers.reading import address, read_bytes
from tests.papers.word_files import (
    FIRST,
    NEXT,
    across,
    cell,
    docx,
    numbered,
    paragraph,
    relation,
    table,
    table_row,
)


def read(body: str, relations: str = "", **parts: str) -> RawDocument:
    return read_bytes(docx(body, relations, **parts), "ficha.docx")


def said(document: RawDocument) -> list[tuple[str, str, str]]:
    return [(block.kind, block.number, block.text) for block in document.flow if isinstance(block, RawBlock)]


def rows(found: RawTable) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.values) for row in found]


def told(document: RawDocument) -> dict[str, str]:
    return {found.code: str(found.where) for found in document.findings}


def test_headings_lists_and_paragraphs_with_the_numbers_that_word_shows() -> None:
    document = read(
        paragraph("Condiciones actuales", '<w:pStyle w:val="Ttulo1"/>')
        + paragraph("5.1. Antecedentes", '<w:pStyle w:val="Mio"/>')
        + numbered("Uno", 1)
        + numbered("Dentro", 1, 1)
        + numbered("Más adentro", 1, 2)
        + numbered("Dos", 1)
        + numbered("De nuevo", 3)
        + paragraph("Punto", '<w:pStyle w:val="Lista"/>')
        + paragraph()
        + paragraph("Todo en negrilla", run="<w:b/>")
        + paragraph("7.3. Escrito a mano")
    )
    assert said(document) == [
        ("heading", "", "Condiciones actuales"),
        ("heading", "5.1.", "Antecedentes"),
        ("item", "5.", "Uno"),
        ("item", "5.1.", "Dentro"),
        ("item", "a)", "Más adentro"),
        ("item", "6.", "Dos"),
        ("item", "1.", "De nuevo"),
        ("item", "", "Punto"),
        ("paragraph", "", "Todo en negrilla"),
        ("heading", "7.3.", "Escrito a mano"),
    ]
    blocks = [block for block in document.flow if isinstance(block, RawBlock)]
    assert [block.level for block in blocks] == [1, 1, 0, 1, 2, 0, 0, 0, 0, 2]
    assert [block.cell for block in blocks[:3]] == ["¶ 1", "¶ 2", "¶ 3"]
    assert [block.text for block in blocks if block.marked] == ["Todo en negrilla"]


def test_merged_cells_stand_where_the_page_shows_them() -> None:
    document = read(
        table(
            [cell("PLAN", across(2) + FIRST), cell("META", FIRST)],
            [cell("", across(2) + NEXT), cell("", NEXT)],
            ["a", "b", cell("c", FIRST)],
            ["d", "", cell("", NEXT)],
        )
    )
    (found,) = document.tables
    assert rows(found) == [(1, ("PLAN", None, "META")), (3, ("a", "b", "c")), (4, ("d",))]
    assert set(found.merges) == {Merge(1, 1, 2, 2), Merge(1, 3, 2, 3), Merge(3, 3, 4, 3)}
    assert (found.part, found.kind, address(found, 3, 2)) == ("Tab. 1", "table", "B3")
    assert document.flow == [found]
    assert document.findings == []


def test_a_cell_keeps_its_lines_its_lists_and_its_breaks() -> None:
    broken = "<w:p><w:r><w:t>Uno</w:t><w:br/><w:t>dos</w:t><w:tab/><w:t>tres</w:t></w:r></w:p>"
    (found,) = read(
        table([cell(broken + numbered("Capacitar", 1) + numbered("Medir", 1)), cell(numbered("", 1))])
    ).tables
    assert rows(found) == [(1, ("Uno\ndos tres\n5. Capacitar\n6. Medir", "7."))]


def test_a_table_within_a_cell_is_a_table_of_its_own() -> None:
    inner = table(["Rubro", "Valor"], ["A", "5"])
    document = read(table(["Presupuesto", cell(paragraph("Ver") + inner)]))
    outer, nested = document.tables
    assert rows(outer) == [(1, ("Presupuesto", "Ver"))]
    assert (nested.part, nested.inside) == ("Tab. 2", "Tab. 1, B1")
    assert rows(nested)[1] == (2, ("A", "5"))
    assert told(document) == {"file.nested_table": "ficha.docx · Tab. 1 · B1"}


def test_what_tracked_changes_took_away_is_no_text_and_is_told() -> None:
    changed = (
        "<w:p><w:r><w:t>Meta: </w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5</w:t></w:r></w:ins></w:p>"
    )
    gone = table_row(["Fila borrada"], "<w:del/>")
    document = read(paragraph("Antes") + changed + f"<w:tbl>{table_row(['Fila'])}{gone}{table_row(['Otra'])}</w:tbl>")
    assert said(document)[1] == ("paragraph", "", "Meta: 5")
    assert rows(document.tables[0]) == [(1, ("Fila",)), (2, ("Otra",))]
    (found,) = document.findings
    assert (found.code, found.where and found.where.cell) == ("file.tracked_changes", "¶ 2")
    assert (found.facts["deletions"], found.facts["insertions"]) == (2, 1)


def test_hidden_text_is_left_out_and_told() -> None:
    hidden = "<w:p><w:r><w:t>Se ve</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t> y esto no</w:t></w:r></w:p>"
    styled = paragraph("Tampoco", '<w:pStyle w:val="Oculto"/>')
    covered = table([cell("Arriba", FIRST)], [cell("Tapado", NEXT)])
    document = read(hidden + styled + covered)
    assert said(document) == [("paragraph", "", "Se ve")]
    assert rows(document.tables[0]) == [(1, ("Arriba",))]
    (found,) = document.findings
    assert (found.code, found.facts["count"]) == ("file.hidden_text", 3)


def test_boxes_controls_pictures_and_links_are_seen() -> None:
    box = (
        "<w:p><w:r><w:t>Antes</w:t><mc:AlternateContent><mc:Choice><w:drawing><w:docPr descr='Marco'/><w:txbxContent>"
        "<w:p><w:r><w:t>En el cuadro</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        "<w:txbxContent><w:p><w:r><w:t>Repetido</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    control = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>Control</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    picture = "<w:p><w:r><w:drawing><w:docPr name='i.png' descr='Índice 2021'/><w:pic/></w:drawing></w:r></w:p>"
    link = "<w:p><w:hyperlink r:id='h'><w:r><w:t>Norma</w:t></w:r></w:hyperlink></w:p>"
    document = read(box + control + picture + link, relation("h", "hyperlink", "https://example.org", outside=True))
    assert said(document) == [
        ("paragraph", "", "Antes"),
        ("paragraph", "", "En el cuadro"),
        ("paragraph", "", "Control"),
        ("picture", "", "Índice 2021"),
        ("paragraph", "", "Norma"),
    ]
    assert document.findings == []


def test_headers_footers_notes_and_comments() -> None:
    call = "<w:p><w:r><w:t>Dato</w:t><w:footnoteReference w:id='4'/><w:commentReference w:id='0'/></w:r></w:p>"
    document = read(
        call,
        header1=table(["PROCESO", "CÓDIGO: DIE-FO-013"]),
        header2=table(["PROCESO", "CÓDIGO: DIE-FO-013"]),
        footer1=paragraph("Página 1"),
        footnotes=f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="4">{paragraph("Fuente: DANE")}</w:footnote>',
    )
    assert said(document) == [
        (Piece.PAGE_HEADER, "", "PROCESO"),
        (Piece.PAGE_HEADER, "", "CÓDIGO: DIE-FO-013"),
        ("paragraph", "", "Dato"),
        ("note", "1", "Fuente: DANE"),
        (Piece.PAGE_FOOTER, "", "Página 1"),
    ]
    assert document.tables == []
    assert told(document) == {"file.comments": "ficha.docx"}


def test_what_lies_outside_the_file_is_told_and_never_fetched() -> None:
    document = read(paragraph("x"), relation("t", "attachedTemplate", "file:///etc/passwd", outside=True))
    assert told(document) == {"file.external_content": "ficha.docx"}


def test_damaged_merges_are_read_apart_and_told() -> None:
    document = read(table([cell("a", across(2)), "b"], [cell("c", NEXT), "d", "e"]))
    assert rows(document.tables[0]) == [(1, ("a", None, "b")), (2, ("c", "d", "e"))]
    assert told(document) == {"file.merge_damaged": "ficha.docx · Tab. 1 · A2"}
