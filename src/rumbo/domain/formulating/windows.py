"""Why a unit cannot write its part of a plan on a day: what it reads where a button would stand, None when it can.

What was returned is mended until the act, whatever the window says: who returned it waits for it.
"""

from dataclasses import dataclass
from datetime import date

from rumbo.findings import Finding, Sentences, Severity, declare, marked

NOT_BEGUN, DRAFTING, SUBMITTED, RETURNED, TAKEN = "not_begun", "drafting", "submitted", "returned", "taken"
PASSED = "passed"
WRITABLE = (NOT_BEGUN, DRAFTING, RETURNED)


def _lock(code: str, title: str, what: str, why: str, how: str) -> Sentences:
    return declare(Sentences(f"formulating.{code}", Severity.ERROR, title, what, why, how))


NOT_OPEN = _lock(
    "not_open_yet",
    marked("Todavía no se puede formular"),
    marked("El plazo de esta dependencia para formular empieza el {day}."),
    marked("La oficina de planeación abre el plazo cuando la estructura del plan está lista."),
    marked("Vuelva ese día; mientras tanto puede revisar lo que prometió en la vigencia anterior."),
)
OVER = _lock(
    "window_over",
    marked("El plazo para formular venció"),
    marked("El plazo de esta dependencia venció el {day}."),
    marked("La oficina de planeación consolida el plan con lo que recibió hasta esa fecha."),
    marked("Pida a la oficina de planeación otro plazo con su motivo; si lo da, podrá seguir hasta el nuevo día."),
)
HANDED_IN = _lock(
    "handed_in",
    marked("La formulación está enviada"),
    marked("La dependencia ya envió su formulación y la oficina de planeación la está revisando."),
    marked("Mientras se revisa nadie la cambia, para que se revise lo mismo que se firmó."),
    marked("Si hay que corregir algo, pida a la oficina de planeación que la devuelva."),
)
TAKEN_ALREADY = _lock(
    "taken_already",
    marked("La formulación ya fue recibida"),
    marked("La oficina de planeación recibió la formulación de esta dependencia."),
    marked("Lo recibido es lo que se lleva al comité."),
    marked("Si hay que cambiar algo, pida a la oficina de planeación que la devuelva antes del acto."),
)
PASSED_ON = _lock(
    "passed_on",
    marked("Las metas pasaron a otra dependencia"),
    marked("La oficina de planeación pasó todas las metas de esta dependencia a otra, que ahora las formula."),
    marked("Cada meta la formula una sola dependencia: la que la va a reportar."),
    marked(
        "Siga en la página de la otra dependencia, o pida a la oficina de planeación que devuelva las metas a esta."
    ),
)
FINISHED = _lock(
    "finished",
    marked("La formulación terminó"),
    marked("El plan se aprobó el {day} y ya rige."),
    marked("Lo aprobado por un acto solo cambia con otra versión y su acto."),
    marked("Proponga el cambio para la versión siguiente del plan."),
)


@dataclass(frozen=True, slots=True)
class Window:
    """From when and until when a unit writes; both days count whole, and one that is not set locks nothing."""

    opens_on: date | None = None
    until: date | None = None

    @property
    def in_order(self) -> bool:
        """Whether it does not end before it begins."""
        return self.opens_on is None or self.until is None or self.until >= self.opens_on


def writing_lock(state: str, window: Window, day: date, finished_on: date | None = None) -> Finding | None:
    """Why a part cannot be written on a day."""
    if finished_on is not None:
        return _locked(FINISHED, finished_on)
    if state not in WRITABLE:
        sentences = {TAKEN: TAKEN_ALREADY, PASSED: PASSED_ON}.get(state, HANDED_IN)
        return Finding(sentences.code, sentences.severity)
    if state == RETURNED:
        return None
    if window.opens_on is not None and day < window.opens_on:
        return _locked(NOT_OPEN, window.opens_on)
    if window.until is not None and day > window.until:
        return _locked(OVER, window.until)
    return None


def _locked(sentences: Sentences, day: date) -> Finding:
    return Finding(sentences.code, sentences.severity, facts={"day": day.isoformat()})
