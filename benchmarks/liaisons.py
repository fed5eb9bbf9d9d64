"""The last day of the quarter: everybody hands in at once, on PostgreSQL, through a real server.

    python -m benchmarks.liaisons [--liaisons 200] [--targets 500] [--minutes 10] [--processes 2]

Each liaison signs in, opens what their unit owes and hands it in. One in five presses the button twice, one in ten
loses the answer and tries again. At the end every report that the server said it had taken must be stored exactly once,
as it was typed, and the trail must hold. Ends with 1 when one is lost, doubled or changed, or the server failed.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

from benchmarks.browsing import Browser
from benchmarks.entity import JUSTIFICATION
from tests.both_engines import postgresql

PASSWORD = "una-clave-de-prueba"
TWICE, LOST = 5, 10
"""One in so many presses twice; one in so many loses the answer."""


@dataclass
class Day:
    """What the crowd saw: the text of each report that was taken, the answers by status, the seconds of each."""

    taken: dict[str, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)
    unfinished: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answered(self, status: int, began: float) -> None:
        with self.lock:
            self.answers[status] += 1
            self.seconds.append(time.monotonic() - began)


def main() -> int:
    """Builds the entity, serves it, lets everybody in and counts."""
    parser = argparse.ArgumentParser(prog="benchmarks.liaisons", description=__doc__)
    for name, default in (("liaisons", 200), ("targets", 500), ("processes", 2)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--minutes", type=float, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rumbo-crowd-") as folder, postgresql() as address:
        os.environ |= _settings(folder, address)
        followup, liaisons = _entity(asked.liaisons, asked.targets)
        with _served(asked.processes) as port:
            print(f"{asked.liaisons} liaisons, {asked.targets} reports, {asked.minutes:g} minutes", flush=True)
            day = _crowd(port, liaisons, asked.minutes * 60)
        return _counted(followup, day, asked.targets)


def _settings(folder: str, address: str) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
        "RUMBO_DATA_DIR": folder,
        "RUMBO_DATABASE_URL": address,
        "RUMBO_SECRET_KEY": "known-to-everybody-and-used-by-benchmarks-only",
        "RUMBO_HTTPS": "0",
        "RUMBO_STATIC_COLLECTED": "0",
        "RUMBO_ALLOWED_HOSTS": "localhost",
        "RUMBO_LOG_LEVEL": "ERROR",
    }


def _entity(liaisons: int, count: int) -> tuple[Any, list[str]]:
    """An entity with a unit for each liaison and an open quarter, and the addresses of the liaisons."""
    from benchmarks import entity

    house = entity.house("cierre")
    from rumbo.apps.audit.actor import Role
    from rumbo.apps.people.actions import create_unit
    from tests.characters import LONG_AGO, welcome

    units = [f"Dependencia {number}" for number in range(liaisons)]
    for number, name in enumerate(units):
        house.units[name] = create_unit(house.system, house.entity, name, valid_from=LONG_AGO)
        welcome(house, f"enlace{number}", f"Enlace {number}", Role.LIAISON, name)
    version = entity.plan_of(house, count, units=[house.units[name].pk for name in units])
    return entity.opened(house, version, 2), [f"enlace{number}@cierre.gov.co" for number in range(liaisons)]


class _served:  # noqa: N801 - a context, written as it is read
    """The server of an installation, with so many processes; the port where it listens."""

    def __init__(self, processes: int) -> None:
        self.port = random.randrange(20_000, 30_000)
        options = ["--interface", "wsgi", "--host", "127.0.0.1", "--no-ws", "--log-level", "warning"]
        sizes = ["--workers", str(processes), "--blocking-threads", "4", "--backlog", "1024", "--port", str(self.port)]
        self.command = [sys.executable, "-m", "granian", *options, *sizes, "rumbo.config.wsgi:application"]

    def __enter__(self) -> int:
        self.process = subprocess.Popen(self.command)
        while Browser(self.port).get("/cuenta/login/")[0] != 200:
            time.sleep(0.5)
        return self.port

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()


def _crowd(port: int, liaisons: list[str], seconds: float) -> Day:
    """Everybody comes at a moment of their own within the time, and stays until all they owe is handed in."""
    day, chance = Day(), random.Random(2024)
    moments = sorted(chance.uniform(0, seconds) for _ in liaisons)
    people = [
        threading.Thread(target=_liaison, args=(day, port, email, moment, random.Random(email)))
        for email, moment in zip(liaisons, moments, strict=True)
    ]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return day


def _liaison(day: Day, port: int, email: str, moment: float, chance: random.Random) -> None:
    time.sleep(moment)
    browser = Browser(port)
    _sign_in(day, browser, email)
    mine = _page(day, browser, "/seguimiento/mis-reportes/")
    for address in dict.fromkeys(_reports(mine)):
        time.sleep(chance.uniform(0, 2))
        _hand_in(day, browser, address, chance)


def _sign_in(day: Day, browser: Browser, email: str) -> None:
    """Who is asked to wait, as too many come from one address at once, tries again."""
    status = 429
    while status == 429:
        fields = browser.form(_page(day, browser, "/cuenta/login/"), "login")
        began = time.monotonic()
        status, _to, _shown = browser.post("/cuenta/login/", fields | {"login": email, "password": PASSWORD})
        day.answered(status, began)
        time.sleep(1)


def _reports(page: str) -> list[str]:
    parts = page.split('href="/seguimiento/reportes/')[1:]
    return [f"/seguimiento/reportes/{part.split('/')[0]}/" for part in parts]


def _page(day: Day, browser: Browser, address: str) -> str:
    began = time.monotonic()
    status, _to, page = browser.get(address)
    day.answered(status, began)
    return page


def _hand_in(day: Day, browser: Browser, address: str, chance: random.Random) -> None:
    """Sends a report until the screen shows it as sent; each time with a text of its own."""
    for attempt in range(1, 6):
        page = _page(day, browser, address)
        if 'name="submit"' not in page:
            break
        text = f"Se hicieron las jornadas previstas. Envío {attempt} de {address}"
        typed = {"quantity": "30", "narrative": text, "justification": JUSTIFICATION, "submit": "1"}
        fields = browser.form(page, "narrative") | typed
        if attempt == 1 and chance.randrange(LOST) == 0:
            browser.post(address, fields, hang_up=True)
            time.sleep(chance.uniform(0, 1))
            continue
        if chance.randrange(TWICE) == 0:
            again = threading.Thread(target=_sent, args=(day, browser.twin(), address, fields))
            again.start()
            _sent(day, browser, address, fields)
            again.join()
        else:
            _sent(day, browser, address, fields)
    else:
        with day.lock:
            day.unfinished.append(address)


def _sent(day: Day, browser: Browser, address: str, fields: dict[str, str]) -> None:
    """A report is taken when the server leads back to its page."""
    began = time.monotonic()
    status, leads, _shown = browser.post(address, fields)
    day.answered(status, began)
    if (status, leads) == (302, address):
        with day.lock:
            day.taken[address] = fields["narrative"]


def _counted(followup: Any, day: Day, owed: int) -> int:
    """Compares what was taken with what is stored; 0 when they agree."""
    from rumbo.apps.followup.models import Report, ReportEntry
    from rumbo.apps.followup.queries.chain import steps_with_broken_signature

    sent = ReportEntry.objects.filter(report__followup=followup, submitted_at__isnull=False)
    stored: dict[str, list[str]] = {}
    for uid, text in sent.values_list("report__uid", "narrative"):
        stored.setdefault(f"/seguimiento/reportes/{uid}/", []).append(text)
    faults = {
        "taken and not stored": [each for each in day.taken if each not in stored],
        "stored more than once": [each for each, texts in stored.items() if len(texts) > 1],
        "stored otherwise than typed": [
            each for each, text in day.taken.items() if text not in stored.get(each, [text])
        ],
        "never handed in": day.unfinished,
        "without their entry": list(Report.objects.filter(followup=followup, entries__isnull=True).values_list("uid")),
        "with a broken signature": list(steps_with_broken_signature(followup)),
    }
    failed = sum(count for status, count in day.answers.items() if status < 0 or status >= 500)
    cuts = quantiles(day.seconds, n=100)
    print(f"owed {owed}, taken {len(day.taken)}, stored {sum(map(len, stored.values()))} in {len(stored)} reports")
    print(f"answers by status: {dict(sorted(day.answers.items()))}")
    print(
        f"seconds of an answer: half under {cuts[49]:.2f}, 95 of 100 under {cuts[94]:.2f}, most {max(day.seconds):.2f}"
    )
    for name, found in faults.items():
        if found:
            print(f"FAULT: {name}: {len(found)}, as {found[:3]}")
    if failed:
        print(f"FAULT: the server failed {failed} times")
    return 1 if failed or any(faults.values()) or len(stored) != owed else 0


if __name__ == "__main__":
    sys.exit(main())
