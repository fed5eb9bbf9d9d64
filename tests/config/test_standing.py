"""What the tests begin with is put back as it was written."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from tests import standing
from tests.characters import build_house
from tests.standing import made_once


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, less the moment at which a trigger wrote."""
    models = apps.get_models(include_auto_created=True)
    return {
        model._meta.db_table: [*map(_without_clock, model._default_manager.order_by("pk").values())] for model in models
    }


def _without_clock(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if not ("table_name" in row and key == "at")}


def once(slug: str) -> tuple[Any, dict[str, list[dict[str, Any]]]]:
    with transaction.atomic():
        answer, found = build_house(slug), rows()
        transaction.set_rollback(True)
    return answer, found


def test_what_is_put_back_is_what_was_written(db: None) -> None:
    (first, written), (second, put_back) = once("tercera"), once("tercera")
    assert put_back == written
    assert (second.entity, second.version, second.units) == (first.entity, first.version, first.units)
    assert second.entity is not first.entity


def test_on_other_ground_it_is_written_anew(db: None) -> None:
    _house, alone = once("tercera")
    build_house("cuarta")
    _house, beside = once("tercera")
    assert len(beside["plans_target"]) == 2 * len(alone["plans_target"])
    assert len({row["id"] for row in beside["audit_verbline"]}) == 2 * len(alone["audit_verbline"])


def test_outside_a_transaction_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    make = made_once(lambda: asked.append(1))
    monkeypatch.setattr(standing, "connection", SimpleNamespace(in_atomic_block=False))
    make()
    make()
    assert asked == [1, 1]
