"""What was found in a document, and what people decided about it: the same for a table and for a document of parts."""

import hashlib
from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from rumbo.apps.intake.models import CellDecision, DecisionKind
from rumbo.findings import Finding, Sentences, Severity, declare, marked, word

Place = tuple[str, str, str, str]
"""The code of a finding, its part, its cell, and a mark of what it says."""

TEXT_TOO_LONG = declare(
    Sentences(
        code="intake.text_too_long",
        severity=Severity.ERROR,
        title=marked("Texto demasiado largo"),
        what=marked("El texto tiene {length} caracteres; en este dato caben {most}."),
        why=marked("Un texto tan largo suele ser de otra columna, o varias celdas que se pegaron en una."),
        how=marked("Corrija la celda: deje el nombre, y lleve la explicación a donde corresponda."),
    )
)

QUANTITY_TOO_LARGE = declare(
    Sentences(
        code="intake.quantity_too_large",
        severity=Severity.ERROR,
        title=marked("Número demasiado grande"),
        what=marked("La meta de la acción {number} no cabe en el sistema."),
        why=marked("Suele ser un código o un valor en pesos que quedó en la columna de la meta."),
        how=marked("Revise la cifra y la unidad de medida."),
    )
)


ANNUALIZATION_UNKNOWN = declare(
    Sentences(
        code="intake.annualization_unknown",
        severity=Severity.ERROR,
        title=marked("Tipo de anualización que no se conoce"),
        what=marked("La meta «{target}» dice «{text}», que no es ningún tipo de anualización."),
        why=marked("De ese tipo depende cómo los reportes de cada año llegan a la meta de todos; no se supone."),
        how=marked("Escriba uno de estos: {known}."),
    )
)

ANNUALIZATION_UNSAID = declare(
    Sentences(
        code="intake.annualization_unsaid",
        severity=Severity.ERROR,
        title=marked("Falta el tipo de anualización"),
        what=marked("El documento no dice cómo se anualiza la meta «{target}»."),
        why=marked("De ese tipo depende cómo los reportes de cada año llegan a la meta de todos; no se supone."),
        how=marked("Escriba uno de estos: {known}. Donde los años lo dicen por sí solos, se sugiere."),
    )
)


SHEET_WITHOUT_NAME = declare(
    Sentences(
        code="intake.sheet_without_name",
        severity=Severity.ERROR,
        title=marked("Una hoja no dice qué indicador es"),
        what=marked("Una hoja de vida del documento no tiene el nombre del indicador."),
        why=marked("Sin nombre nadie lo encuentra, y no se sabe si la entidad ya lo tiene."),
        how=marked("Escriba el nombre del indicador."),
    )
)


WORD_UNKNOWN = declare(
    Sentences(
        code="intake.word_unknown",
        severity=Severity.ERROR,
        title=marked("Ese dato sale de una lista"),
        what=marked("El documento dice «{text}», que no está en la lista de ese dato."),
        why=marked("De él depende cada cuánto se reporta o cómo se calcula el indicador; no se supone."),
        how=marked("Escriba uno de estos, o déjelo vacío: {known}."),
    )
)


UNBENDING = frozenset(
    {
        TEXT_TOO_LONG.code,
        QUANTITY_TOO_LARGE.code,
        ANNUALIZATION_UNKNOWN.code,
        ANNUALIZATION_UNSAID.code,
        SHEET_WITHOUT_NAME.code,
        WORD_UNKNOWN.code,
        "layout.cash_programme",
        "layout.procurement_plan",
        "layout.not_recognised",
        "layout.no_lines",
        "layout.statement_missing",
    }
)
"""Findings that no reason sets aside: there is nowhere to write what they speak of."""


@dataclass(frozen=True)
class Decided(ABC):
    """What was found, and what people decided about it. `overruled` maps what was overruled to the decision."""

    overruled: Mapping[Place, CellDecision]

    @property
    @abstractmethod
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found, overruled or not."""

    @cached_property
    def open_findings(self) -> tuple[Finding, ...]:
        """What nobody has mended or overruled."""
        return tuple(each for each in self.findings if self.decision_on(each) is None)

    @cached_property
    def open_by_code(self) -> Mapping[str, list[Finding]]:
        """The same by their code: of a large document there are tens of thousands, of few codes."""
        found: defaultdict[str, list[Finding]] = defaultdict(list)
        for each in self.open_findings:
            found[each.code].append(each)
        return found

    def open_errors(self) -> tuple[Finding, ...]:
        """The errors that stand in the way: neither mended nor overruled."""
        return tuple(each for each in self.open_findings if each.severity == Severity.ERROR)

    def decision_on(self, finding: Finding) -> CellDecision | None:
        """The decision by which a person said, with a reason, that the document is right."""
        if finding.code in UNBENDING or finding.code not in self._overruled_codes:
            return None
        return self.overruled.get(place_of(finding))

    @cached_property
    def _overruled_codes(self) -> frozenset[str]:
        """Asked first, for each of thousands of findings: marking a finding costs more than looking up its code."""
        return frozenset(code for code, *_ in self.overruled)

    def at(self, code: str, part: str, cell: str, mark: str) -> Finding | None:
        """The open finding that a screen showed, or None when it is no longer there."""
        wanted = (code, part, cell, mark)
        return next((each for each in self.open_findings if place_of(each) == wanted), None)


def place_of(finding: Finding) -> Place:
    """What a decision about a finding is kept by: its code, its place, and a mark of what it says."""
    where = finding.where
    return (finding.code, where.part if where else "", where.cell if where else "", mark_of(finding))


def mark_of(finding: Finding) -> str:
    """Tells a finding from another of the same code in the same cell: sixteen digits of what it says."""
    return hashlib.sha256(word(finding).what.encode()).hexdigest()[:16]


def overruled_in(decisions: Iterable[CellDecision]) -> dict[Place, CellDecision]:
    """`field` holds the cell as the finding names it, for a finding that was overruled."""
    return {(d.finding, d.part, d.field, d.fingerprint): d for d in decisions if d.kind == DecisionKind.OVERRULED}
