"""What each target of several years owes: a known annualization type, an amount for the year of the plan, and a
sentence that says the amounts of its row (V06, V14)."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rumbo.domain.annualization import RULES, UNSAID
from rumbo.domain.annualization.checks import spoken
from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path, records
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

UNKNOWN_TYPE = declare(
    Sentences(
        "document.annualization_unknown",
        Severity.WARNING,
        marked("Tipo de anualización desconocido"),
        marked("«{written}» no es un tipo de anualización conocido."),
        marked("El tipo dice cómo los años hacen la meta; sin él la programación no se puede comprobar ni medir."),
        marked("Escriba uno de los conocidos: {known}."),
    )
)
YEAR_UNSAID = declare(
    Sentences(
        "document.year_without_amount",
        Severity.WARNING,
        marked("Meta sin cantidad para el año"),
        marked("«{statement}» promete {term} en todos los años y no dice cuánto en {year}."),
        marked("El avance del año se compara con lo programado para él; una celda vacía no es cero."),
        marked("Escriba lo programado para {year}; si no hay nada, o la meta ya se cumplió, escriba 0."),
    )
)
SAID_OTHERWISE = declare(
    Sentences(
        "document.statement_amount_differs",
        Severity.WARNING,
        marked("El texto de la meta dice otra cantidad que su fila"),
        marked("«{statement}» dice {stated} y en su fila están {amounts}."),
        marked("Una de las dos cifras puede ser un error al copiar, y no se sabe cuál se prometió."),
        marked("Compare con el acto que adoptó la meta y deje la misma cifra en los dos lugares."),
    )
)
NO_TARGETS = marked("las metas de varios años")
NO_TYPES = marked("los tipos de anualización de las metas")
SHOWN = 120
WRITTEN_IN = {"millones": 10**6, "millón": 10**6, " mil ": 10**3}
"""What a sentence says in full ("20.000 millones"), its row may count by these."""


def _targets(draft: DocumentDraft[Any]) -> list[tuple[Path, TermTarget]]:
    listed = ((path, at, each) for path, found in records(draft.content) for at, each in enumerate(found))
    return [((*path, at), each) for path, at, each in listed if isinstance(each, TermTarget)]


def _types(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    said = [(path, each.annualization) for path, each in _targets(draft) if each.annualization.strip()]
    if not said:
        return not_made(UNKNOWN_TYPE, NO_TYPES)
    known = {reference.fold(rule.name): rule.name for rule in (*RULES, UNSAID)}

    def found() -> Iterator[Finding]:
        for path, written in said:
            if (folded := reference.fold(written)) not in known:
                near = [name for words, name in known.items() if folded.startswith(words) or words in folded.split()]
                suggestion = near[0] if len(near) == 1 else None
                where = draft.where((*path, "annualization"))
                facts = {"written": written[:SHOWN], "known": ", ".join(rule.name for rule in RULES)}
                yield finding(UNKNOWN_TYPE, where, suggestion, **facts)

    return asked(UNKNOWN_TYPE, found())


def _year(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    targets = [(path, each) for path, each in _targets(draft) if each.term is not None]
    shown = {year.year for _, each in targets for year in each.years}
    own = getattr(draft.content, "fiscal_year", None)
    year = own if own in shown else next(iter(shown)) if len(shown) == 1 else None
    if year is None:
        return not_made(YEAR_UNSAID, NO_TARGETS)
    return asked(
        YEAR_UNSAID,
        (
            finding(YEAR_UNSAID, draft.where(path), statement=each.statement[:SHOWN], term=_words(each.term), year=year)
            for path, each in targets
            if not any(one.year == year and one.quantity is not None for one in each.years)
        ),
    )


def _sentences(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    """A sentence that states one amount, and none of the amounts of its row is that one."""
    compared = 0
    found = list[Finding]()
    for path, each in _targets(draft):
        stated = reference.stated(each.statement).quantity
        amounts = [one for one in (each.term, *(year.quantity for year in each.years)) if one is not None]
        if stated is None or not amounts:
            continue
        compared += 1
        times = next((times for word, times in WRITTEN_IN.items() if word in each.statement.lower()), 1)
        if stated not in amounts and stated.units not in {one.units * times for one in amounts}:
            said = ", ".join(dict.fromkeys(_words(one) for one in amounts))
            facts = {"statement": each.statement[:SHOWN], "stated": _words(stated), "amounts": said}
            found.append(finding(SAID_OTHERWISE, draft.where(path), **facts))
    return asked(SAID_OTHERWISE, found) if compared else not_made(SAID_OTHERWISE, NO_TARGETS)


def _words(quantity: Quantity | None) -> str:
    return spoken(quantity.units) if quantity is not None else ""


Asked = Callable[[DocumentDraft[Any], Reference], Iterable[CheckResult]]
RUNS: tuple[tuple[Sentences, Asked], ...] = (
    (UNKNOWN_TYPE, _types),
    (YEAR_UNSAID, _year),
    (SAID_OTHERWISE, _sentences),
)
CHECKS = tuple(
    DocumentCheck(sentences, kind, run) for kind in (StrategicPlan, InstitutionalPlan) for sentences, run in RUNS
)
