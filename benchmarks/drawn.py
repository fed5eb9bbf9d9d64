"""The closings of the invented nation straight as files by columns: promised, measured and rolled up by the rules,
one closing in memory at a time, without any database. The same numbers give the same bytes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from benchmarks.promised import OBJECTIVES, PROGRAMMES, QUARTERS, Promise, promises

ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))


def draw(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    """Writes a file a closing; how many, their bytes, and a digest of them all."""
    from hashlib import sha256

    from rumbo.apps.measurement.bridge.closing_rows import CLOSING_COLUMNS
    from rumbo.papers.columns import write_columns

    folder.mkdir(parents=True, exist_ok=True)
    told, files, size = sha256(), 0, 0
    for entity in entities:
        for year in years:
            promised = list(promises(entity, year, targets))
            for quarter in range(1, QUARTERS + 1):
                place = folder / f"{entity:04}-{year}-{quarter}.parquet"
                _, digest = write_columns(place, CLOSING_COLUMNS, closing(entity, year, quarter, promised))
                told.update(digest.encode())
                files, size = files + 1, size + place.stat().st_size
    return {"files": files, "bytes": size, "digest": told.hexdigest()}


def closing(entity: int, year: int, quarter: int, promised: list[Promise]) -> Iterator[tuple[Any, ...]]:
    """The rows of one closing, in the order in which a closing freezes them."""
    from types import SimpleNamespace

    from rumbo.apps.measurement.bridge.closing_rows import LEVEL, PLAN, TARGET, Subject, row_of
    from rumbo.apps.measurement.bridge.rows import band_lit
    from rumbo.domain.measurement.bands import Percentage
    from rumbo.domain.measurement.digests import inputs_digest, node_digest
    from rumbo.domain.measurement.levels import Level, Placed, roll_up_plan
    from rumbo.domain.measurement.rollup import NOTHING, ROLL_UP_EDITION, ROLL_UP_RULE
    from rumbo.domain.measurement.settings import DEFAULTS

    measures = tuple(Percentage(name) for name in ("year", "to_date", "term", "expected", "at_cutoff"))
    whose = tuple(_uid(entity, *parts) for parts in ((), (year,), (year, "version"), (year, quarter)))
    when = (year, "quarterly", quarter, date(year, *ENDS[quarter - 1]).isoformat(), 0)

    def told(subject: Any, which: Any, outcomes: Any, rule: str, edition: str, sums: Any, digest: str) -> Any:
        outcome = outcomes[which.value]
        value = getattr(outcome, "figure", None)
        columns = {
            "value": value,
            "undefined": "" if value is not None else outcome.reason.value,
            "marks": " ".join(mark.value for mark in outcome.marks),
            "weighted_total": sums.weighted_text,
            "weight_sum": sums.weight_sum,
            "counted": sums.counted,
            "excluded": sums.excluded,
            "inputs_digest": digest,
        }
        weight = None if subject.kind == PLAN else 1
        figure: Any = SimpleNamespace(measure=which.value, rule=rule, edition=edition, weight=weight)
        light = band_lit(outcomes, DEFAULTS)
        share = shares[which].get(subject.uid)
        return (*whose, *when, *row_of(figure, columns, subject, outcome, light, DEFAULTS, share))

    measured = [(each, _measured(entity, year, quarter, each)) for each in promised]
    levels = [Level(f"o{n}") for n in range(OBJECTIVES)]
    levels += [Level(f"p{n}", f"o{n % OBJECTIVES}") for n in range(PROGRAMMES)]
    rolled = {
        which: roll_up_plan(
            levels,
            [Placed(str(each.number), str(each.number), f"p{each.under}", m.outcome(which)) for each, m in measured],
            DEFAULTS,
            closed=True,
        )
        for which in measures
    }
    shares = {which: _shares(entity, year, found) for which, found in rolled.items()}
    for each, figures in measured:
        outcomes = {which.value: figures.outcome(which) for which in measures}
        keys = tuple(sorted(f"ods={goal}" for goal in each.goals))
        target = _uid(entity, year, each.number, "target")
        subject = Subject(TARGET, _uid(entity, year, each.number), target, True, keys)
        rule, _, edition = figures.rule.partition("@")
        for which in measures:
            yield told(subject, which, outcomes, rule, edition, NOTHING, inputs_digest(figures))
    for which in measures:
        for uid in (*(level.uid for level in reversed(levels)), None):
            outcomes = {name.value: rolled[name][uid].outcome for name in measures}
            found = rolled[which][uid]
            subject = Subject(LEVEL, _uid(entity, year, uid)) if uid else Subject(PLAN, whose[1])
            digest = node_digest(found.children, DEFAULTS, True)
            yield told(subject, which, outcomes, ROLL_UP_RULE, ROLL_UP_EDITION, found.sums, digest)


def _shares(entity: int, year: int, rolled: Any) -> dict[str, int]:
    from rumbo.domain.measurement.consolidating import shares_of_plan
    from rumbo.domain.measurement.settings import DEFAULTS

    children = {level: each.children for level, each in rolled.items()}
    return {_uid(entity, year, uid): share for uid, share in shares_of_plan(children, DEFAULTS).items()}


def _measured(entity: int, year: int, quarter: int, each: Promise) -> Any:
    from rumbo.domain.annualization import FROM_START
    from rumbo.domain.measurement.settings import DEFAULTS
    from rumbo.domain.measurement.targets import CutOff, MeasuredTarget, measure_target
    from rumbo.domain.numbers import Quantity

    total = Quantity.of(each.total)
    promised = MeasuredTarget(
        uid=_uid(entity, year, each.number, "revision"),
        rule=each.rule,
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        target=total,
        opening=FROM_START,
        basis=None,
        programme={year: total},
        period_programme={(year, place): Quantity.of(due) for place, due in enumerate(each.programme, start=1)},
    )
    answers = {
        (year, place): Quantity.of(told) for place, told in enumerate(each.told[:quarter], start=1) if told is not None
    }
    return measure_target(promised, answers, DEFAULTS, CutOff(date(year, *ENDS[quarter - 1]), closed=True))


def _uid(entity: int, *parts: Any) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(map(str, ("nation", entity, *parts)))))
