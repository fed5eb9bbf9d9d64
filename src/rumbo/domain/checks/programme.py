"""A follow-up within the year needs what was programmed for that part of the year (rule 1.4)."""

import re
from collections.abc import Iterable

from rumbo.domain.checks.narratives import FOLLOWUP
from rumbo.domain.checks.progress import NOTHING_REPORTED
from rumbo.domain.checks.reference import Check, Reference, asked, finding, lacking, not_made, without
from rumbo.domain.followup.states import NotProgrammed
from rumbo.domain.plan.draft import PlanDraft
from rumbo.findings import CheckResult, Sentences, Severity, Where, declare, marked
from rumbo.findings.types import Fact

NO_PROGRAMME = declare(
    Sentences(
        "followup.no_programme",
        Severity.WARNING,
        marked("Seguimiento por periodos sin programación por periodo"),
        marked(
            "El documento sigue el periodo {ordinal} de {fiscal_year} ({periodicity}), pero solo trae la meta anual."
        ),
        marked("Sin lo programado para el periodo, el porcentaje dice qué parte del año se hizo, no si se cumplió."),
        marked("Programe cada meta por periodo y agregue las columnas al plan antes de seguirlo."),
    )
)
UNREADABLE = declare(
    Sentences(
        "followup.programme_unreadable",
        Severity.ERROR,
        marked("Programación que no se puede leer"),
        marked("«{written}» no es una cantidad, ni dice que en el periodo no se programó nada."),
        marked("Lo programado que no se puede leer quedaría como no programado, y nada se esperaría de la acción."),
        marked("Escriba la cantidad del periodo, o «No programado» si en él no se espera nada."),
    )
)
NOTHING_PROMISED = NOTHING_REPORTED | {"np", "n.p.", "n/p", "no programado", "no programada", "n/a", "na", "no aplica"}
"""What people write, in lower case, where nothing was promised for the period."""
_PROGRAMMED = re.compile(r"program|\btrim|\bsem(?:estre)?\b|\bbim|\bcuatrim|\bq[1-4]\b|\bt[1-4]\b", re.IGNORECASE)


def _programme(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    period = draft.matrix.period
    if not draft.has("progress") and not draft.has("narrative"):
        return not_made(NO_PROGRAMME, FOLLOWUP)
    if period is None:
        return not_made(NO_PROGRAMME, marked("el periodo que sigue el documento"))
    if period.periodicity == "anual" or draft.has("programmed") or any(_has_programme(draft)):
        return asked(NO_PROGRAMME, ())
    block = draft.blocks[0]
    column = block.column_of("progress") or block.columns[-1]
    cell = block.locate(block.header_row, column.column)
    where = Where(draft.source.file, draft.source.digest, block.part, cell, column.header)
    facts: dict[str, Fact] = {
        "periodicity": period.periodicity,
        "ordinal": period.ordinal,
        "fiscal_year": period.fiscal_year,
    }
    return asked(NO_PROGRAMME, [finding(NO_PROGRAMME, where, None, **facts)])


def _has_programme(draft: PlanDraft) -> Iterable[bool]:
    """Whether a column that is no field of the plan looks like the programme of a period."""
    labels = (column.header.split(" › ")[-1] for block in draft.blocks for column in block.columns if not column.field)
    return (_PROGRAMMED.search(label) is not None for label in labels)


def _unreadable(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "programmed"):
        return without(UNREADABLE, missing)
    return asked(
        UNREADABLE,
        (
            finding(UNREADABLE, draft.where(at, "programmed"), written=written)
            for at, amount in enumerate(draft.matrix.programmed)
            if isinstance(amount, NotProgrammed)
            and (written := draft.written(at, "programmed"))
            and written.strip().casefold() not in NOTHING_PROMISED
        ),
    )


CHECKS = (Check(NO_PROGRAMME, _programme), Check(UNREADABLE, _unreadable))
