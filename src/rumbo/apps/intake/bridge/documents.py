"""A received document of several parts ⇄ domain values: read again with what people decided laid over its values."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.utils.translation import gettext

from rumbo.apps.indicators.actions.sheets import KNOWN, ROOMS
from rumbo.apps.intake.bridge.decided import (
    ANNUALIZATION_UNKNOWN,
    ANNUALIZATION_UNSAID,
    QUANTITY_TOO_LARGE,
    SHEET_WITHOUT_NAME,
    TEXT_TOO_LONG,
    WORD_UNKNOWN,
    Decided,
    overruled_in,
)
from rumbo.apps.intake.bridge.opening import opened_file
from rumbo.apps.intake.bridge.reading import replaced_text
from rumbo.apps.intake.models import CellDecision, DecisionKind, Intake
from rumbo.domain.annualization import RULES
from rumbo.domain.document import DocumentDraft, Path, at, leaves, records
from rumbo.domain.indicators import sheets_in
from rumbo.domain.numbers import Quantity
from rumbo.domain.plan.basis import rule_named, rule_told
from rumbo.domain.plan.strategic import TermTarget
from rumbo.domain.project.sheet import ProjectSheet
from rumbo.domain.risk import RiskMap
from rumbo.findings import Finding, Where
from rumbo.layouts import outline, outline_followed, outlines, read_document
from rumbo.layouts.documents import read_mapped
from rumbo.layouts.engine.declaration import Layout
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.engine.mapping import own_layout
from rumbo.layouts.outline.mending import mended, path_of, said_at
from rumbo.layouts.outline.rows import RowChanges
from rumbo.layouts.outline.telling import pointer

PLAN_ROOMS = {"statement": 1000, "name": 1000, "number": 40, "code": 40, "measure_unit": 120}
SHEET_ROOMS = {
    "code": 60,
    "unit": 300,
    "process": 300,
    "version": 40,
    "form": 300,
    "number": 40,
    "activity_number": 40,
    "measure_unit": 120,
    "plan_code": 120,
    "funding_source": 300,
    "kind": 60,
    "post": 300,
    "signed": 60,
}
RISK_ROOMS = {
    "name": 290,
    "version": 40,
    "code": 40,
    "process": 300,
    "project": 60,
    "unit": 300,
    "category": 200,
    "asset_property": 200,
    "responsible": 300,
    "frequency": 200,
}
"""The longest texts that have room, by field. What a project says in sentences has no limit; what names the levels and
indicators of a plan has."""
OF_ROWS = (DecisionKind.ADDED, DecisionKind.REMOVED, DecisionKind.WITHDRAWN)
LARGEST = 2**63 - 1
SHOWN = 80
NAMING = ("statement", "name", "text")


@dataclass(frozen=True)
class DocumentReading(Decided):
    """A document as it stands after everything decided so far; `mended` maps the values that a person said, `changes`
    the records that they added or took out by the path they are kept by."""

    draft: DocumentDraft[Any]
    mended: Mapping[Path, CellDecision]
    changes: Mapping[Path, CellDecision]
    rows: RowChanges

    @property
    def content(self) -> Any:
        """The document as a value of the domain."""
        return self.draft.content

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that the reading and the checks found, overruled or not, and what could not be written."""
        return (*self.draft.everything_found(), *misfits(self.draft))

    @cached_property
    def by_path(self) -> Mapping[Path, list[Finding]]:
        """The findings by the value that they speak of; those of no value under the empty path."""
        found: defaultdict[Path, list[Finding]] = defaultdict(list)
        for each in self.findings:
            found[self.path_of(each)].append(each)
        return found

    @cached_property
    def _paths_at(self) -> Mapping[tuple[str, str], list[Path]]:
        known = {path for path, _ in leaves(self.content)}
        paths: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
        for path, where in self.draft.places.items():
            # The year of a yearly amount is its label: what is found there speaks of the amount.
            if path in known and not (len(path) > 2 and path[-1] == "year"):
                paths[where.part, where.cell].append(path)
        for added in self.added:
            where = self.draft.where(added)
            paths[where.part, where.cell] += (path for path, _ in leaves(at(self.content, added), added))
        return {place: sorted(there, key=lambda path: path[-1] not in NAMING) for place, there in paths.items()}

    @cached_property
    def added(self) -> Mapping[Path, CellDecision]:
        """The records that a person added, by the path where they stand."""
        rows = ((self.rows.shown(kept), each) for kept, each in self.changes.items() if each.kind == DecisionKind.ADDED)
        return {path: each for path, each in rows if path is not None}

    @property
    def removed(self) -> list[CellDecision]:
        """The records that a person took out, those of the file and those added before."""
        return [each for each in self.changes.values() if each.kind != DecisionKind.ADDED]

    def path_of(self, finding: Finding) -> Path:
        """The value that a finding speaks of: of several in one cell, the one whose text it names or holds what its
        suggestion takes the place of, else the first."""
        where = finding.where
        paths = self._paths_at.get((where.part, where.cell), []) if where is not None and where.cell else []
        facts = [str(fact) for fact in finding.facts.values()]
        named = [path for path in paths if (said := self.text_at(path)) and any(_tells(fact, said) for fact in facts)]
        if finding.code == ANNUALIZATION_UNSAID.code:
            # What a target does not say stands nowhere: the place of the finding is that of its other values.
            return next((self._beside(path, "annualization") for path in named or paths), ())
        held = [path for path in paths if finding.suggestion and replaced_text(self.text_at(path), finding) is not None]
        return next(iter(named or held or paths), ())

    def _beside(self, path: Path, field: str) -> Path:
        """The value of a name in the innermost record around another."""
        sizes = range(len(path) - 1, 0, -1)
        return next(((*path[:size], field) for size in sizes if hasattr(at(self.content, path[:size]), field)), ())

    def text_at(self, path: Path) -> str:
        """What a value says now, to who reads it."""
        return said_at(self.draft, path, gettext)

    def suggested_text(self, finding: Finding) -> str | None:
        """What the value would say after accepting a suggestion; None where there is none to put in place of what the
        finding speaks of, or where it is told cut short."""
        path = self.path_of(finding)
        whole = finding.suggestion is not None and not finding.suggestion.endswith("…")
        return replaced_text(self.text_at(path), finding) if whole and path else None

    def has(self, path: Path) -> bool:
        """Whether the document has a value at a path."""
        try:
            value = at(self.content, path)
        except (AttributeError, IndexError, TypeError):
            return False
        return any(known == path for known, _ in leaves(value, path))


def _tells(fact: str, said: str) -> bool:
    """Whether a fact is what a value says, whole or cut short."""
    return fact == said or (len(fact) > 1 and fact.endswith("…") and said.startswith(fact[:-1]))


def outline_of(intake: Intake) -> str:
    """The key of the layout of several parts that a file follows; empty for any other. Raises `Unreadable`."""
    found = outline_followed(opened_file(intake.file))
    return found.key if found else ""


def is_document(intake: Intake) -> bool:
    """Whether a received file is a document of several parts."""
    return intake.layout in {each.key for each in outlines()}


def document_reading_of(intake: Intake) -> DocumentReading:
    """The document of an intake, read with its decisions. Raises `Unreadable` when the file cannot be read at all."""
    decisions = tuple(CellDecision.objects.filter(intake=intake).order_by("pk"))
    about = {path_of(d.field): d for d in decisions if d.kind != DecisionKind.OVERRULED and d.field.startswith("/")}
    changes = {path: each for path, each in about.items() if each.kind in OF_ROWS}
    said = {path: each for path, each in about.items() if each.kind not in OF_ROWS}
    own = own_layout(intake.mapping.declaration) if intake.mapping else None
    draft, rows = _read(_Stored(intake), intake.layout, own), _rows_in(changes)
    changed = mended(draft, {path: each.text for path, each in said.items()}, rows=rows)
    shown = {path: each for kept, each in said.items() if (path := rows.shown(kept)) is not None}
    return DocumentReading(overruled_in(decisions), changed, shown, changes, rows)


def row_changes_of(intake: Intake) -> RowChanges:
    """The records that people added to the document of an intake or took out of it."""
    decided = CellDecision.objects.filter(intake=intake, kind__in=OF_ROWS).order_by("pk")
    return _rows_in({path_of(each.field): each for each in decided})


def _rows_in(changes: Mapping[Path, CellDecision]) -> RowChanges:
    added = (path for path, each in changes.items() if each.kind != DecisionKind.REMOVED)
    removed = (path for path, each in changes.items() if each.kind != DecisionKind.ADDED)
    return RowChanges(tuple(added), frozenset(removed))


class _Stored:
    """The file of an intake, the same as any other with its content and name."""

    def __init__(self, intake: Intake) -> None:
        self.row, self.key = intake.file, (intake.file.digest, intake.file.name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Stored) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=4)
def _read(file: _Stored, layout: str, own: Layout | None) -> DocumentDraft[Any]:
    """One reading; the same file is not read twice in a row."""
    if own is not None:
        return read_mapped(opened_file(file.row), own)
    draft = read_document(opened_file(file.row), layout_key=layout)
    if not isinstance(draft, DocumentDraft):
        raise TypeError(layout)
    return draft


def misfits(draft: DocumentDraft[Any]) -> Iterator[Finding]:
    """What has no room in the columns of the database, and types of annualization that are none."""
    rooms = _rooms(draft.content)
    for path, value in leaves(draft.content):
        most = rooms.get(str(path[-1])) if isinstance(value, str) else None
        if most is not None and len(value) > most:
            room = {"length": len(value), "most": most}
            yield Finding(TEXT_TOO_LONG.code, TEXT_TOO_LONG.severity, draft.where(path), room)
        elif isinstance(value, Quantity) and abs(value.units) > LARGEST:
            amount = {"number": draft.written.get(path, "")}
            yield Finding(QUANTITY_TOO_LARGE.code, QUANTITY_TOO_LARGE.severity, draft.where(path), amount)
    yield from _unfit_sheets(draft)
    known = ", ".join(rule.name for rule in RULES)
    for path, listed in records(draft.content):
        for number, each in enumerate(listed):
            if isinstance(each, TermTarget) and rule_named(each.annualization, folded) is None:
                where = draft.where((*path, number, "annualization"))
                facts = {"target": _short(each.statement), "text": each.annualization, "known": known}
                sentences = ANNUALIZATION_UNKNOWN if each.annualization else ANNUALIZATION_UNSAID
                told = None if each.annualization else rule_told(each)
                yield Finding(sentences.code, sentences.severity, where, facts, told.name if told else None)


def _rooms(content: Any) -> Mapping[str, int]:
    if isinstance(content, ProjectSheet):
        return SHEET_ROOMS
    if isinstance(content, RiskMap):
        return RISK_ROOMS
    return ROOMS if any(True for _sheet in sheets_in(content)) else PLAN_ROOMS


def _unfit_sheets(draft: DocumentDraft[Any]) -> Iterator[Finding]:
    """Sheets of indicators without a name, and words that are none of their list."""
    words = outline(draft.recognition.layout).keys
    for path, sheet in sheets_in(draft.content):
        if not sheet.name.strip():
            yield Finding(SHEET_WITHOUT_NAME.code, SHEET_WITHOUT_NAME.severity, draft.where((*path, "name")))
        for name, known in KNOWN.items():
            if (said := getattr(sheet, name)) and said not in known:
                listed = next((each for field, each in words.items() if field.rpartition(".")[2] == name), {})
                facts = {"text": _short(said), "known": ", ".join(each[0] for each in listed.values())}
                yield Finding(WORD_UNKNOWN.code, WORD_UNKNOWN.severity, draft.where((*path, name)), facts)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def document_origin(reading: DocumentReading, path: Path) -> dict[str, Any]:
    """Where each value of a record stood: part, cell and text as written."""
    source, fields = reading.draft.source, {}
    for each, value in leaves(at(reading.content, path), path):
        where: Where = reading.draft.where(each)
        if each in reading.draft.places and value not in ("", None):
            text = reading.draft.written.get(each) or said_at(reading.draft, each)
            fields[pointer(each[len(path) :])[1:]] = {
                "part": where.part,
                "cell": where.cell,
                "header": "",
                "text": text,
            }
    return {"file": source.digest, "name": source.file, "path": pointer(path), "fields": fields}
