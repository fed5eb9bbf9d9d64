"""A draft as plain data for json, in the shape of docs/schemas/read.schema.json.

Quantities are decimal texts ("0.3"), days are ISO texts, a field without a value is left out of `values`. What grows
with the document (lines, proposals, findings, steps) is an iterator, each element made when it is asked for: all of
them together weigh ten times the draft.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from rumbo.domain.followup.states import Followed, NotApplicable, NotProgrammed, NotReported
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.difference import Step
from rumbo.domain.plan.draft import Block, PlanDraft
from rumbo.domain.plan.matrix import Alignment, PlanLine, ServedTarget
from rumbo.domain.plan.served import served_targets
from rumbo.findings import CheckResult, Finding, Where, Wording, word, word_missing, word_passed
from rumbo.findings.wording import Translate, marked
from rumbo.layouts.engine.cells import text_of

Data = dict[str, Any]
_PLAIN = (
    *("number", "statement", "indicator", "measure_unit", "quantity", "units", "objective", "programme", "serves"),
    *("start", "end", "periodicity", "expense_type", "funding_source", "alignments", "narrative"),
)


def draft_as_data(draft: PlanDraft, translate: Translate = marked) -> Data:
    """Everything a draft holds: what was recognised, the lines with their places, proposals, findings and checks.

    `lines`, `served`, `proposals` and `findings` are iterators, to be walked once.
    """
    matrix, recognition = draft.matrix, draft.recognition
    period = matrix.period
    return {
        "source": {"file": draft.source.file, "digest": draft.source.digest, "media_type": draft.source.media_type},
        "layout": recognition.layout,
        "recognition": {
            "title": translate(recognition.title) if recognition.title else "",
            "confidence": recognition.confidence,
            "matched": list(recognition.matched),
            "missing": list(recognition.missing),
        },
        "objective": matrix.objective,
        "version": matrix.version,
        "fiscal_year": matrix.fiscal_year,
        "period": _period(period.fiscal_year, period.periodicity, period.ordinal) if period else None,
        "about": {name: where_as_data(where) for name, where in draft.about.items()},
        "columns": [_block(block) for block in draft.blocks],
        "lines": (_line(draft, at) for at in range(len(matrix.lines))),
        "served": (
            {"target": plain(found.target), "programme": found.programme, "lines": list(found.lines)}
            for found in served_targets(matrix)
        ),
        "proposals": (
            {"kind": p.kind, "text": p.text, "like": p.like, "catalogue": p.catalogue, "lines": list(p.lines)}
            for p in draft.proposals
        ),
        "findings": (finding_as_data(found, translate) for found in draft.everything_found()),
        "checks": [check_as_data(result, translate) for result in draft.checks],
    }


def _period(fiscal_year: int, periodicity: str, ordinal: int) -> Data:
    return {"fiscal_year": fiscal_year, "periodicity": periodicity, "ordinal": ordinal}


def _block(block: Block) -> Data:
    columns = [{"column": c.column, "header": c.header, "field": c.field, "certain": c.certain} for c in block.columns]
    return {"part": block.part, "header_row": block.header_row, "columns": columns}


def _line(draft: PlanDraft, at: int) -> Data:
    line, block = draft.matrix.lines[at], draft.blocks[draft.origins[at].block]
    values = {name: plain(value) for name in _PLAIN if (value := getattr(line, name)) not in ("", None, ())}
    values["progress"] = progress_as_data(line.progress)
    if draft.matrix.programmed:
        amount = draft.matrix.programmed[at]
        values["programmed"] = plain(amount) if isinstance(amount, Quantity) else None
    if draft.matrix.achieved:
        done = draft.matrix.achieved[at]
        values["achieved"] = None if done is None else plain(done)
    places = {
        name: {**where_as_data(draft.where(at, name)), "written": text_of(draft.value(at, name))}  # type: ignore[arg-type]
        for name in block.by_field
        if draft.value(at, name) is not None
    }
    return {"values": values, "places": places, "other": _other(draft, at, block)}


def _other(draft: PlanDraft, at: int, block: Block) -> Data:
    """What stood in the columns that are no field of the layout, by header."""
    values = draft.origins[at].values
    return {
        column.header: text_of(values[column.column - 1])  # type: ignore[arg-type]
        for column in block.columns
        if not column.field and column.column <= len(values) and values[column.column - 1] is not None
    }


def progress_as_data(progress: Followed) -> Data:
    """The four things a follow-up may answer, never mistaken for one another."""
    match progress:
        case NotReported():
            return {"state": "not_reported"}
        case NotProgrammed():
            return {"state": "not_programmed"}
        case NotApplicable(reason=reason):
            return {"state": "not_applicable", "reason": reason}
        case _:
            return {"state": "reported", "percent": plain(progress)}


def plain(value: object) -> Any:
    """A value of a line as json holds it."""
    match value:
        case Quantity():
            return f"{value.decimal.normalize():f}"
        case date():
            return value.isoformat()
        case Alignment():
            return {"catalogue": value.catalogue, "code": value.code, "name": value.name, "number": value.number}
        case ServedTarget():
            quantity = plain(value.quantity) if value.quantity is not None else None
            return {"indicator": value.indicator, "measure_unit": value.measure_unit, "quantity": quantity}
        case tuple():
            return [plain(part) for part in value]
        case _:
            return value


def where_as_data(where: Where) -> Data:
    """A place in a file."""
    return {"file": where.file, "part": where.part, "cell": where.cell, "header": where.header}


def finding_as_data(found: Finding, translate: Translate = marked) -> Data:
    """A finding with its sentences filled in."""
    words: Wording = word(found, translate)
    return {
        "code": found.code,
        "severity": str(found.severity),
        "where": where_as_data(found.where) if found.where else None,
        "title": words.title,
        "what": words.what,
        "why": words.why,
        "how": words.how,
        "facts": dict(found.facts),
        "suggestion": found.suggestion,
    }


def check_as_data(result: CheckResult, translate: Translate = marked) -> Data:
    """What came of a check, and what it lacked where it could not be made."""
    return {
        "code": result.code,
        "outcome": str(result.outcome),
        "found": len(result.findings),
        "missing": word_missing(result, translate),
        "compared": word_passed(result, translate),
    }


def steps_as_data(steps: Sequence[Step], before: Sequence[PlanLine], after: Sequence[PlanLine]) -> Iterator[Data]:
    """The row-by-row difference; a line is told by its number and statement."""
    return (
        {
            "continuity": str(step.continuity),
            "to_settle": step.to_settle,
            "similarity": step.similarity,
            "before": _named(before, step.before),
            "after": _named(after, step.after),
            "changes": [{"field": c.field, "before": plain(c.before), "after": plain(c.after)} for c in step.changes],
        }
        for step in steps
    )


def _named(lines: Sequence[PlanLine], at: int | None) -> Mapping[str, object] | None:
    return None if at is None else {"line": at, "number": lines[at].number, "statement": lines[at].statement}
