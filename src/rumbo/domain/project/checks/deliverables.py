"""Deliverables against the evidence of the goals (V28): each promised once, in the same words, and none left open.

An item that ends in a colon and the item after it are one deliverable that was written on two lines.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from rumbo.domain.checks.reference import asked, finding, not_made
from rumbo.domain.project.checks.goals import shortened
from rumbo.domain.project.places import Path, Place
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.project.wording import nearest, same
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

NO_EVIDENCE = declare(
    Sentences(
        "project.deliverable_without_evidence",
        Severity.WARNING,
        marked("Entregable que ninguna meta promete"),
        marked(
            "El entregable «{deliverable}» no está entre las evidencias de las metas; la más parecida es «{nearest}»."
        ),
        marked("Con la evidencia se prueba el avance: si dice otra cosa que el entregable, no se sabrá cuál recibir."),
        marked("Use las mismas palabras en los dos lugares, o diga de qué meta es el entregable."),
    )
)
NOT_DELIVERED = declare(
    Sentences(
        "project.evidence_not_delivered",
        Severity.WARNING,
        marked("Evidencia que no está entre los entregables"),
        marked("La evidencia «{evidence}» no está en la lista de productos y entregables."),
        marked("Lo que se promete como prueba de una meta también es un producto del proyecto."),
        marked("Agréguela a los entregables, o quítela de la meta si ya no se entrega."),
    )
)
OPEN = declare(
    Sentences(
        "project.deliverable_left_open",
        Severity.NOTICE,
        marked("Entregable que queda en los dos puntos"),
        marked("«{deliverable}» anuncia algo y no dice nada más."),
        marked("Puede ser una línea partida en dos o un contenido que se perdió."),
        marked("Escriba en la misma línea lo que contiene."),
    )
)
UNKNOWN = "—"
Told = tuple[Path, str]


def _deliverables(sheet: ProjectSheet) -> list[Told]:
    told: list[Told] = []
    listed = list(enumerate(sheet.deliverables))
    joined: set[int] = set()
    for (at, text), (after, more) in pairwise([*listed, (-1, "")]):
        if at not in joined:
            opens = text.rstrip().endswith(":") and after > 0
            told.append((("deliverables", at), f"{text} {more}" if opens else text))
            joined |= {after} if opens else set()
    return told


def _evidence(sheet: ProjectSheet) -> Iterator[Told]:
    for at, activity in enumerate(sheet.activities):
        for number, goal in enumerate(activity.goals):
            for place, text in enumerate(goal.evidence):
                yield ("activities", at, "goals", number, "evidence", place), text


def _no_evidence(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    evidence = [text for _, text in _evidence(sheet)]
    if not evidence or not sheet.deliverables:
        return not_made(NO_EVIDENCE, marked("las evidencias de las metas y los entregables"))
    found: list[Finding] = []
    for path, text in _deliverables(sheet):
        if not any(same(text, each) for each in evidence):
            near = nearest(text, evidence) or UNKNOWN
            found.append(finding(NO_EVIDENCE, place(path), deliverable=shortened(text), nearest=shortened(near)))
    return asked(NO_EVIDENCE, found)


def _not_delivered(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    """Evidence that no deliverable says; where one nearly does, that is told of the deliverable."""
    listed = [text for _, text in _deliverables(sheet)]
    evidence = list(_evidence(sheet))
    if not evidence or not listed:
        return not_made(NOT_DELIVERED, marked("las evidencias de las metas y los entregables"))
    texts = [text for _, text in evidence]
    near = {nearest(text, texts) for text in listed if not any(same(text, each) for each in texts)}
    missing = ((path, text) for path, text in evidence if text not in near)
    return asked(
        NOT_DELIVERED,
        (
            finding(NOT_DELIVERED, place(path), evidence=shortened(text))
            for path, text in missing
            if not any(same(text, each) for each in listed)
        ),
    )


def _open(sheet: ProjectSheet, place: Place) -> Iterable[CheckResult]:
    if not sheet.deliverables:
        return not_made(OPEN, marked("los entregables"))
    return asked(
        OPEN,
        (
            finding(OPEN, place(("deliverables", at)), deliverable=shortened(text))
            for at, text in enumerate(sheet.deliverables)
            if text.rstrip().endswith(":")
        ),
    )


CHECKS = ((NO_EVIDENCE, _no_evidence), (NOT_DELIVERED, _not_delivered), (OPEN, _open))
