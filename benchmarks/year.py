"""A year of an entity of forty units and five hundred targets, day by day, and what each person would have seen.

    python -m benchmarks.year [--units 40] [--targets 500] [--quarters 4]

The plan is born the year before: cloned, written by every unit, returned by field, approved by component. Then planning
opens each quarter; units hand in on days of their own, some late, some never; leads endorse or return the day
after, planning verifies and internal control evaluates the day after that; the quarter is closed and published. In May
units ask to change the plan and an act makes its next version, with a target cancelled; a quarter that was published is
corrected and published again. Beside what happens, everybody opens the pages of their role, and in the last quarter
every kind of page that links lead them to. Told at the end: what each person was asked to do first and since when, who
got how many messages, and the most queries that a page took. Ends with 1 when a page failed or took more than twelve.
"""

import argparse
import os
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from unittest.mock import patch

from benchmarks.born import formulated
from benchmarks.changed import changed, corrected

MOST_QUERIES, FEW_QUERIES = 12, 8
FIRST = re.compile(r'class="next-step"><div><h2>(.*?)</h2>', re.DOTALL)
"""What the first screen asks first."""
LATE, NEVER, RETURNED, EVALUATED = 0.15, 0.05, 0.1, 0.05
"""Which part of the reports comes late, never comes, is returned once, is evaluated by internal control."""
TELLS = "Se hicieron las jornadas previstas con los municipios; las actas quedaron en el expediente de la dependencia."
BOARD = ("followup-board", "followup-board-reports")
PAGES = {
    "pilar": ("home", *BOARD, "followup-awaiting", "followup-rounds", "followup-round", "notices-outbox"),
    "lucia": ("home", "followup-owed", "followup-report", "notices-own"),
    "leonardo": ("home", "followup-owed", "followup-awaiting"),
    "irene": ("home", *BOARD, "followup-round", "followup-report", "measurement-sheet"),
    "diana": ("home", "followup-board", "measurement-list", "measurement-sheet"),
}


Step = tuple[Callable[["Year", Any], Any], Any]
"""What is done to a report, and the report."""


@dataclass
class Year:
    """What is kept while it passes."""

    house: Any
    version: Any
    chance: random.Random = field(default_factory=lambda: random.Random(2024))
    queries: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    diary: list[str] = field(default_factory=list)
    shown: dict[str, Any] = field(default_factory=dict)
    """What the pages of one record show."""

    agenda: defaultdict[date, list[Step]] = field(default_factory=lambda: defaultdict(list))
    """What is done to which report on a day to come."""

    first: dict[str, str] = field(default_factory=dict)
    asked_first: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """What the first screen of each person asked of them first, whenever it became another."""

    def tell(self, day: date, text: str) -> None:
        self.diary.append(f"{day:%Y-%m-%d}  {text}")

    def look(self, day: date, pages: dict[str, tuple[str, ...]]) -> None:
        """These people open these pages."""
        _look(self, day, pages)

    def answerable(self, unit: str) -> tuple[Any, Any]:
        """Who answers for a unit, and who leads it."""
        liaison, lead = (self.house.people[name].actor for name in _answerable(unit))
        return liaison, lead

    def asked(self) -> list[Any]:
        """The requests that wait for the opinion of planning."""
        from rumbo.apps.changing.queries import visible_requests

        return list(visible_requests(self.house.pilar.actor).filter(state="asked").order_by("pk"))

    def moment(self, day: date) -> datetime:
        """The hour of a day at which everything happens."""
        return datetime(day.year, day.month, day.day, HOUR, tzinfo=UTC)

    def goes_out(self, publication: Any) -> None:
        """The worker's part of a large publication; a small one is out already."""
        from rumbo.apps.publishing.actions.publish import draw_large_publication

        draw_large_publication.func(publication.pk)

    def seen_by_everybody(self, publication: Any) -> None:
        """What the public page of a publication says of a correction."""
        from django.test import Client

        page = Client().get(f"/publico/{self.house.entity.slug}/{publication.year}/{publication.number}/")
        if "Esta publicación trae cifras corregidas" not in page.content.decode():
            self.failed.append(f"the public page of {publication.number} does not tell its correction")


def main() -> int:
    """The year, and what it showed."""
    parser = argparse.ArgumentParser(prog="benchmarks.year", description=__doc__)
    for name, default in (("units", 40), ("targets", 500), ("quarters", 4)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rumbo-year-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "rumbo.config.settings",
            "RUMBO_DATA_DIR": folder,
            "RUMBO_DATABASE_URL": f"sqlite:///{folder}/rumbo.sqlite3",
            "RUMBO_SECRET_KEY": "known-to-everybody-and-used-by-benchmarks-only",
            "RUMBO_HTTPS": "0",
            "RUMBO_STATIC_COLLECTED": "0",
            "RUMBO_ALLOWED_HOSTS": "testserver,localhost",
            "RUMBO_LOG_LEVEL": "ERROR",
        }
        year = _founded(asked.units, asked.targets)
        for ordinal in range(1, asked.quarters + 1):
            followup, publication = _quarter(year, ordinal, ordinal == asked.quarters)
            if ordinal == 1:
                corrected(year, followup, publication, _on)
                year.version = changed(year, _on)
        return _told(year)


def _founded(units: int, targets: int) -> Year:
    from benchmarks import entity

    house = entity.house("anual")
    from django.conf import settings

    from rumbo.apps.audit.actor import Role
    from rumbo.apps.calendar.actions import record_lateness
    from rumbo.apps.followup.actions import record_chain
    from rumbo.apps.people.actions import create_unit
    from rumbo.domain.calendar.locks import Lateness
    from rumbo.domain.followup.chain import CHAINS
    from tests.characters import LONG_AGO, welcome

    names = ["Oficina de Proyectos", *(f"Dependencia {number}" for number in range(1, units))]
    for number, name in enumerate(names[1:], start=1):
        house.units[name] = create_unit(house.system, house.entity, name, valid_from=LONG_AGO)
        house.people[f"enlace{number}"] = welcome(house, f"enlace{number}", f"Enlace {number}", Role.LIAISON, name)
        house.people[f"jefe{number}"] = welcome(house, f"jefe{number}", f"Jefe {number}", Role.UNIT_LEAD, name)
    house.people["jaime"] = welcome(house, "jaime", "Jaime Jurídico", Role.LIAISON, "Oficina Jurídica")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    record_lateness(house.andres.actor, house.entity, Lateness(report=True, review=True), valid_from=date(2024, 1, 1))
    record_chain(house.andres.actor, house.entity, CHAINS[-1], valid_from=date(2024, 1, 1))
    keys = [house.units[name] for name in names]
    source = entity.plan_of(house, targets - targets // 50, units=[each.pk for each in keys], year=2023)
    year = Year(house, source)
    year.version = formulated(year, source, keys, _on)
    return year


HOUR = 15
WALKS_ON = 6
"""How many days after the last quarter opens everybody opens every page."""


@contextmanager
def _on(day: date, hour: int = HOUR) -> Iterator[None]:
    """Everything that happens within happens on a day; 15 hours of Greenwich are 10 of Bogotá."""
    now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    with patch("django.utils.timezone.now", lambda: now):
        yield


def _quarter(year: Year, ordinal: int, last: bool = False) -> tuple[Any, Any]:
    """One quarter: opened, reported day by day, reviewed, closed and published."""
    from rumbo.apps.followup.models import Report
    from rumbo.apps.measurement.actions import close_period, open_period
    from rumbo.apps.plans.actions import ensure_periods
    from rumbo.apps.publishing.actions import prepare_publication, publish
    from rumbo.domain.calendar.windows import Windows

    pilar, diana = year.house.pilar.actor, year.house.diana.actor
    period = ensure_periods(pilar, year.house.entity, 2024, "quarterly")[ordinal - 1]
    opens = period.last_day + timedelta(days=1)
    days = Windows(opens, opens + timedelta(days=9), opens + timedelta(days=16), opens + timedelta(days=20))
    with _on(opens):
        followup = open_period(pilar, year.version, period, windows=days)
        owed = list(Report.objects.filter(followup=followup).select_related("unit"))
        mine = next(report for report in owed if report.unit.name == "Oficina de Proyectos")
        year.shown |= dict.fromkeys(("followup-round", "measurement-sheet"), followup.uid)
        year.shown["followup-report"] = mine.uid
        year.tell(
            opens, f"planning opens quarter {ordinal}: {len(owed)} reports of {len({r.unit_id for r in owed})} units"
        )
    handed = {report.pk: _day_of(year, days) for report in owed}
    for number in range((days.close_on - opens).days):
        day = opens + timedelta(days=number)
        with _on(day):
            _day(year, day, [each for each in owed if handed[each.pk] == day], number % 5 == 0)
            if last and number == WALKS_ON:
                _walk(year, day)
    with _on(days.close_on):
        close_period(pilar, followup)
        year.tell(days.close_on, f"planning closes quarter {ordinal}")
        publication = prepare_publication(pilar, year.version, title=f"Seguimiento {ordinal}", followup=followup)
        publish(diana, publication, approver="Directora")
        year.goes_out(publication)
        _look(year, days.close_on)
    return followup, publication


def _day_of(year: Year, days: Any) -> date | None:
    """The day on which a unit hands a report in; None for never."""
    drawn = year.chance.random()
    if drawn < NEVER:
        return None
    if drawn < NEVER + LATE:
        return days.report_until + timedelta(days=year.chance.randint(1, 5))
    return days.opens_on + timedelta(days=year.chance.randint(0, 9))


def _day(year: Year, day: date, reports: list[Any], looked: bool) -> None:
    """The clock writes and sends; units hand in; leads and planning answer what reached them the day before; everybody
    looks."""
    from rumbo.apps.audit.actor import system_actor
    from rumbo.apps.notices.actions.send_messages import deliver_messages
    from rumbo.apps.reminding.actions import write_reminders

    entity = year.house.entity
    written = write_reminders(system_actor("task", entity.pk), entity, day=day)
    deliver_messages.func(entity.pk)
    before = year.done.copy()
    for step, report in [(_handed_in, report) for report in reports] + year.agenda.pop(day, []):
        following = step(year, report)
        if following is not None:
            year.agenda[day + timedelta(days=1)].append(following)
    told = {name: count - before[name] for name, count in year.done.items() if count > before[name]}
    if written or told:
        year.tell(day, "; ".join([f"{written} messages", *(f"{count} {name}" for name, count in told.items())]))
    if looked:
        _look(year, day)


def _handed_in(year: Year, report: Any, narrative: str = TELLS) -> Step:
    """The unit answers and signs; its lead has it the next day."""
    from benchmarks import entity
    from rumbo.apps.followup.actions import submit_report
    from rumbo.apps.followup.bridge import AnswerData
    from rumbo.domain.numbers import Quantity

    quantity = Quantity.of(year.chance.randint(20, 35))
    told = AnswerData(quantity=quantity, narrative=narrative, justification=entity.JUSTIFICATION)
    sent = submit_report(year.answerable(report.unit.name)[0], report, told, report.edit)
    year.done["handed in" if narrative == TELLS else "mended"] += 1
    return (_led if narrative == TELLS else _endorsed), sent


def _mended(year: Year, report: Any) -> Step:
    return _handed_in(year, report, f"{TELLS} En Tunja.")


def _led(year: Year, report: Any) -> Step:
    """The lead endorses it, or sends it back for its unit to mend."""
    from rumbo.apps.followup.actions import return_report

    if year.chance.random() >= RETURNED:
        return _endorsed(year, report)
    lead = year.answerable(report.unit.name)[1]
    year.done["returned"] += 1
    return _mended, return_report(lead, report, report.edit, remarks={"narrative": "Diga con qué municipios."})


def _endorsed(year: Year, report: Any) -> Step:
    from rumbo.apps.followup.actions import endorse_report

    year.done["endorsed"] += 1
    return _verified, endorse_report(year.answerable(report.unit.name)[1], report, report.edit)


def _verified(year: Year, report: Any) -> Step | None:
    """Planning takes it, and internal control evaluates some."""
    from rumbo.apps.followup.actions import EvaluationData, evaluate_report
    from rumbo.apps.followup.models import Verdict
    from rumbo.apps.measurement.actions import accept_report

    accept_report(year.house.pilar.actor, report, report.edit)
    year.done["verified"] += 1
    if year.chance.random() < EVALUATED:
        evaluate_report(year.house.irene.actor, report, EvaluationData(Verdict.CONFIRMED, "Se vio el acta."), 0)
        year.done["evaluated"] += 1
    return None


def _answerable(unit: str) -> tuple[str, str]:
    number = unit.removeprefix("Dependencia ")
    return ("lucia", "leonardo") if number == unit else (f"enlace{number}", f"jefe{number}")


def _look(year: Year, day: date, pages: dict[str, tuple[str, ...]] = PAGES) -> None:
    """Everybody opens the pages of their role; what a page takes is counted the second time, when all is warm."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    for key, names in pages.items():
        browser = year.house.people[key].browser()
        for name in names:
            address = reverse(f"web:{name}", args=[year.shown[name]] if name in year.shown else [])
            browser.get(address)
            with CaptureQueriesContext(connection) as queries:
                answer = browser.get(address, follow=True)
            if name == "home":
                _asked_first(year, day, key, answer.content.decode())
            if answer.status_code != 200:
                year.failed.append(f"{name} of {key}: {answer.status_code}")
            year.queries[f"{name} ({key})"] = max(year.queries[f"{name} ({key})"], len(queries))


def _walk(year: Year, day: date) -> None:
    """Everybody opens every kind of page that links lead them to from their first screen."""
    from tests.faces.web.walking import walk

    seen = Counter[str]()
    for key in PAGES:
        for page in walk(year.house.people[key].browser(), "/", alike=2):
            seen[key] += 1
            if page.asks_much:
                year.failed.append(f"{page.path} of {key} asks {page.questions} questions")
            year.queries[f"{page.name} ({key})"] = max(year.queries[f"{page.name} ({key})"], page.counted)
    year.tell(day, "; ".join(f"{key} opens {count} pages" for key, count in seen.items()))


def _asked_first(year: Year, day: date, key: str, page: str) -> None:
    """What the first screen asks of a person, where it is another than before."""
    found = FIRST.search(page)
    title = unescape(found[1]).strip() if found else "nothing"
    if year.first.get(key) != title:
        year.first[key] = title
        year.asked_first[key].append(f"{day:%Y-%m-%d}  {title}")


def _told(year: Year) -> int:
    """The diary, the messages by person and the queries by page."""
    from rumbo.apps.notices.models import Message

    print(*year.diary, sep="\n")
    print("\nwhat the first screen asked of each person first")
    for person, asked in sorted(year.asked_first.items()):
        print(f"  {person}", *asked, sep="\n    ")
    messages: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for email, subject in Message.objects.filter(entity=year.house.entity).values_list("person__email", "subject"):
        messages[email.split("@")[0]][subject] += 1
    print("\nmessages by person")
    for person, subjects in sorted(messages.items()):
        print(f"  {person}: {sum(subjects.values())}, as «{next(iter(subjects))}»")
    print("\nthe most queries of a page")
    many = [(page, count) for page, count in year.queries.most_common() if count > FEW_QUERIES]
    for page, count in many:
        print(f"  {count:3} {page}{'  BEYOND' if count > MOST_QUERIES else ''}")
    print(f"  {FEW_QUERIES} or fewer: {len(year.queries) - len(many)} others")
    print(*(f"FAULT: {each}" for each in year.failed), sep="\n")
    return 1 if year.failed or max(year.queries.values()) > MOST_QUERIES else 0


if __name__ == "__main__":
    sys.exit(main())
