"""Two projects with one code in a document (V05): what is reported for the code would go to both."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

TWICE = declare(
    Sentences(
        "document.project_code_twice",
        Severity.ERROR,
        marked("Dos proyectos con el mismo código"),
        marked("El proyecto «{name}» tiene el código {code}, que ya es de «{first}»."),
        marked("Las metas y el presupuesto se llevan por el código del proyecto; con uno solo para dos se mezclan."),
        marked("Compruebe los códigos en el banco de proyectos y corrija el que no es."),
    )
)


def _twice(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    if not draft.content.projects:
        return not_made(TWICE, marked("los proyectos de inversión"))

    def found() -> Iterator[Finding]:
        first: dict[str, int] = {}
        for at, project in enumerate(draft.content.projects):
            code = project.code.strip()
            if code and first.setdefault(code, at) != at:
                where = draft.where(("projects", at, "code"))
                other = draft.content.projects[first[code]].name[:120]
                yield finding(TWICE, where, name=project.name[:120], code=code, first=other)

    return asked(TWICE, found())


CHECKS = (DocumentCheck(TWICE, InstitutionalPlan, _twice),)
