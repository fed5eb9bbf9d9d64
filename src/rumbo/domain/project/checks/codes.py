"""Codes of a budget line (V03): each begins with the one above; a lost zero is proposed; a local code is only asked."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rumbo.domain.budget import CodeLevel, Shape, extends, read_code
from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import BudgetCode, ProjectSheet
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

NOT_BELOW = declare(
    Sentences(
        "project.code_not_below",
        Severity.ERROR,
        marked("Código que no corresponde al de arriba"),
        marked("El código {child} no empieza por {parent}, que es el del nivel de arriba."),
        marked("En el catálogo de la MGA cada código empieza por el de su sector, su programa y su producto."),
        marked("Revise cuál de los dos códigos es de otro producto o de otro programa."),
        source=marked("Catálogo de productos de la MGA (DNP)"),
    )
)
LOST_ZERO = declare(
    Sentences(
        "project.code_lost_zero",
        Severity.WARNING,
        marked("Código al que parece faltarle el cero inicial"),
        marked("El código {written} tiene un dígito menos de los que pide su nivel."),
        marked("Las hojas de cálculo quitan el cero inicial; sin él, el código es el de otro sector o el de ninguno."),
        marked("Si es un código del catálogo, escriba {suggestion}."),
        source=marked("Catálogo de productos de la MGA (DNP)"),
    )
)
LOCAL = declare(
    Sentences(
        "project.code_local",
        Severity.NOTICE,
        marked("Código propio de la entidad"),
        marked("El código {written} no tiene la forma del catálogo de la MGA en su nivel."),
        marked("Muchas entidades usan niveles propios; no es un error, pero quien lea de fuera no podrá buscarlo."),
        marked("Confirme que es un código propio; si debía ser el del catálogo, corríjalo."),
    )
)
CODES = marked("los códigos de los rubros")


def codes_of(row: BudgetCode) -> Iterator[tuple[str, str, CodeLevel | None]]:
    """The codes of a row from the highest down: (field, code, its official level or None for a level of the entity)."""
    yield "sector", row.sector.code, CodeLevel.SECTOR
    yield "programme", row.programme.code, CodeLevel.PROGRAMME
    yield "element", row.element.code, None
    yield "product", row.product.code, CodeLevel.PRODUCT
    yield "product_indicator", row.product_indicator.code, CodeLevel.PRODUCT_INDICATOR


def _path(at: int, field: str) -> Path:
    return ("budget_codes", at, field)


def _not_below(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for at, row in enumerate(sheet.budget_codes):
            official = [
                (field, read_code(code, level)) for field, code, level in codes_of(row) if level and code.strip()
            ]
            official = [(field, reading) for field, reading in official if reading.official]
            for number, ((_, above), (field, code)) in enumerate(pairwise(official)):
                # Under a code that is wrong itself, one that goes with the level above both is not accused again.
                highest = official[number - 1][1] if number else above
                told_above = extends(above, highest) is False and extends(code, highest)
                if extends(code, above) is False and not told_above:
                    facts = {"child": code.written, "parent": above.written}
                    yield finding(NOT_BELOW, place(_path(at, field)), None, **facts)

    return _with_codes(sheet, NOT_BELOW, found())


def _lost_zero(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for at, row in enumerate(sheet.budget_codes):
            for field, code, level in codes_of(row):
                reading = read_code(code, level) if level else None
                if reading and reading.shape is Shape.LOST_ZERO:
                    yield finding(LOST_ZERO, place(_path(at, field)), reading.official, written=reading.written)

    return _with_codes(sheet, LOST_ZERO, found())


def _local(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for at, row in enumerate(sheet.budget_codes):
            for field, code, level in codes_of(row):
                own = bool(code.strip()) if level is None else read_code(code, level).shape is Shape.LOCAL
                if own:
                    yield finding(LOCAL, place(_path(at, field)), None, written=code.strip())

    return _with_codes(sheet, LOCAL, found())


def _with_codes(sheet: ProjectSheet, sentences: Sentences, found: Iterable[Finding]) -> tuple[CheckResult, ...]:
    if not any(code for row in sheet.budget_codes for _, code, _ in codes_of(row)):
        return not_made(sentences, CODES)
    return asked(sentences, found)


CHECKS = ((NOT_BELOW, _not_below), (LOST_ZERO, _lost_zero), (LOCAL, _local))
