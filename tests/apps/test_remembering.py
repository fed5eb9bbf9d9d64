"""One page asks the same thing once, and never believes what it was answered before somebody wrote."""

from datetime import date
from typing import Any

from rumbo.apps.people.actions import record_setting
from rumbo.apps.people.queries import settings_at
from rumbo.apps.remembering import remembering
from tests.characters import House, house

__all__ = ["house"]
DAY = date(2024, 6, 30)


def test_a_page_asks_once_and_nobody_else_hears(house: House, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1), remembering():
        assert settings_at(house.entity.pk, DAY) == settings_at(house.entity.pk, DAY)
    with django_assert_num_queries(2):
        settings_at(house.entity.pk, DAY)
        settings_at(house.entity.pk, DAY)


def test_who_wrote_is_answered_what_holds_now(house: House) -> None:
    with remembering():
        assert "bands" not in settings_at(house.entity.pk, DAY)
        record_setting(house.andres.actor, house.entity, "bands", [], valid_from=DAY)
        assert settings_at(house.entity.pk, DAY)["bands"] == []
