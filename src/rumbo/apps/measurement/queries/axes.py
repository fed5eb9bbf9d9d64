"""The sides from which the targets of a version can be looked at, and which keys each target has on each of them.

Levels of the plan, units, processes, projects, and every list that targets are aligned with. Each kind of key is read
once, however many axes are asked for: six queries for all of them. A closing kept them; those of what is open are the
ones of today.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from rumbo.apps.budget.queries import SpentLine, bare_code
from rumbo.apps.followup.models import Followup
from rumbo.apps.indicators.models import SheetRevision
from rumbo.apps.measurement.queries.kept_sides import axis_of, kept_sides
from rumbo.apps.measurement.queries.sides import Axis, Key, PlacedTarget
from rumbo.apps.plans.bridge.institutional import INTEGRATED, PROCESS, PROJECT
from rumbo.apps.plans.models import MeasuredBy, NodeRevision, Placement, TargetAlignment, TargetUnit
from rumbo.apps.processes.queries import process_names, processes_listed
from rumbo.apps.projects.queries import Served, projects_served
from rumbo.apps.remembering import asked_once, brought_along
from rumbo.content.axes import AXES, AlignedAxis, codes_through, names_in_list
from rumbo.layouts.engine.folding import folded

LEVEL, LISTED = "level", "listed"
UNIT, CONTRIBUTING, OF_PROCESS, OF_PROJECT = "unit", "contributing", "process", "project"
OWN = (UNIT, CONTRIBUTING, OF_PROCESS, OF_PROJECT)
"""The axes that every plan is asked about besides its levels and its lists."""
_ADDRESS = re.compile(r"[\w.-]{1,60}")


@asked_once
def sides_of(followup: Followup) -> "Sides":
    """The sides of the plan that a follow-up measures: as its closing kept them or, where it is open or closed before
    they were kept, as they are registered today."""
    told = kept_sides(followup)
    return Sides(followup) if told is None else ClosedSides(followup, told)


def levels_known(followup: Followup, levels: Iterable[NodeRevision]) -> None:
    """Another question brought the levels of the plan of a follow-up, from the top down: nobody asks for them again."""
    sides = sides_of(followup)
    vars(sides)["_nodes"] = {each.pk: each for each in levels}
    brought_along(sides_of, sides, followup)


def listed_keys(followup: Followup) -> dict[int, tuple[str, ...]]:
    """By revision, the groups of the lists in which a target stands, those of a page, as "list=code"; by its number or
    by what is written, where it stands in no list."""
    found: defaultdict[int, dict[str, None]] = defaultdict(dict)
    for axis in sides_of(followup).axes:
        if axis.kind == LISTED:
            for revision, keys in axis.keys.items():
                found[revision] |= {f"{axis.key}={key.code or key.name}": None for key in keys}
    return {revision: tuple(sorted(keys)) for revision, keys in found.items()}


class Sides:
    """The axes of a version as they are registered today; each kind of rows is read when it is first needed."""

    closed = False

    def __init__(self, followup: Followup) -> None:
        self.entity_id, self.version_id = followup.entity_id, followup.plan_version_id

    @cached_property
    def axes(self) -> tuple[Axis, ...]:
        """Every axis, those that the plan has nothing for too: levels from the top down, units, processes, projects,
        lists."""
        return tuple(axis for key in self._keys if (axis := self.axis(key)) is not None)

    def axis(self, key: str) -> Axis | None:
        """One axis by its key; None for what is no axis of this plan."""
        if key in self._level_kinds:
            return Axis(key, LEVEL, self._level_kinds[key][0], self._by_level(frozenset(self._level_kinds[key])))
        if key in OWN:
            by = {UNIT: self._by_unit, CONTRIBUTING: self._by_contributing, OF_PROCESS: self._by_process}
            return Axis(key, key, "", by.get(key, self._by_project)())
        listed = self._lists.get(key) if key else None
        return Axis(key, LISTED, listed.title, self._by_list(listed)) if listed is not None else None

    @property
    def level_keys(self) -> tuple[str, ...]:
        """The axes that are levels of the plan, from the top down."""
        return tuple(self._level_kinds)

    def promised(self, key: str) -> tuple[Axis | None, bool]:
        """What the version alone says on an axis, without any register or list of the program, and whether the axis has
        more than that; None for what no version says: processes and projects."""
        if key in (OF_PROCESS, OF_PROJECT):
            return None, True
        listed = self._lists.get(key) if key not in OWN and key not in self._level_kinds else None
        if listed is not None and (listed.through or listed.integrated):
            return Axis(key, LISTED, listed.title, self._by_list(replace(listed, through=None, integrated=False))), True
        return self.axis(key) or Axis(key, ""), False

    @cached_property
    def targets(self) -> tuple[PlacedTarget, ...]:
        """The targets of the version, each once, in its order. One query."""
        measuring = Coalesce(
            Subquery(MeasuredBy.objects.filter(target=OuterRef("revision__target")).values("indicator")[:1]),
            "revision__indicator_id",
        )
        sheet = SheetRevision.objects.filter(indicator=OuterRef("measuring")).order_by("-number")
        placed = Placement.objects.filter(version=self.version_id).annotate(measuring=measuring)
        rows = placed.annotate(process=Subquery(sheet.values("process")[:1])).order_by("-counts", "ordinal")
        columns = ("revision_id", "revision__target_id", "pk", "uid", "number", "revision__statement")
        more = ("process", "printed__project_code", "node_id", "ordinal")
        found: dict[int, tuple[Any, ...]] = {}
        nodes: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
        for revision, *told, node, ordinal in rows.values_list(*columns, *more):
            found.setdefault(told[0], (ordinal, revision, *told))
            nodes[told[0]] += (node,) if node is not None else ()
        return tuple(
            PlacedTarget(revision, target, pk, str(uid), number, words, nodes[target], process, code or "")
            for _, revision, target, pk, uid, number, words, process, code in sorted(found.values())
        )

    @property
    def _keys(self) -> tuple[str, ...]:
        return (*self._level_kinds, *OWN, *self._lists)

    @cached_property
    def _nodes(self) -> dict[int, NodeRevision]:
        found = NodeRevision.objects.filter(version=self.version_id).order_by("depth", "ordinal")
        return {each.pk: each for each in found.only("uid", "parent_id", "kind", "code", "name", "depth", "ordinal")}

    @cached_property
    def _level_kinds(self) -> dict[str, tuple[str, ...]]:
        """What the plan calls its levels, by the word of each in an address, from the top down."""
        kinds: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for node in self._nodes.values():
            if node.kind not in (PROJECT, PROCESS):
                kinds[f"nivel-{slugify(node.kind) or 'otro'}"][node.kind] = None
        return {slug: tuple(found) for slug, found in kinds.items()}

    @cached_property
    def _above(self) -> dict[int, tuple[NodeRevision, ...]]:
        """Each level with those above it. Levels come from the top down, so that the one above is always there."""
        found: dict[int, tuple[NodeRevision, ...]] = {}
        for key, node in self._nodes.items():
            found[key] = (node, *found.get(node.parent_id or 0, ()))
        return found

    @cached_property
    def _units(self) -> list[tuple[int, str, str, bool]]:
        rows = TargetUnit.objects.filter(revision__placements__version=self.version_id).distinct()
        columns = ("revision_id", "unit__uid", "unit__name", "reports")
        return [(revision, str(uid), name, reports) for revision, uid, name, reports in rows.values_list(*columns)]

    @cached_property
    def _aligned(self) -> list[dict[str, Any]]:
        rows = TargetAlignment.objects.filter(revision__placements__version=self.version_id).distinct()
        columns = ("revision_id", "catalogue_key", "as_written", "number", "entry__code", "entry__name",
                   "entry__ordinal", "entry__catalogue__title", "entry__catalogue__edition", "pk")  # fmt: skip
        return list(rows.values(*columns).order_by())

    @cached_property
    def _lists(self) -> dict[str, AlignedAxis]:
        """The lists that are asked about, and any other that a target of this plan is aligned with."""
        found = {axis.key: axis for axis in AXES}
        for row in self._aligned:
            key = row["catalogue_key"]
            if key not in found and _ADDRESS.fullmatch(key):
                found[key] = AlignedAxis(key, row["entry__catalogue__title"] or key)
        return found

    @cached_property
    def _processes(self) -> dict[int, Key]:
        found = processes_listed(self.entity_id)
        return {each.pk: Key(str(each.uid), each.name, each.code, (0, each.code, each.name)) for each in found}

    @cached_property
    def _process_names(self) -> dict[str, int]:
        """Every way in which a process is written, folded, with its key. The query is that of the processes."""
        names = process_names(self.entity_id)
        return {folded(name): key for name, key in (*names.aliases.items(), *names.official.items())}

    @cached_property
    def _projects(self) -> list[Served]:
        return projects_served(self.entity_id)

    def _by_level(self, kinds: frozenset[str]) -> dict[int, tuple[Key, ...]]:
        return _keyed(
            (each.revision_id, _of_level(level))
            for each in self.targets
            for node in each.nodes
            for level in self._above[node]
            if level.kind in kinds
        )

    def _by_unit(self) -> dict[int, tuple[Key, ...]]:
        return _keyed((revision, _of_unit(uid, name)) for revision, uid, name, reports in self._units if reports)

    def _by_contributing(self) -> dict[int, tuple[Key, ...]]:
        return _keyed((revision, _of_unit(uid, name)) for revision, uid, name, reports in self._units if not reports)

    def _by_process(self) -> dict[int, tuple[Key, ...]]:
        """By the process of the level under which the plan has a target, and by that of the sheet which measures it."""
        found: list[tuple[int, Key]] = []
        for each in self.targets:
            if each.process_id in self._processes:
                found.append((each.revision_id, self._processes[each.process_id]))
            for level in (level for node in each.nodes for level in self._above[node] if level.kind == PROCESS):
                known = self._processes.get(self._process_names.get(folded(level.name), 0))
                found.append((each.revision_id, known or _of_level(level, known=False)))
        return _keyed(found)

    def project_of(self, line: SpentLine) -> str:
        """The word in an address of the project that a line of an execution is of, as a person settled it or by its
        code; empty for one of none."""
        if line.settled:
            return self._project_words.get(line.project_id or 0, "")
        known = self._by_code.get(line.bare)
        return str(known.project_uid) if known else ""

    def level_of_project(self, key: str) -> str | None:
        """The uid of the one level of the plan that a project is, by the word of its key."""
        levels = [level for level in self._nodes.values() if level.kind == PROJECT]
        found = [level for level in levels if self._project_at(level).key == key]
        return str(found[0].uid) if len(found) == 1 else None

    @cached_property
    def _by_code(self) -> dict[str, Served]:
        return {bare_code(each.code): each for each in reversed(self._projects) if bare_code(each.code)}

    @cached_property
    def _project_words(self) -> dict[int, str]:
        return {each.project_id: str(each.project_uid) for each in self._projects}

    def _project_at(self, level: NodeRevision) -> Key:
        known = self._by_code.get(bare_code(level.code))
        return _of_project(known) if known else _of_level(level, known=False)

    def _by_project(self) -> dict[int, tuple[Key, ...]]:
        """By the project under which the plan has a target, the one whose goals are that target, and the one that the
        plan prints beside it."""
        serving: defaultdict[int, list[Served]] = defaultdict(list)
        for project in self._projects:
            for target in project.targets:
                serving[target].append(project)
        found: list[tuple[int, Key]] = []
        for each in self.targets:
            found.extend((each.revision_id, _of_project(project)) for project in serving[each.target_id])
            for level in (level for node in each.nodes for level in self._above[node] if level.kind == PROJECT):
                found.append((each.revision_id, self._project_at(level)))
            if bare_code(each.project_code):
                known = self._by_code.get(bare_code(each.project_code))
                found.append((each.revision_id, _of_project(known) if known else _of_text(each.project_code)))
        return _keyed(found)

    def _by_list(self, axis: AlignedAxis) -> dict[int, tuple[Key, ...]]:
        rows = [row for row in self._aligned if row["catalogue_key"] == axis.key]
        several = len({row["entry__catalogue__edition"] for row in rows if row["entry__code"]}) > 1
        found = [(row["revision_id"], _of_entry(row, several)) for row in rows]
        if axis.through is not None:
            codes = codes_through(axis)
            named = (row for row in self._aligned if row["catalogue_key"] == axis.through[0])
            found.extend(
                (row["revision_id"], _of_code(axis, codes[row["entry__code"]]))
                for row in named
                if row["entry__code"] in codes
            )
        if axis.integrated:
            found.extend(
                (each.revision_id, _of_code(axis, level.code))
                for each in self.targets
                for node in each.nodes
                for level in self._above[node]
                if level.kind == INTEGRATED and level.code in names_in_list(axis.key)
            )
        return _keyed(found)


class ClosedSides(Sides):
    """The axes of a version as a closing kept them, with the words of that day. Two queries for all of them."""

    closed = True

    def __init__(self, followup: Followup, told: Mapping[str, Any]) -> None:
        super().__init__(followup)
        self._told = told

    def axis(self, key: str) -> Axis | None:
        """One axis by its key; None for one that there was not."""
        return axis_of(self._told, key, self.targets)

    @property
    def level_keys(self) -> tuple[str, ...]:
        """The axes that are levels of the plan, from the top down."""
        return tuple(key for key in self._keys if self._told["axes"][key]["kind"] == LEVEL)

    @property
    def _keys(self) -> tuple[str, ...]:
        return tuple(self._told["order"])

    def level_of_project(self, key: str) -> str | None:
        """The uid of the one level of the plan that a project was, by the word of its key."""
        level: str | None = self._told["levels"].get(key)
        return level


def _keyed(pairs: Iterable[tuple[int, Key]]) -> dict[int, tuple[Key, ...]]:
    """The keys of each target, each once."""
    found: defaultdict[int, dict[str, Key]] = defaultdict(dict)
    for revision, key in pairs:
        found[revision].setdefault(key.key, key)
    return {revision: tuple(keys.values()) for revision, keys in found.items()}


def _of_level(level: NodeRevision, *, known: bool = True) -> Key:
    return Key(str(level.uid), level.name, level.code, (0, level.depth, level.ordinal), known)


def _of_unit(uid: str, name: str) -> Key:
    return Key(uid, name, place=(0, name))


def _of_project(project: Served) -> Key:
    return Key(str(project.project_uid), project.name, project.code, (0, project.code, project.name))


def _of_entry(row: Mapping[str, Any], several: bool) -> Key:
    """An entry of a list, by its code; where a plan names two editions of the list, with the edition. What is in no
    list stands by its text, with the number that it gives itself."""
    code = row["entry__code"]
    if not code:
        return replace(_of_text(row["as_written"]), code=row["number"])
    key = f"{code}.{slugify(row['entry__catalogue__edition'])}" if several else code
    return Key(_addressed(key), row["entry__name"], code, (0, row["entry__ordinal"], code))


def _of_code(axis: AlignedAxis, code: str) -> Key:
    names = names_in_list(axis.key)
    return Key(
        _addressed(code), names.get(code, code), code, (0, list(names).index(code) if code in names else 0, code)
    )


def _of_text(text: str) -> Key:
    return Key(f"texto-{_digest(folded(text))}", text, place=(1, text), known=False)


def _addressed(text: str) -> str:
    """A code as a word of an address; its digest where an address has no room or no sign for it."""
    return text if _ADDRESS.fullmatch(text) else f"codigo-{_digest(text)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]
