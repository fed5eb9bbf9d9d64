"""Why something cannot be done on a day: the reason a person reads where a button would stand, None when it can.

An exception lengthens the term of a report; the review of that report is lengthened by as many days. What an entity
lets happen late is never locked by a date. Late is what was handed in late; mending what came back is part of the
review and is never late, and goes on as long as the review may.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.domain.calendar.windows import WindowRules, Windows
from rumbo.findings import Finding, Sentences, Severity, declare, marked

TERMS = marked("Ley 4 de 1913, art. 62")


def _lock(code: str, title: str, what: str, why: str, how: str, source: str = "") -> Sentences:
    """A term that is over, which somebody may have to do something about."""
    return declare(Sentences(f"calendar.{code}", Severity.WARNING, title, what, why, how, source))


def _state(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    """How things stand, as they should: nobody did anything wrong."""
    return declare(Sentences(f"calendar.{code}", Severity.NOTICE, title, what, why, how))


NOT_OPEN = _state(
    "not_open_yet",
    marked("Todavía no se puede reportar"),
    marked("La ventana para reportar abre el {day}."),
    marked("El avance se cuenta a la fecha de corte; antes de ella todavía puede cambiar."),
    marked("Vuelva ese día. Mientras tanto puede ir reuniendo sus soportes."),
)
REPORT_OVER = _lock(
    "report_over",
    marked("El plazo para reportar venció"),
    marked("El plazo venció el {day}."),
    marked("La oficina de planeación revisa y consolida después de esa fecha con lo que recibió."),
    marked("Pida a la oficina de planeación una excepción con su motivo; si la da, podrá reportar hasta el nuevo día."),
    TERMS,
)
MENDING_OVER = _lock(
    "mending_over",
    marked("El plazo para corregir venció"),
    marked("El reporte se devolvió y el plazo para corregirlo venció el {day}."),
    marked("Lo devuelto se corrige mientras dura la revisión del periodo."),
    marked("Pida a la oficina de planeación una excepción con su motivo."),
    TERMS,
)
REVIEW_OVER = _lock(
    "review_over",
    marked("El plazo para revisar venció"),
    marked("El plazo de la oficina de planeación para revisar venció el {day}."),
    marked("La entidad decidió que lo que no se revisó a tiempo no se revisa sin dejar constancia."),
    marked("Dé una excepción a la meta o a su dependencia, con el motivo, y revise el reporte."),
    TERMS,
)
STILL_REPORTING = _lock(
    "still_reporting",
    marked("Todavía se puede reportar"),
    marked("Hay reportes que se deben y el plazo para entregarlos va hasta el {day}."),
    marked("Cerrar antes dejaría como no reportado lo que la dependencia aún puede entregar a tiempo."),
    marked("Espere a que venza el plazo, o cambie las fechas del seguimiento con su motivo."),
    TERMS,
)
HANDED_IN = _state(
    "handed_in",
    marked("El reporte está en revisión"),
    marked("La dependencia ya lo envió; mientras se revisa, nadie puede cambiarlo."),
    marked("Se revisa exactamente lo que se firmó."),
    marked("Si hay algo que corregir, pida que se lo devuelvan con la observación."),
)
ACCEPTED = _state(
    "accepted",
    marked("El reporte ya se aceptó"),
    marked("Su avance cuenta en las cifras y por eso ya no se cambia."),
    marked("Una cifra que otros ya leyeron no puede cambiar sin que se sepa."),
    marked("Mientras el seguimiento esté abierto, la oficina de planeación puede devolverlo con la razón."),
)
RELEASED = _state(
    "released",
    marked("Este reporte ya no se debe"),
    marked("La meta se canceló o está suspendida: en este periodo no debe reporte."),
    marked("Cancelar y suspender son modificaciones del plan; desde su fecha la meta deja de pedir avance."),
    marked("La historia de la meta dice qué acto lo decidió y por qué."),
)
CANCELLED_BY = _state(
    "target_cancelled",
    marked("La meta se canceló"),
    marked("La meta se canceló desde el {since} por {act}: en este periodo no debe reporte."),
    marked("Motivo de la decisión: {reason}"),
    marked("Lo que se reportó antes se conserva. Volver a pedirla sería otra modificación del plan."),
)
SUSPENDED_BY = _state(
    "target_suspended",
    marked("La meta está suspendida"),
    marked("La meta está suspendida desde el {since} hasta el {until} por {act}: en este periodo no debe reporte."),
    marked("Motivo de la decisión: {reason}"),
    marked("Vuelve a deber reporte en los periodos que terminen después de ese día."),
)
ROUND_CLOSED = _state(
    "round_closed",
    marked("El periodo está cerrado"),
    marked("El periodo está cerrado desde el {day}."),
    marked("Las cifras de un periodo cerrado quedaron en firme y lo publicado debe poder leerse igual siempre."),
    marked("Si hay un error, infórmelo a la oficina de planeación."),
)
REOPENING_OVER = _lock(
    "reopening_over",
    marked("La reapertura terminó"),
    marked("El reporte estuvo reabierto para corregirlo hasta el {day}."),
    marked("Solo se reabre lo que se dijo, por el tiempo que se dijo; lo demás del periodo siguió cerrado."),
    marked("Si todavía hay que corregirlo, pida a la oficina de planeación que lo reabra con su motivo."),
)

OUT_OF_ORDER = declare(
    Sentences(
        "calendar.out_of_order",
        Severity.ERROR,
        marked("Los plazos no están en orden"),
        marked("Alguno de los plazos termina antes de que empiece el anterior."),
        marked("Primero se abre, luego se reporta, después se revisa y al final se cierra."),
        marked("Revise los días: cada plazo debe ser igual o posterior al anterior."),
    )
)


@dataclass(frozen=True, slots=True)
class Lateness:
    """What an entity lets happen after its date."""

    report: bool = False
    review: bool = True


STRICT = Lateness()


@dataclass(frozen=True, slots=True)
class Term:
    """Until when a report is answered and reviewed. `returned` tells that it was handed in and came back: it may be
    mended as long as the review lasts. `extended_to` is the day an exception gives, None without one."""

    windows: Windows
    returned: bool = False
    extended_to: date | None = None

    @property
    def extended(self) -> bool:
        """Whether an exception gives more time than there was."""
        plain = self.windows.review_until if self.returned else self.windows.report_until
        return self.extended_to is not None and plain is not None and self.extended_to > plain

    @property
    def report_until(self) -> date | None:
        """The last day to answer in time; None when there is no term."""
        if self.extended:
            return self.extended_to
        return self.windows.review_until if self.returned else self.windows.report_until

    @property
    def review_until(self) -> date | None:
        """The last day to review in time; None when there is no term."""
        plain, report_until = self.windows.review_until, self.windows.report_until
        if plain is None or self.extended_to is None or report_until is None or self.extended_to <= report_until:
            return plain
        return plain + (self.extended_to - report_until)

    def is_late(self, day: date) -> bool:
        """Whether an answer signed on a day is handed in after its term."""
        return not self.returned and self.report_until is not None and day > self.report_until


def report_lock(term: Term, day: date, lateness: Lateness = STRICT) -> Finding | None:
    """Why a report cannot be answered on a day."""
    opens, until = term.windows.opens_on, term.report_until
    if opens is not None and day < opens and not term.returned and term.extended_to is None:
        return _locked(NOT_OPEN, opens)
    late_allowed = lateness.report or (term.returned and lateness.review)
    if until is None or day <= until or late_allowed:
        return None
    return _locked(MENDING_OVER if term.returned else REPORT_OVER, until)


def review_lock(term: Term, day: date, lateness: Lateness = STRICT) -> Finding | None:
    """Why a report cannot be accepted or returned on a day."""
    until = term.review_until
    return None if until is None or day <= until or lateness.review else _locked(REVIEW_OVER, until)


def disorder(days: Windows | WindowRules) -> Finding | None:
    """What is wrong with days of which one ends before what comes before it."""
    return None if days.in_order else Finding(OUT_OF_ORDER.code, OUT_OF_ORDER.severity)


def state_lock(state: str, closed_on: date | None) -> Finding | None:
    """Why nobody may write a report in a state; None when it is in the hands of who answers it."""
    if closed_on is not None:
        return _locked(ROUND_CLOSED, closed_on)
    sentences = {"submitted": HANDED_IN, "endorsed": HANDED_IN, "accepted": ACCEPTED, "released": RELEASED}.get(state)
    return Finding(sentences.code, sentences.severity) if sentences else None


def standing_lock(act: str, reason: str, since: date, until: date | None) -> Finding:
    """Why a target asks for nothing: the act that cancelled it or, until a day, suspended it."""
    facts = {"act": act, "reason": reason, "since": since.isoformat()}
    if until is None:
        return Finding(CANCELLED_BY.code, CANCELLED_BY.severity, facts=facts)
    return Finding(SUSPENDED_BY.code, SUSPENDED_BY.severity, facts={**facts, "until": until.isoformat()})


def close_lock(owed: tuple[Term, ...], day: date) -> Finding | None:
    """Why a round cannot close on a day: `owed` are the terms of the reports that it still waits for."""
    running = [term.report_until for term in owed if term.report_until is not None and term.report_until >= day]
    return _locked(STILL_REPORTING, max(running)) if running else None


def reopening_over(day: date) -> Finding:
    """Why a reopened report can no longer be corrected."""
    return _locked(REOPENING_OVER, day)


def _locked(sentences: Sentences, day: date) -> Finding:
    return Finding(sentences.code, sentences.severity, facts={"day": day.isoformat()})
