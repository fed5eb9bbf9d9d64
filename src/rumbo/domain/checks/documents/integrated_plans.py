"""The integrated plans of a document against the list of those that a norm brings together: beyond it, and lacking."""

from collections.abc import Iterable, Iterator

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import CatalogueNames, Reference, asked, finding, not_made
from rumbo.domain.document import DocumentDraft, Path
from rumbo.domain.plan.institutional import InstitutionalPlan, IntegratedPlan
from rumbo.findings import CheckResult, Finding, Outcome, Sentences, Severity, declare, marked

LIST = "integrated_plans"
BEYOND = declare(
    Sentences(
        "document.plan_beyond_list",
        Severity.NOTICE,
        marked("Plan que no está en la lista de la norma"),
        marked("«{plan}» no es ninguno de los {count} de la lista «{title}»."),
        marked("La entidad puede integrar otros planes; conviene saber cuáles son y por qué están."),
        marked("No hay que hacer nada si el plan es de la entidad; si es uno de la lista, escriba su nombre."),
    )
)
LACKING = declare(
    Sentences(
        "document.plan_lacking",
        Severity.WARNING,
        marked("Falta un plan de la lista de la norma"),
        marked("«{plan}» no aparece entre los planes integrados."),
        marked("Está en la lista «{title}» ({source})."),
        marked("Inclúyalo, o diga por qué no aplica a la entidad."),
        passed=marked("{found} de {all}"),
    )
)
NO_PLANS = marked("los planes integrados, o la lista con que se comparan")


def _plans(draft: DocumentDraft[InstitutionalPlan]) -> Iterator[tuple[Path, IntegratedPlan]]:
    for at, owner in enumerate(draft.content.integrated_plans):
        for number, plan in enumerate(owner.plans):
            yield ("integrated_plans", at, "plans", number), plan


def _beyond(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    listed, plans = reference.catalogues.get(LIST), list(_plans(draft))
    if listed is None or not plans:
        return not_made(BEYOND, NO_PLANS)
    count, title = len(listed.names), listed.title
    return asked(
        BEYOND,
        (
            finding(BEYOND, draft.where(path), plan=plan.name, count=count, title=title)
            for path, plan in plans
            if plan.catalogue_code not in listed.names
        ),
    )


def _lacking(draft: DocumentDraft[InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    listed, plans = reference.catalogues.get(LIST), list(_plans(draft))
    if listed is None or not plans:
        return not_made(LACKING, NO_PLANS)
    have = {plan.catalogue_code for _, plan in plans}
    found = tuple(_told(draft, listed, code) for code in listed.names if code not in have)
    facts = {"found": len(listed.names) - len(found), "all": len(listed.names)}
    return (CheckResult(LACKING.code, Outcome.FOUND if found else Outcome.PASSED, found, facts=facts),)


def _told(draft: DocumentDraft[InstitutionalPlan], listed: CatalogueNames, code: str) -> Finding:
    facts = {"plan": listed.names[code], "title": listed.title, "source": listed.source}
    return finding(LACKING, draft.where(("integrated_plans",)), **facts)


CHECKS = (
    DocumentCheck(BEYOND, InstitutionalPlan, _beyond),
    DocumentCheck(LACKING, InstitutionalPlan, _lacking),
)
