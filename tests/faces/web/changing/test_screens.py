"""The screens of what is corrected after a closing and of what is asked to change in a plan."""

from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rumbo.apps.changing.models import ChangeRequest
from rumbo.apps.changing.queries import broken_signatures
from rumbo.apps.followup.actions import split_unit
from rumbo.apps.followup.queries.answerable import answered_by
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.people.actions import Change
from rumbo.apps.plans.models import Placement
from rumbo.apps.plans.queries import version_in_force
from rumbo.domain.numbers import Quantity
from tests.apps.changing.asking import asked
from tests.apps.measurement.quarters import answer, open_quarter, report_of
from tests.apps.measurement.test_corrections import corrected, reopened
from tests.characters import House

WHY = "El convenio con el departamento terminó antes de tiempo."


def read(browser: Client, address: str) -> str:
    """A page, and that it asks little."""
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        answered = browser.get(address)
    assert answered.status_code == 200, address
    assert len(asked) <= 12, (address, len(asked))
    return answered.content.decode()


def placed(house: House, number: str = "1") -> Placement:
    return Placement.objects.select_related("revision__target").get(version=house.version, number=number)


def post(browser: Client, address: str, **told: Any) -> Any:
    answered = browser.post(address, told)
    assert answered.status_code in (302, 422), answered.status_code
    return answered


def test_a_change_is_asked_answered_and_decided_on_screen(house: House) -> None:
    pilar, lucia = house.pilar.browser(), house.lucia.browser()
    target = placed(house).revision.target.uid
    choose, shown = reverse("web:changing-choose", args=[target]), reverse("web:plans-target", args=[placed(house).uid])
    assert choose in lucia.get(shown).content.decode()
    assert "Suspender la meta" in read(lucia, choose)
    for what in ("quantity", "statement", "end", "unit", "move", "cancel", "suspend", "annualization", "programme"):
        read(lucia, reverse("web:changing-ask", args=[target, what]))
    quantity = reverse("web:changing-ask", args=[target, "quantity"])
    assert post(lucia, quantity, value="2", reason="").status_code == 422
    here = post(lucia, quantity, value="2", reason=WHY).headers["Location"]
    assert "La meta pide menos" in read(pilar, here)
    request = ChangeRequest.objects.get()
    assert read(lucia, reverse("web:changing-list")).count(here) == 1
    post(pilar, here, edit=request.edit, favourable="yes", text="Es favorable.")
    decide = reverse("web:changing-decide", args=[house.version.uid])
    assert decide in read(pilar, reverse("web:changing-list"))
    assert decide not in read(house.irene.browser(), reverse("web:changing-list"))
    assert "La meta pide menos" in read(pilar, decide)
    request.refresh_from_db()
    act = {"kind": "Acta", "number": "9", "day": str(house.version.act_date), f"d_{request.uid}": "yes"}
    done = post(pilar, decide, **act, **{f"e_{request.uid}": request.edit})
    assert done.headers["Location"] == reverse("web:plans-changes", args=[version_in_force(house.plan).uid])  # type: ignore[union-attr]
    log = pilar.get(done.headers["Location"]).content.decode()
    assert WHY in log
    assert "Se promete menos" in log
    assert lucia.get(decide).status_code == 404


def test_a_new_target_and_a_cancelled_one_are_asked_for(house: House) -> None:
    pilar, lucia = house.pilar.browser(), house.lucia.browser()
    add = reverse("web:changing-add", args=[house.version.uid])
    read(lucia, add)
    unit = house.units["Oficina de Proyectos"].pk
    told = {"statement": "Abrir una sede", "indicator": "Sedes abiertas", "quantity": "1", "unit": unit, "reason": WHY}
    new = post(lucia, add, **told).headers["Location"]
    assert "Abrir una sede" in read(pilar, new)
    cancel = reverse("web:changing-ask", args=[placed(house).revision.target.uid, "cancel"])
    assert WHY in read(lucia, f"{cancel}?motivo={WHY}&desde=2024-05-01")
    assert post(lucia, cancel, reason=WHY).status_code == 422
    asked = post(lucia, cancel, reason=WHY, since="2024-05-01").headers["Location"]
    post(lucia, reverse("web:changing-withdraw", args=[asked.rstrip("/").rpartition("/")[2]]))
    assert "Retirada" in read(lucia, asked)


def test_a_report_that_tells_of_cancelling_leads_to_the_request(house: House) -> None:
    report = report_of(open_quarter(house, 2), "1")
    lucia, here = house.lucia.browser(), reverse("web:followup-report", args=[report.uid])
    lucia.post(here, {"narrative": "Se decidió no realizar la actividad.", "edit": report.edit, "save": ""})
    page = lucia.get(here).content.decode()
    assert "Una acción cancelada dentro del relato" in page
    step = reverse("web:changing-from-report", args=[report.uid])
    assert step in page
    asks = lucia.get(step)
    assert asks.url.startswith(reverse("web:changing-ask", args=[report.target.uid, "cancel"]))
    assert "no+realizar" in asks.url
    assert house.irene.browser().get(step).url == here, "who may not ask reads the report"
    answer(house, report.followup, "1", quantity=Quantity.of(1), narrative="Se decidió no realizar la actividad.")
    review = reverse("web:followup-round-review", args=[report.followup.uid])
    assert step in house.pilar.browser().get(review).content.decode(), "the review of the round leads there too"


def test_milestones_and_money_are_asked_for_in_rows(house: House) -> None:
    target, lucia = placed(house).revision.target, house.lucia.browser()
    rows = {"title_1": "Convenio firmado", "due_1": "2024-06-30", "weight_1": "100"}
    money = {"source_1": "Recursos propios", "amount_1": "12.500.000"}
    for what, typed in (("milestones", rows), ("funding", money)):
        here = reverse("web:changing-ask", args=[target.uid, what])
        assert lucia.get(here).status_code == 200
        half = {name: text for name, text in typed.items() if not name.startswith(("due", "amount"))}
        assert post(lucia, here, reason="Así se acordó.", **half).status_code == 422
        shown = read(lucia, post(lucia, here, reason="Así se acordó.", **typed).url)
        assert ("Convenio firmado (30 de junio de 2024, peso 100)" in shown) or ("Recursos propios: $" in shown)


def test_a_reopened_report_says_why_and_until_when_and_its_correction_is_shown(house: House) -> None:
    pilar, lucia = house.pilar.browser(), house.lucia.browser()
    first = open_quarter(house, 1)
    answer(house, first, "1", quantity=Quantity.of(4))
    close_period(house.pilar.actor, first)
    report = report_of(first, "1")
    here, reopen = (reverse(f"web:followup-{name}", args=[report.uid]) for name in ("report", "reopen"))
    assert reopen in pilar.get(here).content.decode()
    assert lucia.get(reopen).status_code == 404
    assert post(pilar, reopen, day=str(date.today()), hour="23:59", reason="").status_code == 422
    until = timezone.localdate() + timedelta(days=1)
    post(pilar, reopen, day=str(until), hour="18:00", reason="Se sumó dos veces una visita.", act="Acta 7")
    shown = lucia.get(here).content.decode()
    assert "Se sumó dos veces una visita." in shown
    assert "Abierto para corregirlo hasta" in shown
    assert "Enviar a revisión" in shown
    lock = reverse("web:followup-lock-again", args=[report.uid])
    assert pilar.get(lock).status_code == 200
    post(pilar, lock)
    assert pilar.get(lock).status_code == 404
    report.refresh_from_db()
    reopened(house, report)
    corrected(house, report)
    sheet = read(pilar, reverse("web:measurement-sheet", args=[first.uid]))
    assert "Este cierre se corrigió después" in sheet
    assert "al cerrar" in sheet
    listed = read(pilar, reverse("web:measurement-list"))
    assert sheet.count("Corregido:") >= 2, "the plan's, and each line of it that changed"
    assert "Corregido:" in listed
    figure = reverse("web:measurement-figure", args=[first.uid, placed(house).uid, "year"])
    assert "Esta cifra se corrigió después del cierre" in pilar.get(figure).content.decode()
    assert "Se cerró de nuevo, corregido" in pilar.get(here).content.decode()


def test_after_a_split_planning_gives_a_request_to_the_unit_that_goes_on_and_its_history_tells_it(house: House) -> None:
    request, pilar = asked(house), house.pilar.browser()
    unit = house.units["Oficina de Proyectos"]
    owed, people = answered_by(unit, timezone.localdate()), [each.pk for each in unit.memberships.all()]
    roles = {"targets": dict.fromkeys(owed, 1), "people": dict.fromkeys(people, 1)}
    rest, heir = split_unit(
        house.pilar.actor, unit, ["Archivo", "Proyectos"], Change(timezone.localdate(), "Decreto 9"), **roles
    )
    page, step = (reverse(f"web:changing-{name}", args=[request.uid]) for name in ("request", "hand-over"))
    assert house.lucia.browser().get(page).status_code == 200, "who asked goes on seeing it"
    assert step in pilar.get(page).text
    assert house.lucia.browser().get(step).status_code == 404
    assert post(pilar, step, unit=str(heir.uid), reason="").status_code == 422
    post(pilar, step, unit=str(rest.uid), reason="Lleva los archivos", edit=request.edit)
    assert post(pilar, step, unit=str(heir.uid), reason="Decreto 9", edit=request.edit).status_code == 422, "stale"
    request.refresh_from_db()
    assert post(pilar, step, unit=str(heir.uid), reason="Decreto 9", edit=request.edit).url == page
    assert "Proyectos" in pilar.get(page).text
    story = pilar.get(reverse("web:people-record", args=["changerequest", request.uid])).text
    for words in ("Pasó una solicitud de cambio a otra dependencia", "Decreto 9", "Archivo", "Pilar Planeación"):
        assert words in story
    assert not broken_signatures(house.entity.pk), "what was signed stays as it was"
