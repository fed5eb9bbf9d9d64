"""What a check may ask beside the draft itself. The rules know no catalogue: it is handed to them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from rumbo.domain.norms import Norm
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PlanLine
from rumbo.domain.plan.stated import StatedTarget, nothing_stated
from rumbo.domain.risk.method import Method
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Where, marked
from rumbo.findings.types import Fact

MOST_CALLED = 80
COLUMN = marked("la columna {columns}")
COLUMNS = marked("las columnas {columns}")


@dataclass(frozen=True, slots=True)
class CatalogueNames:
    """An edition of a list: its title and source, the official name of each code, and three questions to it."""

    title: str
    source: str
    names: Mapping[str, str]
    code_of: Callable[[str], str]
    is_official: Callable[[str, str], bool]
    months: Mapping[str, str] = field(default_factory=dict)


def as_written(text: str) -> str:
    """The plainest way to compare texts; a layout brings a better one."""
    return " ".join(text.casefold().split())


def no_doubt(text: str) -> tuple[str, date | None]:
    """No idea of what a text that is no day was meant to say."""
    return "", None


def no_amount(value: object) -> Quantity | None:
    """No idea of the amount that a cell holds."""
    return None


@dataclass(frozen=True, slots=True)
class Reference:
    """`catalogues` by the field that uses them (a field whose catalogue has no edition for the year is not there);
    `compared`: the plan that a follow-up answers for; `fold` makes texts comparable; `headers`: the printed header
    of each field, and `groups` what is printed above it; `doubt` tells of a text that is no day what kind of slip it
    is (a key) and which day was probably meant; `amount` reads the quantity of a cell that no field holds; `norms` is
    what is known of the norms that documents cite; `methods` are the editions of the methods of risk; `stated` reads
    the target that a sentence states."""

    catalogues: Mapping[str, CatalogueNames] = field(default_factory=dict)
    compared: PlanDraft | None = None
    fold: Callable[[str], str] = as_written
    headers: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    doubt: Callable[[str], tuple[str, date | None]] = no_doubt
    norms: tuple[Norm, ...] = ()
    amount: Callable[[object], Quantity | None] = no_amount
    methods: tuple[Method, ...] = ()
    stated: Callable[[str], StatedTarget] = nothing_stated


@dataclass(frozen=True, slots=True)
class Check:
    """A rule: its sentences, and the function that asks it. It answers once, or once more for what it could not ask."""

    sentences: Sentences
    run: Callable[[PlanDraft, Reference], Iterable[CheckResult]]

    @property
    def code(self) -> str:
        """The code that its findings carry."""
        return self.sentences.code


def finding(sentences: Sentences, where: Where | None, suggestion: str | None = None, **facts: Fact) -> Finding:
    """A finding of a rule at a place."""
    return Finding(sentences.code, sentences.severity, where, facts, suggestion)


def called(line: PlanLine) -> str:
    """How a sentence names an action: by its number, else by the beginning of its text."""
    words = " ".join(line.statement.split())
    return line.number.strip() or f"«{words if len(words) <= MOST_CALLED else words[: MOST_CALLED - 1] + '…'}»"


def asked(sentences: Sentences, findings: Iterable[Finding]) -> tuple[CheckResult, ...]:
    """The answer of a check that could be made."""
    found = tuple(findings)
    return (CheckResult(sentences.code, Outcome.FOUND if found else Outcome.PASSED, found),)


def not_made(sentences: Sentences, missing: str, **facts: Fact) -> tuple[CheckResult, ...]:
    """The answer of a check that could not be made, and what it lacks: a sentence to translate and its facts."""
    return (CheckResult(sentences.code, Outcome.NOT_MADE, (), missing, facts),)


def without(sentences: Sentences, columns: tuple[str, ...]) -> tuple[CheckResult, ...]:
    """The answer of a check that lacks columns."""
    return not_made(sentences, COLUMN if len(columns) == 1 else COLUMNS, columns=", ".join(columns))


def lacking(draft: PlanDraft, reference: Reference, *names: str) -> tuple[str, ...]:
    """The fields that the document has no column for, each as its group and header are printed."""
    return tuple(f"«{_header(reference, name)}»" for name in names if not draft.has(name))


def _header(reference: Reference, name: str) -> str:
    labels = (reference.groups.get(name, ""), reference.headers.get(name, name))
    bare = (" ".join(label.replace("{period}", "").replace("{fiscal_year}", "").split()) for label in labels)
    return " › ".join(label for label in bare if label)
