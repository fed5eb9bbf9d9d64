"""What sheets of indicators ask: whether the entity has the indicator already, and which of its variables each is."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rumbo.apps.indicators.queries import variables_of
from rumbo.apps.intake.actions import Answered
from rumbo.apps.intake.queries.documents import Questions
from rumbo.apps.intake.queries.indicators import ANOTHER, NEW, SheetQuestion, VariableQuestion
from rumbo.domain.document import Path
from rumbo.domain.numbers import Quantity
from rumbo.faces.kit.written import written_day, written_quantity
from rumbo.faces.web.indicators.words import OPERATORS, PERFORMANCE, TENDENCIES, VALUE_CHAIN
from rumbo.faces.web.intake.documents.words import called
from rumbo.faces.web.words import ANNUALIZATIONS, PERIODICITIES
from rumbo.layouts.outline.telling import pointer

Asked = tuple[str, str, str, list[tuple[str, str]]]
WORDS: Mapping[str, Mapping[str, Any]] = {
    "value_chain": VALUE_CHAIN,
    "performance": PERFORMANCE,
    "tendency": TENDENCIES,
    "operator": OPERATORS,
    "periodicity": PERIODICITIES,
    "analysis_periodicity": PERIODICITIES,
    "annualization": ANNUALIZATIONS,
}


def indicator_fields(asked: Questions, entity_id: int) -> Iterator[Asked]:
    """Each question as a field: its name, its words, what was answered or is proposed, and what may be chosen."""
    for number, sheet in enumerate(asked.sheets):
        known = str(sheet.indicator.uid)
        again = _("Sí: es su revisión siguiente") if sheet.standing else _("Sí: es la hoja de ese indicador")
        choices = [(known, again), (ANOTHER, _("No: es otro indicador"))]
        yield f"sheet{number}", _("¿Es el mismo indicador?"), sheet.choice or known, choices
    listed = [(str(each.uid), str(each)) for each in variables_of(entity_id)] if asked.variables else []
    for number, variable in enumerate(asked.variables):
        alike = [str(each.uid) for each, _how in variable.alike]
        first = [(uid, name) for uid, name in listed if uid in alike]
        rest = [(uid, name) for uid, name in listed if uid not in alike]
        words = _("¿Qué variable es «{name}»?").format(name=variable.name)
        yield f"variable{number}", words, variable.choice or variable.proposed, [*first, (NEW, _("Es nueva")), *rest]


def indicator_answers(said: Mapping[str, str], asked: Questions) -> list[Answered]:
    """What the form says of sheets and variables."""
    answers = [
        Answered("sheet", pointer(each.path), choice)
        for number, each in enumerate(asked.sheets)
        if (choice := said[f"sheet{number}"])
    ]
    answers += [
        Answered("variable", pointer(each.path), choice)
        for number, each in enumerate(asked.variables)
        if (choice := said[f"variable{number}"])
    ]
    return answers


def evidence_of(question: VariableQuestion) -> list[str]:
    """Why the proposal: how many sheets of the document use it, and what speaks for each variable that resembles it."""
    number = question.sheets
    told = [ngettext("La usa {n} hoja del documento.", "La usan {n} hojas del documento.", number).format(n=number)]
    same = _("«{code} {name}» tiene el mismo nombre; la reporta {unit} ({periodicity}).")
    near = _("«{code} {name}» se parece; la reporta {unit} ({periodicity}).")
    for each, how in question.alike:
        facts = {"code": each.code, "name": each.name, "unit": each.unit.name}
        words = same if how == 100 else near
        told.append(words.format(periodicity=PERIODICITIES.get(each.periodicity, ""), **facts))
    return told


def sheet_differences(question: SheetQuestion) -> list[tuple[str, str, str]]:
    """What the sheet that stands and the one that comes say differently, in words."""
    return [(_label(name), _said(name, one), _said(name, other)) for name, one, other in question.differences]


def _label(name: str) -> str:
    path: Path = ("sheets", name)
    return called(path)


def _said(name: str, value: Any) -> str:
    match value:
        case Quantity():
            return written_quantity(value)
        case tuple():
            return "; ".join(_item(each) for each in value)
        case str():
            return str(WORDS.get(name, {}).get(value, value))
        case None:
            return ""
        case int():
            return str(value)
    return str(written_day(value))


def _item(each: Any) -> str:
    """A target of a year, or a range."""
    told = (written_quantity(part) for part in _amounts(each) if part is not None)
    return f"{getattr(each, 'name', '') or getattr(each, 'year', '')}: {' - '.join(told)}"


def _amounts(each: Any) -> tuple[Any, ...]:
    return (each.quantity,) if hasattr(each, "quantity") else (each.lower, each.upper)
