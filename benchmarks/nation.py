"""Any fraction of a national installation, made entity by entity at bounded memory, and what working with it takes.

    python -m benchmarks.nation --one-in 1000 --folder DIR [--part files|rows|all] [--targets 300] [--years 10]

The country is 6,000 entities of 300 targets, followed by quarters for ten years. `files` draws the closings straight
into Parquet by the rules alone and consolidates them; `rows` makes entities, plans, reports and closings in a database
(that of RUMBO_DATABASE_URL, or an SQLite of the folder), writes their files, consolidates and verifies. Each step is a
process of its own, whose seconds and most memory are printed as JSON. It is no part of `make bench`: see docs/scale.md.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.promised import ENTITIES, FIRST_YEAR, QUARTERS, TARGETS, YEARS

FILES = ("drawn", "asked")
ROWS = ("migrated", "founded", "kept", "consolidated", "verified")


def main() -> None:
    asked = _asked()
    entities = max(1, ENTITIES // asked.one_in)
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    steps = [*(FILES if asked.part != "rows" else ()), *(ROWS if asked.part != "files" else ())]
    if asked.step:
        _step(asked.step, folder, entities, asked.targets, asked.years)
        return
    rows = entities * asked.targets * QUARTERS * asked.years
    print(json.dumps({"one_in": asked.one_in, "entities": entities, "target_periods": rows}), flush=True)
    again = ["--folder", str(folder), "--one-in", str(asked.one_in), "--targets", str(asked.targets)]
    for step in steps:
        command = [sys.executable, "-m", "benchmarks.nation", *again, "--years", str(asked.years), "--step", step]
        subprocess.run(command, check=True, env=os.environ | _settings(folder))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.nation")
    parser.add_argument("--one-in", type=int, default=1000)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--part", choices=("files", "rows", "all"), default="all")
    parser.add_argument("--targets", type=int, default=TARGETS)
    parser.add_argument("--years", type=int, default=YEARS)
    parser.add_argument("--step", choices=(*FILES, *ROWS), help=argparse.SUPPRESS)
    return parser.parse_args()


def _settings(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        "RUMBO_DATA_DIR": str(folder),
        "RUMBO_DATABASE_URL": os.environ.get("RUMBO_DATABASE_URL", f"sqlite:///{folder}/rumbo.sqlite3"),
        "RUMBO_SECRET_KEY": "known-to-everybody-and-used-by-benchmarks-only",
        "RUMBO_HTTPS": "0",
        "RUMBO_STATIC_COLLECTED": "0",
        "RUMBO_LOG_LEVEL": "ERROR",
    }


def _step(name: str, folder: Path, entities: int, targets: int, years: int) -> None:
    """One step, timed and weighed; the memory is that of this process and of the largest of those it started."""
    began, work = time.perf_counter(), STEPS[name]
    told = work(folder, range(1, entities + 1), targets, range(FIRST_YEAR, FIRST_YEAR + years))
    own, started = (resource.getrusage(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    spent = own.ru_utime + own.ru_stime + started.ru_utime + started.ru_stime
    print(
        json.dumps(
            {
                "step": name,
                "seconds": round(time.perf_counter() - began, 1),
                "processor_seconds": round(spent, 1),
                "most_mib": own.ru_maxrss // 1024,
                "most_mib_of_a_started_process": started.ru_maxrss // 1024,
                **told,
            }
        ),
        flush=True,
    )


def _drawn(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    _set_up()
    from benchmarks.drawn import draw

    return draw(folder / "drawn", entities, targets, years)


def _asked_of_files(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    """Four questions over everything that was drawn, and the first over one quarter."""
    _set_up()
    from rumbo.apps.measurement.queries.consolidation import Asked, _added_up
    from rumbo.papers.columns import Columns

    every = sorted((folder / "drawn").glob("*.parquet"))
    quarter = [place for place in every if place.name.endswith(f"-{years[-1]}-{QUARTERS}.parquet")]
    took = {}
    for name, places, axis in (
        ("one quarter, whole", quarter, "whole"),
        ("one quarter, by ods", quarter, "ods"),
        ("all quarters, by period", every, "period"),
        ("all quarters, by entity", every, "entity"),
    ):
        began = time.perf_counter()
        with Columns(places) as table:
            found = _added_up(table, Asked(axis=axis))
        took[name] = {
            "files": len(places),
            "groups": len(found),
            "targets": found[None].group.counts.items,
            "seconds": round(time.perf_counter() - began, 2),
        }
    return {"questions": took}


def _migrated(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    from django.core.management import call_command

    _set_up()
    call_command("migrate", verbosity=0)
    return {}


def _founded(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    from benchmarks.founded import found, made

    _set_up()
    for number in entities:
        if not made(number):
            found(number, targets, years)
        print(f"entity {number} of {len(entities)}", file=sys.stderr, flush=True)
    return {"database": _sizes(folder)}


def _kept(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    """The file of every closing, one after the other, as `rumbo consolidate --write` writes them."""
    _set_up()
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.measurement.actions import write_closing
    from rumbo.apps.measurement.queries.closings import closings_without_file

    files = [write_closing(system_actor("cli", each.entity_id), each) for each in closings_without_file().iterator()]
    sizes = [each.file.size for kept in files for each in kept]
    return {"files": len(sizes), "bytes": sum(sizes)}


def _consolidated(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    _set_up()
    from rumbo.apps.measurement.queries.consolidation import Asked, consolidated

    took = {}
    for axis, year, period in (("whole", years[-1], 4), ("ods", years[-1], 4), ("period", None, None)):
        began = time.perf_counter()
        found = consolidated(Asked(axis=axis, year=year, period=period))
        took[f"{axis} {year or ''}".strip()] = {
            "closings": len(found.closings),
            "targets": found.whole.group.counts.items,
            "mean": str(found.whole.outcome),
            "seconds": round(time.perf_counter() - began, 2),
        }
    return {"questions": took}


def _verified(folder: Path, entities: range, targets: int, years: range) -> dict[str, Any]:
    """`rumbo measure --verify`, as an administrator runs it."""
    command = [sys.executable, "-c", "from rumbo.faces.cli.main import main; main()", "measure", "--verify"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return {"exit": done.returncode, "said": done.stdout.strip()[-200:], "errors": done.stderr.strip()[-200:]}


def _set_up() -> None:
    import django

    django.setup()


def _sizes(folder: Path) -> dict[str, int]:
    """The bytes of the tables of the database, the largest first; of SQLite with their indexes apart."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
                "AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 12"
            )
        else:
            cursor.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 16")
        sizes = dict(cursor.fetchall())
    database = folder / "rumbo.sqlite3"
    return {"whole": database.stat().st_size if database.exists() else sum(sizes.values()), **sizes}


STEPS: dict[str, Callable[[Path, range, int, range], dict[str, Any]]] = {
    "drawn": _drawn,
    "asked": _asked_of_files,
    "migrated": _migrated,
    "founded": _founded,
    "kept": _kept,
    "consolidated": _consolidated,
    "verified": _verified,
}


if __name__ == "__main__":
    main()
