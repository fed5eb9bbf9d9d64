"""The plans of several parts of the invented entity: brought as files, their questions answered, adopted by an act."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from rumbo.apps.audit.actor import Actor
from rumbo.apps.intake.actions import Answered, answer_questions, choose_destination, propose_document, receive_file
from rumbo.apps.intake.bridge import document_reading_of
from rumbo.apps.intake.queries.documents import KNOWN, Questions, questions_of
from rumbo.apps.intake.queries.one_target import SAME
from rumbo.apps.measurement.actions import approve_intake, record_setting, say_rule
from rumbo.apps.plans.actions import Act
from rumbo.apps.processes.queries import processes_of
from rumbo.domain.annualization import Basis
from rumbo.layouts.outline.telling import pointer

TERM = (2, 1)
"""The years of the strategic plan before and after the year of the story."""


class DocumentStory:
    """Planning brings each document, says what it leaves open, and the director enters its act."""

    def __init__(self, entity: Any, units: dict[str, Any], acting: Callable[[str], Actor], year: int) -> None:
        self.folder = files("rumbo.content").joinpath("demo")
        told = self.folder.joinpath("valdeluna_documents.yaml").read_text(encoding="utf-8")
        self.told: list[dict[str, Any]] = yaml.safe_load(told)["documents"]
        self.entity, self.units, self.acting, self.year = entity, units, acting, year
        self.versions: dict[str, Any] = {}
        owners = {each.name: each.owner for each in processes_of(entity.pk) if each.owner}
        self.answering = {name: units[unit.name] for name, unit in owners.items()}

    def tell(self) -> None:
        """From the strategic plan to the plan of action that its targets stand in too."""
        for told in self.told:
            self._document(told)

    @property
    def reported(self) -> list[dict[str, Any]]:
        """What is reported of the plan that is followed, by the statement of its targets."""
        return [each for told in self.told for each in told.get("reported", ())]

    def followed(self) -> Any:
        """The version that is followed, once planning said what of it is not measured and how what is silent is."""
        for told in self.told:
            if "reported" in told:
                return self._settled(told)
        return None

    def _settled(self, told: dict[str, Any]) -> Any:
        planning, version = self.acting("planning_office"), self.versions[told["file"]]
        out = [{"kind": told["left_out"]["kind"], "name": name} for name in told["left_out"]["names"]]
        since, reason = date(self.year, 4, 1), told["left_out"]["reason"]
        record_setting(planning, self.entity, "left_out", out, valid_from=since, reason=reason)
        say_rule(planning, version.plan, told["rule"])
        return version

    def _document(self, told: dict[str, Any]) -> None:
        planning, years = self.acting("planning_office"), self._years()
        text = self.folder.joinpath(told["file"]).read_text(encoding="utf-8")
        for name, year in years.items():
            text = text.replace(f"{{{name}}}", str(year))
        intake = receive_file(planning, self.entity, text.encode(), told["name"].format(**years))
        answering = self.answering | {name: self.units[unit] for name, unit in told.get("units", {}).items()}
        reading = document_reading_of(intake)
        answer_questions(planning, intake, list(_answers(questions_of(intake, reading), answering)))
        choose_destination(planning, intake, plan=None, plan_name=reading.content.title)
        propose_document(planning, intake)
        kind, number = told["act"]
        approve_intake(planning, intake, Act(kind, number, date(self.year, 1, 30)))
        intake.refresh_from_db()
        self.versions[told["file"]] = intake.version

    def _years(self) -> dict[str, int]:
        before, after = TERM
        return {"year": self.year, "first": self.year - before, "last": self.year + after}


def _answers(asked: Questions, answering: dict[str, Any]) -> Iterator[Answered]:
    """What planning answers: as proposed, and each year of a growing programme is what it adds."""
    if asked.basis:
        yield Answered("basis", "", Basis.INCREMENT.value)
    for shared in asked.shared:
        yield Answered("shared", shared.path, shared.path)
    for same in asked.same:
        yield Answered("same_target", pointer(same.path), SAME, target=same.placement.revision.target)
    for unit in asked.units:
        yield Answered("unit", pointer(unit.path), KNOWN, unit=answering[unit.text])
    for group in asked.counting:
        for each in group.targets:
            if group.proposed:
                yield Answered("counting", pointer(each.path), group.proposed)
