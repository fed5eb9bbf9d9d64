"""Figures as a person reads them: their names, their lights, why one is missing, and the story of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as __

from rumbo.apps.measurement import queries
from rumbo.apps.measurement.queries import SHOWN, Explained, MeasuredRound, Sheet, Standing
from rumbo.domain.measurement.explaining import Line, note_of, without_light
from rumbo.domain.measurement.sentences import MARKS, REASONS
from rumbo.domain.measurement.settings import Settings
from rumbo.domain.numbers import figure_of as figure_from
from rumbo.domain.outcomes import Computed, Outcome, Reason, Undefined
from rumbo.faces.kit import story
from rumbo.faces.kit.figures import figure_html
from rumbo.faces.kit.pieces import Fact, Link
from rumbo.faces.kit.story import Part
from rumbo.faces.kit.written import written_figure
from rumbo.faces.web.measures import MEASURES, PROJECTION, settings_facts
from rumbo.faces.web.words import PeriodNamed, period_words

SHORT_REASONS: dict[str, Promise] = {
    "not_programmed": __("no programado"),
    "not_reported": __("sin reporte"),
    "no_basis": __("falta la base"),
    "cancelled": __("cancelada"),
    "suspended": __("suspendida"),
    "not_applicable": __("no aplica"),
    "period_not_programmed": __("no programado"),
    "not_due": __("aún no se espera"),
    "nothing_measured": __("nada por medir"),
    "no_period_programme": __("sin programación por periodo"),
    "unreadable": __("no se puede leer"),
}
NO_LIGHT = __("Sin semáforo")
EXPECTING = ("expected", "at_cutoff")
UNPROGRAMMED = (Reason.NO_PERIOD_PROGRAMME, Reason.NOTHING_MEASURED)
TONES = {"watch": "watch", "good": "good", "bad": "bad", "alert": "alert", "over": "over"}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its address, its word where there is none, and the marks that a reader must know."""

    figure: int | None
    word: str
    href: str
    marks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sheet: what stands, its figures by measure, its light and the figure it stands on, what it leaves
    out, and its figure of the year since it was corrected."""

    standing: Standing
    figures: dict[str, Told]
    light: tuple[str, str]
    lit: Told | None
    excluded: str
    corrected: str = ""

    @property
    def expected(self) -> int | None:
        """Where the marker of the progress stands."""
        return self.figures["expected"].figure if "expected" in self.figures else None

    @property
    def share_of_year(self) -> bool:
        """Whether its figure of the year tells only how much of it is done."""
        return is_share_of_year(self.standing.outcomes)


def is_share_of_year(outcomes: Mapping[str, Outcome]) -> bool:
    """Whether a figure of the year tells only how much of it is done: no period of the target was programmed, or
    none of a level's, so that nothing could be expected of it and it has no light."""
    year, expected = outcomes.get("year"), outcomes.get("expected")
    unknown = isinstance(expected, Undefined) and expected.reason in UNPROGRAMMED
    return unknown and isinstance(year, Computed)


def row_of(standing: Standing, sheet: Sheet, corrected: Mapping[str, str] | None = None) -> Row:
    """A line of the sheet of a follow-up. `corrected` are the figures of the year that were corrected, by line."""
    followup = sheet.followup.uid
    figures = {
        measure: told(said(outcome, measure, sheet), address(followup, standing.uid, measure))
        for measure, outcome in standing.outcomes.items()
    }
    lit = figures.get(sheet.settings.bands_on.value)
    since = (corrected or {}).get(str(standing.uid), "")
    return Row(standing, figures, light_of(standing.band), lit, _left_out(standing), since)


def outcome_words(outcome: Outcome) -> str:
    """A figure, or why there is none."""
    return short_reason(outcome.reason.value) if isinstance(outcome, Undefined) else written_figure(outcome.figure)


def outcome_html(outcome: Outcome, href: str) -> SafeString:
    """A figure, or why there is none, leading to how it came about."""
    return figure_html(figure_of(outcome), href, "" if isinstance(outcome, Computed) else outcome_words(outcome))


def said(outcome: Outcome, measure: str, sheet: Sheet) -> Outcome:
    """An outcome; where nothing was expected of a level because the plan has no programme by period, with that
    reason."""
    unknown = isinstance(outcome, Undefined) and outcome.reason is Reason.NOTHING_MEASURED
    if unknown and measure in EXPECTING and sheet.bare:
        return Undefined(Reason.NO_PERIOD_PROGRAMME, outcome.marks)
    return outcome


def light_notes(sheet: Sheet) -> list[str]:
    """Why some targets have no light, in sentences."""
    return [without_light(reason, count, sheet.targets, _) for reason, count in sheet.missing.items()]


def level_note(settings: Settings) -> str:
    """How progress against what was expected is made for a level."""
    cap = settings.cap
    note = _(note_of("node_at_cutoff", capped=cap is not None))
    return note if cap is None else note.format(cap=written_figure(cap))


def address(followup: UUID, subject: str, measure: str, correction: int = 0) -> str:
    """Where a figure is explained: that of a target or level by its uid, that of the plan without; as it was closed, or
    as it is since a correction, by its ordinal."""
    since = f"?correccion={correction}" if correction else ""
    if not subject:
        return reverse("web:measurement-plan-figure", args=[followup, measure]) + since
    return reverse("web:measurement-figure", args=[followup, subject, measure]) + since


def told(outcome: Outcome, href: str) -> Told:
    """An outcome as it is shown."""
    marks = tuple(_(MARKS[mark.value]) for mark in outcome.marks)
    if isinstance(outcome, Undefined):
        return Told(None, short_reason(outcome.reason.value), href, marks, _(REASONS[outcome.reason.value]))
    return Told(outcome.figure, "", href, marks, "")


def figure_of(outcome: Outcome | None) -> int | None:
    """The figure of an outcome that has one."""
    return outcome.figure if isinstance(outcome, Computed) else None


def short_reason(reason: str) -> str:
    """Why there is no figure, in two words; the whole sentence stands in its explanation."""
    return str(SHORT_REASONS.get(reason, _("no calculable")))


def is_unreadable(outcome: Outcome) -> bool:
    """Whether what was kept of a figure cannot be read."""
    return isinstance(outcome, Undefined) and outcome.reason is Reason.UNREADABLE


def light_of(band: Any) -> tuple[str, str]:
    """Tone and word of a band."""
    return ("none", str(NO_LIGHT)) if band is None else (TONES.get(band.tone, "none"), _(band.word))


def lights(settings: Settings) -> list[tuple[str, str]]:
    """The bands to choose from, and the absence of any."""
    return [*((band.code, _(band.word)) for band in settings.bands), ("none", str(NO_LIGHT))]


def tiles(sheet: Sheet, corrected: Mapping[str, str]) -> list[Fact]:
    """The figures of the whole plan, each leading to its explanation; the one of the light with its word, and what was
    corrected (by line of the sheet) with what it is since."""
    row, lit = row_of(sheet.plan, sheet), sheet.settings.bands_on.value
    measures = dict.fromkeys((*(each.value for each in SHOWN), lit))
    found = []
    for measure in measures:
        if (shown := row.figures.get(measure)) is None:
            continue
        tone, word = row.light if measure == lit else ("", "")
        value = figure_html(shown.figure, shown.href, shown.word)
        since = corrected.get("", "") if measure == "year" else ""
        note = format_html(_("Corregido: {figure}"), figure=since) if since else shown.reason or word
        found.append(Fact(str(MEASURES[measure]), value, note, tone=tone))
    return found


def round_row(each: MeasuredRound) -> dict[str, Any]:
    """A line of the list of follow-ups."""
    uid = each.followup.uid
    corrected_at = address(uid, "", "year", each.correction)
    return {
        "followup": each.followup,
        "period": period_words(each.followup.period),
        "href": reverse("web:measurement-sheet", args=[uid]),
        "year": told(each.outcomes["year"], address(uid, "", "year")) if "year" in each.outcomes else None,
        "expected": figure_of(each.outcomes.get("expected")),
        "light": light_of(each.band),
        "share_of_year": is_share_of_year(each.outcomes),
        "unreadable": any(is_unreadable(outcome) for outcome in each.outcomes.values()),
        "corrected": "" if each.corrected is None else outcome_html(each.corrected, corrected_at),
        "accepted": each.accepted,
        "reports": each.reports,
    }


def period_before(before: tuple[int, str, int] | None) -> str:
    """The period that a sheet is compared with; empty when it is the first."""
    return period_words(PeriodNamed(*before)) if before else ""


def _left_out(standing: Standing) -> str:
    """What a line counts: a level how many of its children, and which part of the level above it is its own."""
    if standing.kind == "target":
        return "" if standing.counts else _("No cuenta aquí: cuenta en otro nivel.")
    if standing.left_out:
        return _(REASONS[Reason.LEFT_OUT.value])
    facts = {"counted": standing.counted, "children": standing.counted + standing.excluded}
    told = _("Cuentan {counted} de {children}").format(**facts) if facts["children"] else _("Sin metas")
    if standing.share is None:
        return told
    return _("{counted}; pesa {share} de lo que cuenta a su lado").format(
        counted=told, share=written_figure(figure_from(standing.share))
    )


def reach_words(sheet: Sheet) -> str:
    """How many targets a plan lists, how many of them count, and how many of those have a figure."""
    reach = sheet.reach
    facts = {"listed": reach.listed, "counted": reach.counted, "measured": reach.measured}
    if reach.listed == reach.counted:
        return _("Metas: {counted}, de ellas {measured} con cifra.").format(**facts)
    told = _(
        "Metas: se listan {listed} y cuentan {counted}, pues las demás se muestran aquí y cuentan en otro nivel; "
        "{measured} con cifra."
    )
    return told.format(**facts)


class Story(story.Story):
    """The explanation of a figure in parts, with the addresses of what went in, for its page."""

    def __init__(self, found: Explained) -> None:
        super().__init__(found.trace, found.names)
        self.found = found
        self.heading = f"{found.number}. {found.name}" if found.number and found.kind == "target" else found.name
        self.measure = str(PROJECTION if found.measure == queries.PROJECTION else MEASURES[found.measure])
        self.told = told(found.outcome, "")
        self.light = light_of(found.band)
        self.is_projection = found.measure == queries.PROJECTION

    @property
    def data(self) -> str:
        """Where the same is read by a program: the figure, its sentences and its trace."""
        followup, correction = self.found.followup, self.found.correction
        at = reverse("api:figure", args=[followup.entity.slug, followup.uid, self.found.subject, self.found.measure])
        return f"{at}?correction={correction}" if correction else at

    @property
    def settings(self) -> list[Fact]:
        """The choices under which it was measured."""
        return settings_facts(self.found.settings)

    @property
    def others(self) -> list[Link]:
        """The other figures of the same thing."""
        subject = "" if self.found.subject == "plan" else self.found.subject
        # A plan of one year has no other term than its year.
        plan = self.found.followup.plan_version.plan
        one_year = plan.first_year == plan.last_year
        known = {
            each: name
            for each, name in MEASURES.items()
            if each in self.found.outcomes and not (one_year and each == "term")
        }
        if self.found.kind == "target":
            known[queries.PROJECTION] = PROJECTION
        return [
            Link(str(name), address(self.found.followup.uid, subject, each), each == self.found.measure)
            for each, name in known.items()
        ]

    def part_of(self, line: Line) -> Part:
        """A part of a level leads to its own figure, an input to its report and the evidence of it."""
        if line.role in ("weight", "excluded") and line.uid:
            return Part(line, address(self.found.followup.uid, line.uid, self.found.measure))
        report = self.found.reports.get(line.uid)
        if line.role != "input" or report is None:
            return Part(line)
        evidence = tuple(
            (title, link or reverse("web:followup-evidence", args=[uid])) for title, uid, link in report.evidence
        )
        return Part(line, reverse("web:followup-report", args=[report.uid]), evidence)
