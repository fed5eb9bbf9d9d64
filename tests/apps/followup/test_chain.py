"""The chain of a report: who takes each step, what is signed, and that nobody takes a step of their own."""

from datetime import date
from typing import Any

import pytest
import typer
from django.db import connection
from django.urls import reverse

from rumbo.apps.audit.actor import Role
from rumbo.apps.audit.doorway import FASTER, Forbidden, Refused
from rumbo.apps.followup.actions import (
    EvaluationData,
    accept_report,
    close_followup,
    endorse_report,
    evaluate_report,
    import_reports,
    record_chain,
    return_report,
    send_back_report,
    submit_report,
)
from rumbo.apps.followup.bridge import AnswerData, ImportedAnswer, reported_values
from rumbo.apps.followup.models import Evaluation, FieldRemark, Report, ReportEntry, Review, Verdict
from rumbo.apps.followup.queries.chain import (
    last_signed,
    reports_awaiting_review,
    reports_to_endorse,
    reports_to_evaluate,
    steps_with_broken_signature,
    why_without_endorsement,
)
from rumbo.apps.followup.queries.signatures import ALTERED, altered_reports
from rumbo.apps.people.actions import end_membership, grant_membership
from rumbo.apps.people.models import Membership
from rumbo.domain.followup.chain import CHAINS, DEFAULT, OWN_REPORT, SIGNED_BEFORE, Chain, Step
from rumbo.domain.followup.states import NOT_REPORTED
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.audit import verify
from tests.characters import LONG_AGO, YEAR, Character, House, welcome
from tests.rounds import TOLD, open_round, report_of, submitted

WHOLE = Chain((Step.ENDORSE, Step.VERIFY, Step.EVALUATE))
SOUND = EvaluationData(Verdict.WITH_REMARKS, "Un acta no tiene fecha.", Quantity.of(20))
AT_PROJECTS = "Oficina de Proyectos"


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.findings[0].code


def chained(house: House, chain: Chain = WHOLE) -> Report:
    """A report that Lucía submitted in a round of an entity with a chain."""
    record_chain(house.andres.actor, house.entity, chain, valid_from=date(YEAR, 1, 1))
    return submitted(house, open_round(house))


def worth(report: Report) -> object:
    (value,) = reported_values([report.target_id], until=report.period.last_day)
    return value.answer


def test_each_step_is_another_person_and_signs(house: House) -> None:
    Membership.objects.filter(person=house.leonardo.user).update(post="Jefe de Proyectos")
    report = chained(house)
    leonardo, pilar, irene = house.leonardo.actor, house.pilar.actor, house.irene.actor
    assert [list(reports_to_endorse(leonardo)), list(reports_awaiting_review(house.entity.pk))] == [[report], []]
    with pytest.raises(Refused) as refused:
        accept_report(pilar, report, report.edit)
    assert code(refused) == "followup.not_endorsed"
    endorsed = endorse_report(leonardo, report, report.edit, "Conforme.")
    assert (endorsed.state, worth(report)) == ("endorsed", NOT_REPORTED)
    assert [list(reports_to_endorse(leonardo)), list(reports_awaiting_review(house.entity.pk))] == [[], [report]]
    accepted = accept_report(pilar, endorsed, endorsed.edit)
    assert (accepted.state, worth(report)) == ("accepted", Quantity.of(3))
    assert list(reports_to_evaluate(house.entity.pk)) == [report]
    evaluation = evaluate_report(irene, accepted, SOUND, 0)
    assert (list(reports_to_evaluate(house.entity.pk)), worth(report)) == ([], Quantity.of(3))
    first, second = Review.objects.order_by("pk")
    assert (first.step, first.reviewer, first.post) == ("endorse", house.leonardo.user, "Jefe de Proyectos")
    assert (second.step, second.reviewer, second.post) == ("verify", house.pilar.user, "")
    assert len({first.digest, second.digest, evaluation.digest, ""}) == 4
    assert steps_with_broken_signature(report.followup) == []


def test_the_post_of_whoever_answers_is_signed_too(house: House) -> None:
    Membership.objects.filter(person=house.lucia.user).update(post="Profesional")
    entry = last_signed(chained(house))
    assert entry is not None
    assert entry.post == "Profesional"


def test_nobody_takes_a_step_of_their_own_answer_nor_two_of_the_same(house: House) -> None:
    for person in (house.lucia, house.leonardo):
        grant_membership(house.system, house.entity, person.user, Role.PLANNING_OFFICE, since=LONG_AGO)
    grant_membership(house.system, house.entity, house.leonardo.user, Role.INTERNAL_CONTROL, since=LONG_AGO)
    # Acting for the lead while away, who answered it is still who answered it.
    acting: dict[str, Any] = {"unit": house.units[AT_PROJECTS], "since": LONG_AGO, "post": "Jefe (E)"}
    grant_membership(house.system, house.entity, house.lucia.user, Role.UNIT_LEAD, **acting)
    report = chained(house)
    with pytest.raises(Refused) as refused:
        endorse_report(house.lucia.actor, report, report.edit)
    assert code(refused) == OWN_REPORT.code
    endorsed = endorse_report(house.leonardo.actor, report, report.edit)
    for person, why in ((house.lucia, OWN_REPORT), (house.leonardo, SIGNED_BEFORE)):
        with pytest.raises(Refused) as refused:
            accept_report(person.actor, endorsed, endorsed.edit)
        assert code(refused) == why.code
    accepted = accept_report(house.pilar.actor, endorsed, endorsed.edit)
    with pytest.raises(Refused) as refused:
        evaluate_report(house.leonardo.actor, accepted, SOUND, 0)
    assert code(refused) == SIGNED_BEFORE.code


def test_a_lead_who_answered_goes_on_without_endorsement_unless_there_is_another(house: House) -> None:
    record_chain(house.andres.actor, house.entity, WHOLE, valid_from=date(YEAR, 1, 1))
    followup = open_round(house)
    report = report_of(followup, "1")
    sent = submit_report(house.leonardo.actor, report, TOLD, report.edit)
    entry = last_signed(sent)
    assert entry is not None
    assert list(reports_awaiting_review(house.entity.pk)) == [sent]
    assert (list(reports_to_endorse(house.leonardo.actor)), why_without_endorsement(sent, entry)) == ([], "lead")
    acting = welcome(house, "elena", "Elena Encargada", Role.UNIT_LEAD, AT_PROJECTS)
    assert list(reports_awaiting_review(house.entity.pk)) == []
    assert list(reports_to_endorse(acting.actor)) == [sent]
    with pytest.raises(Refused) as refused:
        endorse_report(house.leonardo.actor, sent, sent.edit)
    assert code(refused) == OWN_REPORT.code
    assert endorse_report(acting.actor, sent, sent.edit).state == "endorsed"


def test_a_unit_without_a_lead_does_not_wait_for_one(house: House) -> None:
    report = chained(house)
    lead = Membership.objects.get(person=house.leonardo.user)
    end_membership(house.system, lead, date(2020, 2, 1))
    entry = last_signed(report)
    assert entry is not None
    assert (list(reports_awaiting_review(house.entity.pk)), why_without_endorsement(report, entry)) == (
        [report],
        "nobody",
    )
    assert accept_report(house.pilar.actor, report, report.edit).state == "accepted"


def test_whoever_has_it_in_their_hands_returns_it_field_by_field(house: House) -> None:
    report = chained(house)
    with pytest.raises(Forbidden):
        return_report(house.pilar.actor, report, report.edit, "No es su turno")
    with pytest.raises(Refused) as refused:
        return_report(house.leonardo.actor, report, report.edit, " ", remarks={"narrative": " "})
    assert code(refused) == "followup.return_without_remark"
    back = return_report(
        house.leonardo.actor, report, report.edit, remarks={"narrative": "Diga dónde.", "quantity": ""}
    )
    assert (back.state, FieldRemark.objects.get().field) == ("returned", "narrative")
    again = submit_report(house.lucia.actor, back, TOLD, back.edit)
    endorsed = endorse_report(house.leonardo.actor, again, again.edit)
    with pytest.raises(Forbidden):
        return_report(house.leonardo.actor, endorsed, endorsed.edit, "Ya no es suyo")
    returned = return_report(
        house.pilar.actor, endorsed, endorsed.edit, "Falta el acta.", remarks={"evidence": "El acta."}
    )
    assert returned.state == "returned"
    # A new answer is endorsed anew.
    sent = submit_report(house.lucia.actor, returned, TOLD, returned.edit)
    assert (sent.state, list(reports_to_endorse(house.leonardo.actor))) == ("submitted", [sent])
    assert steps_with_broken_signature(report.followup) == []


def test_what_was_accepted_and_is_sent_back_passes_the_whole_chain_again(house: House) -> None:
    report = chained(house)
    endorsed = endorse_report(house.leonardo.actor, report, report.edit)
    accepted = accept_report(house.pilar.actor, endorsed, endorsed.edit)
    back = send_back_report(house.pilar.actor, accepted, accepted.edit, reason="Se aceptó por error.")
    sent = submit_report(house.lucia.actor, back, TOLD, back.edit)
    endorsed = endorse_report(house.leonardo.actor, sent, sent.edit)
    assert worth(report) == NOT_REPORTED
    now = Review.objects.latest("pk").at
    # What was known after the second endorsement: nothing was accepted any more.
    (value,) = reported_values([report.target_id], until=report.period.last_day, known_at=now)
    assert value.answer == NOT_REPORTED


def test_a_round_does_not_close_over_what_waits_for_a_step(house: House) -> None:
    report = chained(house)
    for step in (lambda: report, lambda: endorse_report(house.leonardo.actor, report, report.edit)):
        step()
        with pytest.raises(Refused) as refused:
            close_followup(house.pilar.actor, report.followup)
        assert code(refused) == "followup.awaiting_review"


def test_the_chain_is_dated_and_does_not_touch_what_is_closed(house: House) -> None:
    first = open_round(house, 1)
    close_followup(house.pilar.actor, first)
    with pytest.raises(Refused) as refused:
        record_chain(house.pilar.actor, house.entity, WHOLE, valid_from=date(YEAR, 3, 31))
    assert code(refused) == "followup.chain_behind_closed"
    record_chain(house.pilar.actor, house.entity, WHOLE, valid_from=date(YEAR, 4, 1))
    report = submitted(house, open_round(house, 2))
    assert list(reports_awaiting_review(house.entity.pk)) == []
    # No longer asked for, what waited for it goes on.
    record_chain(house.pilar.actor, house.entity, DEFAULT, valid_from=date(YEAR, 6, 30))
    assert list(reports_awaiting_review(house.entity.pk)) == [report]
    with pytest.raises(ValueError, match="no chain"):
        record_chain(house.pilar.actor, house.entity, Chain((Step.EVALUATE,)), valid_from=date(YEAR, 6, 30))


def test_who_may_endorse_evaluate_and_choose_the_chain(house: House, ester: Character) -> None:
    other_lead = welcome(house, "luis", "Luis Jefe", Role.UNIT_LEAD, "Oficina Jurídica")
    report = chained(house)
    strangers = (house.lucia, house.pilar, house.irene, house.diana, house.andres, other_lead, ester)
    for person in strangers:
        with pytest.raises(Forbidden):
            endorse_report(person.actor, report, report.edit)
    for person in (house.lucia, house.leonardo, house.pilar, house.diana, house.andres, other_lead, ester):
        with pytest.raises(Forbidden):
            evaluate_report(person.actor, report, SOUND, 0)
    for person in (house.lucia, house.leonardo, house.irene, house.diana, ester):
        with pytest.raises(Forbidden):
            record_chain(person.actor, house.entity, DEFAULT, valid_from=date(YEAR, 7, 1))
    assert list(reports_to_endorse(other_lead.actor)) == list(reports_to_endorse(ester.actor)) == []
    assert list(reports_to_evaluate(ester.entity.pk)) == []


def test_an_evaluation_stands_beside_and_each_is_kept(house: House) -> None:
    report = chained(house, CHAINS[2])
    irene = house.irene.actor
    for told, why in (
        (SOUND, "followup.evaluated_before_acceptance"),
        (EvaluationData(Verdict.CONFIRMED, " "), "followup.evaluation_without_text"),
        (EvaluationData(Verdict.CONFIRMED, "Sí", Quantity.of(-1)), "followup.evaluation_percentage"),
    ):
        with pytest.raises(Refused) as refused:
            evaluate_report(irene, report, told, 0)
        assert code(refused) == why
        if report.state == "submitted":
            report = accept_report(house.pilar.actor, report, report.edit)
    evaluate_report(irene, report, SOUND, 0)
    with pytest.raises(Refused) as refused:
        evaluate_report(irene, report, SOUND, 0)
    assert code(refused) == FASTER.code
    evaluate_report(irene, report, EvaluationData(Verdict.CONFIRMED, "Se aportó el acta."), 1)
    close_followup(house.pilar.actor, report.followup)
    evaluate_report(irene, report, EvaluationData(Verdict.CONFIRMED, "Se cerró igual."), 2)
    assert list(report.evaluations.values_list("ordinal", flat=True)) == [1, 2, 3]
    assert steps_with_broken_signature(report.followup) == []


def test_what_was_signed_and_is_changed_in_the_database_is_told(house: House) -> None:
    report = chained(house, CHAINS[2])
    returned = return_report(house.pilar.actor, report, report.edit, remarks={"narrative": "Diga dónde."})
    sent = submit_report(house.lucia.actor, returned, TOLD, returned.edit)
    accepted = accept_report(house.pilar.actor, sent, sent.edit, "Bien.")
    evaluate_report(house.irene.actor, accepted, SOUND, 0)
    for table, change in (
        (FieldRemark, "remark = 'Nada'"),
        (Review, "reviewed_by = 'Otra' WHERE remark = 'Bien.'"),
        (Evaluation, "percentage = 990000"),
    ):
        before = len(steps_with_broken_signature(report.followup))
        _without_guards(table, change)
        assert len(steps_with_broken_signature(report.followup)) == before + 1


def test_an_answer_changed_by_raw_sql_is_named_by_the_verifier_and_by_its_page(house: House, capsys: Any) -> None:
    report = chained(house, DEFAULT)
    here, browser = reverse("web:followup-report", args=[report.uid]), house.pilar.browser()
    assert altered_reports(house.entity.pk) == []
    assert browser.get(here).context["altered"] is None
    _without_guards(ReportEntry, "narrative = 'Otra cosa' WHERE submitted_at IS NOT NULL")
    (found,) = altered_reports(house.entity.pk)
    assert (found.code, found.facts["target"]) == (ALTERED.code, report.revision.statement)
    page = browser.get(here).content.decode()
    assert "Un reporte firmado fue alterado" in page
    assert report.revision.statement in page
    with pytest.raises(typer.Exit):
        verify()
    assert report.revision.statement in capsys.readouterr().out


def _without_guards(table: type, change: str) -> None:
    """Writes as somebody would who takes the triggers away first."""
    name = table._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # What waits for the end of the transaction is checked now: a table with such checks cannot be altered.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [name])
            for (trigger,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{trigger}"')
        cursor.execute(f"UPDATE {name} SET {change}")


def test_what_a_document_tells_passes_without_the_chain(house: House) -> None:
    record_chain(house.andres.actor, house.entity, WHOLE, valid_from=date(YEAR, 1, 1))
    followup = open_round(house)
    target = report_of(followup, "1").target
    told = AnswerData(quantity=Quantity.of(2), narrative="Dos visitas.")
    (report,) = import_reports(house.pilar.actor, followup, [ImportedAnswer(target, told)])
    assert report.state == "accepted"
    assert Review.objects.get().digest
    assert steps_with_broken_signature(followup) == []
    assert ReportEntry.objects.get().post == ""
