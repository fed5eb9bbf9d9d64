"""What the form of a target offers, and its answers as the data of a target."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils import timezone

from rumbo.apps.catalogs.queries import lists_in_force
from rumbo.apps.indicators.queries import indicator_names
from rumbo.apps.people.queries import units_of
from rumbo.apps.plans.bridge import AlignmentData, TargetData
from rumbo.apps.plans.queries import nodes_of
from rumbo.content import CITED_BY_NUMBER
from rumbo.domain.followup.contributing import Counting

CATALOGUES = ("ods", "pnd", "mipg_policies", "associated_plans")
# Answers that stand in the data under their own name.
APART = {"node", "alignments", "programme", "milestones", "counting"}
PLAIN = frozenset({field.name for field in fields(TargetData)} - APART)


@dataclass(frozen=True, slots=True)
class Choices:
    """Rows by the uid that the form carries: levels, units, and entries of the catalogues by their titles. `reporting`
    is the only unit that may report, where there is one; `indicators` are the names of those that have a sheet;
    `ended` the units that are no more and that the target does not name."""

    nodes: Mapping[str, Any]
    units: Mapping[str, Any]
    entries: Mapping[str, Any]
    reporting: Any = None
    indicators: tuple[str, ...] = ()
    ended: frozenset[str] = frozenset()

    @property
    def offered(self) -> dict[str, Any]:
        """As the form takes them."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for uid, entry in self.entries.items():
            groups.setdefault(entry.catalogue.title, []).append((uid, called(entry)))
        return {
            "nodes": [(uid, "\N{NO-BREAK SPACE}" * 3 * node.depth + node.name) for uid, node in self.nodes.items()],
            "units": [(uid, unit.name) for uid, unit in self.units.items() if uid not in self.ended],
            "entries": list(groups.items()),
            "reporting": str(self.reporting.uid) if self.reporting else "",
        }


def called(entry: Any) -> str:
    """An entry as people call it: with its number, where the list numbers its entries."""
    return f"{entry.code} {entry.name}" if entry.code[:1].isdigit() else entry.name


def target_choices(entity_id: int, version: Any, *, reporting: Any = None, named: Collection[int] = ()) -> Choices:
    """What a target of a version may point at: its levels, the units of the entity in force (and those that it has
    `named` already, by their keys), and the lists in force."""
    year = version.plan.fiscal_year
    day = date(year, 12, 31) if year else None
    entries = lists_in_force(entity_id, CATALOGUES, day)
    units = {str(unit.uid): unit for unit in units_of(entity_id)}
    today = timezone.localdate()
    ended = (uid for uid, each in units.items() if each.valid_to and each.valid_to < today and each.pk not in named)
    return Choices(
        nodes={str(node.uid): node for node in nodes_of(version)},
        units=units,
        entries={str(entry.uid): entry for entry in entries},
        reporting=reporting,
        indicators=tuple(indicator_names(entity_id)),
        ended=frozenset(ended),
    )


def initial_of(choices: Choices, data: TargetData) -> dict[str, Any]:
    """A target as the form shows it."""
    plain = {name: getattr(data, name) for name in PLAIN}
    units = {unit.pk: uid for uid, unit in choices.units.items()}
    nodes = {str(node.pk): uid for uid, node in choices.nodes.items()}
    aligned = {each.entry_id for each in data.alignments}
    return {
        **plain,
        "node": nodes.get(data.node, ""),
        "reporting_unit": units.get(data.reporting or 0, ""),
        "contributing": {
            units[unit]: (said or Counting.INFORMS).value for unit, said in data.contributing.items() if unit in units
        },
        "alignments": [uid for uid, entry in choices.entries.items() if entry.pk in aligned],
    }


def target_told(choices: Choices, told: Mapping[str, Any], before: TargetData) -> TargetData:
    """The data that the answers of the form say; what the form does not ask stays as it was."""
    node = choices.nodes.get(told["node"])
    reporting = choices.units[told["reporting_unit"]]
    others = {choices.units[uid].pk: Counting(said) for uid, said in told["contributing"].items()}
    plain = {name: told[name] for name in PLAIN if name in told and name != "reporting_unit"}
    return replace(
        before,
        **plain,
        node=str(node.pk) if node else "",
        units=(reporting.pk, *others),
        reporting_unit=reporting.pk,
        counting=others,
        alignments=aligned_told(choices, told["alignments"], before),
    )


def aligned_told(choices: Choices, chosen: list[str], before: TargetData) -> tuple[AlignmentData, ...]:
    """The entries chosen, each as it was written where it already stood; what no list offers is kept."""
    offered = {entry.pk for entry in choices.entries.values()}
    written = {each.entry_id: each for each in before.alignments}
    kept = [each for each in before.alignments if each.entry_id not in offered]
    rows = [choices.entries[uid] for uid in chosen]
    new = [written.get(row.pk) or _aligned_to(row) for row in rows]
    return (*new, *kept)


def _aligned_to(row: Any) -> AlignmentData:
    """A link to an entry, with its number where people cite its list by number: it is printed as the others are."""
    key: str = row.catalogue.key
    return AlignmentData(key, row.name, row.pk, row.code if key in CITED_BY_NUMBER else "")
