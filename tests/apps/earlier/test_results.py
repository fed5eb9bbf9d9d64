"""Results from before: loaded once by the number of the target and the period, counted, told, never mixed."""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile

from rumbo.apps.audit.doorway import Forbidden, Refused
from rumbo.apps.earlier import queries
from rumbo.apps.earlier.bridge import known_values
from rumbo.apps.earlier.models import EarlierResult, ResultLoad
from rumbo.apps.earlier.queries.comparing import compared_results
from rumbo.apps.evidence.actions import store_file
from rumbo.apps.followup.actions import open_followup
from rumbo.apps.followup.queries.course import course_of
from rumbo.apps.followup.queries.workbook import book_of
from rumbo.apps.measurement.actions import load_results, open_period
from rumbo.apps.measurement.models import Figure, Measure
from rumbo.apps.measurement.queries.explanation import explained_figure
from rumbo.apps.plans.actions import (
    Act,
    approve_version,
    create_plan,
    draft_version,
    ensure_periods,
    propose_version,
    write_version,
)
from rumbo.apps.plans.bridge import TargetData
from rumbo.apps.plans.models import PlanVersion, Target
from rumbo.domain.measurement.explaining import explain
from rumbo.domain.numbers import Quantity
from rumbo.faces.web.followup.book_words import rows_of as rows_in_book
from rumbo.faces.web.followup.showing import course_facts
from rumbo.layouts.earlier_results import RESULTS
from rumbo.layouts.filled_sheets.drawing import Filled, draw_sheets
from rumbo.layouts.filled_sheets.reading import SheetRow, read_sheets
from rumbo.papers import writing
from rumbo.papers.document import Header
from rumbo.papers.reading import read_bytes
from tests.characters import NODES, House

TODAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SOURCE = {"source": "Informe de gestión 2024", "source_day": date(2025, 1, 31)}
pytestmark = pytest.mark.django_db


@pytest.fixture
def version(house: House) -> PlanVersion:
    """A plan of four years with a target of 40 that adds up, and one that is done or not."""
    pilar = house.pilar.actor
    plan = create_plan(pilar, house.entity, "Plan de desarrollo", "strategic_plan", term=(2024, 2027))
    years = {year: ensure_periods(pilar, house.entity, year, "annual")[0].pk for year in range(2024, 2028)}
    programme = {key: Quantity.of(10) for key in years.values()}
    common: dict[str, Any] = {"indicator": "I", "units": (house.units["Oficina de Proyectos"].pk,)}
    rows = [
        TargetData("1", "Hacer cuarenta talleres", quantity=Quantity.of(40), programme=programme, **common),
        TargetData("2", "Adoptar la política", report_kind="done", quantity=Quantity.of(1), **common),
    ]
    draft = draft_version(pilar, plan)
    write_version(pilar, draft, NODES, [*rows])
    propose_version(pilar, draft)
    return approve_version(pilar, draft, Act("Acuerdo", "3", date(2024, 5, 31)))


def rows_of(*told: dict[str, Any]) -> Sequence[SheetRow]:
    """Rows written into the sheet and read again from the file."""
    document = draw_sheets("Resultados", Header("E"), (), (Filled(RESULTS, [SOURCE | each for each in told]),), MOMENT)
    read = read_sheets(read_bytes(writing.render(document, "xlsx"), "r.xlsx"), (RESULTS,))
    assert not read.findings
    return read.rows[RESULTS.sheet]


def load(house: House, version: PlanVersion, *told: dict[str, Any]) -> ResultLoad:
    actor = house.pilar.actor
    file = store_file(actor, house.entity, "r.csv", ContentFile(b"a;b\n1;2\n"))
    return load_results(actor, version, file, rows_of(*told), today=TODAY)


def codes(version: PlanVersion, *told: dict[str, Any]) -> set[str]:
    lines = compared_results(version, rows_of(*told), TODAY)
    return {finding.code for line in lines for finding in line.findings}


FIRST = {"number": "1", "period": "2024", "quantity": Quantity.of(8)}
SECOND = {"number": "1", "period": "2025-T2", "quantity": Quantity.of(6)}


def test_the_template_asks_for_every_period_that_has_ended(version: PlanVersion) -> None:
    rows = queries.template_rows(version, TODAY)
    assert [row["period"] for row in rows if row["number"] == "1"] == ["2024", "2025", "2026-T1", "2026-T2", "2026-T3"]
    document = draw_sheets("R", Header("E"), (), (Filled(RESULTS, rows),), MOMENT)
    read = read_sheets(read_bytes(io.BytesIO(writing.render(document, "xlsx")).getvalue(), "r.xlsx"), (RESULTS,))
    assert (read.findings, list(read.rows[RESULTS.sheet])) == ((), [])


def test_what_is_loaded_counts_in_the_figures_of_several_years_and_is_told(house: House, version: PlanVersion) -> None:
    period = ensure_periods(house.pilar.actor, house.entity, 2026, "quarterly")[0]
    followup = open_period(house.pilar.actor, version, period)
    term = Figure.objects.filter(followup=followup, measure=Measure.TERM, placement__number="1")
    assert term.get().value is None
    load(house, version, FIRST, SECOND)
    assert term.get().value == 350_000_000_000
    placement = term.get().placement
    explained = explained_figure(house.pilar.actor, followup, str(placement and placement.uid), Measure.TERM)
    assert explained is not None
    told = " ".join(line.text for line in explain(explained.trace))
    assert "Resultado de todo 2024: 8" in told
    assert "Resultado de todo 2024 cargado de «Informe de gestión 2024», del 2025-01-31" in told
    assert "2024-4" not in told
    # And wherever the course of the target is shown: in its report, and in the workbook of its unit.
    report = followup.reports.select_related("revision", "period").get(revision__placements__number="1")
    shown = [str(fact.value) for fact in course_facts(course_of(report))]
    assert "cargado de «Informe de gestión 2024», del 31/01/2025" in " ".join(shown)
    book = book_of(house.lucia.actor, report.unit, report.period)
    assert book is not None
    assert any("no se reportó en Rumbo" in str(cell) for row in rows_in_book(book) for cell in row.given)


def test_the_same_file_twice_loads_nothing_and_a_correction_stands_beside_the_old(
    house: House, version: PlanVersion
) -> None:
    load(house, version, FIRST)
    with pytest.raises(Refused, match="nothing_new"):
        load(house, version, FIRST)
    load(house, version, FIRST | {"quantity": Quantity.of(9)})
    assert EarlierResult.objects.count() == 2
    target = Target.objects.get(revisions__placements__number="1", revisions__placements__version=version)
    assert [each.answer for each in known_values([target.pk], until=TODAY)] == [Quantity.of(9)]
    assert [each.quantity for each in queries.results_of_target(target.pk)] == [Quantity.of(9), Quantity.of(8)]


def test_the_page_of_the_target_tells_what_was_loaded_and_from_which_document(
    house: House, version: PlanVersion, django_assert_max_num_queries: Any
) -> None:
    load(house, version, FIRST)
    load(house, version, FIRST | {"quantity": Quantity.of(9)}, SECOND)
    address, pilar = f"/planes/meta/{version.placements.get(number='1').uid}/", house.pilar.browser()
    with django_assert_max_num_queries(12):
        text = pilar.get(address).content.decode()
    assert "Informe de gestión 2024, 31/01/2025" in text
    assert ("<del>8</del>" in text, "<del>9</del>" in text) == (True, False)
    assert "/primer-dia/resultados/carga/" in text
    assert "/primer-dia/resultados/carga/" not in house.lucia.browser().get(address).content.decode()


def test_what_was_loaded_is_not_asked_for_again(house: House, version: PlanVersion) -> None:
    load(house, version, {"number": "1", "period": "2026-T1", "quantity": Quantity.of(2)})
    period = ensure_periods(house.pilar.actor, house.entity, 2026, "quarterly")[0]
    for opens in (open_period, open_followup):
        with pytest.raises(Refused, match="period_loaded"):
            opens(house.pilar.actor, version, period)


BROKEN = (
    ({"number": "9"}, "earlier.unknown_target"),
    ({"period": "el otro día"}, "earlier.bad_period"),
    ({"period": "2026-T4"}, "earlier.not_ended"),
    ({"period": "2023"}, "earlier.out_of_term"),
    ({"quantity": None}, "earlier.value_missing"),
    ({"percentage": Quantity.of(3)}, "earlier.value_elsewhere"),
    ({"source_day": date(2027, 1, 1)}, "earlier.source_of_tomorrow"),
    ({"source": None}, "sheet.cell_empty"),
)


def test_what_cannot_be_taken_is_told(house: House, version: PlanVersion) -> None:
    found = [codes(version, FIRST | told) for told, _ in BROKEN]
    assert all(code in codes_found for (_, code), codes_found in zip(BROKEN, found, strict=True)), found
    assert "earlier.row_twice" in codes(version, FIRST, FIRST)
    assert "earlier.periods_overlap" in codes(version, FIRST, FIRST | {"period": "2024-S2"})
    open_period(house.pilar.actor, version, ensure_periods(house.pilar.actor, house.entity, 2025, "quarterly")[3])
    assert "earlier.reported_here" in codes(version, FIRST | {"period": "2025"})
    with pytest.raises(Refused):
        load(house, version, FIRST, FIRST | {"period": "2025"})
    assert not ResultLoad.objects.exists()


def test_only_the_planning_office_loads(house: House, version: PlanVersion) -> None:
    file = store_file(house.pilar.actor, house.entity, "r.csv", ContentFile(b"a;b\n1;2\n"))
    with pytest.raises(Forbidden):
        load_results(house.lucia.actor, version, file, rows_of(FIRST), today=TODAY)
