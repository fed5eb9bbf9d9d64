"""A map of risks that was settled becomes a draft of a version of a map, with its risks. Steps of the verbs."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import somebody_was_faster
from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake, Outcome, Question
from rumbo.apps.intake.queries.answers import answers_to
from rumbo.apps.intake.queries.risks import (
    NEW,
    SAME,
    Known,
    RiskQuestion,
    edition_stated,
    known_to,
    left_out,
    processes_by_uid,
    risk_questions,
    whose,
)
from rumbo.apps.people.actions import create_alias, create_unit
from rumbo.apps.people.models import Unit
from rumbo.apps.processes.actions import ProcessData, create_process, create_process_alias
from rumbo.apps.processes.models import Process, ProcessKind
from rumbo.apps.risks.actions import bring_risk, create_map, draft_version
from rumbo.apps.risks.bridge.overruling import Overruled, overruled
from rumbo.apps.risks.models import MapVersion
from rumbo.apps.risks.queries import map_by_uid, maps_of
from rumbo.content.risk_methods import method
from rumbo.domain.risk import Method, RiskEntry, RiskMap
from rumbo.layouts.engine.folding import folded

NAME = "Mapa de riesgos"


def register_risk_map(actor: Actor, intake: Intake, reading: DocumentReading) -> MapVersion:
    """The next version of the map that was chosen, or the first of a new one, as a draft to go on with."""
    content: RiskMap = reading.content
    said = answers_to(intake, reading.rows)
    asked = list(risk_questions(intake, content, said))
    settling = _Settling(actor, intake, content, asked)
    version = settling.version()
    taken: set[str] = set()
    left = _left_as_it_is(reading)
    same = {
        each.path[1]: each.standing
        for each in asked
        if each.question == Question.RISK and each.choice == SAME and not left_out(each)
    }
    for at, entry in enumerate(content.entries):
        edition, risk_class = settling.edition(entry)
        process, project = settling.owner(entry)
        code = _free(entry.code or f"R{at + 1}", taken)
        row = bring_risk(
            actor,
            version,
            entry,
            code=code,
            edition=edition,
            risk_class=risk_class,
            unit=settling.unit(entry),
            units={name: Unit.objects.get(pk=settling.known.units[folded(name)]) for name in settling.named(entry)},
            process=process,
            project=project,
            risk=standing.risk if (standing := same.get(at)) else None,
            overruled=left[at],
        )
        Outcome.objects.create(entity_id=intake.entity_id, intake=intake, line=at, kind="risk", record_uid=row.uid)
    Outcome.objects.create(entity_id=intake.entity_id, intake=intake, line=0, kind="risk_map", record_uid=version.uid)
    return version


def _left_as_it_is(reading: DocumentReading) -> Mapping[int, list[Overruled]]:
    """What a person left as it is in each risk, by its position."""
    found: defaultdict[int, list[Overruled]] = defaultdict(list)
    for path, findings in reading.by_path.items():
        for each in findings:
            decision = reading.decision_on(each)
            if decision is not None and path[:1] == ("entries",):
                found[int(path[1])].append(overruled(each, decision.reason, decision.decided_by))
    return found


def _free(code: str, taken: set[str]) -> str:
    """A code that no other risk of the document has; one that stands twice gets a number of its own."""
    number, free = 2, code[:40]
    while free in taken:
        free, number = f"{code[:36]}-{number}", number + 1
    taken.add(free)
    return free


class _Settling:
    """What was settled of one map, with the records that it makes on the way."""

    def __init__(self, actor: Actor, intake: Intake, content: RiskMap, asked: list[RiskQuestion]) -> None:
        self.actor, self.intake, self.content = actor, intake, content
        self.known: Known = known_to(intake.entity_id)
        self.choices = {(each.question, folded(each.text)): each for each in asked}
        self.chosen_units = {folded(each.text): each.unit for each in asked if each.unit is not None}
        self.by_uid = processes_by_uid(intake)

    def version(self) -> MapVersion:
        """The draft that takes the risks."""
        asked = next((each for each in self.choices.values() if each.question == Question.RISK_MAP), None)
        found = map_by_uid(self.intake.entity_id, asked.choice) if asked and asked.choice != NEW else None
        if found is None:
            names = {each.name for each in maps_of(self.intake.entity_id)}
            name = _free((self.content.name or NAME)[:290], names)
            found = create_map(self.actor, self.intake.entity, name, fiscal_year=self.content.fiscal_year)
        return draft_version(self.actor, found, label=self.content.version[:40], announced=self.content.announced)

    def edition(self, entry: RiskEntry) -> tuple[Method, str]:
        """By which edition and as which class a risk is assessed."""
        if stated := edition_stated(entry):
            return stated
        key, _, code = self.choices[Question.RISK_CLASS, folded(entry.risk_class)].choice.partition(":")
        found = method(key)
        if found is None:
            raise LookupError(key)
        return found, code

    def owner(self, entry: RiskEntry) -> tuple[Process | None, Any]:
        """The process of a risk, or its project; names nobody knew become processes, or other names of one."""
        field, text = whose(entry)
        name = folded(text)
        if field == "process" and name in self.known.processes:
            key = self.known.processes[name]
            return next(each for each in self.by_uid.values() if each.pk == key), None
        if name in self.known.projects:
            return None, self.known.projects[name]
        choice = self.choices[Question.PROCESS, name].choice
        if choice in ProcessKind.values:
            process = create_process(self.actor, self.intake.entity, ProcessData(text or NAME, choice))
        else:
            process = self.by_uid[choice]
            if text:
                create_process_alias(self.actor, process, text)
        self.by_uid[str(process.uid)] = process
        self.known.processes[name] = process.pk  # type: ignore[index]
        return process, None

    def unit(self, entry: RiskEntry) -> Unit:
        """Who answers for a risk."""
        if entry.unit:
            return self._unit_named(entry.unit)
        process = self.known.processes.get(folded(entry.process))
        owner = self.known.owners.get(process) if process else None
        chosen = self.chosen_units.get(folded(whose(entry)[1]))
        if chosen is not None:
            return chosen
        if owner is None:
            raise somebody_was_faster()
        return Unit.objects.get(pk=owner)

    def named(self, entry: RiskEntry) -> list[str]:
        """The units that its treatment names and that are known."""
        return [each.unit for each in entry.treatments if each.unit and folded(each.unit) in self.known.units]

    def _unit_named(self, text: str) -> Unit:
        name = folded(text)
        if name not in self.known.units:
            chosen = self.chosen_units.get(name)
            unit = chosen or create_unit(self.actor, self.intake.entity, text)
            if chosen:
                create_alias(self.actor, unit, text)
            self.known.units[name] = unit.pk  # type: ignore[index]
        return Unit.objects.get(pk=self.known.units[name])
