"""Zero, not applicable, not programmed and not reported, told apart on every screen and in every drawing; and the
number that the traffic light stands on, told beside its word, or why there is none."""

import csv
import io
import re
import zipfile
from datetime import date
from typing import Any

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from rumbo.apps.evidence.queries import bytes_of
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
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
from rumbo.apps.plans.models import PlanVersion
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.apps.publishing.models import Publication
from rumbo.apps.publishing.queries import files_of
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House
from tests.faces.web.measurement.test_screens import text_of

q = Quantity.of
NAMES = ("Con avance", "En cero", "Que no aplica", "Sin programar", "Sin contestar")


def version_of(house: House, by_quarter: bool) -> PlanVersion:
    """Five targets of one year; programmed by quarter, save one in the first, or only by year."""
    pilar, unit = house.pilar.actor, house.units["Oficina de Proyectos"].pk
    quarters = [each.pk for each in ensure_periods(pilar, house.entity, 2024, "quarterly")]
    version = draft_version(
        pilar, create_plan(pilar, house.entity, "Plan corto", "action_plan_matrix", fiscal_year=2024)
    )
    told = []
    for number, name in enumerate(NAMES, 1):
        first = None if name == "Sin programar" else q(4)
        programme = dict(zip(quarters, (first, q(2), q(2), q(2)), strict=True)) if by_quarter else {}
        told.append(
            TargetData(number=str(number), statement=name, indicator=f"Indicador {number}", quantity=q(10),
                       units=(unit,), periodicity="quarterly", programme=programme)
        )  # fmt: skip
    write_version(pilar, version, [], told)
    propose_version(pilar, version)
    return approve_version(pilar, version, Act("Acta", "1", date(2024, 1, 15)))


def answered(house: House, version: PlanVersion) -> Followup:
    followup = open_quarter(house, 1, version)
    answer(house, followup, "1", quantity=q(3))
    answer(house, followup, "2", quantity=q(0), difficulties="Sin contrato")
    answer(house, followup, "3", not_applicable=True, not_applicable_reason="Suspendida")
    return followup


def published(house: House, followup: Followup) -> Publication:
    closed = close_period(house.pilar.actor, followup)
    made = prepare_publication(house.pilar.actor, closed.plan_version, title="Plan corto", followup=closed)
    return publish(house.diana.actor, made, approver="Directora general")


class Surfaces:
    """A closed and published quarter, and what each surface says of one target."""

    def __init__(self, house: House, followup: Followup, made: Publication) -> None:
        self.browser, self.followup, self.made = house.pilar.browser(), followup, made
        self.files = {each.format: bytes_of(each.file) for each in files_of(made)}

    def sheet(self, name: str) -> str:
        return self._row(self.browser.get(f"/cifras/{self.followup.uid}/"), name)

    def figure(self, name: str) -> str:
        placed = self.followup.plan_version.placements.get(revision__statement=name)
        return text_of(self.browser.get(f"/cifras/{self.followup.uid}/{placed.uid}/year/"))

    def unowed(self, name: str) -> str:
        return self._row(self.browser.get(f"/seguimiento/{self.followup.uid}/sin-reporte/"), name)

    def portal(self, name: str) -> str:
        return self._row(self.browser.get(f"/publico/primera/{self.made.year}/{self.made.number}/"), name, last=True)

    def html(self, name: str) -> str:
        # The explanations, which name each target again, stand after the tables.
        tables = self.files["html"].decode().rpartition("Cómo se obtuvo cada cifra")[0]
        return _row_of(tables, name, last=True)

    def xlsx(self, name: str) -> str:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(self.files["xlsx"])).get_sheet_by_name("Cifras").to_python()
        return " | ".join(str(cell) for cell in next(row for row in rows if name in row))

    def matrix(self, name: str) -> str:
        with zipfile.ZipFile(io.BytesIO(self.files["csv"])) as archive:
            return next(line for line in archive.read("matrix.csv").decode().splitlines() if name in line)

    def tidy(self, name: str) -> str:
        """The undefined key of the year's figure, or the state of the report, in the open data."""
        with zipfile.ZipFile(io.BytesIO(self.files["csv"])) as archive:
            tables = {each: _table(archive, each) for each in ("targets", "figures", "reports")}
        uid = next(row["target"] for row in tables["targets"] if row["statement"] == name)
        figure = next(row for row in tables["figures"] if row["uid"] == uid and row["figure"] == "year")
        states = [row["state"] for row in tables["reports"] if row["target"] == uid]
        return f"{figure['value_e12']} {figure['undefined']} {states}"

    def pdf(self, name: str) -> str:
        pages = pypdfium2.PdfDocument(self.files["pdf"])
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
        return text[text.rindex("Cifras de cada acción") :].partition(name)[2][:80]

    @staticmethod
    def _row(response: Any, name: str, last: bool = False) -> str:
        return _row_of(response.content.decode(), name, last)


def _table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"), newline="")))


def _row_of(page: str, name: str, last: bool = False) -> str:
    found = [row for row in re.findall(r"<tr\b.*?</tr>", page, re.DOTALL) if name in row]
    text = re.sub(r"<[^>]+>", " ", found[-1 if last else 0]) if found else ""
    return re.sub(r"\s+", " ", text).replace("\N{NO-BREAK SPACE}", " ")


TOLD = {
    # surface: what it says of zero, not applicable, not programmed, not reported
    "sheet": ("0 %", "no aplica", "no programado", "sin reporte"),
    "figure": ("Avance del año 2024: 0 %", "no aplica", "no programó nada hasta este periodo", "nadie reportó"),
    "unowed": ("", "", "No programado", ""),
    "portal": ("0%", "N/A: Suspendida", "No programado", "Sin reporte"),
    "html": ("0%", "N/A: Suspendida", "No programado", "Sin reporte"),
    "xlsx": ("0", "N/A: Suspendida", "No programado", "Sin reporte"),
    "matrix": ("0%", "N/A", "No programado", ""),
    "tidy": ("0  ['quantity']", "not_applicable ['not_applicable']", "period_not_programmed []", "not_reported"),
    "pdf": ("0%", "N/A: Suspendida", "No programado", "Sin reporte"),
}
ROWS = ("sheet", "unowed", "portal", "html", "xlsx")
ALONE = ("no programado", "sin reporte", "no aplica", "n/a")


@pytest.fixture
def surfaces(house: House) -> Surfaces:
    followup = answered(house, version_of(house, by_quarter=True))
    made = published(house, followup)
    return Surfaces(house, Followup.objects.get(pk=followup.pk), made)


def test_the_four_are_told_apart_everywhere(surfaces: Surfaces) -> None:
    wrong = []
    for surface, words in TOLD.items():
        for name, expected in zip(NAMES[1:], words, strict=True):
            told = getattr(surfaces, surface)(name).replace(name, "")
            if expected not in told or (surface in ROWS and expected and _mixed(told, expected)):
                wrong.append((surface, name, expected, told))
    assert wrong == []


def _mixed(told: str, expected: str) -> bool:
    """Whether another of the nothings is said in the same row."""
    return any(word in told.lower() for word in ALONE if word not in expected.lower())


def test_the_light_stands_beside_its_number_everywhere(surfaces: Surfaces) -> None:
    # 3 of the 4 that were programmed for the quarter: 75 % of what was expected, 30 % of the year.
    for surface in ("sheet", "portal", "html", "pdf"):
        told = getattr(surfaces, surface)("Con avance").replace(" %", "%")
        assert "75%" in told, surface
        assert "Aceptable" in told, surface
    assert "| 0.75 | Aceptable" in surfaces.xlsx("Con avance")
    with zipfile.ZipFile(io.BytesIO(surfaces.files["csv"])) as archive:
        bands = {(row["figure"], row["band"]) for row in _table(archive, "figures") if row["band"]}
    assert {figure for figure, _band in bands} == {"at_cutoff"}


UNSCHEDULED = "No se puede esperar nada a la fecha: el plan no tiene programación por periodo."


def test_without_a_programme_by_period_there_is_no_light_and_everything_says_why(house: House) -> None:
    followup = answered(house, version_of(house, by_quarter=False))
    made = published(house, followup)
    found = Surfaces(house, Followup.objects.get(pk=followup.pk), made)
    pages = {
        "sheet": found.browser.get(f"/cifras/{followup.uid}/"),
        "plan": found.browser.get(f"/cifras/{followup.uid}/plan/at_cutoff/"),
        "portal": found.browser.get(f"/publico/primera/{made.year}/{made.number}/"),
    }
    told = {name: text_of(page) for name, page in pages.items()} | {"html": found.files["html"].decode()}
    pdf = pypdfium2.PdfDocument(found.files["pdf"])
    told["pdf"] = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(found.files["xlsx"]))
    told["xlsx"] = str([sheets.get_sheet_by_name(name).to_python() for name in sheets.sheet_names])
    for surface, text in told.items():
        assert UNSCHEDULED in text, surface
        if surface != "plan":
            assert "Sin semáforo" in text, surface
            assert "Nada por medir" not in text, surface
    assert b'"undefined":"no_period_programme"' in found.files["json"]


def test_a_plan_of_one_year_needs_no_opening_value(house: House) -> None:
    followup = answered(house, version_of(house, by_quarter=True))
    figures = {
        each.placement.revision.statement: each
        for each in followup.figures.filter(measure="term", placement__isnull=False)
    }
    assert figures["Con avance"].value == 3 * 10**11
    assert figures["Sin contestar"].undefined == "not_reported"
    assert "no_opening" not in {each.undefined for each in figures.values()}
