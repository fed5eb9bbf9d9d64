"""What a document of sheets of indicators leaves open: which indicator each one is, and which variables it uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rumbo.apps.indicators.bridge import PLAIN, sheet_of
from rumbo.apps.indicators.models import Indicator, SheetRevision, SheetState, Variable
from rumbo.apps.indicators.queries import SheetFilter, indicators_of, sheets_narrowed, variables_of
from rumbo.apps.intake.models import DocumentAnswer, Intake, Question
from rumbo.apps.intake.queries.answers import outcomes_of
from rumbo.domain.document import Path
from rumbo.domain.indicators import IndicatorSheet, IndicatorSheets, sheets_in, with_symbols
from rumbo.layouts.engine.comparing import similarity
from rumbo.layouts.engine.folding import folded
from rumbo.layouts.outline.telling import pointer

LAYOUTS = ("indicator_sheet", "indicator_sheets")
ANOTHER, NEW = "different", "new"
ALIKE, NEARLY_SURE, MOST_ALIKE = 75, 97, 3
COMPARED = (*PLAIN, "yearly", "ranges")


@dataclass(frozen=True, slots=True)
class SheetQuestion:
    """A sheet whose code or name an indicator of the entity already has: is it its next revision? `standing` is its
    last revision (None: plans count it, and it has no sheet), `differences` what both say differently, by field.
    `choice` is the uid of the indicator, "different", or empty while nobody has said it."""

    path: Path
    name: str
    indicator: Indicator
    standing: SheetRevision | None
    differences: tuple[tuple[str, Any, Any], ...]
    choice: str

    @property
    def waits(self) -> bool:
        """Whether the revision that stands is proposed, and cannot be written over."""
        return self.standing is not None and self.standing.state == SheetState.PROPOSED


@dataclass(frozen=True, slots=True)
class VariableQuestion:
    """A variable that sheets of the document use: which one of the entity is it? `alike` are those that resemble it,
    with how much (100: the same name); `sheets` how many sheets of the document use it. `choice` is the uid of one,
    "new", or empty."""

    path: Path
    name: str
    sheets: int
    alike: tuple[tuple[Variable, int], ...]
    choice: str

    @property
    def proposed(self) -> str:
        """What is proposed while nobody has said it."""
        sure = [variable for variable, how in self.alike if how >= NEARLY_SURE]
        return str(sure[0].uid) if sure else NEW


def is_indicators(content: object) -> bool:
    """Whether a document is of sheets of indicators."""
    return isinstance(content, IndicatorSheet | IndicatorSheets)


def sheet_questions(
    intake: Intake, content: object, said: Mapping[tuple[str, str], DocumentAnswer]
) -> Iterator[SheetQuestion]:
    """Each sheet beside the indicator that has its code, else its name. Three queries."""
    if not is_indicators(content):
        return
    last = {row.indicator_id: row for row in sheets_narrowed(intake.entity_id, SheetFilter())}
    indicators = {each.pk: each for each in indicators_of(intake.entity_id)}
    by_code = {folded(row.code): row.indicator_id for row in last.values() if row.code}
    by_name = {folded(each.name): key for key, each in indicators.items()}
    by_name |= {folded(row.name): row.indicator_id for row in last.values()}
    for path, sheet in sheets_in(content):
        key = by_code.get(folded(sheet.code)) or by_name.get(folded(sheet.name))
        if key is None:
            continue
        row, where = last.get(key), (*path, "name")
        answer = said.get((Question.SHEET, pointer(where)))
        choice = answer.choice if answer and answer.choice in (str(indicators[key].uid), ANOTHER) else ""
        yield SheetQuestion(where, sheet.name, indicators[key], row, tuple(_differences(row, sheet)), choice)


def _differences(row: SheetRevision | None, sheet: IndicatorSheet) -> Iterator[tuple[str, Any, Any]]:
    if row is None:
        return
    before = sheet_of(row, ())
    for name in COMPARED:
        one, other = getattr(before, name), getattr(sheet, name)
        if one != other and not (isinstance(one, str) and folded(one) == folded(other)):
            yield name, one, other


def variable_questions(
    intake: Intake, content: object, said: Mapping[tuple[str, str], DocumentAnswer]
) -> Iterator[VariableQuestion]:
    """Each variable of the document once, however many sheets use it. One query."""
    uses: dict[str, list[tuple[Path, str]]] = {}
    for path, key, name in variable_places(content):
        uses.setdefault(key, []).append((path, name))
    if not uses:
        return
    known = list(variables_of(intake.entity_id))
    for places in uses.values():
        path, name = places[0]
        answer = said.get((Question.VARIABLE, pointer(path)))
        choices = {NEW, *(str(each.uid) for each in known)}
        choice = answer.choice if answer and answer.choice in choices else ""
        yield VariableQuestion(path, name, len(places), _alike(name, known), choice)


def variable_places(content: object) -> Iterator[tuple[Path, str, str]]:
    """Each variable of each sheet: its path, what it is the same as others by, and its name. One without a name is the
    same as no other."""
    for path, sheet in sheets_in(content):
        for at, each in enumerate(with_symbols(sheet).variables):
            own: Path = (*path, "variables", at)
            yield own, folded(each.name) or pointer(own), each.name or f"{each.code}, {sheet.name}"


def _alike(name: str, known: list[Variable]) -> tuple[tuple[Variable, int], ...]:
    found = [(each, how) for each in known if (how := similarity(name, each.name)) >= ALIKE]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0].code))[:MOST_ALIKE])


def sheets_made(intake: Intake) -> list[SheetRevision]:
    """The sheets that a document made, in its order."""
    uids = [row.record_uid for row in outcomes_of(intake.pk) if row.kind == "indicator_sheet"]
    made = SheetRevision.objects.filter(entity_id=intake.entity_id, uid__in=uids)
    rows = {row.uid: row for row in made.select_related("unit", "process")} if uids else {}
    return [rows[uid] for uid in uids if uid in rows]


def codes_taken(intake: Intake) -> set[str]:
    """The codes of the variables of the entity, folded."""
    return {folded(code) for code in Variable.objects.filter(entity_id=intake.entity_id).values_list("code", flat=True)}
