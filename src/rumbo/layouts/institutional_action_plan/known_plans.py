"""Which of the plans that Decreto 612 de 2018 brings together a plan is, by the name a document gives it.

"Plan de Capacitación" is the "Plan Institucional de Capacitación": every word that tells plans apart is in its name,
and in that of no other. A plan that another norm puts in the place of one of the twelve counts as that one.
"""

from collections.abc import Mapping
from functools import cache

from rumbo.content.load import catalogue
from rumbo.domain.checks.reference import CatalogueNames
from rumbo.layouts.engine.folding import folded, unbracketed

CATALOGUE, OTHERS = "decreto_612_plans", "associated_plans"
_TELLS_NOTHING = frozenset(
    ("plan", "planes", "programa", "de", "del", "la", "las", "el", "los", "y", "en", "institucional", "institucionales")
)


def known_plan(name: str) -> str:
    """The code of a plan in the list in force; empty for a plan that is none of them, or could be two."""
    names = _names()
    for said in (folded(name), folded(unbracketed(name))):
        if said in names:
            return names[said]
    words = _telling(unbracketed(name))
    found = {code for known, code in names.items() if words and words <= _telling(known)}
    return found.pop() if len(found) == 1 else ""


@cache
def plan_names() -> CatalogueNames:
    """The list as the checks ask it."""
    listed = catalogue(CATALOGUE)
    entries = listed.entries if listed else ()
    return CatalogueNames(
        title=listed.title if listed else "",
        source=listed.source if listed else "",
        names={entry.code: entry.name for entry in entries},
        code_of=known_plan,
        is_official=lambda code, name: any(code == entry.code and name == entry.name for entry in entries),
    )


@cache
def _names() -> Mapping[str, str]:
    """The code of every folded name of the list, and of those plans that took the place of one of it."""
    listed, others = catalogue(CATALOGUE), catalogue(OTHERS)
    entries = listed.entries if listed else ()
    found = {folded(name): entry.code for entry in entries for name in entry.names}
    instead = {entry.facts["replaced_by"]: entry.code for entry in entries if "replaced_by" in entry.facts}
    for entry in others.entries if others else ():
        if entry.code in instead:
            found |= {folded(name): instead[entry.code] for name in entry.names}
    return found


def _telling(name: str) -> frozenset[str]:
    return frozenset(folded(name).split()) - _TELLS_NOTHING
