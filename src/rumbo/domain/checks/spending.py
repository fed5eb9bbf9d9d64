"""What was done against what was spent (V22), record by record: a target, an activity, a project with its budget.

The figures are of one cut-off. `done` is the share of the year's target that was reached, None where it is not known.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rumbo.domain.budget.amounts import printed_pesos
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.numbers import Money
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

SPENT = declare(
    Sentences(
        "spending.money_without_progress",
        Severity.WARNING,
        marked("Se gastó y no hay avance"),
        marked("«{name}» tiene obligaciones por {obligated} y su avance físico es cero."),
        marked("El dinero se obliga cuando algo se recibió: o falta reportar el avance, o el gasto es de otra cosa."),
        marked("Reporte lo que se recibió con ese dinero, o revise a qué se cargó."),
    )
)
DONE = declare(
    Sentences(
        "spending.progress_without_money",
        Severity.NOTICE,
        marked("Hay avance y no se ha gastado"),
        marked("«{name}» avanza {percent} % y no tiene obligaciones de sus {budget}."),
        marked("Puede hacerse con recursos propios de la oficina, o el gasto está por registrar: es una pregunta."),
        marked("Diga con qué recursos se hizo, o registre las obligaciones."),
    )
)
OVER_PLANNED = declare(
    Sentences(
        "spending.budget_over_planned",
        Severity.WARNING,
        marked("El presupuesto pasa de lo planeado"),
        marked("«{name}» tiene {definitive} de apropiación y el plan le asignó {planned}."),
        marked("La diferencia es una modificación del plan que todavía no está en el plan."),
        marked("Modifique el plan, o revise a qué se cargó la apropiación."),
    )
)
NO_MONEY = marked("la ejecución presupuestal de lo que se mide (obligaciones)")
NO_PROGRESS = marked("el avance físico al mismo corte")
NO_PLANNED = marked("lo que el plan asignó y la apropiación definitiva")


@dataclass(frozen=True, slots=True)
class Spending:
    """One thing that is done and paid for. `planned` is what the plan gave it, `definitive` what the budget does."""

    name: str
    where: Where
    done: Fraction | None = None
    obligated: Money | None = None
    definitive: Money | None = None
    planned: Money | None = None


def check_spending(rows: Sequence[Spending]) -> tuple[CheckResult, ...]:
    """What is done against what is spent, for rows of any kind."""
    paid = [row for row in rows if row.obligated is not None]
    both = [row for row in paid if row.done is not None]
    budgeted = [row for row in rows if row.planned is not None and row.definitive is not None]
    lacking = NO_PROGRESS if paid else NO_MONEY
    return (
        *(asked(SPENT, _spent(both)) if both else not_made(SPENT, lacking)),
        *(asked(DONE, _done(both)) if both else not_made(DONE, lacking)),
        *(asked(OVER_PLANNED, _over(budgeted)) if budgeted else not_made(OVER_PLANNED, NO_PLANNED)),
    )


def _spent(rows: Iterable[Spending]) -> Iterable[Finding]:
    for row in rows:
        if row.obligated and row.obligated.centavos > 0 and not row.done:
            yield finding(SPENT, row.where, name=row.name, obligated=printed_pesos(row.obligated))


def _done(rows: Iterable[Spending]) -> Iterable[Finding]:
    for row in rows:
        budget = row.definitive or row.planned
        if row.done and row.obligated == Money(0) and budget and budget.centavos > 0:
            percent = str(round(row.done * 100))
            yield finding(DONE, row.where, name=row.name, percent=percent, budget=printed_pesos(budget))


def _over(rows: Iterable[Spending]) -> Iterable[Finding]:
    for row in rows:
        if row.planned and row.definitive and row.definitive > row.planned:
            facts = {"definitive": printed_pesos(row.definitive), "planned": printed_pesos(row.planned)}
            yield finding(OVER_PLANNED, row.where, name=row.name, **facts)
