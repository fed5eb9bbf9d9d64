"""The names of processes in the table of risks against those of the indicators: one process has one name.

Capital letters and accents make no other name. A row may be a project of the plan, which is told and no fault.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

OTHERWISE = declare(
    Sentences(
        "document.process_name_differs",
        Severity.NOTICE,
        marked("Un proceso escrito de dos maneras"),
        marked("«{name}» parece ser el proceso «{suggestion}»."),
        marked("Con dos nombres, los riesgos y los indicadores de un proceso no se encuentran entre sí."),
        marked("Escriba «{suggestion}», o confirme que es otro."),
    )
)
PROJECT = declare(
    Sentences(
        "document.project_among_processes",
        Severity.NOTICE,
        marked("Un proyecto entre los procesos"),
        marked("«{name}» es el proyecto {code}, no un proceso."),
        marked("Sus riesgos se cuentan en la tabla, pero no son de ninguno de los procesos."),
        marked("No hay que hacer nada si la tabla cuenta también riesgos de proyectos."),
    )
)
UNKNOWN = declare(
    Sentences(
        "document.process_unknown",
        Severity.WARNING,
        marked("Riesgos de un proceso que no está en el plan"),
        marked("«{name}» no es ningún proceso ni proyecto del documento."),
        marked("No se sabe de quién son esos riesgos, ni quién responde por ellos."),
        marked("Escriba el nombre del proceso como en los indicadores, o agregue el proceso que falta."),
    )
)
NO_RISKS = declare(
    Sentences(
        "document.process_without_risks",
        Severity.NOTICE,
        marked("Proceso sin fila en la tabla de riesgos"),
        marked("«{name}» tiene indicadores y no aparece en la tabla de riesgos."),
        marked("No se sabe si el proceso no tiene riesgos o si su fila se perdió."),
        marked("Agregue su fila, con cero si de verdad no tiene."),
    )
)
RESEMBLES = 86
NOTHING = marked("los procesos con sus indicadores, o la tabla de riesgos")
Draft = DocumentDraft[InstitutionalPlan]


@dataclass(frozen=True, slots=True)
class _Names:
    """What each row of the table names: (row, position of the process or project). `lone` are the rows that name
    nothing and `silent` the processes that no row names."""

    otherwise: tuple[tuple[int, int], ...]
    projects: tuple[tuple[int, int], ...]
    lone: tuple[int, ...]
    silent: tuple[int, ...]


def _names(plan: InstitutionalPlan, reference: Reference) -> _Names:
    rows = [reference.fold(each.name) for each in plan.risks]
    processes = [reference.fold(each.name) for each in plan.processes]
    projects = {reference.fold(each.name): at for at, each in enumerate(plan.projects)}
    left = [at for at, name in enumerate(rows) if name not in processes]
    of_projects = tuple((at, projects[rows[at]]) for at in left if rows[at] in projects)
    left = [at for at in left if rows[at] not in projects]
    free = [at for at, name in enumerate(processes) if name not in rows]
    pairs: list[tuple[int, int]] = []
    for _, row, process in sorted((-_alike(rows[r], processes[p]), r, p) for r in left for p in free):
        enough = _alike(rows[row], processes[process]) >= RESEMBLES
        if enough and row not in dict(pairs) and process not in {each for _, each in pairs}:
            pairs.append((row, process))
    paired = {process for _, process in pairs}
    return _Names(
        otherwise=tuple(sorted(pairs)),
        projects=of_projects,
        lone=tuple(at for at in left if at not in dict(pairs)),
        silent=tuple(at for at in free if at not in paired),
    )


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> int:
    """How many of a hundred letters of two names stand in both, in the same order."""
    common = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return 200 * common // (len(one) + len(other)) if common else 0


def _asking(sentences: Sentences) -> DocumentCheck:
    """The check of one kind of difference between the names."""

    def asks(draft: Draft, reference: Reference) -> Iterable[CheckResult]:
        if not draft.content.processes or not draft.content.risks:
            return not_made(sentences, NOTHING)
        names = _names(draft.content, reference)
        return asked(sentences, (each for each in _told(draft, names) if each.code == sentences.code))

    return DocumentCheck(sentences, InstitutionalPlan, asks)


def _told(draft: Draft, names: _Names) -> Iterator[Finding]:
    plan = draft.content
    for row, process in names.otherwise:
        where = draft.where(("risks", row, "name"))
        yield finding(OTHERWISE, where, plan.processes[process].name, name=plan.risks[row].name)
    for row, project in names.projects:
        where = draft.where(("risks", row, "name"))
        yield finding(PROJECT, where, name=plan.risks[row].name, code=plan.projects[project].code)
    for row in names.lone:
        yield finding(UNKNOWN, draft.where(("risks", row, "name")), name=plan.risks[row].name)
    for process in names.silent:
        where = draft.where(("processes", process, "name"))
        yield finding(NO_RISKS, where, name=plan.processes[process].name)


CHECKS = tuple(_asking(each) for each in (OTHERWISE, PROJECT, UNKNOWN, NO_RISKS))
