"""Numbers of the headings of a document (V05): two parts under the same number, "8.2." and again "8.2."."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import Announced, DocumentDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

TWICE = declare(
    Sentences(
        "document.section_number_twice",
        Severity.WARNING,
        marked("Dos partes con el mismo número"),
        marked("El número {number} lo llevan «{first}» y «{second}»."),
        marked("Una cita por número («véase {number}») lleva a dos lugares."),
        marked("Numere de nuevo las partes."),
    )
)
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?(?=\s|$)")


def _twice(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        first: dict[str, Announced] = {}
        for each in draft.announced:
            number = _NUMBER.match(each.named)
            if number is None or (each.path and isinstance(each.path[-1], int)):
                continue
            before = first.setdefault(number[1], each)
            if before is not each:
                names = {"first": before.named[:90], "second": each.named[:90]}
                yield finding(TWICE, each.places[0], number=number[1], **names)

    return asked(TWICE, found())


CHECKS = (DocumentCheck(TWICE, object, _twice),)
