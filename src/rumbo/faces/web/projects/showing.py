"""A project as its page shows it: frozen rows made of what was read once, each with what its checks found."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rumbo.apps.projects.bridge import CODE_LEVELS, Content, schedule_of
from rumbo.domain.budget import sum_of
from rumbo.domain.numbers import Money
from rumbo.domain.project.bank import WAY, BankState
from rumbo.domain.project.sheet import INDIRECT, ProjectSheet
from rumbo.domain.schedule import Gantt, gantt_of
from rumbo.faces.kit.pieces import Fact, Step
from rumbo.faces.kit.written import written_day
from rumbo.faces.web.projects.checking import Checked, Note
from rumbo.faces.web.projects.words import IMPACT_KINDS, SECTIONS, SLUGS, STATES
from rumbo.papers.figures import GanttLine, gantt

NARRATIVES = ("antecedents", "justification", "population", "zone", "benefits")
LISTED = ("item",)


@dataclass(frozen=True, slots=True)
class Branch:
    """A cause or an effect with what hangs from it."""

    text: str
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal with its steps, its evidence, the target that it is, and what was found at its quantity and indicator."""

    row: Any
    steps: tuple[str, ...]
    target: tuple[str, str] | None
    quantity: Note | None
    indicator: Note | None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity with its goals, and what was found at it."""

    row: Any
    objective: str
    goals: tuple[GoalRow, ...]
    note: Note | None


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of the budget, and what was found at its value."""

    row: Any
    activity: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A code with its name, and what was found at it."""

    label: Promise
    code: str
    name: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A budget line, cell by cell."""

    cells: tuple[CodeCell, ...]
    funding_source: str
    initial_value: int | None


@dataclass(frozen=True, slots=True)
class Passages:
    """Pieces of a narrative that stand together: the items of one list, or one paragraph."""

    kind: str
    pieces: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A section of the page: its key, anchor and title, whether it says anything, and what was remarked of it."""

    key: str
    anchor: str
    title: Promise
    empty: bool
    remark: str

    @property
    def takes_pictures(self) -> bool:
        """Whether the section is a narrative, which may show pictures."""
        return self.key in (*NARRATIVES, "problem")


def sections_of(content: Content, remarks: dict[str, str], besides: Set[str]) -> list[Shown]:
    """The sections in the order of the sheet; `besides` have something to show that stands in another place."""
    filled = {key for key, rows in content.statements.items() if rows} | besides
    version = content.version
    filled |= {"identity"}
    filled |= {"relations"} if content.relations else set()
    filled |= {"budget"} if content.budget or version.printed_total is not None else set()
    filled |= {"codes"} if content.codes else set()
    filled |= {"problem"} if version.central_problem or version.magnitude else set()
    filled |= {"objectives"} if version.general_objective else set()
    return [Shown(key, SLUGS[key], title, key not in filled, remarks.get(key, "")) for key, title in SECTIONS.items()]


def identity_facts(version: Any) -> list[Fact]:
    """What says which project it is."""
    years = " – ".join(str(year) for year in (version.first_year, version.last_year) if year)
    form = " · ".join(part for part in (version.control_process, version.control_code, version.control_version) if part)
    told = [
        Fact(_("Código"), version.code),
        Fact(_("Dependencia responsable"), version.unit.name if version.unit else version.unit_written),
        Fact(_("Vigencia"), version.fiscal_year or ""),
        Fact(_("Horizonte"), years),
        Fact(_("Fecha de registro"), written_day(version.registered_on)),
        Fact(_("Formato"), form, note=version.control_form),
        Fact(_("Versión del proyecto"), version.number),
    ]
    return [fact for fact in told if fact.value]


def tree_of(rows: Iterable[Any]) -> list[Branch]:
    """Direct causes or effects, each with the indirect ones that follow it."""
    branches: list[tuple[str, list[str]]] = []
    for row in rows:
        if row.kind == INDIRECT and branches:
            branches[-1][1].append(row.text)
        else:
            branches.append((row.text, []))
    return [Branch(text, tuple(below)) for text, below in branches]


def passages_of(rows: Iterable[Any]) -> list[Passages]:
    """A narrative with the items of each list together."""
    found: list[Passages] = []
    for row in rows:
        if row.kind in LISTED and found and found[-1].kind == row.kind:
            found[-1] = Passages(row.kind, (*found[-1].pieces, row))
        else:
            found.append(Passages(row.kind, (row,)))
    return found


def objectives_of(content: Content) -> list[tuple[Any, str]]:
    """The specific objectives, each with the cause that it turns positive."""
    causes = {row.pk: row.text for row in content.of("causes")}
    return [(row, causes.get(row.parent_id or 0, "")) for row in content.of("objectives")]


def activities_of(content: Content, found: Checked, targets: dict[int, tuple[str, str]]) -> list[ActivityRow]:
    """The activities with their goals."""
    objectives = {row.pk: f"{row.label} {row.text}".strip() for row in content.of("objectives")}
    return [
        ActivityRow(
            row,
            objectives.get(row.parent_id or 0, ""),
            tuple(
                GoalRow(
                    goal,
                    tuple(_numbered(step) for step in content.goal_steps.get(goal.pk, ())),
                    targets.get(goal.target_id or 0),
                    found.at("activities", at, "goals", number, "quantity"),
                    found.at("activities", at, "goals", number, "indicator"),
                )
                for number, goal in enumerate(content.goals.get(row.pk, ()))
            ),
            found.at("activities", at),
        )
        for at, row in enumerate(content.of("activities"))
    ]


@dataclass(frozen=True, slots=True)
class BudgetShown:
    """The budget: its lines, their sum, the total that is written, and what was found at it."""

    lines: tuple[LineRow, ...]
    sum: int | None
    total: int | None
    note: Note | None
    by_source: tuple[tuple[str, int], ...]


def budget_of(content: Content, sheet: ProjectSheet, found: Checked) -> BudgetShown:
    """The budget with its total and its check."""
    total = sum_of(line.value for line in sheet.budget)
    lines = tuple(
        LineRow(
            row,
            f"{row.activity_number} {row.activity_written}".strip(),
            found.at("budget", at, "value"),
        )
        for at, row in enumerate(content.budget)
    )
    return BudgetShown(
        lines,
        total.centavos if total else None,
        content.version.printed_total,
        found.at("printed_total"),
        by_source(sheet),
    )


def by_source(sheet: ProjectSheet) -> tuple[tuple[str, int], ...]:
    """How much each source of funding gives, where the budget lines say it."""
    sums: dict[str, Money] = {}
    for code in sheet.budget_codes:
        if code.initial_value is not None:
            known = sums.get(code.funding_source, Money(0))
            sums[code.funding_source] = Money(known.centavos + code.initial_value.centavos)
    return tuple((name, amount.centavos) for name, amount in sums.items() if name)


def codes_of(content: Content, found: Checked) -> list[CodeRow]:
    """The budget lines, each code with what was found at it."""
    labels = level_words()
    return [
        CodeRow(
            tuple(
                CodeCell(
                    labels[level],
                    getattr(row, f"{level}_code"),
                    getattr(row, f"{level}_name"),
                    found.at("budget_codes", at, level),
                )
                for level in CODE_LEVELS
            ),
            row.funding_source,
            row.initial_value,
        )
        for at, row in enumerate(content.codes)
    ]


def level_words() -> dict[str, Any]:
    """What the levels of a budget line are called."""
    return {
        "sector": _("Sector"),
        "programme": _("Programa"),
        "element": _("Elemento"),
        "product": _("Producto"),
        "product_indicator": _("Indicador de producto"),
    }


def impacts_of(content: Content) -> list[tuple[str, str]]:
    """The impacts with the words of their kinds."""
    return [(row.text, str(IMPACT_KINDS.get(row.kind, row.kind)) if row.kind else "") for row in content.of("impacts")]


def chart_of(content: Content) -> Gantt:
    """The schedule as bars."""
    return gantt_of(schedule_of(content))


def drawn(chart: Gantt, name: str) -> SafeString:
    """The bars as a drawing; its words are the table beside it."""
    lines = tuple(
        GanttLine(row.label, row.level, tuple((bar.first, bar.last) for bar in row.bars), _("sin marcas"))
        for row in chart.rows
    )
    alt = _("Cronograma de «{name}»: sus datos están en la tabla que sigue").format(name=name)
    return mark_safe(gantt(chart.periods, lines, alt).decode())  # noqa: S308 - drawn here, every text of it escaped


def marked_cells(chart: Gantt) -> list[tuple[Any, list[bool]]]:
    """The lines of the chart with a yes or no for each period."""
    return [(row, _places(row.bars, len(chart.periods))) for row in chart.rows]


def steps_of(state: str) -> list[Step]:
    """The way of a project through the bank, for a stepper."""
    here = BankState.IN_REVIEW if state == BankState.RETURNED else BankState(state)
    if here is BankState.SUPERSEDED:
        return []
    at = WAY.index(here)
    return [
        Step(str(STATES[each.value]), "done" if place < at else "current" if place == at else "ahead")
        for place, each in enumerate(WAY)
    ]


def _places(bars: Sequence[Any], number: int) -> list[bool]:
    marked = {place for bar in bars for place in range(bar.first, bar.last + 1)}
    return [place in marked for place in range(number)]


def _numbered(step: Any) -> str:
    return f"{step.number}. {step.statement}" if step.number else str(step.statement)
