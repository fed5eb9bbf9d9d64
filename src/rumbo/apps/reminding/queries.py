"""Reads of who is reminded of what. Queries are few, and do not grow with the reports nor with the people."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.db.models import Exists, QuerySet
from django.utils import timezone

from rumbo.apps.audit.actor import Actor, Role
from rumbo.apps.calendar.queries import DAYS_OFF, terms_of, today_in
from rumbo.apps.followup.bridge.contributing import owed_contribution
from rumbo.apps.followup.models import Contribution, Report
from rumbo.apps.followup.queries import OWED, reports_owed, still_open
from rumbo.apps.followup.queries.contributing import contributions_owed, contributions_owed_by
from rumbo.apps.followup.queries.variables import OwedValue, values_owed
from rumbo.apps.formulating.queries import ToWrite, parts_owed, parts_to_write
from rumbo.apps.indicators.access import FIRST_LINE
from rumbo.apps.indicators.queries import variables_lacking
from rumbo.apps.measurement.queries import last_verification
from rumbo.apps.notices.queries import choices_in, lines_waiting
from rumbo.apps.people.models import Entity, User
from rumbo.apps.people.queries import heirs_on, memberships_in_force, named, settings_at
from rumbo.apps.reminding.bridge import ESCALATED, Differing, Due, Reminder
from rumbo.apps.reminding.bridge import OWED as TOLD_AS_OWED
from rumbo.domain.calendar.locks import Term
from rumbo.domain.calendar.windows import day_in_zone
from rumbo.domain.followup.reminders import USUAL, Choice, ReminderRules, falls, rules_from
from rumbo.domain.formulating.windows import RETURNED, WRITABLE

RULES = "reminders"
ONE_NIGHT = timedelta(days=1)
Wanted = Mapping[int, Mapping[str, str]]


def rules_on(entity_id: int, day: date) -> ReminderRules:
    """When the entity reminds. One query."""
    recorded = settings_at(entity_id, day).get(RULES)
    return rules_from(recorded) if recorded else USUAL


def day_to_write(entity: Entity, last: date | None, now: datetime | None = None) -> date | None:
    """The entity's day, when its reminders are still to be written (`last`: the last day that has them) and its hour
    has come; else None. One query."""
    moment = now or timezone.now()
    day = day_in_zone(moment, entity.time_zone)
    if last is not None and last >= day:
        return None
    hour = rules_on(entity.pk, day).hour
    return day if moment.astimezone(ZoneInfo(entity.time_zone)).hour >= hour else None


def entities_reminding() -> QuerySet[Entity]:
    """Every entity of the installation, for its clock."""
    return Entity.objects.order_by("pk")


def dues_of(entity_id: int, day: date) -> list[Due]:
    """What is owed on a day in the open rounds of an entity, or to be corrected in closed ones, with what others
    contribute to them and the variables that lack their value. Four queries, and three more where any does."""
    reports = Report.objects.filter(still_open(), entity_id=entity_id, state__in=OWED)
    reports = reports.annotate(lacks_values=Exists(variables_lacking(entity_id, None, day)))
    rows = list(reports.select_related("followup__plan_version__plan", "period", "revision", "unit"))
    # Who asks for reports is told by the way whether any value lacks.
    values = values_owed(entity_id, None, day) if not rows or vars(rows[0])["lacks_values"] else []
    return [
        *_dues(rows),
        *_due_contributions(contributions_owed(entity_id)),
        *map(_due_value, values),
        *map(_due_part, parts_owed(entity_id)),
    ]


def dues_of_person(actor: Actor) -> list[Due]:
    """What a person owes in an entity."""
    rows = list(reports_owed(actor).select_related("followup__plan_version__plan", "period", "revision", "unit"))
    parts = [each for each in parts_to_write(actor) if each.part.state in WRITABLE]
    entity = actor.entity_id or 0
    values = values_owed(entity, actor.units_as(*FIRST_LINE), today_in(entity))
    contributions = _due_contributions(contributions_owed_by(actor))
    return [*_dues(rows), *contributions, *map(_due_value, values), *map(_due_part, parts)]


def _due_contributions(owed: Iterable[Contribution]) -> list[Due]:
    """What is to be told within the term of the report that it is for."""
    rows = list(owed)
    terms = terms_of(map(owed_contribution, rows))
    return [_due(row, terms[row.pk]) for row in rows]


def _due_value(owed: OwedValue) -> Due:
    return Due(owed, owed.until)


def _due_part(waiting: ToWrite) -> Due:
    """What came back after its last day has no term any more: it is mended until the act."""
    part, answered = waiting.part, waiting.answered_at
    returned = day_in_zone(answered, part.entity.time_zone) if answered else None
    over = part.state == RETURNED and returned is not None and returned > part.until
    return Due(part, None if over else part.until, part.opens_on, returned if over else None)


def _dues(rows: Sequence[Report]) -> list[Due]:
    terms = terms_of(rows)
    return [_due(row, terms[row.pk]) for row in rows]


def _due(record: Report | Contribution, term: Term) -> Due:
    opens = None if term.returned or term.extended_to else term.windows.opens_on
    return Due(record, term.report_until, opens)


@dataclass
class Answerable:
    """Who answers for a unit, and who leads it."""

    liaisons: list[User] = field(default_factory=list)
    leads: list[User] = field(default_factory=list)

    @property
    def reminded(self) -> list[User]:
        """Who is asked first: the liaisons, and where there is none whoever leads."""
        return self.liaisons or self.leads


def answerable_in(entity_id: int, day: date) -> dict[int, Answerable]:
    """By unit who answers for it on a day, those who can sign in; for one that is no more, whoever answers for the unit
    that took its place. Two queries."""
    held = memberships_in_force(day).filter(entity_id=entity_id, person__is_active=True, unit__isnull=False)
    found: dict[int, Answerable] = {}
    for row in held.filter(role__in=[Role.LIAISON, Role.UNIT_LEAD]).select_related("person").order_by("pk"):
        each = found.setdefault(row.unit_id or 0, Answerable())
        (each.liaisons if row.role == Role.LIAISON else each.leads).append(named(row))
    for before, after in heirs_on(entity_id, day).items():
        if after in found:
            found.setdefault(before, found[after])
    return found


def reminders_of_day(entity_id: int, day: date, since: date) -> list[Reminder]:
    """Who is told what on a day, when the day before on which reminders were written was `since`: what falls due to be
    told in between, and what they were to be told and nobody sent. Ten queries,
    three more where variables lack their value, and one where what is closed no longer agrees."""
    rules, dues = rules_on(entity_id, day), dues_of(entity_id, day)
    waiting, choices = lines_waiting(entity_id), choices_in(entity_id)
    days = _DaysOf(rules)

    def owed_falls(person: User, due: Due) -> bool:
        last = due.until or due.returned_on
        if last is None or (due.opens is not None and day < due.opens):
            return False
        return falls(days.own(choices.get(person.pk, Choice()), last), since, day)

    gathered = _Gathered(waiting)
    for due, answerable in _with_answerable(dues, answerable_in(entity_id, day)):
        for person in answerable.reminded:
            if owed_falls(person, due):
                gathered.tell(person, due, TOLD_AS_OWED)
            else:
                gathered.tell_waiting(person, due)
        if due.until is not None and falls(days.escalation(due.until), since, day):
            for person in answerable.leads:
                gathered.tell(person, due, ESCALATED)
        else:
            for person in answerable.leads:
                gathered.tell_waiting(person, due)
    return _with_differing(gathered.reminders(), entity_id, day)


def _with_differing(reminders: list[Reminder], entity_id: int, day: date) -> list[Reminder]:
    """And the planning office, what the last night found of what is closed, every day until it agrees again."""
    last = last_verification(entity_id)
    if last is None or not last.differing or last.day < day - ONE_NIGHT:
        return reminders
    differing = tuple(Differing(each["followup"], each["plan"], each["count"]) for each in last.told)
    held = memberships_in_force(day).filter(entity_id=entity_id, role=Role.PLANNING_OFFICE, person__is_active=True)
    office = {row.person_id: named(row) for row in held.select_related("person").order_by("pk")}
    told = [replace(each, differing=differing if each.person.pk in office else ()) for each in reminders]
    known = {each.person.pk for each in reminders}
    return told + [Reminder(person, (), (), differing) for key, person in office.items() if key not in known]


def reminders_asked(entity_id: int, day: date, uids: Collection[str]) -> list[Reminder]:
    """Who answers for these records, with those of them that are owed and what their waiting message tells. Seven
    queries."""
    gathered = _Gathered(lines_waiting(entity_id))
    asked, dues = set(uids), _with_answerable(dues_of(entity_id, day), answerable_in(entity_id, day))
    for due, answerable in dues:
        for person in answerable.reminded:
            if due.uid in asked:
                gathered.tell(person, due, TOLD_AS_OWED)
    # What already waits for those who are told something goes with it.
    for due, answerable in dues:
        for person in {*answerable.reminded, *answerable.leads} & set(gathered.people):
            gathered.tell_waiting(person, due)
    return gathered.reminders()


def _with_answerable(dues: Iterable[Due], people: Mapping[int, Answerable]) -> list[tuple[Due, Answerable]]:
    nobody = Answerable()
    return [(due, people.get(due.record.unit_id or 0, nobody)) for due in dues]


class _DaysOf:
    """The days of a term, reckoned once for all the reports that share it."""

    def __init__(self, rules: ReminderRules) -> None:
        self.own = cache(lambda choice, until: rules.for_choice(choice).days_of(until, DAYS_OFF))
        self.escalation = cache(lambda until: rules.escalation_days(until, DAYS_OFF))


class _Gathered:
    """What each person is told, while it is gathered: a thing once, as their own before as one of their unit."""

    def __init__(self, waiting: Wanted) -> None:
        self.waiting = waiting
        self.people: dict[User, dict[str, dict[str, Due]]] = {}

    def tell(self, person: User, due: Due, kind: str) -> None:
        told = self.people.setdefault(person, {TOLD_AS_OWED: {}, ESCALATED: {}})
        if kind == ESCALATED and due.uid in told[TOLD_AS_OWED]:
            return
        told[kind][due.uid] = due

    def tell_waiting(self, person: User, due: Due) -> None:
        written = self.waiting.get(person.pk, {}).get(due.uid)
        for told_as, kind in due.kind_of.items():
            if kind == written:
                self.tell(person, due, told_as)

    def reminders(self) -> list[Reminder]:
        """By person, in an order that stays."""
        return [
            Reminder(person, tuple(told[TOLD_AS_OWED].values()), tuple(told[ESCALATED].values()))
            for person, told in sorted(self.people.items(), key=lambda each: each[0].pk)
        ]
