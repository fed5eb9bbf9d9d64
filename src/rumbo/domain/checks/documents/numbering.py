"""Numbers of the records of a document (V05): none twice, none left out.

A list counts as numbered when it begins with 1 and mostly goes on by one; codes ("321", "543") are no numbering, and a
list that begins at 1 again is another one.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from rumbo.domain.checks.documents.asking import DocumentCheck
from rumbo.domain.checks.reference import Reference, asked, finding
from rumbo.domain.document import DocumentDraft, Path, records
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

GAP = declare(
    Sentences(
        "document.numbering_gap",
        Severity.WARNING,
        marked("Falta un número en la lista"),
        marked("La numeración llega a {last} y no tiene {missing}."),
        marked("Un número que falta hace pensar en algo borrado o perdido al copiar."),
        marked("Recupere lo que falta, o diga que se retiró y por qué."),
    )
)
TWICE = declare(
    Sentences(
        "document.numbering_twice",
        Severity.WARNING,
        marked("Número repetido en la lista"),
        marked("El número {number} ya está en otro lugar ({first})."),
        marked("Lo que se cita por su número tiene que ser uno solo."),
        marked("Dé a cada cosa un número propio."),
    )
)


def numbered_lists(draft: DocumentDraft[Any]) -> Iterator[tuple[Path, list[tuple[int, int]]]]:
    """The numbered lists of a document: their path, and (position, number) of what has a number."""
    for path, listed in records(draft.content):
        texts = [_number(each) for each in listed]
        numbers = [(at, int(text)) for at, text in enumerate(texts) if text.isdecimal() and len(text) < 4]
        for run in _runs(numbers):
            values = sorted(number for _, number in run)
            if len(values) > 1 and values[0] == 1 and values[-1] < 2 * len(values) + 1 and _goes_by_one(values):
                yield path, run


def _number(record: Any) -> str:
    """The number of a record in its list; one that ends the code of a plan is the number it has in that plan."""
    number = str(getattr(record, "number", "")).strip(" .)")
    return "" if number and getattr(record, "plan_code", "").endswith(number) else number


def _runs(numbers: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The numbers, anew where they begin at 1 again, as the steps of one goal after those of another."""
    run: list[tuple[int, int]] = []
    for at, number in numbers:
        if number == 1 and len(run) > 1:
            yield run
            run = []
        run.append((at, number))
    yield run


def _goes_by_one(values: list[int]) -> bool:
    steps = [after - before for before, after in pairwise(values)]
    return 2 * sum(step <= 1 for step in steps) >= len(steps)


def _gaps(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for path, numbers in numbered_lists(draft):
            have = {number for _, number in numbers}
            missing = [str(number) for number in range(1, max(have)) if number not in have]
            if missing:
                after = next(at for at, number in numbers if number > int(missing[0]))
                where = draft.where((*path, after, "number"))
                yield finding(GAP, where, last=max(have), missing=", ".join(missing))

    return asked(GAP, found())


def _twice(draft: DocumentDraft[Any], reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        for path, numbers in numbered_lists(draft):
            first: dict[int, int] = {}
            for at, number in numbers:
                if first.setdefault(number, at) != at:
                    cell = draft.where((*path, first[number], "number")).cell
                    yield finding(TWICE, draft.where((*path, at, "number")), number=number, first=cell)

    return asked(TWICE, found())


CHECKS = (DocumentCheck(GAP, object, _gaps), DocumentCheck(TWICE, object, _twice))
