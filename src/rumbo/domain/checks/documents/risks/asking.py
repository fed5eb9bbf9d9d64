"""How a rule asks a map of risks: each risk by its edition, with the path of what it is about."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.risk.map import RiskEntry, RiskMap
from rumbo.domain.risk.method import Method
from rumbo.domain.risk.reading import class_said, edition_said, proposed_edition
from rumbo.findings import CheckResult, Sentences, marked

SOURCE = "Función Pública, Guía para la administración del riesgo y el diseño de controles en entidades públicas"
NO_RISKS = marked("los riesgos del mapa")
UNVERIFIED = "unverified"
Draft = DocumentDraft[RiskMap]
Told = tuple[Path, dict[str, Any]]


def asking(
    sentences: Sentences,
    tells: Callable[[Draft, Reference], Iterator[Told]],
    *,
    lacks: Callable[[Draft, Reference], str | None] = lambda draft, reference: None,
) -> DocumentCheck:
    """A rule that tells paths and facts; it is not made for a map without risks, nor where something `lacks`."""

    def run(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
        missing = lacks(draft, reference) if draft.content.entries else NO_RISKS
        if missing:
            return not_made(sentences, missing)
        found = (finding(sentences, draft.where(path), **facts) for path, facts in tells(draft, reference))
        return asked(sentences, found)

    return DocumentCheck(sentences, RiskMap, run)


def with_editions(draft: Draft, reference: Reference) -> Iterator[tuple[int, RiskEntry, Method]]:
    """Each risk that an edition assesses, with its position and that edition."""
    for at, entry in enumerate(draft.content.entries):
        if (edition := edition_of(draft.content, entry, reference.methods)) is not None:
            yield at, entry, edition


def edition_of(printed: RiskMap, entry: RiskEntry, methods: tuple[Method, ...]) -> Method | None:
    """The edition that a risk names, else the one that reads best what its class prints."""
    found = class_said(methods, entry.risk_class)
    code = found.code if found else "management"
    named_edition = edition_said(methods, entry.method, code) if entry.method else None
    knowing = [each for each in methods if each.risk_class(code)]
    alike = [each for each in printed.entries if each.risk_class == entry.risk_class]
    return named_edition or proposed_edition(knowing, printed, alike)


def code_of(entry: RiskEntry, at: int) -> str:
    """What a risk is called: its code, else its place in the list."""
    return entry.code or str(at + 1)
