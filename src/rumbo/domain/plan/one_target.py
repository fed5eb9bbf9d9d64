"""One target in two documents: which target of a strategic plan a plan of action shows again. Only proposals.

The same project and the same number of a goal leave no doubt. Otherwise the statements must share most of their words
and every amount that both say must agree; a person settles that. Where the two say different things of one target, the
differences stand beside it (V11).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget

Path = tuple[str | int, ...]
Fold = Callable[[str], str]
ALIKE = 60
FEWEST_WORDS = 3
_STEM = 6
_SAYS_LITTLE = frozenset(
    (
        *("porcentaje", "numero", "indicador", "ciento", "para", "como", "traves", "entidad", "entidades", "acuerdo"),
        *("avance", "implementacion", "implementar", "ejecucion", "ejecutar", "cumplir", "realizar", "gestion", "plan"),
        *("generar", "lograr", "desarrollar", "proceso", "procesos", "vigencia", "meta", "sobre", "desde", "hasta"),
    )
)


class Evidence(StrEnum):
    """Why two targets are taken for one."""

    SAME_NUMBER = "same_number"
    SAME_WORDS = "same_words"
    SAME_TERM = "same_term"
    SAME_YEAR = "same_year"


@dataclass(frozen=True, slots=True)
class TargetDifference:
    """What the two documents say differently of one target: a field of `TermTarget`, and the texts of both."""

    field: str
    before: str | Quantity
    after: str | Quantity


@dataclass(frozen=True, slots=True)
class SharedTarget:
    """A target of the strategic plan (`before`, its path) and what shows it in the plan of action (`after`): a goal of
    a project, or an indicator of a process. `sure` when nobody needs to settle it; `likeness` of the statements, 0 to
    100."""

    before: Path
    after: Path
    sure: bool
    likeness: int
    evidence: tuple[Evidence, ...]
    differences: tuple[TargetDifference, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A target as one of the documents shows it."""

    path: Path
    statement: str
    project: str
    number: str
    annualization: str
    term: Quantity | None
    year: Quantity | None


def shared_targets(strategic: StrategicPlan, action: InstitutionalPlan, fold: Fold) -> tuple[SharedTarget, ...]:
    """The targets that both plans show, in the order of the strategic plan; no target is proposed twice."""
    year = action.fiscal_year or strategic.fiscal_year
    ours = list(_once(_of_strategic(strategic, year), fold))
    theirs = [*_goals(action, year), *_indicators(action)]
    pairs = [pair for one in ours for other in theirs if (pair := _pair(one, other, fold)) is not None]
    order = {one.path: at for at, one in enumerate(ours)}
    return tuple(sorted(_chosen(pairs), key=lambda pair: order[pair.before]))


def _once(shown: Iterator[_Shown], fold: Fold) -> Iterator[_Shown]:
    """Each target once, though it stands under two objectives."""
    met: set[tuple[str, str, str]] = set()
    for each in shown:
        key = (each.project, each.number, fold(each.statement))
        if key not in met:
            met.add(key)
            yield each


def _of_strategic(plan: StrategicPlan, year: int | None) -> Iterator[_Shown]:
    for at, objective in enumerate(plan.objectives):
        for number, target in enumerate(objective.targets):
            yield _shown(("objectives", at, "targets", number), target, target.project_code, year)


def _goals(plan: InstitutionalPlan, year: int | None) -> Iterator[_Shown]:
    for at, project in enumerate(plan.projects):
        for number, goal in enumerate(project.goals):
            yield _shown(("projects", at, "goals", number), goal, project.code, year)


def _indicators(plan: InstitutionalPlan) -> Iterator[_Shown]:
    for at, process in enumerate(plan.processes):
        for number, each in enumerate(process.indicators):
            path = ("processes", at, "indicators", number)
            yield _Shown(path, each.statement, "", "", "", None, each.target.quantity)


def _shown(path: Path, target: TermTarget, project: str, year: int | None) -> _Shown:
    of_year = next((each.quantity for each in target.years if each.year == year), None)
    number = target.number.lstrip("0")
    return _Shown(path, target.statement, project, number, target.annualization, target.term, of_year)


def _pair(one: _Shown, other: _Shown, fold: Fold) -> SharedTarget | None:
    """The pair of two targets, if they may be one."""
    likeness = _likeness(one.statement, other.statement, fold)
    numbered = bool(one.project and one.number) and (one.project, one.number) == (other.project, other.number)
    differences = tuple(_differences(one, other, fold))
    agree = not any(isinstance(each.before, Quantity) for each in differences)
    same = tuple(_same_amounts(one, other))
    if not numbered and not (likeness >= ALIKE and agree and same):
        return None
    evidence = ((Evidence.SAME_NUMBER,) if numbered else ()) + ((Evidence.SAME_WORDS,) if likeness >= ALIKE else ())
    return SharedTarget(one.path, other.path, numbered, likeness, (*evidence, *same), differences)


def _same_amounts(one: _Shown, other: _Shown) -> Iterator[Evidence]:
    if one.term is not None and one.term == other.term:
        yield Evidence.SAME_TERM
    if one.year is not None and one.year == other.year:
        yield Evidence.SAME_YEAR


def _differences(one: _Shown, other: _Shown, fold: Fold) -> Iterator[TargetDifference]:
    said = one.annualization and other.annualization
    if said and fold(one.annualization) != fold(other.annualization):
        yield TargetDifference("annualization", one.annualization, other.annualization)
    for name in ("term", "year"):
        before, after = getattr(one, name), getattr(other, name)
        if before is not None and after is not None and before != after:
            yield TargetDifference(name, before, after)


def _likeness(one: str, other: str, fold: Fold) -> int:
    """The share of the words of the shorter statement that the other has too; 0 where they share too few."""
    first, second = _telling(one, fold), _telling(other, fold)
    common = len(first & second)
    return 100 * common // min(len(first), len(second)) if common >= FEWEST_WORDS else 0


def _telling(statement: str, fold: Fold) -> frozenset[str]:
    """The beginnings of the words that tell a statement from others."""
    words = (word.strip('.,;:()«»"') for word in fold(statement).split())
    kept = (word for word in words if len(word) > 3 and not any(letter.isdigit() for letter in word))
    return frozenset(word[:_STEM] for word in kept if word not in _SAYS_LITTLE)


def _chosen(pairs: list[SharedTarget]) -> Iterator[SharedTarget]:
    """The surest pairs first, each side once."""
    taken: set[Path] = set()
    for pair in sorted(pairs, key=lambda pair: (not pair.sure, -len(pair.evidence), -pair.likeness, pair.after)):
        if pair.before not in taken and pair.after not in taken:
            taken |= {pair.before, pair.after}
            yield pair
