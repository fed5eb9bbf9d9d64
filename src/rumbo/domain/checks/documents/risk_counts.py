"""The table that counts risks by class (V01): each row and each column adds up, and the sentence above says the same.

A blank cell counts nothing, and stays blank. Where one number, written otherwise, would mend both its row and its
column, that number is proposed; nothing is changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.institutional import InstitutionalPlan, RiskCount
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

ROW = declare(
    Sentences(
        "document.risk_row_differs",
        Severity.ERROR,
        marked("Una fila de riesgos no suma"),
        marked("En «{name}», {corruption} de corrupción y {management} de gestión suman {sum}, no {total}."),
        marked("Un riesgo que no está en su clase, o que se contó dos veces, queda sin control."),
        marked("Compare la fila con el mapa de riesgos y corrija el número que no es."),
    )
)
COLUMN = declare(
    Sentences(
        "document.risk_total_differs",
        Severity.ERROR,
        marked("Un total de riesgos no es la suma de su columna"),
        marked("La columna «{column}» suma {sum} y el total dice {printed}."),
        marked("El total que se publica no es el de los procesos que se listan."),
        marked("Compare la columna con el mapa de riesgos y corrija la fila o el total."),
        passed=marked("sumas: {sums}"),
    )
)
SLIP = declare(
    Sentences(
        "document.risk_number_slip",
        Severity.ERROR,
        marked("Un número de la tabla de riesgos no cuadra"),
        marked("En «{name}», «{column}» dice {printed}; con {suggestion} cuadran su fila y el total de su columna."),
        marked("Es el único número que, cambiado, hace que todo sume; aun así, solo el mapa de riesgos lo confirma."),
        marked("Compare con el mapa de riesgos y, si es así, escriba {suggestion}."),
    )
)
ANNOUNCED = declare(
    Sentences(
        "document.risks_announced",
        Severity.WARNING,
        marked("Los riesgos contados no son los anunciados"),
        marked("El documento anuncia {announced} y la tabla cuenta {found} («{column}»)."),
        marked("Quien lee la frase cree que hay más, o menos, riesgos de los que la tabla cuenta."),
        marked("Corrija la frase o la tabla."),
        passed=marked("anunciados {announced}, encontrados {found}"),
    )
)
FIELDS = ("corruption", "management", "total")
SAID = {"corruption": "announced_corruption_risks", "management": "announced_management_risks"}
NO_TABLE = marked("la tabla de riesgos con sus totales")
NO_SENTENCE = marked("la frase que anuncia cuántos riesgos hay")
Draft = DocumentDraft[InstitutionalPlan]


@dataclass(frozen=True, slots=True)
class _Slip:
    """A number that, written otherwise, would mend its row and its column."""

    row: int
    field: str
    meant: int


def _slips(plan: InstitutionalPlan) -> list[_Slip]:
    """The slips: each alone in mending its row, and whatever else differs in its column."""
    slips = []
    for at, row in enumerate(plan.risks):
        over = _over(row)
        ways = [
            _Slip(at, field, number - step)
            for field, step in (("corruption", over), ("management", over), ("total", -over))
            if over and _column_over(plan, field) == step
            if (number := getattr(row, field)) is not None and number >= step
        ]
        slips += ways if len(ways) == 1 else []
    return slips


def _over(row: RiskCount) -> int:
    """How much the classes of a row are over its total; 0 where it prints none."""
    return (row.corruption or 0) + (row.management or 0) - row.total if row.total is not None else 0


def _column_over(plan: InstitutionalPlan, field: str) -> int:
    printed = getattr(plan.printed_totals, field, None)
    return 0 if printed is None else _sum(plan, field) - printed


def _sum(plan: InstitutionalPlan, field: str) -> int:
    return sum(getattr(row, field) or 0 for row in plan.risks)


def _asks_slips(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.content.risks or draft.content.printed_totals is None:
        return not_made(SLIP, NO_TABLE)
    return asked(SLIP, (_slip(draft, each) for each in _slips(draft.content)))


def _slip(draft: Draft, slip: _Slip) -> Finding:
    row = draft.content.risks[slip.row]
    path: Path = ("risks", slip.row, slip.field)
    column, printed = _column(draft, slip.field), int(getattr(row, slip.field))
    return finding(SLIP, draft.where(path), str(slip.meant), name=row.name, column=column, printed=printed)


def _asks_rows(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
    if not draft.content.risks:
        return not_made(ROW, NO_TABLE)
    told = {slip.row for slip in _slips(draft.content)}

    def found() -> Iterator[Finding]:
        for at, row in enumerate(draft.content.risks):
            if at not in told and row.total is not None and _over(row):
                yield finding(
                    ROW,
                    draft.where(("risks", at, "total")),
                    name=row.name,
                    corruption=row.corruption or 0,
                    management=row.management or 0,
                    sum=row.total + _over(row),
                    total=row.total,
                )

    return asked(ROW, found())


def _asks_columns(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
    plan = draft.content
    if not plan.risks or plan.printed_totals is None:
        return not_made(COLUMN, NO_TABLE)
    told = {slip.field for slip in _slips(plan)}
    found = tuple(
        finding(
            COLUMN,
            draft.where(("printed_totals", field)),
            str(_sum(plan, field)),
            column=_column(draft, field),
            sum=_sum(plan, field),
            printed=getattr(plan.printed_totals, field),
        )
        for field in FIELDS
        if field not in told and _column_over(plan, field)
    )
    facts = {"sums": " · ".join(str(_sum(plan, field)) for field in FIELDS)}
    return (CheckResult(COLUMN.code, Outcome.FOUND if found else Outcome.PASSED, found, facts=facts),)


def _asks_announced(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
    """The sentence holds where it says the row of totals or the sum of the column: each of these is asked itself."""
    plan = draft.content
    said = {field: getattr(plan, SAID.get(field, "announced_risks")) for field in FIELDS}
    said = {field: count for field, count in said.items() if count is not None}
    if not said or not plan.risks:
        return not_made(ANNOUNCED, NO_SENTENCE)
    found = tuple(
        finding(
            ANNOUNCED,
            draft.where((SAID.get(field, "announced_risks"),)),
            announced=count,
            found=_sum(plan, field),
            column=_column(draft, field),
        )
        for field, count in said.items()
        if count not in (_sum(plan, field), getattr(plan.printed_totals, field, None))
    )
    facts = {"announced": _listed(said.values()), "found": _listed(_sum(plan, field) for field in said)}
    return (CheckResult(ANNOUNCED.code, Outcome.FOUND if found else Outcome.PASSED, found, facts=facts),)


def _column(draft: Draft, field: str) -> str:
    """The header of a column as the document prints it."""
    rows = (draft.where(("risks", at, field)).header for at in range(len(draft.content.risks)))
    return next(filter(None, rows), field)


def _listed(counts: Iterable[int]) -> str:
    return " · ".join(map(str, counts))


CHECKS = (
    DocumentCheck(SLIP, InstitutionalPlan, _asks_slips),
    DocumentCheck(ROW, InstitutionalPlan, _asks_rows),
    DocumentCheck(COLUMN, InstitutionalPlan, _asks_columns),
    DocumentCheck(ANNOUNCED, InstitutionalPlan, _asks_announced),
)
