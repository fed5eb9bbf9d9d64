"""A live record as a draft: the rules of documents are asked of it with the places of its rows."""

from collections.abc import Mapping
from typing import Any

from rumbo.domain.document import DocumentDraft, Path, leaves
from rumbo.domain.plan.draft import Recognition, Source
from rumbo.domain.project.places import place_of
from rumbo.findings import CheckResult, Where
from rumbo.layouts.outline.declaration import outline
from rumbo.layouts.outline.drafting import NOTHING_KNOWN, checked

OF_HEADINGS = ("document.announced_empty", "document.numbering_", "document.section_number_twice", "document.text_cut")


def live_draft(name: str, key: str, content: Any, places: Mapping[Path, Where]) -> DocumentDraft[Any]:
    """The content of a record of a layout, asked everything that a document of it is asked."""
    found = outline(key)
    draft: DocumentDraft[Any] = DocumentDraft(Source(name, ""), Recognition(found.key, found.title), content, places)
    return checked(draft, found, NOTHING_KNOWN)


def live_checks(name: str, key: str, content: Any, places: Mapping[Path, Where]) -> tuple[CheckResult, ...]:
    """What the rules answer about it; those of headings and their numbers say nothing of a record, which has none."""
    asked = live_draft(name, key, content, places).checks
    return tuple(each for each in asked if each.findings or not each.code.startswith(OF_HEADINGS))


def places_on_the_form(content: Any) -> dict[Path, Where]:
    """The place of every value of a sheet in the words of its form."""
    return {path[:size]: place_of(path[:size]) for path, _ in leaves(content) for size in range(1, len(path) + 1)}
