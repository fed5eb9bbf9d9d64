"""What the execution of a budget must add up to: its identity, its order, its balances, its totals, its percentages.

The chain is: initial + additions - reductions + credits - countercredits - deferrals + releases = definitive; of it,
certificates (CDP), commitments (RP), obligations, payments, each at most the one before. Decreases are written with or
without a sign, and count as decreases either way. Source: Decreto 111 de 1996; verified on the published execution of
a capital city, 3,514 lines.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from rumbo.domain.budget.amounts import printed_pesos
from rumbo.domain.budget.nesting import levels_among
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.numbers import Money
from rumbo.domain.table import TableDraft, TableRow
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

INCREASES, DECREASES = ("additions", "credits", "releases"), ("reductions", "counter_credits", "deferrals")
CHAIN = ("definitive", "certificates", "commitments", "obligations", "payment_orders", "payments")
BALANCES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "available": (
        ("definitive", "certificates"),
        ("definitive", "blocked", "certificates"),
        ("definitive", "blocked"),
        ("definitive", "commitments"),
        ("definitive", "blocked", "commitments"),
        ("definitive", "obligations"),
        ("definitive", "payments"),
    ),
    "certificate_balance": (("certificates", "commitments"),),
    "executed": (("commitments",), ("obligations",), ("payments",)),
}
"""Of what each balance may be made: the first column less the others. Systems of budget name different subtractions
with the same words, so the one that explains most rows is taken, and only the rows that it does not are told."""
SHARES = ("executed_share", "obligated_share", "paid_share")
_CLOSE = Fraction(1, 100)
"""How far a printed percentage, in points, may stand from the exact one."""

IDENTITY = declare(
    Sentences(
        "budget.identity",
        Severity.ERROR,
        marked("La apropiación no cuadra"),
        marked("«{header}» dice {said}; la inicial con sus modificaciones da {computed}."),
        marked("La apropiación definitiva es la inicial más adiciones, créditos y desaplazamientos, menos reducciones, "
               "contracréditos y aplazamientos; si no cuadra, falta una modificación o sobra una cifra."),
        marked("Revise las modificaciones de la fila contra los actos que las ordenaron."),
        source=marked("Decreto 111 de 1996"),
    )
)  # fmt: skip
ORDER = declare(
    Sentences(
        "budget.order",
        Severity.ERROR,
        marked("Se ejecutó más de lo que había"),
        marked("«{later}» ({more}) supera a «{earlier}» ({less})."),
        marked("No se paga lo que no se obligó, ni se obliga lo que no se comprometió, ni se compromete lo que no se "
               "apropió."),
        marked("Revise las dos cifras de la fila en el sistema de presupuesto."),
        source=marked("Decreto 111 de 1996, artículos 71 y 89"),
    )
)  # fmt: skip
BALANCE = declare(
    Sentences(
        "budget.balance",
        Severity.WARNING,
        marked("Un saldo no es la resta que debería"),
        marked("«{header}» dice {said}; por las otras columnas sería {computed}."),
        marked("Un saldo copiado y no calculado engaña a quien decide cuánto puede comprometer."),
        marked("Calcule el saldo de nuevo, o revise las columnas de las que sale."),
    )
)
LEVEL = declare(
    Sentences(
        "budget.level_sum",
        Severity.WARNING,
        marked("Un nivel no es la suma de lo que tiene debajo"),
        marked("En «{code}», «{header}» dice {said}; los rubros de debajo suman {computed}."),
        marked("Si un nivel y su detalle no dicen lo mismo, el presupuesto tiene dos cifras para el mismo dinero."),
        marked("Revise si falta un rubro debajo, o corrija la cifra del nivel."),
    )
)
TOTAL = declare(
    Sentences(
        "budget.total",
        Severity.ERROR,
        marked("El total no es la suma"),
        marked("El total de «{header}» dice {said}; las filas suman {computed}."),
        marked("Con un total distinto de su detalle no se sabe cuál de los dos vale."),
        marked("Revise si falta o sobra una fila, o corrija el total."),
    )
)
SHARE = declare(
    Sentences(
        "budget.share_meaning",
        Severity.NOTICE,
        marked("Qué divide un porcentaje"),
        marked("«{header}» es «{part}» sobre «{whole}» en {rows} de {of} filas."),
        marked("El mismo nombre se usa para divisiones distintas; comparado con otro informe podría no ser lo mismo."),
        marked("Diga junto a la cifra sobre qué se divide."),
    )
)
SHARE_UNEXPLAINED = declare(
    Sentences(
        "budget.share_unexplained",
        Severity.WARNING,
        marked("Un porcentaje que no sale de las cifras"),
        marked("«{header}» no es en todas las filas la división de dos de sus columnas: se explica en {rows} de {of}."),
        marked("Un porcentaje que nadie puede volver a calcular no se puede defender."),
        marked("Revise las filas que no cuadran, o escriba de dónde sale el porcentaje."),
    )
)


def run_execution_checks(draft: TableDraft) -> tuple[CheckResult, ...]:
    """Asks every rule of a budget's execution; what a table lacks is said."""
    if not draft.rows:
        return ()
    checks: tuple[Callable[[TableDraft], Iterable[CheckResult]], ...] = (
        _identity,
        _order,
        _balances,
        _levels,
        _totals,
        _shares,
    )
    return tuple(result for check in checks for result in check(draft))


def levels_of(draft: TableDraft) -> Mapping[int, tuple[int, ...]]:
    """The rows that sum up those below them, by index, each with the indices of those right below it."""
    amount = next((name for name in (*CHAIN, "initial") if draft.has(name)), "")
    if not amount or not draft.has("account"):
        return {}
    codes = [str(row.values.get("account", "")) for row in draft.rows]
    return levels_among(codes, [_known(row, amount) for row in draft.rows])


def computed_totals(draft: TableDraft) -> Mapping[str, Money]:
    """The sum of each column of amounts over the rows that sum up no others; a column without amounts has none."""
    levels = levels_of(draft)
    leaves = [row for at, row in enumerate(draft.rows) if at not in levels]
    names = {name: None for row in draft.rows for name, value in row.values.items() if isinstance(value, Money)}
    return {name: Money(sum(_centavos(row, name) for row in leaves)) for name in names}


def _known(row: TableRow, name: str) -> int | None:
    amount = row.money(name)
    return None if amount is None else amount.centavos


def _identity(draft: TableDraft) -> Iterable[CheckResult]:
    changes = [name for name in (*INCREASES, *DECREASES) if draft.has(name)]
    net = not changes and draft.has("modifications")
    if lacking := _lacking(draft, "initial", "definitive") or ("" if changes or net else marked("las modificaciones")):
        return not_made(IDENTITY, lacking)

    def found() -> Iterator[Finding]:
        for row in draft.rows:
            said, first = row.money("definitive"), row.money("initial")
            if said is None or first is None:
                continue
            ups = _centavos(row, "modifications") if net else sum(_centavos(row, name) for name in INCREASES)
            downs = 0 if net else sum(abs(_centavos(row, name)) for name in DECREASES)
            computed = Money(first.centavos + ups - downs)
            if said != computed:
                facts = {"said": printed_pesos(said), "computed": printed_pesos(computed)}
                where = draft.where(row.row, "definitive")
                yield finding(IDENTITY, where, header=draft.header("definitive"), **facts)

    return asked(IDENTITY, found())


def _centavos(row: TableRow, name: str) -> int:
    """An amount of change; one that the row does not say changes nothing."""
    return _known(row, name) or 0


def _order(draft: TableDraft) -> Iterable[CheckResult]:
    chain = [name for name in CHAIN if draft.has(name)]
    if len(chain) < 2:
        return not_made(ORDER, marked("dos columnas de la cadena, de la apropiación al pago"))

    def found() -> Iterator[Finding]:
        for row in draft.rows:
            for earlier, later in pairwise(chain):
                less, more = row.money(earlier), row.money(later)
                if less is not None and more is not None and more > less:
                    facts = {"less": printed_pesos(less), "more": printed_pesos(more)}
                    names = {"earlier": draft.header(earlier), "later": draft.header(later)}
                    yield finding(ORDER, draft.where(row.row, later), **names, **facts)

    return asked(ORDER, found())


def _balances(draft: TableDraft) -> Iterable[CheckResult]:
    ready = {
        name: parts
        for name, ways in BALANCES.items()
        if draft.has(name) and (parts := _made_of(draft, name, [way for way in ways if draft.has(*way)]))
    }
    if not ready:
        return not_made(BALANCE, marked("una columna de saldo con las dos de las que sale"))

    def found() -> Iterator[Finding]:
        for row in draft.rows:
            for name, parts in ready.items():
                said, computed = row.money(name), _less(row, parts)
                if said is not None and computed is not None and said.centavos != computed:
                    facts = {"said": printed_pesos(said), "computed": printed_pesos(Money(computed))}
                    yield finding(BALANCE, draft.where(row.row, name), header=draft.header(name), **facts)

    return asked(BALANCE, found())


def _made_of(draft: TableDraft, name: str, ways: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The subtraction that explains most rows of a balance; none where it explains fewer than half."""
    said = [(row, amount) for row in draft.rows if (amount := _known(row, name)) is not None]
    explained = {way: sum(_less(row, way) == amount for row, amount in said) for way in ways}
    best = max(explained, key=lambda way: explained[way], default=())
    return best if best and 2 * explained[best] >= len(said) else ()


def _less(row: TableRow, parts: tuple[str, ...]) -> int | None:
    """The first column less the others; None where the row does not say one of them."""
    amounts = [_known(row, name) for name in parts]
    known = [amount for amount in amounts if amount is not None]
    return known[0] - sum(known[1:]) if len(known) == len(amounts) else None


def _levels(draft: TableDraft) -> Iterable[CheckResult]:
    levels = levels_of(draft)
    if not levels:
        return not_made(LEVEL, marked("rubros de varios niveles, cada uno encima de los que suma"))

    def found() -> Iterator[Finding]:
        for at, below in levels.items():
            row = draft.rows[at]
            for name, said in row.values.items():
                computed = sum(_centavos(draft.rows[child], name) for child in below)
                if isinstance(said, Money) and said.centavos != computed:
                    facts = {"said": printed_pesos(said), "computed": printed_pesos(Money(computed))}
                    facts |= {"code": str(row.values["account"]), "header": draft.header(name)}
                    yield finding(LEVEL, draft.where(row.row, name), **facts)

    return asked(LEVEL, found())


def _totals(draft: TableDraft) -> Iterable[CheckResult]:
    if not draft.totals:
        return not_made(TOTAL, marked("una fila de totales"))
    levels = levels_of(draft)
    leaves = [row for at, row in enumerate(draft.rows) if at not in levels]

    def found() -> Iterator[Finding]:
        starts = [0]
        for total in draft.totals:
            amounts = {name: said for name, said in total.values.items() if isinstance(said, Money)}
            sums = [found for start in starts if (found := _sums(leaves, amounts, start, total.row))]
            best = min(
                sums or [_sums(leaves, amounts, total.row)],
                key=lambda each: sum(each.get(name, said) != said for name, said in amounts.items()),
            )
            for name, computed in best.items():
                if computed != amounts[name]:
                    facts = {"said": printed_pesos(amounts[name]), "computed": printed_pesos(computed)}
                    yield finding(TOTAL, draft.where(total.row, name), header=draft.header(name), **facts)
            starts.append(total.row)

    return asked(TOTAL, found())


def _sums(leaves: Sequence[TableRow], names: Iterable[str], after: int, before: int = sys.maxsize) -> dict[str, Money]:
    """The sums of columns over the rows between two rows; without an end, for a total that stands on top."""
    within = [row for row in leaves if after < row.row < before]
    told = ((name, [amount for row in within if (amount := _known(row, name)) is not None]) for name in names)
    return {name: Money(sum(amounts)) for name, amounts in told if amounts}


def _shares(draft: TableDraft) -> Iterable[CheckResult]:
    shares = [name for name in SHARES if draft.has(name)]
    chain = [name for name in CHAIN if draft.has(name)]
    if not shares or len(chain) < 2:
        return not_made(SHARE, marked("un porcentaje con las cifras de las que sale"))
    meanings = [(name, *_meaning(draft, name, chain)) for name in shares]
    told, odd = list[Finding](), list[Finding]()
    for name, part, whole, rows, of in meanings:
        where = draft.where(draft.block.header_row, name)
        if not of:
            continue
        if rows:
            names = {"header": draft.header(name), "part": draft.header(part), "whole": draft.header(whole)}
            told.append(finding(SHARE, where, rows=rows, of=of, **names))
        if rows < of:
            odd.append(finding(SHARE_UNEXPLAINED, where, header=draft.header(name), rows=rows, of=of))
    return (*asked(SHARE, told), *asked(SHARE_UNEXPLAINED, odd))


def _meaning(draft: TableDraft, name: str, chain: list[str]) -> tuple[str, str, int, int]:
    """The pair of columns whose division explains most rows of a percentage; how many, of how many."""
    said = [(row, points) for row in draft.rows if (points := row.points(name)) is not None]
    pairs = [(part, whole) for at, whole in enumerate(chain) for part in chain[at + 1 :]]
    best = max(pairs, key=lambda pair: sum(_explains(row, points, *pair) for row, points in said))
    return (*best, sum(_explains(row, points, *best) for row, points in said), len(said))


def _explains(row: TableRow, points: Fraction, part: str, whole: str) -> bool:
    less, more = row.money(part), row.money(whole)
    if less is None or more is None:
        return False
    exact = Fraction(100 * less.centavos, more.centavos) if more.centavos else Fraction(0)
    return abs(exact - points) <= _CLOSE


def _lacking(draft: TableDraft, *names: str) -> str:
    return "" if draft.has(*names) else marked("la apropiación inicial y la definitiva")
