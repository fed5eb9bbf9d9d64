"""The sheet of units against the units that there are; and which unit a text of any sheet means."""

from collections import defaultdict
from collections.abc import Sequence

from rumbo.apps.founding.bridge import Standing
from rumbo.apps.founding.bridge.telling import CYCLE, TWICE, TWO_UNITS, UNKNOWN_UNIT, told
from rumbo.apps.founding.queries.results import Line
from rumbo.apps.people.actions.units import NAME_LIMIT, UNIT_DAYS, UNIT_NAME_UNFIT
from rumbo.apps.people.models import Unit
from rumbo.findings import Finding
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.entity_workbook import UNITS
from rumbo.layouts.filled_sheets.reading import SheetRow

Ref = Line | Unit
"""A unit that a text means: a row of the same workbook, or one that stands and has no row there."""


class Units:
    """The units of an entity as they would be: the rows of the sheet, and those that stand without one."""

    def __init__(self, standing: Standing, rows: Sequence[SheetRow]) -> None:
        self._coded = {folded(unit.code): unit for unit in standing.units if unit.code and unit.valid_to is None}
        self._named: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in standing.units:
            self._named[folded(unit.name)].append(unit)
        by_key = {unit.pk: unit for unit in standing.units}
        for alias in standing.unit_aliases:
            self._named[folded(alias.name)].append(by_key[alias.unit_id])
        self.lines = [self._line(row) for row in rows]
        self._of_unit = {line.standing.pk: line for line in reversed(self.lines) if line.standing}
        self._lines: dict[str, Line] = {}
        for line in reversed(self.lines):
            self._lines[line.key] = line
        self._lines_coded = {folded(line.row.text("code")): line for line in self.lines if line.row.text("code")}
        self._refuse_repeated()
        for line in self.lines:
            self._hang(line)
        self._refuse_circles()

    def meant(self, text: str) -> Ref | None:
        """The unit that a text means, by its code or one of its names; None for one that nobody knows."""
        key = folded(text)
        line = self._lines.get(key) or self._lines_coded.get(key)
        if line is not None:
            return line
        unit = self._coded.get(key) or self._pick(key, None)
        return (self._of_unit.get(unit.pk) or unit) if unit else None

    def hang(self, line: Line, column: str) -> None:
        """The unit that a column of any line names; told where there is none."""
        text = line.row.text(column)
        ref = self.meant(text) if text else None
        line.refs[column] = ref
        line.values[column] = name_of(ref) if ref else text
        if text and ref is None:
            line.findings.append(told(UNKNOWN_UNIT, line.row.where(column), written=text))

    def _pick(self, key: str, valid_to: object) -> Unit | None:
        """Of the units of a name the one with the same last day, else the one in force, else any."""
        found = self._named.get(key, [])
        alike = [unit for unit in found if unit.valid_to == valid_to] or [u for u in found if u.valid_to is None]
        return next(iter(alike or found), None)

    def _line(self, row: SheetRow) -> Line:
        line = Line(UNITS, row, findings=list(row.findings))
        code, key = folded(row.text("code")), folded(row.text("name"))
        by_code, by_name = self._coded.get(code), self._pick(key, row.values.get("valid_to"))
        line.standing = by_code or by_name
        if by_code and by_name and by_code != by_name and key not in {folded(by_code.name)}:
            facts = {"code": row.text("code"), "by_code": by_code.name, "name": row.text("name")}
            line.findings.append(told(TWO_UNITS, row.where("code"), **facts))
        line.values = {name: row.values.get(name) for name in ("code", "name", "valid_from", "valid_to", "kind")}
        _refuse_unfit(line)
        return line

    def _refuse_repeated(self) -> None:
        seen: dict[tuple[str, object], Line] = {}
        for line in self.lines:
            keys: list[tuple[str, object]] = [("name", (line.key, line.values["valid_to"]))]
            if line.row.text("code"):
                keys.append(("code", folded(line.row.text("code"))))
            if line.standing is not None:
                keys.append(("unit", line.standing.pk))
            first = next((seen[key] for key in keys if key in seen), None)
            if first is not None:
                line.findings.append(told(TWICE, line.row.where("name"), name=line.called, row=first.row.number))
            for key in keys:
                seen.setdefault(key, line)

    def _hang(self, line: Line) -> None:
        self.hang(line, "parent")
        unit: Unit | None = line.standing
        parent = unit.parent if unit else None
        before = {}
        if unit is not None:
            before = {name: getattr(unit, name) for name in ("code", "name", "valid_from", "valid_to", "kind")}
            before["parent"] = name_of(self._of_unit.get(parent.pk, parent)) if parent else ""
        line.differ(before)

    def _refuse_circles(self) -> None:
        """Tells every line from which the way up never ends."""
        for line in self.lines:
            way, at = [line.called], _above(line)
            while at is not None and at is not line and len(way) <= len(self.lines):
                way.append(name_of(at))
                at = _above(at) if isinstance(at, Line) else self._above_unit(at)
            if at is line:
                facts = {"name": line.called, "way": " → ".join([*way, line.called])}
                line.findings.append(told(CYCLE, line.row.where("parent"), **facts))

    def _above_unit(self, unit: Unit) -> Ref | None:
        parent = unit.parent
        return (self._of_unit.get(parent.pk) or parent) if parent else None


def name_of(ref: Ref) -> str:
    """The name of a unit, as it would be."""
    return ref.called if isinstance(ref, Line) else ref.name


def _above(line: Line) -> Ref | None:
    ref: Ref | None = line.refs.get("parent")
    return ref


def _refuse_unfit(line: Line) -> None:
    name, values = line.row.text("name"), line.values
    if ";" in name:
        facts: dict[str, str | int] = {"name": name, "limit": NAME_LIMIT}
        line.findings.append(Finding(UNIT_NAME_UNFIT.code, UNIT_NAME_UNFIT.severity, line.row.where("name"), facts))
    if values["valid_from"] and values["valid_to"] and values["valid_to"] < values["valid_from"]:
        days = {"first": values["valid_from"].isoformat(), "last": values["valid_to"].isoformat()}
        line.findings.append(Finding(UNIT_DAYS.code, UNIT_DAYS.severity, line.row.where("valid_to"), days))
