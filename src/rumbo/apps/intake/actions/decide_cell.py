"""A person mends a cell, accepts what a finding suggests, or says with a reason that the document is right."""

from collections.abc import Iterable, Mapping
from typing import Any

from rumbo.apps.audit.actor import Actor
from rumbo.apps.audit.doorway import Refused, doorway, somebody_was_faster
from rumbo.apps.intake.actions.moving import settling
from rumbo.apps.intake.bridge import (
    Cell,
    Reading,
    anything_read,
    is_document,
    is_table,
    place_of,
    reading_of,
    replaced_text,
    table_reading_of,
)
from rumbo.apps.intake.models import CellDecision, Continuity, DecisionKind, Intake
from rumbo.findings import Finding, Sentences, Severity, declare, marked
from rumbo.notation.text import clean_text, refused_characters

REASON_MISSING = declare(
    Sentences(
        code="intake.reason_missing",
        severity=Severity.ERROR,
        title=marked("Falta la razón"),
        what=marked("No se escribió la razón de la decisión."),
        why=marked("Quien lea el plan dentro de dos años necesita saber qué se vio y por qué se decidió así."),
        how=marked("Escriba la razón en una frase y guarde de nuevo."),
    )
)

UNFIT_TEXT = declare(
    Sentences(
        code="intake.refused_characters",
        severity=Severity.ERROR,
        title=marked("Caracteres que no se pueden guardar"),
        what=marked("El texto trae caracteres invisibles que no se aceptan: {characters}."),
        why=marked("Suelen llegar al copiar de otro programa y dañan los archivos que se publican."),
        how=marked("Bórrelos, o copie el texto primero en un editor sencillo y de allí a la celda."),
    )
)

YEAR_UNFIT = declare(
    Sentences(
        code="intake.year_unfit",
        severity=Severity.ERROR,
        title=marked("La vigencia no es un año"),
        what=marked("«{text}» no es un año entre 2000 y 2099."),
        why=marked("De la vigencia dependen los periodos y las metas del año."),
        how=marked("Escriba el año con cuatro cifras, por ejemplo 2024."),
    )
)

NOTHING_TO_ACCEPT = declare(
    Sentences(
        code="intake.nothing_to_accept",
        severity=Severity.ERROR,
        title=marked("No hay sugerencia que aceptar"),
        what=marked("Este hallazgo no trae una sugerencia que se pueda escribir sola en la celda."),
        why=marked("Escribirla a ciegas podría borrar lo demás que dice la celda."),
        how=marked("Corrija la celda a mano."),
    )
)


@doorway("intake.cell.decide")
def correct_cells(
    actor: Actor, intake: Intake, texts: Mapping[Cell, str], *, edit: int | None = None
) -> list[CellDecision]:
    """What cells should say; those that already say it are left alone."""
    settling(intake, edit)
    if is_table(intake):
        return _correct_table(actor, intake, texts)
    reading = reading_of(intake)
    changed = {cell: said for cell, text in texts.items() if (said := fit(text)) != clean_text(reading.text_at(cell))}
    kept = [
        decide(actor, intake, cell, _field_of(reading, cell), DecisionKind.CORRECTED, said)
        for cell, said in changed.items()
    ]
    _forget_moved_lines(intake, reading)
    return kept


def _correct_table(actor: Actor, intake: Intake, texts: Mapping[Cell, str]) -> list[CellDecision]:
    reading = table_reading_of(intake)
    if reading is None:
        raise somebody_was_faster()
    changed = {cell: said for cell, text in texts.items() if (said := fit(text)) != clean_text(reading.text_at(cell))}
    return [decide(actor, intake, cell, "", DecisionKind.CORRECTED, said) for cell, said in changed.items()]


@doorway("intake.cell.decide")
def describe_document(
    actor: Actor, intake: Intake, about: Mapping[str, str], *, edit: int | None = None
) -> list[CellDecision]:
    """What the document should say of itself: its "objective", "version" and "fiscal_year" (four digits)."""
    settling(intake, edit)
    year = about.get("fiscal_year", "").strip()
    if year and not (year.isascii() and year.isdecimal() and len(year) == 4 and year.startswith("20")):
        raise refused_for(YEAR_UNFIT, text=year)
    matrix = reading_of(intake).matrix
    now = {"objective": matrix.objective, "version": matrix.version, "fiscal_year": str(matrix.fiscal_year or "")}
    changed = {name: fit(text) for name, text in about.items() if name in now and fit(text) != clean_text(now[name])}
    return [decide(actor, intake, ("", 0, 0), name, DecisionKind.CORRECTED, text) for name, text in changed.items()]


@doorway("intake.cell.decide")
def accept_suggestion(
    actor: Actor, intake: Intake, *, code: str, part: str, cell: str, fingerprint: str, edit: int | None = None
) -> CellDecision:
    """The cell says what the finding at that place suggests; when the finding is gone, somebody was faster."""
    settling(intake, edit)
    reading = reading_of(intake)
    finding = reading.at(code, part, cell, fingerprint)
    if finding is None or finding.where is None:
        raise somebody_was_faster()
    text, spot = reading.suggested_text(finding), reading.spot(finding.where)
    if text is None or spot is None:
        raise refused_for(NOTHING_TO_ACCEPT)
    return decide(actor, intake, spot, _field_of(reading, spot), DecisionKind.ACCEPTED, text)


@doorway("intake.cell.decide")
def accept_suggestions(actor: Actor, intake: Intake, *, code: str, edit: int | None = None) -> int:
    """Accepts what every open finding of a code suggests, cell by cell; tells how many cells changed."""
    settling(intake, edit)
    reading = reading_of(intake)
    texts: dict[Cell, str] = {}
    for finding in reading.open_findings:
        spot = reading.spot(finding.where) if finding.code == code and finding.suggestion and finding.where else None
        if spot is not None:
            text = replaced_text(texts.get(spot, reading.text_at(spot)), finding)
            texts |= {spot: text} if text is not None else {}
    rows = []
    for (part, row, column), text in texts.items():
        place = {"part": part, "row": row, "column": column, "field": _field_of(reading, (part, row, column))}
        rows.append(CellDecision(**_by(actor, intake), **place, kind=DecisionKind.ACCEPTED, text=text))
    _keep_all(rows)
    return len(rows)


@doorway("intake.cell.decide")
def overrule_finding(
    actor: Actor,
    intake: Intake,
    *,
    code: str,
    part: str,
    cell: str,
    fingerprint: str,
    reason: str,
    edit: int | None = None,
) -> CellDecision:
    """The document stays as it is although a finding speaks against it. `cell` is the place the finding names."""
    why = given_reason(reason)
    settling(intake, edit)
    finding = anything_read(intake).at(code, part, cell, fingerprint)
    if finding is None:
        raise somebody_was_faster()
    return _overrule(actor, intake, finding, why)


@doorway("intake.cell.decide")
def overrule_findings(actor: Actor, intake: Intake, *, code: str, reason: str, edit: int | None = None) -> int:
    """Leaves everything as it is that open findings of a code speak of, for one reason; tells how many."""
    why = given_reason(reason)
    settling(intake, edit)
    places = dict.fromkeys(place_of(each) for each in anything_read(intake).open_findings if each.code == code)
    _keep_all(
        CellDecision(
            **_by(actor, intake),
            part=part,
            field=cell,
            finding=code,
            fingerprint=mark,
            kind=DecisionKind.OVERRULED,
            reason=why,
        )
        for _, part, cell, mark in places
    )
    return len(places)


@doorway("intake.cell.forget")
def forget_decision(actor: Actor, intake: Intake, uid: str, *, edit: int | None = None) -> None:
    """Takes a decision back: the cell says again what the file says. The trail keeps what was decided."""
    settling(intake, edit)
    before = None if is_document(intake) or is_table(intake) else reading_of(intake)
    # A record that was added or taken out is given back by `restore_row`.
    decided = CellDecision.objects.filter(intake=intake, uid=uid)
    if not decided.exclude(kind__in=[DecisionKind.ADDED, DecisionKind.REMOVED, DecisionKind.WITHDRAWN]).delete()[0]:
        raise somebody_was_faster()
    if before is not None:
        _forget_moved_lines(intake, before)


def _forget_moved_lines(intake: Intake, before: Reading) -> None:
    """A decision that makes or unmakes a line moves those after it: what was said of lines by their place is asked
    again."""
    if reading_of(intake).line_at != before.line_at:
        Continuity.objects.filter(intake=intake, line__isnull=False).delete()


def _overrule(actor: Actor, intake: Intake, finding: Finding, why: str) -> CellDecision:
    code, part, cell, mark = place_of(finding)
    decided = {"kind": DecisionKind.OVERRULED, "reason": why, "decided_by": actor.name[:200]}
    decision, _ = CellDecision.objects.update_or_create(
        entity_id=intake.entity_id,
        intake=intake,
        part=part,
        row=0,
        column=0,
        field=cell,
        finding=code,
        fingerprint=mark,
        defaults=decided,
    )
    return decision


def _by(actor: Actor, intake: Intake) -> dict[str, Any]:
    return {"entity_id": intake.entity_id, "intake": intake, "decided_by": actor.name[:200]}


def _keep_all(decisions: Iterable[CellDecision]) -> None:
    """Thousands of decisions together, each in place of what stood in the same place."""
    CellDecision.objects.bulk_create(
        decisions,
        update_conflicts=True,
        unique_fields=["intake", "part", "row", "column", "field", "finding", "fingerprint"],
        update_fields=["kind", "text", "reason", "decided_by"],
    )


def decide(
    actor: Actor, intake: Intake, cell: Cell, field: str, kind: str, text: str, reason: str = ""
) -> CellDecision:
    """One decision a cell, a value, or a datum of the document (row 0): what is decided later stands in its place."""
    part, row, column = cell
    decision, _ = CellDecision.objects.update_or_create(
        entity_id=intake.entity_id,
        intake=intake,
        part=part,
        row=row,
        column=column,
        field=field,
        finding="",
        defaults={"kind": kind, "text": text, "reason": reason, "decided_by": actor.name[:200]},
    )
    return decision


def _field_of(reading: Reading, spot: Cell) -> str:
    part, row, column = spot
    line = reading.line_at.get((part, row))
    if line is None:
        return ""
    block = reading.draft.blocks[reading.draft.origins[line].block]
    return next((each.field for each in block.columns if each.column == column), "")


def fit(text: str) -> str:
    """A text as it is kept; refused with characters that nobody sees."""
    if refused := refused_characters(text):
        raise refused_for(UNFIT_TEXT, characters=", ".join(refused))
    return clean_text(text)


def given_reason(reason: str) -> str:
    """The reason of a decision, which may not be empty."""
    if not reason.strip():
        raise refused_for(REASON_MISSING)
    return fit(reason)


def refused_for(sentences: Sentences, **facts: str) -> Refused:
    """A refusal with one finding."""
    return Refused(Finding(sentences.code, sentences.severity, facts=facts))
