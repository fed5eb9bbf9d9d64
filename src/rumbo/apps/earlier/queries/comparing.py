"""What a file of results from before would load, row by row, against what stands."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rumbo.apps.earlier.bridge import telling
from rumbo.apps.earlier.bridge.telling import told
from rumbo.apps.earlier.models import EarlierResult
from rumbo.apps.earlier.queries import KIND_WORDS, days_followed, latest_results, placed_targets, values_of
from rumbo.apps.followup.models import Report
from rumbo.apps.plans.models import Placement, PlanVersion, TargetRevision
from rumbo.domain.calendar.periods import Period
from rumbo.findings import Finding
from rumbo.layouts.earlier_results import HEADINGS, VALUES, YES, period_written, written_period
from rumbo.layouts.filled_sheets.reading import SheetRow

NUMBERS = ("quantity", "numerator", "denominator", "percentage", "done")
TOLD = (*NUMBERS, "narrative", "source", "source_day")
Days = tuple[date, date]


@dataclass(slots=True)
class ResultLine:
    """A row of the file: of which target and period, what it would load, what stands, and why it cannot be taken."""

    row: SheetRow
    placement: Placement | None = None
    period: Period | None = None
    standing: EarlierResult | None = None
    changes: list[tuple[str, Any, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """In one word: "problem", "new", "changed" or "equal"."""
        if self.findings:
            return "problem"
        return "new" if self.standing is None else "changed" if self.changes else "equal"

    @property
    def written(self) -> str:
        """The period as the sheet writes it."""
        period = self.period
        return written_period(period.fiscal_year, period.periodicity.code, period.ordinal) if period else ""

    @property
    def columns(self) -> dict[str, Any]:
        """What would be kept, by the columns of a result."""
        kept = {name: self.row.values.get(name) for name in TOLD}
        return kept | {"done": None if not kept["done"] else kept["done"] == YES, "narrative": kept["narrative"] or ""}


def compared_results(version: PlanVersion, rows: Sequence[SheetRow], today: date) -> list[ResultLine]:
    """What each row would load into the targets of a version. Four queries."""
    return _Comparing(version, today).lines(rows)


class _Comparing:
    """What the rows are compared with: the targets of the version, what is followed up here, what was loaded."""

    def __init__(self, version: PlanVersion, today: date) -> None:
        self.plan, self.today = version.plan, today
        placed = placed_targets(version)
        self.by_key = {each.revision.target.uid.hex: each for each in placed}
        self.by_number: defaultdict[str, list[Placement]] = defaultdict(list)
        for each in placed:
            self.by_number[each.number.strip().casefold()].append(each)
        keys = [each.revision.target_id for each in placed]
        self.loaded = latest_results(keys)
        self.followed = days_followed(self.plan)
        self.reported: defaultdict[int, list[Days]] = defaultdict(list)
        columns = ("target_id", "period__first_day", "period__last_day")
        for target, first, last in Report.objects.filter(target__in=keys).values_list(*columns):
            self.reported[target].append((first, last))

    def lines(self, rows: Sequence[SheetRow]) -> list[ResultLine]:
        """The rows as lines, in their order."""
        lines = [self._line(row) for row in rows]
        taken: defaultdict[int, list[ResultLine]] = defaultdict(list)
        for line in lines:
            if line.placement is not None and line.period is not None:
                line.findings.extend(self._crossing(line, taken[line.placement.revision.target_id]))
                taken[line.placement.revision.target_id].append(line)
        return lines

    def _line(self, row: SheetRow) -> ResultLine:
        line = ResultLine(row, findings=list(row.findings))
        line.placement = self._target(line)
        written = row.text("period")
        line.period = period_written(written)
        if written and line.period is None:
            line.findings.append(told(telling.BAD_PERIOD, row.where("period"), written=written))
        if line.placement is not None:
            line.findings.extend(_value_refusals(row, line.placement.revision.report_kind))
        if line.placement is not None and line.period is not None:
            period, target = line.period, line.placement.revision.target_id
            line.findings.extend(self._period_refusals(line, line.period, line.placement.revision))
            key = (target, period.fiscal_year, period.periodicity.code, period.ordinal)
            line.standing = self.loaded.get(key)
        self._differ(line)
        return line

    def _target(self, line: ResultLine) -> Placement | None:
        row, number = line.row, line.row.text("number")
        if (known := self.by_key.get(row.text("target"))) is not None:
            return known
        found = self.by_number.get(number.casefold(), []) if number else []
        if len(found) > 1:
            facts = {"written": number, "number": str(len(found))}
            line.findings.append(told(telling.TWO_TARGETS, row.where("number"), **facts))
        elif not found:
            line.findings.append(told(telling.UNKNOWN_TARGET, row.where("number"), written=number))
        return found[0] if len(found) == 1 else None

    def _period_refusals(self, line: ResultLine, period: Period, revision: TargetRevision) -> Iterator[Finding]:
        where, plan, said = line.row.where("period"), self.plan, line.written
        first, last = plan.first_year or plan.fiscal_year, plan.last_year or plan.fiscal_year
        if period.last_day >= self.today:
            yield told(telling.NOT_ENDED, where, period=said, day=period.last_day.isoformat())
        if first and last and not first <= period.fiscal_year <= last:
            yield told(telling.OUT_OF_TERM, where, period=said, first=str(first), last=str(last))
        days = [*self.followed, *self.reported[revision.target_id]]
        if any(_cross(period, each) for each in days):
            yield told(telling.REPORTED_HERE, where, period=said)
        until = revision.opening_day
        if revision.opening_value is not None and (until is None or period.first_day <= until):
            yield told(telling.IN_OPENING, where, period=said, day=until.isoformat() if until else "—")
        day = line.row.values.get("source_day")
        if isinstance(day, date) and day > self.today:
            yield told(telling.LATER_SOURCE, line.row.where("source_day"), day=day.isoformat())

    def _crossing(self, line: ResultLine, before: Sequence[ResultLine]) -> Iterator[Finding]:
        """Rows of the same target, and what was loaded of it, that share days with the period of a row."""
        period, where = line.period, line.row.where("period")
        if period is None or line.placement is None:
            return
        for other in before:
            if other.written == line.written:
                yield told(telling.TWICE, where, row=other.row.number)
            elif other.period is not None and _cross(period, (other.period.first_day, other.period.last_day)):
                yield told(telling.OVERLAP, where, period=line.written, other=other.written)
        for (target, year, periodicity, ordinal), result in self.loaded.items():
            other_days = (result.period.first_day, result.period.last_day)
            name = written_period(year, periodicity, ordinal)
            if target == line.placement.revision.target_id and name != line.written and _cross(period, other_days):
                yield told(telling.OVERLAP, where, period=line.written, other=name)

    def _differ(self, line: ResultLine) -> None:
        before = values_of(line.standing) if line.standing else {}
        for name in TOLD:
            old, new = before.get(name), line.row.values.get(name)
            if (None if old == "" else old) != (None if new == "" else new):
                line.changes.append((HEADINGS[name], old, new))


def _value_refusals(row: SheetRow, kind: str) -> Iterator[Finding]:
    """The value stands in the columns of the kind of report, and in no other."""
    asked = VALUES[kind]
    for name in NUMBERS:
        empty = row.values.get(name) in (None, "")
        facts = {"kind": KIND_WORDS[kind], "column": HEADINGS[name]}
        if name in asked and empty and not any(each.where == row.places.get(name) for each in row.findings):
            yield told(telling.NO_VALUE, row.where(name), **facts)
        elif name not in asked and not empty:
            yield told(telling.OTHER_COLUMN, row.where(name), **facts)


def _cross(period: Period, days: Days) -> bool:
    return days[0] <= period.last_day and days[1] >= period.first_day
