"""Texts of a plan that were cut with dots: "con articulación intersectorial...". A note: the rest is elsewhere."""

import re
from collections.abc import Iterable, Iterator

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft, leaves
from rumbo.domain.plan.institutional import InstitutionalPlan
from rumbo.domain.plan.strategic import StrategicPlan
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

CUT = declare(
    Sentences(
        "document.text_cut",
        Severity.NOTICE,
        marked("Texto recortado con puntos suspensivos"),
        marked("El texto se corta en «{around}»."),
        marked("Una meta o un objetivo recortado no dice lo mismo que el que se aprobó."),
        marked("Escriba el texto completo, como está en el documento del que viene."),
    )
)
_DOTS = re.compile(r"(?<!etc)(?<!etcétera)\s?(?:\.{3,}|…)")
WORDS = 6


def _cut(draft: DocumentDraft[StrategicPlan | InstitutionalPlan], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for path, value in leaves(draft.content):
            dots = _DOTS.search(value) if isinstance(value, str) and path[0] != "sources" else None
            if dots:
                yield finding(CUT, draft.where(path), around=_around(value, dots))

    return asked(CUT, found())


def _around(text: str, dots: re.Match[str]) -> str:
    """Whole words on both sides of the cut."""
    before, after = text[: dots.start()].split()[-WORDS:], text[dots.end() :].split()[:WORDS]
    return " ".join(before) + dots[0] + " ".join(after)


CHECKS = tuple(DocumentCheck(CUT, kind, _cut) for kind in (StrategicPlan, InstitutionalPlan))
