"""An indicator under two parents (V12): it may well serve both, and then it is reported once. A note, no fault."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft, Path, at, records
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan, TermTarget
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

SHARED = declare(
    Sentences(
        "document.shared_indicator",
        Severity.NOTICE,
        marked("Un indicador en dos lugares"),
        marked("«{indicator}» está aquí y también bajo «{first}»."),
        marked("Un mismo indicador puede servir a dos objetivos; se registra y se reporta una sola vez."),
        marked("Confirme que es el mismo; si no lo es, diga en qué se distinguen."),
    )
)
SHOWN = 120


def _shared(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        by_name: dict[tuple[str, str, str], list[Path]] = defaultdict(list)
        for path, listed in records(draft.content):
            for number, each in enumerate(listed):
                if isinstance(each, TermTarget) and each.statement:
                    key = (reference.fold(each.kind), each.number, reference.fold(each.statement))
                    by_name[key].append((*path, number))
        for (_, _, _), paths in by_name.items():
            for path in paths[1:]:
                if path[:-1] != paths[0][:-1]:
                    yield finding(
                        SHARED, draft.where(path), indicator=_name(draft, path), first=_owner(draft, paths[0])
                    )

    return asked(SHARED, found())


def _name(draft: DocumentDraft[Any], path: Path) -> str:
    target = at(draft.content, path)
    return _short(" ".join(part for part in (target.kind, target.number, target.statement) if part))


def _owner(draft: DocumentDraft[Any], path: Path) -> str:
    """What a target stands under: the objective, the project, by its number or code and what it says."""
    owner = at(draft.content, path[:-2])
    named = (getattr(owner, "number", "") or getattr(owner, "code", ""), _said(owner))
    return _short(". ".join(part for part in named if part))


def _said(owner: Any) -> str:
    return str(getattr(owner, "statement", "") or getattr(owner, "name", ""))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


CHECKS = tuple(DocumentCheck(SHARED, kind, _shared) for kind in (StrategicPlan, InstitutionalPlan))
