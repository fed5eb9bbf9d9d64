"""The targets of a document of several parts as lines that continue those of the version in force, like a matrix's."""

from dataclasses import dataclass

from rumbo.apps.intake.bridge import DocumentReading
from rumbo.apps.intake.models import Intake, Question
from rumbo.apps.intake.queries.answers import answers_to
from rumbo.apps.intake.queries.one_target import listed_targets, term_targets
from rumbo.apps.plans.bridge.strategic import shared_groups
from rumbo.domain.document import Path, at
from rumbo.domain.plan.matrix import Matrix, PlanLine
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """The lines of a document with the path of each. A target that stands in several places is one line; those that a
    person said to be different targets follow at the end, so that no other line moves."""

    matrix: Matrix
    paths: tuple[Path, ...]


def lines_of_document(intake: Intake, reading: DocumentReading) -> DocumentLines:
    """What the document says of its targets, line by line."""
    content = reading.content
    targets = listed_targets(content)
    groups = list(shared_groups(term_targets(content), folded))
    again = {path for paths in groups for path in paths[1:]}
    said = answers_to(intake, reading.rows) if again else {}
    apart = {path for (question, path), row in said.items() if question == Question.SHARED and row.choice == DIFFERENT}
    tail = [path for paths in groups if pointer(paths[0]) in apart for path in paths[1:]]
    paths = (*(path for path in targets if path not in again), *tail)
    lines = tuple(_line(content, path, targets[path].statement, str(number)) for number, path in enumerate(paths, 1))
    return DocumentLines(Matrix(intake.layout, fiscal_year=getattr(content, "fiscal_year", None), lines=lines), paths)


def _line(content: object, path: Path, statement: str, number: str) -> PlanLine:
    """A target as a line: its number as printed, the words of its level."""
    target, above = at(content, path), at(content, path[:-2])
    stated = getattr(target, "target", None)
    return PlanLine(
        number=target.number or number,
        statement=statement,
        indicator=statement,
        measure_unit=stated.measure_unit if stated else "",
        quantity=stated.quantity if stated else target.term,
        objective=getattr(above, "statement", "") or getattr(above, "name", ""),
    )
