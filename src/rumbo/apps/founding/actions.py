"""What the workbook of an entity says is kept: all of it or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway
from rumbo.apps.founding.bridge.telling import STALE, told
from rumbo.apps.founding.queries import Comparison, Line, compared
from rumbo.apps.founding.queries.others import KEYS_OF_KINDS, entity_data
from rumbo.apps.people import actions as people
from rumbo.apps.people.models import Entity, Unit, User
from rumbo.apps.processes import actions as processes
from rumbo.layouts.filled_sheets.reading import SheetRow


@dataclass(slots=True)
class Kept:
    """What was kept: how many records were made and changed, and who got their first role here."""

    new: int = 0
    changed: int = 0
    invited: list[User] = field(default_factory=list)


@doorway("founding.workbook.apply")
def apply_entity_workbook(actor: Actor, entity: Entity, rows: Mapping[str, Sequence[SheetRow]], *, on: date) -> Kept:
    """Keeps what the rows change. They are compared anew: a row that cannot be taken refuses the whole, and whoever
    brings the same workbook again changes nothing."""
    # Two who bring the workbook at once wait for each other: the second is compared with what the first kept.
    comparison = compared(Entity.objects.select_for_update().get(pk=entity.pk), rows, on)
    if comparison.refused:
        raise Refused(told(STALE, number=comparison.refused))
    return _Keeping(actor, entity, on).keep(comparison)


class _Keeping:
    """Keeps a comparison sheet by sheet, each by the actions of its own app."""

    def __init__(self, actor: Actor, entity: Entity, on: date) -> None:
        self.actor, self.entity, self.on = actor, entity, on
        self.units: dict[int, Unit] = {}
        self.people: dict[str, User] = {}
        self.kept = Kept()

    def keep(self, comparison: Comparison) -> Kept:
        for line in comparison.entity:
            if line.changes:
                people.describe_entity(self.actor, self.entity, entity_data(self.entity, line))
        self._units(comparison.units)
        for line in comparison.processes:
            self._process(line)
        for line in comparison.posts:
            if line.outcome == "new":
                people.create_post(self.actor, self.entity, line.called, unit=self._unit(line, "unit"))
        for line in comparison.people:
            self._person(line)
        outcomes = [line.outcome for line in comparison.lines]
        self.kept.new, self.kept.changed = outcomes.count("new"), outcomes.count("changed")
        return self.kept

    def _units(self, lines: Sequence[Line]) -> None:
        """First those that are new, then what hangs from what, and their other data."""
        for line in lines:
            told_of = line.values
            self.units[id(line)] = line.standing or people.create_unit(
                self.actor,
                self.entity,
                told_of["name"],
                code=told_of["code"] or "",
                kind=told_of["kind"] or "",
                valid_from=told_of["valid_from"],
            )
        for line in lines:
            if line.changes:
                self._unit_data(self.units[id(line)], line)

    def _unit_data(self, unit: Unit, line: Line) -> None:
        told_of = line.values
        if unit.name != told_of["name"]:
            people.rename_unit(self.actor, unit, told_of["name"])
        parent = self._unit(line, "parent")
        if unit.parent_id != (parent.pk if parent else None):
            people.move_unit(self.actor, unit, parent)
        data: dict[str, Any] = {"code": told_of["code"] or "", "kind": told_of["kind"] or ""}
        data |= {name: told_of[name] for name in ("valid_from", "valid_to")}
        if any(getattr(unit, name) != value for name, value in data.items()):
            people.describe_unit(self.actor, unit, **data)

    def _unit(self, line: Line, column: str) -> Unit | None:
        """The unit that a line names, as a row."""
        ref: Any = line.refs.get(column)
        return self.units[id(ref)] if isinstance(ref, Line) else ref

    def _process(self, line: Line) -> None:
        if not line.changes:
            return
        process, told_of = line.standing, line.values
        data = processes.ProcessData(
            name=told_of["name"],
            kind=KEYS_OF_KINDS[told_of["kind"]],
            code=told_of["code"] or "",
            objective=process.objective if process else "",
            valid_from=process.valid_from if process else None,
        )
        owner = self._unit(line, "owner")
        if process is None:
            process = processes.create_process(self.actor, self.entity, data, owner=owner)
        else:
            process = processes.change_process(self.actor, process, data, owner=owner)
        for name in told_of["added"]:
            processes.create_process_alias(self.actor, process, name)

    def _person(self, line: Line) -> None:
        told_of, unit = line.values, self._unit(line, "unit")
        person = line.standing or self.people.get(told_of["email"])
        if person is None:
            names, language = (told_of["email"], told_of["name"]), told_of["language"]
            person = people.invite_user(self.actor, self.entity, *names, language=language)
            self.people[told_of["email"]] = person
            self.kept.invited.append(person)
        for role in told_of["grants"]:
            people.grant_membership(
                self.actor,
                self.entity,
                person,
                role,
                since=self.on,
                unit=unit,
                post=told_of["post"],
                name=told_of["name"],
            )
        for membership in told_of["titles"]:
            people.title_membership(self.actor, membership, told_of["post"])
