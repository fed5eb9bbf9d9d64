"""The norms that a matrix cites (V24): in its objective, its levels, its actions and what a follow-up tells."""

from collections.abc import Callable, Iterable, Iterator

from rumbo.domain.checks.norms import RULES, Ask, ask_norms, year_days
from rumbo.domain.checks.reference import Check, Reference
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Sentences, Where

FIELDS = ("objective", "programme", "statement", "narrative")


def _texts(draft: PlanDraft) -> Iterator[tuple[str, Where]]:
    """Each text once: a programme is said again in every line below it."""
    about = draft.about.get("objective") or Where(draft.source.file, draft.source.digest)
    yield draft.matrix.objective, about
    seen: set[str] = set()
    for at, line in enumerate(draft.matrix.lines):
        for name in FIELDS:
            text = getattr(line, name)
            if (" 19" in text or " 20" in text) and text not in seen:
                seen.add(text)
                yield text, draft.where(at, name)


def _asks(sentences: Sentences, ask: Ask) -> Callable[[PlanDraft, Reference], Iterable[CheckResult]]:
    return lambda draft, reference: ask_norms(
        sentences, ask, _texts(draft), reference.norms, year_days(draft.matrix.fiscal_year)
    )


CHECKS = tuple(Check(sentences, _asks(sentences, ask)) for sentences, ask in RULES)
