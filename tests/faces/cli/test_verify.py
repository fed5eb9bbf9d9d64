"""`rumbo measure --verify` names whatever somebody did to the rows behind the actions' back, and never breaks on it."""

import json
from datetime import date
from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction
from typer.testing import CliRunner

from rumbo.apps.audit import triggers
from rumbo.apps.followup.models import Followup
from rumbo.apps.measurement.actions import close_period
from rumbo.apps.people.actions import record_setting
from rumbo.domain.measurement.settings import DEFAULTS, plain
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.main import app
from tests.apps.measurement.quarters import answer, open_quarter
from tests.characters import House

# What was done; the words that must name it. Each statement takes the key of the closed follow-up.
FIRST = "Realizar diez"
OF_TARGET = "SELECT id FROM plans_placement WHERE number = '1'"
YEAR_OF_TARGET = (
    f"SELECT id FROM measurement_figure WHERE followup_id = %s AND measure = 'year' AND placement_id IN ({OF_TARGET})"
)
REVISION = f"SELECT revision_id FROM plans_placement WHERE id IN ({OF_TARGET})"
REPORT = "SELECT id FROM followup_report WHERE followup_id = %s"
ENTRIES = f"SELECT id FROM followup_reportentry WHERE report_id IN ({REPORT})"
OTHER_BANDS = json.dumps(plain(DEFAULTS)["bands"]).replace("125", "130")
TAMPERED = {
    "a value": (f"UPDATE measurement_figure SET value = 7 WHERE id IN ({YEAR_OF_TARGET})", FIRST),
    "no value and a reason nobody knows": (
        f"UPDATE measurement_figure SET value = NULL, undefined = 'x' WHERE id IN ({YEAR_OF_TARGET})",
        FIRST,
    ),
    "a mark nobody knows": (f"UPDATE measurement_figure SET marks = 'x' WHERE id IN ({YEAR_OF_TARGET})", FIRST),
    "a measure nobody knows": (f"UPDATE measurement_figure SET measure = 'x' WHERE id IN ({YEAR_OF_TARGET})", FIRST),
    "a rule nobody knows": (f"UPDATE measurement_figure SET rule = 'x' WHERE id IN ({YEAR_OF_TARGET})", FIRST),
    "the sums of a level": (
        "UPDATE measurement_figure SET weight_sum = 5 WHERE followup_id = %s AND node_id IS NOT NULL",
        "Gestión de convenios",
    ),
    "the figure of the plan": (
        "UPDATE measurement_figure SET value = 5 WHERE followup_id = %s AND node_id IS NULL AND placement_id IS NULL",
        "todo el plan",
    ),
    "the trace, no longer a trace": (
        f"UPDATE measurement_frozentrace SET trace = '[]' WHERE figure_id IN ({YEAR_OF_TARGET})",
        FIRST,
    ),
    "the trace, gone": (f"DELETE FROM measurement_frozentrace WHERE figure_id IN ({YEAR_OF_TARGET})", FIRST),
    "an accepted value": (f"UPDATE followup_reportentry SET quantity = 90000 WHERE report_id IN ({REPORT})", FIRST),
    "an acceptance, gone": (
        f"DELETE FROM followup_review WHERE entry_id IN ({ENTRIES})",
        FIRST,
    ),
    "the target of the year": (f"UPDATE plans_targetrevision SET quantity = 50000 WHERE id IN ({REVISION})", FIRST),
    "the annualization": (f"UPDATE plans_targetrevision SET annualization = 'x' WHERE id IN ({REVISION})", FIRST),
    "the kind of report": (f"UPDATE plans_targetrevision SET report_kind = 'x' WHERE id IN ({REVISION})", FIRST),
    "the basis": (f"UPDATE plans_targetrevision SET programme_basis = 'x' WHERE id IN ({REVISION})", FIRST),
    "the weight": ("UPDATE plans_placement SET weight = 70000 WHERE number = '1'", "Gestión de convenios"),
    "whether it counts": ("UPDATE plans_placement SET counts = %s = 0 WHERE number = '1'", "Gestión de convenios"),
    "the level above": ("UPDATE plans_noderevision SET weight = 70000", "Fortalecer"),
    "the bands": ("UPDATE people_setting SET value = '[]' WHERE key = 'bands'", "bands"),
    "the bands, other limits": (
        f"UPDATE people_setting SET value = '{OTHER_BANDS}' WHERE key = 'bands'",
        "bands: Sobrecumplido: el ajuste de la entidad ya no es el del cierre",
    ),
    "a setting": ("UPDATE people_setting SET value = '\"110\"' WHERE key = 'cap'", "cap: el ajuste de la entidad"),
    "the settings that were frozen": (
        "UPDATE measurement_frozensettings SET settings = '{}' WHERE followup_id = %s",
        "settings: el ajuste de la entidad",
    ),
    "the settings that were frozen, gone": (
        "DELETE FROM measurement_frozensettings WHERE followup_id = %s",
        "settings: el ajuste de la entidad",
    ),
    "a weight that was kept": (
        f"UPDATE measurement_figure SET weight = 5 WHERE id IN ({YEAR_OF_TARGET})",
        "lo que pesa en su nivel no es lo que pesaba al cierre",
    ),
    "a setting, no longer JSON": ("UPDATE people_setting SET value = 'x' WHERE key = 'cap'", ""),
    "a setting, another day": ("UPDATE people_setting SET valid_from = '2025-01-01' WHERE key = 'cap'", FIRST),
    "the last day of the period": ("UPDATE plans_period SET last_day = '2024-02-10' WHERE ordinal = 1", FIRST),
    "the day of closing": ("UPDATE followup_followup SET closed_at = '2001-01-01 00:00:00' WHERE id = %s", FIRST),
    "the day of closing, no longer a day": ("UPDATE followup_followup SET closed_at = 'x' WHERE id = %s", ""),
    "the state": (
        "UPDATE followup_followup SET state = 'open', closed_at = NULL WHERE id = %s",
        "ahora figura abierto",
    ),
    "the state, one nobody knows": (
        "UPDATE followup_followup SET state = 'x' WHERE id = %s",
        "ahora figura abierto",
    ),
}  # fmt: skip


@pytest.fixture
def closed(house: House) -> Followup:
    pilar, chosen = house.pilar.actor, plain(DEFAULTS)
    for key, value in (("weighting", "explicit"), ("cap", "120"), ("bands", chosen["bands"])):
        record_setting(pilar, house.entity, key, value, valid_from=date(2024, 1, 1))
    without_guards(["UPDATE plans_placement SET weight = 10000", "UPDATE plans_noderevision SET weight = 10000"])
    followup = open_quarter(house, 1)
    answer(house, followup, "1", quantity=Quantity.of(4))
    return close_period(pilar, followup)


def without_guards(statements: list[str], *values: object) -> int:
    triggers.remove()
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            changed = 0
            for each in statements:
                cursor.execute(each, values if "%s" in each else None)
                changed += cursor.rowcount
            return changed
    finally:
        triggers.install()


def verified() -> Any:
    return CliRunner().invoke(app, ["measure", "--verify"])


@pytest.mark.parametrize("what", TAMPERED)
def test_whatever_was_changed_is_named(closed: Followup, what: str) -> None:
    assert verified().exit_code == 0
    statement, name = TAMPERED[what]
    try:
        assert without_guards([statement], closed.pk) >= 1
    except (DataError, IntegrityError):
        return  # The engine itself refuses what is no value of the column.
    answered = verified()
    assert (answered.exit_code, type(answered.exception)) == (1, SystemExit), answered.exception
    assert name in answered.output


def test_figures_that_cannot_be_read_are_told_instead_of_printed(closed: Followup) -> None:
    without_guards(["UPDATE measurement_figure SET marks = 'x'"])
    answered = CliRunner().invoke(app, ["measure"])
    assert (answered.exit_code, type(answered.exception)) == (1, SystemExit), answered.exception
    assert "--verify" in answered.output


def test_a_closed_follow_up_that_is_gone_is_named(house: House, closed: Followup) -> None:
    figures = "SELECT id FROM measurement_figure WHERE followup_id = %s"
    without_guards(
        [
            f"DELETE FROM measurement_frozentrace WHERE figure_id IN ({figures})",
            "DELETE FROM measurement_frozensettings WHERE followup_id = %s",
            "DELETE FROM measurement_frozensides WHERE followup_id = %s",
            "DELETE FROM measurement_figure WHERE followup_id = %s",
            f"DELETE FROM followup_review WHERE entry_id IN ({ENTRIES})",
            f"DELETE FROM followup_reportentry WHERE report_id IN ({REPORT})",
            f"DELETE FROM followup_contribution WHERE report_id IN ({REPORT})",
            "DELETE FROM followup_report WHERE followup_id = %s",
            "DELETE FROM followup_followup WHERE id = %s",
        ],
        closed.pk,
    )
    answered = verified()
    assert answered.exit_code == 1
    assert "el periodo se cerró y ya no está" in answered.output
    assert house.entity.slug in answered.output
