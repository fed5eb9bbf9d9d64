"""A plan that speaks of a budget should show money and say where it comes from (Ley 1474 de 2011, artículo 74)."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from rumbo.domain.checks.reference import Check, Reference, asked, finding, lacking, not_made, without
from rumbo.domain.plan.draft import Block, PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, Where, declare, marked

NO_AMOUNT = declare(
    Sentences(
        "plan.money_without_amount",
        Severity.WARNING,
        marked("Columnas de presupuesto sin dinero"),
        marked("Bajo «{header}» no hay ninguna cifra de dinero en {lines} acciones."),
        marked("El plan se publica con su distribución presupuestal; sin cifras no se compara lo físico con el gasto."),
        marked("Agregue el valor asignado a cada acción, o enlace el presupuesto que las financia."),
        source=marked("Ley 1474 de 2011, artículo 74"),
    )
)
TYPE_AS_SOURCE = declare(
    Sentences(
        "plan.expense_type_as_source",
        Severity.WARNING,
        marked("Un tipo de gasto en lugar de una fuente"),
        marked("«{written}» es un tipo de gasto, no una fuente de financiación; se leyó como tipo de gasto."),
        marked(
            "La fuente dice de dónde sale el dinero (recursos propios, SGP, regalías); el tipo dice en qué se gasta."
        ),
        marked("Escriba la fuente en esta columna y lleve «{written}» a una columna «Tipo de gasto»."),
    )
)
_AMOUNT = re.compile(r"\$?\s*-?\d[\d.,]*(?:\s*(?:millones|millón|pesos|COP))?", re.IGNORECASE)
_AMONG_WORDS = re.compile(r"\$\s*\d|\d\s*(?:millones|millón|pesos|COP)\b", re.IGNORECASE)
_OF_MONEY = re.compile(
    r"\b(valor(?:es)?|costos?|montos?|presupuesto|apropiación|asignación|recursos asignados)\b", re.IGNORECASE
)
_NO_MONEY = re.compile(
    r"n\.?/?a\.?|no aplica|no requiere\b.*|sin (?:costo|recursos|presupuesto)\b.*|ningun[oa]", re.IGNORECASE
)
NO_BUDGET = marked("columnas de presupuesto")


def _amounts(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    blocks = [(number, block) for number, block in enumerate(draft.blocks) if _budget_columns(block)]
    if not blocks or (draft.origins and not _says_anything(draft)):
        return not_made(NO_AMOUNT, NO_BUDGET)
    _number, block = blocks[0]
    if not draft.origins or any(map(_is_amount, _values(draft, _money_columns))) or _needs_none(draft):
        return asked(NO_AMOUNT, ())
    at = _budget_columns(block)[0]
    header = next(column.header for column in block.columns if column.column == at)
    where = Where(draft.source.file, draft.source.digest, block.part, block.locate(block.header_row, at), header)
    return asked(NO_AMOUNT, [finding(NO_AMOUNT, where, header=header.split(" › ")[0], lines=len(draft.origins))])


def _budget_columns(block: Block) -> list[int]:
    """The columns under the budget's label, but for those that are surely something else of the plan."""
    return [
        column.column
        for column in block.columns
        if (column.group == "budget" and column.field in ("", "funding_source", "expense_type"))
        or column.field in ("funding_source", "expense_type")
    ]


def _money_columns(block: Block) -> list[int]:
    """Those, and what stands under a name of money anywhere else."""
    named = (each.column for each in block.columns if each.field == "" and _OF_MONEY.search(each.header))
    return [*_budget_columns(block), *named]


def _values(draft: PlanDraft, columns: Callable[[Block], list[int]]) -> Iterator[object]:
    for origin in draft.origins:
        yield from (origin.values[at - 1] for at in columns(draft.blocks[origin.block]) if at <= len(origin.values))


def _says_anything(draft: PlanDraft) -> bool:
    """Whether any row says something of its budget: a column of a form that nobody filled in was not meant."""
    return any(str(value).strip() for value in _values(draft, _money_columns) if value is not None)


def _needs_none(draft: PlanDraft) -> bool:
    """Whether all that is said of the budget is that none is needed."""
    said = [str(value).strip() for value in _values(draft, _budget_columns) if value is not None]
    return any(said) and all(_NO_MONEY.fullmatch(text) for text in said if text)


def _is_amount(value: object) -> bool:
    if isinstance(value, str):
        return bool(_AMOUNT.fullmatch(value.strip()) or _AMONG_WORDS.search(value))
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _types(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.has("funding_source"):
        return without(TYPE_AS_SOURCE, lacking(draft, reference, "funding_source"))
    shared = {
        number
        for number, block in enumerate(draft.blocks)
        if (found := block.column_of("expense_type")) and found.otherwise
    }

    def found_ones() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            if line.expense_type and draft.origins[at].block in shared:
                yield finding(TYPE_AS_SOURCE, draft.where(at, "funding_source"), written=line.expense_type)

    return asked(TYPE_AS_SOURCE, found_ones())


CHECKS = (Check(NO_AMOUNT, _amounts), Check(TYPE_AS_SOURCE, _types))
