"""Figures of many entities together: frozen ones only, read from the files of their closings and added by the engine of
tables by columns, whole numbers all; what is divided is divided here, exactly.

Each plan counts with the last of its closings that was asked for, so that a quarter is not added to the one before it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rumbo.apps.catalogs.models import Entry
from rumbo.apps.measurement.bridge.closing_rows import PLAN, TARGET
from rumbo.apps.measurement.models import Measure
from rumbo.apps.measurement.queries.closings import (
    Closing,
    closings_kept,
    closings_without_file,
    damaged,
    digest_of_closings,
)
from rumbo.domain.measurement.consolidating import Consolidated, Weighing
from rumbo.domain.measurement.grouping import Counts, Group
from rumbo.domain.measurement.rollup import NOTHING, NodeSum
from rumbo.domain.outcomes import Reason
from rumbo.papers.columns import Columns

WHOLE, ENTITY, YEAR, PERIOD, BAND = AXES = ("whole", "entity", "year", "period", "band")
"""By what is consolidated; any other word is the key of a catalogue that targets are aligned with (`ods`)."""
BY_TIME = {YEAR: ("fiscal_year",), PERIOD: ("fiscal_year", "periodicity", "period")}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is consolidated: a percentage, by an axis; `entities` by slug, `aligned` as "catalogue=code"; what is empty
    asks for all."""

    measure: str = Measure.YEAR.value
    axis: str = WHOLE
    weighing: Weighing = Weighing.EQUAL
    entities: tuple[str, ...] = ()
    year: int | None = None
    periodicity: str = ""
    period: int | None = None
    aligned: str = ""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What came out: `groups` by key in order, the `whole` (each target once), those `without` any key of the axis.

    `closings` were read, whose digests together are `read`; `lacking` are the closed rounds asked for of which there is
    no file, and `lost` those whose bytes are not the ones kept: neither was counted. `names` says what keys are called.
    """

    asked: Asked
    groups: tuple[Consolidated, ...]
    whole: Consolidated
    without: Consolidated
    closings: tuple[Closing, ...]
    read: str
    lacking: int
    lost: tuple[Closing, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def consolidated(asked: Asked, *, memory: str = "1GB") -> Consolidation:
    """Reads the files of the closings asked for. Three queries of the database, whatever there is; `memory` bounds the
    engine. Raises `EngineMissing` without the extra."""
    filters = _filters(asked)
    chosen = _last_of_each_plan(closings_kept(**filters), asked.axis)
    lost = damaged(chosen)
    gone = {each.followup for each in lost}
    closings = [each for each in chosen if each.followup not in gone]
    found: dict[str | None, Consolidated] = {}
    if closings:
        with Columns((each.place for each in closings), memory=memory) as table:
            found = _added_up(table, asked)
    groups = tuple(found[key] for key in sorted(key for key in found if key))
    return Consolidation(
        asked=asked,
        groups=groups,
        whole=found.get(None, Consolidated(weighing=asked.weighing)),
        without=found.get("", Consolidated(weighing=asked.weighing)),
        closings=tuple(closings),
        read=digest_of_closings(closings),
        lacking=closings_without_file().filter(**filters).count(),
        lost=tuple(lost),
        names=_names(asked.axis, closings, groups),
    )


def _filters(asked: Asked) -> dict[str, Any]:
    told = {
        "entity__slug__in": asked.entities,
        "period__fiscal_year": asked.year,
        "period__periodicity": asked.periodicity,
        "period__ordinal": asked.period,
    }
    return {name: value for name, value in told.items() if value}


def _last_of_each_plan(closings: Iterable[Closing], axis: str) -> list[Closing]:
    """Of each plan the last closing, in each year or period where the axis is time."""
    last: dict[tuple[Any, ...], Closing] = {}
    for each in closings:
        key = (each.plan, *(getattr(each, name) for name in BY_TIME.get(axis, ())))
        if key not in last or (each.last_day, each.version) >= (last[key].last_day, last[key].version):
            last[key] = each
    return sorted(last.values(), key=lambda each: (each.slug, each.plan, each.last_day))


_KEYS = {
    WHOLE: "[]::VARCHAR[]",
    ENTITY: "[entity]",
    YEAR: "[fiscal_year::VARCHAR]",
    PERIOD: "[printf('%d %s %02d', fiscal_year, periodicity, period)]",
    BAND: "CASE WHEN band = '' THEN []::VARCHAR[] ELSE [band] END",
}
_OF_CATALOGUE = (
    "list_distinct(list_transform(list_filter(keys, lambda key: starts_with(key, $catalogue || '=')), "
    "lambda key: substr(key, len($catalogue) + 2)))"
)
# A key for the whole (none), one for each group, and the empty one for what is in no group.
_UNDER_KEYS = """
CREATE TEMP VIEW under_keys AS
SELECT NULL AS key, * FROM chosen
UNION ALL SELECT unnest(groups) AS key, * FROM chosen
UNION ALL SELECT '' AS key, * FROM chosen WHERE len(groups) = 0
"""
_SUMS = """
SELECT key, count(*), count(value), count(*) FILTER (met),
       coalesce(sum(brings::HUGEINT * weighs) FILTER (brings IS NOT NULL AND weighs >= 0), 0::HUGEINT),
       coalesce(sum(weighs::HUGEINT) FILTER (brings IS NOT NULL AND weighs >= 0), 0::HUGEINT),
       count(*) FILTER (brings IS NOT NULL AND weighs >= 0),
       count(DISTINCT entity), count(DISTINCT followup)
FROM under_keys GROUP BY key
"""
_LIGHTS = (
    "SELECT key, band, min(word), count(*) FROM under_keys WHERE band <> '' AND value IS NOT NULL GROUP BY key, band"
)
_REASONS = "SELECT key, undefined, count(*) FROM under_keys WHERE value IS NULL GROUP BY key, undefined"
_EXCLUDED = f"""
SELECT key, CASE WHEN brings IS NULL THEN undefined ELSE '{Reason.NO_WEIGHT.value}' END AS why, count(*) FROM under_keys
WHERE brings IS NULL OR weighs IS NULL OR weighs < 0 GROUP BY key, why
"""  # noqa: S608
_PLANS = """
SELECT key, coalesce(sum(brings::HUGEINT), 0::HUGEINT), count(brings), count(*)
FROM (SELECT NULL AS key, * FROM plans UNION ALL SELECT unnest(groups) AS key, * FROM plans) GROUP BY key
"""


def _added_up(table: Columns, asked: Asked) -> dict[str | None, Consolidated]:
    """By key (None: the whole; empty: of no group), the targets that count in their plan and the plans they are of."""
    _choose(table, asked)
    lights, words = _lights(table.ask(_LIGHTS))
    reasons, excluded = _by_code(table.ask(_REASONS)), _by_code(table.ask(_EXCLUDED))
    plans = {key: NodeSum(total, n, n, rows - n) for key, total, n, rows in table.ask(_PLANS)}
    found = {}
    for key, items, measured, met, total, weights, counted, entities, closings in table.ask(_SUMS):
        counts = Counts(items, measured, met, lights[key], reasons[key])
        found[key] = Consolidated(
            key=key or "",
            weighing=asked.weighing,
            group=Group(counts, NodeSum(total, weights, counted, items - counted)),
            excluded=excluded[key],
            plans=plans.get(key, NOTHING),
            entities=entities,
            closings=closings,
            lights=words,
        )
    return found


def _choose(table: Columns, asked: Asked) -> None:
    """Two tables of what was asked for: the targets that count, and the plans that they are of."""
    facts: dict[str, Any] = {"measure": asked.measure}
    keys = _KEYS.get(asked.axis, _OF_CATALOGUE)
    if asked.axis not in _KEYS:
        facts["catalogue"] = asked.axis
    aligned = {"aligned": asked.aligned} if asked.aligned else {}
    which = " AND list_contains(keys, $aligned)" if aligned else ""
    weighs = "1" if asked.weighing is Weighing.EQUAL else "share"
    table.ask(
        f"CREATE TEMP TABLE chosen AS SELECT {keys} AS groups, entity, followup, value, undefined, brings, "  # noqa: S608
        f"{weighs}::BIGINT AS weighs, met, band, word FROM told "
        f"WHERE kind = '{TARGET}' AND counts AND measure = $measure{which}",
        facts | aligned,
    )
    placed = _KEYS[asked.axis] if asked.axis in (WHOLE, ENTITY, YEAR, PERIOD) else _KEYS[WHOLE]
    table.ask(
        f"CREATE TEMP TABLE plans AS SELECT {placed} AS groups, brings FROM told "  # noqa: S608
        f"WHERE kind = '{PLAN}' AND measure = $measure AND $whole_plans",
        {"measure": asked.measure, "whole_plans": not asked.aligned},
    )
    table.ask(_UNDER_KEYS)


def _lights(rows: Iterable[Sequence[Any]]) -> tuple[defaultdict[Any, dict[str, int]], dict[str, str]]:
    found: defaultdict[Any, dict[str, int]] = defaultdict(dict)
    words: dict[str, str] = {}
    for key, band, word, count in sorted(rows, key=str):
        found[key][band] = count
        words.setdefault(band, word)
    return found, words


def _by_code(rows: Iterable[Sequence[Any]]) -> defaultdict[Any, dict[str, int]]:
    found: defaultdict[Any, dict[str, int]] = defaultdict(dict)
    for key, code, count in sorted(rows, key=str):
        found[key][code] = count
    return found


def _names(axis: str, closings: Sequence[Closing], groups: Sequence[Consolidated]) -> dict[str, str]:
    """What the keys are called: entities by their name, lights by their word, entries of a catalogue by theirs, others
    by themselves."""
    keys = [each.key for each in groups]
    if axis == ENTITY:
        return {each.entity: each.name for each in closings}
    if axis == BAND:
        return {each.key: each.lights.get(each.key, each.key) for each in groups}
    if axis in AXES:
        return {}
    rows = Entry.objects.filter(catalogue__key=axis, catalogue__entity__isnull=True, code__in=keys)
    return dict(rows.order_by("catalogue__valid_from").values_list("code", "name"))
