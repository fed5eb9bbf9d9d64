"""The norms that Rumbo carries, as the rules ask them: what rules since when, how sure that is."""

from datetime import date
from functools import cache

from rumbo.content.load import Entry, catalogue
from rumbo.domain.norms import Norm


@cache
def norms() -> tuple[Norm, ...]:
    """Every norm and article of the catalogue."""
    found = catalogue("norms")
    return tuple(_norm(entry) for entry in found.entries) if found else ()


def _norm(entry: Entry) -> Norm:
    facts = entry.facts
    return Norm(
        name=entry.name,
        kind=facts["kind"],
        number=facts["number"],
        year=int(facts["year"]),
        article=facts.get("article", ""),
        ended=_day(facts.get("ended")),
        changed=_day(facts.get("changed")),
        by=facts.get("by", ""),
        confidence=entry.confidence,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
