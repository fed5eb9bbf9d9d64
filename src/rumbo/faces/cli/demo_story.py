"""The story of the invented entity, told by calling the same actions as its people would: its trail shows who did what.

Two quarters that have already ended: one closed, published and corrected since, one half reported; changes of the plan,
and next year's being formulated.
"""

from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import yaml

from rumbo.apps.audit.actor import Actor, Role, system_actor
from rumbo.apps.catalogs.actions import load_catalogue
from rumbo.apps.catalogs.queries import entry_keys
from rumbo.apps.followup.actions import attach_link, return_report, submit_contribution, submit_report
from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import ContributionData
from rumbo.apps.followup.queries import milestones_of, reports_of_round
from rumbo.apps.followup.queries.contributing import contributions_of
from rumbo.apps.measurement.actions import accept_report, close_period, open_period
from rumbo.apps.people import actions as people
from rumbo.apps.people.queries import actor_in
from rumbo.apps.plans import actions as plans
from rumbo.apps.plans.bridge import AlignmentData, MilestoneData, NodeData, TargetData
from rumbo.apps.publishing.actions import prepare_publication, publish
from rumbo.content import CITED_BY_NUMBER
from rumbo.content.load import catalogues
from rumbo.domain.followup.contributing import Counting
from rumbo.domain.numbers import Quantity
from rumbo.faces.cli.demo_budget import BudgetStory
from rumbo.faces.cli.demo_changes import ChangeStory
from rumbo.faces.cli.demo_documents import DocumentStory
from rumbo.faces.cli.demo_indicators import IndicatorStory
from rumbo.faces.cli.demo_projects import ProjectStory
from rumbo.faces.cli.demo_risks import RiskStory
from rumbo.layouts.drawing.labels import ROMAN

PASSWORD = "valdeluna-2026"  # noqa: S105 - of an invented entity that lives on one machine
QUARTERS = ("q1", "q2", "q3", "q4")
NUMBERS = ("quantity", "numerator", "denominator", "percentage")
CATALOGUES = (("ods", "ods"), ("mipg", "mipg_policies"), ("pnd", "pnd"), ("decreto_612", "decreto_612_plans"))


CLOSED, OPEN = 1, 2
"""The quarters of the story: one closed, the next one half reported."""


def year_of(today: date) -> int:
    """The last fiscal year in which both quarters have ended."""
    return today.year if today.month > 6 else today.year - 1


class Story:
    """The people of the entity, each as who they are, and what they do one after another."""

    def __init__(self, today: date) -> None:
        source = files("rumbo.content").joinpath("demo", "valdeluna.yaml")
        self.told: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
        self.today = today
        self.year = year_of(today)
        self.actors: dict[str, Actor] = {}
        self.units: dict[str, Any] = {}
        self.entity: Any = None

    @property
    def people(self) -> list[dict[str, str]]:
        """Who can sign in, as the story tells them."""
        return list(self.told["people"])

    def tell(self) -> None:
        """From the founding of the entity to its publication."""
        self._found()
        version = self._plan()
        first = self._open(version, CLOSED)
        self._report(first, "q1", only=None)
        close_period(self._as("planning_office"), first)
        title = self._publish(version, first)
        second = self._open(version, OPEN)
        self._report(second, "q2", only=4)
        changes = ChangeStory(self.entity, self.people, self._as, self.today)
        changes.correct(first, title)
        changes.formulate(changes.change(version))
        ProjectStory(self.entity, self.units, self._as, self.year, self.today).tell()
        RiskStory(self.entity, self.units, self._as, self.year).tell()
        IndicatorStory(self.entity, self.units, self._as, self.year, self.today).tell()
        documents = DocumentStory(self.entity, self.units, self._as, self.year)
        documents.tell()
        self._follow(documents)
        BudgetStory(self.entity, self._as, self.year).tell()

    def _as(self, role: str) -> Actor:
        """Who holds a role first, or whoever has an address."""
        return self.actors[next(each["email"] for each in self.people if role in (each["role"], each["email"]))]

    def _found(self) -> None:
        """The installer founds the entity and names its administrator, who invites the others."""
        installer = system_actor("demo")
        told = dict(self.told["entity"])
        told["signatories"] = tuple(tuple(each) for each in told["signatories"])
        self.entity = people.found_entity(installer, people.EntityData(**told))
        for edition in catalogues():
            load_catalogue(installer, edition)
        since = date(self.year - 1, 1, 1)
        machine = system_actor("demo", self.entity.pk)
        for name in self.told["units"]:
            self.units[name] = people.create_unit(machine, self.entity, name, valid_from=since)
        for each in sorted(self.people, key=lambda person: person["role"] != Role.ADMINISTRATOR):
            self._invite(self.actors.get("administra@valdeluna.example", machine), each, since)

    def _invite(self, actor: Actor, told: dict[str, str], since: date) -> None:
        person = people.invite_user(actor, self.entity, told["email"], told["name"], password=PASSWORD)
        unit = self.units.get(told.get("unit", ""))
        people.grant_membership(
            actor, self.entity, person, Role(told["role"]), since=since, unit=unit, post=told["post"]
        )
        found = actor_in(person, self.entity, self.today, origin="demo")
        if found is not None:
            self.actors[told["email"]] = found

    def _plan(self) -> Any:
        """Planning writes the plan, proposes it, and the director enters the act that adopts it."""
        planning, told, year = self._as("planning_office"), self.told["plan"], self.year
        plan = plans.create_plan(
            planning, self.entity, told["name"].format(year=year), "action_plan_matrix", fiscal_year=year
        )
        version = plans.draft_version(planning, plan, label="1", objective=told["objective"])
        annual = plans.ensure_periods(planning, self.entity, year, "annual")[0]
        quarters = plans.ensure_periods(planning, self.entity, year, "quarterly")
        targets = [
            self._target(number, each, annual, quarters) for number, each in enumerate(self.told["targets"], start=1)
        ]
        plans.write_version(planning, version, list(self._nodes()), targets)
        plans.propose_version(planning, version)
        kind, number = told["act"]
        return plans.approve_version(self._as("director"), version, plans.Act(kind, number, date(year, 1, 26)))

    def _nodes(self) -> Any:
        for level in self.told["plan"]["levels"]:
            yield NodeData(level["key"], "Objetivo estratégico", level["name"])
            for key, name in level["programmes"].items():
                yield NodeData(key, "Programa", name, parent=level["key"])

    def _target(self, number: int, told: dict[str, Any], annual: Any, quarters: list[Any]) -> TargetData:
        year, quantity = self.year, _quantity(told["quantity"])
        programme: dict[int, Quantity | None] = {annual.pk: quantity}
        for period, amount in zip(quarters, told.get("quarters", ()), strict=False):
            programme[period.pk] = None if amount is None else _quantity(amount)
        return TargetData(
            number=str(number),
            statement=told["statement"],
            indicator=told["indicator"],
            measure_unit=told["measure_unit"],
            quantity=quantity,
            report_kind=told["report_kind"],
            annualization=told.get("annualization", "sum"),
            baseline=_quantity(told["baseline"]) if "baseline" in told else None,
            start=date(year, 1, 15),
            end=date(year, 12, 31),
            periodicity="quarterly",
            expense_type=told["expense_type"],
            units=tuple(self.units[name].pk for name in told["units"]),
            counting={self.units[name].pk: Counting.ADDS for name in told.get("adds", ())},
            alignments=_alignments(told),
            programme=programme,
            milestones=tuple(_milestone(year, each) for each in told.get("milestones", ())),
            node=told["node"],
        )

    def _open(self, version: Any, ordinal: int) -> Any:
        planning = self._as("planning_office")
        period = plans.ensure_periods(planning, self.entity, self.year, "quarterly")[ordinal - 1]
        return open_period(planning, version, period)

    def _report(self, followup: Any, quarter: str, only: int | None) -> None:
        """Each unit reports what it owes. With `only`, planning accepts that many, returns one, and leaves the rest."""
        done = 0
        for report in reports_of_round(followup):
            told = self._told_of(report).get(quarter)
            if told is None:
                continue
            sent = self._submit(report, told)
            if only is None or done < only:
                accept_report(self._as("planning_office"), sent, sent.edit)
            elif done == only:
                remark = "Adjunte el acta que soporta la cifra del trimestre y precise el municipio."
                return_report(self._as("planning_office"), sent, sent.edit, remark)
            done += 1

    def _follow(self, documents: DocumentStory) -> None:
        """The plan that brings projects and processes together is followed too, in the open quarter."""
        version = documents.followed()
        if version is not None:
            self.told["targets"] += documents.reported
            self._report(self._open(version, OPEN), "q2", only=len(documents.reported) - 1)

    def _told_of(self, report: Any) -> dict[str, Any]:
        statement = report.revision.statement
        return next((each for each in self.told["targets"] if each["statement"] == statement), {})

    def _submit(self, report: Any, told: dict[str, Any]) -> Any:
        """The liaison of the unit that owes the report attaches its evidence and submits it."""
        liaison = self._liaison(report.unit.name)
        day = min(report.period.last_day, self.today)
        slug = report.unit.name.lower().replace(" ", "-").encode("ascii", "ignore").decode()
        link = f"https://repositorio.valdeluna.example/{self.year}/{slug}/{report.uid}"
        attach_link(liaison, report, link, own_date=day, title="Informe del trimestre con sus anexos")
        for row in contributions_of([report.pk]).get(report.pk, ()):
            if other := told.get("others", {}).get(row.unit.name):
                data = ContributionData(quantity=_quantity(other["quantity"]), narrative=other["narrative"])
                submit_contribution(self._liaison(row.unit.name), row, data, row.edit)
        report.refresh_from_db()
        return submit_report(liaison, report, _answer(report, told), report.edit)

    def _liaison(self, unit: str) -> Actor:
        email = next(
            (each["email"] for each in self.people if each["role"] == "liaison" and each.get("unit") == unit), ""
        )
        return self.actors[email]

    def _publish(self, version: Any, followup: Any) -> str:
        planning, year = self._as("planning_office"), self.year
        plan = prepare_publication(planning, version, title=f"Plan de acción {year}")
        publish(self._as("director"), plan, approver="Directora General")
        title = f"Plan de acción {year}: seguimiento, {ROMAN[CLOSED]} trimestre de {year}"
        follow = prepare_publication(planning, version, title=title, followup=followup)
        publish(self._as("director"), follow, approver="Directora General")
        return title


def _quantity(text: str) -> Quantity:
    return Quantity.of(Decimal(text))


def _alignments(told: dict[str, Any]) -> tuple[AlignmentData, ...]:
    """The official entries that a target aligns with, by their codes."""
    wanted = [(key, code) for field, key in CATALOGUES for code in _codes(told.get(field))]
    entries, names = entry_keys(set(wanted)), _names()
    return tuple(
        AlignmentData(key, names[key, code], entries.get((key, code)), code if key in CITED_BY_NUMBER else "")
        for key, code in wanted
    )


def _codes(told: Any) -> list[str]:
    return [told] if isinstance(told, str) else list(told or ())


def _names() -> dict[tuple[str, str], str]:
    return {(edition.key, entry.code): entry.name for edition in catalogues() for entry in edition.entries}


def _milestone(year: int, told: list[str]) -> MilestoneData:
    title, day, weight = told
    return MilestoneData(title, date.fromisoformat(f"{year}-{day}"), _quantity(weight))


def _answer(report: Any, told: dict[str, Any]) -> AnswerData:
    """The answer as the story tells it, for what the target asks."""
    numbers: dict[str, Any] = {name: _quantity(told[name]) for name in NUMBERS if name in told}
    steps = {}
    if "milestones" in told:
        planned = list(milestones_of(report))
        done = [planned[index] for index in told["milestones"]]
        steps = {str(step.uid): min(step.due, report.period.last_day) for step in done}
    return AnswerData(
        not_applicable="na" in told,
        not_applicable_reason=told.get("na", ""),
        done=told.get("done"),
        milestones=steps,
        narrative=told["narrative"],
        **numbers,
    )
