"""Parts that the document announces and leaves empty (V26): a heading with nothing under it."""

from collections.abc import Iterable
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft
from rumbo.findings import CheckResult, Sentences, Severity, declare, marked

EMPTY = declare(
    Sentences(
        "document.announced_empty",
        Severity.WARNING,
        marked("Parte anunciada y vacía"),
        marked("«{heading}» no tiene nada debajo."),
        marked("Un título sin contenido deja en duda si no hay nada que decir o si se perdió al copiar."),
        marked("Escriba lo que falta, o retire el título."),
    )
)


def _empty(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    return asked(
        EMPTY,
        (finding(EMPTY, each.places[0], heading=each.named[:120]) for each in draft.announced if not each.filled),
    )


CHECKS = (DocumentCheck(EMPTY, object, _empty),)
