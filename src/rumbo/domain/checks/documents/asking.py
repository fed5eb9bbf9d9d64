"""How a rule asks a document of several parts: a sibling of `Check`, which asks a matrix."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from rumbo.domain.checks.reference import Reference
from rumbo.domain.document import DocumentDraft
from rumbo.findings import CheckResult, Sentences


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """A rule: its sentences, the kind of content it is meant for (`object` for any), and the function that asks."""

    sentences: Sentences
    content: type
    run: Callable[[DocumentDraft[Any], Reference], Iterable[CheckResult]]

    @property
    def code(self) -> str:
        """The code that its findings carry."""
        return self.sentences.code
