"""What a sheet is asked before it is approved, and what a document is asked when it is read."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from rumbo.domain.indicators.formula import Node, names_in, printed, ratio_in
from rumbo.domain.indicators.measuring import is_percent, makes_points
from rumbo.domain.indicators.naming import named_variables
from rumbo.domain.indicators.parsing import NotUnderstood, TooLarge, parse_formula
from rumbo.domain.indicators.sheet import IndicatorSheet, SheetMeasurement
from rumbo.domain.numbers import QUANTITY_UNITS, Quantity
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked
from rumbo.findings.types import Fact

FORMULA = declare(
    Sentences(
        "indicator.formula_not_understood",
        Severity.ERROR,
        marked("La fórmula no se entiende"),
        marked("La fórmula «{formula}» no se puede calcular: no se entiende «{piece}»."),
        marked("Un indicador que no se puede calcular igual dos veces no mide nada."),
        marked(
            "Escríbala con los códigos de las variables, + - × /, paréntesis, suma(…) o promedio(…): (V1 / V2) × 100."
        ),
    )
)
TOO_LARGE = declare(
    Sentences(
        "indicator.formula_too_large",
        Severity.ERROR,
        marked("La fórmula es demasiado larga"),
        marked("Pasa de lo que se puede calcular: muchos signos, paréntesis muy hondos o potencias muy altas."),
        marked("Una fórmula así nadie la puede revisar, y calcularla detendría el sistema."),
        marked("Sepárela en variables más simples."),
    )
)
UNKNOWN = declare(
    Sentences(
        "indicator.variable_unknown",
        Severity.ERROR,
        marked("La fórmula usa una variable que no está definida"),
        marked("La fórmula usa «{name}» y la hoja no define esa variable."),
        marked("Sin saber qué cuenta la variable, quién la reporta y de dónde sale, el resultado no se puede repetir."),
        marked("Agregue la variable con su nombre, su unidad, su fuente y su responsable, o corrija la fórmula."),
    )
)
UNUSED = declare(
    Sentences(
        "indicator.variable_unused",
        Severity.WARNING,
        marked("Una variable no se usa en la fórmula"),
        marked("La hoja define «{code}» y la fórmula no la usa."),
        marked("Alguien la reportaría cada periodo sin que sirva para el resultado."),
        marked("Quítela de la hoja, o agréguela a la fórmula si hacía falta."),
    )
)
PERCENT = declare(
    Sentences(
        "indicator.unit_against_formula",
        Severity.WARNING,
        marked("La unidad y la fórmula no dicen lo mismo"),
        marked("La fórmula «{formula}» multiplica por 100 y la unidad de medida es «{unit}»."),
        marked("Un resultado de 85 se leería como 85 unidades y no como 85 %."),
        marked("Ponga «Porcentaje» como unidad, o quite el 100 de la fórmula."),
    )
)
CONSTANT = declare(
    Sentences(
        "indicator.constant_divisor",
        Severity.NOTICE,
        marked("El denominador es un número fijo"),
        marked("La fórmula divide entre {number}, que no cambia de un periodo a otro."),
        marked("Si cambia el total de lo que se mide, el resultado quedaría mal sin que nadie lo note."),
        marked("Confirme que el número es fijo, o conviértalo en una variable."),
    )
)
TARGET_IN_NAME = declare(
    Sentences(
        "indicator.name_repeats_target",
        Severity.NOTICE,
        marked("El nombre del indicador repite la meta"),
        marked("El nombre «{name}» dice también cuánto se debe lograr."),
        marked("El nombre dice qué se mide; si la meta cambia, el indicador tendría que cambiar de nombre."),
        marked("Nómbrelo por el objeto y su condición («Solicitudes respondidas a tiempo»); la meta va en su casilla."),
    )
)
OUT_OF_SCALE = declare(
    Sentences(
        "indicator.target_out_of_scale",
        Severity.WARNING,
        marked("La meta no cabe en la escala del indicador"),
        marked("La meta es {target} y la unidad es «{unit}», que para una parte de un total va de 0 a 100."),
        marked("Una meta en otra escala (0,9 en lugar de 90) hace que todo parezca cumplido, o que nada lo parezca."),
        marked("Escriba la meta en puntos: 90 para el 90 %."),
    )
)
RESULT = declare(
    Sentences(
        "indicator.result_differs",
        Severity.ERROR,
        marked("Un resultado no es el de su fórmula"),
        marked("En «{period}» la hoja dice {printed}; con {numerator} y {denominator} la fórmula da {computed}."),
        marked("El resultado que se publica y el que se puede repetir deben ser el mismo."),
        marked("Revise el numerador, el denominador y el resultado de ese periodo."),
        passed=marked("resultados comparados: {compared}"),
    )
)
YEAR = declare(
    Sentences(
        "indicator.year_out_of_range",
        Severity.WARNING,
        marked("Una meta anual no dice un año de este siglo"),
        marked("Entre las metas por año hay una para «{year}», que no está entre 2000 y 2099."),
        marked("Una meta sin su año no se compara con ningún resultado."),
        marked("Escriba el año con sus cuatro cifras: 2025."),
    )
)
ASKED_AT_APPROVAL = frozenset({FORMULA.code, TOO_LARGE.code, UNKNOWN.code, RESULT.code})
"""Errors that keep a sheet from being approved and not from being registered."""
FIRST_YEAR, LAST_YEAR = 2000, 2099
_GOAL = re.compile(
    r"\b(?:cumplir|lograr|alcanzar|mantener|ejecutar|garantizar|aumentar|reducir|realizar|atender|disminuir)\b.*?\d"
    r"|\d+(?:[.,]\d+)?\s*(?:%|por ciento\b)",
    re.IGNORECASE,
)


def check_sheet(sheet: IndicatorSheet) -> tuple[CheckResult, ...]:
    """Every check of a sheet, each with its outcome."""
    formula, node = _formula(sheet)
    asked: tuple[tuple[Sentences, Callable[[IndicatorSheet, Node], Iterator[Finding]]], ...] = (
        (UNKNOWN, _unknown),
        (UNUSED, _unused),
        (PERCENT, _unit),
        (CONSTANT, _constant),
    )
    of_formula = (
        CheckResult(sentences.code, Outcome.NOT_MADE, missing=marked("una fórmula que se entienda"))
        if node is None
        else _result(sentences, tuple(ask(sheet, node)))
        for sentences, ask in asked
    )
    return formula, *of_formula, _name(sheet), _target(sheet), _years(sheet), _results(sheet, node)


def formula_of(sheet: IndicatorSheet) -> Node | None:
    """The formula of a sheet as a tree; None where it cannot be understood."""
    return _formula(sheet)[1]


def refusals(sheet: IndicatorSheet) -> tuple[Finding, ...]:
    """What stops the approval of a sheet: the findings that are errors."""
    found = (finding for result in check_sheet(sheet) for finding in result.findings)
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def _formula(sheet: IndicatorSheet) -> tuple[CheckResult, Node | None]:
    if not sheet.formula.strip():
        return CheckResult(FORMULA.code, Outcome.NOT_MADE, missing=marked("la fórmula")), None
    try:
        node = _parsed(sheet)
    except TooLarge:
        return CheckResult(FORMULA.code, Outcome.FOUND, (_finding(TOO_LARGE),)), None
    except NotUnderstood as error:
        found = _finding(FORMULA, formula=sheet.formula, piece=error.piece or sheet.formula)
        return CheckResult(FORMULA.code, Outcome.FOUND, (found,)), None
    return CheckResult(FORMULA.code, Outcome.PASSED), node


def _parsed(sheet: IndicatorSheet) -> Node:
    """The formula with the variables of the sheet; one in words, in a sheet that defines none, with those it names."""
    try:
        return parse_formula(sheet.formula, {each.code: each.name for each in sheet.variables})
    except NotUnderstood:
        named = () if sheet.variables else named_variables(sheet.formula)
        if not named:
            raise
        return parse_formula(sheet.formula, {each.code: each.name for each in named})


def _unknown(sheet: IndicatorSheet, node: Node) -> Iterator[Finding]:
    defined = {each.code for each in sheet.variables}
    named = {} if defined else {each.code: each.name for each in named_variables(sheet.formula)}
    for name in dict.fromkeys(names_in(node)):
        if name not in defined:
            yield _finding(UNKNOWN, name=named.get(name, name))


def _unused(sheet: IndicatorSheet, node: Node) -> Iterator[Finding]:
    used = set(names_in(node))
    yield from (_finding(UNUSED, code=each.code) for each in sheet.variables if each.code not in used)


def _unit(sheet: IndicatorSheet, node: Node) -> Iterator[Finding]:
    if sheet.measure_unit and makes_points(node) and not is_percent(sheet.measure_unit):
        yield _finding(PERCENT, formula=sheet.formula, unit=sheet.measure_unit)


def _constant(sheet: IndicatorSheet, node: Node) -> Iterator[Finding]:
    under = ratio_in(node).denominator
    if under is not None and not list(names_in(under)):
        yield _finding(CONSTANT, number=printed(under))


def _name(sheet: IndicatorSheet) -> CheckResult:
    if not sheet.name.strip():
        return CheckResult(TARGET_IN_NAME.code, Outcome.NOT_MADE, missing=marked("el nombre del indicador"))
    found = (_finding(TARGET_IN_NAME, name=sheet.name),) if _GOAL.search(sheet.name) else ()
    return _result(TARGET_IN_NAME, found)


def _target(sheet: IndicatorSheet) -> CheckResult:
    """A percentage below 1 is a ratio by mistake; above 100 it is a slip only where a part of a total is counted."""
    if sheet.target is None or not sheet.measure_unit:
        return CheckResult(OUT_OF_SCALE.code, Outcome.NOT_MADE, missing=marked("la meta y la unidad de medida"))
    target = sheet.target.fraction
    slips = is_percent(sheet.measure_unit) and (0 < target <= 1 or target > 1000 or target < 0)
    facts = {"target": _told(sheet.target), "unit": sheet.measure_unit}
    return _result(OUT_OF_SCALE, (_finding(OUT_OF_SCALE, **facts),) if slips else ())


def _years(sheet: IndicatorSheet) -> CheckResult:
    if not sheet.yearly:
        return CheckResult(YEAR.code, Outcome.NOT_MADE, missing=marked("las metas por año"))
    slips = [each.year for each in sheet.yearly if not FIRST_YEAR <= each.year <= LAST_YEAR]
    return _result(YEAR, tuple(_finding(YEAR, year=str(year)) for year in slips))


def _results(sheet: IndicatorSheet, node: Node | None) -> CheckResult:
    """Each printed result against its own numerator and denominator, at the decimals with which it is printed."""
    rows = [each for each in sheet.measurements if each.numerator and each.denominator and each.result]
    if node is None or ratio_in(node).denominator is None or not rows:
        missing = marked("resultados con su numerador y su denominador, y una fórmula que divida")
        return CheckResult(RESULT.code, Outcome.NOT_MADE, missing=missing)
    found = tuple(finding for each in rows for finding in _differs(sheet, node, each))
    outcome = Outcome.FOUND if found else Outcome.PASSED
    return CheckResult(RESULT.code, outcome, found, facts={"compared": len(rows)})


def _differs(sheet: IndicatorSheet, node: Node, row: SheetMeasurement) -> Iterator[Finding]:
    if row.numerator is None or row.result is None or row.denominator is None or not row.denominator.units:
        return
    factor = ratio_in(node).factor
    factor = 100 * factor if is_percent(sheet.measure_unit) and not makes_points(node) else factor
    exact = row.numerator.fraction / row.denominator.fraction * factor
    places = len(_told(row.result).partition(",")[2])
    # Whoever rounds up and whoever cuts off both print the result.
    if abs(exact - row.result.fraction) >= Fraction(1, 10**places):
        told = {"numerator": _told(row.numerator), "denominator": _told(row.denominator), "printed": _told(row.result)}
        computed = _told(Quantity(round(exact * QUANTITY_UNITS)))
        yield _finding(RESULT, period=row.period, computed=computed, **told)


def _told(quantity: Quantity) -> str:
    return f"{quantity.decimal.normalize():f}".replace(".", ",")


def _finding(sentences: Sentences, **facts: Fact) -> Finding:
    return Finding(sentences.code, sentences.severity, facts=facts)


def _result(sentences: Sentences, findings: tuple[Finding, ...]) -> CheckResult:
    return CheckResult(sentences.code, Outcome.FOUND if findings else Outcome.PASSED, findings)
