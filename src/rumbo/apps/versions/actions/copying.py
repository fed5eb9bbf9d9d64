"""The next version begins as a copy of one: its rows again, under new keys."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)

LEFT = frozenset(("id", "uid", "frozen_at"))
"""What a copy does not take: its keys, and what froze the row."""


def copied(found: Iterable[M], moved: Mapping[str, Mapping[int, Model]] | None = None, **changed: Any) -> dict[int, M]:
    """New rows with the columns of others, by the key of what each was. `changed` are columns that all of them get;
    `moved` says, for a column that is a key, what each key became, and none where it became nothing."""
    rows, became = list(found), moved or {}
    if not rows:
        return {}
    model = type(rows[0])
    names = [each.attname for each in model._meta.concrete_fields if each.name not in LEFT | changed.keys()]
    fresh = []
    for row in rows:
        columns = {name: getattr(row, name) for name in names}
        for name, known in became.items():
            columns[name] = known[columns[name]].pk if columns[name] in known else None
        fresh.append(model(**columns, **changed))
    return dict(zip((row.pk for row in rows), model._default_manager.bulk_create(fresh), strict=True))
