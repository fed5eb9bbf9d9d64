"""The norms that a document of several parts cites (V24), in any of its texts, at the day or the year it is of."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.norms import RULES, Ask, Days, ask_norms, year_days
from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft, leaves
from rumbo.findings import CheckResult, Sentences, Where


def days_of(content: Any) -> Days | None:
    """The day a content was registered, else the days of its fiscal year."""
    day = getattr(content, "registered_on", None)
    return (day, day) if day else year_days(getattr(content, "fiscal_year", None))


def _texts(draft: DocumentDraft[Any]) -> Iterator[tuple[str, Where]]:
    for path, value in leaves(draft.content):
        if isinstance(value, str):
            yield value, draft.where(path)


def _asks(sentences: Sentences, ask: Ask) -> Callable[[DocumentDraft[Any], Reference], Iterable[CheckResult]]:
    return lambda draft, reference: ask_norms(sentences, ask, _texts(draft), reference.norms, days_of(draft.content))


CHECKS = tuple(DocumentCheck(sentences, object, _asks(sentences, ask)) for sentences, ask in RULES)
