"""Whether a target owes a report in a round of follow-up, by the calendar and by what was programmed.

A round has its own stretch of the year. A target is reported in the round in which one of its own periods ends: a
half-yearly target in the quarterly rounds of June and December, a monthly one in every quarter, one reported once in
the round of its last day. On demand, the calendar owes nothing.
"""

from datetime import date

from rumbo.domain.calendar.periods import ON_DEMAND, PERIODICITIES, Periodicity, periods_of_target
from rumbo.domain.followup.states import NotProgrammed, Programmed
from rumbo.findings import Finding, Sentences, Severity, declare, marked


def due_by_calendar(
    start: date | None, end: date | None, periodicity: Periodicity | None, first_day: date, last_day: date
) -> bool:
    """Whether a target from `start` to `end` is due in the round from `first_day` to `last_day`.

    What the plan leaves unsaid does not excuse: without days the whole fiscal year of the round counts, without
    periodicity the target is reported in every round, and days in the wrong order count as unsaid.
    """
    if periodicity == ON_DEMAND:
        return False
    begins, ends = start or date(first_day.year, 1, 1), end or date(last_day.year, 12, 31)
    if ends < begins:
        begins, ends = date(first_day.year, 1, 1), date(last_day.year, 12, 31)
    if periodicity is None:
        return begins <= last_day and ends >= first_day
    return any(first_day <= each.last_day <= last_day for each in periods_of_target(begins, ends, periodicity))


def owes_report(due: bool, programmed: Programmed | None) -> bool:
    """Whether a report is owed. `programmed` is what the plan says of this very stretch, None when it says nothing
    of stretches like it: then the calendar alone decides. A programmed zero is owed; not programmed is not."""
    return due and not isinstance(programmed, NotProgrammed)


def periodicity_of(code: str) -> Periodicity | None:
    """The periodicity of a code; None when the plan gives none that is known."""
    return PERIODICITIES.get(code)


def _notice(code: str, what: str, how: str) -> Sentences:
    why = marked("Cada meta se reporta cuando termina un periodo suyo, según sus fechas y su periodicidad.")
    title = marked("No le corresponde informar en este periodo")
    return declare(Sentences(f"followup.{code}", Severity.NOTICE, title, what, why, how))


ON_REQUEST = _notice(
    "due_on_demand",
    marked("La meta informa por demanda: el calendario no le pide reporte."),
    marked("Cuando haya solicitudes que contar, la oficina de planeación le pide el reporte del periodo."),
)
OUTSIDE = _notice(
    "due_outside_dates",
    marked("La meta va del {start} al {end}, y el periodo no termina dentro de esas fechas."),
    marked("Si las fechas cambiaron, tramite la modificación del plan."),
)
ANOTHER = _notice(
    "due_another_period",
    marked("Por su periodicidad, la meta informa con corte al {next}."),
    marked("Espere a ese corte. Si debe informar más seguido, tramite la modificación del plan."),
)
NO_MORE = _notice(
    "due_no_more",
    marked("El último corte de la meta fue el {last}."),
    marked("Si la meta continúa, tramite la modificación del plan."),
)


def not_due(
    start: date | None, end: date | None, periodicity: Periodicity | None, first_day: date, last_day: date
) -> Finding | None:
    """Why the calendar asks nothing of a target in a round; None when the target is due in it."""
    if due_by_calendar(start, end, periodicity, first_day, last_day):
        return None
    if periodicity == ON_DEMAND:
        return _told(ON_REQUEST)
    begins, ends = start or date(first_day.year, 1, 1), end or date(last_day.year, 12, 31)
    if periodicity is None or ends < begins:
        return _told(OUTSIDE, start=begins, end=ends)
    cut_offs = [each.last_day for each in periods_of_target(begins, ends, periodicity)]
    coming = [day for day in cut_offs if day > last_day]
    return _told(ANOTHER, next=coming[0]) if coming else _told(NO_MORE, last=cut_offs[-1])


def _told(sentences: Sentences, **days: date) -> Finding:
    return Finding(sentences.code, sentences.severity, facts={name: day.isoformat() for name, day in days.items()})
