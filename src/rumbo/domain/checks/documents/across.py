"""The same target in two documents must be the same target (V11): its type, its amount, what the year programmes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from rumbo.domain.annualization.checks import spoken
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.document import DocumentDraft
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.one_target import SharedTarget
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

WHY = marked("Una meta se registra y se mide una sola vez; con dos versiones no se sabe cuál se aprobó.")
HOW = marked("Compruebe cuál rige y corrija el otro documento.")
TYPE = declare(
    Sentences(
        "across.annualization_differs",
        Severity.WARNING,
        marked("La misma meta con dos tipos de anualización"),
        marked("«{statement}»: {file} dice «{before}» y aquí dice «{after}»."),
        marked("El tipo de anualización decide con qué fórmula se mide; con dos, el avance sale distinto."),
        HOW,
    )
)
AMOUNT = declare(
    Sentences(
        "across.amount_differs",
        Severity.WARNING,
        marked("La misma meta con dos cantidades"),
        marked("«{statement}»: {file} dice {before} y aquí dice {after}."),
        WHY,
        HOW,
    )
)
SURE_ONES = marked("metas que estén sin duda en los dos documentos")
Strategic: TypeAlias = DocumentDraft[StrategicPlan]
Action: TypeAlias = DocumentDraft[InstitutionalPlan]
LONGEST = 90


def run_across(before: Strategic, after: Action, shared: Sequence[SharedTarget]) -> tuple[CheckResult, ...]:
    """What the sure pairs say differently; the differences of a proposal are told with the proposal."""
    sure = [each for each in shared if each.sure]
    if not sure:
        return (*not_made(TYPE, SURE_ONES), *not_made(AMOUNT, SURE_ONES))
    told = list(_told(before, after, sure))
    of_type = (each for each in told if each.code == TYPE.code)
    return (*asked(TYPE, of_type), *asked(AMOUNT, (each for each in told if each.code == AMOUNT.code)))


def _told(before: Strategic, after: Action, sure: Iterable[SharedTarget]) -> Iterator[Finding]:
    for pair in sure:
        _, project, _, goal = pair.after
        statement = after.content.projects[int(project)].goals[int(goal)].statement
        statement = statement if len(statement) <= LONGEST else f"{statement[: LONGEST - 1]}…"
        for each in pair.differences:
            sentences = TYPE if each.field == "annualization" else AMOUNT
            where = after.where((*pair.after, "years" if each.field == "year" else each.field))
            said = {"before": _text(each.before), "after": _text(each.after)}
            yield finding(sentences, where, statement=statement, file=before.source.file, **said)


def _text(value: str | Quantity) -> str:
    return value if isinstance(value, str) else spoken(value.units)
