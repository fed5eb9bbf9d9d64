"""The money of a project (V01): lines that add up to their total, and budget lines that say the same total."""

from collections.abc import Iterable, Sequence

from rumbo.domain.budget import Repair, agreed, printed_pesos, repairs, sum_of
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.numbers import Money
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

TOTAL = declare(
    Sentences(
        "project.budget_total_differs",
        Severity.ERROR,
        marked("El presupuesto no suma su total"),
        marked("Los valores parciales suman {sum} y el total escrito es {total}: la diferencia es de {difference}."),
        marked("Con el total se pide la disponibilidad presupuestal; si no suma, una de las dos cifras es falsa."),
        marked("Corrija el valor que tenga el error, o el total. Si hay una propuesta, compárela con su soporte."),
    )
)
REPAIR = declare(
    Sentences(
        "project.budget_line_slip",
        Severity.WARNING,
        marked("Una cifra que explicaría la diferencia"),
        marked("Si «{object}» dijera {proposed} en lugar de {written}, el presupuesto sumaría su total."),
        marked(
            "Entre las dos cifras solo hay una tecla de diferencia. Los rubros suman {codes} y el total es {total}."
        ),
        marked("Compare con el estudio de costos y, si es así, corrija el valor; nada se cambia solo."),
    )
)
TOTAL_REPAIR = declare(
    Sentences(
        "project.budget_total_slip",
        Severity.WARNING,
        marked("Otra explicación: el total"),
        marked("Si el total dijera {proposed} en lugar de {written}, el presupuesto sumaría."),
        marked("Entre las dos cifras solo hay una tecla de diferencia. Los rubros suman {codes}."),
        marked("Compare con el estudio de costos y con el rubro antes de corregir."),
    )
)
NO_VALUE = declare(
    Sentences(
        "project.budget_line_without_value",
        Severity.WARNING,
        marked("Valor parcial vacío"),
        marked("«{object}» no tiene valor."),
        marked("Mientras falte un valor no se puede saber si el presupuesto suma su total."),
        marked("Escriba cuánto vale; si no cuesta nada, escriba 0."),
    )
)
IN_CODES = declare(
    Sentences(
        "project.budget_codes_differ",
        Severity.WARNING,
        marked("Los rubros y el presupuesto no dicen lo mismo"),
        marked("Los rubros suman {codes} y el total del presupuesto es {total}."),
        marked(
            "El rubro es el que se compromete; si vale otra cosa que las actividades, el proyecto no alcanza o sobra."
        ),
        marked("Revise el valor inicial de los rubros y el total del presupuesto."),
    )
)
UNKNOWN = "—"
LINES = marked("los valores parciales del presupuesto")
WRITTEN_TOTAL = marked("el total del presupuesto")
CODE_VALUES = marked("el valor de los rubros")


def line_values(sheet: ProjectSheet) -> list[Money | None]:
    """The value of each line of the budget."""
    return [line.value for line in sheet.budget]


def in_codes(sheet: ProjectSheet) -> Money | None:
    """What the budget lines say together, None when one of them does not say it."""
    return sum_of(code.initial_value for code in sheet.budget_codes)


def _total(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    values = line_values(sheet)
    total = sum_of(values)
    if sheet.printed_total is None:
        return not_made(TOTAL, WRITTEN_TOTAL)
    if total is None:
        return not_made(TOTAL, LINES)
    if total == sheet.printed_total:
        return asked(TOTAL, ())
    facts = {
        "sum": printed_pesos(total),
        "total": printed_pesos(sheet.printed_total),
        "difference": printed_pesos(Money(abs(total.centavos - sheet.printed_total.centavos))),
    }
    found = [finding(TOTAL, place(("printed_total",)), None, **facts)]
    return asked(TOTAL, [*found, *(_proposal(sheet, each, place) for each in _repairs(sheet))])


def _repairs(sheet: ProjectSheet) -> Sequence[Repair]:
    """Where the budget lines speak for the total or for the sum of the lines, only what leads there."""
    values, codes = line_values(sheet), in_codes(sheet)
    found = repairs(values, sheet.printed_total, codes)
    told = agreed(sheet.printed_total, codes) or agreed(sum_of(values), codes)
    return [each for each in found if each.backed or not told]


def _proposal(sheet: ProjectSheet, repair: Repair, place: Place) -> Finding:
    codes = in_codes(sheet)
    facts = {
        "written": printed_pesos(repair.written),
        "proposed": printed_pesos(repair.proposed),
        "codes": printed_pesos(codes) if codes else UNKNOWN,
    }
    if repair.line is None or sheet.printed_total is None:
        return finding(TOTAL_REPAIR, place(("printed_total",)), facts["proposed"], **facts)
    facts |= {"object": shortened(sheet.budget[repair.line].object), "total": printed_pesos(sheet.printed_total)}
    return finding(REPAIR, place(("budget", repair.line, "value")), facts["proposed"], **facts)


def _no_value(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.budget:
        return not_made(NO_VALUE, LINES)
    return asked(
        NO_VALUE,
        [
            finding(NO_VALUE, place(("budget", at, "value")), object=shortened(line.object))
            for at, line in enumerate(sheet.budget)
            if line.value is None
        ],
    )


def _in_codes(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    codes, total = in_codes(sheet), sheet.printed_total
    if codes is None:
        return not_made(IN_CODES, CODE_VALUES)
    if total is None:
        return not_made(IN_CODES, WRITTEN_TOTAL)
    facts = {"codes": printed_pesos(codes), "total": printed_pesos(total)}
    where = place(("budget_codes", 0, "initial_value"))
    return asked(IN_CODES, [] if codes == total else [finding(IN_CODES, where, None, **facts)])


CHECKS = (
    (NO_VALUE, _no_value),
    (TOTAL, _total),
    (IN_CODES, _in_codes),
)
