"""A round from opening to closing: what is owed, who may do what, and the four nothings kept apart all the way."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.followup import queries
from rumbo.apps.followup.actions import (
    EvaluationData,
    accept_report,
    ask_report,
    attach_file,
    attach_link,
    begin_report,
    close_followup,
    detach_evidence,
    endorse_report,
    evaluate_report,
    import_reports,
    open_followup,
    record_chain,
    return_report,
    save_draft,
    submit_report,
)
from rumbo.apps.followup.bridge import AnswerData, ImportedAnswer, reported_values
from rumbo.apps.followup.bridge.telling import dossier_reports
from rumbo.apps.followup.models import Followup, Report, ReportEntry, ReportState, Review, Verdict
from rumbo.apps.followup.queries.on_demand import on_demand_of
from rumbo.apps.followup.queries.signatures import entries_with_broken_signature
from rumbo.apps.people.actions import grant_membership
from rumbo.apps.plans.actions import draft_version
from rumbo.domain.followup.chain import CHAINS
from rumbo.domain.followup.states import NOT_PROGRAMMED, NOT_REPORTED, NotApplicable
from rumbo.domain.numbers import Quantity
from rumbo.domain.outcomes import Share
from tests.characters import LONG_AGO, Character, House
from tests.rounds import TOLD, open_round, quarter, report_of, submitted, version_with

DAY = date(2024, 6, 20)
SOUND = EvaluationData(Verdict.CONFIRMED, "Se revisaron los soportes y coinciden.")


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def test_a_round_asks_each_target_once_of_the_unit_that_reports(house: House) -> None:
    followup = open_round(house)
    asked = {report.revision.statement[:8]: report.unit.name for report in queries.reports_of_round(followup)}
    assert asked == {
        "Realizar": "Oficina de Proyectos",
        "Actualiz": "Oficina Jurídica",
        "Atender ": "Oficina de Proyectos",
    }
    with pytest.raises(Refused) as refused:
        open_round(house)
    assert code(refused) == "followup.already_open"


def test_only_an_approved_version_of_the_same_year_is_followed(house: House, other_house: House) -> None:
    draft = draft_version(house.pilar.actor, house.plan)
    with pytest.raises(Refused) as refused:
        open_round(house, version=draft)
    assert code(refused) == "followup.version_not_approved"
    with pytest.raises(Forbidden):
        open_followup(house.pilar.actor, house.version, quarter(other_house))
    house.plan.fiscal_year = 2025
    house.plan.save()
    house.version.refresh_from_db()
    with pytest.raises(Refused) as refused:
        open_round(house)
    assert code(refused) == "followup.period_of_another_year"


def test_what_the_calendar_or_the_programme_does_not_ask_is_no_report(house: House) -> None:
    first, second = quarter(house, 1), quarter(house, 2)
    never = version_with(house, "No programado", programme={first.pk: Quantity.of(1), second.pk: None})
    zero = version_with(house, "Cero programado", programme={second.pk: Quantity(0)})
    half = version_with(house, "Semestral", periodicity="semiannual")
    demand = version_with(house, "A demanda", periodicity="on_demand")
    owed = {version.plan.name: open_round(house, 2, version).reports.count() for version in (never, zero, half, demand)}
    assert owed == {"No programado": 0, "Cero programado": 1, "Semestral": 1, "A demanda": 0}
    assert open_round(house, 1, half).reports.count() == 0
    silent = queries.unowed_targets(never.followups.get()).get()
    assert queries.programmed_in(second, [silent.revision_id]) == {silent.revision_id: NOT_PROGRAMMED}


def test_a_unit_begins_its_own_report_on_demand_within_the_term_and_nobody_else_does(house: House) -> None:
    version = version_with(house, "A demanda", periodicity="on_demand")
    followup = open_round(house, 2, version)
    browser, mine = house.lucia.browser(), "/seguimiento/mis-reportes/?ver=demanda"
    (owed,) = on_demand_of(house.lucia.actor)
    here = f"/seguimiento/por-demanda/{followup.uid}/{owed.placement.revision.target.uid}/"
    assert here in browser.get(mine).content.decode()
    assert browser.post(here, {"reason": " "}).status_code == 422
    assert house.irene.browser().get(here).status_code == 404
    with pytest.raises(Forbidden):
        begin_report(house.irene.actor, owed.report, reason="Llegaron tres")
    Followup.objects.filter(pk=followup.pk).update(report_until=DAY)
    assert "El plazo venció el" in browser.get(mine).content.decode()
    assert "El plazo venció el" in browser.post(here, {"reason": "Llegaron tres"}).content.decode()
    assert not followup.reports.exists()
    Followup.objects.filter(pk=followup.pk).update(report_until=None)
    assert browser.post(here, {"reason": "Llegaron tres solicitudes"}, follow=True).status_code == 200
    assert followup.reports.get().state == "pending"
    assert on_demand_of(house.lucia.actor) == []
    assert "No hay metas por demanda" in browser.get(mine).content.decode()


def test_what_reports_on_demand_is_asked_by_planning_once_and_in_an_open_round(house: House) -> None:
    version = version_with(house, "A demanda", periodicity="on_demand")
    followup = open_round(house, 2, version)
    placement, lucia, pilar = queries.on_demand_in(followup).get(), house.lucia, house.pilar
    with pytest.raises(Forbidden):
        ask_report(lucia.actor, followup, placement, reason="Llegaron tres solicitudes")
    with pytest.raises(Refused) as unsaid:
        ask_report(pilar.actor, followup, placement, reason=" ")
    assert code(unsaid) == "followup.demand_unsaid"
    browser = pilar.browser()
    here = f"/seguimiento/{followup.uid}"
    assert "Pedir el reporte" in browser.get(f"{here}/sin-reporte/").content.decode()
    told = {"target": str(placement.uid), "reason": "Llegaron tres solicitudes"}
    assert browser.post(f"{here}/pedir/", told | {"reason": ""}).status_code == 422
    assert browser.post(f"{here}/pedir/", told).status_code == 302
    report = followup.reports.get()
    assert (report.unit, report.state) == (house.units["Oficina de Proyectos"], "pending")
    assert not queries.on_demand_in(followup).exists()
    with pytest.raises(Refused) as twice:
        ask_report(pilar.actor, followup, placement, reason="Otra vez")
    assert code(twice) == "state.somebody_was_faster"
    half = version_with(house, "Semestral", periodicity="semiannual")
    with pytest.raises(Refused) as by_calendar:
        ask_report(pilar.actor, open_round(house, 1, half), half.placements.get(), reason="Llegaron tres")
    assert code(by_calendar) == "followup.asked_by_calendar"


def test_the_four_nothings_stay_apart_until_the_dossier(house: House) -> None:
    first, second = quarter(house, 1), quarter(house, 2)
    version = version_with(house, "Cuatro", count=3, programme={first.pk: Quantity(1), second.pk: Quantity(1)})
    silent = version_with(house, "Nada", programme={first.pk: Quantity(1), second.pk: None})
    followup = open_round(house, 2, version)
    open_round(house, 2, silent)
    pilar = house.pilar.actor
    excuse = AnswerData(not_applicable=True, not_applicable_reason="No sesionó el comité.")
    nothing = AnswerData(quantity=Quantity(0), narrative="Nada aún.", justification="Faltó el contrato.")
    for number, answer in (("1", nothing), ("2", excuse)):
        report = submitted(house, followup, number, answer)
        accept_report(pilar, report, report.edit)
    close_followup(pilar, followup)
    wanted = {"1": Quantity(0), "2": NotApplicable("No sesionó el comité."), "3": NOT_REPORTED}
    targets = {number: report_of(followup, number).target_id for number in wanted}
    found = {each.target_id: each.answer for each in reported_values(list(targets.values()), until=second.last_day)}
    assert {number: found[target] for number, target in targets.items()} == wanted
    told = dossier_reports(followup)
    assert {number: told[str(report_of(followup, number).target.uid)][0].value for number in wanted} == wanted
    target = silent.placements.get().revision.target_id
    assert reported_values([target], until=second.last_day) == []


def test_a_report_goes_back_and_forth_and_keeps_every_answer(house: House) -> None:
    followup, pilar, lucia = open_round(house), house.pilar.actor, house.lucia.actor
    report = report_of(followup, "1")
    report = save_draft(lucia, report, AnswerData(narrative="Apenas empezado"), report.edit)
    assert report.state == ReportState.DRAFT
    report = submit_report(lucia, report, TOLD, report.edit)
    with pytest.raises(Refused) as refused:
        return_report(pilar, report, report.edit, "  ")
    assert code(refused) == "followup.return_without_remark"
    report = return_report(pilar, report, report.edit, "Falta el acta.")
    report = save_draft(lucia, report, replace(TOLD, narrative="Con acta"), report.edit)
    assert report.state == ReportState.RETURNED
    report = submit_report(lucia, report, replace(TOLD, narrative="Con acta"), report.edit)
    report = accept_report(pilar, report, report.edit, remark="Gracias")
    entries = queries.entries_of(report)
    assert [entry.narrative for entry in entries] == ["Con acta", "Se hicieron tres visitas."]
    assert [[r.decision for r in entry.reviews.all()] for entry in entries] == [["accepted"], ["returned"]]
    assert len({entry.digest for entry in entries}) == 2
    assert entries_with_broken_signature(followup) == []


def test_an_incomplete_answer_is_not_signed_and_nothing_of_it_is_written(house: House) -> None:
    report = report_of(open_round(house), "1")
    with pytest.raises(Refused) as refused:
        submit_report(house.lucia.actor, report, AnswerData(), report.edit)
    assert [each.code for each in refused.value.findings] == ["answer.value_missing", "answer.narrative_missing"]
    report.refresh_from_db()
    assert (report.state, report.edit, report.entries.count()) == (ReportState.PENDING, 0, 0)


def test_the_second_of_two_people_is_told(house: House) -> None:
    report = report_of(open_round(house), "1")
    save_draft(house.lucia.actor, report, TOLD, 0)
    with pytest.raises(Refused) as refused:
        save_draft(house.leonardo.actor, report, AnswerData(narrative="Otra cosa"), 0)
    assert code(refused) == FASTER.code
    assert ReportEntry.objects.get(report=report).narrative == TOLD.narrative


def test_nobody_reviews_their_own(house: House) -> None:
    followup = open_round(house)
    report = submitted(house, followup)
    grant_membership(house.system, house.entity, house.lucia.user, Role.PLANNING_OFFICE, since=LONG_AGO)
    for review in (accept_report, return_report):
        with pytest.raises(Refused) as refused:
            review(house.lucia.actor, report, report.edit, "Bien")
        assert code(refused) == "followup.own_report"
    assert not Review.objects.exists()


def test_closing_waits_for_reviews_and_then_freezes(house: House) -> None:
    followup, pilar = open_round(house), house.pilar.actor
    report = submitted(house, followup)
    with pytest.raises(Refused) as refused:
        close_followup(pilar, followup)
    assert code(refused) == "followup.awaiting_review"
    assert Report.objects.filter(followup=followup, state=ReportState.CLOSED).count() == 0
    accept_report(pilar, report, report.edit)
    close_followup(pilar, followup)
    assert set(Report.objects.filter(followup=followup).values_list("state", "closed_accepted")) == {
        (ReportState.CLOSED, True),
        (ReportState.CLOSED, False),
    }
    for late in (save_draft, submit_report):
        with pytest.raises(Refused) as refused:
            late(house.lucia.actor, report, TOLD, report.edit)
        assert code(refused) == FASTER.code
    with pytest.raises(Refused):
        close_followup(pilar, followup)


RAW = (
    "UPDATE followup_report SET state = 'accepted', closed_accepted = closed_accepted",
    "DELETE FROM followup_report",
    "UPDATE followup_followup SET closed_by = 'nadie'",
    "UPDATE followup_reportentry SET quantity = 90000",
    "DELETE FROM followup_review",
    "UPDATE followup_review SET remark = 'otra'",
)


@pytest.mark.parametrize("statement", RAW)
def test_what_is_closed_or_signed_refuses_raw_sql(house: House, statement: str) -> None:
    followup, pilar = open_round(house), house.pilar.actor
    report = submitted(house, followup)
    accept_report(pilar, report, report.edit)
    close_followup(pilar, followup)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_signature_covers_the_value_and_the_evidence(house: House) -> None:
    followup, lucia = open_round(house), house.lucia.actor
    report = report_of(followup, "1")
    attach_file(lucia, report, "acta.pdf", b"%PDF-1.7", own_date=DAY)
    extra = attach_link(lucia, report, "https://x.gov.co/acta", own_date=DAY, title="Acta")
    detach_evidence(lucia, report, extra)
    report = submitted(house, followup)
    assert [each.title for each in queries.report_evidence(report)] == ["acta.pdf"]
    for change in (
        lambda: attach_link(lucia, report, "https://x.gov.co/2", own_date=DAY),
        lambda: detach_evidence(lucia, report, queries.report_evidence(report)[0]),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert code(refused) == FASTER.code
    accept_report(house.pilar.actor, report, report.edit)
    assert entries_with_broken_signature(followup) == []
    report.evidence.all().delete()
    assert [subject for subject, *_ in entries_with_broken_signature(followup)] == [report.revision.statement]


def test_a_document_brings_accepted_reports_with_their_place(house: House) -> None:
    followup = open_round(house)
    numbers = {number: report_of(followup, number) for number in "123"}
    told = [
        ImportedAnswer(numbers["1"].target, AnswerData(quantity=Quantity.of(4)), {"cell": "K5"}),
        ImportedAnswer(numbers["2"].target, AnswerData(not_applicable=True, narrative="Se contó algo.")),
        ImportedAnswer(numbers["3"].target, AnswerData(narrative="Solo palabras")),
    ]
    reports = import_reports(house.pilar.actor, followup, told)
    assert [report.state for report in reports] == ["accepted", "accepted", "draft"]
    assert queries.entries_of(reports[0])[0].origin == {"cell": "K5"}
    values = {
        each.report_id: each.answer
        for each in reported_values([r.target_id for r in reports], until=DAY.replace(day=30))
    }
    assert [values[report.pk] for report in reports] == [Quantity.of(4), NotApplicable(""), NOT_REPORTED]
    assert entries_with_broken_signature(followup) == []
    with pytest.raises(Refused) as refused:
        import_reports(house.pilar.actor, followup, told[:1])
    assert code(refused) == FASTER.code


def test_each_kind_of_report_becomes_its_value(house: House) -> None:
    followup = open_round(house)
    report = submitted(house, followup, "3", AnswerData(percentage=Quantity.of(25), narrative="Un cuarto."))
    accept_report(house.pilar.actor, report, report.edit)
    (value,) = reported_values([report.target_id], until=report.period.last_day)
    assert isinstance(value.answer, Share)
    assert (value.answer.part.numerator, value.answer.part.denominator) == (1, 4)
    assert value.accepted_by == "Pilar Planeación"
    assert dossier_reports(followup)[str(report.target.uid)][0].value == Quantity.of(25)


def test_who_may_do_what(house: House, ester: Character) -> None:
    followup = open_round(house)
    mine, theirs = report_of(followup, "1"), report_of(followup, "2")
    people = {name: house.people[name] for name in house.people} | {"ester": ester}
    verbs = {
        "open": (lambda a: open_followup(a, house.version, quarter(house, 3)), {"pilar"}),
        "close": (lambda a: close_followup(a, followup), {"pilar"}),
        "import": (lambda a: import_reports(a, followup, []), {"pilar"}),
        "accept": (lambda a: accept_report(a, mine, 99), {"pilar"}),
        "return": (lambda a: return_report(a, mine, 99, "No"), {"pilar", "leonardo"}),
        "endorse": (lambda a: endorse_report(a, mine, 99), {"leonardo"}),
        "evaluate": (lambda a: evaluate_report(a, mine, SOUND, 0), {"irene"}),
        "chain": (lambda a: record_chain(a, house.entity, CHAINS[1], valid_from=DAY), {"pilar", "andres"}),
        "draft": (lambda a: save_draft(a, mine, TOLD, 99), {"lucia", "leonardo"}),
        "submit": (lambda a: submit_report(a, mine, TOLD, 99), {"lucia", "leonardo"}),
        "attach": (lambda a: attach_link(a, mine, "https://x.gov.co/1", own_date=DAY), {"lucia", "leonardo"}),
        "draft of another unit": (lambda a: save_draft(a, theirs, TOLD, 99), set()),
    }
    for verb, (attempt, allowed) in verbs.items():
        assert {name for name, person in people.items() if _passes(attempt, person)} == allowed, verb
    sees = {name: queries.visible_reports(person.actor).count() for name, person in people.items()}
    assert sees == {"pilar": 3, "irene": 3, "diana": 3, "lucia": 2, "leonardo": 2, "andres": 0, "ester": 0}


def _passes(attempt, person: Character) -> bool:
    """Whether the doorway lets them in; what the action itself then answers is not the question."""
    try:
        with transaction.atomic():
            try:
                attempt(person.actor)
            except Forbidden:
                return False
            except Refused:
                return True
            transaction.set_rollback(True)
    except Refused:
        return True
    return True
