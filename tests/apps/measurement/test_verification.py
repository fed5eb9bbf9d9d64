"""What was closed is computed again and agrees; whatever was changed behind the actions' back is named."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import DataError, connection, transaction

from rumbo.apps.audit import triggers
from rumbo.apps.audit.models import VerbLine
from rumbo.apps.followup.models import Followup, ReportEntry
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.measurement.actions.verify_closings import verify_entity
from rumbo.apps.measurement.models import Figure, FrozenTrace, Verification
from rumbo.apps.measurement.queries import closed_followups, differences
from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.models import Setting
from rumbo.apps.plans.models import Placement
from rumbo.domain.numbers import Quantity
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House

q = Quantity.of


@pytest.fixture
def closed(house: House) -> Followup:
    for key, value in (("weighting", "explicit"), ("cap", "120")):
        record_setting(house.pilar.actor, house.entity, key, value, valid_from=date(2024, 1, 1))
    triggers.remove()
    Placement.objects.filter(version=house.version).update(weight=q(1))
    triggers.install()
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=q(4))
    answer(house, followup, "3", percentage=q(10))
    return close_period(house.pilar.actor, followup)


def sql(statement: str, *values: object) -> None:
    """Raw SQL with no guard in its way."""
    triggers.remove()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount >= 1
    triggers.install()


def named(followup: Followup) -> set[tuple[str, str]]:
    fresh = closed_followups().get(pk=followup.pk)
    return {(each.what, each.subject.partition(".")[0]) for each in differences(fresh)}


def test_what_is_closed_agrees(closed: Followup) -> None:
    assert named(closed) == set()


def test_what_is_accepted_later_changes_no_closed_period(house: House, closed: Followup) -> None:
    late = open_quarter(house, 2)
    answer(house, late, "1", quantity=q(2))
    assert named(closed) == set()


def test_an_earlier_period_reported_after_closing_changes_no_closed_one(house: House) -> None:
    first, second = open_quarter(house, 1), open_quarter(house, 2)
    answer(house, second, "1", quantity=q(2))
    closed = close_period(house.pilar.actor, second)
    answer(house, first, "1", quantity=q(3))
    assert named(closed) == set()
    third = open_quarter(house, 3)
    assert Figure.objects.get(followup=third, placement__number="1", measure="year").value == 5 * 10**11


def test_an_accepted_value_changed_by_raw_sql_is_named(closed: Followup) -> None:
    entry = ReportEntry.objects.get(report__followup=closed, quantity=q(4))
    sql("UPDATE followup_reportentry SET quantity = 90000 WHERE id = %s", entry.pk)
    found = named(closed)
    assert {("figure", "1"), ("inputs", "1"), ("figure", "Gestión de convenios")} <= found
    assert ("signature", "Realizar diez seguimientos a los convenios vigentes") in found


def test_a_weight_changed_by_raw_sql_is_named(closed: Followup) -> None:
    sql("UPDATE plans_placement SET weight = 70000 WHERE version_id = %s AND number = '1'", closed.plan_version_id)
    assert {("weights", "Gestión de convenios"), ("inputs", "Gestión de convenios")} <= named(closed)


def test_a_setting_changed_by_raw_sql_is_named(closed: Followup) -> None:
    setting = Setting.objects.get(key="cap")
    sql("UPDATE people_setting SET value = '\"110\"' WHERE id = %s", setting.pk)
    assert ("inputs", "1") in named(closed)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("UPDATE measurement_figure SET value = 7 WHERE id = %s", "figure"),
        ("UPDATE measurement_figure SET marks = 'nada' WHERE id = %s", "figure"),
        ("UPDATE measurement_figure SET undefined = 'porque_si', value = NULL WHERE id = %s", "figure"),
        ("UPDATE measurement_figure SET weighted_total = 'mucho' WHERE id = %s", "weights"),
        ("UPDATE measurement_figure SET edition = '99' WHERE id = %s", "rule"),
        ("UPDATE measurement_frozentrace SET digest = 'x' WHERE figure_id = %s", "trace"),
        ("UPDATE measurement_frozentrace SET trace = '[]' WHERE figure_id = %s", "trace"),
        ("DELETE FROM measurement_frozentrace WHERE figure_id = %s", "trace"),
    ],
)
def test_stored_figures_that_were_changed_or_cannot_be_read_are_named(closed: Followup, change: str, what: str) -> None:
    figure = Figure.objects.get(followup=closed, placement__number="1", measure="year")
    sql(change, figure.pk)
    assert (what, "1") in named(closed)


def test_a_figure_that_is_gone_and_one_too_many_are_named(closed: Followup) -> None:
    figure = Figure.objects.get(followup=closed, placement__number="1", measure="term")
    sql("DELETE FROM measurement_frozentrace WHERE figure_id = %s", figure.pk)
    sql("DELETE FROM measurement_figure WHERE id = %s", figure.pk)
    assert ("missing", "1") in {
        (each.what, each.subject.partition(".")[0]) for each in differences(closed_followups().get(pk=closed.pk))
    }


def test_an_input_that_cannot_be_read_is_named(closed: Followup) -> None:
    change = "UPDATE plans_targetrevision SET quantity = 'diez' WHERE statement LIKE %s"
    if connection.vendor == "postgresql":
        with pytest.raises(DataError), transaction.atomic():
            sql(change, "Realizar diez%")
        return
    sql(change, "Realizar diez%")
    assert ("unreadable", "1") in named(closed)


def test_a_trace_that_tells_another_figure_is_named(closed: Followup) -> None:
    from rumbo.domain.measurement.trace import digest

    kept = FrozenTrace.objects.get(figure__followup=closed, figure__placement__number="1", figure__measure="year")
    kept.trace["facts"]["result"]["figure"] = 5
    triggers.remove()
    FrozenTrace.objects.filter(pk=kept.pk).update(trace=kept.trace, digest=digest(kept.trace))
    triggers.install()
    assert ("trace", "1") in named(closed)


def test_a_closing_taken_away_by_raw_sql_is_named_and_its_figures_are_still_compared(closed: Followup) -> None:
    sql("UPDATE followup_followup SET state = 'open', closed_at = NULL WHERE id = %s", closed.pk)
    sql("UPDATE measurement_figure SET value = value / 2 WHERE value > 1 AND followup_id = %s", closed.pk)
    found = {each.what for each in differences(closed_followups().get(pk=closed.pk))}
    assert {"reopened", "figure"} <= found


def test_a_night_tells_what_is_gone_of_its_own_entity_only(house: House, other_house: House, closed: Followup) -> None:
    gone = {each.entity.pk: uuid4() for each in (house, other_house)}
    for entity, uid in gone.items():
        line = VerbLine.objects.filter(verb="followup.followup.close").get(
            entity_id=house.entity.pk, subject_uid=closed.uid
        )
        line.pk, line.uid, line.entity_id, line.subject_uid = None, uuid4(), entity, uid
        line.save()
    verify_entity.func(house.entity.pk, "2024-07-15")
    night = Verification.objects.get()
    told = [(each["followup"], each["first"][0]["what"]) for each in night.told]
    assert (night.closings, told) == (1, [(str(gone[house.entity.pk]), "gone")])
