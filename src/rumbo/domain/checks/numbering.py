"""Numbers of actions: none twice, none left out (V05); statements: none twice; one served target, one figure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rumbo.domain.checks.reference import Check, Reference, asked, called, finding, lacking, without
from rumbo.domain.plan.draft import PlanDraft
from rumbo.domain.plan.matrix import PlanLine
from rumbo.findings import CheckResult, Finding, Sentences, Severity, declare, marked

GAP = declare(
    Sentences(
        "plan.numbering_gap",
        Severity.WARNING,
        marked("Salto en la numeración"),
        marked("Después de la acción {before} sigue la {number}."),
        marked("Un número que falta hace pensar en una acción borrada o perdida al copiar."),
        marked("Recupere la acción que falta, o renumere y diga en el acta que se retiró."),
    )
)
DUPLICATE = declare(
    Sentences(
        "plan.numbering_duplicate",
        Severity.ERROR,
        marked("Número de acción repetido"),
        marked("El número {number} ya es de otra acción ({first})."),
        marked("Los reportes y los actos citan la acción por su número."),
        marked("Dé a cada acción un número propio."),
    )
)
STATEMENT_TWICE = declare(
    Sentences(
        "plan.duplicate_statement",
        Severity.WARNING,
        marked("Acción repetida"),
        marked("La acción {number} dice lo mismo, con el mismo indicador, que la {first}."),
        marked("Lo que está dos veces se mide y se cuenta dos veces."),
        marked("Deje una sola, o diga en qué se distinguen."),
    )
)
SERVED_DIFFERS = declare(
    Sentences(
        "plan.served_target_differs",
        Severity.WARNING,
        marked("Un mismo indicador con metas distintas"),
        marked("«{indicator}» tiene aquí la meta {quantity}; en la acción {first} tiene {other}."),
        marked("El indicador del plan institucional es uno solo y su meta también."),
        marked("Deje la misma meta en todas las acciones que sirven a ese indicador."),
    )
)


def _number(text: str) -> int | None:
    bare = text.strip().rstrip(".)")
    return int(bare) if bare.isdecimal() else None


def _gaps(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "number"):
        return without(GAP, missing)

    def found() -> Iterator[Finding]:
        before: int | None = None
        for at, line in enumerate(draft.matrix.lines):
            number = _number(line.number)
            if number is not None and before is not None and number > before + 1:
                yield finding(GAP, draft.where(at, "number"), before=before, number=number)
            before = number if number is not None else before

    return asked(GAP, found())


def _duplicates(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "number"):
        return without(DUPLICATE, missing)

    def found() -> Iterator[Finding]:
        first: dict[tuple[int, str], int] = {}
        for at, (line, count) in enumerate(zip(draft.matrix.lines, _counts(draft.matrix.lines), strict=True)):
            key = (count, line.number)
            if line.number and first.setdefault(key, at) != at:
                cell = draft.where(first[key], "number").cell
                yield finding(DUPLICATE, draft.where(at, "number"), number=line.number, first=cell)

    return asked(DUPLICATE, found())


def _counts(lines: Sequence[PlanLine]) -> Iterator[int]:
    """For each line, which count its number belongs to: a level may count from one again, as where every sheet of a
    workbook numbers its own actions; a single one out of turn does not begin a count."""
    count = 0
    for at, line in enumerate(lines):
        before, after = lines[at - 1] if at else line, lines[at + 1] if at + 1 < len(lines) else line
        anew = _number(line.number) == 1 and _level(line) != _level(before)
        if anew and (_number(after.number) == 2 or _level(after) != _level(line)):
            count += 1
        yield count


def _level(line: PlanLine) -> tuple[str, str]:
    return line.objective, line.programme


def _statements(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    def found() -> Iterator[Finding]:
        first: dict[tuple[str, str], int] = {}
        for at, line in enumerate(draft.matrix.lines):
            key = (reference.fold(line.statement), reference.fold(line.indicator))
            if key[0] and first.setdefault(key, at) != at:
                earlier = called(draft.matrix.lines[first[key]])
                yield finding(STATEMENT_TWICE, draft.where(at, "statement"), number=called(line), first=earlier)

    return asked(STATEMENT_TWICE, found())


def _served(draft: PlanDraft, reference: Reference) -> Iterable[CheckResult]:
    if missing := lacking(draft, reference, "serves.indicator", "serves.quantity"):
        return without(SERVED_DIFFERS, missing)

    def found() -> Iterator[Finding]:
        seen: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for at, line in enumerate(draft.matrix.lines):
            if line.serves and line.serves.indicator:
                seen[line.objective, line.programme, line.serves.indicator].append(at)
        for (_, _, indicator), lines in seen.items():
            for at in lines[1:]:
                if draft.matrix.lines[at].serves != draft.matrix.lines[lines[0]].serves:
                    facts = {"first": draft.matrix.lines[lines[0]].number, "indicator": indicator}
                    facts |= {"quantity": _target(draft, at), "other": _target(draft, lines[0])}
                    yield finding(SERVED_DIFFERS, draft.where(at, "serves.quantity"), **facts)

    return asked(SERVED_DIFFERS, found())


def _target(draft: PlanDraft, at: int) -> str:
    return f"{draft.written(at, 'serves.quantity')} {draft.written(at, 'serves.measure_unit')}".strip() or "—"


CHECKS = (
    Check(GAP, _gaps),
    Check(DUPLICATE, _duplicates),
    Check(STATEMENT_TWICE, _statements),
    Check(SERVED_DIFFERS, _served),
)
