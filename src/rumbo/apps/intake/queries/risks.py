"""What a map of risks leaves open: which map it is of, by which edition each class is assessed, whose each risk is, who
answers for it, which risk of the version in force it goes on with, and why one that is not there is left out."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rumbo.apps.intake.models import DocumentAnswer, Intake, Outcome, Question
from rumbo.apps.people.models import Unit
from rumbo.apps.people.queries import unit_names
from rumbo.apps.processes.models import Process
from rumbo.apps.processes.queries import process_names, processes_listed
from rumbo.apps.projects.queries import projects_of
from rumbo.apps.risks.models import Assessment, RiskMap
from rumbo.apps.risks.queries import maps_of, version_in_force
from rumbo.content.risk_methods import methods
from rumbo.domain.document import Path
from rumbo.domain.risk import Method, RiskEntry
from rumbo.domain.risk import RiskMap as Printed
from rumbo.domain.risk.reading import class_said, edition_said, proposed_edition
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

LAYOUT = "risk_map"
SAME, ANOTHER, NEW = "same", "different", "new"
LEFT_OUT = ("removed", "merged", "elsewhere", "another")
"""Why a risk of the version in force is not in its next edition."""
USUAL = "management"


@dataclass(frozen=True, slots=True)
class RiskQuestion:
    """One thing that the map does not say by itself: what is asked (`question`), of which text, for how many risks,
    what is proposed, and what was answered (empty: nothing). `standing` is the risk of the version in force, `unit` the
    one that was chosen. `names_a_unit`: the text is the name of a unit, and no process for which one has to answer."""

    question: str
    path: Path
    text: str
    count: int
    proposed: str
    choice: str
    standing: Assessment | None = None
    unit: Unit | None = None
    names_a_unit: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What the entity has, by folded name: the keys of its units and processes, and its projects by code and name."""

    units: Mapping[str, int]
    processes: Mapping[str, int]
    projects: Mapping[str, Any]
    owners: Mapping[int, int | None]


def known_to(entity_id: int) -> Known:
    """Three queries."""
    units, processes = unit_names(entity_id), process_names(entity_id)
    projects = list(projects_of(entity_id))
    return Known(
        units={folded(name): key for names in (units.aliases, units.official) for name, key in names.items()},
        processes={
            folded(name): key for names in (processes.aliases, processes.official) for name, key in names.items()
        },
        projects={folded(text): each for each in projects for text in (each.name, each.code) if text},
        owners={each.pk: each.owner_id for each in processes_listed(entity_id)},
    )


def whose(entry: RiskEntry) -> tuple[str, str]:
    """The field that says of which process or project a risk is, and its text."""
    return ("project", entry.project) if entry.project and not entry.process else ("process", entry.process)


def edition_stated(entry: RiskEntry) -> tuple[Method, str] | None:
    """The edition and the class code that a risk names by itself; None where it leaves a doubt."""
    found = class_said(methods(), entry.risk_class)
    edition = edition_said(methods(), entry.method, found.code) if found and entry.method else None
    return (edition, found.code) if found and edition else None


def risk_questions(
    intake: Intake, content: object, said: Mapping[tuple[str, str], DocumentAnswer]
) -> Iterator[RiskQuestion]:
    """The questions of a map, in the order in which a person thinks of them."""
    if not isinstance(content, Printed):
        return
    known = known_to(intake.entity_id)

    def asked(question: str, path: Path, text: str, count: int, proposed: str = "", **more: Any) -> RiskQuestion:
        row = said.get((question, pointer(path)))
        return RiskQuestion(
            question, path, text, count, proposed, row.choice if row else "", unit=row.unit if row else None, **more
        )

    standing, of_map = list(maps_of(intake.entity_id)), ""
    if standing:
        named = next((each for each in standing if _without_year(each.name) == _without_year(content.name)), None)
        question = asked(
            Question.RISK_MAP, ("name",), content.name, len(content.entries), str(named.uid) if named else NEW
        )
        of_map = question.choice or question.proposed
        yield question
    for text, entries in _groups(content, lambda each: each.risk_class if edition_stated(each) is None else None):
        path: Path = ("entries", entries[0], "risk_class")
        proposed = _proposed(content, text, [content.entries[at] for at in entries])
        yield asked(Question.RISK_CLASS, path, text, len(entries), proposed)
    for text, entries in _groups(content, lambda each: _unknown_owner(each, known)):
        path = ("entries", entries[0], whose(content.entries[entries[0]])[0])
        yield asked(Question.PROCESS, path, text, len(entries))
    for text, entries in _groups(content, lambda each: _unknown_unit(each, known)):
        says = bool(content.entries[entries[0]].unit)
        yield asked(Question.UNIT, ("entries", entries[0], "unit"), text, len(entries), names_a_unit=says)
    rows = _in_force(intake, of_map)
    left = {row.pk: row for row in rows}
    for at, row in pairs(rows, content).items():
        question = asked(
            Question.RISK, ("entries", at, "statement"), content.entries[at].statement, 1, SAME, standing=row
        )
        if question.choice != ANOTHER:
            del left[row.pk]
        yield question
    for row in left.values():
        yield asked(Question.RISK, ("left", str(row.risk.uid)), row.statement, 1, standing=row)


def left_out(question: RiskQuestion) -> bool:
    """Whether it asks why a risk of the version in force is not in the document."""
    return question.question == Question.RISK and question.path[0] == "left"


def _in_force(intake: Intake, of_map: str) -> list[Assessment]:
    """The risks of the version in force of a map, by its uid; none for a map that is new."""
    found = RiskMap.objects.filter(entity_id=intake.entity_id, uid=of_map).first() if len(of_map) > len(NEW) else None
    version = version_in_force(found) if found else None
    return (
        list(Assessment.objects.filter(version=version).select_related("risk").order_by("ordinal")) if version else []
    )


def pairs(rows: list[Assessment], content: Printed) -> dict[int, Assessment]:
    """Each risk of the document beside the one of the version in force with its statement, else with its code."""
    by_code = {folded(row.code): row for row in rows}
    by_words = {folded(row.statement): row for row in rows}
    paired: dict[int, Assessment] = {}
    for at, entry in enumerate(content.entries):
        row = by_words.get(folded(entry.statement)) or (by_code.get(folded(entry.code)) if entry.code else None)
        if row is not None and row not in paired.values():
            paired[at] = row
    return paired


def _without_year(name: str) -> str:
    """A name of a map without the year of its edition: "Mapa de riesgos 2024" goes on with that of 2023."""
    return re.sub(r"\b(19|20)\d\d\b", "", folded(name)).strip()


def reasons_left_out(entity_id: int, version_uid: UUID) -> dict[str, str]:
    """Why risks of the version before are not in one that a document brought: the uid of the risk, and the reason."""
    rows = DocumentAnswer.objects.filter(
        entity_id=entity_id,
        question=Question.RISK,
        path__startswith="/left/",
        intake__in=Outcome.objects.filter(record_uid=version_uid).values("intake"),
    )
    return {row.path.removeprefix("/left/"): row.choice for row in rows}


def processes_by_uid(intake: Intake) -> dict[str, Process]:
    """The processes of the entity, by their uid as a text."""
    return {str(each.uid): each for each in processes_listed(intake.entity_id)}


def _groups(content: Printed, text_of: Any) -> Iterator[tuple[str, list[int]]]:
    """The risks by a text of theirs, folded; those for which there is nothing to ask (None) left out."""
    groups: dict[str, tuple[str, list[int]]] = {}
    for at, entry in enumerate(content.entries):
        if (text := text_of(entry)) is not None:
            groups.setdefault(folded(text), (text, []))[1].append(at)
    yield from groups.values()


def _unknown_owner(entry: RiskEntry, known: Known) -> str | None:
    field, text = whose(entry)
    names = (known.projects,) if field == "project" else (known.processes, known.projects)
    return None if text and any(folded(text) in each for each in names) else text


def _unknown_unit(entry: RiskEntry, known: Known) -> str | None:
    """The name of a unit that nobody knows; of a risk that names none, the process for which no unit answers."""
    if entry.unit:
        return None if folded(entry.unit) in known.units else entry.unit
    key = known.processes.get(folded(entry.process))
    return None if key and known.owners.get(key) else whose(entry)[1]


def _proposed(content: Printed, text: str, entries: list[RiskEntry]) -> str:
    found = class_said(methods(), text) or class_said(methods(), _class_of_title(content.name))
    code = found.code if found else USUAL
    edition = proposed_edition([each for each in methods() if each.risk_class(code)], content, entries)
    return f"{edition.key}:{code}" if edition else ""


def _class_of_title(title: str) -> str:
    """The class that the title of a map is of: "Mapa de riesgos de corrupción 2024"."""
    words = folded(title).partition("riesgos de ")[2].split()
    return " ".join(words[:3] if words[:1] == ["seguridad"] else words[:1])
