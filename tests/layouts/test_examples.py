"""The invented examples read alike in every form, with their faults found where they stand."""

from collections import Counter

import pytest

from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import word
from rumbo.layouts import print_template, read_plan
from rumbo.papers.reading import read_bytes, read_file
from tests.layouts.tables import EXAMPLES, as_csv, document, sheet

FORMS = ("txt", "csv", "xlsx", "ods")
EXPECTED = {
    "plan-de-accion-2024": {
        "alignment.number_and_name": 4,
        "alignment.unofficial_name": 18,
        "plan.expense_type_as_source": 10,
        "plan.money_without_amount": 1,
    },
    "seguimiento-2024-t2": {
        "followup.cancelled_in_narrative": 1,
        "followup.no_programme": 1,
        "followup.not_applicable_with_work": 8,
        "plan.expense_type_as_source": 9,
        "plan.money_without_amount": 1,
    },
}
# One cell altered in the line of action 3: (header as printed, what is written instead, the code it must raise).
ALTERED = {
    "META": ("tres", "plan.target_not_numeric"),
    "FECHA FIN": ("31/02/2024", "plan.date_unreadable"),
    "SEGUIMIENTO": ("Cuando se pueda", "plan.periodicity_unknown"),
    "PND": ("1. Convergencia regional", "alignment.number_and_name"),
    "RESPONSABLE": ("", "plan.responsible_missing"),
}


def example(name: str, form: str) -> PlanDraft:
    return read_plan(read_file(EXAMPLES / f"{name}.{form}"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", EXPECTED)
def test_every_form_holds_the_same_plan_and_the_same_faults(name: str, form: str) -> None:
    draft = example(name, form)
    assert draft.matrix == example(name, "txt").matrix
    assert Counter(found.code for found in draft.everything_found()) == EXPECTED[name]
    assert draft.recognition.confidence == 100


@pytest.mark.parametrize("name", EXPECTED)
def test_every_finding_has_a_place_and_words(name: str) -> None:
    for found in example(name, "xlsx").everything_found():
        assert found.where
        assert found.where.cell
        assert all((word(found).title, word(found).what, word(found).why, word(found).how))


@pytest.mark.parametrize("header", ALTERED)
@pytest.mark.parametrize("form", ["txt", "csv", "xlsx"])
def test_one_altered_cell_is_found_at_its_address(form: str, header: str) -> None:
    text, code = ALTERED[header]
    lines = (EXAMPLES / "plan-de-accion-2024.txt").read_text(encoding="utf-8").split("\n")
    at = next(number for number, line in enumerate(lines) if line.startswith("3\t"))
    headers = lines[7].split("\t")
    column = len(headers) - 1 - headers[::-1].index(header)
    cells = lines[at].split("\t")
    cells[column] = text
    lines[at] = "\t".join(cells)
    if form == "txt":
        data, place = "\n".join(lines).encode(), f"{at + 1}:{len(chr(9).join(cells[:column])) + 2}"
    elif form == "csv":
        rows = [line.split("\t") for line in lines]
        data = "\n".join(";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows).encode()
        place = f"{at + 1}:{sum(len(cell) + 2 + cell.count(chr(34)) for cell in cells[:column]) + column + 1}"
    else:
        data, place = workbook([line.split("\t") for line in lines]), f"{chr(ord('A') + column)}{at + 1}"
    draft = read_plan(read_bytes(data, f"plan.{form}"))
    found = [f for f in draft.everything_found() if f.code == code and f.where and f.where.cell == place]
    assert len(found) == 1, [(f.code, str(f.where)) for f in draft.everything_found() if f.code == code]
    assert found[0].where
    assert found[0].where.header.endswith(header)


def workbook(rows: list[list[str]]) -> bytes:
    import io

    import xlsxwriter

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    worksheet = book.add_worksheet("Plan")
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                worksheet.write_string(at, column, cell)
    book.close()
    return file.getvalue()


def test_an_unknown_table_is_told_with_what_was_found_and_what_is_missing() -> None:
    draft = read_plan(document(sheet(["Actividad", "Unidad", "Cantidad"], ["Comprar sillas", "Unidad", 4])))
    assert draft.recognition.layout == ""
    (found,) = draft.findings
    assert found.code == "layout.not_recognised"
    assert "Actividad" in str(found.facts["headers"])
    assert "RESPONSABLE" in str(found.facts["missing"])
    nothing = read_plan(document(sheet(["Hola"], ["Adiós"])))
    assert [f.code for f in nothing.findings] == ["layout.not_recognised"]


def test_the_template_is_recognised_and_empty() -> None:
    draft = read_plan(read_bytes(as_csv(print_template("action_plan_matrix", 2025)), "plantilla.csv"))
    assert draft.recognition.layout == "action_plan_matrix"
    assert draft.matrix.fiscal_year == 2025
    assert [f.code for f in draft.findings] == ["layout.no_lines"]


@pytest.mark.parametrize("name", EXPECTED)
def test_the_markdown_form_holds_the_same_plan(name: str) -> None:
    lines = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines]
    at = next(number for number, row in enumerate(rows) if row[0] == "No.")
    table = ["| " + " | ".join(row) + " |" for row in rows[at:] if row[0].isdecimal() or row in rows[at : at + 2]]
    table.insert(1, "|" + " --- |" * len(rows[at]))
    text = "\n".join([*lines[:at], *table])
    assert read_plan(read_bytes(text.encode(), "plan.md")).matrix == example(name, "txt").matrix
