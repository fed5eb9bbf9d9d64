"""Keys between tables point down the staircase, and the tables are those of the migrations."""

import tomllib
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from tests.house.sources import ROOT


def _steps() -> list[str]:
    """The staircase of pyproject.toml, lowest step first; siblings share a step's place."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = (contract["layers"] for contract in contracts if contract.get("containers") == ["rumbo.apps"])
    return [name.strip(" ()") for layer in reversed(layers) for name in layer.split("|")]


def test_keys_point_down_the_staircase() -> None:
    steps = _steps()
    climbing = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model.__module__.startswith("rumbo.apps.")
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
        and field.related_model.__module__.startswith("rumbo.apps.")
        and steps.index(field.related_model._meta.app_label) > steps.index(model._meta.app_label)
    ]
    assert not climbing


def test_every_app_starts_with_its_own_configuration() -> None:
    """Otherwise Django takes a plain one in silence, and no rule of permission is ever registered."""
    plain = [config.name for config in apps.get_app_configs() if config.name.startswith("rumbo.")
             and type(config).__module__ != f"{config.name}.apps"]  # fmt: skip
    assert not plain


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, interactive=False, stdout=(told := StringIO()))
    except SystemExit:
        pytest.fail(told.getvalue())
