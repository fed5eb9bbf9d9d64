"""What every action owes: a numeric target, somebody who answers for it, and a known periodicity (V10, V13)."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, lacking, not_made, without
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

NOT_NUMERIC = declare(
    Sentences(
        "plan.target_not_numeric",
        Severity.ERROR,
        marked("La meta no es un número"),
        marked("«{written}» no se pudo leer como cantidad (hasta cuatro decimales)."),
        marked("Una meta que no es número no se puede medir."),
        marked("Escriba solo la cantidad; la unidad va en su columna y la explicación en el indicador."),
    )
)
TARGET_MISSING = declare(
    Sentences(
        "plan.target_missing",
        Severity.WARNING,
        marked("Acción sin meta"),
        marked("La acción {number} no dice cuánto se hará."),
        marked("Sin meta no hay con qué comparar el avance."),
        marked("Escriba la cantidad que se hará en la vigencia."),
    )
)
RESPONSIBLE_MISSING = declare(
    Sentences(
        "plan.responsible_missing",
        Severity.ERROR,
        marked("Acción sin responsable"),
        marked("La acción {number} no dice qué dependencia responde."),
        marked("Lo que no es de nadie no se reporta."),
        marked("Escriba la dependencia responsable; si son varias, primero la que reporta."),
        source=marked("Ley 1474 de 2011, artículo 74"),
    )
)
PERIODICITY_UNKNOWN = declare(
    Sentences(
        "plan.periodicity_unknown",
        Severity.WARNING,
        marked("Periodicidad desconocida"),
        marked("«{written}» no es una periodicidad conocida."),
        marked("De la periodicidad sale el calendario de reportes de la acción."),
        marked("Escriba Mensual, Bimestral, Trimestral, Cuatrimestral, Semestral o Anual."),
    )
)


def _numeric(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    there = [name for name in ("quantity", "serves.quantity") if draft.has(name)]
    if not there:
        return without(NOT_NUMERIC, lacking(draft, reference, "quantity"))

    def found() -> Iterator[Finding]:
        for at, line in enumerate(draft.matrix.lines):
            for name in there:
                read = line.quantity if name == "quantity" else line.serves and line.serves.quantity
                if read is None and (written := draft.written(at, name)):
                    yield finding(NOT_NUMERIC, draft.where(at, name), written=written)

    return asked(NOT_NUMERIC, found())


def _missing_target(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "quantity"):
        return without(TARGET_MISSING, missing)
    return asked(
        TARGET_MISSING,
        (
            finding(TARGET_MISSING, draft.where(at, "quantity"), number=called(line))
            for at, line in enumerate(draft.matrix.lines)
            if line.quantity is None and not draft.written(at, "quantity")
        ),
    )


def _responsible(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "units"):
        return without(RESPONSIBLE_MISSING, missing)
    return asked(
        RESPONSIBLE_MISSING,
        (
            finding(RESPONSIBLE_MISSING, draft.where(at, "units"), number=called(line))
            for at, line in enumerate(draft.matrix.lines)
            if not line.units
        ),
    )


def _periodicity(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "periodicity"):
        return without(PERIODICITY_UNKNOWN, missing)
    names = reference.catalogues.get("periodicity")
    if names is None:
        return not_made(PERIODICITY_UNKNOWN, marked("el catálogo de periodicidades"))
    unknown = {text for text in {line.periodicity for line in draft.matrix.lines} if text and not names.code_of(text)}
    return asked(
        PERIODICITY_UNKNOWN,
        (
            finding(PERIODICITY_UNKNOWN, draft.where(at, "periodicity"), written=line.periodicity)
            for at, line in enumerate(draft.matrix.lines)
            if line.periodicity in unknown
        ),
    )


CHECKS = (
    Check(NOT_NUMERIC, _numeric),
    Check(TARGET_MISSING, _missing_target),
    Check(RESPONSIBLE_MISSING, _responsible),
    Check(PERIODICITY_UNKNOWN, _periodicity),
)
