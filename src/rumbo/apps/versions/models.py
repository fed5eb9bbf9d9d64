"""The columns of what is kept in versions, and the guards by which what was approved never changes, of raw SQL neither.

A version is edited until its day: of approval, or of viability. From then on only its state moves, and forwards; what
hangs from it is frozen with it.
"""

from collections.abc import Iterable, Mapping

from django.db import models

from rumbo.apps.audit.triggers import Guard, kept
from rumbo.apps.people.models import EntityRow


class VersionState(models.TextChoices):
    """The life of a version; only a draft or a returned one can be edited."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    RETURNED = "returned"
    APPROVED = "approved"
    SUPERSEDED = "superseded"


EDITABLE = (VersionState.DRAFT, VersionState.RETURNED)


class Frozen(EntityRow):
    """A row that can be edited until its version is approved; from `frozen_at` on the database refuses changes."""

    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Reviewed(EntityRow):
    """What somebody proposes and somebody else approves or returns. `edit` counts its changes, so that two people who
    work at once notice each other."""

    state = models.CharField(max_length=12, choices=VersionState.choices, default=VersionState.DRAFT)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True)
    return_remark = models.TextField(blank=True)
    edit = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Adopted(Reviewed):
    """An edition approved by an act. `label` is the version as its document prints it, which need not be our number."""

    number = models.PositiveIntegerField()
    label = models.CharField(max_length=40, blank=True)
    act_kind = models.CharField(max_length=60, blank=True)
    act_number = models.CharField(max_length=60, blank=True)
    act_date = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


# What the approval of an adopted version fixes, besides what each kind of version says of its own.
ADOPTION = ("number", "label", "act_kind", "act_number", "approved_by")
ADOPTION_DAYS = ("act_date", "in_force_from", "approved_at")
ADOPTION_STEPS = {"approved": ("superseded",)}


def frozen_version(
    message: str,
    *,
    fixed: Iterable[str],
    may_be_empty: Iterable[str],
    as_text: Iterable[str] = (),
    day: str = "approved_at",
    steps: Mapping[str, Iterable[str]] = ADOPTION_STEPS,
) -> tuple[Guard, Guard]:
    """Guards over a version that has its `day`: it stays, its columns stay, its state goes only where `steps` says.

    `may_be_empty` are columns that hold null; `as_text` those of JSON, which PostgreSQL compares only as text.
    """
    empty = tuple(may_be_empty)
    changed = " OR ".join(
        [f"NEW.{column} <> OLD.{column}" for column in (*fixed, *empty)]
        + [f"(NEW.{column} IS NULL) <> (OLD.{column} IS NULL)" for column in empty]
        + [f"CAST(NEW.{column} AS TEXT) <> CAST(OLD.{column} AS TEXT)" for column in as_text]
    )
    forwards = " OR ".join(
        ["NEW.state = OLD.state"]
        + [f"(OLD.state = '{before}' AND NEW.state = '{after}')" for before in steps for after in steps[before]]
    )
    held = f"OLD.{day} IS NOT NULL"
    return Guard("UPDATE", f"{held} AND ({changed} OR NOT ({forwards}))", message), Guard("DELETE", held, message)


def shut(column: str, table: str, day: str, row: str = "NEW") -> str:
    """SQL: whether what a row belongs to has its `day`, so that nothing is added to it either."""
    return f"EXISTS (SELECT 1 FROM {table} shut WHERE shut.id = {row}.{column} AND shut.{day} IS NOT NULL)"  # noqa: S608


def frozen_rows(message: str) -> tuple[Guard, ...]:
    """Guards over `Frozen` rows: once frozen, they stay as they are."""
    return kept(message, once="OLD.frozen_at IS NOT NULL")


def sealed(message: str, column: str, table: str, day: str) -> tuple[Guard, ...]:
    """`frozen_rows`, and nothing joins what is frozen: neither a new row nor one moved from a draft."""
    closed = shut(column, table, day)
    return (
        *frozen_rows(message),
        Guard("INSERT", closed, message),
        Guard("UPDATE", f"NEW.{column} <> OLD.{column} AND {closed}", message),
    )
