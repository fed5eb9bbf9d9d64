"""Sheets of indicators that were settled become drafts of sheets, of new indicators or of those that stand; each
variable once, shared by every sheet that uses it. Steps of the verbs."""

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused
from rumbo.apps.indicators.actions import (
    VariableData,
    continue_sheet,
    create_sheet,
    create_variable,
    offer_results,
    place_variable,
    take_variable,
    write_sheet,
)
from rumbo.apps.indicators.actions.sheets import OPEN
from rumbo.apps.indicators.models import Indicator, SheetRevision, SheetState, Variable
from rumbo.apps.indicators.queries import variable_by_uid, variables_in
from rumbo.apps.intake.actions.units_of_documents import settled_units
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake, Outcome
from rumbo.apps.intake.queries.documents import Questions, known_processes, known_units, questions_of
from rumbo.apps.intake.queries.indicators import ANOTHER, NEW, codes_taken, variable_places
from rumbo.apps.people.models import Unit
from rumbo.apps.processes.actions import ProcessData, create_process, create_process_alias
from rumbo.apps.processes.models import Process, ProcessKind
from rumbo.domain.document import Path
from rumbo.domain.indicators import IndicatorSheet, sheets_in, with_symbols
from rumbo.domain.indicators import Variable as SaidVariable
from rumbo.findings import Finding
from rumbo.layouts.engine.folding import folded

CODE_ROOM, NAME_ROOM, UNIT_ROOM = 40, 500, 120
NO_CALENDAR = "on_demand"


def register_indicators(actor: Actor, intake: Intake, reading: DocumentReading) -> list[SheetRevision]:
    """A draft for each sheet of a document, with its variables in place; what each came from is kept."""
    questions = questions_of(intake, reading)
    registering = _Registering(actor, intake, reading, questions)
    rows = [registering.row(path, sheet) for path, sheet in sheets_in(reading.content)]
    Outcome.objects.bulk_create(
        Outcome(entity_id=intake.entity_id, intake=intake, line=line, kind="indicator_sheet", record_uid=row.uid)
        for line, row in enumerate(rows)
    )
    return rows


class _Registering:
    """One document on its way in: the units, processes, indicators and variables that were settled for it."""

    def __init__(self, actor: Actor, intake: Intake, reading: DocumentReading, questions: Questions) -> None:
        self.actor, self.intake = actor, intake
        keys = settled_units(actor, intake, reading, questions)
        self.units = {each.pk: each for each in Unit.objects.filter(entity_id=intake.entity_id)}
        self.unit_of = {path[:-1]: self.units[key] for path, key in keys.items()}
        self.unit_named = {name: self.units[key] for name, key in known_units(intake).items() if key in self.units}
        self.processes = _settled_processes(actor, intake, questions)
        self.indicators = {
            each.path[:-1]: each.indicator for each in questions.sheets if each.choice not in ("", ANOTHER)
        }
        self.key_of = {path: key for path, key, _name in variable_places(reading.content)}
        self.chosen = {self.key_of[each.path]: each.choice for each in questions.variables}
        self.variables: dict[str, Variable] = {}
        self.codes = codes_taken(intake)

    def row(self, path: Path, said: IndicatorSheet) -> SheetRevision:
        """The draft of one sheet, with its variables."""
        sheet, unit = with_symbols(said), self.unit_of[path]
        row = self._draft(sheet, unit, self.indicators.get(path))
        for each in variables_in(row):
            take_variable(self.actor, row, each)
        for at, variable in enumerate(sheet.variables):
            known = self._variable((*path, "variables", at), variable, sheet, unit)
            place_variable(self.actor, row, known, variable.code)
        if sheet.measurements:
            offer_results(self.actor, row, sheet.measurements, self.intake.file.name)
        return row

    def _draft(self, sheet: IndicatorSheet, unit: Unit, indicator: Indicator | None) -> SheetRevision:
        process = self.processes.get(folded(sheet.process))
        last = SheetRevision.objects.filter(indicator=indicator).order_by("-number").first() if indicator else None
        if last is None:
            entity = self.intake.entity
            return create_sheet(self.actor, entity, sheet, unit=unit, process=process, indicator=indicator)
        if last.state == SheetState.PROPOSED:
            raise Refused(Finding(OPEN.code, OPEN.severity, facts={"name": last.name}))
        row = continue_sheet(self.actor, last) if last.state == SheetState.APPROVED else last
        return write_sheet(self.actor, row, sheet, unit=unit, process=process, change=self.intake.file.name)

    def _variable(self, path: Path, said: SaidVariable, sheet: IndicatorSheet, unit: Unit) -> Variable:
        key = self.key_of[path]
        if key not in self.variables:
            choice = self.chosen.get(key, NEW)
            known = None if choice == NEW else variable_by_uid(self.intake.entity_id, choice)
            self.variables[key] = known or self._new(said, sheet, unit)
        return self.variables[key]

    def _new(self, said: SaidVariable, sheet: IndicatorSheet, unit: Unit) -> Variable:
        """A variable as its first sheet says it; whom the sheet names answers for it, else the unit of the sheet."""
        data = VariableData(
            code=self._free_code(f"{sheet.code}-{said.code}" if sheet.code else said.code),
            name=(said.name or f"{said.code}, {sheet.name}")[:NAME_ROOM],
            periodicity=sheet.periodicity or NO_CALENDAR,
            measure_unit=said.measure_unit[:UNIT_ROOM],
            source=said.source,
        )
        answering = self.unit_named.get(folded(said.responsible), unit)
        return create_variable(self.actor, self.intake.entity, data, unit=answering)

    def _free_code(self, wanted: str) -> str:
        number, code = 1, wanted[:CODE_ROOM]
        while folded(code) in self.codes:
            number += 1
            code = f"{wanted[: CODE_ROOM - 5]}-{number}"
        self.codes.add(folded(code))
        return code


def _settled_processes(actor: Actor, intake: Intake, questions: Questions) -> dict[str, Process]:
    """Every process by its names, folded: those that stand, and those that were settled."""
    standing = {each.pk: each for each in Process.objects.filter(entity_id=intake.entity_id)}
    known = {name: standing[key] for name, key in known_processes(intake).items()}
    for each in questions.processes:
        if each.choice in ProcessKind.values:
            known[folded(each.text)] = create_process(actor, intake.entity, ProcessData(each.text, each.choice))
        elif found := next((row for row in standing.values() if str(row.uid) == each.choice), None):
            create_process_alias(actor, found, each.text)
            known[folded(each.text)] = found
    return known
