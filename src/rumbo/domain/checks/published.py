"""When a plan was published against the day by which the law wants it out (V25). The days are content, not ours."""

from dataclasses import dataclass
from datetime import date

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.findings import CheckResult, Sentences, Severity, Where, declare, marked

LATE = declare(
    Sentences(
        "publishing.after_legal_day",
        Severity.WARNING,
        marked("Publicación posterior a la fecha de ley"),
        marked("Se publica el {day} y debía estar publicado el {due} ({norm})."),
        marked("La fecha de publicación es pública y la revisan los órganos de control; el retraso se explica."),
        marked("Publique con la fecha verdadera y deje constancia de la razón del retraso."),
    )
)
LATE_UNCONFIRMED = declare(
    Sentences(
        "publishing.legal_day_unconfirmed",
        Severity.NOTICE,
        marked("Fecha de ley por confirmar"),
        marked("Se publica el {day}; la fecha de publicación podría ser el {due} ({norm})."),
        marked("La fuente de esa fecha no se ha confirmado: es una pregunta, no un error."),
        marked("Confirme en la norma qué día debía publicarse."),
    )
)
NO_DUE = marked("la fecha que la ley fija para este documento")


@dataclass(frozen=True, slots=True)
class LegalDay:
    """The last day to publish a document of a fiscal year; `norm` says it, `confirmed` how sure that is."""

    month: int
    day: int
    norm: str
    confirmed: bool

    def of(self, fiscal_year: int) -> date:
        """The day in a fiscal year."""
        return date(fiscal_year, self.month, self.day)


def check_published(day: date, fiscal_year: int | None, due: LegalDay | None, where: Where) -> tuple[CheckResult, ...]:
    """Whether a document is published by its legal day. The first version of it is asked; a correction is not late."""
    if due is None or fiscal_year is None:
        return not_made(LATE, NO_DUE)
    late = day > due.of(fiscal_year)
    sentences = LATE if due.confirmed else LATE_UNCONFIRMED
    facts = {"day": _worded(day), "due": _worded(due.of(fiscal_year)), "norm": due.norm}
    return asked(sentences, [finding(sentences, where, None, **facts)] if late else [])


def _worded(day: date) -> str:
    return f"{day.day}/{day.month:02d}/{day.year}"
