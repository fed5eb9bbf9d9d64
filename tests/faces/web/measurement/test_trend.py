"""How a figure went, period by period: beside its explanation, on the page of its target, and as a file."""

from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.queries.histories import history_of
from rumbo.apps.plans.models import Placement
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Computed
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House

q = Quantity.of


def two_quarters(house: House) -> Followup:
    answer(house, open_quarter(house, 1), "1", quantity=q(1))
    second = open_quarter(house, 2)
    answer(house, second, "1", quantity=q(4))
    return second


def test_a_figure_is_shown_period_by_period_with_how_its_year_would_end(house: House) -> None:
    first = open_quarter(house, 1)
    target = Placement.objects.get(version=house.version, number="1").uid
    browser = house.pilar.browser()
    alone = browser.get(f"/cifras/{first.uid}/{target}/year/").content.decode()
    assert "planeado y alcanzado" not in alone
    answer(house, first, "1", quantity=q(1))
    second = open_quarter(house, 2)
    answer(house, second, "1", quantity=q(4))
    page = browser.get(f"/cifras/{second.uid}/{target}/year/").content.decode()
    for told in ("planeado y alcanzado", "Proyección", "cierre de 2024", f"/cifras/{first.uid}/{target}/year/"):
        assert told in page
    assert "planeado y alcanzado" in browser.get(f"/planes/meta/{target}/avance/").content.decode()


def test_the_history_of_the_plan_ends_with_the_period_looked_at(house: House) -> None:
    second = two_quarters(house)
    first = Followup.objects.get(period__ordinal=1)
    assert [each.followup for each in history_of(second, "plan")] == [first, second]
    assert [each.followup for each in history_of(first, "plan")] == [first]
    assert isinstance(history_of(second, "plan")[1].outcomes["year"], Computed)


def test_it_is_taken_away_as_an_image_and_as_data(house: House) -> None:
    second = two_quarters(house)
    target = Placement.objects.get(version=house.version, number="1").uid
    browser = house.pilar.browser()
    assert browser.get(f"/cifras/{second.uid}/plan/tendencia.png").content.startswith(b"\x89PNG")
    rows = browser.get(f"/cifras/{second.uid}/{target}/tendencia.csv").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in rows[1:]] == ["Periodo", "I trim. 2024", "II trim. 2024", "cierre de 2024"]
    assert browser.get(f"/cifras/{second.uid}/{target}/tendencia.exe").status_code == 404
