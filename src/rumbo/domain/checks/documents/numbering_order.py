"""Numbers of a list that stand out of their order (V05): "10" between "7" and "8". A note: nothing is missing."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.documents.numbering import numbered_lists
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

MOVED = declare(
    Sentences(
        "document.numbering_order",
        Severity.NOTICE,
        marked("Número fuera de su orden"),
        marked("El número {number} está entre {before} y {after}."),
        marked("No falta nada, pero quien busca por el número no lo encuentra donde espera."),
        marked("Póngalo en su orden si no está así a propósito."),
    )
)
EDGE = "—"


def _moved(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for path, numbers in numbered_lists(draft):
            in_order = _longest_rising([number for _, number in numbers])
            for place, (at, number) in enumerate(numbers):
                if place not in in_order:
                    before = numbers[place - 1][1] if place else EDGE
                    after = numbers[place + 1][1] if place + 1 < len(numbers) else EDGE
                    where = draft.where((*path, at, "number"))
                    yield finding(MOVED, where, number=number, before=before, after=after)

    return asked(MOVED, found())


def _longest_rising(values: Sequence[int]) -> frozenset[int]:
    """The positions of the longest run that never falls, so that what is left is what was moved."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int | None] = []
    for at, value in enumerate(values):
        size = bisect_left(tails, value + 1)
        before.append(ends[size - 1] if size else None)
        ends[size:] = [at, *ends[size + 1 :]]
        tails[size:] = [value, *tails[size + 1 :]]
    chosen: list[int] = []
    step = ends[-1] if ends else None
    while step is not None:
        chosen.append(step)
        step = before[step]
    return frozenset(chosen)


CHECKS = (DocumentCheck(MOVED, object, _moved),)
