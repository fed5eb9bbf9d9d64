"""Texts: tabs, csv and Markdown, with the line and column where each value stands."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumbo.findings import word
from rumbo.papers.raw import RawDocument, RawRow, RawTable, Unreadable
from rumbo.papers.reading import Limits, address, read_bytes, read_file


def read(text: str, encoding: str = "utf-8") -> RawTable:
    return read_bytes(text.encode(encoding), "plan.txt").tables[0]


def rows(table: RawTable) -> list[tuple[int, tuple[object, ...]]]:
    return [(row.number, row.values) for row in table]


def codes(document: RawDocument) -> list[str]:
    return [finding.code for finding in document.findings]


def refused(data: bytes, limits: Limits | None = None) -> str:
    with pytest.raises(Unreadable) as raised:
        read_bytes(data, "plan.xlsx", limits)
    assert word(raised.value.finding).how
    return raised.value.finding.code


def test_tabs_with_free_lines_and_blank_lines_between() -> None:
    table = read('\n\nObjetivo: Planear.\n\nNo.\tACCIÓN\t\n1\tDiseñar "Uno"\tx\n')
    assert rows(table) == [
        (3, ("Objetivo: Planear.",)),
        (5, ("No.", "ACCIÓN", None)),
        (6, ("1", 'Diseñar "Uno"', "x")),
    ]
    assert [address(table, 6, column) for column in (1, 2, 3)] == ["6:1", "6:3", "6:17"]
    assert rows(table) == rows(table), "a second walk starts anew"


def test_a_column_is_counted_in_characters_from_the_first_that_is_no_blank() -> None:
    table = read("a\t  ñandú\tb\nc\td\te\n")
    assert [address(table, 1, column) for column in (1, 2, 3)] == ["1:1", "1:5", "1:11"]


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_cells_keep_line_ends_and_rows_their_true_lines(separator: str) -> None:
    text = 'No.;Acción;Meta\r\n1;"Primera\r\nparte; con ""comillas""";2\r\n2;Otra;3\r\n'.replace(";", separator)
    table = read(text)
    assert rows(table)[1:] == [
        (2, ("1", f'Primera\nparte{separator} con "comillas"', "2")),
        (4, ("2", "Otra", "3")),
    ]
    assert address(table, 4, 3) == "4:8"


def test_a_quote_that_never_closes_does_not_swallow_the_file() -> None:
    assert [number for number, _ in rows(read('a;"b;c\n1;2;3\n4;5;6\n'))] == [1, 2, 3]
    assert rows(read('a\t"U" de pie\tc\n1\t"2\t3\n'))[1] == (2, ("1", '"2', "3"))


def test_the_separator_that_the_file_declares_is_taken() -> None:
    assert rows(read("sep=;\na,b;c\n")) == [(2, ("a,b", "c"))]


def test_decimal_commas_do_not_win_over_semicolons() -> None:
    assert rows(read("a;b\n1;0,5\n2;0,7\n"))[1] == (2, ("1", "0,5"))


def test_prose_with_commas_is_no_csv() -> None:
    assert rows(read("Primero, se planea.\nLuego se hace.\nAl final, con calma, se mide, y se publica.\n"))[1] == (
        2,
        ("Luego se hace.",),
    )


def test_markdown_tables_between_free_lines() -> None:
    table = read("# Plan\n\n| No. | **Acción** |\n|-----|:------:|\n| 1 | Uno \\| dos<br>tres |\n\nFin | no tabla\n")
    assert rows(table) == [
        (1, ("# Plan",)),
        (3, ("No.", "Acción")),
        (5, ("1", "Uno | dos\ntres")),
        (7, ("Fin | no tabla",)),
    ]
    assert address(table, 5, 2) == "5:7"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_known_and_not_guessed(encoding: str) -> None:
    document = read_bytes("Año;Acción\n2024;Diseñar\n".encode(encoding), "x")
    assert rows(document.tables[0]) == [(1, ("Año", "Acción")), (2, ("2024", "Diseñar"))]
    assert codes(document) == []


def test_latin_1_is_guessed_and_told() -> None:
    text = "Acción;Responsable\nDiseñar la convocatoria;Dirección de Planeación\nSocialización;Señor Muñoz\n"
    document = read_bytes(text.encode("latin-1"), "x")
    assert rows(document.tables[0])[1] == (2, ("Diseñar la convocatoria", "Dirección de Planeación"))
    assert codes(document) == ["file.encoding_guessed"]


def test_control_characters_are_left_out_and_told_at_their_place() -> None:
    document = read_bytes(b"No.\tMeta\r\n1\tab\x07c\r\n", "x")
    assert rows(document.tables[0])[1] == (2, ("1", "abc"))
    [finding] = document.findings
    assert (finding.code, finding.where and finding.where.cell) == ("file.control_characters", "2:5")
    assert finding.facts["characters"] == "U+0007"


def test_what_cannot_be_read_is_refused_with_a_way_on() -> None:
    assert refused(b"") == "file.empty"
    assert refused(b" \n\t\r\n ") == "file.empty"
    assert refused(codecs.BOM_UTF8) == "file.empty"
    assert refused(b"\x89PNG\r\n\x1a\n" + bytes(100)) == "file.not_what_it_says"
    assert refused(b"%PDF-1.7\n") == "file.damaged"
    assert refused(b"<!DOCTYPE html><html></html>") == "file.empty"
    assert refused(bytes(range(256)) * 10) == "file.binary"
    assert refused(bytes(i for i in range(128, 256)) + bytes(range(1, 32)) * 9) == "file.binary"
    assert refused(b"\xff\xfea") == "file.binary"


def test_limits_are_kept() -> None:
    assert refused(b"a" * 11, Limits(size=10)) == "file.too_large"
    assert refused(b"a;b;c\n1;2;3\n", Limits(columns=2)) == "file.too_many_rows"
    assert refused(b"a;b\n1;2\n3;4\n", Limits(rows=2)) == "file.too_many_rows"
    assert refused(b"a;b\n1;2\n3;4\n", Limits(area=5)) == "file.too_many_rows"


def test_a_file_that_cannot_be_opened_and_one_too_large(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.xlsx"):
        with pytest.raises(Unreadable) as raised:
            read_file(path)
        assert raised.value.finding.code == "file.not_found"
    large = tmp_path / "large.csv"
    large.write_bytes(b"a" * 100)
    with pytest.raises(Unreadable) as raised:
        read_file(large, limits=Limits(size=10))
    assert (raised.value.finding.code, raised.value.finding.facts["size"]) == ("file.too_large", 100)


@given(st.text(st.sampled_from('ab"\t;,|-\n\r \\ñ'), max_size=60))
def test_no_text_makes_the_reader_fail_and_every_value_has_a_place(text: str) -> None:
    try:
        table = read_bytes(text.encode(), "x").tables[0]
    except Unreadable:
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for row in table:
        assert isinstance(row, RawRow)
        for column in range(1, len(row.values) + 1):
            line, _, place = address(table, row.number, column).partition(":")
            assert 1 <= int(line) <= len(lines)
            assert int(place) >= 1


def test_the_first_plan_comes_whole(shared: Path) -> None:
    seed = next((shared / "seeds").glob("000_*"))
    table = read_file(seed).tables[0]
    numbers = [row.values[0] for row in table if len(row.values) == 19 and row.values[0]]
    assert numbers == ["No.", *"123456", "No.", "7", "8", "9", "10"]
