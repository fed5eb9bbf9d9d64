"""How each section of a sheet is written as rows: how the rows stand, what may be chosen in them, how they are kept."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as __

from rumbo.apps.audit.actor import Actor
from rumbo.apps.projects import actions, queries
from rumbo.apps.projects.bridge import CODE_LEVELS, RelationData, StatementData, code_of, item_of, relation_of
from rumbo.domain.project.sheet import BudgetCode, BudgetItem, CodedName, PlanRelation
from rumbo.faces.web.projects.forms import (
    AnsweringRow,
    BranchRow,
    BudgetRow,
    CodeRow,
    ImpactRow,
    LabelledRow,
    ObjectiveForm,
    PassageRow,
    ProblemForm,
    RelationRow,
    SignatureRow,
    TextRow,
    TotalForm,
)
from rumbo.faces.web.projects.rows import RowForm

Told = Mapping[str, Any]
APART = "|"


@dataclass(frozen=True)
class Editor(ABC):
    """A section: the form of its rows, the form that stands above them, and what one row is called."""

    section: str
    row: type[RowForm]
    named: Promise
    lead: type[forms.Form] | None = None
    about: Promise | str = ""

    @abstractmethod
    def start(self, version: Any) -> list[Told]:
        """The rows as they stand."""

    def lead_start(self, version: Any) -> Told:
        """What stands above the rows."""
        return {name: getattr(version, name) for name in self.lead.base_fields} if self.lead else {}

    def options(self, version: Any) -> dict[str, Any]:
        """What the rows let choose from."""
        return {}

    @abstractmethod
    def keep(self, actor: Actor, version: Any, rows: Sequence[Told], lead: Told, edit: int) -> Any:
        """Keeps the rows that were told."""


@dataclass(frozen=True)
class Statements(Editor):
    """A section of texts. `parents` is the section that its texts answer to, `answers` how that is asked."""

    parents: str = ""
    answers: Promise | str = ""

    def start(self, version: Any) -> list[Told]:
        """Its texts."""
        return [
            {
                "uid": str(row.uid),
                "text": row.text,
                "label": row.label,
                "kind": row.kind,
                "parent": str(row.parent.uid) if row.parent else "",
            }
            for row in queries.statements_of(version, self.section)
        ]

    def options(self, version: Any) -> dict[str, Any]:
        """The texts of the section that it answers to."""
        if not self.parents:
            return {}
        return {"parents": _named(queries.statements_of(version, self.parents)), "answers": self.answers}

    def keep(self, actor: Actor, version: Any, rows: Sequence[Told], lead: Told, edit: int) -> Any:
        """Keeps its texts."""
        names = ("text", "label", "kind", "uid", "parent")
        data = [StatementData(**{name: row[name] for name in names if name in row}) for row in rows]
        return actions.write_section(actor, version, self.section, data, lead=lead, edit=edit)


class Budget(Editor):
    """The lines of the budget and their total."""

    def start(self, version: Any) -> list[Told]:
        """The lines."""
        lines = [item_of(row) for row in queries.budget_of(version)]
        return [
            {
                "activity": _key(line.activity_number, line.activity),
                "object": line.object,
                "measure_unit": line.measure_unit,
                "quantity": line.quantity,
                "value": line.value,
            }
            for line in lines
        ]

    def lead_start(self, version: Any) -> Told:
        """The total that is written."""
        return {"total": queries.total_of(version)}

    def options(self, version: Any) -> dict[str, Any]:
        """The activities of the project."""
        rows = queries.statements_of(version, "activities")
        return {"activities": [(_key(row.label, row.text), _shown(row)) for row in rows]}

    def keep(self, actor: Actor, version: Any, rows: Sequence[Told], lead: Told, edit: int) -> Any:
        """Keeps the lines and the total."""
        items = [
            BudgetItem(
                activity=_parts(row["activity"])[1],
                object=row["object"],
                measure_unit=row["measure_unit"],
                quantity=row["quantity"],
                value=row["value"],
                activity_number=_parts(row["activity"])[0],
            )
            for row in rows
        ]
        return actions.write_budget(actor, version, items, total=lead["total"], edit=edit)


class Codes(Editor):
    """The budget lines by their codes."""

    def start(self, version: Any) -> list[Told]:
        """The codes."""
        return [_code_told(code_of(row)) for row in queries.codes_of(version)]

    def keep(self, actor: Actor, version: Any, rows: Sequence[Told], lead: Told, edit: int) -> Any:
        """Keeps the codes."""
        codes = [
            BudgetCode(
                **{level: CodedName(row[f"{level}_code"], row[f"{level}_name"]) for level in CODE_LEVELS},
                funding_source=row["funding_source"],
                initial_value=row["initial_value"],
            )
            for row in rows
        ]
        return actions.write_codes(actor, version, codes, edit=edit)


class Relations(Editor):
    """Where the project hangs in a plan."""

    def start(self, version: Any) -> list[Told]:
        """The places in plans."""
        names = ("component", "line", "programme", "goal")
        return [
            {"code": row.code} | {name: getattr(relation_of(row), name) for name in names}
            for row in queries.relations_of(version)
        ]

    def keep(self, actor: Actor, version: Any, rows: Sequence[Told], lead: Told, edit: int) -> Any:
        """Keeps the places."""
        relations = [
            RelationData(PlanRelation(row["component"], row["line"], row["programme"], row["goal"]), row["code"])
            for row in rows
        ]
        return actions.write_relations(actor, version, relations, edit=edit)


_PIECE, _CAUSE, _EFFECT = __("Trozo"), __("Causa"), __("Efecto")
_NARRATIVE = __("El texto por partes, en el orden en que se imprime.")
EDITORS: dict[str, Editor] = {
    editor.section: editor
    for editor in (
        Statements("antecedents", PassageRow, _PIECE, about=_NARRATIVE),
        Statements("problem", PassageRow, _PIECE, lead=ProblemForm, about=_NARRATIVE),
        Statements(
            "causes",
            BranchRow,
            _CAUSE,
            about=__("El árbol de problemas hacia abajo: una causa indirecta cuelga de la directa anterior."),
        ),
        Statements(
            "effects",
            BranchRow,
            _EFFECT,
            about=__("El árbol de problemas hacia arriba: un efecto indirecto cuelga del directo anterior."),
        ),
        Statements(
            "objectives",
            AnsweringRow,
            __("Objetivo específico"),
            lead=ObjectiveForm,
            about=__("Cada objetivo específico es una causa vuelta positiva."),
            parents="causes",
            answers=__("Causa que resuelve"),
        ),
        Statements("justification", PassageRow, _PIECE, about=_NARRATIVE),
        Statements("population", PassageRow, _PIECE, about=_NARRATIVE),
        Statements("zone", PassageRow, _PIECE, about=_NARRATIVE),
        Statements(
            "activities",
            AnsweringRow,
            __("Actividad"),
            about=__("Las metas de cada actividad se escriben desde la ficha. Quitar una actividad quita sus metas."),
            parents="objectives",
            answers=__("Objetivo al que sirve"),
        ),
        Relations("relations", RelationRow, __("Articulación"), about=__("Dónde cuelga el proyecto en el plan.")),
        Statements("action_plan", LabelledRow, __("Dato"), about=__("Como en la tabla del formato.")),
        Budget("budget", BudgetRow, __("Gasto"), lead=TotalForm, about=__("Lo que compra cada actividad.")),
        Codes(
            "codes",
            CodeRow,
            __("Rubro"),
            about=__("Cada código empieza por el de arriba: 45, 4599, 4599031, 459903100."),
        ),
        Statements(
            "schedule",
            AnsweringRow,
            __("Fila del cronograma"),
            about=__("Las subactividades de cada fila se marcan desde el cronograma."),
            parents="activities",
            answers=__("Actividad"),
        ),
        Statements("benefits", PassageRow, _PIECE, about=_NARRATIVE),
        Statements("impacts", ImpactRow, __("Impacto")),
        Statements("deliverables", TextRow, __("Entregable")),
        Statements("signatures", SignatureRow, __("Firma")),
    )
}


def _named(rows: Any) -> list[tuple[str, str]]:
    return [(str(row.uid), _shown(row)) for row in rows]


def _shown(row: Any) -> str:
    return f"{row.label}. {row.text}" if row.label else str(row.text)


def _key(number: str, text: str) -> str:
    return f"{number}{APART}{text}" if number or text else ""


def _parts(key: str) -> tuple[str, str]:
    number, _, text = key.partition(APART)
    return number, text.replace("\r\n", "\n")


def _code_told(code: BudgetCode) -> Told:
    named = {level: getattr(code, level) for level in CODE_LEVELS}
    told: dict[str, Any] = {f"{level}_code": each.code for level, each in named.items()}
    told |= {f"{level}_name": each.name for level, each in named.items()}
    return told | {"funding_source": code.funding_source, "initial_value": code.initial_value}
