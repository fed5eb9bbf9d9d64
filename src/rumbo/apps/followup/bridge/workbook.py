"""Reports ⇄ rows of the workbook of a unit and a period: its digest, the keys of its rows, the answers in its cells."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from rumbo.apps.followup.bridge import AnswerData
from rumbo.apps.followup.bridge.contributing import own_amounts
from rumbo.apps.followup.models import Answer, Report, ReportEntry
from rumbo.domain.followup.parts import COLUMNS, Part
from rumbo.layouts.unit_workbook.form import Asked, asked_with
from rumbo.layouts.unit_workbook.reading import ReadRow

CHECKED = 12
OWN = "parts."
"""Before the key of a part of the entity's own, where a column is named."""
PLAIN = frozenset(each.name for each in fields(AnswerData)) - {"not_applicable", "milestones"}


def book_digest(entity: Any, unit: Any, period: Any, versions: Iterable[Any]) -> str:
    """What makes a workbook this one and no other: sha-256 of the uids of its entity, unit, period and versions."""
    told = [str(each.uid) for each in (entity, unit, period)]
    told.append(",".join(sorted(str(each.uid) for each in versions)))
    return hashlib.sha256(json.dumps(told, separators=(",", ":")).encode()).hexdigest()


def row_key(digest: str, report: Report, edit: int) -> str:
    """The key of a report's row: its uid, the edit of what the row shows, and a check that ties both to the workbook
    and to the revision that is measured. Needs `revision` at hand."""
    return f"{report.uid.hex}.{edit}.{_check(digest, report, edit)}"


def edit_of(key: str, digest: str, report: Report) -> int | None:
    """The edit that a row shows, from its key; None for a key that was not given for this report in this workbook."""
    _uid, edit, check = (*key.split("."), "", "")[:3]
    if not edit.isdecimal() or len(edit) > 9 or check != _check(digest, report, int(edit)):
        return None
    return int(edit)


def step_key(report: Report, step: Any) -> str:
    """The key of a milestone in the sheet of milestones."""
    return f"{report.uid.hex}.{step.uid.hex}"


def answer_of(entry: ReportEntry | None, done_before: Mapping[str, date]) -> AnswerData:
    """What stands in an entry, its milestones at hand; without one, the milestones done before."""
    if entry is None:
        return AnswerData(milestones=done_before)
    kept: dict[str, Any] = {name: getattr(entry, name) for name in PLAIN} | own_amounts(entry)
    done = {str(each.milestone.uid): each.done_on for each in entry.milestones_done.all()}
    return AnswerData(not_applicable=entry.answer == Answer.NOT_APPLICABLE, milestones=done, **kept)


def answered_in(row: ReadRow, standing: AnswerData, steps: Mapping[str, str]) -> AnswerData:
    """What a row answers: what stands, with what its cells say. `steps` are the uids of the milestones by their hex."""
    told: dict[str, Any] = {name: value for name, value in row.answer.items() if not name.startswith(OWN)}
    parts = {name.removeprefix(OWN): value for name, value in row.answer.items() if name.startswith(OWN)}
    if "not_applicable" in told:
        told["not_applicable"] = told["not_applicable"] is True
    done = {steps.get(key, key): day for key, day in row.steps.items()}
    kept = {uid: day for uid, day in standing.milestones.items() if uid not in done}
    told["parts"] = {**standing.parts, **parts}
    return replace(standing, **told, milestones=kept | {uid: day for uid, day in done.items() if day is not None})


def said_in(answer: AnswerData, name: str) -> Any:
    """What an answer says in a column of the workbook."""
    return answer.parts.get(name.removeprefix(OWN), "") if name.startswith(OWN) else getattr(answer, name)


def columns_of(parts: Iterable[Part]) -> tuple[Asked, ...]:
    """The columns that a workbook asks, with the parts of the entity."""
    return asked_with([(each.key if each.key in COLUMNS else OWN + each.key, each.label) for each in parts])


def _check(digest: str, report: Report, edit: int) -> str:
    told = f"{digest}|{report.uid.hex}|{report.revision.uid.hex}|{edit}"
    return hashlib.sha256(told.encode()).hexdigest()[:CHECKED]
