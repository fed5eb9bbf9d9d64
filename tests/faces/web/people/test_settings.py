"""What an entity chooses about measuring: from the form to the row, to the domain and back to the screen."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from rumbo.apps.measurement.actions import close_period, open_period
from rumbo.apps.measurement.queries import followup_to_measure, settings_of_followup
from rumbo.apps.people.models import Setting
from rumbo.apps.people.queries import settings_at
from rumbo.domain.measurement import SOURCES, LevelNamed, Settings, settings_of
from rumbo.domain.measurement.bands import points
from tests.characters import House
from tests.rounds import quarter

DAY = "2024-01-01"
CONTRACTS = '["Programa", "Gestión de convenios"]'
ROWS = (("Bajo", "bad", "", "50"), ("Medio", "watch", "50", "87,5"), ("Alto", "good", "87,5", ""))


def screen(key: str) -> str:
    return reverse("web:people-setting", args=[key])


def bands(rows: tuple[tuple[str, str, str, str], ...], **more: str) -> dict[str, str]:
    sent = {"rango-TOTAL_FORMS": str(len(rows)), "rango-INITIAL_FORMS": "0", "valid_from": DAY}
    for number, row in enumerate(rows):
        sent |= {
            f"rango-{number}-{name}": text for name, text in zip(("word", "tone", "lower", "upper"), row, strict=True)
        }
    return sent | more


def chosen(house: House) -> Settings:
    settings, wrong = settings_of(settings_at(house.entity.pk, date(2024, 6, 30)))
    assert not wrong
    return settings


@pytest.mark.parametrize(
    ("key", "sent", "kept"),
    [
        ("cap", {"value": "112,5"}, points(225) // 2),
        ("cap", {"value": "120 %"}, points(120)),
        ("cap", {"uncapped": "on"}, None),
        ("over_alert", {"value": "150"}, points(150)),
        ("not_reported", {"value": "zero_at_closing"}, "zero_at_closing"),
        ("level_without_report", {"value": "zero"}, "zero"),
        ("carry_increasing", {"value": "no"}, False),
        ("no_demand", {"value": "met"}, "met"),
        ("weighting", {"value": "explicit"}, "explicit"),
        ("bands_on", {"value": "year"}, "year"),
        ("left_out", {"value": CONTRACTS}, (LevelNamed("Programa", "Gestión de convenios"),)),
        ("left_out", {}, ()),
    ],
)
def test_a_value_goes_in_and_comes_back(house: House, key: str, sent: dict[str, str], kept: Any) -> None:
    for keeper in (house.pilar, house.andres):
        browser = keeper.browser()
        answer = browser.post(screen(key), sent | {"valid_from": DAY, "reason": "Manual 3"}, follow=True)
        assert answer.redirect_chain
        assert getattr(chosen(house), key) == kept
        assert "Manual 3" in answer.content.decode()
    assert getattr(settings_of(settings_at(house.entity.pk, date(2023, 12, 31)))[0], key) == getattr(Settings(), key)


def test_every_setting_of_the_domain_has_its_screen(house: House) -> None:
    page = house.diana.browser().get(reverse("web:people-settings")).content.decode()
    for key in SOURCES:
        assert screen(key) in page
        assert house.pilar.browser().get(screen(key)).status_code == 200
        assert '<form method="post" novalidate' not in house.diana.browser().get(screen(key)).content.decode()
    assert house.pilar.browser().get(screen("unknown")).status_code == 404


def test_bands_are_kept_and_shown_again(house: House) -> None:
    browser = house.pilar.browser()
    assert browser.post(screen("bands"), bands(ROWS)).status_code == 302
    kept = chosen(house).bands
    assert [(b.word, b.tone, b.shape) for b in kept] == [
        ("Bajo", "bad", "square"),
        ("Medio", "watch", "triangle"),
        ("Alto", "good", "circle"),
    ]
    assert (kept[0].lower, kept[0].upper, kept[2].lower, kept[2].upper) == (
        None,
        points(50),
        points(175) // 2,
        None,
    )
    page = browser.get(screen("bands"))
    again = {f"rango-{n}-{name}": row[name] for n, row in enumerate(page.context["bands"].initial) for name in row}
    answer = browser.post(screen("bands"), bands((), **{**again, "rango-TOTAL_FORMS": "3"}))
    assert answer.status_code == 302
    assert chosen(house).bands == kept


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((ROWS[0], ROWS[2]), "no hay rango"),
        ((ROWS[0], ("Medio", "watch", "40", "87,5"), ROWS[2]), "antes de que termine el anterior"),
        ((ROWS[0], ROWS[1]), "no hay rango"),
        ((), "no hay rango"),
        ((("", "bad", "", "50"), ROWS[1], ROWS[2]), "su palabra, su color y su forma"),
        ((("Bajo", "purple", "", "50"), ROWS[1], ROWS[2]), "purple"),
        ((("Bajo", "bad", "", "mucho"), ROWS[1], ROWS[2]), "no se puede leer como un número"),
        (ROWS * 3, "8"),
    ],
)
def test_bands_that_do_not_cover_everything_once(house: House, rows: Any, said: str) -> None:
    answer = house.pilar.browser().post(screen("bands"), bands(rows))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Setting.objects.exists()


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("cap", {"value": "100", "uncapped": "on"}),
        ("cap", {"value": ""}),
        ("cap", {"value": "-5"}),
        ("cap", {"value": "cien"}),
        ("over_alert", {"value": "0"}),
        ("over_alert", {"value": "1,12345678901234"}),
        ("weighting", {"value": "love"}),
        ("left_out", {"value": '["Programa", "Ninguno"]'}),
        ("carry_increasing", {}),
        ("cap", {"value": "90", "valid_from": "ayer"}),
    ],
)
def test_a_value_that_cannot_be_is_said(house: House, key: str, sent: dict[str, str]) -> None:
    answer = house.pilar.browser().post(screen(key), {"valid_from": DAY} | sent)
    assert answer.status_code == 422
    assert not Setting.objects.exists()


def test_what_is_closed_is_not_measured_again(house: House) -> None:
    followup = open_period(house.pilar.actor, house.version, quarter(house))
    browser = house.pilar.browser()
    assert browser.post(screen("weighting"), {"value": "explicit", "valid_from": DAY}).status_code == 302
    assert settings_of_followup(followup_to_measure(house.entity.pk, str(followup.uid))).weighting == "explicit"
    close_period(house.pilar.actor, followup)
    answer = browser.post(screen("weighting"), {"value": "equal", "valid_from": "2024-06-30"})
    assert answer.status_code == 422
    assert "hay un periodo cerrado" in answer.content.decode()
    assert browser.post(screen("weighting"), {"value": "equal", "valid_from": "2024-07-01"}).status_code == 302
