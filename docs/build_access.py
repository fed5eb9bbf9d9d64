"""Writes docs/access.md from the matrix of rights, which the tests hold to the code."""

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CASES = ROOT / "tests" / "cases" / "access"
PAGE = ROOT / "docs" / "access.md"
ROLES = {
    "planning_office": "planning",
    "liaison": "liaison",
    "unit_lead": "lead",
    "internal_control": "internal control",
    "director": "director",
    "administrator": "administrator",
}
WHERE = {"entity": "all", "unit": "own unit", "asked": "own unit", "self": "own", "": "—"}
INTRODUCTION = """# Who may do what

A table that is a test: nothing here is said that the program does not do. Written by `python -m docs.build_access` from
`tests/cases/access`.

Whoever asks for something of another entity is answered exactly as if it did not exist, on every page, fragment and
file; whoever is not signed in is sent to the door. One person may hold several roles, some of them in one unit only.

Every write passes a doorway under one of these verbs. *all*: of any unit of the entity; *own unit*: of a unit in which
the role is held; *own*: of oneself. Verbs without any role belong to the installation: its commands and its clock."""
PAGES = """## Who finds what

Every address inside, by its name, and who finds something there: whoever does not is answered as if there were
nothing. *sees*: reads it. *sends*: may send its form, which then passes one of the verbs above. *own unit*: of a record
of a unit in which the role is held. What nobody finds here is for a record in another state."""


def page() -> str:
    """The whole page."""
    return "\n\n".join((INTRODUCTION, _verbs(), PAGES, _pages())) + "\n"


def _verbs() -> str:
    by_verb = {verb: group["who"] for group in _load("verbs") for verb in group["verbs"]}
    rows = [f"| verb | {' | '.join(ROLES.values())} |", "|---" * (len(ROLES) + 1) + "|"]
    for verb, who in sorted(by_verb.items()):
        rows.append(f"| `{verb}` | {' | '.join(WHERE[who.get(role, '')] for role in ROLES)} |")
    return "\n".join(rows)


def _pages() -> str:
    by_address = {name: group for group in _load("pages") for name in group["addresses"]}
    rows = [f"| address | {' | '.join(ROLES.values())} |", "|---" * (len(ROLES) + 1) + "|"]
    for name, group in sorted(by_address.items()):
        rows.append(f"| `{name}` | {' | '.join(_found(group, role) for role in ROLES)} |")
    return "\n".join(rows)


def _found(group: dict[str, Any], role: str) -> str:
    """What a role may do at an address, and where."""
    told = {way: group.get(way) or {} for way in ("reads", "sends")}
    where = {way: "entity" if who == "everybody" else who.get(role, "") for way, who in told.items()}
    words = " and ".join(way.replace("reads", "sees") for way, place in where.items() if place)
    return f"{words}, own unit" if "unit" in where.values() else words or "—"


def _load(name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return told


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
