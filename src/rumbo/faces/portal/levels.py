"""The levels of a published plan, walked from the whole plan down, and the targets that stand under one of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.domain.dossier import (
    BandUsed,
    Dossier,
    Figure,
    Figures,
    Level,
    TargetEntry,
    is_share_of_year,
    lit,
    looked_at,
    unscheduled,
)
from rumbo.domain.followup.states import NOT_REPORTED, NotApplicable, NotProgrammed, NotReported
from rumbo.faces.kit.figures import MEASURES, figure_html
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.written import written_figure
from rumbo.faces.portal.corrected import figure_address, figure_before
from rumbo.layouts.drawing import NO_LIGHT, Manner, of_level

TONES = frozenset({"good", "watch", "alert", "bad", "over"})
ANSWERS: dict[str, Promise] = {
    "reported": __("con reporte"),
    "not_reported": __("sin reporte"),
    "not_applicable": __("no aplica"),
    "not_programmed": __("no programado"),
}
WHOLE_TREE = 40
"""A tree of at most so many levels is shown whole; of a larger one, what stands directly below, and so on down."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A level with its progress, the light of its range, how many targets it holds and how many parts it leaves out.

    `word` says why there is no figure and `why` is where the one of the year is explained; `against` is the figure of
    the light, or why there is none; `href` is empty where there is nothing further down; `share_of_year` where nothing
    could be expected of it. `before` is what the progress was at the closing, where it was corrected.
    """

    name: str
    kind: str
    depth: int
    href: str
    year: int | None
    word: str
    why: str
    expected: int | None
    due: str
    light: tuple[str, str]
    against: str
    targets: int
    excluded: int
    before: str
    share_of_year: bool = False


class Standing:
    """A dossier looked at from one of its levels. Raises `KeyError` for a level that it does not have."""

    def __init__(self, dossier: Dossier, uid: str, manner: Manner, publication: Any) -> None:
        self.dossier, self.manner, self.publication = dossier, manner, publication
        self.looked_at, self.bare = looked_at(dossier), unscheduled(dossier)
        self.levels = {level.uid: level for level in dossier.levels}
        self.children: defaultdict[str, list[Level]] = defaultdict(list)
        for level in dossier.levels:
            self.children[level.parent].append(level)
        self.top = self.children[""][0]
        self.here = self.levels[uid] if uid else self.top
        self.below = self._below(self.here)
        self._targets: defaultdict[str, list[TargetEntry]] = defaultdict(list)
        for target in dossier.targets:
            self._targets[target.levels[0] if target.levels else self.top.uid].append(target)

    def targets(self, level: Level | None = None) -> tuple[TargetEntry, ...]:
        """The targets under a level, in the order of the plan."""
        level = level or self.here
        if level == self.top:
            return self.dossier.targets
        under = {level.uid, *(each.uid for each, _depth in self._below(level))}
        return tuple(target for target in self.dossier.targets if under.intersection(target.levels))

    def way(self) -> list[Link]:
        """The levels above this one, from the top."""
        found: list[Level] = []
        parent = self.here.parent
        while parent in self.levels and len(found) < len(self.levels):
            found.append(self.levels[parent])
            parent = self.levels[parent].parent
        return [Link(level.name, self._address(level)) for level in reversed(found)]

    def rows(self) -> list[LevelRow]:
        """This level and the whole tree below it, or only its next levels where the tree is large."""
        below = self.below if len(self.below) < WHOLE_TREE else [each for each in self.below if each[1] == 1]
        return [self._row(level, depth) for level, depth in [(self.here, 0), *below]]

    def headline(self) -> list[Fact]:
        """The figures of this level as tiles, each in words where it is none."""
        figures = self.here.figures
        same = figures.to_date.value in (None, figures.year.value)
        # In a plan of one year what it reached to date would only say the year's figure again.
        several = () if same and self.looked_at != "to_date" else ("to_date",)
        whole = ("term",) if self.looked_at == "term" else ()
        return [*(self._tile(each) for each in ("year", "expected", "at_cutoff", *several, *whole)), *self._counts()]

    def _tile(self, measure: str) -> Fact:
        """A figure; the one that the light looks at carries its tone and its word."""
        figure = of_level(measure, getattr(self.here.figures, measure), self.bare)
        tone, word = self._light(self.here.figures) if measure == self.looked_at else ("", "")
        if measure == "year" and is_share_of_year(self.here.figures):
            word = " · ".join(part for part in (word, _("parte del año")) if part)
        if measure == "year" and (before := figure_before(self.dossier, self.here.uid, self.publication)):
            corrected = format_html(_("corregida; antes {before}"), before=before)
            note = format_html("{} · {}", word, corrected) if word else corrected
            return Fact(str(MEASURES[measure]), self._shown(figure, self.here, measure), note, tone=tone)
        return Fact(str(MEASURES[measure]), self._shown(figure, self.here, measure), word, tone=tone)

    def _counts(self) -> list[Fact]:
        counts = Counter(self._answer(target) for target in self.targets())
        note = " · ".join(f"{words}: {counts[key]}" for key, words in ANSWERS.items() if counts[key])
        return [Fact(_("Metas"), counts.total(), note)]

    def _answer(self, target: TargetEntry) -> str:
        """Which of the four a target is in the period: they are never added together."""
        period = self.dossier.period
        match target.answer_in(period.ref) if period else NOT_REPORTED:
            case NotApplicable():
                return "not_applicable"
            case NotProgrammed():
                return "not_programmed"
            case NotReported():
                return "not_reported"
            case _:
                return "reported"

    def _row(self, level: Level, depth: int) -> LevelRow:
        figure = level.figures.year
        return LevelRow(
            name=level.name,
            kind=level.kind,
            depth=min(depth, 4),
            href="" if level == self.here else self._address(level),
            year=figure.value,
            word="" if figure.value is not None else self._said(figure),
            expected=level.figures.expected.value,
            why=figure_address(self.publication, level.uid, "year"),
            due=self._shown(of_level("expected", level.figures.expected, self.bare), level, "expected"),
            light=self._light(level.figures),
            against=self._shown(
                of_level(self.looked_at, lit(level.figures, self.looked_at), self.bare), level, self.looked_at
            ),
            targets=self._held(level),
            excluded=level.excluded,
            before=figure_before(self.dossier, level.uid, self.publication),
            share_of_year=is_share_of_year(level.figures),
        )

    def _held(self, level: Level) -> int:
        if level == self.top:
            return len(self.dossier.targets)
        return sum(len(self._targets[each.uid]) for each in (level, *(below for below, _d in self._below(level))))

    def _below(self, level: Level) -> list[tuple[Level, int]]:
        """Everything under a level with its depth, each level followed by what stands under it."""
        found, waiting = [], [(child, 1) for child in reversed(self.children[level.uid])]
        while waiting:
            child, depth = waiting.pop()
            found.append((child, depth))
            waiting.extend((each, depth + 1) for each in reversed(self.children[child.uid]))
        return found

    def _address(self, level: Level) -> str:
        return "?#avance" if level == self.top else f"?nivel={level.uid}#avance"

    def _shown(self, figure: Figure, level: Level, measure: str) -> SafeString:
        """A figure, or why there is none, leading to how it came about."""
        return figure_html(figure.value, figure_address(self.publication, level.uid, measure), self._said(figure))

    def _said(self, figure: Figure) -> str:
        return self.manner.figure_cell(figure).text if figure.value is None else written_figure(figure.value)

    def _light(self, figures: Figures) -> tuple[str, str]:
        bands = {band.code: (tone_of(band), _(band.word)) for band in self.dossier.bands}
        return bands.get(lit(figures, self.looked_at).band, ("none", _(NO_LIGHT)))


def tone_of(band: BandUsed) -> str:
    """How a range is drawn; one that a later program may invent is drawn empty."""
    return band.tone if band.tone in TONES else "none"
