"""html: stands alone, is inert, has its structure told, and as a part carries neither style nor script."""

import re
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from rumbo.papers.writing.html import write_html, write_part
from tests.papers.writing.documents import document, row


def test_it_tells_the_document_and_its_structure() -> None:
    page = write_html(document(row(1)))
    assert '<html lang="es-CO">' in page
    assert "<title>Plan de Acción 2024 · Entidad de prueba</title>" in page
    for told in (
        "1.234,5",
        "31/12/2024",
        "77,78\u00a0%",
        '<th scope="colgroup" colspan="4">',
        '<th scope="row"',
        "<caption",
    ):
        assert told in page
    assert page.count("<h1>") == 1
    assert 'alt="Avance: Gestión 77,78 %"' in page
    assert "default-src &#x27;none&#x27;" in page


def test_the_part_is_well_formed_and_has_no_style_or_script() -> None:
    part = write_part(document(row(1)))
    closed = re.sub("<img([^>]*)>", r"<img\1/>", part)
    ElementTree.fromstring(f"<body>{closed}</body>")
    assert not re.search(r"<(style|script|link)|\sstyle=|\son\w+=", part)


@given(st.text(min_size=1))
def test_no_text_becomes_markup(text: str) -> None:
    calm, given_ = write_part(document(row(1, "x"))), write_part(document(row(1, text)))
    assert calm.replace("<br/>", "").count("<") == given_.replace("<br/>", "").count("<")


def test_nothing_is_fetched_from_elsewhere() -> None:
    page = write_html(document(row(1, "https://x.co/a.png")))
    assert re.findall(r'(?:src|href)="(?!data:)', page) == []
