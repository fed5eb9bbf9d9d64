"""The targets of a follow-up from another side, put into words: axes, groups, what each of their numbers is and where
it is explained."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __
from django.utils.translation import ngettext

from rumbo.apps.measurement.queries import Axis, ExplainedGroup, Groups, Key
from rumbo.apps.measurement.queries.axes import OF_PROCESS, OF_PROJECT
from rumbo.apps.measurement.queries.groups import IN_BAND, MEAN, MEASURED, MET, WHOLE, WITHOUT, GroupedTarget, GroupTold
from rumbo.domain.measurement.explaining import Line
from rumbo.domain.measurement.grouping import CountShare
from rumbo.faces.kit import story
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.web.measurement.telling import Told, address, light_of, told
from rumbo.faces.web.measures import MEASURES, settings_facts
from rumbo.layouts.drawing.listing import ListedFigure, ListedGroup

AXES: dict[str, Promise] = {
    "unit": __("Dependencia que reporta"),
    "contributing": __("Dependencia que aporta"),
    "process": __("Proceso"),
    "project": __("Proyecto"),
}
WHATS: dict[str, Promise] = {
    MEAN: __("Promedio simple"),
    MEASURED: __("Con cifra"),
    MET: __("Cumplidas"),
    IN_BAND: __("En este rango"),
}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole of targets, with its percentage and where that is explained; the light of a share in a band."""

    part: int
    whole: int
    told: Told
    light: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group as a line of its table."""

    name: str
    code: str
    known: bool
    href: str
    targets: int
    mean: Told
    corrected: Told | None
    measured: Share
    met: Share
    bands: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target of a group with its figure and its light, each leading to how it came about, and its other groups."""

    name: str
    figure: Told
    lit: Told
    light: tuple[str, str]
    others: tuple[str, ...] = ()


def axis_title(axis: Axis) -> str:
    """What an axis is called: a list by its name, a level as the plan calls it."""
    return str(AXES[axis.key]) if axis.key in AXES else _(axis.title)


def key_name(key: Key, axis: Axis) -> str:
    """What a group is called; all targets together, and those that have no key, by their words."""
    if key.key == WITHOUT:
        return _("Ninguno dicho: {axis}").format(axis=axis_title(axis))
    return _("Todas las metas") if key.key == WHOLE else key.name


def source_words(found: Groups) -> str:
    """Of when the groups and their names are; nothing of what an open follow-up has from its plan alone."""
    if found.kept:
        return _("De qué grupo es cada meta, y cómo se llamaba, es lo que se guardó al cerrar.")
    if found.followup.closed_at is not None:
        return _(
            "Este cierre es de antes de que se guardaran los grupos: los nombres, y los procesos y proyectos de las"
            " metas, son los que están registrados hoy."
        )
    if found.axis.kind in (OF_PROCESS, OF_PROJECT):
        return _("Las cifras son las del seguimiento; de qué grupo es cada meta es lo que está registrado hoy.")
    return ""


def axis_links(followup: UUID, axes: tuple[Axis, ...], current: str, query: str = "") -> list[Link]:
    """The axes that targets have keys on, and the current one, with how many targets have one."""
    shown_axes = [axis for axis in axes if axis.targets or axis.key == current]
    return [
        Link(axis_title(axis), axis_address(followup, axis.key, query), axis.key == current, axis.targets)
        for axis in shown_axes
    ]


def axis_address(followup: UUID, axis: str, query: str = "") -> str:
    """The table of an axis."""
    return _asking(reverse("web:measurement-groups", args=[followup, axis]), query)


def group_address(followup: UUID, axis: str, key: str, query: str = "") -> str:
    """The targets of a group."""
    return _asking(reverse("web:measurement-group", args=[followup, axis, key]), query)


def number_address(followup: UUID, axis: str, key: str, what: str, query: str = "") -> str:
    """Where a number of a group is explained."""
    return _asking(reverse("web:measurement-group-number", args=[followup, axis, key, what]), query)


def query_of(measure: str, correction: int = 0) -> str:
    """What an address asks for besides: another measure than the year, another time than the closing."""
    asked = {"medida": measure if measure != "year" else "", "correccion": correction or ""}
    return urlencode({name: value for name, value in asked.items() if value})


class GroupTable:
    """The table of an axis."""

    def __init__(self, found: Groups) -> None:
        self.found, self.query = found, query_of(found.measure, found.correction)

    @cached_property
    def rows(self) -> list[GroupRow]:
        """A line for each group; then those without a key, and all of them."""
        bare = [self.found.without] if self.found.without.targets else []
        return [self.row(each) for each in (*self.found.groups, *bare, self.found.whole)]

    @property
    def several(self) -> str:
        """Why groups may add up to more than there is."""
        n = self.found.several
        if not n:
            return ""
        return ngettext(
            "{n} meta está en varios grupos: se cuenta en cada uno y una sola vez en el total.",
            "{n} metas están en varios grupos: cada una se cuenta en cada grupo y una sola vez en el total.",
            n,
        ).format(n=n)

    def row(self, each: GroupTold) -> GroupRow:
        """A group with each of its numbers."""
        counts, lights, found = each.group.counts, each.lights.counts, self.found
        since = None
        if each.corrected is not None:
            since = told(each.corrected, self._address(each, MEAN, query_of(found.measure, found.latest)))
        return GroupRow(
            name=key_name(each.key, found.axis),
            code=each.key.code,
            known=each.key.known,
            href=group_address(found.followup.uid, found.axis.key, each.key.key, self.query),
            targets=counts.items,
            mean=told(each.group.sums.outcome, self._address(each, MEAN)),
            corrected=since,
            measured=self._share(each, MEASURED, counts.measured_share),
            met=self._share(each, MET, counts.met_share),
            bands=tuple(
                self._share(each, f"{IN_BAND}{band.code}", lights.band_share(band.code), light_of(band))
                for band in found.settings.bands
                if lights.by_band.get(band.code)
            ),
        )

    def listed(self, absolute: Callable[[str], str]) -> Iterator[ListedGroup]:
        """The lines as a file carries them; `absolute` gives the whole address where a figure is explained."""
        for row in self.rows:
            bands = "; ".join(f"{each.light[1]}: {each.part}/{each.whole}" for each in row.bands)
            yield ListedGroup(
                row.code,
                row.name,
                row.targets,
                row.measured.part,
                listed_figure(row.measured.told, absolute),
                row.met.part,
                listed_figure(row.met.told, absolute),
                bands,
                listed_figure(row.mean, absolute),
            )

    def _share(self, each: GroupTold, what: str, share: CountShare, light: tuple[str, str] = ("", "")) -> Share:
        return Share(share.part, share.whole, told(share.outcome, self._address(each, what)), light)

    def _address(self, each: GroupTold, what: str, query: str | None = None) -> str:
        found = self.found
        asked = self.query if query is None else query
        return number_address(found.followup.uid, found.axis.key, each.key.key, what, asked)


def target_row(each: GroupedTarget, found: Groups, key: str = "") -> TargetRow:
    """A target of a group, with the other groups that it stands in."""
    followup, at = found.followup.uid, found.correction
    others = tuple(other.name for other in each.keys if other.key != key) if key not in (WHOLE, WITHOUT) else ()
    return TargetRow(
        name=f"{each.number}. {each.statement}",
        figure=told(each.outcome, address(followup, each.uid, found.measure, at)),
        lit=told(each.lit, address(followup, each.uid, found.settings.bands_on.value, at)),
        light=light_of(each.band),
        others=others,
    )


class GroupStory(story.Story):
    """The explanation of a number of a group in parts, for its page; each target leads to its figure."""

    def __init__(self, explained: ExplainedGroup) -> None:
        super().__init__(explained.trace, explained.names)
        self.explained = explained
        found, self.told = explained.groups, told(explained.outcome, "")
        self.group = key_name(explained.told.key, found.axis)
        self.heading = f"{axis_title(found.axis)}: {self.group}"
        self.light = light_of(explained.band) if explained.band else ("", "")
        self.name = self.light[1] or str(WHATS[explained.what])
        self.measure = str(MEASURES[explained.measure])

    def part_of(self, line: Line) -> story.Part:
        """A line; of a target, with the address of its figure."""
        found = self.explained.groups
        href = address(found.followup.uid, line.uid, self.explained.measure, found.correction) if line.uid else ""
        return story.Part(line, href)

    @property
    def counting(self) -> list[story.Part]:
        """Each target that counted."""
        return self.of("input", "weight")

    @property
    def data(self) -> str:
        """Where the same is read by a program; nothing for what a correction left, which it does not tell."""
        found, key = self.explained.groups, self.explained.told.key.key
        if found.correction:
            return ""
        way = [found.followup.entity.slug, found.followup.uid, found.axis.key, key, self.explained.what]
        return _asking(reverse("api:group-figure", args=way), f"measure={found.measure}")

    @property
    def settings(self) -> list[Fact]:
        """The choices under which it was measured."""
        return settings_facts(self.explained.groups.settings)

    @property
    def others(self) -> list[Link]:
        """The other numbers of the same group."""
        found, group = self.explained.groups, self.explained.told
        bands = {f"{IN_BAND}{band.code}": _(band.word) for band in found.settings.bands}
        words: Mapping[str, Any] = {what: WHATS[what] for what in (MEAN, MEASURED, MET)} | bands
        query = query_of(found.measure, found.correction)
        return [
            Link(
                str(word),
                number_address(found.followup.uid, found.axis.key, group.key.key, what, query),
                what == self.explained.what,
            )
            for what, word in words.items()
        ]


def listed_figure(figure: Told, absolute: Callable[[str], str]) -> ListedFigure:
    """A figure as a file carries it."""
    return ListedFigure(figure.figure, figure.word, absolute(figure.href))


def _asking(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path
