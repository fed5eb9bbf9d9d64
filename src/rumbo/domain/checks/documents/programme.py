"""The programme of a target against its annualization type (V06), and the question that one year cannot answer.

The rules are those of the annualization types. A document that shows only some years is asked only what those years
can answer; a growing target that in its last year is programmed under its amount is either wrong or programmed by what
each year adds: the document does not say which, so a person is asked, once for the whole document.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from rumbo.domain.annualization import RULES, Goal, Rule
from rumbo.domain.annualization.checks import spoken
from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path, records
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked, sentences_of

EXCEEDS = declare(
    Sentences(
        "document.programme_exceeds",
        Severity.ERROR,
        marked("Un año pasa de la meta"),
        marked("El año {year} tiene programado {programmed} y la meta de todos los años es {target}."),
        marked("Ningún año puede prometer más que todos los años juntos."),
        marked("Revise la meta, la programación de {year} o el tipo de anualización."),
    )
)
BASIS = declare(
    Sentences(
        "document.programme_basis",
        Severity.WARNING,
        marked("No se sabe si la programación es acumulada"),
        marked(
            "{count} metas crecientes programan en {year}, su último año, menos que la meta (por ejemplo {example})."
        ),
        marked(
            "Si es el nivel por alcanzar, el plan no llega a su meta; si es lo que el año agrega, el avance se mide "
            "de otra manera. Nada de esto se mide hasta saberlo."
        ),
        marked("Diga una vez para todo el plan si cada año se escribe como nivel acumulado o como incremento."),
    )
)
ASKED = ("annualization.sum_differs", "annualization.not_constant", "annualization.outside_term")
WHOLE = ("annualization.last_differs", "annualization.programme_falls", "annualization.programme_rises")
GROWING = ("increasing", "increasing_no_baseline")
NO_ANSWER = marked("metas de ese tipo con la programación de todos sus años")
NO_TARGETS = marked("metas con tipo de anualización conocido y programación")


def _targets(draft: DocumentDraft[Any], reference: Reference) -> Iterator[tuple[Path, TermTarget, Rule, Goal]]:
    """The targets whose type is known and whose programme could be read."""
    rules = {reference.fold(rule.name): rule for rule in RULES}
    first, last = (getattr(draft.content, name, None) for name in ("first_year", "last_year"))
    term = (first, last) if first is not None and last is not None else None
    for path, listed in records(draft.content):
        for at, each in enumerate(listed):
            if isinstance(each, TermTarget) and (rule := rules.get(reference.fold(each.annualization))):
                programme = {year.year: year.quantity for year in each.years if year.quantity is not None}
                if programme:
                    yield (*path, at), each, rule, Goal(target=each.term, programme=programme, term=term)


def _exceeds(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    targets = [found for found in _targets(draft, reference) if found[3].target is not None]
    if not targets:
        return not_made(EXCEEDS, NO_TARGETS)

    def found() -> Iterator[Finding]:
        for path, target, rule, goal in targets:
            if rule.id not in ("sum", *GROWING) or goal.target is None:
                continue
            for at, year in enumerate(target.years):
                if year.quantity is not None and year.quantity > goal.target:
                    facts = {"programmed": spoken(year.quantity.units), "target": spoken(goal.target.units)}
                    where = draft.where((*path, "years", at, "quantity"))
                    yield finding(EXCEEDS, where, year=year.year, **facts)

    return asked(EXCEEDS, found())


def _keeps(code: str) -> Callable[[DocumentDraft[Any], Reference], Iterable[CheckResult]]:
    """One thing that the rules of the types ask, of all targets of a document."""

    def asks(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
        found: list[Finding] = []
        asked_of = 0
        for path, _, rule, goal in _targets(draft, reference):
            for result in _answers(code, rule, goal):
                asked_of += 1
                found += [replace(each, where=draft.where((*path, "years"))) for each in result.findings]
        return asked(sentences_of(code), found) if asked_of else not_made(sentences_of(code), NO_ANSWER)

    return asks


def _answers(code: str, rule: Rule, goal: Goal) -> Iterator[CheckResult]:
    """What the rule of a type answers of a programme, where the years at hand are enough."""
    whole = goal.term is not None and all(year in goal.programme for year in range(goal.term[0], goal.term[1] + 1))
    for result in rule.check(goal) if code in ASKED or whole else ():
        if result.code == code and result.outcome is not Outcome.NOT_MADE:
            yield result


def _basis(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    growing = [found for found in _targets(draft, reference) if found[2].id in GROWING and found[3].target is not None]
    if not growing:
        return not_made(BASIS, marked("metas crecientes con programación"))
    under = []
    for path, target, _, goal in growing:
        last = goal.term[1] if goal.term else None
        ending = next((year for year in target.years if year.year == last and year.quantity is not None), None)
        alone = len(goal.programme) == 1
        if alone and ending and ending.quantity and goal.target and ending.quantity < goal.target:
            under.append((path, ending, goal.target))
    if not under:
        return asked(BASIS, ())
    path, ending, amount = under[0]
    example = f"{spoken(ending.quantity.units)} / {spoken(amount.units)}" if ending.quantity else ""
    where = draft.where((*path, "years"))
    return asked(BASIS, [finding(BASIS, where, count=len(under), year=ending.year, example=example)])


CHECKS = tuple(
    DocumentCheck(sentences, kind, run)
    for kind in (StrategicPlan, InstitutionalPlan)
    for sentences, run in (
        (EXCEEDS, _exceeds),
        *((sentences_of(code), _keeps(code)) for code in (*ASKED, *WHOLE)),
        (BASIS, _basis),
    )
)
