"""What a later version of a plan promises less than the earlier one (V23): what is taken back needs a reason."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Continuity, Step
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

HOW = marked("Diga qué acción la continúa, o escriba el motivo del cambio y el acta del comité que lo aprobó.")
WHY = marked("Un plan se cambia con justificación y versión nueva; sin el motivo, el cambio parece un incumplimiento.")
REMOVED = declare(
    Sentences(
        "version.removed_without_reason",
        Severity.WARNING,
        marked("Acción retirada sin motivo"),
        marked("«{statement}», la {number} de «{before}», no parece seguir en «{after}», y no se dice por qué."),
        WHY,
        HOW,
    )
)
SPLIT = declare(
    Sentences(
        "version.split_without_reason",
        Severity.WARNING,
        marked("Acción dividida sin motivo"),
        marked("«{statement}» se desprende de una acción de «{before}» y no se dice por qué."),
        WHY,
        HOW,
    )
)
WEAKENED = declare(
    Sentences(
        "version.weakened_without_reason",
        Severity.WARNING,
        marked("Acción que promete menos sin motivo"),
        marked("«{statement}» prometía {promised} en «{before}» y ahora promete {now}."),
        WHY,
        HOW,
    )
)
ANOTHER = marked("otra versión del plan con la que comparar")
Place = Callable[[int, str], Where]
SHOWN = 120


def check_changes(
    before: Matrix,
    after: Matrix,
    steps: Sequence[Step],
    names: tuple[str, str],
    place: Place,
    reasons: Mapping[int, str] | None = None,
    place_before: Place | None = None,
) -> tuple[CheckResult, ...]:
    """What the later version (`after`) took back, row by row. `names` are those of both documents, `place` tells where
    a line of the later one stands, `place_before` where one of the earlier one does (where that is told), `reasons` why
    a line of the earlier one was changed, where somebody said it."""
    said = {at for at, reason in (reasons or {}).items() if reason.strip()}
    open_steps = [step for step in steps if step.before is None or step.before not in said]
    facts = {"before": names[0], "after": names[1]}
    return (
        *asked(REMOVED, _removed(before, open_steps, facts, place_before)),
        *asked(SPLIT, _split(after, open_steps, facts, place)),
        *asked(WEAKENED, _weakened(before, after, open_steps, facts, place)),
    )


def nothing_to_compare() -> tuple[CheckResult, ...]:
    """The answer where there is no earlier version at hand."""
    return tuple(result for each in (REMOVED, SPLIT, WEAKENED) for result in not_made(each, ANOTHER))


def _removed(before: Matrix, steps: Iterable[Step], facts: Mapping[str, str], place: Place | None) -> Iterable[Finding]:
    for step in steps:
        if step.continuity is Continuity.DROPPED and step.before is not None:
            line = before.lines[step.before]
            where = place(step.before, "statement") if place else Where(file=facts["before"])
            yield finding(REMOVED, where, statement=_short(line.statement), number=line.number, **facts)


def _split(after: Matrix, steps: Iterable[Step], facts: Mapping[str, str], place: Place) -> Iterable[Finding]:
    for step in steps:
        if step.continuity is Continuity.SPLIT and step.after is not None:
            statement = _short(after.lines[step.after].statement)
            yield finding(SPLIT, place(step.after, "statement"), statement=statement, before=facts["before"])


def _weakened(
    before: Matrix, after: Matrix, steps: Iterable[Step], facts: Mapping[str, str], place: Place
) -> Iterable[Finding]:
    for step in steps:
        if step.before is None or step.after is None or step.continuity is Continuity.SPLIT:
            continue
        old, new = before.lines[step.before], after.lines[step.after]
        told = _less(old, new)
        if told:
            name, promised, now = told
            statement = _short(new.statement)
            more = {"promised": promised, "now": now, "before": facts["before"]}
            yield finding(WEAKENED, place(step.after, name), statement=statement, **more)


def _less(old: PlanLine, new: PlanLine) -> tuple[str, str, str] | None:
    """What a line promises less: a smaller amount of the same indicator, or a later day."""
    same = old.indicator.casefold().split() == new.indicator.casefold().split()
    if same and old.quantity and new.quantity and new.quantity < old.quantity:
        return "quantity", _amount(old.quantity), _amount(new.quantity)
    if old.end and new.end and new.end > old.end and new.end.year != old.end.year:
        return "end", old.end.isoformat(), new.end.isoformat()
    return None


def _amount(quantity: Quantity) -> str:
    return f"{quantity.decimal.normalize():f}".replace(".", ",")


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"
