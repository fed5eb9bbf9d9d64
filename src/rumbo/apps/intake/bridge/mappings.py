"""What an entity says of its own tables ⇄ the layouts by which the engine reads."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rumbo.apps.intake.bridge.opening import opened_file
from rumbo.apps.intake.models import EntityLayout, Intake
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.fit import ALIKE, Fit, fit_of
from rumbo.layouts.engine.mapping import own_layout
from rumbo.layouts.proposing import Asked, TableProposal, propose_mapping
from rumbo.papers.raw import RawDocument

NOTHING_ASKED = Asked()


def written_mapping(row: EntityLayout) -> dict[str, Any]:
    """The declaration of a mapping, as the file that carries it."""
    written: dict[str, Any] = json.loads(row.declaration)
    return written


def layouts_of(intake: Intake) -> tuple[Layout, ...]:
    """The entity's own layout by which a document is read; none for one that follows a known layout."""
    return (own_layout(intake.mapping.declaration),) if intake.mapping else ()


def document_of(intake: Intake) -> RawDocument:
    """The file as read, without what was decided. Raises `Unreadable`."""
    return opened_file(intake.file)


def mapping_that_fits(intake: Intake, known: Iterable[EntityLayout]) -> EntityLayout | None:
    """The first of the mappings whose headings a document has, no more and no fewer, in whatever order; the file is
    opened only when there is one to try."""
    return next((row for row, fit in _fits(intake, known) if fit.same), None)


def mapping_fits(intake: Intake, row: EntityLayout) -> bool:
    """Whether a document can be read by a mapping, though some headings changed."""
    return any(fit.complete for _row, fit in _fits(intake, [row]))


def mappings_alike(intake: Intake, known: Iterable[EntityLayout]) -> list[tuple[EntityLayout, Fit]]:
    """The mappings that most of a document's headings fit, the likest first: to be offered, never applied."""
    alike = [(row, fit) for row, fit in _fits(intake, known) if fit.share >= ALIKE]
    return sorted(alike, key=lambda pair: (not pair[1].complete, -pair[1].share, len(pair[1].new)))


def _fits(intake: Intake, known: Iterable[EntityLayout]) -> Iterator[tuple[EntityLayout, Fit]]:
    rows = list(known)
    document = document_of(intake) if rows else None
    for row in rows:
        fit = fit_of(document, own_layout(row.declaration)) if document else None
        if fit is not None:
            yield row, fit


def proposals_of(intake: Intake, asked: Asked = NOTHING_ASKED) -> tuple[TableProposal, ...]:
    """What the tables of a document probably are."""
    return propose_mapping(document_of(intake), asked)
