"""A follow-up as other entities keep it, by clicks: its scale is asked once, one unit answers for all, its quantities
become the reports."""

from django.test import Client

from rumbo.apps.followup.models import ReportEntry
from rumbo.apps.intake.bridge import reading_of
from rumbo.apps.intake.models import Intake
from rumbo.domain.numbers import Quantity
from tests.characters import House
from tests.faces.web.intake.test_screens import approved, post, screen, sent

QUARTERS = """Seguimiento al plan de acción 2025;;;;;;
No.;Actividad;Indicador;Meta anual;Ene-Mar Prog;Ene-Mar Ejec;Abr-Jun Prog;Abr-Jun Ejec;Observaciones
1;Hacer visitas;Visitas;8;2;2;2;1;Faltó una debido a la lluvia
2;Publicar informes;Informes;4;1;1;1;1;Publicado
"""
SHARES = """Seguimiento I trimestre 2025;;;;
No.;Actividad;Responsable;Indicador;% avance;Descripción del avance
1;Hacer visitas;Secretaría General;Visitas;0,75;Hechas
2;Publicar informes;Oficina Jurídica;Informes;1;Publicado
"""


def brought(browser: Client, text: str) -> Intake:
    assert sent(browser, text.encode(), "seguimiento.csv").status_code == 302
    return Intake.objects.get()


def test_one_unit_is_given_to_all_the_actions_and_the_quantities_become_reports(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(browser, QUARTERS)
    page = browser.get(screen("names", intake.uid))
    assert "2 acciones no dicen quién responde." in page.content.decode()
    unit = house.units["Oficina Jurídica"]
    assert post(browser, intake, "names", {"silent": f"u{unit.uid}"}).status_code == 302
    assert {line.units for line in reading_of(intake).matrix.lines} == {("Oficina Jurídica",)}
    post(browser, intake, "destination", {"destination": "new", "plan_name": "Plan de visitas"})
    approved(browser, intake)
    entries = ReportEntry.objects.filter(report__followup__plan_version__plan__name="Plan de visitas")
    assert sorted(entry.quantity for entry in entries) == [Quantity.of(1), Quantity.of(1)]


def test_the_scale_of_a_column_is_asked_once_and_one_answer_holds_for_all_its_rows(house: House) -> None:
    browser = house.pilar.browser()
    intake = brought(browser, SHARES)
    page = browser.get(screen("table", intake.uid)).content.decode()
    assert page.count("«0,75» puede ser el 75 % o el 0,75 %") == 1
    post(browser, intake, "table", {"do": "accept-all", "code": "followup.percent_scale_asked"})
    lines = reading_of(Intake.objects.get()).matrix.lines
    assert [line.progress for line in lines] == [Quantity.of(75), Quantity.of(100)]
