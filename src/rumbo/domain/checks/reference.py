"""What a check may ask beside the draft itself. The rules know no catalogue: it is handed to them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Where
from rumbo.findings.types import Fact


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


@dataclass(frozen=True, slots=True)
class Reference:
    """`catalogues` by the field that uses them (a field whose catalogue has no edition for the year is not there);
    `compared`: the plan that a follow-up answers for; `fold` makes texts comparable; `headers`: the printed header
    of each field."""

    catalogues: Mapping[str, CatalogueNames] = field(default_factory=dict)
    compared: PlanDraft | None = None
    fold: Callable[[str], str] = as_written
    headers: Mapping[str, str] = field(default_factory=dict)


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


def asked(sentences: Sentences, findings: Iterable[Finding]) -> tuple[CheckResult, ...]:
    """The answer of a check that could be made."""
    found = tuple(findings)
    return (CheckResult(sentences.code, Outcome.FOUND if found else Outcome.PASSED, found),)


def not_made(sentences: Sentences, missing: str) -> tuple[CheckResult, ...]:
    """The answer of a check that could not be made, and what it lacks."""
    return (CheckResult(sentences.code, Outcome.NOT_MADE, (), missing),)


def lacking(draft: PlanDraft, reference: Reference, *names: str) -> str:
    """The headers of the fields that the document has no column for, empty when it has them all."""
    return ", ".join(f"«{_header(reference, name)}»" for name in names if not draft.has(name))


def _header(reference: Reference, name: str) -> str:
    header = reference.headers.get(name, name)
    return " ".join(header.replace("{period}", "").replace("{fiscal_year}", "").split())
