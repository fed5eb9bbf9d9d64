"""The screens of follow-up without script: who sees what, what is kept when something fails, and what is handed out."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import attach_file, close_followup, return_report, save_draft
from rumbo.apps.followup.models import Followup, Report
from rumbo.domain.numbers import Quantity
from tests.characters import Character, House
from tests.rounds import TOLD, open_round, quarter, report_of, submitted, version_with

DAY = "2024-06-20"


@pytest.fixture
def followup(house: House) -> Followup:
    return open_round(house)


def screen(name: str, *args: object) -> str:
    return reverse(f"web:followup-{name}", args=args)


def send(browser: Client, report: Report, **typed: object):
    known = {"edit": report.edit, "quantity": "3", "narrative": "Se hicieron tres visitas."}
    return browser.post(screen("report", report.uid), known | typed)


def test_who_sees_which_screen(house: House, followup: Followup, ester: Character) -> None:
    mine, theirs = report_of(followup, "1"), report_of(followup, "2")
    screens = {
        screen("rounds"): {"pilar": 200, "irene": 200, "diana": 200, "lucia": 302, "leonardo": 302, "ester": 200},
        screen("open"): {"pilar": 200, "ester": 200},
        screen("awaiting"): {"pilar": 200, "irene": 200, "diana": 200, "leonardo": 200, "ester": 200},
        screen("owed"): {"lucia": 200, "leonardo": 200},
        screen("round", followup.uid): {"pilar": 200, "irene": 200, "diana": 200},
        screen("unowed", followup.uid): {"pilar": 200, "irene": 200, "diana": 200},
        screen("close", followup.uid): {"pilar": 200},
        screen("report", mine.uid): {"pilar": 200, "irene": 200, "diana": 200, "lucia": 200, "leonardo": 200},
        screen("report", theirs.uid): {"pilar": 200, "irene": 200, "diana": 200},
    }
    people = house.people | {"ester": ester}
    for address, allowed in screens.items():
        for name, person in people.items():
            assert person.browser().get(address).status_code == allowed.get(name, 404), (address, name)
        assert Client().get(address).status_code == 302


def test_only_who_may_is_offered_and_answered(house: House, followup: Followup, ester: Character) -> None:
    report = submitted(house, followup)
    for name in ("irene", "diana", "lucia", "leonardo", "andres"):
        browser = house.people[name].browser()
        answer = browser.post(screen("review", report.uid), {"edit": report.edit, "decision": "accept"})
        assert answer.status_code == 404, name
    assert ester.browser().post(screen("review", report.uid), {"edit": report.edit}).status_code == 404
    for name in ("pilar", "irene", "diana", "andres"):
        assert send(house.people[name].browser(), report_of(followup, "3")).status_code == 404, name
    page = house.irene.browser().get(screen("report", report.uid)).content.decode()
    assert "Aceptar el reporte" not in page
    assert "Guardar borrador" not in page


def test_a_report_is_written_sent_and_accepted(house: House, followup: Followup) -> None:
    report, lucia = report_of(followup, "1"), house.lucia.browser()
    file = SimpleUploadedFile("../acta <b>.pdf", b"%PDF-1.7", content_type="text/html")
    other = SimpleUploadedFile("lista.txt", b"uno", content_type="text/plain")
    answer = send(
        lucia,
        report,
        quantity="1.234,5",
        justification="La meta se puso en decenas.",
        submit="1",
        evidence=[file, other],
        evidence_date=DAY,
        link="https://x.gov.co/acta",
        link_title="Acta",
        link_date=DAY,
    )
    assert answer.status_code == 302
    report.refresh_from_db()
    assert report.state == "submitted"
    assert queries.entries_of(report)[0].quantity == Quantity(12_345_000)
    assert {each.title for each in queries.report_evidence(report)} == {"acta <b>.pdf", "lista.txt", "Acta"}
    pilar = house.pilar.browser()
    page = pilar.get(screen("report", report.uid)).content.decode()
    assert "acta &lt;b&gt;.pdf" in page
    assert "<b>.pdf" not in page
    accepted = pilar.post(screen("review", report.uid), {"edit": report.edit, "decision": "accept", "remark": ""})
    assert accepted.status_code == 302
    report.refresh_from_db()
    assert report.state == "accepted"


def test_what_is_missing_is_said_and_the_draft_is_kept(house: House, followup: Followup) -> None:
    report, lucia = report_of(followup, "1"), house.lucia.browser()
    answer = send(lucia, report, quantity="", narrative="A medias", submit="1")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "El reporte no trae el avance del periodo." in page
    assert "A medias" in page
    report.refresh_from_db()
    assert (report.state, queries.entries_of(report)[0].narrative) == ("draft", "A medias")
    again = send(lucia, report, narrative="A medias", submit="1")
    assert again.status_code == 302


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"quantity": "1,23456"}, "más de cuatro decimales"),
        ({"quantity": "muchos"}, "no se puede leer como un número"),
        ({"quantity": "9" * 30}, "no cabe en el sistema"),
        ({"narrative": "a\x07b"}, "caracteres invisibles"),
        ({"link": "javascript:alert(1)", "link_date": DAY}, "no es una dirección de internet"),
        ({"link": "https://x.gov.co/a"}, "Escriba la fecha del soporte"),
        ({"evidence": SimpleUploadedFile("vacio.pdf", b""), "evidence_date": DAY}, "no tiene contenido"),
        ({"evidence": SimpleUploadedFile("foto.png", b"MZ..."), "evidence_date": DAY}, "es un programa"),
    ],
)
def test_bad_input_is_a_finding_and_nothing_typed_is_lost(
    house: House, followup: Followup, typed: dict[str, object], said: str
) -> None:
    report = report_of(followup, "1")
    answer = send(house.lucia.browser(), report, **({"difficulties": "Llovió mucho"} | typed))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert "Llovió mucho" in page


def test_the_second_of_two_people_keeps_their_text_and_sees_the_other(house: House, followup: Followup) -> None:
    report = report_of(followup, "1")
    save_draft(house.leonardo.actor, report, TOLD, report.edit)
    answer = send(house.lucia.browser(), report, narrative="Mi versión")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mi versión" in page
    assert TOLD.narrative in page
    assert 'name="edit" value="1"' in page
    report.refresh_from_db()
    assert queries.entries_of(report)[0].narrative == TOLD.narrative
    assert send(house.lucia.browser(), report, narrative="Mi versión").status_code == 302


def test_text_typed_while_another_submitted_is_shown_to_be_copied(house: House, followup: Followup) -> None:
    before = report_of(followup, "1")
    submitted(house, followup)
    answer = send(house.leonardo.browser(), before, narrative="Lo mío, largo")
    assert answer.status_code == 409
    assert "Lo mío, largo" in answer.content.decode()


def test_a_returned_report_says_why_and_brings_back_the_answer(house: House, followup: Followup) -> None:
    report = submitted(house, followup)
    pilar = house.pilar.browser()
    silent = pilar.post(screen("review", report.uid), {"edit": report.edit, "decision": "return", "remark": "  "})
    assert silent.status_code == 422
    return_report(house.pilar.actor, report, report.edit, "Falta el acta.")
    page = house.lucia.browser().get(screen("report", report.uid)).content.decode()
    assert "Falta el acta." in page
    assert TOLD.narrative in page
    assert "Falta el acta." in pilar.get(screen("report", report.uid)).content.decode()


def test_closing_names_what_stays_unreported(house: House, followup: Followup) -> None:
    report = submitted(house, followup)
    pilar = house.pilar.browser()
    blocked = pilar.post(screen("close", followup.uid))
    assert blocked.status_code == 422
    return_report(house.pilar.actor, report, report.edit, "No")
    page = pilar.get(screen("close", followup.uid)).content.decode()
    assert "3 reportes se cierran como no reportados." in page
    assert "Actualizar el manual de contratación" in page
    assert pilar.post(screen("close", followup.uid)).status_code == 302
    assert pilar.get(screen("close", followup.uid)).status_code == 404
    assert "Cerrado sin reporte" in pilar.get(screen("round", followup.uid)).content.decode()


def test_a_round_is_opened_from_the_screen(house: House) -> None:
    pilar = house.pilar.browser()
    typed = {"version": house.version.uid, "period": "2024:quarterly:3", "report_until": "2024-10-05"}
    assert pilar.post(screen("open"), typed).status_code == 302
    followup = Followup.objects.get()
    assert (followup.period.ordinal, followup.report_until) == (3, date(2024, 10, 5))
    assert pilar.post(screen("open"), typed).status_code == 422
    assert pilar.post(screen("open"), typed | {"period": "2024:quarterly:9"}).status_code == 422


def test_what_is_not_programmed_is_told_apart(house: House) -> None:
    first, second = quarter(house, 1), quarter(house, 2)
    version = version_with(house, "Programado", programme={first.pk: Quantity.of(1), second.pk: None})
    followup = open_round(house, 2, version)
    page = house.pilar.browser().get(screen("unowed", followup.uid)).content.decode()
    assert "No programado" in page
    half = open_round(house, 1, version_with(house, "Semestral", periodicity="semiannual"))
    page = house.pilar.browser().get(screen("unowed", half.uid)).content.decode()
    assert "No corresponde en este periodo" in page


def test_a_file_is_handed_out_to_be_saved_and_only_to_who_may(
    house: House, followup: Followup, ester: Character
) -> None:
    report = report_of(followup, "1")
    evidence = attach_file(
        house.lucia.actor, report, "página.html", b"<script>alert(1)</script>", own_date=date(2024, 6, 1)
    )
    address = screen("evidence", evidence.uid)
    for name in ("pilar", "irene", "diana", "lucia", "leonardo"):
        answer = house.people[name].browser().get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/octet-stream"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert house.andres.browser().get(address).status_code == 404
    assert ester.browser().get(address).status_code == 404


def test_evidence_is_taken_off_and_made_public_by_who_may(house: House, followup: Followup) -> None:
    report = report_of(followup, "1")
    keep, drop = (
        attach_file(house.lucia.actor, report, f"{n}.txt", n.encode(), own_date=date(2024, 6, 1)) for n in "ab"
    )
    assert house.pilar.browser().post(screen("detach", report.uid, drop.uid)).status_code == 404
    assert house.lucia.browser().post(screen("detach", report.uid, drop.uid)).status_code == 302
    assert [each.pk for each in queries.report_evidence(report)] == [keep.pk]
    typed = {"report": str(report.uid), "public": "1"}
    assert house.lucia.browser().post(screen("publicity", keep.uid), typed).status_code == 404
    assert house.pilar.browser().post(screen("publicity", keep.uid), typed | {"report": "x"}).status_code == 404
    assert house.pilar.browser().post(screen("publicity", keep.uid), typed).status_code == 302
    keep.refresh_from_db()
    assert keep.public


@pytest.mark.parametrize("name", ["round", "owed", "rounds", "unowed", "close", "awaiting"])
def test_a_screen_costs_the_same_queries_for_few_and_many(house: House, name: str) -> None:
    few, many = (open_round(house, 2, version_with(house, title, n)) for title, n in (("A", 3), ("B", 45)))
    pilar, lucia = house.pilar.browser(), house.lucia.browser()

    def cost(followup: Followup) -> int:
        Report.objects.filter(followup__in=[few, many]).exclude(followup=followup).update(unit=None)
        args = [followup.uid] if name in ("round", "unowed", "close") else []
        with CaptureQueriesContext(connection) as asked:
            assert (lucia if name == "owed" else pilar).get(screen(name, *args)).status_code == 200
        Report.objects.filter(followup__in=[few, many]).update(unit=house.units["Oficina de Proyectos"])
        return len(asked)

    cost(few)
    assert cost(few) == cost(many) <= 12


def test_a_report_screen_does_not_grow_with_its_history(house: House, followup: Followup) -> None:
    report, lucia = submitted(house, followup), house.lucia.browser()

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert lucia.get(screen("report", report.uid)).status_code == 200
        return len(asked)

    report = return_report(house.pilar.actor, report, report.edit, "Falta el acta")
    report = submitted(house, followup)
    cost()
    once = cost()
    for number in range(4):
        report = return_report(house.pilar.actor, report, report.edit, f"Otra vez {number}")
        report = submitted(house, followup)
    assert cost() == once <= 12


def test_a_closed_report_is_read_and_not_written(house: House, followup: Followup) -> None:
    close_followup(house.pilar.actor, followup)
    report = report_of(followup, "1")
    page = house.lucia.browser().get(screen("report", report.uid)).content.decode()
    assert "Cerrado sin reporte" in page
    assert "Guardar borrador" not in page
    assert send(house.lucia.browser(), report).status_code == 409


def test_an_accepted_report_goes_back_with_its_remark(house: House, followup: Followup) -> None:
    report, pilar = submitted(house, followup), house.pilar.browser()
    pilar.post(screen("review", report.uid), {"edit": report.edit, "decision": "accept"})
    report.refresh_from_db()
    address = screen("send-back", report.uid)
    assert address in pilar.get(screen("report", report.uid)).content.decode()
    assert address not in house.irene.browser().get(screen("report", report.uid)).content.decode()
    for name in ("irene", "diana", "lucia", "andres"):
        assert house.people[name].browser().get(address).status_code == 404, name
    assert "cuenta como no reportado" in pilar.get(address).content.decode()
    assert pilar.post(address, {"edit": report.edit, "reason": ""}).status_code == 422
    assert pilar.post(address, {"edit": report.edit, "reason": "El acta es de otro convenio."}).status_code == 302
    page = house.lucia.browser().get(screen("report", report.uid)).content.decode()
    assert "devolvió este reporte" in page
    assert "El acta es de otro convenio." in page
    assert "Guardar borrador" in page
    assert "Aceptado" in page, "the history keeps that it had been accepted"
    assert pilar.get(address).status_code == 302, "there is nothing left to send back"


def test_a_negative_quantity_asks_why(house: House, followup: Followup) -> None:
    report, lucia = report_of(followup, "1"), house.lucia.browser()
    answer = send(lucia, report, quantity="-2", submit="1")
    assert answer.status_code == 422
    assert "menor que cero" in str(answer.context["form"].errors["justification"])
    report.refresh_from_db()
    assert send(lucia, report, quantity="-2", justification="Descuenta dos de marzo.", submit="1").status_code == 302


def test_evidence_too_large_leaves_what_was_typed(house: House, followup: Followup, settings) -> None:  # type: ignore[no-untyped-def]
    settings.UPLOAD_MAX_BYTES, settings.FORM_FILES = 1_000, 2
    report, lucia = report_of(followup, "1"), house.lucia.browser()
    large, small = SimpleUploadedFile("acta.pdf", b"x" * 1_001), SimpleUploadedFile("lista.txt", b"uno")
    answer = send(lucia, report, narrative="Tres visitas largas.", evidence=[large, small], evidence_date=DAY)
    assert answer.status_code == 422
    told = " ".join(answer.context["form"].errors["evidence"])
    assert "«acta.pdf»" in told
    assert "enlace" in told
    assert "vuelva a elegir" in told
    assert "Tres visitas largas." in answer.content.decode()
    several = [SimpleUploadedFile(f"{n}.txt", b"uno") for n in range(3)]
    answer = send(lucia, report, evidence=several, evidence_date=DAY)
    assert (answer.status_code, "caben 2" in str(answer.context["form"].errors["evidence"])) == (422, True)
